import Primitives
import SelectionRules
import Testing

@Suite("SM-2 where a nomination stands")
struct NominationStandingTests {
  private typealias Facts = NominationFacts
  private typealias Listing = NominationFacts.Listing

  private static let qualified = NominationFacts(edition: .publicity, isQualified: true)

  /// Facts with lists: what each stage says, in the order of the stages.
  private static func listed(_ passed: Bool..., edition: EditionState = .publicity) -> NominationFacts {
    var facts = NominationFacts(edition: edition, isQualified: true)
    for (stage, passed) in zip(Stage.allCases, passed) {
      facts.listings[stage] = NominationFacts.Listing(state: .confirmed, passed: passed)
    }
    return facts
  }

  @Test("SM-2 the states have different names in both languages, and the form's states keep theirs")
  func names() {
    #expect(Set(NominationState.allCases.map(\.displayName.zh)).count == NominationState.allCases.count)
    #expect(Set(NominationState.allCases.map(\.displayName.en)).count == NominationState.allCases.count)
    for form in FormState.allCases {
      #expect(NominationState(form).rawValue == form.rawValue)
      #expect(NominationState(form).displayName == form.displayName)
    }
  }

  @Test("SM-2 the table has each step once, and those of the form are the form's own")
  func table() {
    let steps = NominationTransition.all.map { [$0.from, $0.to] }
    #expect(Set(steps).count == steps.count)
    for form in FormState.allCases {
      let own = Set(form.successors.map { NominationState($0) })
      let beyond: Set<NominationState> = form == .qualified ? [.candidate, .notCandidate, .removed] : []
      #expect(Set(NominationState(form).successors) == own.union(beyond), "\(form)")
    }
    #expect(NominationState.revoked.successors.isEmpty)
    #expect(NominationState.withdrawn.successors.isEmpty)
  }

  /// What can happen next to a nomination, written down as the tables have it.
  private static func changes(_ facts: NominationFacts) -> [NominationFacts] {
    forms(facts) + lists(facts) + removals(facts) + namings(facts)
  }

  private static func forms(_ facts: NominationFacts) -> [NominationFacts] {
    guard let form = facts.form, !facts.isNamed else { return [] }
    return form.successors.map { next in
      var changed = facts
      changed.form = next
      if form == .forwarded, next == .qualified || next == .unqualified { changed.isQualified = next == .qualified }
      return changed
    }
  }

  private static let stages: [(Stage, ListState)] = [
    (.candidate, .confirmed), (.nominee, .confirmed), (.named, .submitted),
  ]

  /// The next list is settled, or a list that the nomination is not on is settled anew with it as a substitute.
  private static func lists(_ facts: NominationFacts) -> [NominationFacts] {
    guard facts.isQualified == true, facts.form != .withdrawn, facts.removals.isEmpty, !facts.isNamed else { return [] }
    guard let (stage, state) = stages.first(where: { facts.listings[$0.0]?.passed != true }) else { return [] }
    let isAnew = facts.listings[stage] != nil
    return (isAnew ? [true] : [true, false]).map { passed in
      var changed = facts
      changed.listings[stage] = NominationFacts.Listing(state: state, passed: passed, isSubstitute: isAnew)
      return changed
    }
  }

  /// A removal is decided at the stage where it stands, whose list is not confirmed.
  private static func removals(_ facts: NominationFacts) -> [NominationFacts] {
    guard facts.isQualified == true, facts.form != .withdrawn, facts.removals.isEmpty, !facts.isNamed,
      facts.listings.values.allSatisfy(\.passed),
      let stage = stages.map(\.0).first(where: { facts.listings[$0]?.state != .confirmed })
    else { return [] }
    var changed = facts
    changed.removals = [stage]
    return [changed]
  }

  private static func namings(_ facts: NominationFacts) -> [NominationFacts] {
    var changed = facts
    guard facts.isNamed else {
      guard facts.form != .withdrawn, facts.removals.isEmpty, facts.listings[.named]?.passed == true else { return [] }
      changed.isNamed = true
      return [changed]
    }
    guard !facts.isRevoked else { return [] }
    changed.isRevoked = true
    guard !facts.isGreat else { return [changed] }
    var great = facts
    great.isGreat = true
    return [changed, great]
  }

