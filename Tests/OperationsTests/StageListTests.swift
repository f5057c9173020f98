import Primitives
import SelectionRules
import Testing

@testable import Operations

@Suite("SM-19 the lists of the stages")
struct StageListTests {
  private func settled(_ house: Installation, _ stage: Stage) throws -> [ByteText] {
    try house.run(ListShow.self, house.list(stage), as: .auditor).items.map(\.nomination)
  }

  @Test("R-202 the flow in the database passes whom the calculation passes, stage by stage")
  func sameAsCalculation() throws {
    let house = try Station.named.installation()
    for stage in Stage.allCases {
      #expect(try settled(house, stage) == SampleFiles.passed(stage), "\(stage)")
    }
    #expect(try house.faults().isEmpty)
  }

  @Test("R-203 no list is longer than its limit, and places may stay empty")
  func caps() throws {
    let house = try Station.named.installation()
    for stage in Stage.allCases {
      let list = try house.run(ListShow.self, house.list(stage), as: .auditor)
      #expect(list.cap == SampleFiles.edition.caps[stage])
      #expect(list.passed == list.items.count)
      #expect(list.passed <= list.cap)
      #expect(list.state == .confirmed)
    }
  }

  @Test("R-219 candidates are not computed while a qualified nomination lacks its two reviews")
  func reviewsMissing() throws {
    let house = try Station.nominating.installation()
    try house.take(NominationImport.self, "nominations.csv")
    try house.advance(.preliminaryReview)
    let none = try house.refusal(ListCompute.self, house.list(.candidate), as: .office)
    #expect(none.code == "list.reviews-missing")
    #expect(none.citation?.rule == "R-219")
    // All but one review of the first qualified nomination.
    let first = try #require(try SampleFiles.inputs.nominations.first { $0.disqualification == nil }).key.string
    var kept = 0
    let partial = try SampleFiles.table("preliminary.csv") { row in
      guard row.first == first else { return true }
      kept += 1
      return kept == 1
    }
    try house.importing(ReviewImport.self, try house.write("partial.csv", partial))
    let one = try house.refusal(ListCompute.self, house.list(.candidate), as: .office)
    #expect(one.code == "list.reviews-missing")
    #expect(one.message.en.hasPrefix("1 "))
    #expect(one.message.en.contains(first))
    try house.take(ReviewImport.self, "preliminary.csv", replace: "补齐")
    try house.compute(.candidate)
  }

  @Test("R-219 an unqualified nomination needs no review")
  func unqualifiedUnreviewed() throws {
    let house = try Station.reviewing.installation()
    let unqualified = try SampleFiles.inputs.nominations.filter { $0.disqualification != nil }.map(\.key.string)
    #expect(!unqualified.isEmpty)
    let reviewed = try SampleFiles.lines("preliminary.csv").dropFirst().map { $0.prefix { $0 != "," } }
    #expect(Set(reviewed.map(String.init)).isDisjoint(with: unqualified))
    try house.compute(.candidate)
  }

