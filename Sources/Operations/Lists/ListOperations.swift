import Primitives
import SelectionRules
import Store

/// What every operation on a list takes.
struct ListInput: Codable, Sendable {
  var edition: String
  var stage: Stage

  static let notes: [FieldNote] = [
    .argument("edition", "EDITION", "届次名称", "the edition's name"),
    .argument("stage", "STAGE", "阶段", "the stage"),
  ]
}

/// `qilu list compute EDITION STAGE`.
struct ListCompute: WriteOperation {
  typealias Input = ListInput
  typealias Output = ListOutput

  static let name = "list compute"
  static let summary = Bilingual("计算一个阶段的名单", "compute the list of a stage")
  static let reach = Reach.everywhere
  static let notes = ListInput.notes

  static func run(_ input: ListInput, _ call: WriteCall) throws -> ListOutput {
    let edition = try EditionContext(named: input.edition, in: call.connection)
    try EditionFlow.checkList(input.stage, try edition.state())
    let inputs = try edition.inputs(in: call.connection)
    if input.stage == .candidate { try EditionFlow.checkReviews(inputs) }
    try edition.checkSheetsLocked(input.stage, inputs, in: call.connection)
    try requireEarlier(input.stage, edition, inputs, call)
    if let list = try StageListStore.current(input.stage, of: edition.id, in: call.connection),
      list.state == ListState.confirmed.rawValue
    {
      throw ListRefusals.confirmed(input.stage)
    }
    _ = try StageListStore.void(from: input.stage, of: edition.id, reason: "computed anew", in: call.transaction)
    let computed = try ComputedList(inputs, input.stage)
    let list = StageListRow(
      id: call.newIdentifier(), stage: input.stage,
      number: try StageListStore.nextNumber(input.stage, of: edition.id, in: call.connection),
      state: ListState.computed.rawValue, cap: computed.stage.cut.cap, entrants: computed.stage.entrants.count,
      passed: computed.entries.count, inputDigest: InputDigest.digest(inputs, through: input.stage).hex,
      computedBy: call.actor.id, submittedBy: nil, decidedBy: nil)
    try StageListStore.insert(
      list, computed.entries, edition: edition.id, at: call.environment.instant, in: call.transaction)
    call.record("list", list.id.text, ["stage": input.stage.rawValue, "inputs": list.inputDigest])
    return ListOutput(list, .computed, computed.entries, inputs, notPassed: NotPassed(computed.stage, inputs))
  }

  /// The list of the stage before is confirmed; the great are computed from the list of the named as it stands.
  private static func requireEarlier(
    _ stage: Stage, _ edition: EditionContext, _ inputs: EditionInputs, _ call: WriteCall
  ) throws {
    guard let earlier = Stage.allCases.last(where: { $0 < stage }) else { return }
    let list = try StageListStore.current(earlier, of: edition.id, in: call.connection)
    if stage == .great {
      guard let list, list.inputDigest == InputDigest.digest(inputs, through: .named).hex else {
        throw ListRefusals.computeFirst(earlier)
      }
    } else if list?.state != ListState.confirmed.rawValue {
      throw ListRefusals.confirmFirst(earlier)
    }
  }
}

/// `qilu list submit EDITION STAGE`.
struct ListSubmit: WriteOperation {
  typealias Input = ListInput
  typealias Output = DoneOutput

  static let name = "list submit"
  static let summary = Bilingual("提交名单，冻结其输入的摘要", "submit a list; the digest of its inputs is frozen")
  static let reach = Reach.everywhere
  static let notes = ListInput.notes

  static func run(_ input: ListInput, _ call: WriteCall) throws -> DoneOutput {
    let (edition, list) = try ListFinding.workedOn(input, call)
    try ListFinding.checkUnchanged(list, edition, call)
    guard try StageListStore.submit(list.id, by: call.actor.id, at: call.environment.instant, in: call.transaction)
    else { throw ListRefusals.notInState(input.stage, .computed) }
    call.record("list", list.id.text, ["stage": input.stage.rawValue, "inputs": list.inputDigest])
    return DoneOutput(
      subject: list.id.text,
      done: Bilingual(
        "“\(input.stage.chinese)”名单已提交，待第二人确认",
        "the list of \(input.stage.rawValue) is submitted and waits for a second person"))
  }
}

