import Primitives

/// What a balance is kept for: an account, within it a project, within that whose money.
public struct BalanceKey: Sendable, Hashable, Comparable {
  /// The account.
  public let account: AccountKey
  /// The project; nil for what belongs to none.
  public let project: ProjectCode?
  /// The fund; nil for neither.
  public let fund: Fund?

  /// Makes a key.
  public init(_ account: AccountKey, project: ProjectCode? = nil, fund: Fund? = nil) {
    self.account = account
    self.project = project
    self.fund = fund
  }

  /// By account, project, fund; what has none first.
  public static func < (left: BalanceKey, right: BalanceKey) -> Bool {
    if left.account != right.account { return left.account < right.account }
    let (leftProject, rightProject) = (left.project?.text ?? "", right.project?.text ?? "")
    if leftProject != rightProject { return leftProject.utf8.lexicographicallyPrecedes(rightProject.utf8) }
    return (left.fund?.rawValue ?? "") < (right.fund?.rawValue ?? "")
  }
}

/// The movement of one balance over a period. Turnovers are blue minus red, so that either may be below zero.
public struct BalanceRow: Sendable, Hashable {
  /// What it is kept for.
  public let key: BalanceKey
  /// The balance at the beginning; above zero on the debit side.
  public var opening: Money
  /// The turnover of the debit side.
  public var debit: Money
  /// The turnover of the credit side.
  public var credit: Money

  /// Makes a row.
  public init(_ key: BalanceKey, opening: Money = .zero, debit: Money = .zero, credit: Money = .zero) {
    self.key = key
    self.opening = opening
    self.debit = debit
    self.credit = credit
  }

  /// The balance at the end; above zero on the debit side. Throws `money.overflow`.
  public func closing() throws -> Money { try opening + debit - credit }

  /// Whether nothing stands in the row.
  public var isEmpty: Bool { opening == .zero && debit == .zero && credit == .zero }
}

/// The balances of one ledger over a period.
public struct Balances: Sendable, Hashable {
  private var byKey: [BalanceKey: BalanceRow] = [:]

  /// Begins with rows as storage keeps them; rows of one key are added up. Throws `money.overflow`.
  public init(_ rows: some Sequence<BalanceRow> = []) throws {
    for row in rows { try add(row) }
  }

  /// The rows by key.
  public var rows: [BalanceRow] { byKey.values.sorted { $0.key < $1.key } }

  /// The rows in no order, for sums: sorting tens of thousands of them is the dearest part of a trial balance.
  var unsorted: some Collection<BalanceRow> { byKey.values }

  /// The row of a key; an empty one where nothing was posted.
  public subscript(key: BalanceKey) -> BalanceRow { byKey[key] ?? BalanceRow(key) }

  /// Adds the lines of a posted voucher. Throws `money.overflow`.
  public mutating func post(_ voucher: VoucherContent) throws {
    for line in voucher.lines { try post(line) }
  }

  /// Adds one posted line. Throws `money.overflow`.
  public mutating func post(_ line: VoucherLine) throws {
    let key = BalanceKey(line.account, project: line.project, fund: line.fund)
    let turnover = line.turnover
    try add(line.side == .debit ? BalanceRow(key, debit: turnover) : BalanceRow(key, credit: turnover))
  }

  /// Adds what a row holds. Throws `money.overflow`.
  public mutating func add(_ row: BalanceRow) throws {
    var sum = self[row.key]
    sum.opening = try sum.opening + row.opening
    sum.debit = try sum.debit + row.debit
    sum.credit = try sum.credit + row.credit
    byKey[row.key] = sum
  }

  /// The closing balances as opening ones of the next period; empty rows fall away. Throws `money.overflow`.
  public func carriedForward() throws -> Balances {
    try Balances(rows.map { BalanceRow($0.key, opening: try $0.closing()) }.filter { !$0.isEmpty })
  }

  /// The sum over an account, its details, and all projects and funds. Throws `money.overflow`.
  public func total(_ account: AccountKey) throws -> BalanceRow {
    try sum(BalanceKey(account)) { $0.account.chart == account.chart && $0.account.code.hasPrefix(account.code) }
  }

  /// The sum of the rows that a condition takes, under a key of the caller's. Throws `money.overflow`.
  public func sum(_ key: BalanceKey, where isTaken: (BalanceKey) -> Bool) throws -> BalanceRow {
    var sum = BalanceRow(key)
    for row in byKey.values where isTaken(row.key) {
      sum.opening = try sum.opening + row.opening
      sum.debit = try sum.debit + row.debit
      sum.credit = try sum.credit + row.credit
    }
    return sum
  }
}
