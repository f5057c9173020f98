import Foundation
import LedgerRules
import Primitives
import StudioRules
import Testing

@testable import Operations

@Suite("Spends and the supervision of grants")
struct SupervisionOperationTests {
  private func open() throws -> (house: Installation, grant: String) {
    let house = try GrantStage.matched.installation()
    return (house, try house.grant())
  }

  @Test("R-311 R-313 R-314 a spend needs one of five uses, evidence, another person, and words that raise no question")
  func checks() throws {
    let (house, grant) = try open()
    func refused(_ input: ExpenseEnter.Input) throws -> String {
      let expense = try house.run(ExpenseEnter.self, input, as: .basePreparer).expense
      return try house.refusal(ExpenseSubmit.self, ExpenseInput(expense: expense), as: .basePreparer).code
    }
    let day = "2026-08-05"
    #expect(try refused(house.expense(grant, "1", on: day, .other)) == "expense.other-needs-approval")
    #expect(try refused(house.expense(grant, "1", on: day, hasProof: false)) == "expense.evidence-missing")
    #expect(try refused(house.expense(grant, "1", on: day, payee: " ")) == "expense.payee-missing")
    #expect(try refused(house.expense(grant, "1", on: day, purpose: "挪用于厂房")) == "expense.forbidden-use")
    let feast = try house.submitExpense(house.expense(grant, "1", on: day, purpose: "专家餐费"))
    let approve = ExpenseApprove.Input(expense: feast)
    #expect(try house.refusal(ExpenseApprove.self, approve, as: .baseReviewer).code == "expense.forbidden-use")
    let reasoned = ExpenseApprove.Input(expense: feast, reason: "培训班学员用餐，培训通知已列明")
    try house.run(ExpenseApprove.self, reasoned, as: .baseReviewer)
    let draft = try house.run(ExpenseEnter.self, house.expense(grant, "1", on: day), as: .basePreparer).expense
    let change = ExpenseChange.Input(expense: draft, payee: "样例研究所", amount: "2.50")
    try house.run(ExpenseChange.self, change, as: .basePreparer)
    let changed = try #require(try house.shown(grant).expenses.last)
    #expect([changed.payee, changed.amount] == ["样例研究所", "2.50"])
    try house.run(ExpenseSubmit.self, ExpenseInput(expense: draft), as: .basePreparer)
    #expect(try house.refusal(ExpenseChange.self, change, as: .basePreparer).code == "expense.no-such-step")
    try house.run(ExpenseReturn.self, ExpenseReturn.Input(expense: draft, reason: "补发票"), as: .baseReviewer)
    try house.run(ExpenseChange.self, change, as: .basePreparer)
    #expect(try house.faults() == [])
  }

  @Test("R-309 R-312 R-317 findings are made once, answered by who owns them, and judged by another")
  func findings() throws {
    let (house, grant) = try open()
    for day in ["2026-08-06", "2026-08-07", "2026-08-08"] {
      try house.spend(house.expense(grant, "4000", on: day, payee: "样例商店", invoice: "12345678"))
    }
    func detect() throws -> FindingDetect.Output {
      try house.run(FindingDetect.self, FindingDetect.Input(), as: .cityReviewer)
    }
    #expect(try detect().new > 0)
    #expect(try detect().new == 0)
    let found = try house.run(FindingList.self, FindingList.Input(), as: .cityReviewer).findings
    #expect(Set(found.map(\.kind)) == [.splitSeries, .repeatedInvoice])
    #expect(found.allSatisfy { $0.owner == "T1" && !$0.rule.isEmpty && $0.deadline == "2026-08-23" })
    let split = try #require(found.first { $0.kind == .splitSeries })
    #expect(split.amount == "12000.00")
    func judge(_ state: FindingState) -> FindingJudge.Input {
      FindingJudge.Input(finding: split.finding, to: state, words: "样例")
    }
    #expect(try house.refusal(FindingJudge.self, judge(.accepted), as: .cityReviewer).code == "finding.no-such-step")
    let answer = FindingAnswer.Input(finding: split.finding, words: "同一合同分批到货")
    try house.run(FindingAnswer.self, answer, as: .basePreparer)
    try house.run(FindingJudge.self, judge(.returned), as: .cityReviewer)
    try house.run(FindingAnswer.self, answer, as: .basePreparer)
    try house.run(FindingJudge.self, judge(.accepted), as: .provinceReviewer)
    let open = try house.run(FindingList.self, FindingList.Input(open: true), as: .auditor).findings
    #expect(open.map(\.kind) == [.repeatedInvoice])
    #expect(try house.faults() == [])
  }