/// `qilu list confirm EDITION STAGE`: by another person than the submitter.
struct ListConfirm: WriteOperation {
  typealias Input = ListInput
  typealias Output = DoneOutput

  static let name = "list confirm"
  static let summary = Bilingual("由第二人确认已提交的名单", "confirm a submitted list, as a second person")
  static let reach = Reach.everywhere
  static let notes = ListInput.notes

  static func run(_ input: ListInput, _ call: WriteCall) throws -> DoneOutput {
    let (edition, list) = try ListFinding.workedOn(input, call)
    guard list.state == ListState.submitted.rawValue else { throw ListRefusals.notInState(input.stage, .submitted) }
    try EditionFlow.checkSecondPerson(isSubmitter: list.submittedBy == call.actor.id)
    if input.stage == .great { try requireNamed(edition, call) }
    let inputs = try ListFinding.checkUnchanged(list, edition, call)
    let computed = try ComputedList(inputs, input.stage)
    guard try StageListStore.entries(of: list.id, in: call.connection) == computed.entries else {
      throw ListRefusals.changed(input.stage)
    }
    _ = try StageListStore.decide(
      list.id, state: ListState.confirmed.rawValue, reason: nil, by: call.actor.id, at: call.environment.instant,
      in: call.transaction)
    call.record("list", list.id.text, ["stage": input.stage.rawValue, "inputs": list.inputDigest])
    return DoneOutput(
      subject: list.id.text,
      done: Bilingual("“\(input.stage.chinese)”名单已确认", "the list of \(input.stage.rawValue) is confirmed"))
  }

  private static func requireNamed(_ edition: EditionContext, _ call: WriteCall) throws {
    let named = try StageListStore.current(.named, of: edition.id, in: call.connection)
    guard named?.state == ListState.confirmed.rawValue else { throw ListRefusals.confirmFirst(.named) }
  }
}

/// `qilu list return EDITION STAGE --reason TEXT`.
struct ListReturn: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var edition: String
    var stage: Stage
    var reason: String
  }

  static let name = "list return"
  static let summary = Bilingual("退回已提交的名单", "return a submitted list")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = ListInput.notes + [.option("reason", "TEXT", "退回理由", "why it is returned")]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    try Reason.require(input.reason, rule: "SM-19")
    let (_, list) = try ListFinding.workedOn(ListInput(edition: input.edition, stage: input.stage), call)
    try EditionFlow.checkSecondPerson(isSubmitter: list.submittedBy == call.actor.id)
    let isReturned = try StageListStore.decide(
      list.id, state: ListState.returned.rawValue, reason: input.reason, by: call.actor.id,
      at: call.environment.instant, in: call.transaction)
    guard isReturned else { throw ListRefusals.notInState(input.stage, .submitted) }
    call.record("list", list.id.text, ["stage": input.stage.rawValue])
    return DoneOutput(
      subject: list.id.text,
      done: Bilingual("“\(input.stage.chinese)”名单已退回", "the list of \(input.stage.rawValue) is returned"))
  }
}

/// `qilu list show EDITION STAGE`.
struct ListShow: ReadOperation {
  typealias Input = ListInput
  typealias Output = ListOutput

  static let name = "list show"
  static let summary = Bilingual("查看一个阶段的名单", "show the list of a stage")
  static let reach = Reach.everywhere
  static let notes = ListInput.notes

  static func run(_ input: ListInput, _ call: ReadCall) throws -> ListOutput {
    let (edition, list) = try ListFinding.current(input, call)
    let inputs = try edition.inputs(in: call.connection)
    let entries = try StageListStore.entries(of: list.id, in: call.connection)
    return ListOutput(
      list, ListState(rawValue: list.state) ?? .void, entries, inputs, notPassed: try notPassed(list, inputs))
  }

  /// Those who did not pass are computed anew, which tells of this list only while its inputs stand (SM-19).
  private static func notPassed(_ list: StageListRow, _ inputs: EditionInputs) throws -> NotPassed? {
    guard InputDigest.digest(inputs, through: list.stage).hex == list.inputDigest else { return nil }
    return NotPassed(try ComputedList(inputs, list.stage).stage, inputs)
  }
}
