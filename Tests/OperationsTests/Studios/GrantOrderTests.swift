import Foundation
import LedgerRules
import Primitives
import StudioRules
import Testing

@testable import Operations

@Suite("What keeps grant and ledger together, in odd orders")
struct GrantOrderTests {
  private func code<Item: Operations.Operation>(
    _ house: Installation, _ type: Item.Type, _ input: Item.Input, _ person: Person
  ) throws -> String { try house.refusal(type, input, as: person).code }

  @Test("R-315 what is spent of the match is not taken back out of the grant's other money")
  func matchSpent() throws {
    let house = try GrantStage.matched.installation()
    let grant = try house.grant()
    try house.spend(house.expense(grant, "0.01", on: "2026-08-05", source: .match))
    let proof = try #require(try house.shown(grant).proofs.first?.matching)
    let withdrawal = MatchingReject.Input(matching: proof, reason: "样例")
    #expect(try code(house, MatchingWithdraw.self, withdrawal, .basePreparer) == "matching.spent")
    #expect(try house.faults() == [])
  }

  @Test("R-409 a voucher made by hand moves no custodial money without saying whose")
  func byHand() throws {
    let house = try GrantStage.received.installation()
    for lines in [["50303,40000,", "10201,,40000"], ["221,40000,", "10201,,40000"], ["221,1,", "102,,1"]] {
      #expect(try code(house, VoucherEnter.self, house.enter("T1", lines), .basePreparer) == "voucher.custody-project")
    }
    // Taken under another project's name it is seen.
    try house.posted("T1", ["50303,40000,,", "10201,,40000,P-1"], header: "account,debit,credit,project")
    #expect(try house.faults() == ["custody.differs"])
  }

  @Test("R-411 the profile of a ledger stays while a paid grant stands in it")
  func profile() throws {
    let house = try GrantStage.received.installation()
    let change = LedgerChange.Input(unit: "T1", profile: .standard2021, document: "样例〔2026〕23号")
    #expect(try code(house, LedgerChange.self, change, .provinceReviewer) == "ledger.profile-in-use")
  }

