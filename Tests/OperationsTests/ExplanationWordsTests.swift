import Primitives
import SelectionRules
import Testing

@testable import Operations

@Suite("The words of explanations")
struct ExplanationWordsTests {
  @Test("An explanation names a decision in words", arguments: DecisionKind.allCases)
  func decisionWords(kind: DecisionKind) throws {
    let facts = ExplanationOutput.StageFacts(
      stage: .named, fate: .belowLine, rank: nil, tied: 0, ranked: 0, cap: 1, keys: [], neighbour: nil, distance: nil,
      decider: nil, floor: nil,
      decisions: [
        ExplanationOutput.DecisionFacts(decision: kind, position: nil, document: "D", reason: "R")
      ])
    let expected = [
      DecisionKind.remove: Bilingual("取消 D R", "removed D R"), .order: Bilingual("排定 D R", "ordered D R"),
      .substitute: Bilingual("递补 D R", "substituted D R"),
    ]
    guard case .facts(let shown) = try #require(facts.blocks.last) else {
      Issue.record("the last block tells the facts")
      return
    }
    #expect(shown.last?.value == expected[kind])
  }

  @Test("The table of judges is headed by the expert, and tells in words what cannot be computed")
  func judges() throws {
    let fault = Refusal(
      "decision.substitute-not-next", message: Bilingual("长", "long"), remedy: Bilingual("改", "mend"))
    let output = EditionSensitivity.Output(
      edition: "2026", publicVote: [],
      dimensions: EditionSensitivity.Output.Dimensions(spirit: [], craft: [], leading: [], contribution: []),
      judges: [EditionSensitivity.Output.Judge(expert: "E001", named: nil, great: nil, fault: fault)])
    let table = try #require(
      output.presentation.compactMap { if case .table(let table) = $0 { table } else { nil } }.last)
    #expect(table.columns.first?.heading == Bilingual("专家", "expert"))
    #expect(table.rows.first?.prefix(2) == [Bilingual("E001", "E001"), DecisionWords.broken(fault)])
    #expect(!DecisionWords.broken(fault).en.contains(fault.code))
  }
}
