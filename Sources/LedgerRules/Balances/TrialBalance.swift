import Primitives

/// An amount on its side, as books show a balance: 借 or 贷, or 平 for none.
public struct SidedAmount: Sendable, Hashable {
  /// The amount without sign.
  public let amount: Money
  /// The side; nil where the amount is zero (平).
  public let side: Side?

  /// Puts a balance on its side; `net` is above zero on the debit side. Throws `money.overflow`.
  public init(_ net: Money) throws {
    amount = net.isNegative ? try Money.zero - net : net
    side = net == .zero ? nil : net.isNegative ? .credit : .debit
  }

  /// 借, 贷 or 平.
  public var sideName: Bilingual { side?.displayName ?? Bilingual("平", "nil") }
}

/// 科目余额表: openings, turnovers and closings by account, each parent with its details summed up.
public struct TrialBalance: Sendable, Hashable {
  /// One account.
  public struct Row: Sendable, Hashable {
    /// The account.
    public let account: Account
    /// The level: 1 for a first-level account.
    public let level: Int
    /// Sums over the account, its details, all projects and funds.
    public let sums: BalanceRow
    /// The opening balance on its side.
    public let opening: SidedAmount
    /// The closing balance on its side.
    public let closing: SidedAmount
  }

  /// Sums of the two sides.
  public struct Pair: Sendable, Hashable {
    /// The debit side.
    public let debit: Money
    /// The credit side.
    public let credit: Money
  }

  /// Sums over first-level accounts; of balances, each account on the side where it stands.
  public struct Totals: Sendable, Hashable {
    /// Opening balances.
    public let opening: Pair
    /// Turnovers.
    public let turnover: Pair
    /// Closing balances.
    public let closing: Pair

    /// Whether debit equals credit in all three pairs.
    public var agree: Bool { [opening, turnover, closing].allSatisfy { $0.debit == $0.credit } }
  }

  /// The accounts that have an opening balance or a turnover, by key, parents before their details.
  public let rows: [Row]
  /// The totals.
  public let totals: Totals

  /// Sums balances up. Throws `account.unknown` for a row whose account the ledger does not have, `money.overflow`.
  public init(_ balances: Balances, chart: ChartOfAccounts) throws {
    var (own, sums): ([AccountKey: BalanceRow], [AccountKey: BalanceRow]) = ([:], [:])
    for row in balances.unsorted { try Self.add(row, to: row.key.account, in: &own) }
    for row in own.values {
      _ = try chart.account(row.key.account)
      for account in chart.lineage(row.key.account) { try Self.add(row, to: account.key, in: &sums) }
    }
    rows = try sums.values.sorted { $0.key < $1.key }.map { try Self.row($0, chart: chart) }
    totals = try Self.totals(rows.filter { $0.level == 1 })
  }

  private static func add(_ row: BalanceRow, to key: AccountKey, in sums: inout [AccountKey: BalanceRow]) throws {
    var sum = sums[key] ?? BalanceRow(BalanceKey(key))
    sum.opening = try sum.opening + row.opening
    sum.debit = try sum.debit + row.debit
    sum.credit = try sum.credit + row.credit
    sums[key] = sum
  }

  private static func row(_ sums: BalanceRow, chart: ChartOfAccounts) throws -> Row {
    let account = try chart.account(sums.key.account)
    return Row(
      account: account, level: (account.key.code.utf8.count - 1) / 2, sums: sums,
      opening: try SidedAmount(sums.opening), closing: try SidedAmount(sums.closing()))
  }

  private static func totals(_ rows: [Row]) throws -> Totals {
    try Totals(
      opening: pair(rows.map(\.opening)),
      turnover: Pair(debit: Money.sum(rows.map(\.sums.debit)), credit: Money.sum(rows.map(\.sums.credit))),
      closing: pair(rows.map(\.closing)))
  }

  private static func pair(_ amounts: [SidedAmount]) throws -> Pair {
    try Pair(
      debit: Money.sum(amounts.filter { $0.side == .debit }.map(\.amount)),
      credit: Money.sum(amounts.filter { $0.side == .credit }.map(\.amount)))
  }
}
