import Foundation
import LedgerRules
import Primitives
import SelectionRules
import Store
import Testing

@testable import Operations

@Suite("Bank accounts and statements")
struct BankTests {
  @Test("R-820 an account is registered once for an account of the books, with the last digits of its number alone")
  func opening() throws {
    let house = try Installation.withBooks()
    func refused(_ change: (inout BankOpen.Input) -> Void, as person: Person = .provincePreparer) throws -> String {
      var input = try house.bankOpening("37")
      change(&input)
      return try house.refusal(BankOpen.self, input, as: person).code
    }
    #expect(try refused { $0.tail = "37050161000000001234" } == "bank.tail")
    #expect(try refused { $0.bank = "样例 37050161000000001234" } == "bank.name")
    #expect(try refused { $0.account = "101" } == "bank.account")
    #expect(try refused { $0.account = "10299" } == "bank.account")
    #expect(try refused { $0.since = "2025-12" } == "bank.since")
    #expect(try refused { $0.map = FilePath("/dev/null/x") } == "file.failed")
    #expect(try refused({ _ in }, as: .cityPreparer) == "access.other-unit")
    #expect(try refused({ _ in }, as: .provinceCashier) == "access.role-missing")
    try house.openBank("37")
    #expect(try refused { _ in } == "bank.opened")
    try house.openBank("37", account: "10201")
    let accounts = try house.run(BankList.self, BankList.Input(unit: "37"), as: .auditor).accounts
    #expect(accounts.map { "\($0.account) \($0.tail) \($0.since)" } == ["102 1234 2026-01", "10201 1234 2026-01"])
    let unnamed = BankStatements.Input(unit: "37")
    #expect(try house.refusal(BankStatements.self, unnamed, as: .auditor).code == "bank.which")
    let other = BankStatements.Input(unit: "3701")
    #expect(try house.refusal(BankStatements.self, other, as: .auditor).code == "bank.none")
    #expect(try house.texts("SELECT * FROM bank_account WHERE column_map LIKE '%37050%'").isEmpty)
  }

  @Test("An account's name, digits and column map change, and its statements are read by the new map")
  func change() throws {
    let house = try Installation.withBooks()
    try house.openBank("37", since: "2026-05")
    func changing(_ input: BankChange.Input) throws -> String {
      try house.refusal(BankChange.self, input, as: .provincePreparer).code
    }
    #expect(try changing(BankChange.Input(unit: "37")) == "bank.nothing-to-change")
    #expect(try changing(BankChange.Input(unit: "37", account: "10201", bank: "x")) == "bank.unknown")
    let map = try house.write("new.csv", "field,column\nday,d\namount,a\n")
    try house.run(
      BankChange.self, BankChange.Input(unit: "37", bank: "另一银行", tail: "9876", map: map), as: .provincePreparer)
    let input = try house.statement(
      "37", ["2026-05-03,2.50", "2026-05-02,-1"], to: "2026-05-31", closing: "7", head: "d,a\n")
    let output = try house.run(BankImport.self, input, as: .provincePreparer)
    #expect([output.opening, output.closing] == ["5.50", "7.00"] && output.rows == 2)
    #expect(try house.texts("SELECT words || line FROM bank_line ORDER BY place") == ["3", "2"])
    #expect(try house.faults() == [])
  }

