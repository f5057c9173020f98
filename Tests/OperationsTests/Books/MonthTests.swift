import Foundation
import LedgerRules
import Primitives
import Testing

@testable import Operations

@Suite("Months and years of a ledger")
struct MonthTests {
  private let income = ["102,50000,", "40302,,50000"]
  private let expense = ["50503,30000,", "102,,30000"]

  private func month(_ text: String) -> MonthInput { MonthInput(unit: "37", month: text) }

  @Test("SM-9 months are closed in their order, when nothing of them waits")
  func order() throws {
    let house = try Installation.withBooks()
    func refused(_ text: String) throws -> String {
      try house.refusal(MonthClose.self, month(text), as: .provinceReviewer).code
    }
    #expect(try refused("2026-02") == "month.earlier-open")
    #expect(try refused("2026-07") == "month.not-begun")
    #expect(try refused("2025-12") == "month.before-first")
    #expect(try refused("2026-7") == "month.form")
    let draft = try house.entered("37", income, day: "2026-01-31")
    #expect(try refused("2026-01") == "month.vouchers-waiting")
    try house.settle(draft, "37")
    try house.closeMonths("37", 1...2)
    #expect(try refused("2026-02") == "month.closed")
    #expect(try house.faults() == [])
  }

  @Test("SM-9 a closed month is opened again with a reason and by two people, the latest first")
  func reopening() throws {
    let house = try Installation.withBooks()
    try house.closeMonths("37", 1...3)
    func ask(_ text: String, _ reason: String = "样例") -> MonthReopen.Input {
      MonthReopen.Input(unit: "37", month: text, reason: reason)
    }
    #expect(try house.refusal(MonthReopen.self, ask("2026-03", " "), as: .provincePreparer).code == "reason.missing")
    #expect(try house.refusal(MonthReopen.self, ask("2026-04"), as: .provincePreparer).code == "month.not-closed")
    func confirming(_ text: String) throws -> String {
      try house.refusal(MonthConfirmReopening.self, month(text), as: .provinceReviewer).code
    }
    #expect(try confirming("2026-03") == "month.not-asked")
    try house.run(MonthReopen.self, ask("2026-03"), as: .provinceReviewer)
    #expect(try confirming("2026-03") == "month.same-person")
    try house.run(MonthReopen.self, ask("2026-02"), as: .provincePreparer)
    #expect(try confirming("2026-02") == "month.later-closed")
    try house.run(MonthReopen.self, ask("2026-03"), as: .provincePreparer)
    try house.run(MonthConfirmReopening.self, month("2026-03"), as: .provinceReviewer)
    try house.posted("37", income, day: "2026-03-05")
    let months = try house.run(MonthList.self, MonthList.Input(unit: "37"), as: .auditor).months
    #expect(
      months.first { $0.month == "2026-03" }.map { [$0.isClosed ? "closed" : "open", $0.lastStep] } == [
        "open", "reopened",
      ])
    #expect(try house.faults() == [])
  }

  @Test(
    "R-413 a year is closed by its vouchers, posted by two, before December is; the next year begins with what is left")
  func year() throws {
    let house = try Installation.withBooks()
    try house.posted("37", income)
    try house.posted("37", expense)
    try house.posted("37", ["102,1.50,", "408,,1.50"])
    try house.closeMonths("37", 1...5)
    try house.goTo("2027-01-04")
    try house.closeMonths("37", 6...11)
    #expect(try house.refusal(MonthClose.self, month("2026-12"), as: .provinceReviewer).code == "month.year-open")
    let drafts = try house.run(YearClose.self, YearClose.Input(unit: "37", year: 2026), as: .provincePreparer).vouchers
    #expect(
      drafts.map(\.summary) == ["结转本期专项收入", "结转本期专项支出", "结转本期非专项收入", "本年结转转入累计结转", "本年结余转入累计结余"])
    #expect(
      try house.refusal(YearClose.self, YearClose.Input(unit: "37", year: 2026), as: .provincePreparer).code
        == "month.vouchers-waiting")
    for draft in drafts { try house.settle(draft.voucher, "37") }
    try house.closeMonths("37", 12...12)
    #expect(
      try house.closings("37", "2027-01") == [
        "102": "20001.50", "321": "-20000.00", "32104": "-20000.00", "322": "-1.50", "32205": "-1.50",
      ])
    let income = try house.run(BooksIncome.self, month("2026-12"), as: .auditor)
    func amounts(_ name: String) -> [String]? { income.lines.first { $0.name.zh == name }?.amounts }
    #expect(amounts("本期收入合计") == ["0.00", "50001.50"] && amounts("本期支出合计") == ["0.00", "30000.00"])
    let sheet = try house.run(BooksSheet.self, month("2027-01"), as: .auditor)
    #expect(sheet.isBalanced && sheet.lines.first?.amounts == ["20001.50", "20001.50"])
    let again = try house.run(YearClose.self, YearClose.Input(unit: "37", year: 2026), as: .provincePreparer)
    #expect(again.vouchers.isEmpty)
    #expect(try house.faults() == [])
  }

  @Test("R-404 a ledger begins with balances that are brought in once, and stand before its first month")
  func opening() throws {
    let house = try Installation.withBooks()
    let file = try house.write("o.csv", "account,debit,credit\n102,7,\n32205,,7\n")
    let input = OpeningImport.Input(unit: "3701", file: file)
    let draft = try #require(try house.run(OpeningImport.self, input, as: .cityPreparer).vouchers.first)
    #expect(try house.refusal(OpeningImport.self, input, as: .cityPreparer).code == "opening.twice")
    try house.run(VoucherReview.self, VoucherInput(voucher: draft.voucher), as: .cityReviewer)
    try house.run(VoucherPost.self, VoucherInput(voucher: draft.voucher), as: .cityReviewer)
    let balance = try house.run(BooksBalance.self, BooksBalance.Input(unit: "3701", from: "2026-01"), as: .auditor)
    #expect(
      balance.lines.map { "\($0.account) \($0.opening) \($0.debit)" } == [
        "102 7.00 0.00", "322 -7.00 0.00", "32205 -7.00 0.00",
      ])
    #expect(
      try house.run(VoucherList.self, VoucherList.Input(unit: "3701", month: "2026-00"), as: .auditor).vouchers.count
        == 1)
    let uneven = try house.write("p.csv", "account,debit,credit\n102,7,\n32205,,6\n")
    let other = OpeningImport.Input(unit: "37", file: uneven)
    #expect(try house.refusal(OpeningImport.self, other, as: .provincePreparer).code == "voucher.unbalanced")
    #expect(try house.faults() == [])
  }

  @Test("R-403 at 2022-01-01 the balances stand on the accounts of 2021, and vouchers before it keep those of 2009")
  func conversion() throws {
    let house = try Installation.withBooks()
    let open = LedgerOpen.Input(unit: "370102", head: "样本", firstMonth: "2021-11")
    #expect(try house.refusal(LedgerOpen.self, open, as: .provinceReviewer).code == "ledger.tier")
    #expect(try house.refusal(LedgerOpen.self, open, as: .cityReviewer).code == "access.other-unit")
    let other = OpeningConvert.Input(unit: "37")
    #expect(try house.refusal(OpeningConvert.self, other, as: .provincePreparer).code == "month.earlier-open")
    let past = try Station.registered.installation()
    try past.reachConversion()
    let drafts = try past.run(
      OpeningConvert.self, OpeningConvert.Input(unit: "37", carriedOver: "4"), as: .provincePreparer)
    for draft in drafts.vouchers {
      try past.run(VoucherReview.self, VoucherInput(voucher: draft.voucher), as: .provinceReviewer)
      try past.run(VoucherPost.self, VoucherInput(voucher: draft.voucher), as: .provinceReviewer)
    }
    #expect(try past.refusal(OpeningConvert.self, other, as: .provincePreparer).code == "opening.twice")
    #expect(try past.closings("37", "2021-12") == ["102": "11.00", "331": "-11.00"])
    #expect(
      try past.closings("37", "2022-01") == [
        "102": "11.00", "321": "-4.00", "32104": "-4.00", "322": "-7.00", "32205": "-7.00",
      ])
    #expect(
      try past.refusal(BooksBalance.self, BooksBalance.Input(unit: "37", from: "2021-12", to: "2022-01"), as: .auditor)
        .code == "month.two-charts")
    #expect(try past.faults() == [])
  }
}