  @Test("R-417 tax is paid once, of spends that stand, and a spend whose tax is paid stands")
  func tax() throws {
    let house = try GrantStage.matched.installation()
    let grant = try house.grant()
    let spend = try house.spend(house.expense(grant, "2800", on: "2026-08-05", .talent, tax: "400"))
    let more = GrantBook.Input(grant: grant, step: .taxPaid, on: "2026-08-05", amount: "400.01")
    #expect(try code(house, GrantBook.self, more, .basePreparer) == "grant.tax-exceeded")
    try house.pass(grant, .taxPaid, on: "2026-08-05", amount: "400")
    let reverse = ExpenseReturn.Input(expense: spend, reason: "样例")
    #expect(try code(house, ExpenseReverse.self, reverse, .basePreparer) == "expense.tax-paid")
    let paid = try #require(try house.shown(grant).vouchers.last { $0.step == .taxPaid }?.voucher)
    let back = GrantTakeBackStep.Input(grant: grant, voucher: paid, reason: "样例")
    let red = try house.run(GrantTakeBackStep.self, back, as: .basePreparer)
    try house.settle(try #require(red.vouchers.first?.voucher), "T1")
    let reversal = try house.run(ExpenseReverse.self, reverse, as: .basePreparer)
    try house.settle(try #require(reversal.vouchers.first?.voucher), "T1")
    #expect(try house.shown(grant).spent == "0.00")
    #expect(try house.faults() == [])
  }

  @Test("R-412 a slip whose money is in the books proves once, and its refund is not given up")
  func slipTwice() throws {
    let house = try GrantStage.received.installation()
    let grant = try house.grant()
    let proof = try house.submitMatch(grant, "50000", on: "2026-07-13", file: "样例唯一回单")
    try house.settle(try #require(proof.voucher), "T1")
    let rejection = MatchingReject.Input(matching: proof.matching, reason: "回单不清")
    try house.run(MatchingReject.self, rejection, as: .cityReviewer)
    let refund = try #require(try house.shown(grant).vouchers.last { $0.step == .baseMatchWithdrawn }?.voucher)
    let void = VoucherVoid.Input(voucher: refund, reason: "钱没有退")
    #expect(try code(house, VoucherVoid.self, void, .basePreparer) == "grant.refund-stays")
    #expect(throws: Refusal.self) {
      try house.submitMatch(grant, "50000", on: "2026-07-13", file: "样例唯一回单")
    }
    try house.settle(refund, "T1")
    let again = try house.submitMatch(grant, "50000", on: "2026-07-13", file: "样例唯一回单")
    try house.settle(try #require(again.voucher), "T1")
    try house.run(MatchingConfirm.self, MatchingInput(matching: again.matching), as: .cityReviewer)
    #expect(try house.shown(grant).state == .unlocked)
    #expect(try house.closings("T1", "2026-07")["221"] == "-100000.00")
    #expect(try house.faults() == [])
  }

  @Test("R-407 R-419 what was notified is not booked twice, and money does not arrive before it is sent")
  func order() throws {
    let house = try GrantStage.approved.installation()
    let grant = try house.grant()
    func book(_ step: LedgerStep, _ day: String = "2026-07-20") -> GrantBook.Input {
      GrantBook.Input(grant: grant, step: step, on: day)
    }
    try house.goTo("2026-07-20")
    #expect(try code(house, GrantBook.self, book(.provincePaysNotified), .provincePreparer) == "grant.other-step")
    try house.pass(grant, .provinceNotified, on: "2026-07-20")
    #expect(try code(house, GrantBook.self, book(.provincePays), .provincePreparer) == "grant.other-step")
    try house.pass(grant, .provincePaysNotified, on: "2026-07-20")
    #expect(try code(house, GrantBook.self, book(.cityReceives, "2026-07-19"), .cityPreparer) == "grant.day-before")
    try house.pass(grant, .cityReceives, on: "2026-07-20")
    #expect(try code(house, GrantBook.self, book(.cityNotified), .cityPreparer) == "grant.not-to-notify")
  }

  @Test("R-421 a payment that came back is taken back, the last step first, and the grant goes its way anew")
  func takeBack() throws {
    let house = try GrantStage.received.installation()
    let grant = try house.grant()
    func voucher(_ step: LedgerStep) throws -> String {
      try #require(try house.shown(grant).vouchers.last { $0.step == step }?.voucher)
    }
    let early = GrantTakeBackStep.Input(grant: grant, voucher: try voucher(.cityPays), reason: "退汇")
    #expect(try code(house, GrantTakeBackStep.self, early, .cityPreparer) == "grant.not-last-step")
    let steps: [(LedgerStep, Person, String, GrantState)] = [
      (.baseReceives, .basePreparer, "T1", .cityPaid), (.cityPays, .cityPreparer, "3701", .cityReceived),
    ]
    for (step, person, unit, state) in steps {
      let input = GrantTakeBackStep.Input(grant: grant, voucher: try voucher(step), reason: "日期有误")
      let red = try house.run(GrantTakeBackStep.self, input, as: person)
      try house.settle(try #require(red.vouchers.first?.voucher), unit)
      #expect(try house.shown(grant).state == state)
      #expect(try house.faults() == [])
    }
    #expect(try house.shown(grant).receivedOn == nil)
    try house.pass(grant, .cityPays, on: "2026-07-15")
    try house.pass(grant, .baseReceives, on: "2026-07-16")
    #expect(try house.shown(grant).matchDueOn == "2026-08-17")
    #expect(try house.faults() == [])
  }

  @Test("R-237 R-319 nothing more is spent of a grant whose naming is revoked, and what is left goes back")
  func revoked() throws {
    let house = try GrantStage.matched.installation()
    let grant = try house.grant()
    let expense = try house.run(ExpenseEnter.self, house.expense(grant, "1", on: "2026-08-05"), as: .basePreparer)
    let nomination = try #require(try house.texts("SELECT nomination FROM studio_grant WHERE code = '\(grant)'").first)
    try house.run(
      NamingRevoke.self,
      NamingRevoke.Input(
        edition: SampleFiles.name, nomination: ByteText(nomination), cause: .fraud, document: "样例〔2026〕28号",
        reason: "造假", on: "2026-08-05"), as: .confirmer)
    #expect(try house.shown(grant).state == .underInspection)
    let order = GrantConclude.Input(
      grant: grant, on: "2026-08-05", inspectors: "样本·甲", findings: "命名撤销", result: .inOrder)
    try house.run(GrantConclude.self, order, as: .provinceReviewer)
    let submit = ExpenseInput(expense: expense.expense)
    #expect(try code(house, ExpenseSubmit.self, submit, .basePreparer) == "expense.naming-revoked")
    try house.run(GrantInspect.self, GrantInspect.Input(grant: grant, reason: "命名撤销"), as: .provinceReviewer)
    var recover = order
    (recover.result, recover.deadline) = (.recover, "2026-09-05")
    (recover.document, recover.unspentToo) = ("样例〔2026〕29号", true)
    try house.run(GrantConclude.self, recover, as: .provinceReviewer)
    for step in [LedgerStep.baseReturns, .cityTakesBack, .cityReturns, .provinceTakesBack] {
      try house.pass(grant, step, on: "2026-08-06")
    }
    #expect(try house.shown(grant).state == .closed)
    #expect(try house.faults() == [])
  }

  @Test("R-314 R-311 a spend is changed by who made it alone, and OTHER is approved by the city")
  func hands() throws {
    let house = try GrantStage.matched.installation()
    let grant = try house.grant()
    var input = try house.expense(grant, "100", on: "2026-08-05", .other)
    input.cityApproval = "样例〔2026〕31号"
    let expense = try house.run(ExpenseEnter.self, input, as: .basePreparer).expense
    try house.run(ExpenseSubmit.self, ExpenseInput(expense: expense), as: .basePreparer)
    let approve = ExpenseApprove.Input(expense: expense)
    #expect(try code(house, ExpenseApprove.self, approve, .baseReviewer) == "expense.city-approves")
    try house.run(ExpenseApprove.self, approve, as: .cityReviewer)
    let plain = try house.submitExpense(house.expense(grant, "1", on: "2026-08-05"))
    let other = ExpenseApprove.Input(expense: plain)
    #expect(try code(house, ExpenseApprove.self, other, .cityReviewer) == "expense.base-approves")
    try house.plant("UPDATE grant_expense SET made_by = approved_by WHERE approved_by IS NOT NULL")
    let change = ExpenseChange.Input(expense: expense, amount: "50000")
    #expect(try code(house, ExpenseChange.self, change, .basePreparer) == "expense.other-maker")
  }

  @Test("R-306 a day before the gate opened does not become allowed by a match that came later")
  func backdated() throws {
    let house = try GrantStage.matched.installation()
    let grant = try house.grant()
    let early = try house.run(ExpenseEnter.self, house.expense(grant, "1", on: "2026-08-04"), as: .basePreparer)
    let submit = ExpenseInput(expense: early.expense)
    #expect(try code(house, ExpenseSubmit.self, submit, .basePreparer) == "grant.match-required")
    let account = GrantAccountChange.Input(
      grant: grant, bank: "样例银行", holder: "示例一厂工会", account: "9999999999999999")
    #expect(try code(house, GrantAccountChange.self, account, .basePreparer) == "grant.account-fixed")
  }

  @Test("SM-6 a spent grant that was locked and opened again, or reversed in an inspection, stands where its money is")
  func agrees() throws {
    let house = try GrantStage.spent.installation()
    let grant = try house.grant()
    let proof = try #require(try house.shown(grant).proofs.first?.matching)
    try house.run(MatchingWithdraw.self, MatchingReject.Input(matching: proof, reason: "样例"), as: .cityReviewer)
    #expect(try house.shown(grant).state == .relocked)
    try house.match(grant, "50000", on: "2026-08-07")
    #expect(try house.shown(grant).state == .spent)
    try house.run(GrantInspect.self, GrantInspect.Input(grant: grant, reason: "抽查"), as: .provinceReviewer)
    let expense = try #require(try house.shown(grant).expenses.first?.expense)
    let red = try house.run(
      ExpenseReverse.self, ExpenseReturn.Input(expense: expense, reason: "退货"), as: .basePreparer)
    try house.settle(try #require(red.vouchers.first?.voucher), "T1")
    let conclusion = GrantConclude.Input(
      grant: grant, on: "2026-08-07", inspectors: "样本·甲", findings: "相符", result: .inOrder)
    try house.run(GrantConclude.self, conclusion, as: .provinceReviewer)
    #expect(try house.shown(grant).state == .spending)
    try house.spend(house.expense(grant, "50000", on: "2026-08-07"))
    let results = try house.write("r.csv", "goal,outcome,words\n1,REACHED,完成\n2,REACHED,完成\n")
    try house.run(GrantClose.self, GrantClose.Input(grant: grant, results: results), as: .provinceReviewer)
    let last = try #require(try house.shown(grant).expenses.last?.expense)
    let late = ExpenseReturn.Input(expense: last, reason: "样例")
    #expect(try code(house, ExpenseReverse.self, late, .basePreparer) == "expense.settled")
    #expect(try house.faults() == [])
  }

  @Test("R-319 R-415 money of an earlier year's grant goes back from the base union, to 32101 above it")
  func earlier() throws {
    let house = try Installation.withBooks()
    let file = try house.write(
      "earlier.csv",
      "grant,year,person,great,unit,studio,amount,received_on,match_mode,matched,spent,match_spent,matched_on\n"
        + "QLGJ-2024-001,2024,样本·旧,0,T1,样例旧工作室,50000,2024-07-15,M2,50000,20000,0,2024-08-01\n")
    try house.run(GrantImport.self, GrantImport.Input(file: file), as: .provincePreparer)
    let drafts = try house.run(GrantConfirmImport.self, GrantConfirmImport.Input(), as: .provinceReviewer)
    let opening = try #require(drafts.vouchers.first?.voucher)
    let grant = "QLGJ-2024-001"
    let early = try house.submitExpense(house.expense(grant, "100", on: "2026-06-01"))
    let approved = try house.run(ExpenseApprove.self, ExpenseApprove.Input(expense: early), as: .baseReviewer)
    let waiting = VoucherInput(voucher: try #require(approved.vouchers.first?.voucher))
    try house.run(VoucherCash.self, waiting, as: .baseCashier)
    try house.run(VoucherReview.self, waiting, as: .baseReviewer)
    #expect(try code(house, VoucherPost.self, waiting, .baseReviewer) == "grant.opening-waits")
    let void = VoucherVoid.Input(voucher: opening, reason: "样例")
    #expect(try code(house, VoucherVoid.self, void, .basePreparer) == "grant.opening-stays")
    try house.run(VoucherReview.self, VoucherInput(voucher: opening), as: .baseReviewer)
    try house.run(VoucherPost.self, VoucherInput(voucher: opening), as: .baseReviewer)
    try house.run(VoucherPost.self, waiting, as: .baseReviewer)
    try house.run(GrantInspect.self, GrantInspect.Input(grant: grant, reason: "样例"), as: .provinceReviewer)
    let recover = GrantConclude.Input(
      grant: grant, on: "2026-06-01", inspectors: "样本·甲", findings: "样例", result: .recover, misused: "100",
      deadline: "2026-07-01", document: "样例〔2026〕29号")
    try house.run(GrantConclude.self, recover, as: .provinceReviewer)
    for step in [LedgerStep.baseRepaid, .baseReturns, .cityTakesBack, .cityReturns, .provinceTakesBack] {
      try house.pass(grant, step, on: "2026-06-02")
    }
    #expect(try house.shown(grant).state == .closed)
    #expect(try house.closings("37", "2026-06")["32101"] == "-100.00")
    #expect(try house.faults() == [])
  }
}
