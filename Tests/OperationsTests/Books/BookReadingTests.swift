import Foundation
import LedgerRules
import Primitives
import Store
import Testing

@testable import Operations

@Suite("Reading books")
struct BookReadingTests {
  @Test("An account is read page by page with its running balance, and its pages meet")
  func pages() throws {
    let house = try Installation.withBooks()
    for index in 1...105 {
      try house.posted("37", ["102,\(index),", "408,,\(index)"], day: "2026-05-\(index % 9 + 10)")
    }
    func page(_ behind: String?) throws -> BooksAccount.Output {
      try house.run(
        BooksAccount.self,
        BooksAccount.Input(unit: "37", account: "102", from: "2026-05-01", to: "2026-05-31", behind: behind),
        as: .auditor)
    }
    let first = try page(nil)
    let second = try page(first.next)
    #expect(first.rows.count == 100 && second.rows.count == 5 && second.next == nil)
    #expect(first.opening == "0.00" && second.opening == first.rows.last?.balance)
    #expect(second.rows.last?.balance == "5565.00")
    #expect((first.rows + second.rows).map(\.day) == (first.rows + second.rows).map(\.day).sorted())
    #expect(Set((first.rows + second.rows).map(\.voucher)).count == 105)
    let middle = try house.run(
      BooksAccount.self, BooksAccount.Input(unit: "37", account: "102", from: "2026-05-15", to: "2026-05-31"),
      as: .auditor)
    let before = (first.rows + second.rows).last { $0.day < "2026-05-15" }
    #expect(middle.opening == before?.balance)
    // The sum of both halves of a month is the same, wherever a page begins.
    for day in 1...31 {
      let text = "2026-05-\(day < 10 ? "0" : "")\(day)"
      let page = try house.run(
        BooksAccount.self, BooksAccount.Input(unit: "37", account: "102", from: text, to: "2026-05-31"), as: .auditor)
      let earlier = (first.rows + second.rows).last { $0.day < text }
      #expect(page.opening == earlier?.balance ?? "0.00", "\(text)")
    }
    let early = BooksAccount.Input(unit: "37", account: "102", from: "2025-12-20", to: "2026-05-31")
    #expect(try house.run(BooksAccount.self, early, as: .auditor).opening == "0.00")
    let place = BooksAccount.Input(unit: "37", account: "102", from: "2026-05-01", to: "2026-05-31", behind: "x")
    #expect(try house.refusal(BooksAccount.self, place, as: .auditor).code == "books.place")
  }

  @Test("R-402 R-406 accounts are listed with their twins, and one that a ledger added is its own")
  func accounts() throws {
    let house = try Installation.withBooks()
    let add = AccountAdd.Input(unit: "37", code: "10203", name: "专户")
    try house.run(AccountAdd.self, add, as: .provincePreparer)
    #expect(try house.refusal(AccountAdd.self, add, as: .provincePreparer).code == "account.exists")
    func listed(_ unit: String) throws -> [AccountList.Output.Item] {
      try house.run(AccountList.self, AccountList.Input(unit: unit), as: .auditor).accounts
    }
    #expect(try listed("37").first { $0.code == "10203" }?.name == "银行存款—专户")
    #expect(try !listed("3701").contains { $0.code == "10203" })
    #expect(try listed("37").first { $0.code == "50503" }?.otherChart == "专项业务费")
    try house.posted("37", ["10203,1,", "408,,1"])
    #expect(try house.closings("37", "2026-05") == ["102": "1.00", "10203": "1.00", "408": "-1.00"])
    #expect(try house.faults() == [])
  }

  @Test("R-405 a project is read through all ledgers that the reader may see")
  func project() throws {
    let house = try Installation.withBooks()
    let header = "account,debit,credit,project"
    for unit in ["37", "3701", "T1", "T2"] {
      try house.posted(unit, ["102,1,,P-1", "40302,,1,P-1"], header: header)
    }
    func units(_ person: Person) throws -> [String] {
      let rows = try house.run(BooksProject.self, BooksProject.Input(project: "P-1"), as: person).rows
      return Set(rows.map(\.unit)).sorted()
    }
    #expect(try units(.provinceCashier) == ["37", "3701", "T1", "T2"])
    #expect(try units(.cityCashier) == ["3701", "T1"])
    #expect(try units(.baseCashier) == ["T1", "T2"])
  }

  @Test("OP-09 another profile needs the province's document for a base union, and the change stands in the trail")
  func profile() throws {
    let house = try Installation.withBooks()
    let bare = LedgerChange.Input(unit: "T1", profile: .standard2021)
    #expect(try house.refusal(LedgerChange.self, bare, as: .provinceReviewer).code == "ledger.profile-document")
    let change = LedgerChange.Input(unit: "T1", profile: .standard2021, document: Installation.document)
    #expect(try house.refusal(LedgerChange.self, change, as: .baseReviewer).code == "access.role-missing")
    try house.run(LedgerChange.self, change, as: .provinceReviewer)
    let ledgers = try house.run(LedgerList.self, LedgerList.Input(), as: .auditor).ledgers
    #expect(ledgers.first { $0.unit == "T1" }?.profile == .standard2021)
    let event = try house.texts("SELECT detail FROM audit_event WHERE operation = 'ledger change'")
    #expect(event.count == 1 && event[0].contains("STD_2021") && event[0].contains(Installation.document))
  }

  @Test("The check of the books is silent where they hold, and names a changed voucher and an unknown account")
  func check() throws {
    let house = try Installation.withBooks()
    try house.posted("37", ["102,1,", "408,,1"])
    let fine = try house.run(BooksCheck.self, BooksCheck.Input(), as: .auditor)
    #expect(fine.verdict == .done && fine.presentation.isEmpty)
    let invariants = BookInvariants.all.count + GrantInvariants.all.count + BankInvariants.all.count
    #expect(fine.checks == invariants + 3)
    for (change, name) in [
      ("UPDATE voucher SET summary = '改'", "voucher.changed"),
      ("UPDATE voucher_line SET note = '改' WHERE place = 1", "voucher.changed"),
      ("UPDATE voucher SET attachments = 7", "voucher.changed"),
      ("UPDATE voucher_line SET account = '999' WHERE place = 1", "voucher.account-unknown"),
    ] {
      let copy = try Installation(copyOf: house)
      try copy.plant(change)
      let found = try copy.run(BooksCheck.self, BooksCheck.Input(), as: .auditor)
      #expect(found.verdict == .different && found.faults.contains { $0.name == name }, "\(change)")
    }
  }

  @Test("A ledger is exported voucher by voucher for another program")
  func export() throws {
    let house = try Installation.withBooks()
    try house.posted("37", ["102,1,", "408,,1"])
    let folder = ResultFolder(house.path("exported").text)
    let input = BooksExport.Input(unit: "37", format: .hledger, output: folder)
    let output = try house.run(BooksExport.self, input, as: .auditor)
    let text = try String(contentsOfFile: folder.path.appending(output.file).text, encoding: .utf8)
    #expect(output.vouchers == 1 && text.contains("(记-1) 样例\n  Assets:C2021:102-银行存款  1.00 CNY\n"))
  }
}