  @Test(
    "R-424 a statement is taken whole or not at all, and the refusal names file, row and column",
    arguments: [
      (["A7,2026-06-01,x,,1.00,30093.00,"], "2026-06-02", nil, "bank.future", nil, nil),
      (["A7,2026-06-01,x,,1.00,30093.00,"], "2026-05-31", nil, "bank.overlap", nil, nil),
      (["A7,2026-06-01,x,,1.00,30093.00,"], "2026-06-04", "2026-05-31", "bank.overlap", nil, nil),
      (["A7,2026-06-03,x,,1.00,30093.00,"], "2026-06-04", "2026-06-03", "bank.gap", nil, nil),
      (["A7,2026-06-03,x,,1.00,30093.00,"], "2026-06-04", "2026-06-05", "bank.period", nil, nil),
      (["A6,2026-05-28,手续费,15.00,,30092.00,"], "2026-06-04", nil, "bank.overlap", 2, "日期"),
      (["A7,2026-06-05,x,,1.00,30093.00,"], "2026-06-04", nil, "bank.outside-period", 2, "日期"),
      (["A7,2026-06-01,x,,1.00,30093.01,"], "2026-06-04", nil, "bank.chain", 2, "余额"),
      (
        ["A7,2026-06-01,x,,1.00,30093.00,", "A8,2026-06-02,x,,1.00,30095.00,"], "2026-06-04", nil, "bank.balance", 3,
        "余额"
      ),
      (
        ["A7,2026-06-01,x,,1.00,30093.00,", "A7,2026-06-01,x,,1.00,30093.00,"], "2026-06-04", nil, "bank.balance", 3,
        "余额"
      ),
      (["A7,2026-6-1,x,,1.00,30093.00,", "A8,2026/06/02,x,,1.00,30094.00,"], "2026-06-04", nil, "bank.day", 3, "日期"),
      (["A7,2026-06-01,x,1.00,1.00,30093.00,"], "2026-06-04", nil, "bank.amount", 2, "收入"),
      (["A7,2026-06-01,x,,1.00,30093.00"], "2026-06-04", nil, "table.field-count", 2, nil),
      ([], "2026-06-04", nil, "bank.closing-missing", nil, nil),
    ] as [([String], String, String?, String, Int?, String?)])
  func refusedImport(rows: [String], to: String, from: String?, code: String, line: Int?, column: String?) throws {
    let house = try Installation.withBank()
    try house.goTo(code == "bank.future" ? "2026-06-01" : "2026-06-10")
    let before = try house.contentDigest()
    let input = try house.statement("37", rows, to: to, from: from)
    let refusal = try house.refusal(BankImport.self, input, as: .provinceCashier)
    #expect(refusal.code == code && refusal.location?.line == line && refusal.location?.column == column)
    if line != nil { #expect(refusal.location?.file == input.file.text) }
    #expect(try house.contentDigest() == before)
  }

  @Test("R-424 the same file is refused, a wrong last statement is taken back with its matches, and may come again")
  func again() throws {
    let house = try Installation.withBank()
    let same = try house.statement("37", Installation.may, to: "2026-05-31")
    #expect(try house.refusal(BankImport.self, same, as: .provincePreparer).code == "bank.same-file")
    #expect(try house.refusal(BankImport.self, same, as: .provinceReviewer).code == "access.role-missing")
    func void(_ number: Int, _ reason: String = "样例") -> BankVoid.Input {
      BankVoid.Input(unit: "37", statement: number, reason: reason)
    }
    #expect(try house.refusal(BankVoid.self, void(1), as: .provincePreparer).code == "bank.not-last")
    #expect(try house.refusal(BankVoid.self, void(3), as: .provincePreparer).code == "bank.statement-unknown")
    #expect(try house.refusal(BankVoid.self, void(2, " "), as: .provincePreparer).code == "reason.missing")
    let asCashier = try house.refusal(BankVoid.self, void(2), as: .provinceCashier)
    #expect(asCashier.code == "access.role-missing" && asCashier.message.zh.contains("R-421"))
    try house.run(BankVoid.self, void(2), as: .provincePreparer)
    #expect(try house.matched("2026-05").isEmpty)
    #expect(try house.unmatched().books.count == 4)
    #expect(try house.takeStatement("37", Installation.may.reversed(), to: "2026-05-31").statement == 3)
    let made = try house.run(BankMatch.self, BankMatch.Input(unit: "37", month: "2026-05"), as: .provincePreparer)
    #expect(made.matches.map(\.bank) == [["3/6"], ["3/5"]] && made.bankLeft == 3 && made.booksLeft == 2)
    let listed = try house.run(BankStatements.self, BankStatements.Input(unit: "37"), as: .auditor).statements
    #expect(listed.map(\.voidReason) == [nil, "样例", nil] && listed.map(\.statement) == [1, 2, 3])
    #expect(try house.faults() == [])
  }

  @Test("A month without movement has the header alone, with the balance that a person gives")
  func withoutMovement() throws {
    let house = try Installation.withBank(closed: true)
    try house.goTo("2026-08-03")
    #expect(
      try house.refusal(
        BankImport.self, house.statement("37", [], to: "2026-06-30", closing: "1"), as: .provinceCashier
      )
      .code == "bank.chain")
    for day in ["2026-06-30", "2026-07-31"] { try house.takeStatement("37", [], to: day, closing: "30092") }
    try house.closeMonths("37", 6...7)
    #expect(try house.faults() == [])
  }

  @Test("R-818 a statement's file is kept sealed, and no long number of its texts stands in the database")
  func sealed() throws {
    let house = try Installation.withBooks()
    try house.openBank("37", since: "2026-05")
    let number = "6222021234567890123"
    try house.takeStatement("37", ["B1,2026-05-02,转 \(number),,1.00,1.00,\(number)"], to: "2026-05-31")
    #expect(try house.texts("SELECT words || counterparty FROM bank_line") == ["转 ****0123****0123"])
    #expect(
      try house.texts("SELECT is_sealed FROM evidence JOIN bank_statement ON evidence.digest = evidence") == ["1"])
  }
}