  @Test("R-312 R-419 money that rests at the city and a payment to somebody else are the city's to answer")
  func way() throws {
    let house = try Installation.withGrants()
    let grant = try house.grant()
    try house.approve(grant)
    try house.pass(grant, .provincePays, on: "2026-07-01", payee: "某公司")
    try house.pass(grant, .cityReceives, on: "2026-07-03")
    try house.goTo("2026-08-01")
    try house.run(FindingDetect.self, FindingDetect.Input(), as: .provinceReviewer)
    let found = try house.run(FindingList.self, FindingList.Input(), as: .provinceReviewer).findings
    #expect(Set(found.map(\.kind)) == [.restingAtCity, .paidToThirdParty])
    #expect(Set(found.map(\.owner)) == ["3701"])
    let levels = try house.run(BooksLevels.self, BooksLevels.Input(), as: .provinceReviewer)
    #expect(levels.verdict == .different)
    #expect(
      levels.differences.map { "\($0.stretch.rawValue) \($0.kind.rawValue) \($0.amount) \($0.ageDays)" } == [
        "WITHIN_CITY NOT_ARRIVED 50000.00 29"
      ])
  }

  @Test("R-317 an inspection halts spending and gives the grant back where all is in order")
  func inspection() throws {
    let (house, grant) = try open()
    try house.run(GrantInspect.self, GrantInspect.Input(grant: grant, reason: "抽查"), as: .cityReviewer)
    let expense = try house.run(ExpenseEnter.self, house.expense(grant, "1", on: "2026-08-05"), as: .basePreparer)
    let submit = ExpenseInput(expense: expense.expense)
    #expect(try house.refusal(ExpenseSubmit.self, submit, as: .basePreparer).code == "expense.under-inspection")
    func conclude(_ result: StudioRules.InspectionResult, misused: String? = nil) -> GrantConclude.Input {
      GrantConclude.Input(
        grant: grant, on: "2026-08-05", inspectors: "样本·检查甲", findings: "账实相符", result: result, misused: misused)
    }
    #expect(
      try house.refusal(GrantConclude.self, conclude(.inOrder, misused: "1"), as: .provinceReviewer).code
        == "inspection.amount-out-of-range")
    #expect(
      try house.refusal(GrantConclude.self, conclude(.correct), as: .provinceReviewer).code
        == "inspection.deadline-missing")
    try house.run(GrantConclude.self, conclude(.inOrder), as: .provinceReviewer)
    #expect(try house.shown(grant).state == .unlocked)
    #expect(
      try house.refusal(GrantConclude.self, conclude(.inOrder), as: .provinceReviewer).code == "inspection.none-running"
    )
    try house.run(ExpenseSubmit.self, submit, as: .basePreparer)
    #expect(try house.faults() == [])
  }

  @Test("R-316 SM-6 the use is shown to the workers, and the closing weighs every goal")
  func closing() throws {
    let (house, grant) = try open()
    let photo = try house.write("photo.txt", "样例照片")
    let publication = GrantPublish.Input(
      grant: grant, from: "2026-08-01", through: "2026-08-06", place: "厂务公开栏", photo: photo)
    #expect(try house.refusal(GrantPublish.self, publication, as: .basePreparer).code == "publication.period")
    try house.goTo("2026-08-07")
    try house.run(GrantPublish.self, publication, as: .basePreparer)
    let results = try house.write("results.csv", "goal,outcome,words\n1,REACHED,完成\n2,PARTLY,十五人次\n")
    let close = GrantClose.Input(grant: grant, results: results)
    #expect(try house.refusal(GrantClose.self, close, as: .cityReviewer).code == "closing.money-left")
    try house.spend(house.expense(grant, "50000", on: "2026-08-07"))
    let half = GrantClose.Input(
      grant: grant, results: try house.write("half.csv", "goal,outcome,words\n1,REACHED,完成\n"))
    #expect(try house.refusal(GrantClose.self, half, as: .cityReviewer).code == "closing.goal-open")
    try house.run(GrantClose.self, close, as: .cityReviewer)
    let shown = try house.shown(grant)
    #expect(shown.state == .closed)
    #expect(shown.goals.map(\.outcome) == [.reached, .partly])
    let later = try house.run(ExpenseEnter.self, house.expense(grant, "1", on: "2026-08-07"), as: .basePreparer)
    #expect(
      try house.refusal(ExpenseSubmit.self, ExpenseInput(expense: later.expense), as: .basePreparer).code
        == "expense.after-closing")
    #expect(try house.faults() == [])
  }

  @Test("R-309 the reports of a year come as CSV and JSON with the same rows")
  func reports() throws {
    let (house, grant) = try open()
    try house.spend(house.expense(grant, "12000", on: "2026-08-07"))
    let folder = ResultFolder(house.path("reports").text)
    let output = try house.run(GrantReport.self, GrantReport.Input(year: 2026, output: folder), as: .provinceReviewer)
    #expect(
      output.files.map(\.file) == [
        "grant_ledger.csv", "use_by_category.csv", "overview_by_city.csv", "overdue_matching.csv",
        "inspection_sheet.csv",
        "levels.csv",
      ])
    let ledger = try String(contentsOfFile: folder.text + "/grant_ledger.csv", encoding: .utf8)
    #expect(ledger.contains("2026-08-07") && ledger.contains("38000.00"))
    let json = try #require(
      try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: folder.text + "/grant_ledger.json")))
        as? [[String: String]])
    #expect(json.map { $0["left"] } == ["50000.00", "50000.00", "38000.00"])
    let cities = try String(contentsOfFile: folder.text + "/overview_by_city.csv", encoding: .utf8)
    #expect(cities.contains("3701,"))
  }

  @Test("R-306 R-315 open grants of earlier years come in by two people, with what is left of them in the books")
  func earlier() throws {
    let house = try Installation.withBooks()
    let header =
      "grant,year,person,great,unit,studio,amount,received_on,match_mode,matched,spent,match_spent,matched_on\n"
    func file(_ row: String) throws -> GrantImport.Input {
      GrantImport.Input(file: try house.write("earlier.csv", header + row + "\n"))
    }
    let unmatched = "QLGJ-2024-001,2024,样本·旧,0,T1,样例旧工作室,50000,2024-07-15,M2,49999.99,1,0,2024-08-01"
    #expect(try house.refusal(GrantImport.self, file(unmatched), as: .provincePreparer).code == "grant.match-required")
    let beyond = "QLGJ-2024-001,2024,样本·旧,0,T1,样例旧工作室,50000,2024-07-15,M2,50000,50000.01,0,2024-08-01"
    #expect(try house.refusal(GrantImport.self, file(beyond), as: .provincePreparer).code == "grant.balance-exceeded")
    let good = "QLGJ-2024-001,2024,样本·旧,0,T1,样例旧工作室,50000,2024-07-15,M2,50000,20000,5000,2024-08-01"
    try house.run(GrantImport.self, file(good), as: .provincePreparer)
    #expect(try house.run(GrantList.self, GrantList.Input(), as: .auditor).grants.isEmpty)
    let drafts = try house.run(GrantConfirmImport.self, GrantConfirmImport.Input(), as: .provinceReviewer)
    let voucher = try #require(drafts.vouchers.first)
    #expect(voucher.total == "75000.00")
    try house.run(VoucherReview.self, VoucherInput(voucher: voucher.voucher), as: .baseReviewer)
    try house.run(VoucherPost.self, VoucherInput(voucher: voucher.voucher), as: .baseReviewer)
    #expect(try house.shown("QLGJ-2024-001").state == .spending)
    try house.spend(house.expense("QLGJ-2024-001", "30000", on: "2026-06-02"))
    #expect(try house.shown("QLGJ-2024-001").state == .spent)
    #expect(try house.closings("T1", "2026-06")["221"] == "-45000.00")
    #expect(try house.faults() == [])
  }
}
