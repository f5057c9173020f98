import Primitives
import Testing

@testable import SelectionRules

@Suite("Substitutes and decisions that cannot stand")
struct SubstituteTests {
  /// A to H from 90.00 down, D and E tied, three places, A and B removed.
  private static func edition(cap: Int = 3) -> SmallEdition {
    var edition = SmallEdition(["A", "B", "C", "D", "E", "F", "G", "H"], rules: .caps(cap))
    let scores = [9_000, 8_900, 8_800, 8_000, 8_000, 7_000, 6_900, 1_000]
    for (key, score) in zip(["A", "B", "C", "D", "E", "F", "G", "H"], scores) { edition.review(key, score) }
    edition.inputs.rules.floors.preliminary = decimal("50")
    edition.decide(.candidate, .remove, "A", "B")
    return edition
  }

  @Test("R-203 a recorded decision gives emptied places to the next in rank, last in the results")
  func wholeGroup() throws {
    var edition = Self.edition()
    edition.decide(.candidate, .substitute, "E", "D")
    let computed = try edition.compute()
    #expect(computed.passed(.candidate) == ["1 C", "2 D", "2 E"])
    #expect(computed.fate("D", .candidate) == .substituted)
    let value = try JSONValue(reading: Array(computed.text("results/summary.json").utf8), file: "summary.json")
    let summary = try #require(value["candidate"])
    #expect(["passed", "empty", "removed"].map { summary[ByteText($0)]?.integer } == [3, 0, 0])
  }

  @Test("R-226 a part of a tied group takes places only by its recorded order")
  func partOfGroup() throws {
    var edition = Self.edition()
    edition.decide(.candidate, .substitute, "E")
    let refused = refusal { try edition.compute() }
    #expect(refused?.code == "decision.substitute-unordered")
    #expect(refused?.location == Refusal.Location(file: "decisions.csv", line: 4, column: "decision"))
    edition.decide(.candidate, .order, "D", "E", positions: [2, 1])
    #expect(try edition.compute().passed(.candidate) == ["1 C", "2 E"])
  }

  @Test("R-226 all members of an unresolved tie may be substitutes without an order")
  func unresolvedGroup() throws {
    var edition = Self.edition(cap: 4)
    #expect(try edition.compute().fate("D", .candidate) == .unresolvedTie)
    edition.decide(.candidate, .substitute, "D", "E")
    let computed = try edition.compute()
    #expect(computed.passed(.candidate) == ["1 C", "2 D", "2 E"])
    #expect(computed.outcome[.candidate]?.cut.unresolved.isEmpty == true)
  }

  @Test("those who passed by rank and substitutes of one unordered group are ranked apart")
  func ranksApart() throws {
    var edition = SmallEdition(["A", "B", "C", "D"], rules: .caps(3))
    for (key, score) in [("A", 9_000), ("B", 8_000), ("C", 8_000), ("D", 8_000)] { edition.review(key, score) }
    edition.decide(.candidate, .remove, "A")
    edition.decide(.candidate, .order, "B", "C", "D", positions: [3, 2, 1])
    edition.decide(.candidate, .substitute, "B")
    #expect(try edition.compute().passed(.candidate) == ["1 D", "2 C", "3 B"])
  }

