import Primitives
import SelectionRules
import Store

/// `qilu panel supplement EDITION STAGE JUDGE NOMINATION --reason TEXT`: a judge takes the seat of one who is recused,
/// also when sheets are begun, so that a late recusal does not leave a nomination with too few of them.
struct PanelSupplement: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var edition: String
    var stage: JudgingStage
    var judge: ByteText
    var nomination: ByteText
    var reason: String
  }

  static let name = "panel supplement"
  static let summary = Bilingual("补派评委，接替已回避的评委", "let a judge take the seat of one who is recused")
  static let reach = Reach.everywhere
  static let notes = JudgingNotes.pair + [.option("reason", "TEXT", "补派的理由", "why this judge")]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    try Reason.require(input.reason, rule: "R-227")
    let context = try JudgingContext(input.edition, input.stage, call)
    try context.checkState()
    let edition = context.edition.id
    guard try !WorkSheetStore.situation(context.stage, of: edition, in: call.connection).isLocked else {
      throw PanelRefusals.locked
    }
    guard let run = try AssignmentStore.current(context.stage, of: edition, in: call.connection) else {
      throw PanelRefusals.notAssigned
    }
    let seat = try emptySeat(input, run.id, context)
    try check(input, context)
    try SupplementStore.insert(
      PanelStore.Pair(judge: input.judge, nomination: input.nomination), replaces: seat, run: run.id,
      reason: input.reason, by: call.actor.id, at: call.environment.instant, in: call.transaction)
    call.record(
      "edition", edition.text,
      [
        "stage": input.stage.rawValue, "judge": input.judge.string, "nomination": input.nomination.string,
        "replaces": seat.string, "run": "\(run.number)",
      ])
    return DoneOutput(
      subject: "\(input.judge) \(input.nomination)",
      done: Bilingual(
        "\(input.judge) 接替 \(seat) 评审 \(input.nomination)",
        "\(input.judge) judges \(input.nomination) instead of \(seat)"))
  }

  /// The recused judge of the nomination whose seat nobody has taken.
  private static func emptySeat(_ input: Input, _ run: String, _ context: JudgingContext) throws -> ByteText {
    let assigned = try PanelStore.assignments(context.stage, of: context.edition.id, in: context.call.connection)
      .filter { $0.nomination == input.nomination }
    guard !assigned.contains(where: { $0.judge == input.judge }) else { throw PanelRefusals.assignedAlready }
    let taken = try SupplementStore.replaced(input.nomination, in: run, context.call.connection)
    let recused = try context.recused()
    guard let seat = assigned.first(where: { recused.contains($0) && !taken.contains($0.judge) }) else {
      throw PanelRefusals.noEmptySeat
    }
    return seat.judge
  }

  /// The judge is one of the stage and has no conflict: what holds of an assignment holds of a supplement.
  private static func check(_ input: Input, _ context: JudgingContext) throws {
    guard let judge = try context.judges().first(where: { $0.key == input.judge }) else {
      throw PanelRefusals.unknownJudge(input.judge)
    }
    guard let entrant = try context.entrants()?.first(where: { $0.key == input.nomination }) else {
      throw PanelRefusals.unknownNomination(input.nomination)
    }
    let isColleague =
      !judge.employerCreditCode.isEmpty && judge.employerCreditCode == entrant.employerCreditCode
    let pair = AssignmentProblem.Forbidden(judge: input.judge, nomination: input.nomination)
    guard try !isColleague && !PanelAssign.forbidden(context).contains(pair) else { throw PanelRefusals.inConflict }
  }
}
