import Primitives
import SelectionRules

extension SampleEdition {
  /// The rules of the sample year: the defaults of, and a floor under which nobody is named.
  var rules: EditionRules {
    let unit = ExactDecimal.unit
    let weights = SampleVotes.channels.compactMap { channel in channel.weight.map { (channel.name, $0) } }
    return EditionRules(
      edition: ByteText(name), caps: caps, dimensionWeights: ByDimension { _ in Self.decimal(unit / 4) },
      panel: EditionRules.Panel(minimumSheets: 3, trimFrom: 5),
      vote: EditionRules.Vote(
        enabled: true, method: .rank, channelWeights: Dictionary(weights, uniquingKeysWith: { first, _ in first })),
      composite: EditionRules.Composite(expert: Self.decimal(unit * 8 / 10), publicVote: Self.decimal(unit * 2 / 10)),
      floors: EditionRules.Floors(named: Self.decimal(unit * 60)))
  }

  /// A decimal of a constant that the form can hold.
  private static func decimal(_ scaled: Int128) -> ExactDecimal { ExactDecimal(scaled: scaled) ?? .zero }

  /// Proves that the parameters are in range.
  ///
  /// - Throws: a ``Refusal`` of wrong use.
  func check() throws {
    try checkName()
    // An ID's birth day and sequence tell 360,000 people apart, a credit code's five digits 99,999 employers.
    try Self.check("nominations", nominations, in: 1...100_000)
    try Self.check("experts", experts, in: 1...5_000)
    try Self.check("sheets", sheets, in: 0...50)
    guard sheets <= experts else {
      throw Self.refusal(
        "sheets-beyond-experts", "每份推荐的评分表多于专家人数", "there are more sheets for a nomination than experts",
        "减少 sheets，或增加 experts", "ask for fewer sheets or for more experts")
    }
    for stage in Stage.allCases { try Self.check("\(stage.rawValue)Cap", caps[stage], in: 0...999_999_999) }
  }

  private func checkName() throws {
    let isPlain = name.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
    guard isPlain, (1...60).contains(name.utf8.count) else {
      throw Self.refusal(
        "name", "届次名称须为 1 至 60 字节且不含控制字符", "the edition's name has 1 to 60 bytes and no control characters",
        "改用简短的名称，如 2026", "give a short name such as 2026")
    }
  }

  private static func check(_ field: String, _ value: Int, in range: ClosedRange<Int>) throws {
    guard range.contains(value) else {
      let bounds = "\(range.lowerBound)–\(range.upperBound)"
      throw refusal(
        "out-of-range", "参数 \(field) 须在 \(bounds) 之间", "\(field) must be \(bounds)", "改正 \(field)",
        "correct \(field)")
    }
  }

  private static func refusal(_ code: String, _ zh: String, _ en: String, _ doZh: String, _ doEn: String) -> Refusal {
    Refusal("sample.\(code)", kind: .wrongUse, message: Bilingual(zh, en), remedy: Bilingual(doZh, doEn))
  }
}
