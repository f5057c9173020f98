import Foundation
import LedgerRules
import Primitives
import SelectionRules
import Store
import Testing

@testable import Operations

@Suite("Matching a bank with the books")
struct BankMatchingTests {
  private static let may = BankMatch.Input(unit: "37", month: "2026-05")

  @Test("Matches show their reason, come out alike each time, and leave what has no counterpart on both sides")
  func automatic() throws {
    let house = try Installation.withBank()
    #expect(
      try house.matched("2026-04").map { "\($0.match) \($0.bank) \($0.books) \($0.basis.rawValue) \($0.daysApart)" }
        == ["1 [\"1/2\"] [\"2026-04/1/1\"] AMOUNT 2"])
    #expect(
      try house.matched("2026-05").map { "\($0.match) \($0.bank) \($0.books) \($0.basis.rawValue) \($0.reason)" } == [
        "2 [\"2/2\"] [\"2026-05/1/1\"] SAME_DAY ", "3 [\"2/3\"] [\"2026-05/2/2\"] AMOUNT ",
        "4 [\"2/4\", \"2/5\"] [\"2026-05/3/1\"] HAND 样例",
      ])
    let left = try house.unmatched()
    #expect(left.bank.map { "\($0.line) \($0.amount) \($0.age) \($0.explanation ?? "")" } == ["2/6 -15.00 3 手续费，下月记账"])
    #expect(left.books.map { "\($0.line) \($0.amount) \($0.age)" } == ["2026-05/4/1 1.00 0"])
    let again = try house.run(BankMatch.self, Self.may, as: .provinceReviewer)
    #expect(again.matches.isEmpty && again.bankLeft == 1 && again.booksLeft == 1)
    #expect(try house.faults() == [])
  }

  @Test("R-421 the cashier neither matches nor explains, also where he got another role behind the table's back")
  func separation() throws {
    let house = try Installation.withBank()
    let pairing = house.pairing(["2/6"], ["2026-05/4/1"])
    let bare = try house.refusal(BankPair.self, pairing, as: .provinceCashier)
    #expect(bare.code == "access.role-missing" && bare.message.zh.contains("出纳不得核对"))
    try house.plant(
      """
      INSERT INTO actor_role (id, actor_id, role, granted_by, granted_at)
      SELECT 'planted', id, 'province_finance_preparer', id, '2026-01-01T00:00:00.000Z' FROM actor
      WHERE name = 'provinceCashier'
      """)
    let explain = BankExplain.Input(unit: "37", line: "2/6", words: "x")
    let unpair = BankUnpair.Input(unit: "37", match: 1, reason: "x")
    func codes() throws -> [String] {
      [
        try house.refusal(BankPair.self, pairing, as: .provinceCashier).code,
        try house.refusal(BankMatch.self, Self.may, as: .provinceCashier).code,
        try house.refusal(BankExplain.self, explain, as: .provinceCashier).code,
        try house.refusal(BankUnpair.self, unpair, as: .provinceCashier).code,
      ]
    }
    #expect(try Set(codes()) == ["bank.cashier-acts"])
    // Whoever was the cashier of a voucher does not match it later, whatever he has become.
    let bank = BankPair.Input(unit: "37", bankLine: [], bookLine: ["2026-05/4/1", "2026-05/3/1"], reason: "x")
    let change = "UPDATE actor_role SET role = 'province_finance_preparer' WHERE role = 'province_finance_cashier'"
    try house.plant("DELETE FROM actor_role WHERE id = 'planted'", change)
    try house.run(BankUnpair.self, BankUnpair.Input(unit: "37", match: 4, reason: "x"), as: .provinceReviewer)
    #expect(try house.refusal(BankPair.self, bank, as: .provinceCashier).code == "bank.pair-unequal")
    let own = BankPair.Input(unit: "37", bankLine: ["2/4", "2/5"], bookLine: ["2026-05/3/1"], reason: "x")
    #expect(try house.refusal(BankPair.self, own, as: .provinceCashier).code == "bank.own-cash")
  }

  @Test("What people put together comes to the same on both sides, once, with a reason; apart again it stays apart")
  func byHand() throws {
    let house = try Installation.withBank()
    func refused(_ input: BankPair.Input) throws -> String {
      try house.refusal(BankPair.self, input, as: .provincePreparer).code
    }
    #expect(try refused(house.pairing(["2/6"], ["2026-05/4/1"])) == "bank.pair-unequal")
    #expect(try refused(house.pairing(["2/6"], [])) == "bank.pair-empty")
    #expect(try refused(house.pairing([], [])) == "bank.pair-empty")
    #expect(try refused(house.pairing(["2/2"], ["2026-05/4/1"])) == "bank.item-unknown")
    #expect(try refused(house.pairing(["2/6", "2/6"], [])) == "bank.item-unknown")
    #expect(try refused(house.pairing(["2026-05/4/1"], [])) == "bank.item-unknown")
    #expect(try refused(house.pairing(["2/6"], [], reason: "　")) == "reason.missing")
    let unpair = BankUnpair.Input(unit: "37", match: 2, reason: "不是同一笔")
    try house.run(BankUnpair.self, unpair, as: .provincePreparer)
    #expect(try house.refusal(BankUnpair.self, unpair, as: .provincePreparer).code == "bank.match-unknown")
    let made = try house.run(BankMatch.self, Self.may, as: .provincePreparer)
    #expect(made.matches.isEmpty && made.bankLeft == 2 && made.booksLeft == 2)
    #expect(try house.pair(["2/2"], ["2026-05/1/1"]) == 5)
    #expect(try house.count("bank_match") == 5)
    #expect(try house.faults() == [])
  }

  @Test("R-421 a voucher that was taken back before the bank saw it is matched with its red one, never with the bank")
  func reversal() throws {
    let house = try Installation.withBank()
    let wrong = try house.posted("37", ["102,15,", "408,,15"], day: "2026-05-28")
    let reverse = VoucherReverse.Input(voucher: wrong, reason: "样例")
    try house.settle(try house.run(VoucherReverse.self, reverse, as: .provincePreparer).voucher, "37")
    // Its red line of -15 would do for the bank's fee of -15 by amount alone.
    try house.goTo("2026-07-02")
    try house.takeStatement("37", [], to: "2026-06-30", closing: "30092")
    let june = BankMatch.Input(unit: "37", month: "2026-06")
    let made = try house.run(BankMatch.self, june, as: .provincePreparer)
    #expect(
      made.matches.map { "\($0.bank) \($0.books) \($0.basis.rawValue) \($0.day)" }
        == ["[] [\"2026-05/5/1\", \"2026-06/1/1\"] REVERSAL 2026-06-01"])
    #expect(made.bankLeft == 1 && made.booksLeft == 1)
    // At the end of May the wrong voucher was still on the way, and has met its other side since.
    #expect(
      try house.unmatched().books.map { "\($0.line) \($0.matchedFrom ?? "")" } == [
        "2026-05/5/1 2026-06-01", "2026-05/4/1 ",
      ])
    let table = try house.reconciliation()
    #expect(table.isSettled && table.adjustedBank == table.adjustedBook)
    #expect(try house.faults() == [])
  }

  @Test("银行存款余额调节表: both balances come to the same, and the four kinds stand apart")
  func reconciliation() throws {
    let house = try Installation.withBank()
    let table = try house.reconciliation()
    #expect([table.bookBalance, table.bankBalance] == ["30108.00", "30092.00"])
    #expect([table.adjustedBook, table.adjustedBank, table.difference] == ["30093.00", "30093.00", "0.00"])
    #expect(table.sums == ["0.00", "15.00", "1.00", "0.00"] && table.isSettled && table.verdict == .done)
    #expect(table.paidByBankOnly.map(\.line) == ["2/6"] && table.receivedInBooksOnly.map(\.line) == ["2026-05/4/1"])
    #expect(table.receivedByBankOnly.isEmpty && table.paidInBooksOnly.isEmpty)
    let input = BankExport.Input(unit: "37", month: "2026-05", output: ResultFolder(house.path("out").text))
    let files = try house.run(BankExport.self, input, as: .auditor)
    func text(_ name: String) throws -> [String] {
      try String(contentsOfFile: files.folder.appending(name).text, encoding: .utf8)
        .split(separator: "\n").map(String.init)
    }
    #expect(try text("reconciliation.csv").last == "调节后余额,30093.00,调节后余额,30093.00")
    #expect(try text("unmatched.csv").count == 3 && text("matched.csv").count == 4)
    let june = BankMatch.Input(unit: "37", month: "2026-06")
    #expect(try house.refusal(BankReconciling.self, june, as: .auditor).code == "bank.statement-missing")
    let march = BankMatch.Input(unit: "37", month: "2026-03")
    #expect(try house.refusal(BankReconciling.self, march, as: .auditor).code == "bank.month-before-since")
  }

  @Test("What was on the way when reconciling began is matched like any other line, and makes the openings agree")
  func outstanding() throws {
    let house = try Installation.withBooks()
    try house.posted("37", ["102,90,", "408,,90"], day: "2026-04-10")
    let items = "books,2026-04-28,-10,支票\nbank,2026-04-29,3,利息\n"
    for wrong in ["books,2026-05-01,1,x\n", "both,2026-04-01,1,x\n", "bank,2026-04-01,0,x\n", "bank,2026-04-01,1, \n"] {
      let input = try house.bankOpening("37", since: "2026-05", outstanding: wrong)
      #expect(try house.refusal(BankOpen.self, input, as: .provincePreparer).code == "bank.outstanding")
    }
    try house.openBank("37", since: "2026-05", outstanding: "books,2026-04-28,-11,支票\n")
    let corrected = BankChange.Input(
      unit: "37", outstanding: try house.write("o2.csv", "side,day,amount,words\n" + items))
    try house.run(BankChange.self, corrected, as: .provincePreparer)
    try house.posted("37", ["102,3,", "408,,3"], day: "2026-05-06")
    try house.takeStatement("37", ["C1,2026-05-04,兑付支票,10.00,,93.00,"], to: "2026-05-31")
    let made = try house.run(BankMatch.self, Self.may, as: .provincePreparer)
    #expect(made.matches.map { "\($0.bank) \($0.books)" } == ["[\"0/3\"] [\"2026-05/1/1\"]", "[\"1/2\"] [\"0/2\"]"])
    let table = try house.reconciliation()
    #expect([table.bookBalance, table.bankBalance, table.difference] == ["93.00", "93.00", "0.00"])
    #expect(try house.refusal(BankChange.self, corrected, as: .provincePreparer).code == "bank.outstanding-used")
    try house.closeMonths("37", 1...5)
    #expect(try house.faults() == [])
  }
}

