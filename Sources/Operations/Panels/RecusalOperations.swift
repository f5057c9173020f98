import Database
import Primitives
import SelectionRules
import Store

/// `qilu recusal declare EDITION STAGE JUDGE NOMINATION --kind KIND --reason TEXT`: by the judge, or the committee's head.
struct RecusalDeclare: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var edition: String
    var stage: JudgingStage
    var judge: ByteText
    var nomination: ByteText
    var kind: RecusalKind
    var reason: String
  }

  static let name = "recusal declare"
  static let summary = Bilingual("申明回避（评委本人或委员会负责人）", "declare a recusal: the judge, or the committee's head")
  static let reach = Reach.everywhere
  static let notes =
    JudgingNotes.pair + [
      .option(
        "kind", "KIND", "employer 同单位，kinship 亲属，mentorship 师徒，other 其他",
        "employer, kinship, mentorship or other"),
      .option("reason", "TEXT", "理由", "why"),
    ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    try Reason.require(input.reason, rule: "R-227")
    let context = try JudgingContext(input.edition, input.stage, call)
    try checkOwn(input, context, call)
    try context.checkState()
    guard try context.judges().contains(where: { $0.key == input.judge }) else {
      throw PanelRefusals.unknownJudge(input.judge)
    }
    guard context.inputs.nominations.contains(where: { $0.key == input.nomination }) else {
      throw PanelRefusals.unknownNomination(input.nomination)
    }
    do {
      try ConflictStore.declare(
        PanelStore.Pair(judge: input.judge, nomination: input.nomination), kind: input.kind, reason: input.reason,
        context.stage, edition: context.edition.id, id: call.environment.newIdentifier(), by: call.actor.id,
        at: call.environment.instant, in: call.transaction)
    } catch DatabaseFailure.unique {
      throw PanelRefusals.recusedAlready
    }
    call.record(
      "edition", context.edition.id.text,
      [
        "stage": input.stage.rawValue, "judge": input.judge.string, "nomination": input.nomination.string,
        "kind": input.kind.rawValue,
      ])
    return DoneOutput(
      subject: "\(input.judge) \(input.nomination)",
      done: Bilingual("\(input.judge) 对 \(input.nomination) 已回避", "\(input.judge) is recused from \(input.nomination)"))
  }

  /// Whoever is not the committee's head declares what is his own.
  private static func checkOwn(_ input: Input, _ context: JudgingContext, _ call: ReadCall) throws {
    guard !call.actor.roles.contains(.committeeHead) else { return }
    let own =
      input.stage == .nominee
      ? try DutyStore.experts(of: call.actor.id, in: call.connection)
      : try ReviewerStore.code(of: call.actor.id, edition: context.edition.id, in: call.connection).map { [$0] } ?? []
    guard own.contains(input.judge) else { throw PanelRefusals.notOwn }
  }
}

/// `qilu recusal list EDITION STAGE`.
struct RecusalList: ReadOperation {
  typealias Input = ConflictDetect.Input

  struct Output: OperationOutput {
    struct Item: Codable, Sendable {
      var judge: ByteText
      var nomination: ByteText
      var kind: String
      var reason: String
      var by: String
      var at: String
    }

    var recusals: [Item]

    var presentation: [Block] {
      let columns = [
        TableBlock.text("评委", "judge"), TableBlock.text("推荐", "nomination"), TableBlock.text("情形", "kind"),
        TableBlock.text("理由", "reason"), TableBlock.text("申明人", "declared by"), TableBlock.text("时间", "at"),
      ]
      let rows = recusals.map { [$0.judge.string, $0.nomination.string, $0.kind, $0.reason, $0.by, $0.at] }
      return [.table(TableBlock(columns, rows))]
    }
  }

  static let name = "recusal list"
  static let summary = Bilingual("列出已申明或已认定的回避", "list the recusals that were declared or upheld")
  static let reach = Reach.everywhere
  static let notes = JudgingNotes.both

  static func run(_ input: Input, _ call: ReadCall) throws -> Output {
    let context = try JudgingContext(input.edition, input.stage, call)
    let hidden = try context.hidden()
    let recusals = try ConflictStore.recusals(context.stage, of: context.edition.id, in: call.connection)
    return Output(
      recusals: recusals.filter { !hidden.contains($0.pair.nomination) }.map {
        Output.Item(
          judge: $0.pair.judge, nomination: $0.pair.nomination, kind: $0.kind, reason: $0.reason, by: $0.by, at: $0.at)
      })
  }
}
