import LedgerRules
import Primitives
import Store
import StudioRules

/// The voucher of an act of a grant: drafted by the act, and tied to it (sections 5.3 to 5.6).
struct GrantBooking {
  /// What is asked for.
  struct Order {
    var step: LedgerStep
    var day: CalendarDay
    var amount: Money
    var reference = ""
    var fund: Fund?
    var tax = Money.zero
    var equipment: EquipmentPurchase?
    var means = PaymentMeans.bank
    var interest = CustodialInterest.otherIncome
    var payee: String?
    var summary: String?
    var attachments = 0
  }

  let file: GrantFile
  let call: WriteCall

  init(_ file: GrantFile, _ call: WriteCall) {
    self.file = file
    self.call = call
  }

  /// Drafts the voucher; nil where the step needs none (M1).
  ///
  /// - Parameter preparer: whose act it is; the actor where nobody else is named.
  func draft(_ order: Order, by preparer: ActorID? = nil) throws -> VoucherRow? {
    let posting = try rules(order).posting(order.step, facts(order))
    guard !posting.lines.isEmpty else { return nil }
    try requireNone(order)
    let content = VoucherContent(
      day: order.day, summary: order.summary ?? "\(order.step.summary.zh)（\(file.row.code)）",
      attachments: order.attachments, lines: posting.lines)
    return try draft(content, order, .act, nil, preparer)
  }

  /// Drafts the red voucher that takes an act's voucher back, dated today.
  func reverse(_ voucher: VoucherRow, _ act: GrantVoucherRow, reason: String) throws -> VoucherRow {
    let today = try call.environment.today()
    let chart = try BookNames.chart(voucher.chart)
    guard Chart.on(today) == chart else { throw VoucherReverse.chartChanged }
    let lines = try VoucherStore.lines(of: voucher.id, in: call.connection).map { try VoucherLine($0, chart) }
    let content = VoucherContent(day: try CalendarDay(voucher.day), summary: voucher.summary, lines: lines)
    let summary = "冲销 \(voucher.month) \(voucher.word)-\(voucher.number ?? 0)：\(reason)"
    let order = Order(
      step: try StudioNames.value(act.step, "step"), day: today, amount: voucher.total,
      reference: act.reference + Self.redMark, payee: act.payee)
    try requireNone(order)
    return try draft(content.reversal(on: today, summary: summary), order, .reversal, voucher.id, nil)
  }

  /// What the reference of a red voucher ends with.
  static let redMark = "/red"

  private func draft(
    _ content: VoucherContent, _ order: Order, _ kind: VoucherDrafting.Kind, _ reverses: VoucherID?,
    _ preparer: ActorID?
  ) throws -> VoucherRow {
    let ledger = try ledger(order.step)
    let voucher = try VoucherDrafting(ledger, call).draft(content, kind, reverses: reverses, by: preparer)
    try GrantMovementStore.tie(
      GrantVoucherRow(
        voucher: voucher.id, grant: file.row.id, step: order.step.rawValue, reference: order.reference,
        payee: try order.payee ?? expectedPayee(order.step)), in: call.transaction)
    return voucher
  }

  private func requireNone(_ order: Order) throws {
    let other = try GrantMovementStore.voucher(
      of: file.row.id, step: order.step.rawValue, reference: order.reference, in: call.connection)
    if let other { throw GrantRefusals.drafted(other) }
  }

  private func facts(_ order: Order) throws -> StepFacts {
    StepFacts(
      order.amount, withheldTax: order.tax, project: try file.project(), fund: order.fund, equipment: order.equipment,
      isOfEarlierYear: try isOfEarlierYear(order), means: order.means)
  }

  /// Chart and profile on a day: the city's payout follows the profile of the base union that it pays (section 5.3).
  private func rules(_ order: Order) throws -> PostingRules {
    let day = order.day
    let base = try base().flatMap { try LedgerStore.find(unit: $0.code, in: call.connection) }
    let profile = try base.map { try BookNames.profile($0.profile) } ?? .local2018
    return try PostingRules(
      on: day, profile: day < Chart.switchDay ? .local2018 : profile, matchMode: try file.mode(),
      interest: order.interest)
  }

  /// Whether money comes back that this level booked in an earlier year.
  private func isOfEarlierYear(_ order: Order) throws -> Bool {
    guard let origin = order.step.takesBack else { return false }
    // What an earlier year brought in was booked before these books.
    guard file.row.edition != nil else { return order.step != .baseMatchWithdrawn }
    let books = try GrantMovementStore.books(of: file.row.id, in: call.connection)
    let booked = (order.step == .baseRepaid ? books.reversed() : books).first { row in
      origin.contains { $0.rawValue == row.act.step } && row.number != nil
        && (order.step != .baseMatchWithdrawn || row.act.reference == order.reference)
    }
    return try booked.map { try CalendarDay($0.day).year < order.day.year } ?? false
  }

  /// The ledger of the tier that a step is written in.
  func ledger(_ step: LedgerStep) throws -> LedgerRow {
    guard let unit = try unit(step.tier) else { throw BookRefusals.unknownLedger(step.tier?.displayName.zh ?? "") }
    guard let ledger = try LedgerStore.find(unit: unit.code, in: call.connection) else {
      throw BookRefusals.unknownLedger(unit.code)
    }
    return ledger
  }

  private func unit(_ tier: LedgerTier?) throws -> UnionUnitRow? {
    switch tier {
    case .province: try UnionUnitStore.province(in: call.connection)
    case .city: try file.row.cityUnit.flatMap { try UnionUnitStore.find($0, in: call.connection) }
    case .base, nil: try base()
    }
  }

  private func base() throws -> UnionUnitRow? {
    try file.row.baseUnit.flatMap { try UnionUnitStore.find($0, in: call.connection) }
  }

  /// Who should be paid by a payment from level to level; empty for what is no payment downwards.
  func expectedPayee(_ step: LedgerStep) throws -> String {
    switch step {
    case .provincePays, .provincePaysNotified:
      try (file.row.cityUnit == nil ? unit(.base) : unit(.city))?.name ?? ""
    case .cityPays: file.row.account?.holder ?? ""
    default: ""
    }
  }
}

extension LedgerStep {
  /// The steps that a step takes back, which tell the year of R-415; nil for one that takes nothing back.
  fileprivate var takesBack: [LedgerStep]? {
    switch self {
    case .provinceTakesBack: [.provincePays, .provincePaysNotified, .provinceNotified]
    case .cityTakesBack: [.cityPays]
    case .cityReturns: [.cityReceives, .cityNotified, .cityReceivesNotified]
    case .baseReturns: [.baseReceives]
    case .baseRepaid: [.baseSpends]
    case .baseMatchWithdrawn: [.baseReceivesMatch]
    default: nil
    }
  }
}
