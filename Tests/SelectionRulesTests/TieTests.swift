import Primitives
import Testing

@testable import SelectionRules

@Suite("Ties at the line")
struct TieTests {
  /// Six nominations of which B, C and D are tied behind A and before E and F; the line falls behind the third place.
  private static func tied(cap: Int = 3) -> SmallEdition {
    var edition = SmallEdition(["F", "E", "D", "C", "B", "A"], rules: .caps(cap))
    for (key, score) in [("A", 9_000), ("B", 8_000), ("C", 8_000), ("D", 8_000), ("E", 7_000), ("F", 6_000)] {
      edition.review(key, score)
    }
    return edition
  }

  @Test("R-226 in an unresolved tie on the line nobody of the group passes and nobody behind it")
  func unresolved() throws {
    let computed = try Self.tied().compute()
    #expect(computed.passed(.candidate) == ["1 A"])
    #expect(["B", "C", "D"].map { computed.fate($0, .candidate) } == [.unresolvedTie, .unresolvedTie, .unresolvedTie])
    #expect(computed.fate("E", .candidate) == .belowLine)
    let summary = try JSONValue(reading: Array(computed.text("results/summary.json").utf8), file: "summary.json")
    #expect(summary["candidate"]?["unresolved"]?.elements?.map(\.string) == ["B", "C", "D"])
    #expect(summary["candidate"]?["empty"]?.integer == 2)
    #expect(summary["candidate"]?["removed"]?.integer == 0)
  }

  @Test("R-226 a recorded committee vote decides, and the group's members have ranks of their own")
  func ordered() throws {
    var edition = Self.tied()
    edition.decide(.candidate, .order, "B", "C", "D", positions: [30, 7, 8])
    let computed = try edition.compute()
    #expect(computed.passed(.candidate) == ["1 A", "2 C", "3 D"])
    #expect(computed.fate("B", .candidate) == .belowLine)
  }

  @Test("R-226 equal positions are no error and leave the group unordered")
  func equalPositions() throws {
    var edition = Self.tied()
    edition.decide(.candidate, .order, "B", "C", "D", positions: [1, 2, 2])
    #expect(try edition.compute().passed(.candidate) == ["1 A"])
  }

  @Test("R-226 a group of which one member has no order is not ordered")
  func missingOrder() throws {
    var edition = Self.tied()
    edition.decide(.candidate, .order, "B", "C", positions: [1, 2])
    #expect(try edition.compute().passed(.candidate) == ["1 A"])
  }

  @Test("R-226 a removed member of the group needs an order too, and its place stays empty")
  func removedMember() throws {
    var edition = Self.tied()
    edition.decide(.candidate, .remove, "B")
    edition.decide(.candidate, .order, "C", "D", positions: [2, 3])
    let unresolved = try edition.compute()
    #expect(unresolved.passed(.candidate) == ["1 A"])
    #expect(unresolved.fate("C", .candidate) == .unresolvedTie)
    #expect(unresolved.fate("B", .candidate) == .removed)
    edition.decide(.candidate, .order, "B", positions: [1])
    let resolved = try edition.compute()
    #expect(resolved.passed(.candidate) == ["1 A", "2 C"])
    #expect(resolved.fate("D", .candidate) == .belowLine)
  }

  @Test("R-226 in an unresolved group a removed member had no place that a substitute could take")
  func removedMemberHadNoPlace() throws {
    var edition = Self.tied()
    edition.decide(.candidate, .remove, "B")
    let summary = try edition.compute().text("results/summary.json")
    let value = try JSONValue(reading: Array(summary.utf8), file: "summary.json")
    #expect(value["candidate"]?["removed"]?.integer == 0)
    edition.decide(.candidate, .substitute, "C")
    #expect(refusal { try edition.compute() }?.code == "decision.too-many-substitutes")
  }

  @Test("R-226 orders of another stage do not count, and orders of untied nominations decide nothing")
  func otherStage() throws {
    var edition = Self.tied()
    edition.decide(.candidate, .order, "A", "E", positions: [9, 1])
    #expect(try edition.compute().passed(.candidate) == ["1 A"])
    edition.inputs.decisions = []
    edition.decide(.nominee, .order, "A", positions: [1])
    #expect(try edition.compute().passed(.candidate) == ["1 A"])
  }

