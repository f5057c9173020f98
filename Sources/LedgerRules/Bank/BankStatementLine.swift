import Primitives

/// One line of a bank's statement.
public struct BankStatementLine: Sendable, Hashable {
  /// The physical line in the file, from 2; it names the line in answers.
  public let line: Int
  /// The bank's day.
  public let day: CalendarDay
  /// The amount in fen: above zero what came in, below zero what went out.
  public let amount: Money
  /// The balance after it, where the bank tells it.
  public let balance: Money?
  /// What the bank writes about it; empty for nothing.
  public let text: String
  /// The other party; empty where the bank does not tell.
  public let counterparty: String
  /// The bank's or the payer's own number for it; empty for none.
  public let reference: String

  /// Makes a line.
  public init(
    line: Int, day: CalendarDay, amount: Money, balance: Money? = nil, text: String = "", counterparty: String = "",
    reference: String = ""
  ) {
    self.line = line
    self.day = day
    self.amount = amount
    self.balance = balance
    self.text = text
    self.counterparty = counterparty
    self.reference = reference
  }
}

/// How a bank writes days.
public enum BankDayForm: String, Sendable, Hashable, Codable, CaseIterable {
  /// `2026-07-01`.
  case hyphens = "YYYY-MM-DD"
  /// `2026/07/01` or `2026/7/1`.
  case slashes = "YYYY/MM/DD"
  /// `20260701`.
  case digits = "YYYYMMDD"
  /// `2026年7月1日`.
  case chinese = "YYYY年M月D日"
}

/// Where a bank writes amounts.
public enum BankAmountColumns: Sendable, Hashable {
  /// One column; above zero what came in.
  case signed(String)
  /// One column for what went out, one for what came in; exactly one of the two is filled, or the other is zero.
  case divided(out: String, in: String)
}

/// Which column of a bank's file means what; kept for each bank.
public struct BankColumnMap: Sendable, Hashable {
  /// The column of the day; a time after a space or `T` is left aside.
  public var day: String
  /// How the day is written.
  public var dayForm: BankDayForm
  /// The columns of the amount.
  public var amount: BankAmountColumns
  /// The column of the balance, if there is one.
  public var balance: String?
  /// The columns whose texts are joined with a space.
  public var texts: [String]
  /// The column of the other party, if there is one.
  public var counterparty: String?
  /// The column of the reference, if there is one.
  public var reference: String?

  /// Maps columns.
  public init(
    day: String, dayForm: BankDayForm = .hyphens, amount: BankAmountColumns, balance: String? = nil,
    texts: [String] = [], counterparty: String? = nil, reference: String? = nil
  ) {
    self.day = day
    self.dayForm = dayForm
    self.amount = amount
    self.balance = balance
    self.texts = texts
    self.counterparty = counterparty
    self.reference = reference
  }

  /// The wanted columns, each once, in a fixed order.
  var columns: [String] {
    let amounts: [String]
    switch amount {
    case .signed(let column): amounts = [column]
    case .divided(let out, let inward): amounts = [out, inward]
    }
    var seen: Set<ByteText> = []
    return ([day] + amounts + [balance, counterparty, reference].compactMap(\.self) + texts)
      .filter { seen.insert(ByteText($0)).inserted }
  }
}