@Suite("Closing a month with a bank account")
struct BankClosingTests {
  private func closing(_ house: Installation, _ month: String) throws -> Refusal {
    try house.refusal(MonthClose.self, MonthInput(unit: "37", month: month), as: .provinceReviewer)
  }

  @Test("SM-9 a month waits for its statement, for the words of what is on the way, and for balances that agree")
  func waits() throws {
    let house = try Installation.withBooks()
    try house.bookBank()
    try house.openBank("37", since: "2026-04")
    try house.closeMonths("37", 1...3)
    #expect(try closing(house, "2026-04").code == "bank.statement-missing")
    try house.takeStatement("37", Installation.april, to: "2026-04-29")
    #expect(try closing(house, "2026-04").code == "bank.statement-missing")
    try house.takeStatement("37", [], to: "2026-04-30", closing: "100")
    let unexplained = try closing(house, "2026-04")
    #expect(unexplained.code == "month.bank-unexplained" && unexplained.message.zh.contains("1/2, 2026-04/1/1"))
    try house.run(BankMatch.self, BankMatch.Input(unit: "37", month: "2026-04"), as: .provincePreparer)
    try house.closeMonths("37", 4...4)
    #expect(try house.faults() == [])
  }

  @Test("SM-9 balances that do not agree keep the month open, though every item is explained")
  func difference() throws {
    let house = try Installation.withBooks()
    try house.posted("37", ["102,90,", "408,,90"], day: "2026-04-10")
    try house.openBank("37", since: "2026-05")
    try house.takeStatement("37", ["C1,2026-05-04,x,,1.00,96.00,"], to: "2026-05-31")
    try house.explain("1/2", "样例")
    try house.closeMonths("37", 1...4)
    let refusal = try closing(house, "2026-05")
    #expect(refusal.code == "bank.unexplained" && refusal.message.zh.contains("5.00"))
    #expect(try house.reconciliation().verdict == .different)
  }

