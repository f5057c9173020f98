import Foundation
import LedgerRules
import Primitives
import Store
import Testing

@testable import Operations

@Suite("Vouchers of a ledger")
struct VoucherTests {
  private let plain = ["102,50000,", "40302,,50000"]

  @Test("R-420 R-421 SM-9 a voucher is drafted, signed by the cashier, reviewed by another, posted, and then numbered")
  func flow() throws {
    let house = try Installation.withBooks()
    let id = try house.entered("37", plain)
    let input = VoucherInput(voucher: id)
    func refused(_ person: Person) throws -> String { try house.refusal(VoucherPost.self, input, as: person).code }
    #expect(try refused(.provincePreparer) == "voucher.state")
    let own = try house.refusal(VoucherReview.self, input, as: .provincePreparer)
    #expect(own.code == "access.role-missing")
    try house.run(VoucherReview.self, input, as: .provinceReviewer)
    #expect(try refused(.provincePreparer) == "voucher.cashier-missing")
    try house.run(VoucherCash.self, input, as: .provinceCashier)
    #expect(try house.refusal(VoucherCash.self, input, as: .provinceCashier).code == "voucher.signed")
    let posted = try house.run(VoucherPost.self, input, as: .provincePreparer)
    #expect(posted.number == 1 && posted.month == "2026-05")
    let shown = try house.run(VoucherShow.self, input, as: .auditor)
    #expect(shown.state == .posted && shown.capital == "人民币伍万元整" && shown.total == "50000.00")
    #expect(
      [shown.preparer, shown.cashier, shown.reviewer, shown.bookkeeper]
        == ["样本·provincePreparer", "样本·provinceCashier", "样本·provinceReviewer", "样本·provincePreparer"])
    #expect(shown.lines.map(\.name) == ["102 银行存款", "40302 上级补助收入—专项转移支付补助"])
    #expect(try refused(.provincePreparer) == "voucher.state")
    #expect(try house.faults() == [])
  }

  @Test(
    "R-421 who holds two roles of a ledger still reviews no voucher of his own, and a cashier neither reviews nor posts"
  )
  func separation() throws {
    let house = try Installation.withBooks()
    let id = try house.entered("37", plain)
    // The role table keeps these apart; a grant behind its back must not be enough.
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
    let input = VoucherInput(voucher: id)
    #expect(try house.refusal(VoucherReview.self, input, as: .provincePreparer).code == "voucher.own-review")
    try house.run(VoucherCash.self, input, as: .provinceCashier)
    #expect(try house.refusal(VoucherReview.self, input, as: .provinceCashier).code == "voucher.cashier-acts")
    try house.run(VoucherReview.self, input, as: .provinceReviewer)
    #expect(try house.refusal(VoucherPost.self, input, as: .provinceCashier).code == "voucher.cashier-acts")
  }

  @Test(
    "R-421 the database refuses a review by who prepared, and a posting without the cashier, behind the program's back")
  func databaseRefuses() throws {
    let house = try Installation.withBooks()
    _ = try house.entered("37", plain)
    for change in [
      "UPDATE voucher SET state = 'REVIEWED', reviewed_by = prepared_by, reviewed_at = prepared_at",
      "UPDATE voucher SET state = 'POSTED'", "UPDATE voucher SET number = 1",
      "UPDATE voucher_line SET fund = 'PROVINCE', project = 'QLGJ-1'", "UPDATE voucher_line SET fen = 0",
    ] {
      #expect(throws: (any Error).self, "\(change)") {
        try house.withDatabase { database in try database.write { try $0.execute(change) } }
      }
    }
  }

  @Test("R-420 the numbers of a month run from 1 without a gap, whatever is given up or fails between")
  func numbers() throws {
    let house = try Installation.withBooks()
    var numbers: [Int] = []
    for index in 1...6 {
      let id = try house.entered("37", plain)
      if index.isMultiple(of: 3) {
        try house.run(VoucherVoid.self, VoucherVoid.Input(voucher: id, reason: "样例"), as: .provincePreparer)
        #expect(
          try house.refusal(VoucherPost.self, VoucherInput(voucher: id), as: .provincePreparer).code == "voucher.state")
      } else {
        numbers.append(try house.settle(id, "37"))
      }
    }
    #expect(numbers == [1, 2, 3, 4])
    // Another month and another ledger count for themselves.
    #expect(try house.settle(try house.entered("37", plain, day: "2026-06-01"), "37") == 1)
    #expect(try house.settle(try house.entered("3701", plain), "3701") == 1)
  }

  @Test("R-421 a posted voucher is taken back by a red one of today, once, and both stay")
  func reversal() throws {
    let house = try Installation.withBooks()
    let id = try house.posted("37", plain)
    let input = VoucherReverse.Input(voucher: id, reason: "金额有误")
    let red = try house.run(VoucherReverse.self, input, as: .provincePreparer).voucher
    #expect(try house.refusal(VoucherReverse.self, input, as: .provincePreparer).code == "voucher.reversed")
    try house.settle(red, "37")
    let shown = try house.run(VoucherShow.self, VoucherInput(voucher: id), as: .auditor)
    #expect(shown.state == .reversed && shown.reversedBy == red)
    let back = try house.run(VoucherShow.self, VoucherInput(voucher: red), as: .auditor)
    #expect(back.day == "2026-06-01" && back.lines.map(\.debit) == ["-50000.00", nil] && back.reverses == id)
    #expect(back.summary == "冲销 2026-05 记-1：金额有误")
    #expect(try house.refusal(VoucherReverse.self, input, as: .provincePreparer).code == "voucher.state")
    let again = VoucherReverse.Input(voucher: red, reason: "样例")
    #expect(try house.refusal(VoucherReverse.self, again, as: .provincePreparer).code == "voucher.of-act")
    #expect(try house.closings("37", "2026-06") == [:])
    #expect(try house.faults() == [])
  }

  @Test(
    "R-403 R-420 R-421 lines that are no voucher are refused, with the line and the column where one is at fault",
    arguments: [
      (["102,1,", "40302,,2"], "voucher.unbalanced", nil), (["102,1,1", "40302,,2"], "voucher.one-amount", "debit"),
      (["102,,", "40302,,2"], "voucher.one-amount", "debit"), (["102,x,", "40302,,2"], "money.form", "debit"),
      (["231,1,", "40302,,1"], "account.unknown", nil), (["102,1,"], "voucher.lines", nil),
      (["102,0,", "40302,,0"], "voucher.amount", nil),
    ] as [([String], String, String?)])
  func faultyLines(lines: [String], code: String, column: String?) throws {
    let house = try Installation.withBooks()
    let refusal = try house.refusal(VoucherEnter.self, house.enter("37", lines), as: .provincePreparer)
    #expect(refusal.code == code && refusal.location?.column == column)
    #expect(try house.count("voucher") == 0)
  }

  @Test("R-306 R-314 a voucher made by hand names no grant's project")
  func grantsByHand() throws {
    let house = try Installation.withBooks()
    let input = try house.enter(
      "T1", ["221,5,,QLGJ-2026-001", "10201,,5,"], header: "account,debit,credit,project")
    let refusal = try house.refusal(VoucherEnter.self, input, as: .basePreparer)
    #expect(refusal.code == "voucher.of-grant" && refusal.citation?.rule == "R-306")
  }

  @Test("SM-9 days in the future, before the books begin, or in a closed month are refused")
  func days() throws {
    let house = try Installation.withBooks()
    func refused(_ day: String) throws -> String {
      try house.refusal(VoucherEnter.self, house.enter("37", plain, day: day), as: .provincePreparer).code
    }
    #expect(try refused("2026-06-02") == "voucher.in-future")
    #expect(try refused("2025-12-31") == "month.before-first")
    try house.closeMonths("37", 1...5)
    #expect(try refused("2026-05-31") == "month.closed")
  }

  @Test(
    "R-004 each keeps his own books: a base union's people neither see nor touch another's, a city sees what is below it"
  )
  func scope() throws {
    let house = try Installation.withBooks()
    let (below, foreign) = (try house.entered("T1", plain), try house.entered("T2", plain))
    #expect(try house.run(VoucherShow.self, VoucherInput(voucher: below), as: .cityPreparer).unit == "T1")
    #expect(
      try house.refusal(VoucherShow.self, VoucherInput(voucher: foreign), as: .cityPreparer).code == "voucher.unknown")
    #expect(
      try house.refusal(VoucherReview.self, VoucherInput(voucher: below), as: .cityReviewer).code
        == "access.role-missing")
    #expect(try house.run(LedgerList.self, LedgerList.Input(), as: .cityCashier).ledgers.map(\.unit) == ["3701", "T1"])
    #expect(try house.run(LedgerList.self, LedgerList.Input(), as: .baseCashier).ledgers.map(\.unit) == ["T1", "T2"])
    #expect(try house.run(LedgerList.self, LedgerList.Input(), as: .auditor).ledgers.count == 4)
    let list = VoucherList.Input(unit: "37", month: "2026-05")
    #expect(try house.refusal(VoucherList.self, list, as: .basePreparer).code == "access.other-unit")
  }

  @Test("Two who post at once get two numbers, and one voucher is posted once")
  func race() async throws {
    let house = try Installation.withBooks()
    let ids = try (1...8).map { _ in
      let id = try house.entered("37", plain)
      try house.run(VoucherCash.self, VoucherInput(voucher: id), as: .provinceCashier)
      try house.run(VoucherReview.self, VoucherInput(voucher: id), as: .provinceReviewer)
      return id
    }
    let numbers = await withTaskGroup(of: Int?.self) { group in
      for id in ids + ids {
        group.addTask { try? house.run(VoucherPost.self, VoucherInput(voucher: id), as: .provincePreparer).number }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(numbers.compactMap(\.self).sorted() == Array(1...8))
    #expect(try house.faults() == [])
  }
}
