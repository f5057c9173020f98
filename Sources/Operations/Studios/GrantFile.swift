import Database
import LedgerRules
import Primitives
import Store
import StudioRules

/// A grant with what the rules ask about it, read in one state of the database.
struct GrantFile {
  let row: GrantRow
  let state: GrantState
  let standing: GrantStanding
  let proofs: [MatchingProofRow]
  let gate: MatchingGate

  /// Reads what stands beside a grant's row.
  init(_ row: GrantRow, _ call: ReadCall) throws {
    self.row = row
    state = try StudioNames.value(row.state, "state")
    standing = try GrantStanding(
      amount: row.amount, required: row.required, received: row.received, matched: row.matched,
      spendable: row.spendable, spent: row.spent)
    proofs = try MatchingStore.all(of: row.id, in: call.connection)
    gate = MatchingGate(
      required: row.required, deadline: try Self.deadline(row), proofs: try proofs.map { try MatchingProof($0) })
  }

  /// The grant with an identifier, after something was changed.
  init(_ id: GrantID, _ call: ReadCall) throws {
    guard let row = try GrantStore.find(id, in: call.connection) else { throw GrantRefusals.unknown(id.text) }
    try self.init(row, call)
  }

  /// The period of the match.
  var deadline: MatchDeadline? { gate.deadline }

  /// The mode of matching; before the application the one that a new grant proposes.
  func mode() throws -> MatchMode { try row.matchMode.map { try StudioNames.value($0, "match_mode") } ?? .proposed }

  /// The project of the grant in the books.
  func project() throws -> ProjectCode { try ProjectCode(row.code) }

  /// What the check of a spend needs to know.
  func situation(_ call: ReadCall) throws -> SpendingSituation {
    let studio = try row.studio.flatMap { try StudioStore.find($0, in: call.connection) }
    let events = try row.studio.map { try StudioPartStore.events(of: $0, in: call.connection) } ?? []
    return SpendingSituation(
      state: state, standing: standing, matchSpent: row.matchSpent, deadline: deadline,
      plaqueRemovedOn: try studio?.plaqueRemovedOn.map { try CalendarDay($0) },
      isTransferPending: events.contains { $0.state == "WAITING" }, isNamingRevoked: try isRevoked(call), gate: gate)
  }

  /// Whether the naming is revoked.
  func isRevoked(_ call: ReadCall) throws -> Bool {
    guard let edition = row.edition, let nomination = row.nomination else { return false }
    return try RevocationStore.all(of: edition, in: call.connection).contains { $0.nomination == nomination }
  }

  /// The plan of use with its goals.
  func plan(_ call: ReadCall) throws -> PlanOfUse {
    let amounts = try GrantPartStore.plan(of: row.id, in: call.connection)
    return try PlanOfUse(
      amounts: Dictionary(
        uniqueKeysWithValues: amounts.map { (try StudioNames.value($0.key, "category"), $0.value) }),
      goals: GrantPartStore.goals(of: row.id, in: call.connection).map { PlanGoal(key: $0.key, words: $0.words) },
      grant: row.amount)
  }

  private static func deadline(_ row: GrantRow) throws -> MatchDeadline? {
    try row.receivedOn.map { try MatchDeadline(receivedOn: CalendarDay($0), calendar: .national) }
  }
}

extension MatchingProof {
  /// A proof as it was kept.
  init(_ row: MatchingProofRow) throws {
    self.init(
      amount: row.amount, form: try StudioNames.value(row.form, "form"), paidOn: try CalendarDay(row.paidOn),
      confirmedOn: try row.confirmedOn.map { try CalendarDay($0) },
      withdrawnOn: try row.withdrawnOn.map { try CalendarDay($0) })
  }
}

extension GrantSpend {
  /// A spend as it was kept.
  init(_ row: GrantExpenseRow) throws {
    let content = row.content
    self.init(
      day: try CalendarDay(content.day), payee: content.payee, purpose: content.purpose, amount: content.amount,
      category: try StudioNames.value(content.category, "category"),
      source: try StudioNames.value(content.source, "source"), evidence: content.evidence?.mark, maker: row.madeBy.text,
      approver: row.approvedBy?.text, cityApproval: content.cityApproval, reasonForUse: row.useReason)
  }
}

/// Stable names as the database has them, as the rules' values.
enum StudioNames {
  static func value<Value: RawRepresentable>(_ text: String, _ column: String) throws -> Value
  where Value.RawValue == String {
    guard let value = Value(rawValue: text) else {
      throw DatabaseFailure.unreadable(column: column, expected: "a name of the studio rules")
    }
    return value
  }
}

/// Moving a grant through its states, each step with its reason (SM-6).
enum GrantSteps {
  /// Moves a grant by a trigger.
  static func move(
    _ file: GrantFile, by trigger: GrantTrigger, reason: String, _ call: WriteCall
  ) throws {
    let before = try file.row.stateBefore.map { try StudioNames.value($0, "state_before") as GrantState }
    let target = try GrantTransition.target(of: trigger, in: file.state, before: before)
    try step(file.row, from: file.state, to: target, reason: reason, call)
  }

  /// Records one step, and closes the grant where it leads to its closing.
  static func step(
    _ row: GrantRow, from state: GrantState, to next: GrantState, reason: String, _ call: WriteCall
  ) throws {
    let isMoved =
      next == .closed
      ? try GrantStore.close(
        row.id, from: state.rawValue, on: row.closedOn ?? call.environment.today().text, in: call.transaction)
      : try GrantStore.move(
        row.id, from: state.rawValue, to: next.rawValue, before: before(state, next, row), in: call.transaction)
    guard isMoved else { throw GrantRefusals.changedMeanwhile }
    try GrantPartStore.addStep(
      call.environment.newIdentifier(), of: row.id, from: state.rawValue, to: next.rawValue, reason: reason,
      by: call.actor.id, at: call.environment.instant, in: call.transaction)
  }

  /// An inspection remembers from where it came.
  private static func before(_ state: GrantState, _ next: GrantState, _ row: GrantRow) -> String? {
    next == .underInspection ? state.rawValue : nil
  }

  /// Asks the gate, and takes the steps through which it moves the grant; answers whether there was one.
  @discardableResult
  static func askGate(_ id: GrantID, reason: String, _ call: WriteCall) throws -> Bool {
    let file = try GrantFile(id, call)
    var state = file.state
    for next in state.steps(at: try file.gate.status(on: call.environment.today())) {
      try step(file.row, from: state, to: next, reason: reason, call)
      state = next
    }
    try agree(id, reason: reason, call)
    return state != file.state
  }

  /// Brings the state in line with what is spent: a gate that opens anew, and an inspection that ends, give the grant back
  /// to where its money is.
  static func agree(_ id: GrantID, reason: String, _ call: WriteCall) throws {
    let file = try GrantFile(id, call)
    let isOpen = file.state == .unlocked || file.state == .unlockedLate
    if file.state == .spent, file.standing.left > .zero {
      try move(file, by: .reverse, reason: reason, call)
    } else if isOpen || file.state == .spending, file.row.spent > .zero, file.standing.left == .zero {
      try move(file, by: .exhaust, reason: reason, call)
    } else if isOpen, file.row.spent > .zero {
      try move(file, by: .spend, reason: reason, call)
    }
  }
}
