import Primitives
import SelectionRules
import Store

/// `qilu objection assign RECEIPT --handler NAME`.
struct ObjectionAssign: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var receipt: String
    var handler: String
  }

  static let name = "objection assign"
  static let summary = Bilingual("指定异议的受理人", "say who handles an objection")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("receipt", "RECEIPT", "受理号", "the receipt number"),
    .option("handler", "NAME", "受理人的登录名", "the handler's sign-in name"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let (row, state) = try ObjectionFinding.objection(input.receipt, call)
    guard state.isOpen || state == .informal else { throw ObjectionRefusals.decided(input.receipt) }
    let handler = try ActorRefusals.find(input.handler, in: call.connection)
    guard try ActorStore.roles(of: handler.id, in: call.connection).contains(Role.objectionHandler.rawValue) else {
      throw ObjectionRefusals.noHandlerRole(input.handler)
    }
    try ObjectionStore.assign(row.id, to: handler.id, in: call.transaction)
    call.record("objection", row.id.text, ["receipt": row.receipt, "handler": handler.id.text])
    return DoneOutput(
      subject: row.receipt,
      done: Bilingual("\(row.receipt) 由 \(input.handler) 受理", "\(input.handler) handles \(row.receipt)"))
  }
}

/// `qilu objection investigate RECEIPT`.
struct ObjectionInvestigate: WriteOperation {
  typealias Output = DoneOutput

  struct Input: Codable, Sendable {
    var receipt: String
  }

  static let name = "objection investigate"
  static let summary = Bilingual("开始调查一件正式受理的异议", "begin to investigate a formal objection")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [.argument("receipt", "RECEIPT", "受理号", "the receipt number")]

  static func run(_ input: Input, _ call: WriteCall) throws -> DoneOutput {
    let (row, state) = try ObjectionFinding.handled(input.receipt, call)
    try state.checkChange(to: .investigating)
    try ObjectionStore.investigate(row.id, in: call.transaction)
    try ObjectionStore.step(
      row.id, from: state.rawValue, to: ObjectionState.investigating.rawValue, reason: "", by: call.actor.id,
      at: call.environment.instant, stepID: call.environment.newIdentifier(), in: call.transaction)
    call.record("objection", row.id.text, ["receipt": row.receipt])
    return DoneOutput(
      subject: row.receipt, done: Bilingual("\(row.receipt) 已开始调查", "\(row.receipt) is investigated"))
  }
}

/// `qilu objection decide RECEIPT --ruling upheld|dismissed --document NUMBER --reply FILE --reason TEXT`.
struct ObjectionDecide: WriteOperation {
  enum Ruling: String, Codable, Sendable, CaseIterable {
    case upheld, dismissed

    var state: ObjectionState { self == .upheld ? .upheld : .dismissed }
  }

  struct Input: Codable, Sendable {
    var receipt: String
    var ruling: Ruling
    var document: String
    var reply: FilePath
    var reason: String
  }

  struct Output: OperationOutput {
    var receipt: String
    var state: ObjectionState
    /// The stage at which the nomination is struck out.
    var removedAt: Stage?

    var presentation: [Block] {
      [.line("\(receipt) 已办结：\(state.displayName.zh)", "\(receipt) is decided: \(state.displayName.en)")]
        + (removedAt.map {
          [.line("该推荐已在“\($0.chinese)”阶段取消", "the nomination is struck out at stage \($0.rawValue)")]
        } ?? [])
    }
  }

  static let name = "objection decide"
  static let summary = Bilingual(
    "办结异议并书面答复；成立的同时取消人选", "decide an objection with its written answer; upheld strikes out")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("receipt", "RECEIPT", "受理号", "the receipt number"),
    .option("ruling", "RULING", "成立或不成立", "upheld or dismissed"),
    .option("document", "NUMBER", "处理意见的文号", "the number of the document that decides"),
    .option("reply", "FILE", "书面答复，加密留存", "the written answer, kept sealed"),
    .option("reason", "TEXT", "理由（不写异议人信息）", "why; nothing about who objects"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> Output {
    let (row, state) = try ObjectionFinding.handled(input.receipt, call)
    try state.checkChange(to: input.ruling.state)
    try Reason.require(input.reason, rule: "SM-5")
    let document = try DocumentNumber(input.document).text
    var decided = row
    decided.state = input.ruling.state.rawValue
    let removedAt = try strike(input, row, call)
    decided.removalStage = removedAt?.rawValue
    try ObjectionStore.decide(
      decided, document: document, reply: try EvidenceFile.keep(input.reply, named: "objection-reply", call),
      by: call.actor.id, at: call.environment.instant, in: call.transaction)
    try ObjectionStore.step(
      row.id, from: state.rawValue, to: decided.state, reason: input.reason, by: call.actor.id,
      at: call.environment.instant, stepID: call.environment.newIdentifier(), in: call.transaction)
    return Output(receipt: row.receipt, state: input.ruling.state, removedAt: removedAt)
  }

  /// Strikes the nomination out where an objection is upheld, and records the act in either case.
  private static func strike(_ input: Input, _ row: ObjectionRow, _ call: WriteCall) throws -> Stage? {
    let facts = ["receipt": row.receipt, "ruling": input.ruling.rawValue, "ruling-document": input.document]
    guard input.ruling == .upheld else {
      call.record("objection", row.id.text, facts)
      return nil
    }
    let removal = Removal(
      nomination: row.nomination.string, document: input.document, reason: "异议成立（\(row.receipt)）：\(input.reason)")
    let edition = try ObjectionFinding.edition(of: row, call)
    return try removal.record(edition, facts: facts, otherwise: ("objection", row.id.text), call)
  }
}
