import Foundation
import LedgerRules
import Primitives
import StudioRules
import Testing

@testable import Operations

@Suite("Random lives of a grant")
struct GrantRandomTests {
  /// A seeded sequence, so that a failure can be seen again.
  private struct Dice {
    var state: UInt64
    mutating func roll(_ sides: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % sides
    }
  }

  /// A posting whose transaction is lost before its end, as in a crash.
  private func lose(_ voucher: VoucherInput, _ house: Installation) throws {
    let before = try house.contentDigest()
    try house.withDatabase { database in
      let entry = try #require(Catalogue.all["voucher post"])
      _ = try DryCall(house: house, database: database).run(
        entry, json: JSONEncoder().encode(voucher), as: Person.baseReviewer.rawValue)
    }
    #expect(try house.contentDigest() == before)
  }

  @Test(
    "R-306 R-315 no order of matches, withdrawals, spends, reversals, lost and refused postings breaks lock or books",
    arguments: 1...3)
  func lives(seed: Int) throws {
    let house = try GrantStage.received.installation()
    let grant = try house.grant()
    var dice = Dice(state: UInt64(seed) &* 7_919)
    var day = try CalendarDay("2026-07-14")
    var proofs: [String] = []
    for step in 0..<40 {
      day = try day.adding(days: dice.roll(2))
      try house.goTo(day.text)
      let before = try house.shown(grant)
      do {
        switch dice.roll(5) {
        case 0: proofs.append(try house.match(grant, ["10000", "25000", "50000"][dice.roll(3)], on: day.text))
        case 1 where !proofs.isEmpty:
          let proof = proofs.remove(at: dice.roll(proofs.count))
          try house.run(MatchingWithdraw.self, MatchingReject.Input(matching: proof, reason: "样例"), as: .cityReviewer)
        case 2 where before.expenses.contains { $0.state == .posted }:
          let posted = before.expenses.filter { $0.state == .posted }
          let red = try house.run(
            ExpenseReverse.self, ExpenseReturn.Input(expense: posted[dice.roll(posted.count)].expense, reason: "样例"),
            as: .basePreparer)
          for voucher in red.vouchers { try house.settle(voucher.voucher, "T1") }
        default:
          let source: Fund = dice.roll(4) == 0 ? .match : .province
          let amount = ["100", "9000.01", "20000", "50000"][dice.roll(4)]
          let expense = try house.submitExpense(house.expense(grant, amount, on: day.text, source: source))
          let drafts = try house.run(ExpenseApprove.self, ExpenseApprove.Input(expense: expense), as: .baseReviewer)
          let voucher = VoucherInput(voucher: try #require(drafts.vouchers.first?.voucher))
          try house.run(VoucherCash.self, voucher, as: .baseCashier)
          try house.run(VoucherReview.self, voucher, as: .baseReviewer)
          if dice.roll(3) == 0 { try lose(voucher, house) }
          try house.run(VoucherPost.self, voucher, as: .baseReviewer)
        }
      } catch let refusal as Refusal {
        // What is refused changes nothing of the money.
        #expect(refusal.kind != .bug && refusal.kind != .storage, "seed \(seed), step \(step): \(refusal.code)")
        let after = try house.shown(grant)
        #expect([after.received, after.spent, after.matchSpent] == [before.received, before.spent, before.matchSpent])
      }
      let shown = try house.shown(grant)
      let (matched, spent) = (try Money(shown.matched), try Money(shown.spent))
      #expect(spent <= (try Money("50000")), "seed \(seed), step \(step)")
      if spent > (try Money(before.spent)) { #expect(matched >= (try Money("50000")), "seed \(seed), step \(step)") }
    }
    #expect(try house.faults() == [], "seed \(seed)")
  }
}