  @Test("SM-19 a list goes from computed to submitted to confirmed by a second person")
  func states() throws {
    let house = try Station.reviewing.installation()
    try house.compute(.candidate)
    #expect(try house.states(.candidate) == [.computed])
    try house.submit(.candidate)
    #expect(try house.states(.candidate) == [.submitted])
    try house.confirm(.candidate)
    #expect(try house.states(.candidate) == [.confirmed])
    #expect(
      try house.texts("SELECT name FROM actor JOIN stage_list ON actor.id = submitted_by") == ["office"])
    #expect(
      try house.texts("SELECT name FROM actor JOIN stage_list ON actor.id = decided_by") == ["confirmer"])
  }

  @Test("SM-19 who submitted a list neither confirms nor returns it")
  func samePerson() throws {
    let house = try Station.reviewing.installation()
    try house.compute(.candidate)
    try house.submit(.candidate, as: .both)
    let before = try house.contentDigest()
    let confirming = try house.refusal(ListConfirm.self, house.list(.candidate), as: .both)
    #expect(confirming.code == "list.same-person")
    #expect(confirming.kind == .notPermitted)
    let returning = ListReturn.Input(edition: SampleFiles.name, stage: .candidate, reason: "样例")
    #expect(try house.refusal(ListReturn.self, returning, as: .both).code == "list.same-person")
    #expect(try house.contentDigest() == before)
    try house.confirm(.candidate)
  }

  @Test("SM-19 the storage itself holds no list that one person submitted and confirmed")
  func samePersonInStorage() throws {
    let house = try Station.judging.installation()
    #expect(throws: (any Error).self) {
      try house.withDatabase { database in
        try database.write { try $0.execute("UPDATE stage_list SET decided_by = submitted_by") }
      }
    }
  }

  @Test("SM-19 a list skips no state", arguments: [0, 1, 2, 3])
  func noSkipping(step: Int) throws {
    let house = try Station.reviewing.installation()
    let list = house.list(.candidate)
    let returning = ListReturn.Input(edition: SampleFiles.name, stage: .candidate, reason: "样例")
    func codes() throws -> [String] {
      [
        try house.refusal(ListConfirm.self, list, as: .confirmer).code,
        try house.refusal(ListReturn.self, returning, as: .confirmer).code,
      ]
    }
    switch step {
    case 0:
      #expect(try codes() == ["list.none", "list.none"])
      #expect(try house.refusal(ListSubmit.self, list, as: .office).code == "list.none")
    case 1:
      try house.compute(.candidate)
      #expect(try codes() == ["list.wrong-state", "list.wrong-state"])
    case 2:
      try house.compute(.candidate)
      try house.submit(.candidate)
      #expect(try house.refusal(ListSubmit.self, list, as: .office).code == "list.wrong-state")
    default:
      try house.settle(.candidate)
      #expect(try codes() == ["list.wrong-state", "list.wrong-state"])
      #expect(try house.refusal(ListSubmit.self, list, as: .office).code == "list.wrong-state")
    }
  }

  @Test("SM-19 a returned list keeps its reason and is computed anew under the next number")
  func returned() throws {
    let house = try Station.reviewing.installation()
    try house.compute(.candidate)
    try house.submit(.candidate)
    func returning(_ reason: String) -> ListReturn.Input {
      ListReturn.Input(edition: SampleFiles.name, stage: .candidate, reason: reason)
    }
    let refusal = try house.refusal(ListReturn.self, returning(""), as: .confirmer)
    #expect(refusal.code == "reason.missing")
    #expect(refusal.kind == .wrongUse)
    try house.run(ListReturn.self, returning("名单需复核"), as: .confirmer)
    #expect(try house.states(.candidate) == [.returned])
    #expect(try house.texts("SELECT reason FROM stage_list") == ["名单需复核"])
    #expect(try house.refusal(ListSubmit.self, house.list(.candidate), as: .office).code == "list.none")
    #expect(try house.compute(.candidate).number == 2)
    #expect(try house.states(.candidate) == [.returned, .computed])
  }

  @Test("SM-19 computing anew voids the list before and those behind it")
  func computedAnew() throws {
    let house = try Station.composing.installation()
    try house.compute(.named)
    try house.compute(.great)
    try house.compute(.named)
    #expect(try house.states(.named) == [.void, .computed])
    #expect(try house.states(.great) == [.void])
  }

  @Test("SM-19 a confirmed list is not computed again", arguments: [Stage.named, .great])
  func confirmedIsFinal(stage: Stage) throws {
    let house = try Station.published.installation()
    #expect(try house.refusal(ListCompute.self, house.list(stage), as: .office).code == "list.confirmed")
  }

  @Test("R-202 each stage waits for the confirmed list before it", arguments: [Stage.nominee, .named])
  func earlierConfirmed(stage: Stage) throws {
    let house = try Station.nominating.installation()
    let state: EditionState = stage == .nominee ? .expertReview : .composite
    try house.plant("UPDATE edition SET state = '\(state.rawValue)'")
    #expect(try house.refusal(ListCompute.self, house.list(stage), as: .office).code == "list.confirm-first")
  }

  @Test("R-233 the great are computed from the named, and confirmed after them")
  func greatNeedsNamed() throws {
    let house = try Station.composing.installation()
    #expect(try house.refusal(ListCompute.self, house.list(.great), as: .office).code == "list.compute-first")
    try house.compute(.named)
    try house.compute(.great)
    try house.submit(.great)
    #expect(try house.refusal(ListConfirm.self, house.list(.great), as: .confirmer).code == "list.confirm-first")
    try house.submit(.named)
    #expect(try house.refusal(ListConfirm.self, house.list(.great), as: .confirmer).code == "list.confirm-first")
    try house.confirm(.named)
    try house.confirm(.great)
    let named = Set(try settled(house, .named))
    #expect(try settled(house, .great).allSatisfy(named.contains))
  }

  @Test("SM-1 a list is computed only in its states", arguments: Stage.allCases)
  func listStates(stage: Stage) throws {
    let house = try Station.nominating.installation()
    let allowed: [EditionState] =
      switch stage {
      case .candidate: [.preliminaryReview]
      case .nominee: [.expertReview]
      case .named, .great: [.composite, .inspection, .publicity]
      }
    for state in EditionState.allCases where !allowed.contains(state) {
      try house.plant("UPDATE edition SET state = '\(state.rawValue)'")
      #expect(
        try house.refusal(ListCompute.self, house.list(stage), as: .office).code == "edition.wrong-state", "\(state)")
    }
  }

  @Test("A list that nobody computed is not found", arguments: Stage.allCases)
  func none(stage: Stage) throws {
    let house = try Station.nominating.installation()
    let refusal = try house.refusal(ListShow.self, house.list(stage), as: .office)
    #expect(refusal.code == "list.none")
    #expect(refusal.kind == .notFound)
  }

  @Test("A nomination of the database is explained, an unknown one not found")
  func explained() throws {
    let house = try Station.published.installation()
    let key = try #require(try SampleFiles.passed(.great).first)
    let output = try house.run(
      NominationExplain.self, NominationExplain.Input(edition: SampleFiles.name, nomination: key), as: .auditor)
    #expect(!output.presentation.isEmpty)
    let unknown = NominationExplain.Input(edition: SampleFiles.name, nomination: "nobody")
    #expect(try house.refusal(NominationExplain.self, unknown, as: .auditor).kind == .notFound)
  }
}
