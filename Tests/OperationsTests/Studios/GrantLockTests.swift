import Database
import Foundation
import LedgerRules
import Primitives
import Store
import StudioRules
import Testing

@testable import Operations

@Suite("The lock of R-306 in the ledger")
struct GrantLockTests {
  @Test("R-306 at 49,999.99 of 50,000 the grant stays locked, and the refusal says what is missing, till when, by what")
  func allOrNothing() throws {
    let house = try GrantStage.received.installation()
    let grant = try house.grant()
    try house.match(grant, "49999.99", on: "2026-08-05")
    #expect(try house.shown(grant).state == .baseReceivedLocked)
    let expense = try house.run(ExpenseEnter.self, house.expense(grant, "1", on: "2026-08-05"), as: .basePreparer)
    let refusal = try house.refusal(ExpenseSubmit.self, ExpenseInput(expense: expense.expense), as: .basePreparer)
    #expect(refusal.code == "grant.match-required")
    #expect(refusal.message.zh.contains("￥0.01"))
    #expect(refusal.message.zh.contains("2026年8月13日"))
    #expect(refusal.citation?.article == "第五条")
    // Nothing that was saved is lost: the draft is there, and goes its way once the match is complete.
    try house.match(grant, "0.01", on: "2026-08-13")
    #expect(try house.shown(grant).state == .unlocked)
    let today = ExpenseChange.Input(expense: expense.expense, day: "2026-08-13")
    try house.run(ExpenseChange.self, today, as: .basePreparer)
    try house.run(ExpenseSubmit.self, ExpenseInput(expense: expense.expense), as: .basePreparer)
    #expect(try house.faults() == [])
  }

