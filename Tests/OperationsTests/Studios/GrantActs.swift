import LedgerRules
import Primitives
import StudioRules
import Testing

@testable import Operations

/// Each act of studios and grants, for the tests that hold every act to one event.
enum GrantActs {
  static let all = amounts + studios + grants + matching + expenses + supervision + openings + awards

  private typealias Step = @Sendable (Installation) throws -> Void

  private static let nothing: Step = { _ in }
  private static let drafted: Step = { house in
    try house.run(ExpenseEnter.self, house.expense(house.grant(), "50000", on: "2026-08-05"), as: .basePreparer)
  }
  private static let submitted: Step = { house in
    _ = try house.submitExpense(house.expense(house.grant(), "50000", on: "2026-08-05"))
  }

  private static func act(
    _ name: String, at stage: GrantStage? = nil, _ prepare: @escaping Step = nothing, _ run: @escaping Step
  ) -> Act {
    var act = Act(name: name, station: .named, prepare: prepare, run: run)
    if let stage { act.beginning = { try stage.installation() } }
    return act
  }

  private static let set = GrantAmountsSet.Input(edition: SampleFiles.name, document: "样例〔2026〕21号", preset: "2018")

  private static let amounts = [
    act("grant amounts") { try $0.run(GrantAmountsSet.self, set, as: .office) },
    act("grant confirm-amounts", { try $0.run(GrantAmountsSet.self, set, as: .office) }) {
      try $0.run(GrantAmountsConfirm.self, GrantAmountsConfirm.Input(edition: SampleFiles.name), as: .confirmer)
    },
  ]

  private static func studio(_ house: Installation) throws -> String {
    try #require(try house.shown(house.grant()).studio)
  }

  private static func leaving(_ house: Installation) throws -> StudioEventRecord.Input {
    StudioEventRecord.Input(
      studio: try studio(house), event: .leaderChanged, on: "2026-06-30", reason: "退休", leader: "样本·新")
  }

  private static let studios = [
    act("studio open", at: .ready) { try $0.openStudio($0.grant()) },
    act("studio change", at: .founded) {
      try $0.run(StudioChange.self, StudioChange.Input(studio: studio($0), field: "电气"), as: .basePreparer)
    },
    act("studio record", at: .founded) {
      let input = StudioRecord.Input(studio: try studio($0), kind: .project, year: 2026, title: "样例")
      try $0.run(StudioRecord.self, input, as: .basePreparer)
    },
    act("studio event", at: .founded) { try $0.run(StudioEventRecord.self, leaving($0), as: .basePreparer) },
    act(
      "studio decide", at: .approved, { try $0.run(StudioEventRecord.self, leaving($0), as: .basePreparer) }
    ) {
      let input = StudioDecide.Input(studio: try studio($0), decision: .reject, document: "样例〔2026〕25号")
      try $0.run(StudioDecide.self, input, as: .confirmer)
    },
  ]

  private static let account = "6222020000007654321"

  private static let grants = [
    act("grant apply", at: .founded) {
      try $0.run(GrantApply.self, $0.application($0.grant(), amount: "30000"), as: .basePreparer)
    },
    act("grant account", at: .applied) {
      let input = GrantAccountChange.Input(grant: try $0.grant(), bank: "样例", holder: "示例一厂工会", account: account)
      try $0.run(GrantAccountChange.self, input, as: .basePreparer)
    },
    act("grant decide", at: .applied) {
      let input = GrantDecide.Input(grant: try $0.grant(), decision: .approve, document: "样例〔2026〕22号")
      try $0.run(GrantDecide.self, input, as: .confirmer)
    },
    act("grant reveal", at: .approved) {
      try $0.run(GrantReveal.self, GrantReveal.Input(grant: $0.grant(), reason: "核对"), as: .provinceCashier)
    },
    act("grant book", at: .approved) { try $0.book($0.grant(), .provincePays, on: "2026-06-30") },
    act(
      "grant take-back", at: .approved, { try $0.pass($0.grant(), .provincePays, on: "2026-06-30") }
    ) {
      let voucher = try #require(try $0.shown($0.grant()).vouchers.first?.voucher)
      let input = GrantTakeBackStep.Input(grant: try $0.grant(), voucher: voucher, reason: "退汇")
      try $0.run(GrantTakeBackStep.self, input, as: .provincePreparer)
    },
    act("grant close", at: .spent) {
      let results = try $0.write("r.csv", "goal,outcome,words\n1,REACHED,完成\n2,REACHED,完成\n")
      try $0.run(GrantClose.self, GrantClose.Input(grant: $0.grant(), results: results), as: .provinceReviewer)
    },
    act("grant publish", at: .received) {
      let photo = try $0.write("p.txt", "样例照片")
      let input = GrantPublish.Input(
        grant: try $0.grant(), from: "2026-07-13", through: "2026-07-13", place: "公开栏", photo: photo)
      try $0.run(GrantPublish.self, input, as: .basePreparer)
    },
  ]

