import Primitives
import Testing

@testable import SelectionRules

@Suite("Explaining a nomination")
struct ExplainerTests {
  /// Four nominees, two named: A 90, B 80, C 80 with a higher contribution, D 70.
  private static func edition() -> SmallEdition {
    var edition = SmallEdition(["A", "B", "C", "D"], rules: .caps(150, 100, 2, 1))
    edition.inputs.rules.vote.enabled = false
    edition.panel("A", alike: (9_000, 9_000, 9_000, 9_000))
    edition.panel("B", alike: (8_000, 8_000, 8_000, 8_000))
    edition.panel("C", alike: (7_000, 8_000, 8_000, 9_000))
    edition.panel("D", alike: (7_000, 7_000, 7_000, 7_000))
    return edition
  }

  private static func stage(_ key: ByteText, _ stage: Stage, _ edition: SmallEdition) throws -> StageExplanation {
    let explainer = try Explainer(EditionCalculation(edition.inputs))
    let explanation = try #require(explainer.explanation(of: key))
    return try #require(explanation.stages.first { $0.stage == stage })
  }

  struct Place: Sendable {
    let key: ByteText
    let rank: Int
    let neighbour: ByteText
    let distance: Int
    let decider: RankingKey
  }

  @Test(
    "R-226 rank, distance to the line and the key that decided are those of the two beside the line",
    arguments: [
      Place(key: "A", rank: 1, neighbour: "B", distance: 1_000, decider: .composite),
      Place(key: "C", rank: 2, neighbour: "B", distance: 0, decider: .contribution),
      Place(key: "B", rank: 3, neighbour: "C", distance: 0, decider: .contribution),
      Place(key: "D", rank: 4, neighbour: "C", distance: -1_000, decider: .composite),
    ])
  func places(place: Place) throws {
    let stage = try Self.stage(place.key, .named, Self.edition())
    #expect(stage.rank == place.rank)
    #expect(stage.tied == 1 && stage.ranked == 4 && stage.cap == 2)
    #expect(stage.neighbour == place.neighbour)
    #expect(stage.distance == place.distance)
    #expect(stage.decider == .key(place.decider))
    #expect(stage.keys.map(\.key) == [.composite, .expert, .contribution, .craft])
  }

  @Test("R-226 where all keys are equal the recorded order decided, or nobody")
  func equalKeys() throws {
    var edition = SmallEdition(["A", "B"], rules: .caps(1))
    #expect(try Self.stage("A", .candidate, edition).decider == .nobody)
    #expect(try Self.stage("A", .candidate, edition).tied == 2)
    edition.decide(.candidate, .order, "A", "B", positions: [2, 1])
    let stage = try Self.stage("A", .candidate, edition)
    #expect(stage.decider == .recordedOrder)
    #expect(stage.neighbour == "B" && stage.distance == 0 && stage.fate == .belowLine)
    #expect(stage.decisions.map(\.kind) == [.order])
  }

  @Test("where nobody stands on the other side of the line there is no neighbour and no distance")
  func noNeighbour() throws {
    let stage = try Self.stage("A", .candidate, Self.edition())
    #expect(stage.neighbour == nil && stage.distance == nil && stage.decider == nil)
  }

  @Test("below the floor and without enough sheets there is no rank")
  func noRank() throws {
    var edition = Self.edition()
    edition.nominate("X")
    edition.inputs.rules.floors.expert = decimal("75")
    let short = try Self.stage("X", .nominee, edition)
    #expect(short.rank == nil && short.keys.isEmpty && short.fate == .tooFewSheets)
    let below = try Self.stage("D", .nominee, edition)
    #expect(below.rank == nil && below.fate == .belowFloor && below.floor == decimal("75"))
  }

  @Test("the stages end where the nomination ended, and an unqualified one has none")
  func stages() throws {
    var edition = Self.edition()
    edition.nominate("U", unqualified: "retired")
    let explainer = try Explainer(EditionCalculation(edition.inputs))
    #expect(explainer.explanation(of: "B")?.stages.map(\.stage) == [.candidate, .nominee, .named])
    #expect(explainer.explanation(of: "C")?.stages.map(\.stage) == Stage.allCases)
    #expect(explainer.explanation(of: "U")?.stages.isEmpty == true)
    #expect(explainer.explanation(of: "U")?.judges.isEmpty == true)
    #expect(explainer.explanation(of: "nobody") == nil)
  }