  @Test(
    "R-226 a tied group wholly before or behind the line needs no order",
    arguments: [(4, ["1 A", "2 B", "2 C", "2 D"]), (1, ["1 A"]), (5, ["1 A", "2 B", "2 C", "2 D", "5 E"])])
  func groupBesideTheLine(cap: Int, passed: [String]) throws {
    let computed = try Self.tied(cap: cap).compute()
    #expect(computed.passed(.candidate) == passed)
    #expect(computed.outcome[.candidate]?.cut.unresolved.isEmpty == true)
  }

  @Test(
    "R-226 members of an unordered group stand in byte order with the row number of the first, without a gap for the removed"
  )
  func ranksOfUnordered() throws {
    var edition = Self.tied(cap: 6)
    edition.decide(.candidate, .remove, "A", "B")
    #expect(try edition.compute().passed(.candidate) == ["1 C", "1 D", "3 E", "4 F"])
  }

  @Test("R-226 an unresolved group is never decided by id, name or time of arrival")
  func neverByID() throws {
    for keys in [["A", "B"], ["B", "A"]] {
      let edition = SmallEdition(keys, rules: .caps(1))
      let computed = try edition.compute()
      #expect(computed.passed(.candidate).isEmpty)
      #expect(computed.fate("A", .candidate) == .unresolvedTie)
      #expect(computed.fate("B", .candidate) == .unresolvedTie)
    }
  }

  // MARK: The order of the keys

  @Test(
    "R-226 equal expert scores are decided by contribution, then by craft, and by nothing else",
    arguments: [
      ((60, 60, 60, 80), (80, 80, 80, 20), "A"), ((60, 60, 60, 80), (60, 80, 60, 60), "A"),
      ((60, 70, 60, 70), (60, 60, 70, 70), "A"), ((70, 60, 60, 70), (60, 60, 70, 70), nil),
    ])
  func nomineeKeys(first: (Int, Int, Int, Int), second: (Int, Int, Int, Int), ahead: String?) throws {
    var edition = SmallEdition(["B", "A"], rules: .caps(150, 1))
    edition.panel("A", alike: (first.0 * 100, first.1 * 100, first.2 * 100, first.3 * 100))
    edition.panel("B", alike: (second.0 * 100, second.1 * 100, second.2 * 100, second.3 * 100))
    #expect(try edition.compute().passed(.nominee) == (ahead.map { ["1 \($0)"] } ?? []))
  }

  @Test("R-226 equal composites are decided by the expert score first")
  func namedKeys() throws {
    var edition = SmallEdition(["A", "B"], rules: .caps(150, 100, 1))
    // A: 0.80 × 80.00 + 0.20 × 50.00 = 74.00; B: 0.80 × 67.50 + 0.20 × 100.00 = 74.00.
    edition.panel("A", 8_000, 8_000, 8_000)
    edition.panel("B", 6_750, 6_750, 6_750)
    edition.vote("A", 1)
    edition.vote("B", 2)
    let computed = try edition.compute()
    #expect(["A", "B"].map { computed.composite($0)?.composite } == [7_400, 7_400])
    #expect(computed.passed(.named) == ["1 A"])
  }

  @Test("R-226 the great are ordered by decisions of their own stage, and named.csv by those of the named")
  func ordersByStage() throws {
    var edition = SmallEdition(["A", "B", "C"], rules: .caps(150, 100, 3, 1))
    for key in ["A", "B", "C"] { edition.panel(key, 8_000, 8_000, 8_000) }
    edition.decide(.named, .order, "A", "B", "C", positions: [3, 2, 1])
    #expect(try edition.compute().passed(.great).isEmpty)
    edition.decide(.great, .order, "A", "B", "C", positions: [2, 1, 3])
    let computed = try edition.compute()
    #expect(computed.passed(.named) == ["1 C", "2 B", "3 A"])
    #expect(computed.passed(.great) == ["1 B"])
    #expect(computed.text("results/named.csv").contains("2,B,80.00,0,0.00,64.00,yes\n"))
  }

  @Test("R-226 two who differ only behind the second decimal are tied, since the rounded value is compared")
  func roundedValuesAreCompared() throws {
    var edition = SmallEdition(["A", "B"], rules: .caps(1))
    edition.review("A", 8_000, 8_000, 8_001)
    edition.review("B", 8_000)
    #expect(try edition.compute().passed(.candidate).isEmpty)
  }
}
