import Foundation
import LedgerRules
import Primitives
import StudioRules
import Testing

@testable import Operations

@Suite("Studios, entitlements and applications")
struct StudioTests {
  @Test("R-302 R-303 R-304 OP-08 each naming has one entitlement of the confirmed amount, whichever comes last")
  func entitlement() throws {
    let house = try Station.named.installation()
    #expect(try house.run(GrantList.self, GrantList.Input(), as: .auditor).grants.isEmpty)
    let input = GrantAmountsSet.Input(edition: SampleFiles.name, document: "样例〔2026〕21号", preset: "2019")
    try house.run(GrantAmountsSet.self, input, as: .both)
    let confirm = GrantAmountsConfirm.Input(edition: SampleFiles.name)
    #expect(try house.refusal(GrantAmountsConfirm.self, confirm, as: .both).code == "grant.amounts-same-person")
    try house.run(GrantAmountsConfirm.self, confirm, as: .confirmer)
    let grants = try house.run(GrantList.self, GrantList.Input(), as: .auditor).grants
    #expect(grants.count == 6)
    #expect(grants.filter(\.isGreat).map(\.amount) == ["250000.00", "250000.00"])
    #expect(Set(grants.filter { !$0.isGreat }.map(\.amount)) == ["50000.00"])
    #expect(try house.refusal(GrantAmountsSet.self, input, as: .office).code == "grant.amounts-frozen")
    #expect(try house.refusal(GrantAmountsConfirm.self, confirm, as: .confirmer).code == "grant.amounts-frozen")
    #expect(try house.faults() == [])
  }

  @Test("R-302 amounts confirmed before the naming entitle with it")
  func before() throws {
    let house = try Station.published.installation()
    try house.setAmounts()
    try house.run(
      EditionNaming.self,
      EditionNaming.Input(name: SampleFiles.name, document: "样例〔2026〕9号", date: "2026-05-29"), as: .confirmer)
    #expect(try house.run(GrantList.self, GrantList.Input(), as: .auditor).grants.count == 6)
    #expect(try house.faults() == [])
  }

  @Test(
    "R-309 R-321 R-401 an application needs a studio with members, a plan of the whole grant, and the union's account")
  func application() throws {
    let house = try Installation.withGrants()
    let grant = try house.grant()
    var input = try house.application(grant, amount: "30000")
    #expect(try house.refusal(GrantApply.self, input, as: .basePreparer).code == "grant.unknown")
    try house.openStudio(grant)
    input.plan = try house.write("short.csv", "category,amount\nTALENT,49999.99\n")
    #expect(try house.refusal(GrantApply.self, input, as: .basePreparer).code == "plan.sum-differs")
    input.plan = try house.write("odd.csv", "category,amount\nFEAST,50000\n")
    #expect(try house.refusal(GrantApply.self, input, as: .basePreparer).code == "plan.value-unknown")
    input = try house.application(grant, amount: "30000")
    input.holder = "某公司"
    #expect(try house.refusal(GrantApply.self, input, as: .basePreparer).code == "grant.holder-differs")
    input = try house.application(grant, amount: "30000")
    input.account = "62-x"
    #expect(try house.refusal(GrantApply.self, input, as: .basePreparer).code == "grant.account-form")
    try house.run(GrantApply.self, house.application(grant, amount: "30000"), as: .basePreparer)
    let shown = try house.shown(grant)
    #expect([shown.account, shown.holder] == ["****4567", "示例一厂工会"])
    #expect(try house.texts("SELECT detail FROM audit_event").allSatisfy { !$0.contains("6222020000001234567") })
    let whole = try house.run(GrantReveal.self, GrantReveal.Input(grant: grant, reason: "核对"), as: .basePreparer)
    #expect(whole.account == "6222020000001234567")
    let decision = GrantDecide.Input(grant: grant, decision: .reject, document: "样例〔2026〕24号")
    #expect(try house.refusal(GrantDecide.self, decision, as: .confirmer).code == "reason.missing")
    #expect(try house.faults() == [])
  }

  @Test(
    "R-318 R-321 a studio's life: projects, results, confirmation, change of leader, and what each does to the grant")
  func life() throws {
    let house = try GrantStage.received.installation()
    let grant = try house.grant()
    let studio = try #require(try house.shown(grant).studio)
    for kind in StudioRecord.Kind.allCases {
      let record = StudioRecord.Input(studio: studio, kind: kind, year: 2026, title: "样例\(kind.rawValue)")
      try house.run(StudioRecord.self, record, as: .basePreparer)
    }
    let change = StudioEventRecord.Input(
      studio: studio, event: .leaderChanged, on: "2026-07-13", reason: "退休", leader: "样本·新领衔")
    let effects = try house.run(StudioEventRecord.self, change, as: .basePreparer).effects
    #expect(effects == [grant: .waitsForProvince])
    try house.match(grant, "50000", on: "2026-07-14")
    let expense = try house.run(ExpenseEnter.self, house.expense(grant, "1", on: "2026-07-14"), as: .basePreparer)
    let submit = ExpenseInput(expense: expense.expense)
    #expect(try house.refusal(ExpenseSubmit.self, submit, as: .basePreparer).code == "expense.transfer-pending")
    let decision = StudioDecide.Input(studio: studio, decision: .approve, document: "样例〔2026〕25号")
    try house.run(StudioDecide.self, decision, as: .confirmer)
    #expect(try house.run(StudioShow.self, StudioShow.Input(studio: studio), as: .auditor).leader == "样本·新领衔")
    try house.run(ExpenseSubmit.self, submit, as: .basePreparer)
    let removal = StudioEventRecord.Input(
      studio: studio, event: .plaqueRemoved, on: "2026-07-14", reason: "单位关闭", document: "样例〔2026〕26号")
    try house.run(StudioEventRecord.self, removal, as: .confirmer)
    let approve = ExpenseApprove.Input(expense: expense.expense)
    #expect(try house.refusal(ExpenseApprove.self, approve, as: .baseReviewer).code == "expense.plaque-removed")
    try house.run(ExpenseReturn.self, ExpenseReturn.Input(expense: expense.expense, reason: "已摘牌"), as: .baseReviewer)
    let shown = try house.run(StudioShow.self, StudioShow.Input(studio: studio), as: .auditor)
    #expect(shown.records.count == 2)
    #expect(shown.events.map(\.event) == [.leaderChanged, .plaqueRemoved])
    #expect(try house.faults() == [])
  }

