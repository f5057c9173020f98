import Primitives
import Testing

@testable import SelectionRules

@Suite("The panel")
struct PanelTests {
  @Test(
    "R-220 five sheets drop one highest and one lowest, four and three are averaged, two give no result",
    arguments: [
      ([1_000, 2_000, 3_000, 4_000, 10_000], 3_000), ([10_000, 4_000, 3_000, 2_000, 1_000], 3_000),
      ([1_000, 2_000, 3_000, 10_000], 4_000), ([1_000, 2_000, 10_000], 4_333), ([10_000, 10_000], nil),
      ([0, 10_000, 10_000, 10_000, 10_000], 10_000), ([10_000, 0, 0, 0, 0], 0),
      ([1_000, 2_000, 3_000, 4_000, 5_000, 10_000], 3_500), ([], nil),
    ] as [([Int], Int?)])
  func trimming(totals: [Int], expected: Int?) throws {
    var edition = SmallEdition("A")
    for (index, total) in totals.enumerated() { edition.sheet("E\(index)", "A", total, total, total, total) }
    let panel = try edition.compute().panel("A")
    #expect(panel?.expert == expected)
    #expect(panel?.sheets == (expected == nil ? nil : totals.count))
  }

  @Test("R-220 without the minimum of sheets a nomination is an entrant, in no tied group, and does not pass")
  func tooFewSheets() throws {
    var edition = SmallEdition(["A", "B", "C"], rules: .caps(150, 2))
    edition.panel("A", 8_000, 8_000, 8_000)
    let computed = try edition.compute()
    #expect(computed.passed(.nominee) == ["1 A"])
    #expect(computed.fate("B", .nominee) == .tooFewSheets)
    #expect(computed.outcome[.nominee]?.cut.groups.count == 1)
  }

  @Test("R-220 the minimum and the number from which totals are dropped are the edition's, in any relation")
  func numbers() throws {
    var edition = SmallEdition("A")
    for (index, total) in [1_000, 2_000, 9_000].enumerated() {
      edition.sheet("E\(index)", "A", total, total, total, total)
    }
    edition.inputs.rules.panel = EditionRules.Panel(minimumSheets: 1, trimFrom: 3)
    #expect(try edition.compute().panel("A")?.expert == 2_000)
    edition.inputs.rules.panel = EditionRules.Panel(minimumSheets: 4, trimFrom: 3)
    #expect(try edition.compute().panel("A") == nil)
    edition.inputs.rules.panel = EditionRules.Panel(minimumSheets: 1, trimFrom: 100)
    #expect(try edition.compute().panel("A")?.expert == 4_000)
  }

  @Test("R-220 of equal highest totals the last expert's sheet is dropped, in byte order")
  func equalHighest() throws {
    // E10 stands before E2 in byte order; the tied highest totals are those of E10 and E2.
    var edition = SmallEdition("A")
    edition.sheet("E2", "A", 10_000, 8_000, 9_000, 9_000)
    edition.sheet("E10", "A", 9_000, 9_000, 9_000, 9_000)
    edition.panel("A", 5_000)
    edition.sheet("E3", "A", 6_000, 6_000, 6_000, 6_000)
    edition.sheet("E4", "A", 7_000, 7_000, 7_000, 7_000)
    let panel = try edition.compute().panel("A")
    #expect(panel?.expert == 7_333)
    #expect(panel?.dimensions == ByDimension(spirit: 7_333, craft: 7_333, leading: 7_333, contribution: 7_333))
  }

  @Test("R-220 of equal lowest totals the first expert's sheet is dropped, in byte order")
  func equalLowest() throws {
    var edition = SmallEdition("A")
    edition.sheet("E2", "A", 6_000, 4_000, 5_000, 5_000)
    edition.sheet("E10", "A", 5_000, 5_000, 5_000, 5_000)
    edition.panel("A", 9_000)
    edition.sheet("E3", "A", 6_000, 6_000, 6_000, 6_000)
    edition.sheet("E4", "A", 7_000, 7_000, 7_000, 7_000)
    let panel = try edition.compute().panel("A")
    #expect(panel?.expert == 6_000)
    #expect(panel?.dimensions == ByDimension(spirit: 6_333, craft: 5_667, leading: 6_000, contribution: 6_000))
  }

  @Test("R-220 where all totals are equal the last expert is dropped as highest and the first as lowest")
  func allEqual() throws {
    var edition = SmallEdition("A")
    let crafts = [("E1", 5_100), ("E2", 5_200), ("E3", 5_300), ("E4", 5_400), ("E5", 5_900)]
    for (expert, craft) in crafts.reversed() { edition.sheet(expert, "A", 10_000 - craft, craft, 5_000, 5_000) }
    let panel = try edition.compute().panel("A")
    #expect(panel?.expert == 5_000)
    #expect(panel?.dimensions.craft == 5_300)
  }

