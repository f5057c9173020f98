import Foundation
import LedgerRules
import Primitives
import Store
import Testing

@testable import Operations

@Suite("Many vouchers at once")
struct VoucherBatchTests {
  private static let file = """
    voucher,day,summary,attachments,account,debit,credit,project,economic_class
    甲,2026-05-20,收到专项补助,2,102,50000,,,
    乙,2026-05-06,支付办公费,,506,120.5,,,30201
    乙,,,,50503,79.50,,P-1,
    甲,2026-05-20,,,40302,,50000,,
    乙,2026-05-06,支付办公费,,102,,200,,

    """

  @Test("R-420 R-425 a file of vouchers is drafted as a whole, each with its key, and no rule is passed by")
  func imported() throws {
    let house = try Installation.withBooks()
    let output = try house.imported("37", Self.file)
    #expect(output.isApplied && output.lines == 5 && output.total == "50200.00")
    #expect(
      output.vouchers.map { "\($0.key) \($0.day) \($0.total)" } == ["甲 2026-05-20 50000.00", "乙 2026-05-06 200.00"])
    let shown = try house.run(VoucherShow.self, VoucherInput(voucher: output.vouchers[1].voucher), as: .auditor)
    #expect(shown.state == .draft && shown.origin == "many.csv · 乙" && shown.attachments == 0)
    #expect(
      shown.lines.map { "\($0.account) \($0.nature?.rawValue ?? "-") \($0.economicClass ?? "-")" }
        == ["506 BASIC 30201", "50503 PROJECT -", "102 - -"])
    let event = try #require(try house.texts("SELECT detail FROM audit_event WHERE operation = 'voucher import'").first)
    #expect(event.contains("\"vouchers\":\"2\""))
    #expect(try house.faults() == [])
  }

  @Test("R-420 the same file is brought in once for each ledger, however it is saved")
  func twice() throws {
    let house = try Installation.withBooks()
    try house.imported("37", Self.file)
    let saved =
      "\u{FEFF}"
      + Self.file.replacing("\n", with: "\r\n").replacing("甲", with: "一").replacing("收到专项补助", with: "\"收到专项补助\"")
    for text in [Self.file, saved] {
      let input = VoucherImport.Input(unit: "37", file: try house.write("again.csv", text))
      let refusal = try house.refusal(VoucherImport.self, input, as: .provincePreparer)
      #expect(refusal.code == "voucher-file.twice" && refusal.message.zh.contains("many.csv"))
    }
    #expect(try house.count("voucher") == 2)
    try house.imported("3701", Self.file)
    try house.imported("37", Self.file.replacing("50000", with: "50001"))
    #expect(try house.count("voucher") == 6)
  }

  @Test(
    "R-403 R-420 R-421 R-425 what is wrong with a file is told with row and column, and nothing of it is brought in",
    arguments: [
      ("乙,,,,50503,79.50,,P-1,", "乙,,,,50503,79.51,,P-1,", ["voucher.unbalanced 3 voucher"]),
      ("甲,2026-05-20,收到专项补助,2", "甲,2026-05-32,收到专项补助,2", ["calendar-day.missing 2 day"]),
      ("甲,2026-05-20,收到专项补助,2", "甲,2026-06-20,收到专项补助,2", ["voucher-file.head-differs 5 day"]),
      ("甲,2026-05-20,收到专项补助,2", "甲,2026-05-20,收到专项补助,x", ["voucher-file.attachments 2 attachments"]),
      ("甲,2026-05-20,收到专项补助,2", "甲,2026-05-20,,2", ["voucher.summary 2 summary"]),
      ("506,120.5,", "506,120.5,1", ["voucher.one-amount 3 debit"]),
      ("506,120.5,,,30201", "506,120.5,,,3", ["expense.class 3 economic_class"]),
      ("506,120.5,", "50600,120.5,", ["account.unknown 3 account"]),
      ("506,120.5,", "505,120.5,", ["voucher.not-leaf 3 account"]),
      ("50503,79.50,,P-1,", "50503,79.50,,QLGJ-2026-001,", ["voucher.of-grant 4 project"]),
      ("50503,79.50,,P-1,", "50503,79.50,,p 1,", ["project.code 4 project"]),
      ("102,,200,,", "102,,200,,302", ["expense.only 6 economic_class"]),
      ("102,,200,,", "102,,200", ["table.field-count 6 -", "voucher.unbalanced 3 voucher"]),
      ("甲,2026-05-20,,,40302", " ,2026-05-20,,,40302", ["voucher-file.key 5 voucher", "voucher.lines 2 voucher"]),
      ("支付办公费,,506", "支付\u{0000}费,,506", ["voucher-file.text 3 summary"]),
    ] as [(String, String, [String])])
  func faulty(part: String, other: String, expected: [String]) throws {
    let house = try Installation.withBooks()
    let text = Self.file.replacing(part, with: other)
    try #require(text != Self.file)
    let output = try house.run(
      VoucherImport.self, VoucherImport.Input(unit: "37", file: house.write("bad.csv", text)), as: .provincePreparer)
    let found = output.refusals.map { "\($0.code) \($0.location?.line ?? 0) \($0.location?.column ?? "-")" }
    #expect(!output.isApplied && output.verdict == .different && output.faults == found.count)
    #expect(found == expected, "\(found)")
    #expect(output.refusals.allSatisfy { $0.textFaults.isEmpty && $0.location?.file.hasSuffix("bad.csv") == true })
    #expect(try house.count("voucher") == 0 && house.count("voucher_import") == 0 && house.count("audit_event") > 0)
  }

  @Test("R-420 a file without vouchers, without a column, or of too many rows is refused")
  func limits() throws {
    let house = try Installation.withBooks()
    func refused(_ text: String) throws -> String {
      let input = VoucherImport.Input(unit: "37", file: try house.write("bad.csv", text))
      return try house.refusal(VoucherImport.self, input, as: .provincePreparer).code
    }
    let header = "voucher,day,summary,attachments,account,debit,credit\n"
    #expect(try refused(header) == "voucher-file.empty")
    #expect(try refused("voucher,day\n") == "table.missing-column" || refused("voucher,day\n").contains("column"))
    let many = (0...VoucherBatch.vouchers).map { "\($0),2026-05-20,样例,0,102,1,\n\($0),,,,408,,1\n" }.joined()
    #expect(try refused(header + many) == "voucher-file.too-long")
  }

  @Test(
    "R-420 R-421 SM-9 vouchers of a list are signed each by name and amount, all or none, and a month is posted at once"
  )
  func settled() throws {
    let house = try Installation.withBooks()
    let drafts = try house.imported("37", Self.file).vouchers
    let alone = try house.entered("37", ["506,1,", "408,,1"], day: "2026-05-07")
    let list = drafts.map { "\($0.voucher),\($0.total)" }
    try house.run(VoucherCashListed.self, house.list("37", list), as: .provinceCashier)
    let none = VoucherPostAll.Input(unit: "37", month: "2026-05")
    #expect(try house.refusal(VoucherPostAll.self, none, as: .provincePreparer).code == "voucher.none-ready")
    try house.run(VoucherReviewListed.self, house.list("37", list + ["\(alone),1"]), as: .provinceReviewer)
    _ = try house.entered("37", ["102,3,", "408,,3"])
    let waiting = try house.entered("37", ["102,5,", "408,,5"])
    try house.run(VoucherReview.self, VoucherInput(voucher: waiting), as: .provinceReviewer)
    let before = try house.count("audit_event")
    let posted = try house.run(VoucherPostAll.self, none, as: .provincePreparer)
    let told: [Int] = [posted.posted, posted.first, posted.last, posted.further, posted.unsigned, posted.drafts]
    #expect(told == [3, 1, 3, 0, 1, 1])
    #expect(try house.count("audit_event") == before + 1)
    // In the order of days.
    let listed = try house.run(VoucherList.self, VoucherList.Input(unit: "37", month: "2026-05"), as: .auditor).vouchers
    #expect(listed.compactMap(\.number) == [1, 2, 3])
    #expect(listed.prefix(3).map(\.voucher) == [drafts[1].voucher, alone, drafts[0].voucher])
    #expect(try house.closings("37", "2026-05")["102"] == "49800.00")
    try house.posted("37", ["102,1,", "408,,1"])
    #expect(try house.faults() == [])
    #expect(try house.run(BooksCheck.self, BooksCheck.Input(), as: .auditor).faults.isEmpty)
    try house.plant("DELETE FROM audit_event WHERE operation = 'voucher post-all'")
    #expect(try house.faults().contains("voucher.unrecorded"))
  }

  @Test(
    "R-421 a list with one voucher that may not be signed signs none, and says which",
    arguments: [
      (["A,50000.00", "B,201"], "voucher.total-differs", 3, "total"), (["A,50000", "B,x"], "money.form", 3, "total"),
      (["A,50000", "none,1"], "voucher.unknown", 3, "voucher"), (["A,50000", "C,7"], "voucher.unknown", 3, "voucher"),
      (["A,50000", "A,50000"], "voucher.signed", 3, "voucher"), (["A,50000", "D,9"], "voucher.no-cash", 3, "voucher"),
      ([], "voucher.list-empty", 0, "-"),
    ] as [([String], String, Int, String)])
  func listRefused(rows: [String], code: String, line: Int, column: String) throws {
    let house = try Installation.withBooks()
    let drafts = try house.imported("37", Self.file).vouchers
    let foreign = try house.entered("3701", ["102,7,", "408,,7"])
    let still = try house.entered("37", ["506,9,", "408,,9"])
    let ids = ["A": drafts[0].voucher, "B": drafts[1].voucher, "C": foreign, "D": still]
    let named = rows.map { row in
      let parts = row.split(separator: ",").map(String.init)
      return "\(ids[parts[0]] ?? parts[0]),\(parts[1])"
    }
    let refusal = try house.refusal(VoucherCashListed.self, house.list("37", named), as: .provinceCashier)
    #expect(
      refusal.code == code && (refusal.location?.line ?? 0) == line && (refusal.location?.column ?? "-") == column)
    #expect(try house.texts("SELECT id FROM voucher WHERE cashier_by IS NOT NULL").isEmpty)
  }

  @Test("R-421 whoever prepared one voucher of a list reviews none of it, and a cashier posts nothing of a month")
  func separation() throws {
    let house = try Installation.withBooks()
    let drafts = try house.imported("37", Self.file).vouchers
    let list = drafts.map { "\($0.voucher),\($0.total)" }
    for (person, role) in [
      (Person.provincePreparer, "province_finance_reviewer"), (.provinceCashier, "province_finance_reviewer"),
    ] {
      try house.plant(
        """
        INSERT INTO actor_role (id, actor_id, role, granted_by, granted_at)
        SELECT 'planted-\(person.rawValue)', id, '\(role)', id, '2026-01-01T00:00:00.000Z' FROM actor
        WHERE name = '\(person.rawValue)'
        """)
    }
    let own = try house.refusal(VoucherReviewListed.self, house.list("37", list), as: .provincePreparer)
    #expect(own.code == "voucher.own-review" && own.location?.line == 2)
    try house.run(VoucherCashListed.self, house.list("37", list), as: .provinceCashier)
    #expect(
      try house.refusal(VoucherReviewListed.self, house.list("37", list), as: .provinceCashier).code
        == "voucher.cashier-acts")
    try house.run(VoucherReviewListed.self, house.list("37", list), as: .provinceReviewer)
    let month = VoucherPostAll.Input(unit: "37", month: "2026-05")
    #expect(try house.refusal(VoucherPostAll.self, month, as: .provinceCashier).code == "voucher.cashier-acts")
    try house.run(VoucherPostAll.self, month, as: .provinceReviewer)
    #expect(try house.run(BooksCheck.self, BooksCheck.Input(), as: .auditor).faults.isEmpty)
  }

  @Test("SM-9 nothing of a closed month is brought in or posted")
  func closed() throws {
    let house = try Installation.withBooks()
    try house.closeMonths("37", 1...5)
    let input = VoucherImport.Input(unit: "37", file: try house.write("late.csv", Self.file))
    let output = try house.run(VoucherImport.self, input, as: .provincePreparer)
    #expect(output.refusals.map(\.code) == ["month.closed", "month.closed"])
    #expect(output.refusals.map { $0.location?.column } == ["day", "day"])
  }

  @Test("R-420 two who post a month at once give each voucher one number")
  func race() async throws {
    let house = try Installation.withBooks()
    let rows = (0..<60).map { "\($0),2026-05-\($0 % 20 + 10),样例,0,506,1,\n\($0),,,,408,,1\n" }.joined()
    let drafts = try house.imported("37", "voucher,day,summary,attachments,account,debit,credit\n" + rows).vouchers
    try house.run(VoucherReviewListed.self, house.list("37", drafts.map { "\($0.voucher),1" }), as: .provinceReviewer)
    let counts = await withTaskGroup(of: Int.self) { group in
      for number in 0..<6 {
        group.addTask {
          if number.isMultiple(of: 2) {
            let input = VoucherPostAll.Input(unit: "37", month: "2026-05")
            return (try? house.run(VoucherPostAll.self, input, as: .provincePreparer).posted) ?? 0
          }
          let input = VoucherInput(voucher: drafts[number].voucher)
          return (try? house.run(VoucherPost.self, input, as: .provinceReviewer)) == nil ? 0 : 1
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(counts.reduce(0, +) == 60)
    #expect(try house.texts("SELECT CAST(number AS TEXT) FROM voucher ORDER BY number").count == 60)
    #expect(try house.faults() == [])
  }
}

extension Installation {
  /// Brings a file of vouchers in, which must be right.
  @discardableResult
  func imported(_ unit: String, _ text: String) throws -> VoucherImport.Output {
    let input = VoucherImport.Input(unit: unit, file: try write("many.csv", text))
    let output = try run(VoucherImport.self, input, as: Self.preparer(of: unit))
    try #require(output.isApplied, "\(output.refusals)")
    return output
  }

  /// A list of vouchers to be signed.
  func list(_ unit: String, _ rows: [String]) throws -> SigningInput {
    let text = (["voucher,total"] + rows).joined(separator: "\n") + "\n"
    return SigningInput(unit: unit, file: try write("list-\(UUID().uuidString).csv", text))
  }
}