  @Test("SM-2 whatever happens, a nomination takes the steps of the table, every one of them and no other")
  func everyStep() throws {
    var seen: Set<NominationFacts> = []
    var waiting = [Facts(edition: .publicity, form: .draft)]
    var taken: Set<[NominationState]> = []
    while let facts = waiting.popLast() {
      guard seen.insert(facts).inserted else { continue }
      let before = try #require(NominationStanding(facts)).state
      for changed in Self.changes(facts) {
        let after = try #require(NominationStanding(changed)).state
        if after != before { taken.insert([before, after]) }
        waiting.append(changed)
      }
    }
    #expect(taken == Set(NominationTransition.all.map { [$0.from, $0.to] }))
    #expect(seen.count > 50)
  }

  private static let settled: [(NominationFacts, NominationState)] = [
    (listed(true), .candidate), (listed(false), .notCandidate), (listed(true, true), .nominee),
    (listed(true, false), .notShortlisted), (listed(true, true, true), .proposed),
    (listed(true, true, false), .notProposed),
    // The list of the great says who becomes great, not who is proposed.
    (listed(true, true, true, false), .proposed), (listed(true, true, true, true), .proposed),
  ]

  @Test("SM-2 the last list that counts tells the state", arguments: settled)
  func lists(facts: NominationFacts, state: NominationState) {
    #expect(NominationStanding(facts)?.state == state)
  }

  @Test(
    "SM-2 SM-19 a list that nobody confirmed tells nothing, but in publicity the submitted one is what is proposed",
    arguments: Stage.allCases, EditionState.allCases)
  func unsettled(stage: Stage, edition: EditionState) {
    for state in [ListState.computed, .submitted, .returned, .void] {
      var facts = Self.listed(true, true, edition: edition)
      if stage <= .nominee { facts = Self.qualified }
      facts.edition = edition
      facts.listings[stage] = Listing(state: state, passed: true)
      let counts = stage == .named && edition == .publicity && state == .submitted
      let before: NominationState = stage <= .nominee ? .qualified : .nominee
      #expect(NominationStanding(facts)?.state == (counts ? .proposed : before), "\(state)")
    }
  }

  @Test("SM-2 who is removed stands as removed at that stage", arguments: [Stage.candidate, .nominee, .named])
  func removed(stage: Stage) {
    var facts = Self.qualified
    for earlier in Stage.allCases where earlier < stage {
      facts.listings[earlier] = Listing(state: .confirmed, passed: true)
    }
    facts.removals = [stage]
    #expect(NominationStanding(facts)?.state == .removed)
    #expect(NominationStanding(facts)?.removedAt == stage)
    facts.listings[stage] = Listing(state: .confirmed, passed: false)
    #expect(NominationStanding(facts)?.removedAt == stage)
  }

  @Test("SM-2 R-233 who is removed from the great stays proposed, and is named")
  func removedFromGreat() {
    var facts = Self.listed(true, true, true)
    facts.removals = [.great]
    #expect(NominationStanding(facts)?.state == .proposed)
    facts.isNamed = true
    #expect(NominationStanding(facts)?.state == .named)
  }

  @Test("SM-2 a substitute is told as one until the next list")
  func substitute() {
    var facts = Self.qualified
    facts.listings[.candidate] = Listing(state: .confirmed, passed: true, isSubstitute: true)
    #expect(NominationStanding(facts)?.isSubstitute == true)
    facts.listings[.nominee] = Listing(state: .confirmed, passed: true)
    #expect(NominationStanding(facts)?.isSubstitute == false)
  }

  @Test("SM-2 nothing is told of a nomination that nobody entered")
  func unknown() {
    #expect(NominationStanding(Facts(edition: .nominating)) == nil)
    #expect(NominationStanding(Facts(edition: .nominating, form: .endorsed))?.state == .endorsed)
    #expect(NominationStanding(Facts(edition: .nominating, isQualified: false))?.state == .unqualified)
  }
}
