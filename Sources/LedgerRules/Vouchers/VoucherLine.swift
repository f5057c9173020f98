import Primitives

/// One line of a voucher.
public struct VoucherLine: Sendable, Hashable {
  /// The account, with its chart.
  public var account: AccountKey
  /// The side on which it stands; a red line keeps the side whose turnover it lowers.
  public var side: Side
  /// The amount in fen, above zero.
  public var amount: Money
  /// 红字: lowers the turnover of its own side.
  public var isRed: Bool
  /// The project; nil for what belongs to none.
  public var project: ProjectCode?
  /// Whose money of the project; nil where the line is about neither.
  public var fund: Fund?
  /// A note beside the line; empty for none.
  public var note: String
  /// Whether an expense is basic or a project's; nil on other accounts.
  public var nature: ExpenseNature?
  /// The department budget's economic class of an expense.
  public var economicClass: EconomicClass?

  /// Makes a line.
  public init(
    _ side: Side, _ account: AccountKey, _ amount: Money, isRed: Bool = false, project: ProjectCode? = nil,
    fund: Fund? = nil, note: String = "", nature: ExpenseNature? = nil, economicClass: EconomicClass? = nil
  ) {
    self.account = account
    self.side = side
    self.amount = amount
    self.isRed = isRed
    self.project = project
    self.fund = fund
    self.note = note
    self.nature = nature
    self.economicClass = economicClass
  }

  /// What the line adds to the turnover of its side: the amount, below zero for a red line. A checked amount is above
  /// zero; one that is not wraps instead of trapping.
  public var turnover: Money { isRed ? Money(fen: 0 &- amount.fen) : amount }

  /// What the line adds to the balance, debit above zero.
  public var debitChange: Money { side == .debit ? turnover : Money(fen: 0 &- turnover.fen) }
}

/// What sort of entry a voucher is; statements leave closings out of the turnover of a month.
public enum VoucherNature: String, Sendable, Hashable, Codable, CaseIterable {
  /// 一般凭证: an act, or made by hand.
  case ordinary
  /// 红字冲销: takes a posted voucher back.
  case reversal
  /// 结转凭证: closes income and expense of a period, or carries a year over.
  case closing

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .ordinary: Bilingual("一般凭证", "ordinary")
    case .reversal: Bilingual("红字冲销", "red reversal")
    case .closing: Bilingual("结转凭证", "closing")
    }
  }
}
