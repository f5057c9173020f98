import Ballots
import Primitives
import SelectionRules
import Store

/// `qilu ballots show EDITION`: what was handed over, counted and decided; nothing of who was chosen.
struct BallotsShow: ReadOperation {
  struct Input: Codable, Sendable {
    var edition: String
  }

  struct Output: OperationOutput {
    struct HandOver: Codable, Sendable {
      var number: Int
      var reason: String
      var by: String
      var at: String
    }

    struct Count: Codable, Sendable {
      var number: Int
      var cause: BallotCountCause
      var read: Int
      var counted: Int
      var voters: Int
      var by: String
      var at: String
    }

    struct Decision: Codable, Sendable {
      var number: Int
      var voter: String
      var document: String
      var reason: String
      var by: String
      var at: String
      /// The rows that it excluded in all; null where no count knows it yet.
      var rows: Int?
    }

    /// All of them, the one in force last.
    var handOvers: [HandOver]
    /// Of the hand-over in force, in the order of reading.
    var files: [BallotCountOutput.File]
    /// Of the hand-over in force, the last one last.
    var counts: [Count]
    var read: Int
    /// Of the last count.
    var classes: [BallotsCount.Output.ClassRows]
    var decisions: [Decision]
  }

  static let name = "ballots show"
  static let summary = Bilingual(
    "查看选票的移交、计票和取消决定（不含得票）", "show hand-overs, counts and decisions of the ballots, without tallies")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [.argument("edition", "EDITION", "届次名称", "the edition's name")]

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let edition = try EditionContext(named: input.edition, in: call.connection)
    let handOvers = try BallotStore.handOvers(of: edition.id, in: call.connection)
    let decisions = try BallotStore.decisions(of: edition.id, in: call.connection)
    let number = handOvers.last?.number ?? 0
    let counts = try BallotStore.counts(of: number, edition: edition.id, in: call.connection)
    let last = counts.last
    return Output(
      handOvers: handOvers.map { .init(number: $0.number, reason: $0.reason, by: $0.by, at: $0.at) },
      files: try BallotStore.files(of: number, edition: edition.id, in: call.connection).map {
        .init(name: $0.name, bytes: $0.bytes, rows: $0.rows, sha256: $0.digest.hex)
      },
      counts: counts.map { count in
        .init(
          number: count.number, cause: count.cause, read: count.read,
          counted: count.classes[BallotClass.counted.code] ?? 0, voters: count.voters, by: count.by, at: count.at)
      },
      read: last?.read ?? 0,
      classes: last.map { last in
        BallotClass.allCases.map { .init(code: $0.code, rows: last.classes[$0.code] ?? 0) }
      } ?? [],
      decisions: decisions.map {
        .init(
          number: $0.number, voter: $0.voter, document: $0.document, reason: $0.reason, by: $0.by, at: $0.at,
          rows: last?.exclusions[$0.number])
      })
  }
}

extension BallotsShow.Output {
  var presentation: [Block] {
    (handOvers.isEmpty ? [.line("本届没有原始选票。", "The edition has no raw ballots.")] : countBlocks) + decisionBlocks
  }

  private var countBlocks: [Block] {
    [
      .table(TableBlock(Self.handOverColumns, handOvers.map { ["\($0.number)", $0.by, $0.at, $0.reason] })),
      BallotBlocks.files(files.map { ($0.name, $0.bytes, $0.rows, $0.sha256) }),
      .table(TableBlock(Self.countColumns, bilingual: counts.map(row))),
      BallotBlocks.classes(classes, read: read),
    ]
  }

  private var decisionBlocks: [Block] {
    guard !decisions.isEmpty else { return [.line("没有取消选民的决定。", "No voter was voided.")] }
    return [
      .heading("取消选民的决定", "decisions to void a voter"),
      .table(TableBlock(Self.decisionColumns, bilingual: decisions.map(row))),
    ]
  }

  private static let handOverColumns = [
    TableBlock.number("移交", "hand-over"), TableBlock.text("导入人", "by"), TableBlock.text("时间", "at"),
    TableBlock.text("替换理由", "reason of replacement"),
  ]

  private static let countColumns = [
    TableBlock.number("计票", "count"), TableBlock.text("缘由", "cause"), TableBlock.number("读入", "read"),
    TableBlock.number("计入", "counted"), TableBlock.number("选民", "voters"), TableBlock.text("操作人", "by"),
    TableBlock.text("时间", "at"),
  ]

  private static let decisionColumns = [
    TableBlock.number("决定", "decision"), TableBlock.text("选民", "voter"), TableBlock.text("文号", "document"),
    TableBlock.text("理由", "reason"), TableBlock.text("决定人", "by"), TableBlock.number("排除行数", "rows excluded"),
  ]

  private func row(_ count: Count) -> [Bilingual] {
    let cause = count.cause == .import ? Bilingual("导入", "import") : Bilingual("重新计票", "recount")
    func plain(_ text: String) -> Bilingual { Bilingual(text, text) }
    return [plain("\(count.number)"), cause]
      + ["\(count.read)", "\(count.counted)", "\(count.voters)", count.by, count.at].map(plain)
  }

  private func row(_ decision: Decision) -> [Bilingual] {
    let texts = ["\(decision.number)", decision.voter, decision.document, decision.reason, decision.by]
    return texts.map { Bilingual($0, $0) }
      + [decision.rows.map { Bilingual("\($0)", "\($0)") } ?? Bilingual("待重新计票", "waits for a recount")]
  }
}
