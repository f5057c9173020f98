import Primitives
import SelectionRules
import Store

/// `qilu taishan list EDITION`: the great craftsmen, whom R-210 has recommended first, each with the history.
struct TaishanList: ReadOperation {
  struct Input: Codable, Sendable {
    var edition: String
  }

  struct Output: OperationOutput {
    struct Step: Codable, Sendable {
      var outcome: TaishanOutcome
      var on: String
      var document: String
    }

    struct Item: Codable, Sendable {
      var nomination: ByteText
      var name: ByteText
      var outcome: TaishanOutcome?
      var revokedOn: String?
      var history: [Step]
    }

    var great: [Item]

    var presentation: [Block] {
      let columns = [
        TableBlock.text("推荐编号", "nomination"), TableBlock.text("姓名", "name"), TableBlock.text("结果", "outcome"),
        TableBlock.text("日期", "day"), TableBlock.text("文号", "document"),
      ]
      return [
        .heading("泰山产业领军人才产业技能类优先推荐名单", "great craftsmen, recommended first for industrial-skill talents"),
        .table(TableBlock(columns, bilingual: great.flatMap(rows))),
      ]
    }

    private func rows(_ item: Item) -> [[Bilingual]] {
      func plain(_ text: String) -> Bilingual { Bilingual(text, text) }
      let person = [plain(item.nomination.string), plain(item.name.string)]
      var rows = item.history.map { person + [$0.outcome.displayName, plain($0.on), plain($0.document)] }
      if let revokedOn = item.revokedOn {
        rows.append(person + [Bilingual("命名已撤销", "naming revoked"), plain(revokedOn), plain("")])
      } else if rows.isEmpty {
        rows = [person + [Bilingual("待推荐", "to be recommended"), plain(""), plain("")]]
      }
      return rows
    }
  }

  static let name = "taishan list"
  static let summary = Bilingual(
    "列出优先推荐泰山产业领军人才的大工匠及结果", "list the great craftsmen who are recommended first, with the outcome")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [.argument("edition", "EDITION", "届次名称", "the edition's name")]

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let edition = try EditionContext(named: input.edition, in: call.connection)
    try TaishanRecord.checkOrganiser(edition, call)
    let names = try NamingFinding.names(edition, call)
    let records = try TaishanStore.all(of: edition.id, in: call.connection)
    let revocations = try RevocationStore.all(of: edition.id, in: call.connection)
    return Output(
      great: try NamingFinding.inListOrder(edition, call).filter(\.isGreat).map { naming in
        let history = records.filter { $0.nomination == naming.nomination }.compactMap { record in
          TaishanOutcome(rawValue: record.outcome).map {
            Output.Step(outcome: $0, on: record.decidedOn, document: record.document)
          }
        }
        return Output.Item(
          nomination: naming.nomination, name: names[naming.nomination] ?? "", outcome: history.last?.outcome,
          revokedOn: revocations.first { $0.nomination == naming.nomination }?.revokedOn, history: history)
      })
  }
}

/// `qilu taishan record EDITION NOMINATION --outcome OUTCOME --on DAY --document NUMBER`.
struct TaishanRecord: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var edition: String
    var nomination: ByteText
    var outcome: TaishanOutcome
    var on: String
    var document: String
  }

  static let name = "taishan record"
  static let summary = Bilingual(
    "记录泰山产业领军人才推荐的结果", "record the outcome of a recommendation for industrial-skill talents")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("edition", "EDITION", "届次名称", "the edition's name"),
    .argument("nomination", "NOMINATION", "推荐编号", "the nomination's number"),
    .option("outcome", "OUTCOME", "结果", "the outcome"),
    .option("on", "DAY", "日期，如 2026-11-20", "the day, such as 2026-11-20"),
    .option("document", "NUMBER", "文号", "the number of the document"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let edition = try EditionContext(named: input.edition, in: call.connection)
    try checkOrganiser(edition, call)
    let naming = try NamingFinding.naming(input.nomination, edition, call)
    guard naming.isGreat else { throw notGreat }
    guard try NamingFinding.revocation(input.nomination, edition, call) == nil else { throw revoked }
    let last = try TaishanStore.all(of: edition.id, in: call.connection).last { $0.nomination == input.nomination }
    try TaishanOutcome.check(input.outcome, after: last.flatMap { TaishanOutcome(rawValue: $0.outcome) })
    let record = TaishanRow(
      nomination: input.nomination, outcome: input.outcome.rawValue,
      decidedOn: try NamingFinding.day(input.on, notBefore: naming, call).text,
      document: try DocumentNumber(input.document).text)
    try TaishanStore.insert(
      record, id: call.environment.newIdentifier(), edition: edition.id, by: call.actor.id,
      at: call.environment.instant, in: call.transaction)
    call.record(
      "edition", edition.id.text,
      ["nomination": input.nomination.string, "outcome": input.outcome.rawValue, "document": record.document])
    return DoneOutput(
      subject: edition.id.text,
      done: Bilingual("已记为“\(input.outcome.displayName.zh)”", "recorded as \(input.outcome.rawValue)"))
  }

  /// Passes if the edition is the province's: R-210 speaks of the Qilu Great Craftsmen.
  static func checkOrganiser(_ edition: EditionContext, _ call: ReadCall) throws {
    guard try edition.organiser(in: call.connection).tier != .province else { return }
    throw make(
      "taishan.not-provincial",
      Bilingual("只有省级届次的大工匠优先推荐", "only the great craftsmen of the province's editions are recommended first"),
      Bilingual("选择省总工会主办的届次", "choose an edition of the province"))
  }

  private static let notGreat = make(
    "taishan.not-great",
    Bilingual("该推荐命名的不是大工匠", "the nomination was not named a great craftsman"),
    Bilingual("taishan list 列出可推荐的人", "taishan list shows who can be recommended"))

  private static let revoked = make(
    "taishan.revoked",
    Bilingual("该命名已撤销，不能再推荐", "the naming is revoked, so nothing more can be recorded"),
    Bilingual("taishan list 列出可推荐的人", "taishan list shows who can be recommended"))

  private static func make(_ code: String, _ message: Bilingual, _ remedy: Bilingual) -> Refusal {
    Refusal(code, citation: Citation("R-210", Citation.opinion2018, "三（二）5"), message: message, remedy: remedy)
  }
}
