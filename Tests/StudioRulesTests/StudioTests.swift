import Primitives
import StudioRules
import Testing

@Suite("The life of a studio, inspections and recovery")
struct StudioTests {
  @Test(
    "R-321 a studio has two members beside its leader, each listed once",
    arguments: [
      (["b", "c"], nil), (["b"], "studio.too-few-members"), ([], "studio.too-few-members"),
      (["b", "b"], "studio.member-repeated"), (["a", "b", "c"], "studio.leader-among-members"),
    ] as [([String], String?)])
  func members(members: [String], expected: String?) {
    #expect(code { try StudioLife.checkMembers(leader: "a", members: members) } == expected)
  }

  @Test("R-321 a year without a project is advice, and R-318 a studio is confirmed every twelve months")
  func year() throws {
    #expect(StudioLife.projectAdvice(year: 2026, projects: 0)?.zh.contains("2026") == true)
    #expect(StudioLife.projectAdvice(year: 2026, projects: 1) == nil)
    #expect(try StudioLife.confirmationDue(after: day("2026-02-28")) == day("2027-02-28"))
  }

  @Test(
    "OP-29 R-301 before APPLIED the grant goes with the studio, from then on, and a leader always, the province approves",
    arguments: [StudioEvent.leaderChanged, .employerChanged, .employerClosed])
  func transfer(event: StudioEvent) {
    #expect(event.isTransfer)
    // who follows the named one is always the province's to approve.
    #expect(event.effect(on: .entitled) == (event == .leaderChanged ? .waitsForProvince : .goesWithStudio))
    for state in GrantState.allCases where ![.entitled, .closed, .rejected, .lapsed].contains(state) {
      #expect(event.effect(on: state) == .waitsForProvince)
      #expect(event.effect(on: state, isApprovedByProvince: true) == .goesWithStudio)
    }
    #expect(event.effect(on: .closed) == .none)
  }

  @Test("R-318 OP-28 the removal of the plaque halts the grant, a missed confirmation only reminds")
  func plaque() {
    #expect(StudioEvent.plaqueRemoved.effect(on: .spending) == .halts)
    #expect(StudioEvent.confirmationMissed.effect(on: .spending) == .reminds)
    #expect(StudioEvent.confirmed.effect(on: .spending) == .none)
    #expect(GrantEffect.allCases.filter(\.allowsSpending) == [.none, .reminds, .goesWithStudio])
  }

  @Test(
    "SM-6 R-319 a revoked naming lapses, recovers or is inspected, by where the money is",
    arguments: [
      (GrantState.entitled, GrantEffect.lapses), (.approved, .lapses), (.cityPaid, .recovers), (.spending, .inspects),
      (.closed, .inspects), (.lapsed, .none),
    ])
  func revoked(state: GrantState, effect: GrantEffect) {
    #expect(StudioEvent.namingRevoked.effect(on: state) == effect)
    switch effect {
    case .lapses: #expect(state.successors.contains(.lapsed))
    case .recovers: #expect(state.successors.contains(.recovery))
    case .inspects: #expect(state.successors.contains(.underInspection))
    default: break
    }
  }

  private func spent() throws -> GrantStanding {
    try GrantStanding(amount: yuan("300000.00")).receiving(yuan("300000.00")).confirmingMatch(yuan("300000.00"))
      .spending(yuan("290000.00"))
  }

  @Test(
    "R-317 an inspection's record is complete and does not contradict itself",
    arguments: [
      (["甲"], "1200.00", "2026-12-10", InspectionResult.recover, nil),
      (["甲"], "0.00", nil, .inOrder, nil), ([], "0.00", nil, .inOrder, "inspection.incomplete"),
      (["甲"], "1.00", nil, .inOrder, "inspection.result-differs"),
      (["甲"], "290000.01", "2026-12-10", .recover, "inspection.amount-out-of-range"),
      (["甲"], "-0.01", "2026-12-10", .recover, "inspection.amount-out-of-range"),
      (["甲"], "1.00", nil, .correct, "inspection.deadline-missing"),
      (["甲"], "1.00", "2026-11-25", .correct, "inspection.deadline-missing"),
    ] as [([String], String, String?, InspectionResult, String?)])
  func inspection(
    inspectors: [String], misused: String, deadline: String?, result: InspectionResult, expected: String?
  ) throws {
    let found = code {
      try Inspection(
        day: day("2026-11-25"), inspectors: inspectors, findings: "抽查凭证", misused: yuan(misused),
        correctionDeadline: deadline.map(day), result: result, standing: spent())
    }
    #expect(found == expected)
  }

  @Test("R-319 money goes back employer, base union, city, province, in full and in this order")
  func recovery() throws {
    let order = try RecoveryOrder(
      misused: yuan("1200.00"), unspent: yuan("10000.00"), hasCity: true, standing: spent())
    #expect(
      try order.legs().map { "\($0.from.rawValue)>\($0.to.rawValue) \($0.amount.text)" } == [
        "EMPLOYER>BASE_UNION 1200.00", "BASE_UNION>CITY 11200.00", "CITY>PROVINCE 11200.00",
      ])
    func check(_ target: RecoveryState, _ amount: String, _ state: RecoveryState) -> String? {
      code { try order.check(target, amount: yuan(amount), after: state) }
    }
    #expect(check(.repaid, "1200.00", .ordered) == nil)
    #expect(check(.repaid, "1199.99", .ordered) == "recovery.amount-differs")
    #expect(check(.returnedToCity, "11200.00", .ordered) == "recovery.no-such-step")
    #expect(check(.returnedToCity, "11200.00", .repaid) == nil)
    #expect(check(.returnedToProvince, "11200.00", .repaid) == "recovery.no-such-step")
    #expect(check(.returnedToProvince, "11200.00", .returnedToCity) == nil)
    #expect(try order.next(after: .returnedToProvince) == nil)
  }

  @Test("R-319 OP-30 without a city the base union pays the province, and unspent money alone needs no repayment")
  func direct() throws {
    let order = try RecoveryOrder(misused: .zero, unspent: yuan("10000.00"), hasCity: false, standing: spent())
    #expect(try order.legs().map(\.state) == [.returnedToProvince])
    #expect(
      code { try RecoveryOrder(misused: .zero, unspent: yuan("10000.01"), hasCity: true, standing: spent()) }
        == "grant.balance-exceeded")
  }

  @Test(
    "R-415 money of the same year reverses it, of an earlier year adjusts the opening balance",
    arguments: [
      ("2026-01-01", "2026-12-31", RecoveryTreatment.reversesYear), ("2026-12-31", "2027-01-01", .adjustsOpening),
    ])
  func treatment(booked: String, returned: String, expected: RecoveryTreatment) throws {
    #expect(RecoveryTreatment(bookedOn: try day(booked), returnedOn: try day(returned)) == expected)
  }
}
