import Primitives

/// 银行存款余额调节表: the bank's balance and the books' balance, each adjusted by what the other side does not have yet.
public struct BankReconciliation: Sendable, Hashable {
  /// The balance of the bank's statement.
  public let bankBalance: Money
  /// The balance of the books' bank account.
  public let bookBalance: Money
  /// 银行已收、单位未收: came in at the bank, not in the books.
  public let receivedByBankOnly: [BankStatementLine]
  /// 银行已付、单位未付: went out at the bank, not in the books.
  public let paidByBankOnly: [BankStatementLine]
  /// 单位已收、银行未收: came in in the books, not at the bank.
  public let receivedInBooksOnly: [BookBankLine]
  /// 单位已付、银行未付: went out in the books, not at the bank.
  public let paidInBooksOnly: [BookBankLine]
  /// The bank's balance with the books' items.
  public let adjustedBank: Money
  /// The books' balance with the bank's items.
  public let adjustedBook: Money

  /// Adjusts both balances by what matching left over. Throws `money.overflow`.
  public init(bankBalance: Money, bookBalance: Money, matching: BankMatching) throws {
    try self.init(
      bankBalance: bankBalance, bookBalance: bookBalance, statement: matching.unmatchedStatement,
      book: matching.unmatchedBook)
  }

  /// Adjusts both balances by what each side has alone. Throws `money.overflow`.
  public init(
    bankBalance: Money, bookBalance: Money, statement: [BankStatementLine], book: [BookBankLine]
  ) throws {
    self.bankBalance = bankBalance
    self.bookBalance = bookBalance
    receivedByBankOnly = statement.filter { !$0.amount.isNegative }
    paidByBankOnly = statement.filter(\.amount.isNegative)
    receivedInBooksOnly = book.filter { !$0.amount.isNegative }
    paidInBooksOnly = book.filter(\.amount.isNegative)
    adjustedBank = try bankBalance + Money.sum(book.map(\.amount))
    adjustedBook = try bookBalance + Money.sum(statement.map(\.amount))
  }

  /// Whether the adjusted balances are equal; a month whose balances are not may not close.
  public var agrees: Bool { adjustedBank == adjustedBook }

  /// Passes if the month may close. Throws `bank.unexplained` with the difference.
  public func checkClosing() throws {
    guard agrees else { throw Self.unexplained(try adjustedBank - adjustedBook) }
  }

  private static func unexplained(_ difference: Money) -> Refusal {
    Refusal(
      "bank.unexplained", citation: BankFault.rule,
      message: Bilingual(
        "调节后银行余额与账面余额相差 \(difference.voucherText)。",
        "The adjusted balances of bank and books differ by \(difference.voucherText)."),
      remedy: Bilingual(
        "请核对对账单是否完整、期初余额是否一致，补记或更正凭证后再结账。",
        "Check that the statement is whole and the openings agree, correct the vouchers, then close."))
  }
}
