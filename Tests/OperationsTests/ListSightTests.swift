import Primitives
import SelectionRules
import Testing

@testable import Operations

@Suite("What the person who confirms a list sees")
struct ListSightTests {
  private static let header = "stage,nomination,decision,position,document,reason\n"

  private func decide(_ house: Installation, _ rows: [String] = []) throws {
    let file = try house.write("decided.csv", Self.header + rows.map { $0 + "\n" }.joined())
    try #require(try house.importing(DecisionImport.self, file, replace: "样例").isApplied)
  }

  private func texts(_ blocks: [Block]) -> String { "\(blocks)" }

  @Test("SM-19 a list tells who was removed, by number, name and document, when computed and when shown")
  func removed() throws {
    let house = try Station.reviewing.installation()
    let entry = try #require(try SampleFiles.inputs.nominations.first { $0.disqualification == nil })
    try decide(house, ["candidate,\(entry.key),remove,,\(Installation.document),样例"])
    let computed = try house.compute(.candidate)
    let shown = try house.run(ListShow.self, house.list(.candidate), as: .confirmer)
    for output in [computed, shown] {
      let removed = try #require(output.notPassed).removed
      #expect(removed.map(\.nomination) == [entry.key])
      #expect(removed.map(\.name) == [entry.name])
      #expect(removed.map(\.document.string) == [Installation.document])
      #expect(texts(output.presentation).contains(Installation.document))
    }
  }

  @Test("R-226 a list tells whom an unresolved tie keeps out, and to record order decisions")
  func unresolved() throws {
    let house = try Station.reviewing.installation()
    try decide(house)
    try house.plant("UPDATE preliminary_score SET score_hundredths = 8000")
    let output = try house.compute(.candidate)
    let inputs = try SampleFiles.inputs.nominations.filter { $0.disqualification == nil }
    #expect(output.items.isEmpty)
    #expect(try #require(output.notPassed).unresolvedTie == inputs.map(\.key).sorted())
    #expect(texts(output.presentation).contains("Record order decisions"))
    #expect(texts(output.presentation).contains("排定（order）"))
  }

  @Test("R-203 everyone who entered either passed or is counted among those who did not", arguments: Stage.allCases)
  func counts(stage: Stage) throws {
    let house = try Station.named.installation()
    let output = try house.run(ListShow.self, house.list(stage), as: .confirmer)
    let rest = try #require(output.notPassed)
    let out =
      rest.removed.count + rest.unresolvedTie.count + rest.tooFewSheets + rest.belowFloor + rest.belowLine
    #expect(output.passed + out == output.entrants)
  }

  @Test("SM-19 who did not pass is not told where the inputs changed since")
  func changed() throws {
    let house = try Station.reviewing.installation()
    try house.compute(.candidate)
    try house.plant("UPDATE preliminary_score SET score_hundredths = 0")
    let output = try house.run(ListShow.self, house.list(.candidate), as: .confirmer)
    #expect(output.notPassed == nil)
    #expect(texts(output.presentation).contains("compute it again"))
  }

  @Test(
    "SM-1 a nomination is explained as far as the edition has come",
    arguments: [
      (Station.reviewing, [Stage.candidate]), (.judging, [.candidate, .nominee]),
      (.composing, [.candidate, .nominee, .named, .great]),
    ])
  func explainedSoFar(station: Station, stages: [Stage]) throws {
    let house = try station.installation()
    let key = try #require(try SampleFiles.passed(.great).first)
    let input = NominationExplain.Input(edition: SampleFiles.name, nomination: key)
    let output = try house.run(NominationExplain.self, input, as: .auditor)
    let last = try #require(stages.last)
    #expect(output.stages.map(\.stage).allSatisfy(stages.contains))
    #expect(output.stages.contains { $0.stage == .candidate })
    #expect(output.judges.compactMap(\.passesWithout).allSatisfy { $0 <= last })
  }
}
