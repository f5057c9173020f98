import LedgerRules
import Primitives
import Testing

@Suite("Balances and statements")
struct StatementTests {
  private func sample() throws -> Book {
    var book = Book()
    try book.post("2026-07-03", .cityReceives, facts("50000"))
    try book.post("2026-07-10", .cityPays, facts("30000"))
    return book
  }

  @Test("R-404 a trial balance adds details up to their accounts, and its two sides agree")
  func trial() throws {
    let book = try sample()
    let trial = try TrialBalance(book.balances(), book.chart)
    #expect(trial.lines.map(\.account.code) == ["102", "403", "40302", "505", "50503"])
    #expect(trial.lines.map(\.closing.text) == ["20000.00", "-50000.00", "-50000.00", "30000.00", "30000.00"])
    #expect(trial.total.debit == trial.total.credit && trial.total.debit.text == "80000.00" && trial.isBalanced)
    let half = try TrialBalance([AccountBalance(account: "102", debit: Money(fen: 1))], book.chart)
    #expect(!half.isBalanced)
  }

  @Test("R-423 the balance sheet is balanced before and after the year is closed")
  func sheet() throws {
    var book = try sample()
    let before = try BalanceSheet(opening: [], closing: book.balances(), book.chart)
    #expect(before.isBalanced && before.assets.last?.amounts.map(\.text) == ["0.00", "20000.00"])
    #expect(before.claims.contains { $0.name.zh.hasPrefix("本年收支差额") && $0.amounts[1].text == "20000.00" })
    _ = try book.closeYear("2026-12-31")
    let after = try BalanceSheet(opening: [], closing: book.balances(), book.chart)
    #expect(after.isBalanced)
    #expect(after.claims.contains { $0.name.zh == "工会资金结转" && $0.amounts[1].text == "20000.00" })
    let broken = try BalanceSheet(
      opening: [], closing: [AccountBalance(account: "102", debit: Money(fen: 1))], book.chart)
    #expect(!broken.isBalanced)
  }

  @Test("R-418 R-423 fixed assets stand with their cost, their depreciation and the difference")
  func fixedAssets() throws {
    let balances = [
      try AccountBalance(account: "162", opening: Money(fen: 500)),
      try AccountBalance(account: "163", opening: Money(fen: -200)),
      try AccountBalance(account: "30104", opening: Money(fen: -300)),
    ]
    let sheet = try BalanceSheet(opening: balances, closing: balances, .standard(.of2021))
    func amount(_ name: String) -> String? { sheet.assets.first { $0.name.zh == name }?.amounts[0].text }
    #expect(amount("固定资产") == "5.00" && amount("累计折旧") == "-2.00" && amount("固定资产净值") == "3.00")
    #expect(sheet.isBalanced && amount("资产总计") == "3.00")
  }

  @Test("R-423 income and expense of the month and of the year, and their difference")
  func income() throws {
    let book = try sample()
    let year = try book.balances() + [AccountBalance(account: "32104", opening: Money(fen: -700))]
    let statement = try IncomeStatement(month: [], year: year, book.chart)
    func amounts(_ name: String) -> [String]? { statement.lines.first { $0.name.zh == name }?.amounts.map(\.text) }
    #expect(amounts("上级补助收入") == ["0.00", "50000.00"] && amounts("业务支出") == ["0.00", "30000.00"])
    #expect(amounts("本期收支差额") == ["0.00", "20000.00"] && amounts("年初结转结余") == ["7.00", "7.00"])
  }

  @Test("R-403 the balances of 2009 stand on the accounts of 2021 on 2022-01-01, with the same sum")
  func conversion() throws {
    var old = Book(.of2009)
    try old.post("2020-07-01", .cityReceives, facts("9"))
    try old.post("2020-08-01", .cityPays, facts("4"))
    let interest = [VoucherLine(.debit, "102", Money(fen: 150)), VoucherLine(.credit, "408", Money(fen: 150))]
    try old.post(VoucherContent(day: try CalendarDay("2020-12-21"), summary: "利息", lines: interest))
    _ = try old.closeYear("2020-12-31")
    let plain = try OpeningEntry.converted(old.balances())
    #expect(
      plain.map { "\($0.account) \($0.closing.text)" }.sorted() == [
        "102 1.50", "102 5.00", "32104 -5.00", "32205 -1.50",
      ])
    let divided = try OpeningEntry.converted(old.balances(), carriedOver: Money(fen: 50))
    let lines = OpeningEntry.lines(divided)
    try VoucherContent(day: try CalendarDay("2022-01-01"), summary: "转换", lines: lines).check(.standard(.of2021))
    #expect(divided.contains { $0.account == "32104" && $0.closing.text == "-0.50" })
  }

  @Test("R-403 every account of 2009 has its place in 2021")
  func everyAccount() throws {
    for account in ChartOfAccounts.standard(.of2009).all where ![.income, .expense].contains(account.kind) {
      let balance = try AccountBalance(account: account.code, opening: Money(fen: 5))
      let placed = try OpeningEntry.converted([balance])
      #expect(placed.count == 1)
      _ = try ChartOfAccounts.standard(.of2021).account(placed[0].account)
    }
  }

  @Test("Accounts and amounts are written so that hledger and beancount read them")
  func plainText() throws {
    let chart = ChartOfAccounts.standard(.of2021)
    let lines = try LedgerStep.spend.lines(facts("12.3"), profile: .local2018, chart: .of2021)
    let content = VoucherContent(day: try CalendarDay("2026-07-01"), summary: "购\"表\"; 一", lines: lines)
    let voucher = PlainTextBooks.Voucher(number: "记-7", content: content, chart: .of2021)
    #expect(
      try PlainTextBooks(.hledger).text(voucher, chart) == """
        2026-07-01 (记-7) 购"表"； 一
          Liabilities:C2021:A221  12.30 CNY  ; project: QLGJ-2026-001, fund: PROVINCE
          Assets:C2021:A102:A10201  -12.30 CNY  ; project: QLGJ-2026-001


        """)
    #expect(
      try PlainTextBooks(.beancount).text(voucher, chart) == """
        2026-07-01 * "购\\"表\\"; 一"
          number: "记-7"
          Liabilities:C2021:A221  12.30 CNY
            project: "QLGJ-2026-001"
            fund: "PROVINCE"
          Assets:C2021:A102:A10201  -12.30 CNY
            project: "QLGJ-2026-001"


        """)
    #expect(PlainTextBooks(.beancount).head([chart]).contains("1949-01-01 open Assets:C2021:A102 CNY\n"))
  }
}
