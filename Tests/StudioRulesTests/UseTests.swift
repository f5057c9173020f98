import LedgerRules
import Primitives
import StudioRules
import Testing

@Suite("The plan of use and the reports on it")
struct UseTests {
  private let goals = [PlanGoal(key: "1", words: "完成两项攻关"), PlanGoal(key: "2", words: "培训五十人")]

  private func plan() throws -> PlanOfUse {
    try PlanOfUse(
      amounts: [.equipment: yuan("20000.00"), .projectResearch: yuan("15000.00"), .talent: yuan("15000.00")],
      goals: goals, grant: yuan("50000.00"))
  }

  @Test("R-311 the five uses bear the names of article 8, and OTHER comes last")
  func names() {
    #expect(
      UseCategory.allCases.map(\.displayName.zh) == ["项目研究", "设备购置", "人才培养", "创新成果宣传推广", "工作条件改善", "其他"])
  }

  @Test(
    "R-309 a plan sums to the grant, to the fen",
    arguments: [("19999.99", "plan.sum-differs"), ("20000.00", nil), ("20000.01", "plan.sum-differs")])
  func sum(amount: String, expected: String?) throws {
    let amounts = try [UseCategory.equipment: yuan(amount), .talent: yuan("30000.00")]
    #expect(code { try PlanOfUse(amounts: amounts, goals: goals, grant: yuan("50000.00")) } == expected)
  }

  @Test("R-309 a plan has no negative amount, and goals with words and keys of their own")
  func form() throws {
    let grant = try yuan("50000.00")
    func plan(_ goals: [PlanGoal], _ amounts: [UseCategory: Money]? = nil) -> String? {
      code { try PlanOfUse(amounts: amounts ?? [.talent: grant], goals: goals, grant: grant) }
    }
    #expect(plan(goals) == nil)
    #expect(plan([]) == "plan.goals-missing")
    #expect(plan([PlanGoal(key: "1", words: " ")]) == "plan.goals-missing")
    #expect(plan([goals[0], goals[0]]) == "plan.goal-repeated")
    #expect(
      plan(goals, [.talent: try yuan("60000.00"), .equipment: try yuan("-10000.00")]) == "plan.amount-negative")
  }

  @Test("R-316 the report of a year shows plan, spent and left by category, in the order of article 8")
  func report() throws {
    let spends = try [
      spend("2026-08-20", .equipment, "20000.00"), spend("2026-09-02", .projectResearch, "15000.00"),
      spend("2027-02-01", .talent, "6000.00"), spend("2027-03-01", .promotion, "1000.00"),
      spend("2028-01-01", .talent, "9000.00"),
    ]
    let report = try report(spends, mode: .custodial)
    let shown = report.lines.map {
      "\($0.usage.category.rawValue) \($0.usage.plan.text) \($0.usage.spent.text) \($0.usage.left.text) \($0.inYear.text)"
    }
    #expect(
      shown == [
        "PROJECT_RESEARCH 15000.00 15000.00 0.00 0.00", "EQUIPMENT 20000.00 20000.00 0.00 0.00",
        "TALENT 15000.00 6000.00 9000.00 6000.00", "PROMOTION 0.00 1000.00 -1000.00 1000.00",
      ])
    #expect(try report.province.spent == yuan("42000.00"))
    #expect(try report.province.inYear == yuan("7000.00"))
    #expect(try report.province.left == yuan("8000.00"))
  }

  @Test("R-412 in mode M1 the match is not shown without evidence, in the others the ledger shows it")
  func notShown() throws {
    let bare = try spend("2027-01-05", .talent, "30000.00", .match, hasEvidence: false)
    let proven = try spend("2027-01-06", .equipment, "5000.00", .match)
    #expect(try report([bare], mode: .employerBooks).match == nil)
    #expect(try report([bare], mode: .employerBooks).matchByCategory.isEmpty)
    let partly = try report([bare, proven], mode: .employerBooks)
    #expect(try partly.match?.spent == yuan("5000.00"))
    #expect(try partly.matchByCategory == [.equipment: yuan("5000.00")])
    #expect(try report([bare], mode: .custodial).match?.left == yuan("20000.00"))
    #expect(try report([], mode: .unionIncome).match?.left == yuan("50000.00"))
  }

  @Test("SM-6 the closing weighs every goal once, with words")
  func closing() throws {
    let plan = try plan()
    func close(_ results: [GoalResult]) -> String? { code { try ClosingReport(plan: plan, results: results) } }
    let first = GoalResult(goal: "1", outcome: .reached, words: "两项均通过鉴定")
    let second = GoalResult(goal: "2", outcome: .partly, words: "培训四十一人")
    #expect(close([first]) == "closing.goal-open")
    #expect(close([first, second, second]) == "closing.goal-repeated")
    #expect(close([first, second, GoalResult(goal: "3", outcome: .reached, words: "x")]) == "closing.goal-unknown")
    #expect(close([first, GoalResult(goal: "2", outcome: .notReached, words: " ")]) == "closing.words-missing")
    let report = try ClosingReport(plan: plan, results: [second, first])
    #expect(report.results == [first, second])
    #expect(GoalOutcome.allCases.map(report.count) == [1, 1, 0])
  }

  @Test("SM-6 a grant is closed when it is spent to the last fen")
  func closingState() throws {
    let open = try GrantStanding(amount: yuan("50000.00")).receiving(yuan("50000.00"))
      .confirmingMatch(yuan("50000.00"))
    let spent = try open.spending(yuan("50000.00"))
    #expect(code { try ClosingReport.checkClosing(state: .spent, standing: spent) } == nil)
    #expect(code { try ClosingReport.checkClosing(state: .spending, standing: spent) } == "grant.no-such-step")
    let almost = try open.spending(yuan("49999.99"))
    #expect(code { try ClosingReport.checkClosing(state: .spent, standing: almost) } == "closing.money-left")
  }

  @Test("R-316 a publication has period, place and photo, and the next is due twelve months later")
  func publication() throws {
    func publish(_ from: String, _ through: String, _ place: String = "公告栏", _ photo: String = "sha256:9") throws
      -> PublicationOfUse
    {
      try PublicationOfUse(
        from: day(from), through: day(through), place: place, photo: photo, today: day("2027-12-31"))
    }
    #expect(code { try publish("2027-01-10", "2027-01-09") } == "publication.period")
    #expect(code { try publish("2027-12-30", "2028-01-01") } == "publication.period")
    #expect(code { try publish("2027-01-10", "2027-01-17", " ") } == "publication.incomplete")
    #expect(code { try publish("2027-01-10", "2027-01-17", "公告栏", "") } == "publication.incomplete")
    let received = try day("2026-07-13")
    let done = try [publish("2027-01-10", "2027-01-17")]
    #expect(try PublicationOfUse.nextDue(receivedOn: received, published: []) == day("2027-07-13"))
    #expect(try PublicationOfUse.nextDue(receivedOn: received, published: done) == day("2028-01-10"))
    func isOverdue(_ text: String, closed: String? = nil) throws -> Bool {
      try PublicationOfUse.isOverdue(receivedOn: received, published: [], closedOn: closed.map(day), on: day(text))
    }
    #expect(try !isOverdue("2027-07-13"))
    #expect(try isOverdue("2027-07-14"))
    #expect(try !isOverdue("2027-07-14", closed: "2027-07-01"))
    #expect(try isOverdue("2027-09-14", closed: "2027-09-01"))
  }

  private func spend(
    _ on: String, _ category: UseCategory, _ amount: String, _ source: Fund = .province, hasEvidence: Bool = true
  ) throws -> ReportedSpend {
    ReportedSpend(
      day: try day(on), source: source, category: category, amount: try yuan(amount), hasEvidence: hasEvidence)
  }

  private func report(_ spends: [ReportedSpend], mode: MatchMode) throws -> YearlyReport {
    try YearlyReport(
      year: 2027, plan: plan(), received: yuan("50000.00"), matched: yuan("50000.00"), mode: mode, spends: spends)
  }
}
