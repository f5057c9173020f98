import LedgerRules
import Primitives
import Store
import Testing

@testable import Operations

@Suite("Expenses in the books")
struct ExpenseOperationTests {
  private static let header = "account,debit,credit,project,nature,economic_class"

  private func house() throws -> Installation {
    let house = try Installation.withBooks()
    try house.posted("37", ["506,10,,,,30201", "102,,10,,,"], day: "2026-04-20", header: Self.header)
    try house.posted("37", ["506,5,,,,302", "50503,7,,P-1,,", "102,,12,,,"], header: Self.header)
    try house.posted("37", ["50503,100,,P-1,BASIC,", "102,,100,,,"], header: Self.header)
    return house
  }

  @Test(
    "R-425 expenses are told by nature, project and class, of the month and of the year, closings and red ones right")
  func report() throws {
    let house = try house()
    let wrong = try house.posted("37", ["506,3,,,,302", "102,,3,,,"], header: Self.header)
    let reverse = VoucherReverse.Input(voucher: wrong, reason: "样例")
    try house.settle(house.run(VoucherReverse.self, reverse, as: .provincePreparer).voucher, "37")
    func lines(_ month: String) throws -> [String] {
      let output = try house.run(BooksExpense.self, BooksExpense.Input(unit: "37", month: month), as: .auditor)
      return output.lines.map {
        "\($0.account) \($0.nature.rawValue) \($0.project ?? "-") \($0.economicClass ?? "-") \($0.monthAmount) \($0.yearAmount)"
      } + output.totals.map { "\($0.nature?.rawValue ?? "ALL") \($0.monthAmount) \($0.yearAmount)" }
    }
    #expect(
      try lines("2026-05") == [
        "50503 BASIC P-1 - 100.00 100.00", "50503 PROJECT P-1 - 7.00 7.00", "506 BASIC - 302 8.00 8.00",
        "506 BASIC - 30201 0.00 10.00", "BASIC 108.00 118.00", "PROJECT 7.00 7.00", "ALL 115.00 125.00",
      ])
    #expect(try lines("2026-06").contains("506 BASIC - 302 -3.00 5.00"))
    #expect(try lines("2026-03") == ["ALL 0.00 0.00"])
    let page = try house.run(
      BooksAccount.self, BooksAccount.Input(unit: "37", account: "506", from: "2026-04-01", to: "2026-05-31"),
      as: .auditor)
    #expect(page.rows.first?.nature == .basic && page.rows.first?.economicClass == "30201")
    #expect(try house.faults() == [])
  }

  @Test(
    "R-425 a voucher that was posted before expenses had a nature is still what was posted, and counts by its project")
  func before() throws {
    let house = try house()
    // As the digests of such vouchers stand: over lines without a nature.
    try house.plant("UPDATE voucher_line SET nature = '', economic_class = ''")
    #expect(try house.faults() == ["voucher.changed"])
    for id in try house.texts("SELECT id FROM voucher") {
      let digest = try house.withDatabase { database in
        try database.read { connection in
          let voucher = try #require(try VoucherStore.find(VoucherID(id), in: connection))
          return try VoucherDigest.of(
            voucher, VoucherStore.lines(of: voucher.id, in: connection), number: try #require(voucher.number),
            postedBy: try #require(voucher.postedBy))
        }
      }
      try house.plant("UPDATE voucher SET digest = '\(digest)' WHERE id = '\(id)'")
    }
    #expect(try house.faults() == [])
    let output = try house.run(BooksExpense.self, BooksExpense.Input(unit: "37", month: "2026-05"), as: .auditor)
    #expect(
      output.lines.map { "\($0.account) \($0.nature.rawValue) \($0.monthAmount)" }
        == ["50503 PROJECT 107.00", "506 BASIC 5.00"])
  }

  @Test("R-425 the digest of a line without nature is that of lines before, and each of both is in it")
  func digest() throws {
    func line(_ nature: String, _ economic: String) -> VoucherLineRow {
      VoucherLineRow(
        account: "506", isDebit: true, isRed: false, amount: Money(fen: 100), project: "", fund: "", note: "",
        nature: nature, economicClass: economic)
    }
    let actor = ActorID("a")
    let voucher = VoucherRow(
      id: VoucherID("v"), ledger: LedgerID("l"), chart: "2021", kind: "hand", day: "2026-05-20", month: "2026-05",
      word: "记", summary: "样例", attachments: 1, head: "主管", total: Money(fen: 100), movesCash: true, reverses: nil,
      preparedBy: actor, preparedAt: "2026-05-20T00:00:00.000Z")
    func digest(_ lines: VoucherLineRow...) -> String {
      VoucherDigest.of(voucher, lines, number: 1, postedBy: actor)
    }
    // Computed once by another program from the fields with their lengths.
    #expect(digest(line("", "")) == "17f9b6438e3dfc4788dfdc5dc329ed855927de8bf31880c9ad1f4ba646058573")
    let all = [
      digest(line("", "")), digest(line("BASIC", "")), digest(line("PROJECT", "")), digest(line("BASIC", "302")),
    ]
    #expect(Set(all).count == 4)
  }

  @Test("R-425 a nature on a line that is no expense is found, and one that was changed, too")
  func planted() throws {
    let house = try house()
    for (change, name) in [
      ("UPDATE voucher_line SET nature = 'BASIC' WHERE account = '102'", "voucher.dimension-misplaced"),
      ("UPDATE voucher_line SET economic_class = '302' WHERE account = '102'", "voucher.dimension-misplaced"),
      ("UPDATE voucher_line SET nature = 'PROJECT' WHERE account = '506'", "voucher.changed"),
      ("UPDATE voucher_line SET economic_class = '303' WHERE account = '506'", "voucher.changed"),
    ] {
      let copy = try Installation(copyOf: house)
      try copy.plant(change)
      #expect(try copy.faults().contains(name), "\(change)")
    }
  }

  @Test(
    "The check that reads books once finds what the queries find, for each planted fault",
    arguments: BookFaults.all.keys.sorted())
  func pass(name: String) throws {
    for statements in BookFaults.all[name] ?? [] {
      let house = try Installation.withVouchers()
      try house.plant(statements)
      let found = try house.run(BooksCheck.self, BooksCheck.Input(), as: .auditor).faults
      #expect(found.contains { $0.name == name }, "\(statements)")
      guard BookPass.held.contains(name) else { continue }
      let whole = try house.run(Check.self, Check.Input(), as: .auditor).faults
      let rows = [found, whole].map { faults in Set(faults.first { $0.name == name }?.rows ?? []) }
      #expect(rows[0] == rows[1], "\(statements)")
    }
  }
}
