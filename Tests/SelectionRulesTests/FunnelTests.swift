import Primitives
import Testing

@testable import SelectionRules

@Suite("The funnel")
struct FunnelTests {
  /// An edition with the Opinion's limits in which every score falls with the nomination's number.
  private static func edition(_ count: Int) -> SmallEdition {
    var edition = SmallEdition((1...count).map { key($0) })
    for number in 1...count {
      edition.review(key(number), 9_900 - 10 * number)
      edition.panel(key(number), 9_900 - 10 * number, 9_900 - 10 * number, 9_900 - 10 * number)
      edition.vote(key(number), Int64(1_000 - number))
    }
    return edition
  }

  private static func key(_ number: Int) -> String {
    let digits = String(number)
    return "N" + String(repeating: "0", count: 3 - digits.count) + digits
  }

  @Test(
    "R-201 R-202 the 151st candidate, the 101st nominee, the 51st named and the 11th great are refused",
    arguments: zip(Stage.allCases, [150, 100, 50, 10]))
  func limits(stage: Stage, limit: Int) throws {
    let computed = try Self.edition(160).compute()
    #expect(computed.passed(stage).count == limit)
    #expect(computed.fate(Self.key(limit), stage) == .passed)
    #expect(computed.fate(Self.key(limit + 1), stage) == .belowLine)
  }

  @Test("R-202 only who passed a stage enters the next one")
  func entrants() throws {
    let computed = try Self.edition(160).compute()
    #expect(computed.outcome.stages.map(\.stage) == Stage.allCases)
    #expect(computed.outcome.stages.map(\.entrants.count) == [160, 150, 100, 50])
    #expect(computed.fate(Self.key(151), .nominee) == nil)
  }

  @Test("R-213 R-233 the great are among the same year's named")
  func greatAreNamed() throws {
    let computed = try Self.edition(160).compute()
    #expect(computed.keys(.great).count == 10)
    #expect(computed.keys(.great).isSubset(of: computed.keys(.named)))
    let rows = computed.text("results/named.csv").split(separator: "\n")
    #expect(rows.count { $0.hasSuffix(",yes") } == 10)
    #expect(rows.count { $0.hasSuffix(",no") } == 40)
  }

  @Test("R-233 a limit of the great above that of the named adds nobody")
  func greatCapAboveNamed() throws {
    var edition = Self.edition(10)
    edition.inputs.rules.caps = EditionRules.Caps(candidate: 150, nominee: 100, named: 3, great: 10)
    let computed = try edition.compute()
    #expect(computed.keys(.great) == computed.keys(.named))
    #expect(computed.keys(.great).count == 3)
  }

  @Test("R-201 R-203 the limits are upper limits: fewer are accepted and places stay empty")
  func fewer() throws {
    let computed = try Self.edition(20).compute()
    #expect(Stage.allCases.map { computed.passed($0).count } == [20, 20, 20, 10])
    let summary = try JSONValue(reading: Array(computed.text("results/summary.json").utf8), file: "summary.json")
    #expect(summary["named"]?["empty"]?.integer == 30)
  }

  @Test("R-203 a place that a removal emptied is never filled by itself", arguments: Stage.allCases)
  func neverFilled(stage: Stage) throws {
    var edition = Self.edition(160)
    edition.decide(stage, .remove, Self.key(5))
    let computed = try edition.compute()
    let limit = edition.inputs.rules.caps[stage]
    #expect(computed.passed(stage).count == limit - 1)
    #expect(computed.fate(Self.key(5), stage) == .removed)
    #expect(computed.fate(Self.key(limit + 1), stage) == .belowLine)
  }

  @Test("R-203 nobody below a floor passes though places are free; equal to the floor is not below")
  func floors() throws {
    var edition = SmallEdition("A", "B", "C")
    edition.review("A", 7_001)
    edition.review("B", 7_000)
    edition.review("C", 6_999)
    edition.inputs.rules.floors.preliminary = decimal("70.00")
    let computed = try edition.compute()
    #expect(computed.passed(.candidate) == ["1 A", "2 B"])
    #expect(computed.fate("C", .candidate) == .belowFloor)
  }

  @Test("a floor of twelve decimals is compared with the rounded value, and one above 100 stops everyone")
  func floorDecimals() throws {
    var edition = SmallEdition("A")
    edition.review("A", 7_000)
    edition.inputs.rules.floors.preliminary = decimal("70.000000000001")
    #expect(try edition.compute().fate("A", .candidate) == .belowFloor)
    edition.inputs.rules.floors.preliminary = decimal("100.01")
    edition.inputs.preliminary[0].hundredths = 10_000
    #expect(try edition.compute().fate("A", .candidate) == .belowFloor)
  }

