import LedgerRules
import Primitives
import Testing

@Suite("Charts of accounts")
struct AccountTests {
  @Test("R-403 the same code is another account in the other chart")
  func twoCharts() throws {
    let (old, new) = (ChartOfAccounts.standard(.of2009), ChartOfAccounts.standard(.of2021))
    #expect(try old.account("503").name == "业务支出" && new.account("503").name == "职工服务支出")
    #expect(try old.account("221").name == "应付上级经费" && new.account("221").name == "代管经费")
    let (last, first) = (try CalendarDay("2021-12-31"), try CalendarDay("2022-01-01"))
    #expect(Chart.on(last) == .of2009 && Chart.on(first) == .of2021)
  }

  @Test("R-403 an account that the chart has not is refused with what the code means in the other one")
  func unknown() throws {
    let refusal = try #require(throws: Refusal.self) { try ChartOfAccounts.standard(.of2021).account("231") }
    #expect(refusal.code == "account.unknown" && refusal.message.zh.contains("代管经费"))
    let none = try #require(throws: Refusal.self) { try ChartOfAccounts.standard(.of2021).account("999") }
    #expect(!none.message.zh.contains("它在"))
  }

  @Test("R-410 all first-level accounts are there: 24 of base unions among them, 45 and more of county level")
  func complete() {
    let accounts = ChartOfAccounts.standard(.of2021).all.filter { $0.parent == nil }
    #expect(accounts.filter(\.isForBase).count == 24)
    #expect(accounts.count == 48)
    #expect(Set(accounts.map(\.code)).count == accounts.count)
  }

  @Test("R-406 a voucher names an account by code and full name")
  func names() throws {
    let chart = ChartOfAccounts.standard(.of2021)
    #expect(try chart.account("10201").voucherText == "10201 银行存款—代管经费")
    #expect(try chart.account("50503").voucherText == "50503 业务支出—专项业务支出")
    #expect(try ChartOfAccounts.standard(.of2009).account("50304").voucherText == "50304 业务支出—专项业务费")
  }

  @Test("R-402 a ledger adds detail accounts and no first-level ones")
  func added() throws {
    let chart = try ChartOfAccounts.standard(.of2021).adding(code: "10203", name: "专户")
    let account = try chart.account("10203")
    #expect(account.name == "银行存款—专户" && account.parent == "102" && account.isAdded && account.isCash)
    #expect(try chart.adding(code: "1020301", name: "一").account("1020301").parent == "10203")
    for (code, name, refused) in [
      ("103", "新", "account.first-level"), ("10203", "另", "account.taken"), ("40302", "另", "account.taken"),
      ("99901", "新", "account.unknown"), ("1020a", "新", "account.form"), ("10204", " ", "account.name"),
      ("10204", "甲—乙", "account.name"),
    ] {
      let refusal = try #require(throws: Refusal.self) { try chart.adding(code: code, name: name) }
      #expect(refusal.code == refused, "\(code)")
    }
  }

  @Test("OP-09 the rules of 2018 and the accounts of 2021 are each other's twins")
  func twins() throws {
    let (old, new) = (ChartOfAccounts.standard(.of2009), ChartOfAccounts.standard(.of2021))
    for (code, twin) in [
      ("50304", "50503"), ("231", "221"), ("50602", "50802"), ("22201", "21201"), ("40302", "40302"),
    ] {
      #expect(try old.account(code).twin == twin)
      #expect(try new.account(twin).twin == code)
    }
  }
}

@Suite("Vouchers")
struct VoucherContentTests {
  private func refused(_ lines: [VoucherLine], summary: String = "样例", attachments: Int = 0) throws -> String {
    let content = VoucherContent(
      day: try CalendarDay("2026-07-01"), summary: summary, attachments: attachments, lines: lines)
    return try #require(throws: Refusal.self) { try content.check(.standard(.of2021)) }.code
  }

  private let bank = VoucherLine(.debit, "102", Money(fen: 5))
  private let income = VoucherLine(.credit, "408", Money(fen: 5))

  @Test("R-420 R-421 what is no voucher is refused, each with its reason")
  func faults() throws {
    #expect(try refused([bank, income], summary: " ") == "voucher.no-summary")
    #expect(try refused([bank, income], attachments: -1) == "voucher.attachments")
    #expect(try refused([bank]) == "voucher.lines")
    #expect(try refused([bank, VoucherLine(.credit, "408", Money(fen: 4))]) == "voucher.unbalanced")
    #expect(try refused([bank, VoucherLine(.credit, "231", Money(fen: 5))]) == "account.unknown")
    #expect(try refused([VoucherLine(.debit, "102", .zero), VoucherLine(.credit, "408", .zero)]) == "voucher.amount")
    #expect(try refused(Array(repeating: bank, count: 501)) == "voucher.too-many-lines")
    let large = Money(fen: .max)
    #expect(
      try refused([VoucherLine(.debit, "102", large), VoucherLine(.debit, "102", large), income]) == "money.overflow")
  }

  @Test("R-421 a red line lowers the turnover of its own side, and the red voucher takes everything back")
  func red() throws {
    var book = Book()
    let content = VoucherContent(day: try CalendarDay("2026-07-01"), summary: "样例", lines: [bank, income])
    try book.post(content)
    try book.post(content.reversal(on: try CalendarDay("2026-07-02"), summary: "冲销"))
    let trial = try TrialBalance(book.balances(), book.chart)
    #expect(trial.lines.isEmpty && trial.isBalanced)
    let taken = content.reversal(on: content.day, summary: "x").lines
    #expect(taken.map(\.side) == [.debit, .credit] && taken.map(\.isRed) == [true, true])
  }

  @Test("SM-9 the states of a voucher follow one another as drawn")
  func states() {
    #expect(VoucherState.draft.successors == [.reviewed, .void])
    #expect(VoucherState.reviewed.successors == [.posted, .void])
    #expect(VoucherState.posted.successors == [.reversed])
    #expect(VoucherState.reversed.successors.isEmpty && VoucherState.void.successors.isEmpty)
  }
}
