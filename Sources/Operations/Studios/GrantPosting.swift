import LedgerRules
import Primitives
import Store
import StudioRules

/// What the posting of a voucher of a grant asks first and does after, in the transaction that posts it.
///
/// The check asks the rules and explains; the lock itself stands in the row of the grant, which the same transaction
/// updates.
struct GrantPosting {
  let voucher: VoucherRow
  let act: GrantVoucherRow
  let step: LedgerStep
  let call: WriteCall

  /// The act that a voucher comes from; nil where it comes from none.
  init?(_ voucher: VoucherRow, _ call: WriteCall) throws {
    guard voucher.kind != VoucherDrafting.Kind.hand.rawValue else { return nil }
    guard let act = try GrantMovementStore.act(of: voucher.id, in: call.connection) else { return nil }
    self.voucher = voucher
    self.act = act
    step = try StudioNames.value(act.step, "step")
    self.call = call
  }

  var isRed: Bool { voucher.reverses != nil }
  /// What the act is about, without the mark of its red voucher.
  private var reference: String {
    isRed ? String(act.reference.dropLast(GrantBooking.redMark.count)) : act.reference
  }

  private func file() throws -> GrantFile { try GrantFile(act.grant, call) }

  // MARK: Before

  /// Passes if the rules let the voucher be posted now.
  func check() throws {
    let file = try file()
    if isRed { return try GrantTakeBack.check(self, file) }
    try GrantOrder.check(self, file)
    switch step {
    case .baseSpends:
      let spend = try GrantSpend(expense())
      try checkOpening(file)
      _ = try ExpenseCheck.posting(spend, file.situation(call))
    case .baseReceives:
      _ = try file.standing.receiving(amount())
      if file.state != .recovery { _ = try GrantTransition.target(of: .receiveByBase, in: file.state) }
    case .baseRepaid, .baseReturns, .cityTakesBack, .cityReturns, .provinceTakesBack:
      try RecoveryFinding.path(file, call).path.check(step)
    case .taxPaid:
      let fund: Fund = act.reference.hasPrefix(Fund.match.rawValue) ? .match : .province
      try GrantBook.checkTax(amount(), of: fund, file, call, except: voucher.id)
    default: try checkTrigger(file)
    }
  }

  /// What was brought in from an earlier year is spent when it is in the books.
  private func checkOpening(_ file: GrantFile) throws {
    guard file.row.edition == nil, try file.mode() != .unionIncome,
      try !GrantMovementStore.hasOpening(file.row.code, in: call.connection)
    else { return }
    throw GrantRefusals.openingWaits
  }

  private func checkTrigger(_ file: GrantFile) throws {
    guard let trigger = step.trigger else { return }
    if file.state == .recovery, step == .cityReceives || step == .cityReceivesNotified { return }
    _ = try GrantTransition.target(of: trigger, in: file.state)
  }

  func amount() throws -> Money {
    try VoucherStore.lines(of: voucher.id, in: call.connection).first?.amount ?? .zero
  }

  func expense() throws -> GrantExpenseRow {
    guard let expense = try GrantExpenseStore.find(GrantExpenseID(reference), in: call.connection) else {
      throw ExpenseFlow.unknown(reference)
    }
    return expense
  }

  // MARK: After

  /// Takes the steps that follow from the posting.
  func settle() throws {
    let file = try file()
    if isRed, step != .baseSpends { return try GrantTakeBack.settle(self, file) }
    switch step {
    case .baseSpends: try isRed ? settleReversal(file) : settleSpend(file)
    case .baseReceives: try settleReceipt(file)
    case .baseRepaid, .baseReturns, .cityTakesBack, .cityReturns, .provinceTakesBack: try settleRecovery(file)
    default:
      guard let trigger = step.trigger, file.state != .recovery else { return }
      try GrantSteps.move(file, by: trigger, reason: words, call)
    }
  }

  var words: String { "\(step.summary.zh) \(voucher.month)" }

  private func settleSpend(_ file: GrantFile) throws {
    let expense = try expense()
    guard try GrantExpenseStore.move(expense.id, from: "APPROVED", to: "POSTED", in: call.transaction) else {
      throw GrantRefusals.changedMeanwhile
    }
    guard expense.content.source == Fund.province.rawValue else { return }
    // The numbers are those after the posting.
    if file.standing.left == .zero {
      try GrantSteps.move(file, by: .exhaust, reason: words, call)
    } else if file.state != .spending {
      try GrantSteps.move(file, by: .spend, reason: words, call)
    }
  }