  @Test(
    "R-220 a mean is rounded once, half up, to two decimals",
    arguments: [
      ([(7_000, 7_000), (7_001, 7_001)], 7_001), ([(7_000, 7_000), (7_000, 7_000), (7_001, 7_001)], 7_000),
      // Totals 70.0075 and 70.0000: rounding each first would give 70.01.
      ([(7_001, 7_000), (7_000, 7_000)], 7_000),
      ([(9_999, 9_999), (10_000, 10_000)], 10_000), ([(0, 0), (1, 1)], 1), ([(0, 0), (0, 0), (1, 1)], 0),
    ])
  func rounding(sheets: [(Int, Int)], expected: Int) throws {
    var edition = SmallEdition("A")
    edition.inputs.rules.panel = EditionRules.Panel(minimumSheets: 1, trimFrom: 9)
    for (index, sheet) in sheets.enumerated() { edition.sheet("E\(index)", "A", sheet.0, sheet.0, sheet.0, sheet.1) }
    #expect(try edition.compute().panel("A")?.expert == expected)
  }

  @Test(
    "R-220 weights of twelve decimals count to the last one",
    arguments: [(7_001, 7_001), (0, 7_000), (10_000, 7_001)])
  func twelveDecimals(leading: Int, expected: Int) throws {
    var edition = SmallEdition("A")
    edition.inputs.rules.dimensionWeights = ByDimension(
      spirit: decimal("0.5"), craft: decimal("0.499999999999"), leading: decimal("0.000000000001"), contribution: .zero)
    edition.inputs.rules.panel.minimumSheets = 1
    // 0.5 × 70.01 + 0.5 × 70.00 is exactly 70.005; the last decimal's weight decides on which side the total lies.
    edition.sheet("E1", "A", 7_001, 7_000, leading, 10_000)
    #expect(try edition.compute().panel("A")?.expert == expected)
  }

  @Test("R-220 a dimension may weigh 1 and the others nothing", arguments: Dimension.allCases)
  func singleDimension(dimension: Dimension) throws {
    var edition = SmallEdition("A")
    edition.inputs.rules.dimensionWeights = ByDimension { $0 == dimension ? .one : .zero }
    edition.panel("A", alike: (1_000, 2_000, 3_000, 4_000))
    #expect(try edition.compute().panel("A")?.expert == (dimension.order + 1) * 1_000)
  }

  @Test(
    "R-227 an expert's recusal takes his sheet out, whatever its kind, and only for that nomination",
    arguments: RecusalKind.allCases)
  func recusal(kind: RecusalKind) throws {
    var edition = SmallEdition("A", "B")
    for key in ["A", "B"] { edition.panel(key, 5_000, 6_000, 7_000, 10_000) }
    edition.recuse("E4", from: "A", kind)
    let computed = try edition.compute()
    #expect(computed.panel("A")?.expert == 6_000)
    #expect(computed.panel("A")?.sheets == 3)
    #expect(computed.panel("B")?.sheets == 4)
  }

  @Test(
    "R-227 the sheet of an expert with the nominee's employer does not count; an empty code differs from every code",
    arguments: [
      ("C1", "C1", 3), ("C1", "C2", 4), ("", "", 4), ("C1", "", 4), ("", "C1", 4), ("c1", "C1", 4), ("C1 ", "C1", 4),
      ("\u{E9}", "e\u{301}", 4),
    ])
  func sameEmployer(expertCode: String, nominationCode: String, sheets: Int) throws {
    var edition = SmallEdition([])
    edition.nominate("A", code: nominationCode)
    edition.expert("E4", code: expertCode)
    edition.panel("A", 5_000, 6_000, 7_000, 8_000)
    #expect(try edition.compute().panel("A")?.sheets == sheets)
  }

  @Test("R-227 recusals count before the minimum and before trimming")
  func recusalBeforeTrimming() throws {
    var edition = SmallEdition("A")
    edition.panel("A", 1_000, 2_000, 3_000, 4_000, 10_000)
    edition.recuse("E1", from: "A")
    #expect(try edition.compute().panel("A")?.expert == 4_750)
    edition.recuse("E2", from: "A")
    edition.recuse("E3", from: "A")
    #expect(try edition.compute().fate("A", .nominee) == .tooFewSheets)
  }

  @Test("sheets of a nomination that is no candidate are ignored")
  func noCandidate() throws {
    var edition = SmallEdition(["A", "B"], rules: .caps(1))
    edition.review("A", 9_000)
    edition.panel("B", 8_000, 8_000, 8_000)
    edition.vote("B", 5)
    let computed = try edition.compute()
    #expect(computed.panel("B") == nil)
    #expect(computed.passed(.nominee).isEmpty)
  }
}