  @Test(
    "OP-29 a change of employer before the payment moves the grant with the province's approval, and asks for the new account"
  )
  func transfer() throws {
    let house = try Installation.withGrants()
    let grant = try house.grant()
    try house.approve(grant)
    let studio = try #require(try house.shown(grant).studio)
    let change = StudioEventRecord.Input(
      studio: studio, event: .employerChanged, on: "2026-06-30", reason: "调动", unit: "T2")
    try house.run(StudioEventRecord.self, change, as: .office)
    try house.run(
      StudioDecide.self, StudioDecide.Input(studio: studio, decision: .approve, document: "样例〔2026〕27号"), as: .confirmer
    )
    let shown = try house.shown(grant)
    #expect([shown.unit, shown.city] == ["T2", "3702"])
    let account = GrantAccountChange.Input(
      grant: grant, bank: "样例银行", holder: "示例二厂工会", account: "6222020000007654321")
    try house.run(GrantAccountChange.self, account, as: .basePreparer)
    #expect(try house.shown(grant).account == "****4321")
  }

  @Test("R-237 SM-6 a revoked naming lapses what is not paid, recovers what is on its way, inspects what arrived")
  func revocation() throws {
    let house = try Installation.withGrants()
    let grants = try house.grants()
    try house.approve(grants[0], unit: "T1")
    try house.pass(grants[0], .provincePays, on: "2026-07-01")
    func revoke(_ grant: String) throws {
      let nomination = try #require(
        try house.texts("SELECT nomination FROM studio_grant WHERE code = '\(grant)'").first)
      let input = NamingRevoke.Input(
        edition: SampleFiles.name, nomination: ByteText(nomination), cause: .fraud, document: "样例〔2026〕28号",
        reason: "造假",
        on: "2026-07-01")
      try house.run(NamingRevoke.self, input, as: .confirmer)
    }
    try revoke(grants[0])
    #expect(try house.shown(grants[0]).state == .recovery)
    // The money arrives at the city, which has it and sends it back.
    try house.pass(grants[0], .cityReceives, on: "2026-07-03")
    try house.pass(grants[0], .cityReturns, on: "2026-07-06")
    try house.pass(grants[0], .provinceTakesBack, on: "2026-07-07")
    #expect(try house.shown(grants[0]).state == .closed)
    try revoke(grants[1])
    #expect(try house.shown(grants[1]).state == .lapsed)
    #expect(try house.faults() == [])
  }

  @Test("R-322 OP-22 a personal award is recorded with the tax that finance entered, and confirmed by another person")
  func awards() throws {
    let house = try Station.named.installation()
    try house.setAmounts(preset: "2019")
    let nomination = try #require(try house.texts("SELECT nomination FROM naming WHERE is_great = 1 ORDER BY 1").first)
    let key = ByteText(nomination)
    func award(_ tax: String) -> AwardRecord.Input {
      AwardRecord.Input(edition: SampleFiles.name, nomination: key, on: "2026-06-01", tax: tax, basis: "偶然所得 20%")
    }
    #expect(
      try house.refusal(AwardRecord.self, award("50000.01"), as: .provincePreparer).code == "award.tax-out-of-range")
    try house.run(AwardRecord.self, award("10000"), as: .provincePreparer)
    // A slip that nobody has confirmed is put right by recording it anew.
    try house.run(AwardRecord.self, award("9000"), as: .provincePreparer)
    try house.run(AwardRecord.self, award("10000"), as: .provincePreparer)
    let confirm = AwardConfirm.Input(edition: SampleFiles.name, nomination: key)
    try house.run(AwardConfirm.self, confirm, as: .provinceReviewer)
    #expect(try house.refusal(AwardConfirm.self, confirm, as: .provinceReviewer).code == "award.nothing")
    #expect(try house.refusal(AwardRecord.self, award("0"), as: .provincePreparer).code == "award.twice")
    let awards = try house.run(AwardList.self, AwardList.Input(edition: SampleFiles.name), as: .auditor).awards
    #expect(awards.map { "\($0.gross) \($0.tax) \($0.net) \($0.isConfirmed)" } == ["50000.00 10000.00 40000.00 true"])
    #expect(try house.faults() == [])
  }
}
