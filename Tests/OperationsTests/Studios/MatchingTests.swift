import Foundation
import LedgerRules
import Primitives
import StudioRules
import Testing

@testable import Operations

@Suite("Proofs of the employer's match")
struct MatchingTests {
  @Test(
    "R-412 in mode M1 the union registers the match and its spending, and the year's report shows what has evidence")
  func employerBooks() throws {
    let house = try Installation.withGrants()
    let grant = try house.received(mode: .employerBooks)
    try house.match(grant, "50000", on: "2026-08-05")
    #expect(try house.shown(grant).state == .unlocked)
    #expect(try house.closings("T1", "2026-08") == ["102": "50000.00", "10201": "50000.00", "221": "-50000.00"])
    func note() throws -> String {
      let folder = ResultFolder(house.path("reports-\(UUID().uuidString)").text)
      try house.run(GrantReport.self, GrantReport.Input(year: 2026, output: folder), as: .provinceReviewer)
      return try String(contentsOfFile: folder.text + "/use_by_category.csv", encoding: .utf8)
    }
    #expect(try note().contains("未提供使用凭证"))
    try house.spend(house.expense(grant, "8000", on: "2026-09-01", .talent, source: .match, purpose: "培训"))
    #expect(try house.shown(grant).matchSpent == "8000.00")
    #expect(try !note().contains("未提供使用凭证"))
    let entries = try house.run(GrantRegister.self, GrantRegister.Input(unit: "T1"), as: .basePreparer).entries
    #expect(entries.map { "\($0.kind.rawValue) \($0.amount)" } == ["MATCH 50000.00", "MATCH_SPEND 8000.00"])
    let expense = try #require(try house.shown(grant).expenses.first?.expense)
    try house.run(ExpenseReverse.self, ExpenseReturn.Input(expense: expense, reason: "登记有误"), as: .basePreparer)
    #expect(try house.shown(grant).matchSpent == "0.00")
    #expect(try house.faults() == [])
  }

  @Test(
    "SM-7 OP-27 a proof is confirmed by the city or the province, rejected with a reason, and in kind counts nothing")
  func states() throws {
    let house = try GrantStage.received.installation()
    let grant = try house.grant()
    let proof = try house.submitMatch(grant, "50000", on: "2026-07-13")
    let reason = MatchingReject.Input(matching: proof.matching, reason: " ")
    #expect(try house.refusal(MatchingReject.self, reason, as: .cityReviewer).code == "reason.missing")
    let rejection = MatchingReject.Input(matching: proof.matching, reason: "回单不清")
    try house.run(MatchingReject.self, rejection, as: .cityReviewer)
    #expect(try house.shown(grant).proofs.first?.state == .rejected)
    let voided = try house.texts("SELECT state FROM voucher WHERE id = '\(try #require(proof.voucher))'")
    #expect(voided == ["VOID"])
    #expect(
      try house.refusal(MatchingConfirm.self, MatchingInput(matching: proof.matching), as: .cityReviewer).code
        == "matching.no-such-step")
    let slip = try house.write("kind.txt", "样例实物清单")
    let kind = MatchingSubmit.Input(grant: grant, amount: "50000", paidOn: "2026-07-13", proof: slip, inKind: true)
    let submitted = try house.run(MatchingSubmit.self, kind, as: .basePreparer)
    #expect(submitted.voucher == nil)
    try house.run(MatchingConfirm.self, MatchingInput(matching: submitted.matching), as: .cityReviewer)
    #expect(try house.shown(grant).matched == "0.00")
    #expect(try house.shown(grant).state == .baseReceivedLocked)
    #expect(try house.refusal(MatchingSubmit.self, kind, as: .basePreparer).code == "matching.evidence-used")
    #expect(try house.faults() == [])
  }

  @Test("R-412 a match that turns out wrong after it was booked goes back to the employer by a voucher")
  func goesBack() throws {
    let house = try GrantStage.received.installation()
    let grant = try house.grant()
    let proof = try house.match(grant, "50000", on: "2026-08-05")
    let withdrawal = MatchingReject.Input(matching: proof, reason: "单位收回")
    let output = try house.run(MatchingWithdraw.self, withdrawal, as: .basePreparer)
    #expect(output.done.zh.contains("退款凭证"))
    let voucher = try #require(try house.shown(grant).vouchers.last { $0.step == .baseMatchWithdrawn })
    try house.settle(voucher.voucher, "T1")
    #expect(try house.closings("T1", "2026-08")["221"] == "-50000.00")
    #expect(try house.shown(grant).matched == "0.00")
    #expect(try house.faults() == [])
  }

  @Test("R-004 another city neither sees nor confirms what is not below it")
  func scope() throws {
    let house = try Installation.withGrants()
    let grant = try house.grant()
    try house.approve(grant, unit: "T2")
    let grants = try house.run(GrantList.self, GrantList.Input(), as: .cityReviewer).grants
    #expect(!grants.contains { $0.grant == grant })
    #expect(try house.refusal(GrantShow.self, GrantShow.Input(grant: grant), as: .cityReviewer).code == "grant.unknown")
  }
}