  private static func proof(_ house: Installation) throws -> String {
    try #require(try house.shown(house.grant()).proofs.first?.matching)
  }
  private static let handedIn: Step = { house in
    let proof = try house.submitMatch(house.grant(), "50000", on: "2026-07-13")
    try house.settle(try #require(proof.voucher), "T1")
  }
  private static func refusing(_ house: Installation) throws -> MatchingReject.Input {
    MatchingReject.Input(matching: try proof(house), reason: "样例")
  }

  private static let matching = [
    act("matching submit", at: .received) { _ = try $0.submitMatch($0.grant(), "50000", on: "2026-07-13") },
    act("matching confirm", at: .received, handedIn) {
      try $0.run(MatchingConfirm.self, MatchingInput(matching: proof($0)), as: .cityReviewer)
    },
    act("matching reject", at: .received, handedIn) {
      try $0.run(MatchingReject.self, refusing($0), as: .cityReviewer)
    },
    act("matching withdraw", at: .matched) { try $0.run(MatchingWithdraw.self, refusing($0), as: .cityReviewer) },
  ]

  private static func expense(_ house: Installation) throws -> String {
    try #require(try house.shown(house.grant()).expenses.first?.expense)
  }
  private static func returning(_ house: Installation) throws -> ExpenseReturn.Input {
    ExpenseReturn.Input(expense: try expense(house), reason: "样例")
  }

  private static let expenses = [
    act("expense enter", at: .matched) {
      try $0.run(ExpenseEnter.self, $0.expense($0.grant(), "1", on: "2026-08-05"), as: .basePreparer)
    },
    act("expense change", at: .matched, drafted) {
      try $0.run(ExpenseChange.self, ExpenseChange.Input(expense: expense($0), amount: "2"), as: .basePreparer)
    },
    act("expense submit", at: .matched, drafted) {
      try $0.run(ExpenseSubmit.self, ExpenseInput(expense: expense($0)), as: .basePreparer)
    },
    act("expense approve", at: .matched, submitted) {
      try $0.run(ExpenseApprove.self, ExpenseApprove.Input(expense: expense($0)), as: .baseReviewer)
    },
    act("expense return", at: .matched, submitted) { try $0.run(ExpenseReturn.self, returning($0), as: .baseReviewer) },
    act("expense reverse", at: .spent) { try $0.run(ExpenseReverse.self, returning($0), as: .basePreparer) },
  ]

  private static let inspected: Step = { house in
    try house.run(GrantInspect.self, GrantInspect.Input(grant: house.grant(), reason: "样例"), as: .provinceReviewer)
  }
  private static let found: Step = { house in
    try house.goTo("2026-09-01")
    try house.run(FindingDetect.self, FindingDetect.Input(), as: .provinceReviewer)
  }
  private static func finding(_ house: Installation) throws -> String {
    try #require(try house.run(FindingList.self, FindingList.Input(), as: .auditor).findings.first?.finding)
  }

  private static let supervision = [
    act("grant inspect", at: .received) {
      try $0.run(GrantInspect.self, GrantInspect.Input(grant: $0.grant(), reason: "样例"), as: .provinceReviewer)
    },
    act("grant conclude", at: .received, inspected) {
      let input = GrantConclude.Input(
        grant: try $0.grant(), on: "2026-07-13", inspectors: "样本·甲", findings: "样例", result: .inOrder)
      try $0.run(GrantConclude.self, input, as: .provinceReviewer)
    },
    act("finding detect", at: .received) { try $0.run(FindingDetect.self, FindingDetect.Input(), as: .cityReviewer) },
    act("finding answer", at: .received, found) {
      try $0.run(FindingAnswer.self, FindingAnswer.Input(finding: finding($0), words: "样例"), as: .basePreparer)
    },
    act(
      "finding judge", at: .received,
      { house in
        try found(house)
        try house.run(FindingAnswer.self, FindingAnswer.Input(finding: finding(house), words: "样例"), as: .basePreparer)
      }
    ) {
      let input = FindingJudge.Input(finding: try finding($0), to: .accepted, words: "样例")
      try $0.run(FindingJudge.self, input, as: .provinceReviewer)
    },
  ]

  private static let importing: Step = { house in
    let file = try house.write(
      "earlier.csv",
      "grant,year,person,great,unit,studio,amount,received_on,match_mode,matched,spent,match_spent\n"
        + "QLGJ-2024-001,2024,样本·旧,0,T1,样例旧工作室,50000,2024-07-15,M2,0,0,0\n")
    try house.run(GrantImport.self, GrantImport.Input(file: file), as: .provincePreparer)
  }

  private static let openings = [
    act("grant import", { try $0.openBooks() }, importing),
    act(
      "grant confirm-import",
      { house in
        try house.openBooks()
        try importing(house)
      }
    ) { try $0.run(GrantConfirmImport.self, GrantConfirmImport.Input(), as: .provinceReviewer) },
  ]

  private static let rewarded: Step = { try $0.setAmounts(preset: "2019") }
  private static func awarding(_ house: Installation) throws {
    let nomination = ByteText(try #require(try house.texts("SELECT nomination FROM naming ORDER BY 1").first))
    let input = AwardRecord.Input(
      edition: SampleFiles.name, nomination: nomination, on: "2026-06-01", tax: "0", basis: "样例")
    try house.run(AwardRecord.self, input, as: .provincePreparer)
  }

  private static let awards = [
    act("award record", rewarded) { try awarding($0) },
    act(
      "award confirm",
      { house in
        try rewarded(house)
        try awarding(house)
      }
    ) {
      let nomination = ByteText(try #require(try $0.texts("SELECT nomination FROM personal_award").first))
      let input = AwardConfirm.Input(edition: SampleFiles.name, nomination: nomination)
      try $0.run(AwardConfirm.self, input, as: .provinceReviewer)
    },
  ]
}
