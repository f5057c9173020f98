import Primitives
import Testing

@testable import LedgerRules

@Suite("Closing")
struct ClosingTests {
  private static func row(_ code: String, _ net: String, project: String? = nil) throws -> BalanceRow {
    let amount = try Money(net)
    let key = BalanceKey(AccountKey(.of2021, code), project: try project.map { try ProjectCode($0) })
    return amount.isNegative
      ? BalanceRow(key, credit: try Money.zero - amount) : BalanceRow(key, debit: amount)
  }

  @Test("R-413 special items go to 32103 and 32104, all others to 32203 and 32205")
  func both() throws {
    let balances = try Balances([
      Self.row("102", "300"), Self.row("40302", "-200", project: "P1"), Self.row("405", "-50", project: "P1"),
      Self.row("408", "-80"), Self.row("50303", "20", project: "P1"), Self.row("506", "10"),
    ])
    let vouchers = try Closing.year(balances, on: CalendarDay("2026-12-31"), chart: .standard)
    #expect(
      vouchers.map { $0.lines.map(SampleBooks.text) } == [
        ["D 40302 200.00", "D 405 50.00", "C 32103 250.00"], ["D 32103 20.00", "C 50303 20.00"],
        ["D 408 80.00", "C 32203 80.00"], ["D 32203 10.00", "C 506 10.00"], ["D 32103 230.00", "C 32104 230.00"],
        ["D 32203 70.00", "C 32205 70.00"],
      ])
    #expect(Set(vouchers.map(\.nature)) == [.closing])
    var closed = balances
    for voucher in vouchers {
      try voucher.check(in: .standard)
      try closed.post(voucher)
    }
    let left = try closed.rows.filter { try $0.closing() != .zero }.map(\.key.account.code)
    #expect(left == ["102", "32104", "32205"])
  }

  @Test("R-413 closing twice makes nothing the second time")
  func twice() throws {
    var balances = try Balances([Self.row("408", "-80"), Self.row("102", "80")])
    for voucher in try Closing.year(balances, on: CalendarDay("2026-12-31"), chart: .standard) {
      try balances.post(voucher)
    }
    #expect(try Closing.year(balances, on: CalendarDay("2026-12-31"), chart: .standard).isEmpty)
  }

  @Test("R-413 closing each month and carrying over at the end gives what one closing of the year gives")
  func monthly() throws {
    let months = try [
      [Self.row("40302", "-100", project: "P1"), Self.row("102", "100")],
      [Self.row("50303", "30", project: "P1"), Self.row("408", "-5"), Self.row("102", "-25")],
    ]
    var (monthly, yearly) = (try Balances(), try Balances())
    for rows in months {
      for row in rows {
        try monthly.add(row)
        try yearly.add(row)
      }
      for voucher in try Closing.period(monthly, on: CalendarDay("2026-11-30"), chart: .standard) {
        try monthly.post(voucher)
      }
    }
    for voucher in try Closing.year(monthly, on: CalendarDay("2026-12-31"), chart: .standard) {
      try monthly.post(voucher)
    }
    for voucher in try Closing.year(yearly, on: CalendarDay("2026-12-31"), chart: .standard) {
      try yearly.post(voucher)
    }
    #expect(try monthly.carriedForward() == yearly.carriedForward())
  }

  @Test("R-413 an income with a debit balance is closed from its credit side")
  func reversedIncome() throws {
    let balances = try Balances([Self.row("408", "3"), Self.row("102", "-3")])
    let vouchers = try Closing.period(balances, on: CalendarDay("2026-12-31"), chart: .standard)
    #expect(vouchers.map { $0.lines.map(SampleBooks.text) } == [["D 32203 3.00", "C 408 3.00"]])
  }

  @Test("R-421 the closing of thousands of projects is written in vouchers that may be posted")
  func manyProjects() throws {
    let rows = try (0..<2_000).map { try Self.row("50303", "1", project: "P\($0)") }
    let vouchers = try Closing.period(Balances(rows), on: CalendarDay("2026-12-31"), chart: .standard)
    #expect(vouchers.count == 3)
    for voucher in vouchers { try voucher.check(in: .standard) }
    #expect(try Money.sum(vouchers.map { try $0.total(.debit) }).text == "2000.00")
  }

  @Test("R-413 what a project left over moves from 32104 to 32204, and not more")
  func surplus() throws {
    let (project, day) = (try ProjectCode("P1"), try CalendarDay("2026-12-31"))
    let balances = try Balances([Self.row("32104", "-40", project: "P1")])
    let voucher = try Closing.surplus(Money("40"), of: project, fund: nil, on: day, balances: balances)
    #expect(voucher.lines.map(SampleBooks.text) == ["D 32104 40.00", "C 32204 40.00"])
    for yuan in ["40.01", "0", "-1"] {
      #expect(
        refusalCode { try Closing.surplus(Money(yuan), of: project, fund: nil, on: day, balances: balances) }
          == "closing.surplus-amount")
    }
    #expect(
      refusalCode {
        try Closing.surplus(Money("1"), of: project, fund: nil, on: CalendarDay("2021-12-31"), balances: balances)
      } == "closing.surplus-chart")
  }

  @Test("R-403 only accounts of the chart that is in force on the day are closed")
  func otherChart() throws {
    let old = BalanceRow(BalanceKey(AccountKey(.of2009, "408")), credit: try Money("5"))
    let balances = try Balances([old, Self.row("408", "-80")])
    for (day, lines) in [
      ("2021-12-31", ["D 408 5.00", "C 331 5.00"]), ("2022-12-31", ["D 408 80.00", "C 32203 80.00"]),
    ] {
      let vouchers = try Closing.period(balances, on: CalendarDay(day), chart: .standard)
      #expect(vouchers.map { $0.lines.map(SampleBooks.text) } == [lines])
    }
  }
}