  /// One decision too many on the edition above and where it must be refused.
  struct Refused: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let substitutes: [String]
    let code: String
    let line: Int
  }

  @Test(
    "a substitute decision that cannot stand is refused by its line",
    arguments: [
      Refused(
        testDescription: "more than emptied places, told at the last", substitutes: ["D", "E", "F"],
        code: "decision.too-many-substitutes", line: 6),
      Refused(testDescription: "passed by rank", substitutes: ["C"], code: "decision.substitute-passed", line: 4),
      Refused(testDescription: "removed", substitutes: ["A"], code: "decision.substitute-removed", line: 4),
      Refused(testDescription: "below the floor", substitutes: ["H"], code: "decision.substitute-below-floor", line: 4),
      Refused(testDescription: "not the next", substitutes: ["F"], code: "decision.substitute-not-next", line: 4),
      Refused(
        testDescription: "one of two is not next", substitutes: ["D", "F"], code: "decision.substitute-not-next",
        line: 5),
    ])
  func refusedSubstitutes(refused: Refused) throws {
    var edition = Self.edition()
    for key in refused.substitutes { edition.decide(.candidate, .substitute, key) }
    let found = refusal { try edition.compute() }
    #expect(found?.code == refused.code)
    #expect(found?.location?.file == "decisions.csv")
    #expect(found?.location?.line == refused.line)
  }

  @Test("a substitute without any emptied place is refused")
  func nothingEmptied() throws {
    var edition = Self.edition()
    edition.inputs.decisions = []
    edition.decide(.candidate, .substitute, "D")
    #expect(refusal { try edition.compute() }?.code == "decision.too-many-substitutes")
  }

  @Test("a removal behind the line empties no place")
  func removalBehindTheLine() throws {
    var edition = Self.edition()
    edition.inputs.decisions = []
    edition.decide(.candidate, .remove, "F")
    edition.decide(.candidate, .substitute, "D")
    let found = refusal { try edition.compute() }
    #expect(found?.code == "decision.too-many-substitutes")
    #expect(found?.location?.line == 3)
  }

  @Test("a substitute without enough sheets is refused")
  func withoutKeys() throws {
    var edition = SmallEdition(["A", "B"], rules: .caps(2, 1))
    edition.panel("A", 8_000, 8_000, 8_000)
    edition.panel("B", 8_000, 8_000)
    edition.decide(.nominee, .remove, "A")
    edition.decide(.nominee, .substitute, "B")
    let found = refusal { try edition.compute() }
    #expect(found?.code == "decision.substitute-without-keys")
    #expect(found?.location?.line == 3)
  }

  @Test("a substitute enters the next stages like everyone")
  func entersNextStage() throws {
    var edition = Self.edition()
    edition.decide(.candidate, .substitute, "D", "E")
    edition.panel("D", 8_000, 8_000, 8_000)
    edition.panel("F", 9_000, 9_000, 9_000)
    #expect(try edition.compute().passed(.named) == ["1 D"])
  }

  @Test(
    "a decision about no entrant of its stage is refused by its line, so nobody is removed twice",
    arguments: DecisionKind.allCases)
  func notAnEntrant(kind: DecisionKind) throws {
    var edition = Self.edition()
    edition.decide(.candidate, .order, "C", positions: [1])
    edition.decide(.nominee, kind, "A", positions: [1])
    let found = refusal { try edition.compute() }
    #expect(found?.code == "decision.not-an-entrant")
    #expect(found?.location == Refusal.Location(file: "decisions.csv", line: 5, column: "nomination"))
  }

  @Test("a decision about an unqualified nomination is refused")
  func unqualified() throws {
    var edition = SmallEdition("A")
    edition.nominate("B", unqualified: "retired")
    edition.decide(.candidate, .remove, "B")
    #expect(refusal { try edition.compute() }?.code == "decision.not-an-entrant")
  }

  @Test("a removed nomination is counted like everyone, so that nobody else's place or score changes")
  func removalChangesNobodyElse() throws {
    var edition = SmallEdition(["A", "B", "C"], rules: .caps(150, 100, 2))
    for (key, score) in [("A", 9_000), ("B", 8_000), ("C", 7_000)] { edition.panel(key, score, score, score) }
    for (key, votes) in [("A", 30), ("B", 20), ("C", 10)] { edition.vote(key, Int64(votes)) }
    let before = try edition.compute()
    edition.decide(.named, .remove, "A")
    let after = try edition.compute()
    #expect(after.composite("B") == before.composite("B"))
    #expect(after.composite("C") == before.composite("C"))
    #expect(after.passed(.named) == ["1 B"])
    #expect(after.fate("C", .named) == .belowLine)
  }
}
