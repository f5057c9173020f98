import LedgerRules
import Primitives
import Store
import StudioRules

/// `qilu grant take-back GRANT --voucher VOUCHER --reason TEXT`: the red voucher of a step that was booked wrongly or came
/// back from the bank; the state goes back when it is posted.
struct GrantTakeBackStep: WriteOperation {
  typealias Output = DraftedVouchers

  struct Input: Codable, Sendable {
    var grant: String
    var voucher: String
    var reason: String
  }

  static let name = "grant take-back"
  static let summary = Bilingual(
    "红字冲销资助的一步业务（退汇、日期有误等）", "draft the red voucher of a step of a grant that was booked wrongly")
  static let reach = Reach.everywhere
  static let notes: [FieldNote] = [
    .argument("grant", "GRANT", "资助编号", "the grant's code"),
    .option("voucher", "VOUCHER", "要冲销的凭证标识", "the id of the voucher that is taken back"),
    .option("reason", "TEXT", "理由，写入摘要", "why; it stands in the summary"),
  ]

  static func run(_ input: Input, _ call: WriteCall) throws -> DraftedVouchers {
    try Reason.require(input.reason, rule: "R-421")
    let file = try GrantDesk.readable(input.grant, call)
    guard let voucher = try VoucherStore.find(VoucherID(input.voucher), in: call.connection),
      let act = try GrantMovementStore.act(of: voucher.id, in: call.connection), act.grant == file.row.id
    else { throw BookRefusals.unknownVoucher(input.voucher) }
    guard let ledger = try LedgerStore.find(voucher.ledger, in: call.connection) else {
      throw BookRefusals.unknownLedger(input.voucher)
    }
    try LedgerDesk.check(ledger, [.prepares], call)
    try BookNames.state(voucher).check(to: .reversed)
    try GrantTakeBack.check(StudioNames.value(act.step, "step"), act, file, call)
    let red = try GrantBooking(file, call).reverse(voucher, act, reason: input.reason)
    call.record("grant", file.row.id.text, ["code": file.row.code, "voucher": red.id.text])
    return DraftedVouchers([red])
  }
}

/// What may be taken back, and what follows.
enum GrantTakeBack {
  /// Passes if the red voucher may be posted now.
  static func check(_ posting: GrantPosting, _ file: GrantFile) throws {
    guard posting.step != .baseSpends else {
      return try ExpenseFlow.checkReversal(posting.expense(), file, posting.call)
    }
    try check(posting.step, posting.act, file, posting.call)
  }

  /// Only the last step of the way is taken back, before anything rests on it; tax, interest and accruals at any time.
  static func check(_ step: LedgerStep, _ act: GrantVoucherRow, _ file: GrantFile, _ call: ReadCall) throws {
    switch step {
    case .taxPaid, .interestReceived: return
    case .provinceNotified, .cityNotified:
      let next: LedgerStep = step == .provinceNotified ? .provincePaysNotified : .cityReceivesNotified
      let books = try GrantMovementStore.books(of: file.row.id, in: call.connection)
      guard !books.contains(where: { $0.act.step == next.rawValue }) else { throw notLast }
    case .provincePays, .provincePaysNotified: guard file.state == .provincePaid else { throw notLast }
    case .cityReceives, .cityReceivesNotified: guard file.state == .cityReceived else { throw notLast }
    case .cityPays: guard file.state == .cityPaid else { throw notLast }
    case .baseReceives:
      let states: [GrantState] = [.baseReceivedLocked, .matchOverdue, .unlocked, .unlockedLate]
      guard states.contains(file.state), file.row.spent == .zero else { throw notLast }
    default: throw notLast
    }
  }

  /// Gives the grant back to the state before the step, and frees the step's place.
  static func settle(_ posting: GrantPosting, _ file: GrantFile) throws {
    let call = posting.call
    guard let original = posting.voucher.reverses else { return }
    try GrantMovementStore.free(original, in: call.transaction)
    try GrantMovementStore.free(posting.voucher.id, in: call.transaction)
    guard let before = try before(posting.step, file) else { return }
    if posting.step == .baseReceives { try GrantStore.unreceive(file.row.id, in: call.transaction) }
    try GrantSteps.step(
      file.row, from: file.state, to: before, reason: "冲销：\(posting.step.summary.zh)", call)
  }

  private static func before(_ step: LedgerStep, _ file: GrantFile) throws -> GrantState? {
    switch step {
    case .provincePays, .provincePaysNotified: .approved
    case .cityReceives, .cityReceivesNotified: .provincePaid
    case .cityPays: .cityReceived
    case .baseReceives: file.row.cityUnit == nil ? .provincePaid : .cityPaid
    default: nil
    }
  }

  private static let notLast = BookRefusals.make(
    "grant.not-last-step", "R-421", Citation.accountingBasics, "",
    Bilingual("只能冲销资助的最后一步业务，且其后没有支出", "only the last step of a grant is taken back, and nothing is spent behind it"),
    Bilingual(
      "grant show 查看各步凭证；支出用 expense reverse，配套用 matching withdraw",
      "grant show tells the vouchers; spends by expense reverse, the match by matching withdraw"))
}
