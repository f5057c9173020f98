import Primitives
import Testing

@testable import LedgerRules

@Suite("Expenses by nature, project and economic class")
struct ExpenseTests {
  private struct Case: Sendable, CustomTestStringConvertible {
    var code: String
    var chart = Chart.of2021
    var project: String?
    var nature: ExpenseNature?
    var economic: String?
    var expected: ExpenseNature?
    var refused: String?

    var testDescription: String { "\(chart.rawValue) \(code) \(project ?? "-") \(nature?.rawValue ?? "-")" }

    var line: VoucherLine {
      get throws {
        VoucherLine(
          .debit, AccountKey(chart, code), try Money("1"), project: try project.map { try ProjectCode($0) },
          nature: nature, economicClass: try economic.map { try EconomicClass($0) })
      }
    }
  }

  private static let cases = [
    // Nobody said: it follows from the project.
    Case(code: "50503", expected: .basic), Case(code: "50503", project: "P-1", expected: .project),
    // What somebody said stays.
    Case(code: "50503", project: "P-1", nature: .basic, expected: .basic),
    Case(code: "50503", nature: .project, economic: "30201", expected: .project),
    Case(code: "506", economic: "302", expected: .basic), Case(code: "521", expected: .basic),
    // Other accounts, and those of the older standard, carry none.
    Case(code: "102"), Case(code: "408", project: "P-1"), Case(code: "50304", chart: .of2009),
    Case(code: "102", nature: .basic, refused: "expense.only"),
    Case(code: "408", economic: "302", refused: "expense.only"),
    Case(code: "50304", chart: .of2009, nature: .project, refused: "expense.only"),
    Case(code: "599", refused: "account.unknown"),
  ]

  @Test("R-425 an expense of the chart of 2021 is basic or a project's, other lines are neither", arguments: cases)
  private func classified(one: Case) throws {
    let line = try one.line
    if let code = one.refused {
      #expect(refusalCode { _ = try line.classified(in: .standard) } == code)
      return
    }
    let found = try line.classified(in: .standard)
    #expect(found.nature == one.expected && found.economicClass?.text == one.economic)
    var without = found
    without.nature = line.nature
    #expect(without == line)
  }

  @Test(
    "R-425 an economic class is three or five digits",
    arguments: [
      ("302", true), ("30201", true), ("", false), ("30", false), ("3020", false), ("302011", false), ("30a", false),
      ("３０２", false), ("-30", false), (" 302", false),
    ])
  func form(text: String, holds: Bool) {
    #expect(((try? EconomicClass(text)) != nil) == holds)
    if !holds { #expect(refusalCode { _ = try EconomicClass(text) } == "expense.class") }
  }

  @Test("R-425 a red voucher and one that closes a year are left as they are")
  func others() throws {
    let line = VoucherLine(.debit, AccountKey(.of2021, "50503"), try Money("1"))
    let day = try CalendarDay("2026-07-01")
    for nature in VoucherNature.allCases {
      let content = VoucherContent(day: day, summary: "样例", lines: [line], nature: nature)
      #expect(try content.classified(in: .standard).lines[0].nature == (nature == .ordinary ? .basic : nil))
    }
    let stated = try VoucherContent(day: day, summary: "样例", lines: [line]).classified(in: .standard)
    #expect(stated.reversal(on: day, summary: "冲销").lines[0].nature == .basic)
  }

  @Test("R-425 the report adds up what is alike, orders it, and leaves other accounts out")
  func report() throws {
    func key(_ code: String, _ nature: ExpenseNature?, _ project: String?, _ economic: String?) throws
      -> ExpenseReport.Key
    {
      ExpenseReport.Key(
        AccountKey(.of2021, code), nature, try project.map { try ProjectCode($0) },
        try economic.map { try EconomicClass($0) })
    }
    func sums(_ month: String, _ year: String) throws -> ExpenseReport.Sums {
      ExpenseReport.Sums(month: try Money(month), year: try Money(year))
    }
    let report = try ExpenseReport([
      (key("506", .basic, nil, "302"), sums("1", "2")), (key("50503", nil, "P-2", nil), sums("4", "4")),
      (key("50503", .project, "P-2", nil), sums("0", "8")), (key("50503", .basic, nil, nil), sums("-16", "16")),
      (key("408", nil, nil, nil), sums("32", "32")),
    ])
    #expect(
      report.rows.map { "\($0.account.key.code) \($0.key.nature.rawValue) \($0.sums.month.text) \($0.sums.year.text)" }
        == ["50503 BASIC -16.00 16.00", "50503 PROJECT 4.00 12.00", "506 BASIC 1.00 2.00"])
    #expect(try report.total == sums("-11", "30"))
    #expect(try report.totals == [.basic: sums("-15", "18"), .project: sums("4", "12")])
    let most = ExpenseReport.Sums(month: Money(fen: .max), year: Money(fen: .max))
    #expect(
      refusalCode { _ = try ExpenseReport([(key("506", nil, nil, nil), most), (key("506", nil, nil, nil), most)]) }
        == "money.overflow")
  }
}
