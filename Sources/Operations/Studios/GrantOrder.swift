import LedgerRules
import Primitives
import Store
import StudioRules

/// In what order the vouchers of a grant come down the levels: none before the one above it, what was notified not twice,
/// and no payment while a change of the studio waits.
enum GrantOrder {
  /// Passes if a voucher may come now.
  static func check(_ posting: GrantPosting, _ file: GrantFile) throws {
    let books = try GrantMovementStore.books(of: file.row.id, in: posting.call.connection)
    try checkNotified(posting.step, file, books)
    try checkDay(posting, books)
    guard posting.step.isPayment, try file.situation(posting.call).isTransferPending else { return }
    throw transferPending
  }

  /// what is notified at a year's end is paid and received as such, and only what was notified is.
  private static func checkNotified(_ step: LedgerStep, _ file: GrantFile, _ books: [GrantBookRow]) throws {
    func has(_ step: LedgerStep) -> Bool { books.contains { $0.act.step == step.rawValue && $0.number != nil } }
    switch step {
    case .provinceNotified: if file.state != .approved { throw outOfOrder(.approved) }
    case .cityNotified:
      if ![.approved, .provincePaid].contains(file.state) { throw outOfOrder(.provincePaid) }
    case .provincePays: if has(.provinceNotified) { throw instead(.provincePaysNotified) }
    case .cityReceives: if has(.cityNotified) { throw instead(.cityReceivesNotified) }
    case .provincePaysNotified: if !has(.provinceNotified) { throw instead(.provincePays) }
    case .cityReceivesNotified: if !has(.cityNotified) { throw instead(.cityReceives) }
    default: break
    }
  }

  /// Money does not arrive before it is sent.
  private static func checkDay(_ posting: GrantPosting, _ books: [GrantBookRow]) throws {
    let before = posting.step.comesBehind
    let last = books.filter { row in row.number != nil && before.contains { $0.rawValue == row.act.step } }.map(\.day)
      .max()
    guard let last, posting.voucher.day < last else { return }
    throw BookRefusals.make(
      "grant.day-before", "R-419", Citation.houseRules, "",
      Bilingual(
        "日期 \(posting.voucher.day) 早于上一步的 \(last)",
        "the day \(posting.voucher.day) is before \(last), that of the step before"),
      Bilingual("核对银行回单的日期", "check the day on the bank's slip"))
  }

  private static func outOfOrder(_ state: GrantState) -> Refusal {
    BookRefusals.make(
      "grant.not-to-notify", "R-407", Citation.unionAccounting2021, "212",
      Bilingual("只有已批准而未付（未收）的资助在年末确认", "only a grant that is approved and not paid, or not received, is notified"),
      Bilingual("grant show 查看状态", "grant show tells its state"))
  }

  private static func instead(_ step: LedgerStep) -> Refusal {
    BookRefusals.make(
      "grant.other-step", "R-407", Citation.unionAccounting2021, "212",
      Bilingual("应按“\(step.summary.zh)”（\(step.rawValue)）制单", "it is booked as \(step.rawValue)"),
      Bilingual("grant book --step \(step.rawValue)", "grant book --step \(step.rawValue)"))
  }

  private static let transferPending = BookRefusals.make(
    "grant.transfer-pending", "OP-29", Citation.houseRules, "",
    Bilingual("领衔人或所在单位变更待省总工会批准，暂停拨付", "a change of leader or employer waits for the province; payments halt"),
    Bilingual("先由省总工会 studio decide", "let the province decide by studio decide first"))
}

extension LedgerStep {
  /// Whether it pays money down the levels.
  fileprivate var isPayment: Bool { self == .provincePays || self == .provincePaysNotified || self == .cityPays }

  /// The steps whose money it hands on.
  fileprivate var comesBehind: [LedgerStep] {
    switch self {
    case .cityReceives, .cityReceivesNotified: [.provincePays, .provincePaysNotified]
    case .cityPays: [.cityReceives, .cityReceivesNotified]
    case .baseReceives: [.cityPays, .provincePays, .provincePaysNotified]
    case .baseReturns: [.baseReceives, .baseRepaid]
    case .cityTakesBack: [.baseReturns]
    case .cityReturns: [.cityTakesBack, .cityReceives]
    case .provinceTakesBack: [.cityReturns, .baseReturns]
    default: []
    }
  }
}
