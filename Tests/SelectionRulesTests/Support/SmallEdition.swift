import Primitives
import SelectionRules

/// An edition of a few nominations, written down in a test. Scores are in hundredths of a point.
///
/// Every limit is wide and nobody has a preliminary score unless the test says so, so that a test about one
/// stage need not care for the others.
struct SmallEdition {
  var inputs: EditionInputs

  init(_ keys: String..., rules: EditionRules = .plain) { self.init(keys, rules: rules) }

  init(_ keys: [String], rules: EditionRules = .plain) {
    inputs = EditionInputs(rules: rules)
    for key in keys { nominate(key) }
  }

  mutating func nominate(_ key: String, code: String = "", unqualified reason: ByteText? = nil) {
    inputs.nominations.append(
      NominationEntry(
        key: ByteText(key), name: "", employerCreditCode: ByteText(code), region: "3701", channel: .unit,
        disqualification: reason))
  }

  /// Records the preliminary scores of one nomination.
  mutating func review(_ key: String, _ scores: Int...) {
    for (index, score) in scores.enumerated() {
      inputs.preliminary.append(
        PreliminaryScore(nomination: nomination(key), reviewer: ByteText("R\(index)"), hundredths: score))
    }
  }

  /// Adds an expert unless it is there; the position of the expert.
  @discardableResult
  mutating func expert(_ key: String, code: String = "") -> Int {
    if let index = inputs.experts.firstIndex(where: { $0.key == ByteText(key) }) { return index }
    inputs.experts.append(ExpertEntry(key: ByteText(key), name: "", employerCreditCode: ByteText(code)))
    return inputs.experts.count - 1
  }

  /// Records one sheet: spirit, craft, leading, contribution.
  mutating func sheet(
    _ expertKey: String, _ key: String, _ spirit: Int, _ craft: Int, _ leading: Int, _ contribution: Int
  ) {
    inputs.sheets.append(
      ScoreSheet(
        expert: expert(expertKey), nomination: nomination(key),
        hundredths: ByDimension(spirit: spirit, craft: craft, leading: leading, contribution: contribution)))
  }

  /// Records a sheet of each of the experts E1, E2, … with the same score in all four dimensions.
  mutating func panel(_ key: String, _ totals: Int...) {
    for (index, total) in totals.enumerated() { sheet("E\(index + 1)", key, total, total, total, total) }
  }

  /// Records three equal sheets.
  mutating func panel(_ key: String, alike scores: (Int, Int, Int, Int)) {
    for expert in ["E1", "E2", "E3"] { sheet(expert, key, scores.0, scores.1, scores.2, scores.3) }
  }

  mutating func vote(_ key: String, _ votes: Int64, channel: ByteText = "web") {
    inputs.votes.append(ChannelVotes(nomination: nomination(key), channel: channel, votes: votes))
  }

  mutating func recuse(_ expertKey: String, from key: String, _ kind: RecusalKind = .kinship) {
    inputs.recusals.append(Recusal(expert: expert(expertKey), nomination: nomination(key), kind: kind))
  }

  /// Records decisions; the first one stands on line 2.
  mutating func decide(_ stage: Stage, _ kind: DecisionKind, _ keys: String..., positions: [Int] = []) {
    for (index, key) in keys.enumerated() {
      inputs.decisions.append(
        Decision(
          stage: stage, nomination: nomination(key), kind: kind, position: kind == .order ? positions[index] : nil,
          document: "D", reason: "R", line: inputs.decisions.count + 2))
    }
  }

  func compute() throws -> Computed { try Computed(inputs) }

  private func nomination(_ key: String) -> Int {
    inputs.nominations.firstIndex { $0.key == ByteText(key) } ?? -1
  }
}

extension EditionRules {
  /// Wide limits, equal weights, three sheets, trimming from five, votes by rank, 0.80 + 0.20.
  static let plain = EditionRules(
    edition: "2031", caps: Caps(candidate: 150, nominee: 100, named: 50, great: 10),
    dimensionWeights: ByDimension { _ in .quarter }, panel: Panel(minimumSheets: 3, trimFrom: 5),
    vote: Vote(enabled: true, method: .rank),
    composite: Composite(expert: decimal("0.80"), publicVote: decimal("0.20")))

  /// The plain rules with some of them changed.
  static func plain(_ change: (inout EditionRules) -> Void) -> EditionRules {
    var rules = plain
    change(&rules)
    return rules
  }

  /// The plain rules with other limits.
  static func caps(_ candidate: Int, _ nominee: Int = 100, _ named: Int = 50, _ great: Int = 10) -> EditionRules {
    plain { $0.caps = Caps(candidate: candidate, nominee: nominee, named: named, great: great) }
  }
}

extension ExactDecimal {
  static let quarter = decimal("0.25")
}

/// A decimal that a test wrote down.
func decimal(_ text: String) -> ExactDecimal {
  guard let value = ExactDecimal(bytes: Array(text.utf8)) else { preconditionFailure("\(text) is no decimal") }
  return value
}
