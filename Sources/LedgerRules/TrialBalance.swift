import Primitives

/// What stood on an account before a span of time and what moved in it, for one project and fund.
public struct AccountBalance: Sendable, Hashable {
  /// The account's code.
  public let account: String
  /// The project; nil for none.
  public let project: String?
  /// The fund; nil for none.
  public let fund: Fund?
  /// Debits less credits before the span; negative for a credit balance.
  public let opening: Money
  /// The debits of the span, red ones taken off.
  public let debit: Money
  /// The credits of the span, red ones taken off.
  public let credit: Money
  /// Debits less credits at the end of the span.
  public let closing: Money

  /// Makes a balance.
  ///
  /// - Throws: `money.overflow`.
  public init(
    account: String, project: String? = nil, fund: Fund? = nil, opening: Money = .zero, debit: Money = .zero,
    credit: Money = .zero
  ) throws {
    self.account = account
    self.project = project
    self.fund = fund
    self.opening = opening
    self.debit = debit
    self.credit = credit
    closing = try opening + debit - credit
  }
}

/// A trial balance (科目余额表): every account that moved or holds something, with those above it.
public struct TrialBalance: Sendable, Hashable {
  /// An account's line.
  public struct Line: Sendable, Hashable {
    /// The account.
    public let account: Account
    /// Debits less credits before the span.
    public let opening: Money
    /// The debits, red ones taken off.
    public let debit: Money
    /// The credits, red ones taken off.
    public let credit: Money
    /// Debits less credits at the end.
    public let closing: Money
  }

  /// The lines by code; an account's details stand below it and are contained in it.
  public let lines: [Line]
  /// The sum over first-level accounts, in which every detail is contained once.
  public let total: Line.Sums

  /// Adds up balances by account.
  ///
  /// - Throws: a ``Refusal`` `account.unknown` where a balance stands on no account of the chart, `money.overflow`.
  public init(_ balances: [AccountBalance], _ chart: ChartOfAccounts) throws {
    var sums: [String: Line.Sums] = [:]
    for balance in balances {
      _ = try chart.account(balance.account)
      for account in chart.line(from: balance.account) {
        sums[account.code] = try (sums[account.code] ?? Line.Sums()).adding(balance)
      }
    }
    lines = chart.all.compactMap { account in
      sums[account.code].flatMap { $0.isEmpty ? nil : $0.line(account) }
    }
    total = try lines.filter { $0.account.parent == nil }.reduce(Line.Sums()) { try $0.adding($1) }
  }

  /// Whether debits equal credits before, in and after the span.
  public var isBalanced: Bool {
    total.openingDebit == total.openingCredit && total.debit == total.credit
      && total.closingDebit == total.closingCredit
  }
}

extension TrialBalance.Line {
  /// Sums of balances.
  public struct Sums: Sendable, Hashable {
    var opening = Money.zero
    /// The debits.
    public private(set) var debit = Money.zero
    /// The credits.
    public private(set) var credit = Money.zero
    var closing = Money.zero
    /// The debit balances before the span.
    public private(set) var openingDebit = Money.zero
    /// The credit balances before the span, above zero.
    public private(set) var openingCredit = Money.zero
    /// The debit balances at the end.
    public private(set) var closingDebit = Money.zero
    /// The credit balances at the end, above zero.
    public private(set) var closingCredit = Money.zero

    var isEmpty: Bool { [opening, debit, credit, closing].allSatisfy { $0 == .zero } }

    func adding(_ balance: AccountBalance) throws -> Sums {
      try adding(opening: balance.opening, debit: balance.debit, credit: balance.credit, closing: balance.closing)
    }

    func adding(_ line: TrialBalance.Line) throws -> Sums {
      var sums = try adding(opening: line.opening, debit: line.debit, credit: line.credit, closing: line.closing)
      sums.openingDebit = try openingDebit + max(line.opening, .zero)
      sums.openingCredit = try openingCredit - min(line.opening, .zero)
      sums.closingDebit = try closingDebit + max(line.closing, .zero)
      sums.closingCredit = try closingCredit - min(line.closing, .zero)
      return sums
    }

    private func adding(opening: Money, debit: Money, credit: Money, closing: Money) throws -> Sums {
      var sums = self
      sums.opening = try self.opening + opening
      sums.debit = try self.debit + debit
      sums.credit = try self.credit + credit
      sums.closing = try self.closing + closing
      return sums
    }

    func line(_ account: Account) -> TrialBalance.Line {
      TrialBalance.Line(account: account, opening: opening, debit: debit, credit: credit, closing: closing)
    }
  }
}
