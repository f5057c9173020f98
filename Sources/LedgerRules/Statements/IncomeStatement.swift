import Primitives

/// 工会02表 收入支出表: columns 本月数 and 本年累计数 (R-423, section 5.9).
///
/// Both balances are given without closing vouchers (``VoucherNature/closing``), which would empty every line.
public struct IncomeStatement: Sendable, Hashable {
  /// The names of the columns.
  public static let columns = [Bilingual("本月数", "month"), Bilingual("本年累计数", "year to date")]

  /// The lines in the order of printing; carry-over and surplus have no figure in the month's column.
  public let rows: [StatementRow]

  /// Makes the statement of a month and of the year up to its end.
  ///
  /// - Parameters:
  ///   - month: the turnovers of the month, without closing vouchers.
  ///   - year: opening balances and turnovers of the year up to the month's end, without closing vouchers.
  ///   - isYearEnd: whether the lines of 年末结转 and 年末结余 are printed.
  /// - Throws: `statement.chart`, `account.unknown`, `money.overflow`.
  public init(month: Balances, year: Balances, isYearEnd: Bool, chart: ChartOfAccounts = .standard) throws {
    var writer = IncomeWriter(
      month: try FirstLevelSums(month, chart: chart), year: try FirstLevelSums(year, chart: chart), chart: chart)
    try writer.opening(year)
    let income = try writer.lines(.income, Bilingual("本期收入合计", "income"))
    let expense = try writer.lines(.expense, Bilingual("本期支出合计", "expense"))
    let difference = try zip(income, expense).map { try $0 - $1 }
    writer.rows.append(StatementRow("difference", Bilingual("本期收支差额", "difference"), difference, isTotal: true))
    if isYearEnd { try writer.yearEnd() }
    rows = writer.rows
  }
}

/// Writes the lines of the statement one after another.
private struct IncomeWriter {
  let month: FirstLevelSums
  let year: FirstLevelSums
  let chart: ChartOfAccounts
  var rows: [StatementRow] = []

  /// The opening is told as adjusted: 年初余额调整 of this year belongs to it.
  mutating func opening(_ balances: Balances) throws {
    let adjustments = try ["32101", "32201"].map { code in
      let row = try balances.total(AccountKey(.of2021, code))
      return try row.credit - row.debit
    }
    let figure = try year.opening(["321", "322", "331", "332"], .credit) + Money.sum(adjustments)
    rows.append(
      StatementRow("opening", Bilingual("年初资金结转结余（调整后）", "opening carry-over and surplus, adjusted"), [nil, figure]))
  }

  /// One line for each first-level account of the kind, and their sum.
  mutating func lines(_ kind: AccountKind, _ name: Bilingual) throws -> [Money] {
    let side: Side = kind == .income ? .credit : .debit
    let accounts = chart.accounts(of: .of2021).filter { $0.kind == kind && $0.parent == nil }
    var totals = [Money.zero, Money.zero]
    for account in accounts {
      let code = account.key.code
      let figures = [try month.turnover([code], side), try year.turnover([code], side)]
      let names = Bilingual(account.name, StatementNames.english[code] ?? code)
      rows.append(StatementRow("account.\(code)", names, figures))
      totals = try zip(totals, figures).map { try $0 + $1 }
    }
    rows.append(StatementRow("\(kind.rawValue).total", name, totals, isTotal: true))
    return totals
  }

  /// What is special goes to the carry-over, all else to the surplus.
  mutating func yearEnd() throws {
    let carryover = try year.closing(["321", "331"], .credit) + year.special
    let surplus = try year.closing(["322", "332"], .credit) + year.other
    rows.append(StatementRow("carryover", Bilingual("年末资金结转", "carry-over at year end"), [nil, carryover]))
    rows.append(StatementRow("surplus", Bilingual("年末资金结余", "surplus at year end"), [nil, surplus]))
  }
}
