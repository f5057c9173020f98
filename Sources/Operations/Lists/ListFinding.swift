import Primitives
import SelectionRules
import Store

/// Finding the list that an operation is about.
enum ListFinding {
  static func current(_ input: ListInput, _ call: ReadCall) throws -> (EditionContext, StageListRow) {
    let edition = try EditionContext(named: input.edition, in: call.connection)
    guard let list = try StageListStore.current(input.stage, of: edition.id, in: call.connection) else {
      throw try missing(input.stage, edition, call)
    }
    return (edition, list)
  }

  /// A list that became void is told from one that nobody computed: whoever waits to confirm it learns why it is gone.
  private static func missing(_ stage: Stage, _ edition: EditionContext, _ call: ReadCall) throws -> Refusal {
    let last = try StageListStore.all(of: edition.id, in: call.connection).last { $0.stage == stage }
    guard let last, last.state == ListState.void.rawValue else { return ListRefusals.none(stage) }
    return ListRefusals.voided(stage, last.number)
  }

  /// The same for an act on the list, which the edition's state must allow (SM-1).
  static func workedOn(_ input: ListInput, _ call: ReadCall) throws -> (EditionContext, StageListRow) {
    let (edition, list) = try current(input, call)
    try EditionFlow.checkList(input.stage, try edition.state())
    return (edition, list)
  }

  /// The inputs, if they still have the digest that the list was computed from (SM-19).
  @discardableResult
  static func checkUnchanged(
    _ list: StageListRow, _ edition: EditionContext, _ call: ReadCall
  ) throws -> EditionInputs {
    let inputs = try edition.inputs(in: call.connection)
    guard InputDigest.digest(inputs, through: list.stage).hex == list.inputDigest else {
      throw ListRefusals.changed(list.stage)
    }
    try edition.checkSheetsLocked(list.stage, inputs, in: call.connection)
    return inputs
  }
}