  @Test("R-220 R-227 each sheet says how it was used")
  func uses() throws {
    var edition = SmallEdition([])
    edition.nominate("A", code: "C1")
    edition.expert("E7", code: "C1")
    edition.panel("A", 1_000, 2_000, 3_000, 4_000, 9_000, 9_500, 9_900)
    edition.recuse("E6", from: "A")
    let explainer = try Explainer(EditionCalculation(edition.inputs))
    let judges = try #require(explainer.explanation(of: "A")).judges
    #expect(judges.map(\.expert) == ["E1", "E2", "E3", "E4", "E5", "E6", "E7"])
    #expect(
      judges.map(\.use) == [.droppedLowest, .averaged, .averaged, .averaged, .droppedHighest, .recused, .sameEmployer])
    #expect(judges.map(\.total) == [1_000, 2_000, 3_000, 4_000, 9_000, 9_500, 9_900])
    // Without one of five sheets four are averaged, none dropped: the sum of all is 190.00.
    #expect(judges.prefix(5).map(\.expertWithout) == [4_500, 4_250, 4_000, 3_750, 2_500])
    #expect(judges.suffix(2).allSatisfy { $0.expertWithout == nil && $0.passesWithout == nil })
  }

  @Test("how severe a judge was is the mean of his totals less the other judges' mean on common nominations")
  func severity() throws {
    var edition = SmallEdition(["A", "B", "C"])
    edition.panel("A", 8_000, 7_000, 6_000)
    edition.panel("B", 9_000, 7_000, 8_000, 9_000)
    edition.sheet("E4", "C", 5_000, 5_000, 5_000, 5_000)
    let explainer = try Explainer(EditionCalculation(edition.inputs))
    let judges = try #require(explainer.explanation(of: "B")).judges
    // E1: (80 − 65 + 90 − 80) / 2 = 12.50; E2: (0 − 16.67) / 2; E3: (−15 − 3.33) / 2; E4: 90 − 80, C is not common.
    #expect(judges.map(\.severity?.difference) == [1_250, -833, -917, 1_000])
    #expect(judges.map(\.severity?.nominations) == [2, 2, 2, 1])
    let alone = try #require(explainer.explanation(of: "C")).judges
    #expect(alone.first?.severity?.nominations == 1)
  }

  @Test("a nomination with too few sheets for a result is still common to the judges who scored it")
  func severityOnShortPanels() throws {
    var edition = SmallEdition("A")
    edition.panel("A", 8_000, 7_000)
    let judges = try #require(try Explainer(EditionCalculation(edition.inputs)).explanation(of: "A")).judges
    #expect(judges.map(\.severity?.difference) == [1_000, -1_000])
  }

  @Test(
    "R-220 each judge's effect if dropped is what computing without that judge's sheets gives", arguments: [0, 1, 2, 3])
  func withoutJudge(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    var inputs = try MemoryPackage.example().read()
    if seed > 0 {
      inputs = RandomEdition.inputs(&numbers)
      RandomEdition.decide(&inputs, &numbers)
      while (try? Computed(inputs)) == nil { inputs.decisions.removeLast() }
    }
    let explainer = try Explainer(EditionCalculation(inputs))
    for entry in inputs.nominations {
      for judge in try #require(explainer.explanation(of: entry.key)).judges {
        guard judge.use != .recused, judge.use != .sameEmployer else { continue }
        let expected = Result { try Computed(Self.without(judge.expert, inputs)) }
        switch expected {
        case .success(let computed):
          #expect(judge.faultWithout == nil)
          #expect(judge.expertWithout == computed.panel(entry.key.string)?.expert)
          #expect(judge.passesWithout == Stage.allCases.last { computed.keys($0).contains(entry.key) })
        case .failure(let error):
          #expect(judge.faultWithout?.code == (error as? Refusal)?.code)
        }
      }
    }
  }

  private static func without(_ expert: ByteText, _ inputs: EditionInputs) -> EditionInputs {
    var changed = inputs
    changed.sheets.removeAll { inputs.experts[$0.expert].key == expert }
    return changed
  }
}
