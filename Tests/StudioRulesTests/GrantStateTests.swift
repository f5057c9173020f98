import Primitives
import StudioRules
import Testing

@Suite("The states of a grant")
struct GrantStateTests {
  /// SM-6 written a second time, by hand, with the additions that the table explains.
  private static let drawn: [GrantState: Set<GrantState>] = [
    .entitled: [.applied, .lapsed], .applied: [.approved, .rejected, .lapsed], .rejected: [], .lapsed: [],
    .approved: [.provincePaid, .lapsed], .provincePaid: [.cityReceived, .baseReceivedLocked, .recovery],
    .cityReceived: [.cityPaid, .recovery], .cityPaid: [.baseReceivedLocked, .recovery],
    .baseReceivedLocked: [.unlocked, .matchOverdue, .underInspection],
    .matchOverdue: [.unlockedLate, .unlocked, .underInspection],
    .unlocked: [.spending, .spent, .relocked, .underInspection],
    .unlockedLate: [.spending, .spent, .relocked, .underInspection],
    .spending: [.spent, .relocked, .underInspection], .spent: [.spending, .closed, .relocked, .underInspection],
    .relocked: [.unlockedLate, .underInspection], .recovery: [.closed], .closed: [.underInspection],
    .underInspection: [
      .baseReceivedLocked, .matchOverdue, .unlocked, .unlockedLate, .spending, .spent, .relocked, .closed, .recovery,
    ],
  ]

  @Test("SM-6 the table allows what is drawn and nothing else", arguments: GrantState.allCases)
  func table(state: GrantState) {
    #expect(Set(state.successors) == Self.drawn[state])
    for target in GrantState.allCases {
      let isDrawn = Self.drawn[state]?.contains(target) == true
      #expect(code { try state.checkChange(to: target) } == (isDrawn ? nil : "grant.no-such-step"))
    }
  }

  @Test("SM-6 names and conditions stand in both languages, and no name stands twice")
  func names() {
    #expect(Set(GrantState.allCases.map(\.displayName.zh)).count == GrantState.allCases.count)
    #expect(Set(GrantState.allCases.map(\.displayName.en)).count == GrantState.allCases.count)
    #expect(GrantTrigger.allCases.allSatisfy { !$0.condition.zh.isEmpty && !$0.condition.en.isEmpty })
    #expect(Set(GrantTransition.table.map(\.trigger)) == Set(GrantTrigger.allCases))
  }

  @Test("SM-8 provincial money is spent in UNLOCKED, UNLOCKED_LATE and SPENDING only")
  func spendable() {
    #expect(GrantState.allCases.filter(\.allowsProvincialSpending) == [.unlocked, .unlockedLate, .spending])
  }

  @Test("SM-6 an inspection gives the grant back to the state before, or leads to recovery")
  func inspection() throws {
    for state in GrantState.inspectable {
      #expect(try GrantTransition.target(of: .inspect, in: state) == .underInspection)
      #expect(try GrantTransition.target(of: .endInspection, in: .underInspection, before: state) == state)
    }
    #expect(code { try GrantTransition.target(of: .endInspection, in: .underInspection) } == "grant.no-such-step")
    #expect(
      code { try GrantTransition.target(of: .endInspection, in: .underInspection, before: .approved) }
        == "grant.no-such-step")
    #expect(try GrantTransition.target(of: .orderRecovery, in: .underInspection) == .recovery)
  }

  @Test(
    "OP-30 the way without a city is paid, received; with one it goes through it",
    arguments: [[GrantTrigger.receiveByBase], [.receiveByCity, .payByCity, .receiveByBase]])
  func way(triggers: [GrantTrigger]) throws {
    let end = try triggers.reduce(GrantState.provincePaid) { try GrantTransition.target(of: $1, in: $0) }
    #expect(end == .baseReceivedLocked)
    #expect(code { try GrantTransition.target(of: .receiveByBase, in: .cityReceived) } == "grant.no-such-step")
  }

  @Test(
    "SM-6 R-308 the gate moves the state: late by the deadline, in time by the day of payment, locked by a withdrawal",
    arguments: [
      (GrantState.baseReceivedLocked, MatchingGate.Status.locked, []), (.baseReceivedLocked, .open, [.unlocked]),
      (.baseReceivedLocked, .overdue, [.matchOverdue]),
      (.baseReceivedLocked, .openLate, [.matchOverdue, .unlockedLate]), (.matchOverdue, .open, [.unlocked]),
      (.matchOverdue, .openLate, [.unlockedLate]), (.relocked, .openLate, [.unlockedLate]), (.relocked, .relocked, []),
      (.spending, .relocked, [.relocked]), (.spent, .relocked, [.relocked]), (.spending, .openLate, []),
      (.underInspection, .relocked, []), (.closed, .relocked, []), (.cityPaid, .notReceived, []),
    ] as [(GrantState, MatchingGate.Status, [GrantState])])
  func gate(state: GrantState, status: MatchingGate.Status, expected: [GrantState]) throws {
    #expect(state.steps(at: status) == expected)
    _ = try expected.reduce(state) {
      try $0.checkChange(to: $1)
      return $1
    }
  }

  @Test("SM-7 SM-8 R-319 the smaller machines allow these steps and no others")
  func machines() {
    #expect(steps(MatchingState.self) == ["SUBMITTED>CONFIRMED", "SUBMITTED>REJECTED", "CONFIRMED>WITHDRAWN"])
    #expect(
      steps(ExpenseState.self) == [
        "DRAFT>SUBMITTED", "SUBMITTED>APPROVED", "SUBMITTED>RETURNED", "RETURNED>DRAFT", "APPROVED>POSTED",
        "APPROVED>RETURNED", "POSTED>REVERSED",
      ])
    #expect(
      steps(RecoveryState.self) == [
        "ORDERED>REPAID", "ORDERED>RETURNED_TO_CITY", "ORDERED>RETURNED_TO_PROVINCE", "REPAID>RETURNED_TO_CITY",
        "REPAID>RETURNED_TO_PROVINCE", "RETURNED_TO_CITY>RETURNED_TO_PROVINCE",
      ])
    #expect(code { try MatchingState.rejected.checkChange(to: .confirmed) } == "matching.no-such-step")
    #expect(code { try ExpenseState.posted.checkChange(to: .draft) } == "expense.no-such-step")
  }

  private func steps<State: SteppedState>(_: State.Type) -> [String] {
    State.allCases.flatMap { from in from.successors.map { "\(from.rawValue)>\($0.rawValue)" } }
  }
}