  @Test("SM-9 what was reconciled in a closed month stays as it was until two people reopen it")
  func closed() throws {
    let house = try Installation.withBank(closed: true)
    let before = try house.reconciliation()
    let unpair = BankUnpair.Input(unit: "37", match: 2, reason: "样例")
    #expect(try house.refusal(BankUnpair.self, unpair, as: .provincePreparer).code == "month.closed")
    let void = BankVoid.Input(unit: "37", statement: 2, reason: "样例")
    #expect(try house.refusal(BankVoid.self, void, as: .provincePreparer).code == "month.closed")
    let may = BankMatch.Input(unit: "37", month: "2026-05")
    #expect(try house.refusal(BankMatch.self, may, as: .provincePreparer).code == "month.closed")
    try house.goTo("2026-07-02")
    try house.posted("37", ["50503,15,", "102,,15"], day: "2026-06-03")
    let rows = ["A7,2026-06-01,送存,,1.00,30093.00,"]
    try house.takeStatement("37", rows, to: "2026-06-30")
    // The fee of May is booked in June: the match counts from then on, and May stands as it was closed.
    try house.pair(["2/6"], ["2026-06/1/2"])
    try house.run(BankMatch.self, BankMatch.Input(unit: "37", month: "2026-06"), as: .provincePreparer)
    let after = try house.reconciliation()
    #expect(after.paidByBankOnly.map(\.line) == ["2/6"] && after.paidByBankOnly[0].matchedFrom == "2026-06-03")
    #expect([before.adjustedBank, before.sums.joined()] == [after.adjustedBank, after.sums.joined()])
    try house.closeMonths("37", 6...6)
    #expect(try house.reconciliation("2026-06").sums == ["0.00", "0.00", "0.00", "0.00"])
    #expect(try house.faults() == [])
  }

  @Test("A ledger without a registered bank account closes as before, and beside one that has some")
  func without() throws {
    let house = try Installation.withBank()
    try house.posted("3701", ["102,1,", "408,,1"])
    try house.closeMonths("3701", 1...5)
    try house.closeMonths("37", 1...5)
    #expect(try house.faults() == [])
  }
}
