import Primitives
import SelectionRules
import Testing

@testable import Operations

@Suite("SM-19 what a list rests on")
struct StageListInputTests {
  @Test("SM-19 an import voids a submitted list, which then can be neither confirmed nor returned")
  func importVoids() throws {
    let house = try Station.reviewing.installation()
    try house.compute(.candidate)
    try house.submit(.candidate)
    try house.take(ReviewImport.self, "preliminary.csv", replace: "更正")
    #expect(try house.states(.candidate) == [.void])
    #expect(try house.refusal(ListConfirm.self, house.list(.candidate), as: .confirmer).code == "list.voided")
    try house.settle(.candidate)
    #expect(try house.states(.candidate) == [.void, .confirmed])
  }

  @Test("SM-19 a decision of a later stage leaves the submitted list of an earlier one as it is")
  func laterDecision() throws {
    let house = try Station.composing.installation()
    try house.compute(.named)
    try house.compute(.great)
    try house.submit(.named)
    let great = try #require(try SampleFiles.passed(.great).first)
    let file = try house.write(
      "later.csv",
      "stage,nomination,decision,position,document,reason\ngreat,\(great),remove,,\(Installation.document),样例\n")
    #expect(try house.importing(DecisionImport.self, file).isApplied)
    #expect(try house.states(.named) == [.submitted])
    #expect(try house.states(.great) == [.void])
    try house.confirm(.named)
    #expect(try !house.compute(.great).items.map(\.nomination).contains(great))
  }

  @Test("SM-19 inputs that changed behind the program's back are found when a list is submitted or confirmed")
  func changedUnderneath() throws {
    let house = try Station.reviewing.installation()
    try house.compute(.candidate)
    try house.plant("UPDATE preliminary_score SET score_hundredths = 0")
    #expect(try house.refusal(ListSubmit.self, house.list(.candidate), as: .office).code == "list.inputs-changed")
    try house.compute(.candidate)
    try house.submit(.candidate)
    try house.plant("UPDATE preliminary_score SET score_hundredths = 1")
    #expect(
      try house.refusal(ListConfirm.self, house.list(.candidate), as: .confirmer).code == "list.inputs-changed")
  }

  @Test("SM-19 rows that changed behind the program's back are found when a list is confirmed")
  func changedRows() throws {
    let house = try Station.reviewing.installation()
    try house.compute(.candidate)
    try house.submit(.candidate)
    try house.plant("UPDATE stage_list_row SET score_hundredths = 9999 WHERE row_number = 3")
    #expect(
      try house.refusal(ListConfirm.self, house.list(.candidate), as: .confirmer).code == "list.inputs-changed")
  }

  @Test("SM-19 what a confirmed list of candidates rests on refuses any change")
  func candidateInputs() throws {
    let house = try Station.reviewing.installation()
    try house.settle(.candidate)
    let before = try house.contentDigest()
    for replace in [nil, "更正"] {
      let nominations = ImportInput(
        edition: SampleFiles.name, file: house.path("edition/nominations.csv"), dryRun: nil, replace: replace)
      #expect(try house.refusal(NominationImport.self, nominations, as: .office).code == "list.confirmed")
      let reviews = ImportInput(
        edition: SampleFiles.name, file: house.path("edition/preliminary.csv"), dryRun: nil, replace: replace)
      #expect(try house.refusal(ReviewImport.self, reviews, as: .office).code == "list.confirmed")
    }
    #expect(try house.contentDigest() == before)
  }

  @Test("SM-19 what a confirmed list of nominees rests on refuses any change")
  func nomineeInputs() throws {
    let house = try Station.judging.installation()
    try house.settle(.nominee)
    let before = try house.contentDigest()
    func input(_ file: String) -> ImportInput {
      ImportInput(edition: SampleFiles.name, file: house.path("edition/" + file), dryRun: nil, replace: "更正")
    }
    #expect(try house.refusal(ScoreImport.self, input("scores.csv"), as: .office).code == "list.confirmed")
    #expect(try house.refusal(RecusalImport.self, input("recusals.csv"), as: .office).code == "list.confirmed")
    #expect(try house.refusal(PanelImport.self, input("experts.csv"), as: .office).code == "list.confirmed")
    #expect(try house.contentDigest() == before)
  }

  @Test("SM-19 what a confirmed list of the named rests on refuses any change")
  func namedInputs() throws {
    let house = try Station.composing.installation()
    try house.settle(.named)
    let input = ImportInput(
      edition: SampleFiles.name, file: house.path("edition/votes.csv"), dryRun: nil, replace: "更正")
    #expect(try house.refusal(VoteImport.self, input, as: .office).code == "list.confirmed")
  }

  @Test("SM-19 a decision of a confirmed stage is refused at its line")
  func decisionOfConfirmedStage() throws {
    let house = try Station.reviewing.installation()
    let candidate = try #require(try SampleFiles.passed(.candidate).last)
    try house.settle(.candidate)
    let before = try house.contentDigest()
    let file = try house.write(
      "late.csv",
      "stage,nomination,decision,position,document,reason\n"
        + "candidate,\(candidate),remove,,\(Installation.document),样例\n")
    let output = try house.importing(DecisionImport.self, file)
    #expect(!output.isApplied)
    #expect(output.lines.map(\.line) == [2])
    #expect(output.lines.first?.refusals.map(\.code) == ["list.confirmed"])
    #expect(try house.contentDigest() == before)
  }

  @Test("SM-1 a decision of a stage that is not worked on is refused at its line")
  func decisionOfOtherStage() throws {
    let house = try Station.reviewing.installation()
    let file = try house.write(
      "early.csv",
      "stage,nomination,decision,position,document,reason\n"
        + "nominee,2026-0001,remove,,\(Installation.document),样例\n")
    let output = try house.importing(DecisionImport.self, file)
    #expect(output.lines.first?.refusals.map(\.code) == ["edition.wrong-state"])
  }

  @Test("SM-19 replacing the decisions keeps those of confirmed stages")
  func replacedDecisions() throws {
    let house = try Station.judging.installation()
    let before = try house.texts("SELECT nomination FROM decision WHERE stage = 'candidate' ORDER BY sequence")
    let file = try house.write("none.csv", "stage,nomination,decision,position,document,reason\n")
    #expect(try house.importing(DecisionImport.self, file, replace: "撤回").isApplied)
    #expect(try house.texts("SELECT nomination FROM decision WHERE stage = 'candidate' ORDER BY sequence") == before)
    #expect(try house.count("decision WHERE stage <> 'candidate'") == 0)
    #expect(try house.faults().isEmpty)
  }
}