  private func settleReversal(_ file: GrantFile) throws {
    let expense = try expense()
    guard try GrantExpenseStore.move(expense.id, from: "POSTED", to: "REVERSED", in: call.transaction) else {
      throw GrantRefusals.changedMeanwhile
    }
    guard expense.content.source == Fund.province.rawValue, file.state == .spent else { return }
    try GrantSteps.move(file, by: .reverse, reason: words, call)
  }

  /// The one-month clock starts with the day of the bank's credit, which is the voucher's.
  private func settleReceipt(_ file: GrantFile) throws {
    let deadline = try MatchDeadline(receivedOn: CalendarDay(voucher.day), calendar: .national)
    try GrantStore.receive(act.grant, on: voucher.day, due: deadline.lastDay.value.text, in: call.transaction)
    guard file.state != .recovery else { return }
    try GrantSteps.move(file, by: .receiveByBase, reason: words, call)
    try GrantSteps.askGate(act.grant, reason: "配套期限 \(deadline.lastDay.value.text)", call)
  }

  private func settleRecovery(_ file: GrantFile) throws {
    guard let state = RecoveryPath.state(after: step) else { return }
    let recovery = try RecoveryFinding.running(file, call)
    guard
      try SupervisionStore.move(recovery.id, from: recovery.state, to: state.rawValue, in: call.transaction)
    else { throw GrantRefusals.changedMeanwhile }
    if state == .returnedToProvince { try GrantSteps.move(file, by: .finishRecovery, reason: words, call) }
  }

  // MARK: Giving up

  /// Frees what a voucher that was given up stood for: its act can be done again, a spend goes back to its maker.
  static func release(_ voucher: VoucherRow, reason: String, _ call: WriteCall) throws {
    guard let posting = try GrantPosting(voucher, call) else {
      let lines = try VoucherStore.lines(of: voucher.id, in: call.connection)
      guard voucher.kind == "opening", lines.contains(where: { !$0.fund.isEmpty }) else { return }
      throw GrantRefusals.openingStays
    }
    guard posting.step != .baseMatchWithdrawn else { throw GrantRefusals.refundStays }
    try GrantMovementStore.free(voucher.id, in: call.transaction)
    guard posting.step == .baseSpends, !posting.isRed else { return }
    guard
      try GrantExpenseStore.giveBack(
        posting.expense().id, from: "APPROVED", reason: reason, in: call.transaction)
    else { throw GrantRefusals.changedMeanwhile }
  }
}

extension LedgerStep {
  /// What the voucher does to the grant's state; nil for one that leaves it (SM-6).
  var trigger: GrantTrigger? {
    switch self {
    case .provincePays, .provincePaysNotified: .payByProvince
    case .cityReceives, .cityReceivesNotified: .receiveByCity
    case .cityPays: .payByCity
    case .baseReceives: .receiveByBase
    default: nil
    }
  }
}

/// Finding the recovery of a grant.
enum RecoveryFinding {
  /// The recovery that runs. Throws `recovery.none`.
  static func running(_ file: GrantFile, _ call: ReadCall) throws -> GrantRecoveryRow {
    let rows = try SupervisionStore.recoveries(of: file.row.id, in: call.connection)
    guard let row = rows.last(where: { $0.state != RecoveryState.returnedToProvince.rawValue }) else { throw none }
    return row
  }

  /// The recovery with its way back through the books.
  static func path(_ file: GrantFile, _ call: ReadCall) throws -> (row: GrantRecoveryRow, path: RecoveryPath) {
    let row = try running(file, call)
    let books = try GrantMovementStore.books(of: file.row.id, in: call.connection).filter { $0.number != nil }
    func steps(_ isOfRecovery: Bool) throws -> Set<LedgerStep> {
      Set(
        try books.filter { ($0.act.reference == row.id) == isOfRecovery && !$0.amount.isNegative }
          .map { try StudioNames.value($0.act.step, "step") })
    }
    let isBack: Set<LedgerStep> = [.baseRepaid, .baseReturns, .cityTakesBack, .cityReturns, .provinceTakesBack]
    return (
      row,
      try RecoveryPath(
        misused: row.misused, unspent: row.unspent, hasCity: file.row.cityUnit != nil,
        isAtBase: file.row.received > .zero || steps(true).contains(.baseReturns),
        booked: steps(false).subtracting(isBack), returned: steps(true))
    )
  }

  private static let none = BookRefusals.make(
    "recovery.none", "R-319", Citation.studioIncentives, "第九条",
    Bilingual("该资助没有责令追回", "no recovery of the grant is ordered"),
    Bilingual("追回由检查结论或命名撤销产生", "a recovery comes from an inspection or from a revocation"))
}
