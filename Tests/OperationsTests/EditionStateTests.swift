import Primitives
import SelectionRules
import Testing

@testable import Operations

@Suite("SM-1 the states of an edition")
struct EditionStateTests {
  /// SM-1 as the domain article has it, the two acts of their own left out (opening and naming).
  private static let steps: [EditionState: [EditionState]] = [
    .draft: [.cancelled],
    .nominating: [.preliminaryReview, .cancelled],
    .preliminaryReview: [.expertReview, .cancelled],
    .expertReview: [.display, .cancelled],
    .display: [.voting, .composite, .cancelled],
    .voting: [.composite, .cancelled],
    .composite: [.inspection, .publicity, .cancelled],
    .inspection: [.publicity, .cancelled],
    .publicity: [.cancelled],
    .named: [.closed],
    .closed: [],
    .cancelled: [],
  ]

  /// What keeps a possible step back in an edition without any list, by the state it leads to.
  private static let guards: [EditionState: String] = [
    .expertReview: "edition.list-missing", .display: "edition.list-missing", .publicity: "edition.list-missing",
  ]

  private func refusal(_ house: Installation, _ state: EditionState) throws -> Refusal {
    try house.refusal(
      EditionAdvance.self, EditionAdvance.Input(name: SampleFiles.name, to: state, reason: "样例"), as: .office)
  }

  private func put(_ house: Installation, in state: EditionState) throws {
    try house.plant("UPDATE edition SET state = '\(state.rawValue)'")
  }

  @Test("SM-1 refuses every step that the table does not have, and guards the others", arguments: EditionState.allCases)
  func steps(from: EditionState) throws {
    let house = try Station.nominating.installation()
    let steps = try #require(Self.steps[from])
    for to in EditionState.allCases {
      try put(house, in: from)
      if !steps.contains(to) {
        #expect(try refusal(house, to).code == "edition.no-such-step", "\(to)")
      } else if from == .display, to == .composite {
        #expect(try refusal(house, to).code == "edition.vote-first", "\(to)")
      } else if let code = Self.guards[to] {
        #expect(try refusal(house, to).code == code, "\(to)")
      } else {
        try house.advance(to, reason: "样例")
        #expect(try house.texts("SELECT state FROM edition") == [to.rawValue])
      }
    }
  }

  @Test("SM-1 the expert review waits until the candidates are confirmed")
  func expertReviewGuard() throws {
    let house = try Station.reviewing.installation()
    #expect(try refusal(house, .expertReview).code == "edition.list-missing")
    try house.compute(.candidate)
    #expect(try refusal(house, .expertReview).code == "edition.list-missing")
    try house.submit(.candidate)
    #expect(try refusal(house, .expertReview).code == "edition.list-missing")
    try house.confirm(.candidate)
    try house.advance(.expertReview)
  }

  @Test("SM-1 the display waits until the nominees are confirmed")
  func displayGuard() throws {
    let house = try Station.judging.installation()
    try house.compute(.nominee)
    try house.submit(.nominee)
    #expect(try refusal(house, .display).code == "edition.list-missing")
    try house.confirm(.nominee)
    try house.advance(.display)
  }

  @Test("SM-1 publicity waits until both the named and the great are submitted")
  func publicityGuard() throws {
    let house = try Station.composing.installation()
    try house.advance(.inspection)
    try house.compute(.named)
    try house.compute(.great)
    #expect(try refusal(house, .publicity).code == "edition.list-missing")
    try house.submit(.named)
    #expect(try refusal(house, .publicity).code == "edition.list-missing")
    try house.submit(.great)
    #expect(try refusal(house, .publicity).code == "edition.inspection-missing")
    try house.inspectAll()
    try house.advance(.publicity)
  }

