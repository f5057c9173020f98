import Primitives

/// A line of a printed statement.
public struct StatementRow: Sendable, Hashable {
  /// A stable name that programs use: `cash`, `account.131`, `assets.total`.
  public let code: String
  /// The printed name.
  public let name: Bilingual
  /// The figures in the order of the statement's columns; nil where the statement has none at this place.
  public let figures: [Money?]
  /// Whether it is a sum of lines above it.
  public let isTotal: Bool

  init(_ code: String, _ name: Bilingual, _ figures: [Money?], isTotal: Bool = false) {
    self.code = code
    self.name = name
    self.figures = figures
    self.isTotal = isTotal
  }
}

/// What both statements print beside their lines: the official layout was not at hand (section 5.9).
public enum StatementNote {
  /// The note.
  public static let layout = Bilingual("版式待与财会〔2021〕7号核对", "layout to be checked against 财会〔2021〕7号")
}

/// Sums of first-level accounts, from which statements are made.
struct FirstLevelSums {
  private var sums: [String: BalanceRow] = [:]
  /// Income minus expense that is not closed yet, credit above zero: special and other.
  private(set) var special = Money.zero
  private(set) var other = Money.zero

  init(_ balances: Balances, chart: ChartOfAccounts) throws {
    for row in balances.unsorted {
      let account = try chart.account(row.key.account)
      guard account.key.chart == .of2021 else { throw StatementFault.chart(account) }
      try add(row, account)
    }
  }

  /// The opening balance of accounts, above zero on the side.
  func opening(_ codes: [String], _ side: Side) throws -> Money { try sum(codes, side) { $0.opening } }

  /// The closing balance of accounts, above zero on the side.
  func closing(_ codes: [String], _ side: Side) throws -> Money { try sum(codes, side) { try $0.closing() } }

  /// The turnover of accounts over the period, above zero on the side.
  func turnover(_ codes: [String], _ side: Side) throws -> Money { try sum(codes, side) { try $0.debit - $0.credit } }

  private func sum(_ codes: [String], _ side: Side, _ net: (BalanceRow) throws -> Money) throws -> Money {
    let debit = try Money.sum(codes.compactMap { sums[$0] }.map(net))
    return side == .debit ? debit : try Money.zero - debit
  }

  private mutating func add(_ row: BalanceRow, _ account: Account) throws {
    let key = account.key.firstLevel
    var sum = sums[key.code] ?? BalanceRow(BalanceKey(key))
    sum.opening = try sum.opening + row.opening
    sum.debit = try sum.debit + row.debit
    sum.credit = try sum.credit + row.credit
    sums[key.code] = sum
    guard account.kind.isClosed else { return }
    if Closing.isSpecial(row.key) {
      special = try special - row.closing()
    } else {
      other = try other - row.closing()
    }
  }
}

/// The faults of statements as refusals.
enum StatementFault {
  static func chart(_ account: Account) -> Refusal {
    Refusal(
      "statement.chart", citation: Citation("R-423", Citation.unionAccounting2021, "第四部分"),
      message: Bilingual("\(account.label) 属于2009年制度。", "\(account.label) is of the chart of 2009."),
      remedy: Bilingual("工会01表、02表从2022年1月起编制。", "These statements are made from January 2022 on."))
  }
}