  @Test("R-308 a match that is paid behind the day opens the grant and leaves it marked")
  func late() throws {
    let house = try GrantStage.received.installation()
    let grant = try house.grant()
    try house.goTo("2026-08-14")
    let found = try house.run(FindingDetect.self, FindingDetect.Input(), as: .provinceReviewer)
    #expect(found.overdue == 1)
    #expect(try house.shown(grant).state == .matchOverdue)
    let calendar = try house.run(GrantCalendar.self, GrantCalendar.Input(overdue: true), as: .cityReviewer)
    #expect(
      calendar.lines.map { "\($0.grant) \($0.missing) \($0.lastDay) \($0.daysLeft)" } == [
        "\(grant) 50000.00 2026-08-13 -1"
      ])
    try house.match(grant, "50000", on: "2026-08-18")
    #expect(try house.shown(grant).state == .unlockedLate)
    #expect(try house.run(GrantCalendar.self, GrantCalendar.Input(), as: .cityReviewer).lines.isEmpty)
  }

  @Test(
    "R-305 a match that comes before the grant counts, and one paid in time counts as such when it is confirmed late")
  func early() throws {
    let house = try Installation.withGrants()
    let grant = try house.grant()
    try house.approve(grant)
    try house.match(grant, "20000", on: "2026-06-30")
    try house.payDown(grant)
    #expect(try house.shown(grant).state == .baseReceivedLocked)
    try house.goTo("2026-08-10")
    let proof = try house.submitMatch(grant, "30000", on: "2026-08-10")
    try house.goTo("2026-08-20")
    try house.settle(try #require(proof.voucher), "T1")
    try house.run(MatchingConfirm.self, MatchingInput(matching: proof.matching), as: .provinceReviewer)
    #expect(try house.shown(grant).state == .unlocked)
    #expect(try house.faults() == [])
  }

  @Test("SM-6 a withdrawn match locks again, between approval and posting too, and a spend can still be taken back")
  func withdrawal() throws {
    let house = try GrantStage.received.installation()
    let grant = try house.grant()
    let proof = try house.match(grant, "50000", on: "2026-08-05")
    let first = try house.spend(house.expense(grant, "10000", on: "2026-08-06"))
    let second = try house.submitExpense(house.expense(grant, "5000", on: "2026-08-07"))
    let drafts = try house.run(ExpenseApprove.self, ExpenseApprove.Input(expense: second), as: .baseReviewer)
    let voucher = VoucherInput(voucher: try #require(drafts.vouchers.first?.voucher))
    try house.run(VoucherCash.self, voucher, as: .baseCashier)
    try house.run(VoucherReview.self, voucher, as: .baseReviewer)
    let withdrawal = MatchingReject.Input(matching: proof, reason: "单位收回")
    try house.run(MatchingWithdraw.self, withdrawal, as: .cityReviewer)
    #expect(try house.shown(grant).state == .relocked)
    #expect(try house.refusal(VoucherPost.self, voucher, as: .baseReviewer).code == "grant.match-required")
    // What was spent is taken back although the grant is locked.
    let red = try house.run(
      ExpenseReverse.self, ExpenseReturn.Input(expense: first, reason: "退货"), as: .basePreparer)
    try house.settle(try #require(red.vouchers.first?.voucher), "T1")
    #expect(try house.shown(grant).spent == "0.00")
    #expect(try house.shown(grant).state == .relocked)
    // The approved spend goes back to its maker with its voucher.
    try house.run(VoucherVoid.self, VoucherVoid.Input(voucher: voucher.voucher, reason: "配套已撤回"), as: .basePreparer)
    #expect(try house.shown(grant).expenses.last?.state == .returned)
    // Another match opens it anew, and the mark stays.
    try house.match(grant, "50000", on: "2026-08-12")
    #expect(try house.shown(grant).state == .unlockedLate)
    #expect(try house.faults() == [])
  }

  @Test("R-315 nothing is spent beyond the balance, of either fund, whoever comes first")
  func balance() throws {
    let house = try GrantStage.received.installation()
    let grant = try house.grant()
    try house.match(grant, "50000", on: "2026-08-05")
    let two = try ["30000", "20000.01"].map { try house.submitExpense(house.expense(grant, $0, on: "2026-08-06")) }
    let vouchers = try two.map { expense in
      let drafts = try house.run(ExpenseApprove.self, ExpenseApprove.Input(expense: expense), as: .baseReviewer)
      return try #require(drafts.vouchers.first?.voucher)
    }
    try house.settle(vouchers[0], "T1")
    try house.run(VoucherCash.self, VoucherInput(voucher: vouchers[1]), as: .baseCashier)
    try house.run(VoucherReview.self, VoucherInput(voucher: vouchers[1]), as: .baseReviewer)
    let refusal = try house.refusal(VoucherPost.self, VoucherInput(voucher: vouchers[1]), as: .baseReviewer)
    #expect(refusal.code == "grant.balance-exceeded")
    let match = try house.run(
      ExpenseEnter.self, house.expense(grant, "50000.01", on: "2026-08-06", source: .match), as: .basePreparer)
    #expect(
      try house.refusal(ExpenseSubmit.self, ExpenseInput(expense: match.expense), as: .basePreparer).code
        == "grant.balance-exceeded")
    #expect(try house.faults() == [])
  }

  @Test("R-306 R-315 the database refuses a posting that no Swift check has looked at")
  func database() throws {
    let house = try GrantStage.received.installation()
    let grant = try house.grant()
    let early = try house.match(grant, "50000", on: "2026-08-05")
    let expense = try house.submitExpense(house.expense(grant, "50000", on: "2026-08-06"))
    let drafts = try house.run(ExpenseApprove.self, ExpenseApprove.Input(expense: expense), as: .baseReviewer)
    let id = try #require(drafts.vouchers.first?.voucher)
    try house.run(VoucherCash.self, VoucherInput(voucher: id), as: .baseCashier)
    try house.run(VoucherReview.self, VoucherInput(voucher: id), as: .baseReviewer)
    try house.run(MatchingWithdraw.self, MatchingReject.Input(matching: early, reason: "单位收回"), as: .cityReviewer)
    // The store posts what it is given, as a build would whose checks are gone.
    func post() throws {
      try house.withDatabase { database in
        try database.write { connection in
          let voucher = try #require(try VoucherStore.find(VoucherID(id), in: connection))
          let lines = try VoucherStore.lines(of: voucher.id, in: connection)
          let posting = PostingStore.Posting(
            voucher, lines: lines, number: 900, digest: String(repeating: "0", count: 64))
          _ = try PostingStore.post(
            [posting], by: voucher.preparedBy, at: "2026-08-06T02:00:00.000Z", in: connection)
        }
      }
    }
    #expect(throws: DatabaseFailure.self) { try post() }
    #expect(try house.shown(grant).spent == "0.00")
    // Nor do the numbers themselves bend.
    for change in ["spent_fen = spent_fen + 1", "spendable_fen = received_fen", "received_fen = received_fen + 1"] {
      #expect(throws: DatabaseFailure.self, "\(change)") {
        try house.withDatabase { database in
          try database.write { _ = try $0.execute("UPDATE studio_grant SET \(change) WHERE code = ?", [grant]) }
        }
      }
    }
    #expect(try house.faults() == [])
  }

  @Test(
    "R-306 R-314 no other path leads to the money: not by hand, not by an opening, not by a reversal of the act's voucher"
  )
  func paths() throws {
    let house = try GrantStage.received.installation()
    let grant = try house.grant()
    let header = "account,debit,credit,project"
    let hand = try house.enter(
      "T1", ["221,100,,\(grant)", "10201,,100,\(grant)"], day: "2026-07-13", header: header)
    #expect(try house.refusal(VoucherEnter.self, hand, as: .basePreparer).code == "voucher.of-grant")
    let opening = try house.write("o.csv", "account,debit,credit,project\n10201,7,,\(grant)\n221,,7,\(grant)\n")
    let bringing = OpeningImport.Input(unit: "T1", file: opening)
    #expect(try house.refusal(OpeningImport.self, bringing, as: .basePreparer).code == "voucher.of-grant")
    let receipt = try #require(try house.shown(grant).vouchers.last)
    let reverse = VoucherReverse.Input(voucher: receipt.voucher, reason: "样例")
    #expect(try house.refusal(VoucherReverse.self, reverse, as: .basePreparer).code == "voucher.of-act")
    let spending = GrantBook.Input(grant: grant, step: .baseSpends, on: "2026-07-13", amount: "1")
    #expect(try house.refusal(GrantBook.self, spending, as: .basePreparer).code == "grant.step-elsewhere")
    let returning = GrantBook.Input(grant: grant, step: .baseReturns, on: "2026-07-13")
    #expect(try house.refusal(GrantBook.self, returning, as: .basePreparer).code == "recovery.none")
    let matching = MatchingInput(matching: try house.submitMatch(grant, "50000", on: "2026-07-13").matching)
    #expect(try house.refusal(MatchingConfirm.self, matching, as: .cityReviewer).code == "matching.not-booked")
    #expect(try house.refusal(MatchingConfirm.self, matching, as: .basePreparer).code == "access.role-missing")
  }

  @Test("R-304 of 64 tries to pay a grant, from two sessions at once, one drafts a voucher and one voucher is posted")
  func onePayment() async throws {
    let house = try Installation.withGrants()
    let grant = try house.grant()
    try house.approve(grant)
    try house.goTo("2026-07-01")
    let drafted = await withTaskGroup(of: String?.self) { group in
      for _ in 0..<64 {
        group.addTask {
          let input = GrantBook.Input(grant: grant, step: .provincePays, on: "2026-07-01")
          return try? house.run(GrantBook.self, input, as: .provincePreparer).vouchers.first?.voucher
        }
      }
      return await group.reduce(into: [String]()) { if let voucher = $1 { $0.append(voucher) } }
    }
    #expect(drafted.count == 1)
    try house.settle(try #require(drafted.first), "37")
    let again = GrantBook.Input(grant: grant, step: .provincePays, on: "2026-07-01")
    #expect(try house.refusal(GrantBook.self, again, as: .provincePreparer).code == "grant.voucher-drafted")
    #expect(try house.texts("SELECT count(*) FROM grant_voucher") == ["1"])
  }
}
