import LedgerRules
import Primitives
import Store
import StudioRules

/// `qilu grant book GRANT --step STEP --on DAY`: drafts the voucher of a step of the grant in the ledger of its tier.
struct GrantBook: WriteOperation {
  typealias Output = DraftedVouchers

  struct Input: Codable, Sendable {
    var grant: String
    var step: LedgerStep
    var on: String
    var amount: String?
    var source: Fund?
    var payee: String?
    var attachments: Int?
    var interest: CustodialInterest?
  }

  static let name = "grant book"
  static let summary = Bilingual("为资助的拨付、收款、退款等业务制单", "draft the voucher of a grant's payment, receipt or return")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("grant", "GRANT", "资助编号", "the grant's code"),
    .option(
      "step", "STEP", "业务：\(steps.map { "\($0.rawValue) \($0.summary.zh)" }.joined(separator: "、"))",
      "the step: \(steps.map(\.rawValue).joined(separator: ", "))"),
    .option("on", "DAY", "银行收付日期", "the day on which the bank paid or credited it"),
    .option(
      "amount", "AMOUNT", "金额；利息、缴税须填，其他由资助决定", "the amount: of interest and tax; otherwise the grant decides it"),
    .option("source", "FUND", "利息、缴税属于哪项资金，不写为 PROVINCE", "whose money interest and tax are of; PROVINCE by default"),
    .option("payee", "NAME", "收款户名（与应付户名不同的，会列入监督）", "the holder that was paid, where it is not the expected one"),
    .option("attachments", "N", "所附原始凭证张数", "how many originals are attached"),
    .option(
      "interest", "WHERE", "利息去向：OTHER_INCOME 其他收入（不写即此）、PROJECT 专户利息归项目（OP-12）",
      "where interest goes: OTHER_INCOME by default, or PROJECT where the bank account is dedicated"),
  ]

  /// What is booked here; spends and the match have acts of their own.
  static let steps: [LedgerStep] = [
    .provincePays, .provinceNotified, .provincePaysNotified, .cityReceives, .cityNotified, .cityReceivesNotified,
    .cityPays, .baseReceives, .baseRepaid, .baseReturns, .cityTakesBack, .cityReturns, .provinceTakesBack, .taxPaid,
    .interestReceived,
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DraftedVouchers {
    let file = try GrantDesk.readable(input.grant, call)
    guard steps.contains(input.step) else { throw notHere(input.step) }
    let booking = GrantBooking(file, call)
    try LedgerDesk.check(booking.ledger(input.step), [.prepares], call)
    let order = try order(input, file, call)
    guard let draft = try booking.draft(order) else { return DraftedVouchers([]) }
    try GrantPosting(draft, call)?.check()
    call.record(
      "grant", file.row.id.text, ["code": file.row.code, "step": input.step.rawValue, "voucher": draft.id.text])
    return DraftedVouchers([draft])
  }

  private static func order(_ input: Input, _ file: GrantFile, _ call: WriteCall) throws -> GrantBooking.Order {
    var order = GrantBooking.Order(
      step: input.step, day: try GrantInput.day(input.on, call), amount: file.row.amount, payee: input.payee,
      attachments: input.attachments ?? 0)
    let given = try input.amount.map { try Money($0) }
    switch input.step {
    case .taxPaid, .interestReceived:
      guard let given else { throw GrantRefusals.empty(Bilingual("金额", "amount")) }
      order.amount = given
      // Interest comes every quarter and tax every month: each is an act of its own.
      let fund = input.source ?? .province
      order.fund = fund
      order.interest = input.interest ?? .otherIncome
      order.reference = "\(fund.rawValue)/\(call.environment.newIdentifier())"
      if input.step == .taxPaid { try checkTax(given, of: fund, file, call) }
    case .baseRepaid, .baseReturns, .cityTakesBack, .cityReturns, .provinceTakesBack:
      let (row, path) = try RecoveryFinding.path(file, call)
      order.amount = path.amount(of: input.step)
      order.reference = row.id
      order.fund = .province
      try checkAmount(given, order.amount)
    default: try checkAmount(given, order.amount)
    }
    if input.step.paysBase(hasCity: file.row.cityUnit != nil) {
      // The studio may have moved to another union since the application (OP-29).
      try GrantAccount.checkHolder(file.row.account?.holder ?? "", file, call)
    }
    return order
  }

  private static func checkAmount(_ given: Money?, _ due: Money) throws {
    guard let given, given != due else { return }
    throw BookRefusals.make(
      "grant.amount-differs", "R-304", Citation.studioIncentives, "第三条、第四条",
      Bilingual("金额 \(given.voucherText) 不等于应记的 \(due.voucherText)", "\(given.text) yuan are not the \(due.text) due"),
      Bilingual("核对银行回单；金额不符的，先由付款单位更正", "check the bank's slip; let the payer put a wrong amount right"))
  }

  /// What was withheld and is neither paid nor drafted to be paid.
  static func openTax(
    of fund: Fund, _ file: GrantFile, _ call: ReadCall, except voucher: VoucherID? = nil
  ) throws -> Money {
    let withheld = try GrantExpenseStore.all(of: file.row.id, in: call.connection).filter {
      $0.state == "POSTED" && $0.content.source == fund.rawValue
    }
    let paid = try GrantMovementStore.books(of: file.row.id, in: call.connection).filter {
      $0.act.step == LedgerStep.taxPaid.rawValue && $0.act.reference.hasPrefix(fund.rawValue)
        && $0.act.voucher != voucher
    }
    return try Money.sum(withheld.map(\.content.tax)) - Money.sum(paid.map(\.amount))
  }

  /// R-417: no more tax is paid than was withheld.
  static func checkTax(
    _ amount: Money, of fund: Fund, _ file: GrantFile, _ call: WriteCall, except voucher: VoucherID? = nil
  ) throws {
    let open = try openTax(of: fund, file, call, except: voucher)
    guard amount > open else { return }
    throw BookRefusals.make(
      "grant.tax-exceeded", "R-417", Citation.unionAccounting2021, "215",
      Bilingual(
        "缴税 \(amount.voucherText) 多于已代扣未缴的 \(open.voucherText)", "\(amount.text) yuan exceed the \(open.text) withheld"),
      Bilingual("核对代扣明细", "check what was withheld"))
  }

  private static func notHere(_ step: LedgerStep) -> Refusal {
    Refusal(
      "grant.step-elsewhere", kind: .wrongUse, citation: Citation("SM-6", Citation.houseRules),
      message: Bilingual("“\(step.summary.zh)”由别的业务制单", "\(step.rawValue) is booked by another act"),
      remedy: Bilingual(
        "支出用 expense approve，配套用 matching submit，助企行经费用派出业务",
        "spends by expense approve, the match by matching submit, the assist fund by its own acts"))
  }
}

extension LedgerStep {
  /// Whether it pays the base union.
  fileprivate func paysBase(hasCity: Bool) -> Bool {
    self == .cityPays || (!hasCity && (self == .provincePays || self == .provincePaysNotified))
  }
}
