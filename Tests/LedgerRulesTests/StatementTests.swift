import Primitives
import Testing

@testable import LedgerRules

/// A small book by hand: in the year 500 dues, 300 subsidy, 200 activities, 100 of the project, an asset of 90 for the
/// project with 6 depreciation, and 7 that came back from an earlier year.
@Suite("Statements")
struct StatementTests {
  private static func row(
    _ code: String, opening: String = "0", debit: String = "0", credit: String = "0", project: String? = nil
  ) throws -> BalanceRow {
    let key = BalanceKey(AccountKey(.of2021, code), project: try project.map { try ProjectCode($0) })
    return try BalanceRow(key, opening: Money(opening), debit: Money(debit), credit: Money(credit))
  }

  private static func year() throws -> Balances {
    try Balances([
      row("102", opening: "1000", debit: "807", credit: "390"), row("162", opening: "50", debit: "90"),
      row("163", opening: "-10", credit: "6"), row("30104", opening: "-40", debit: "6", credit: "90"),
      row("32104", opening: "-600", project: "P1"), row("32205", opening: "-400"),
      row("32101", credit: "7", project: "P1"), row("402", credit: "500"),
      row("40302", credit: "300", project: "P1"), row("501", debit: "200"), row("50303", debit: "100", project: "P1"),
      row("50702", debit: "90", project: "P1"),
    ])
  }

  private static func month() throws -> Balances {
    try Balances([row("402", credit: "50"), row("50303", debit: "100", project: "P1"), row("102", credit: "50")])
  }

  private static func figures(_ rows: [StatementRow], _ code: String) -> [String] {
    rows.first { $0.code == code }.map { $0.figures.map { $0?.text ?? "-" } } ?? ["no line"]
  }

  @Test(
    "R-423 the balance sheet of a small book, line by line",
    arguments: [
      ("cash", ["1000.00", "1417.00"]), ("assets.current", ["1000.00", "1417.00"]),
      ("fixed.gross", ["50.00", "140.00"]), ("fixed.less", ["10.00", "16.00"]), ("fixed.net", ["40.00", "124.00"]),
      ("assets.noncurrent", ["40.00", "124.00"]), ("assets.total", ["1040.00", "1541.00"]),
      ("liabilities.total", ["0.00", "0.00"]), ("account.301", ["40.00", "124.00"]),
      ("account.321", ["600.00", "717.00"]), ("account.322", ["400.00", "700.00"]),
      ("net-assets.total", ["1040.00", "1541.00"]), ("liabilities-and-net-assets.total", ["1040.00", "1541.00"]),
    ])
  func sheet(_ code: String, _ figures: [String]) throws {
    let sheet = try BalanceSheet(Self.year())
    #expect(Self.figures(sheet.rows, code) == figures)
    #expect(sheet.balances)
  }

  @Test("R-413 the sheet after the year's closing is the sheet before it")
  func closed() throws {
    var year = try Self.year()
    let before = try BalanceSheet(year)
    for voucher in try Closing.year(year, on: CalendarDay("2026-12-31"), chart: .standard) { try year.post(voucher) }
    #expect(try BalanceSheet(year) == before)
  }

  @Test("R-404 a sheet that does not balance says so")
  func unbalanced() throws {
    var year = try Self.year()
    try year.add(Self.row("102", debit: "0.01"))
    #expect(try !BalanceSheet(year).balances)
  }

  @Test(
    "R-423 the income statement of a small book, line by line",
    arguments: [
      ("opening", ["-", "1007.00"]), ("account.402", ["50.00", "500.00"]), ("account.403", ["0.00", "300.00"]),
      ("income.total", ["50.00", "800.00"]), ("account.501", ["0.00", "200.00"]),
      ("account.503", ["100.00", "100.00"]), ("account.507", ["0.00", "90.00"]),
      ("expense.total", ["100.00", "390.00"]), ("difference", ["-50.00", "410.00"]), ("carryover", ["-", "717.00"]),
      ("surplus", ["-", "700.00"]),
    ])
  func income(_ code: String, _ figures: [String]) throws {
    let statement = try IncomeStatement(month: Self.month(), year: Self.year(), isYearEnd: true)
    #expect(Self.figures(statement.rows, code) == figures)
  }

  @Test("R-423 without a year's end carry-over and surplus are not printed; income stands before expense")
  func withoutYearEnd() throws {
    let rows = try IncomeStatement(month: Self.month(), year: Self.year(), isYearEnd: false).rows
    #expect(Self.figures(rows, "carryover") == ["no line"])
    let codes = rows.map(\.code)
    #expect(codes.first == "opening")
    #expect(codes.filter { $0.hasPrefix("account.4") } == codes.filter { $0.hasPrefix("account.4") }.sorted())
    #expect(codes.contains("account.411"))
    #expect(codes.contains("account.521"))
    #expect(Set(codes).count == codes.count)
  }

  @Test("R-403 balances of the chart of 2009 have no place in the statements")
  func chart() throws {
    let old = try Balances([BalanceRow(BalanceKey(AccountKey(.of2009, "102")), opening: Money("1"))])
    #expect(refusalCode { try BalanceSheet(old) } == "statement.chart")
  }

  @Test("R-423 every line has a name of its own in both languages")
  func lineNames() throws {
    let rows = try BalanceSheet(Self.year()).rows
    for row in rows {
      #expect(!row.name.zh.isEmpty)
      #expect(row.name.en.contains { $0.isLetter }, "\(row.code)")
    }
    #expect(Set(rows.map(\.code)).count == rows.count)
  }
}