  @Test("SM-1 cancelling needs a reason, and every step records who and why")
  func history() throws {
    let house = try Station.reviewing.installation()
    let input = EditionAdvance.Input(name: SampleFiles.name, to: .cancelled, reason: nil)
    let refusal = try house.refusal(EditionAdvance.self, input, as: .office)
    #expect(refusal.code == "reason.missing")
    #expect(refusal.kind == .wrongUse)
    try house.advance(.cancelled, reason: "样例取消")
    let shown = try house.run(EditionShow.self, EditionShow.Input(name: SampleFiles.name), as: .auditor)
    #expect(shown.history.map(\.to) == [.nominating, .preliminaryReview, .cancelled])
    #expect(shown.history.map(\.from) == [.draft, .nominating, .preliminaryReview])
    #expect(shown.history.last?.reason == "样例取消")
    #expect(shown.history.map(\.by) == ["样本·confirmer", "样本·office", "样本·office"])
  }

  @Test("SM-1 in a cancelled edition no list is computed, submitted, confirmed or returned, and nothing is imported")
  func cancelled() throws {
    let house = try Station.reviewing.installation()
    try house.compute(.candidate)
    try house.submit(.candidate)
    try house.advance(.cancelled, reason: "样例")
    let before = try house.contentDigest()
    let list = house.list(.candidate)
    let returning = ListReturn.Input(edition: list.edition, stage: .candidate, reason: "样例")
    #expect(try house.refusal(ListConfirm.self, list, as: .confirmer).code == "edition.wrong-state")
    #expect(try house.refusal(ListReturn.self, returning, as: .confirmer).code == "edition.wrong-state")
    #expect(try house.refusal(ListSubmit.self, list, as: .office).code == "edition.wrong-state")
    #expect(try house.refusal(ListCompute.self, list, as: .office).code == "edition.wrong-state")
    let input = ImportInput(
      edition: list.edition, file: house.path("edition/preliminary.csv"), dryRun: nil, replace: "样例")
    #expect(try house.refusal(ReviewImport.self, input, as: .office).code == "edition.wrong-state")
    #expect(try house.contentDigest() == before)
  }

  /// The states in which each table is imported.
  private static let importStates: [(PackageTable, [EditionState])] = [
    (.nominations, [.nominating, .preliminaryReview]), (.preliminary, [.preliminaryReview]),
    (.experts, [.nominating, .preliminaryReview, .expertReview]), (.recusals, [.expertReview]),
    (.scores, [.expertReview]), (.votes, [.voting, .composite]),
    (.decisions, [.preliminaryReview, .expertReview, .display, .voting, .composite, .inspection, .publicity]),
  ]

  @Test("SM-1 a table is imported in its states and in no other", arguments: importStates)
  func imports(table: PackageTable, states: [EditionState]) throws {
    let house = try Station.nominating.installation()
    let input = ImportInput(edition: SampleFiles.name, file: house.path("missing.csv"), dryRun: nil, replace: nil)
    for state in EditionState.allCases {
      try put(house, in: state)
      let refusal =
        switch table {
        case .nominations: try house.refusal(NominationImport.self, input, as: .office)
        case .preliminary: try house.refusal(ReviewImport.self, input, as: .office)
        case .experts: try house.refusal(PanelImport.self, input, as: .office)
        case .recusals: try house.refusal(RecusalImport.self, input, as: .office)
        case .scores: try house.refusal(ScoreImport.self, input, as: .office)
        case .votes: try house.refusal(VoteImport.self, input, as: .office)
        case .decisions: try house.refusal(DecisionImport.self, input, as: .office)
        }
      #expect(refusal.code == (states.contains(state) ? "file.missing" : "edition.wrong-state"), "\(state)")
    }
  }

  @Test("SM-1 a named edition is closed, and stays so")
  func closed() throws {
    let house = try Station.named.installation()
    try house.certify()
    try house.advance(.closed)
    #expect(try refusal(house, .cancelled).code == "edition.no-such-step")
    #expect(try house.faults().isEmpty)
  }
}
