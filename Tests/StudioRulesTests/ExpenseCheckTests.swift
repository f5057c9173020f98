import LedgerRules
import Primitives
import StudioRules
import Testing

@Suite("One spend of a grant")
struct ExpenseCheckTests {
  private func situation(matched: String = "50000.00", state: GrantState = .unlocked) throws -> SpendingSituation {
    let received = try GrantStanding(amount: yuan("50000.00")).receiving(yuan("50000.00"))
    return SpendingSituation(
      state: state, standing: try received.confirmingMatch(yuan(matched)), deadline: try deadline("2026-07-13"))
  }

  private func spend(_ change: (inout GrantSpend) throws -> Void = { _ in }) throws -> GrantSpend {
    var spend = GrantSpend(
      day: try day("2026-08-20"), payee: "某仪器公司", purpose: "购置光谱仪", amount: try yuan("20000.00"),
      category: .equipment, source: .province, evidence: "sha256:1", maker: "u1", approver: "u2")
    try change(&spend)
    return spend
  }

  private func posting(
    _ spend: GrantSpend, _ situation: SpendingSituation
  ) -> String? { code { try ExpenseCheck.posting(spend, situation) } }

  @Test("R-314 a spend with all of its duties passes and lowers what is left")
  func passes() throws {
    let after = try ExpenseCheck.posting(spend(), situation())
    #expect(try after.standing.left == yuan("30000.00"))
    #expect(after.state == .spending)
    let last = try ExpenseCheck.posting(spend { $0.amount = try yuan("50000.00") }, situation())
    #expect(last.state == .spent)
    #expect(code { try situation().state.checkChange(to: last.state) } == nil)
  }

  @Test("R-314 each duty that is missing is refused by its own code")
  func duties() throws {
    let cases: [(String, (inout GrantSpend) -> Void)] = [
      ("expense.payee-missing", { $0.payee = " " }), ("expense.purpose-missing", { $0.purpose = "" }),
      ("expense.evidence-missing", { $0.evidence = nil }), ("expense.approver-missing", { $0.approver = nil }),
      ("expense.same-person", { $0.approver = "u1" }), ("grant.amount-not-positive", { $0.amount = .zero }),
    ]
    for (expected, change) in cases {
      #expect(posting(try spend(change), try situation()) == expected, "\(expected)")
    }
  }

  @Test("R-314 a spend may be submitted before it is approved, and not posted")
  func submission() throws {
    let spend = try spend { $0.approver = nil }
    #expect(code { try ExpenseCheck.checkSubmission(spend, situation()) } == nil)
    #expect(posting(spend, try situation()) == "expense.approver-missing")
  }

  @Test(
    "R-306 SM-8 provincial money stays locked in every state but the three, and before the match in those too",
    arguments: GrantState.allCases)
  func states(state: GrantState) throws {
    #expect((posting(try spend(), try situation(state: state)) == nil) == state.allowsProvincialSpending)
    let unmatched = posting(try spend(), try situation(matched: "49999.99", state: state))
    #expect(unmatched != nil)
    if state.allowsProvincialSpending || state == .matchOverdue { #expect(unmatched == "grant.match-required") }
  }

  @Test("R-315 neither fund goes below zero")
  func balance() throws {
    #expect(posting(try spend { $0.amount = try yuan("50000.01") }, try situation()) == "grant.balance-exceeded")
    var match = try situation(matched: "60000.00")
    match.matchSpent = try yuan("40000.00")
    #expect(posting(try spend { $0.source = .match }, match) == nil)
    match.matchSpent = try yuan("40000.01")
    #expect(posting(try spend { $0.source = .match }, match) == "grant.balance-exceeded")
  }

  @Test("R-306 the match itself is not locked and moves neither the numbers nor the state")
  func matchMoney() throws {
    let situation = try situation(matched: "20000.00", state: .baseReceivedLocked)
    let after = try ExpenseCheck.posting(spend { $0.source = .match }, situation)
    #expect(after.standing == situation.standing && after.state == .baseReceivedLocked)
  }

  @Test("R-306 nothing is spent before the day on which the base union was credited")
  func beforeReceipt() throws {
    #expect(posting(try spend { $0.day = try day("2026-07-12") }, try situation()) == "grant.not-received")
    var situation = try situation()
    situation.deadline = nil
    #expect(posting(try spend(), situation) == "grant.not-received")
  }

  @Test(
    "R-317 R-318 SM-6 spending stops with an inspection, a closing and a recovery, from either fund",
    arguments: [
      (GrantState.underInspection, "expense.under-inspection"), (.closed, "expense.after-closing"),
      (.recovery, "grant.wrong-state"),
    ], Fund.allCases)
  func stopped(stop: (GrantState, String), source: Fund) throws {
    #expect(posting(try spend { $0.source = source }, try situation(state: stop.0)) == stop.1)
  }

  @Test("R-318 OP-29 spending stops from the day of the plaque's removal and while a transfer waits")
  func studio() throws {
    var removed = try situation()
    removed.plaqueRemovedOn = try day("2026-08-20")
    #expect(posting(try spend(), removed) == "expense.plaque-removed")
    removed.plaqueRemovedOn = try day("2026-08-21")
    #expect(posting(try spend(), removed) == nil)
    var pending = try situation()
    pending.isTransferPending = true
    #expect(posting(try spend(), pending) == "expense.transfer-pending")
  }

  @Test("R-311 OTHER needs the city's approval document, the five uses do not", arguments: UseCategory.allCases)
  func category(category: UseCategory) throws {
    let plain = try spend { $0.category = category }
    #expect(posting(plain, try situation()) == (category == .other ? "expense.other-needs-approval" : nil))
    let approved = try spend {
      $0.category = category
      $0.cityApproval = "济工发〔2026〕8号"
    }
    #expect(posting(approved, try situation()) == nil)
  }

  @Test(
    "R-313 a suspect purpose needs the approver's reason",
    arguments: [
      ("发放过节费", ForbiddenUse.bonus), ("宴请来宾", .entertainment), ("偿还旧账", .debt), ("购买理财产品", .investment),
      ("赞助运动会", .donation),
    ])
  func suspect(purpose: String, use: ForbiddenUse) throws {
    let asked = try spend { $0.purpose = purpose }
    #expect(ExpenseCheck.suspicions(asked).map(\.use) == [use])
    #expect(code { try ExpenseCheck.checkSubmission(asked, situation()) } == nil)
    #expect(posting(asked, try situation()) == "expense.forbidden-use")
    let reasoned = try spend {
      $0.purpose = purpose
      $0.reasonForUse = "培训班期间工作餐"
    }
    #expect(posting(reasoned, try situation()) == nil)
  }

  @Test("R-312 what article 9 forbids is refused whatever reason is given", arguments: ["截留", "挤占", "挪用"])
  func forbidden(word: String) throws {
    let spend = try spend {
      $0.purpose = "\(word)资金"
      $0.reasonForUse = "领导同意"
    }
    let refusal = #expect(throws: Refusal.self) { try ExpenseCheck.checkSubmission(spend, situation()) }
    #expect(refusal?.code == "expense.forbidden-use")
    #expect(refusal?.citation?.article == "第九条")
  }
}