  @Test("each floor stands on its own stage's first key")
  func floorsOfStages() throws {
    var edition = SmallEdition("A", "B")
    for key in ["A", "B"] { edition.panel(key, alike: (8_000, 8_000, 8_000, 8_000)) }
    edition.vote("A", 2)
    edition.vote("B", 1)
    // Composites: A 64.00 + 20.00, B 64.00 + 10.00.
    edition.inputs.rules.floors = EditionRules.Floors(
      preliminary: .zero, expert: decimal("80"), named: decimal("74"), great: decimal("74.01"))
    let computed = try edition.compute()
    #expect(computed.passed(.named) == ["1 A", "2 B"])
    #expect(computed.passed(.great) == ["1 A"])
    #expect(computed.fate("B", .great) == .belowFloor)
    edition.inputs.rules.floors.expert = decimal("80.01")
    #expect(try edition.compute().fate("A", .nominee) == .belowFloor)
  }

  @Test("a limit of 0 is lawful: everyone is below the line and nobody is an unresolved tie", arguments: Stage.allCases)
  func capOfZero(stage: Stage) throws {
    var edition = Self.edition(4)
    let caps = Stage.allCases.map { $0 == stage ? 0 : 50 }
    edition.inputs.rules.caps = EditionRules.Caps(candidate: caps[0], nominee: caps[1], named: caps[2], great: caps[3])
    edition.inputs.preliminary = []
    let computed = try edition.compute()
    #expect(computed.passed(stage).isEmpty)
    #expect(computed.outcome[stage]?.cut.fates.values.allSatisfy { $0 == .belowLine } == true)
  }

  @Test("an unqualified nomination is no entrant and is listed as unqualified under stage candidate")
  func unqualified() throws {
    var edition = SmallEdition("A")
    edition.nominate("B", unqualified: "not in service")
    edition.review("B", 10_000)
    let computed = try edition.compute()
    #expect(computed.fate("B", .candidate) == nil)
    #expect(computed.text("results/not_passed.csv").contains("candidate,B,unqualified\n"))
    #expect(computed.outcome[.candidate]?.entrants.count == 1)
  }

  @Test("R-219 the preliminary key is the mean of the reviewers' scores, rounded half up once, 0.00 without any")
  func preliminaryMean() throws {
    var edition = SmallEdition("A", "B", "C", "D")
    edition.review("A", 8_000, 8_001)
    edition.review("B", 8_000, 8_000, 8_001)
    edition.review("C", 8_000, 8_001, 8_001)
    let lines = try edition.compute().text("results/candidates.csv").split(separator: "\n")
    #expect(lines == ["rank,nomination,preliminary", "1,A,80.01", "1,C,80.01", "3,B,80.00", "4,D,0.00"])
  }

  @Test("a nomination removed at stage great stays among the named without being great")
  func removedAtGreat() throws {
    var edition = Self.edition(3)
    edition.decide(.great, .remove, Self.key(1))
    let computed = try edition.compute()
    #expect(computed.passed(.named).count == 3)
    #expect(computed.text("results/named.csv").split(separator: "\n")[1].hasSuffix(",no"))
    #expect(computed.text("results/not_passed.csv").contains("great,N001,removed"))
  }

  @Test("the first reason that fits is told: removed, then too few sheets, below the floor, below the line")
  func reasons() throws {
    var edition = SmallEdition(["A", "B", "C", "D", "E", "F"], rules: .caps(150, 1))
    edition.panel("A", 9_000, 9_000, 9_000)
    edition.panel("B", 8_000, 8_000, 8_000)
    edition.panel("C", 4_000, 4_000, 4_000)
    edition.panel("D", 4_000, 4_000)
    edition.panel("E", 4_000, 4_000, 4_000)
    edition.inputs.rules.floors.expert = decimal("50")
    edition.decide(.nominee, .remove, "E", "F")
    let computed = try edition.compute()
    #expect(computed.passed(.nominee) == ["1 A"])
    let reasons = computed.text("results/not_passed.csv").split(separator: "\n").filter { $0.hasPrefix("nominee") }
    #expect(
      reasons == [
        "nominee,B,below_line", "nominee,C,below_floor", "nominee,D,too_few_sheets", "nominee,E,removed",
        "nominee,F,removed",
      ])
  }
}
