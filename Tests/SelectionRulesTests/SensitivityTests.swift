import Primitives
import Testing

@testable import SelectionRules

@Suite("Sensitivity")
struct SensitivityTests {
  /// The editions that are tried: the worked example and two random ones whose decisions all stand.
  private static func inputs(_ edition: Int) throws -> EditionInputs {
    if edition == 0 { return try MemoryPackage.example().read() }
    var numbers = SeededNumbers(seed: UInt64(100 + edition))
    while true {
      var inputs = RandomEdition.inputs(&numbers)
      RandomEdition.decide(&inputs, &numbers)
      inputs.rules.vote.enabled = true
      inputs.rules.dimensionWeights = ByDimension(
        spirit: decimal("0.20"), craft: decimal("0.35"), leading: decimal("0.15"), contribution: decimal("0.30"))
      guard let computed = try? Computed(inputs), computed.keys(.great).count > 0, !inputs.decisions.isEmpty else {
        continue
      }
      if computed.keys(.named).count < computed.keys(.nominee).count { return inputs }
    }
  }

  /// What computing a changed package gives beside the edition as it is.
  private static func result(_ base: Computed, _ changed: EditionInputs) -> ChangedResult? {
    do {
      // Through the files, as a person would do it.
      let computed = try MemoryPackage(changed).compute()
      return .moves(named: move(.named, base, computed), great: move(.great, base, computed))
    } catch { return (error as? Refusal).map { .fault($0) } }
  }

  private static func move(_ stage: Stage, _ base: Computed, _ changed: Computed) -> Movement {
    let (before, after) = (base.keys(stage), changed.keys(stage))
    return Movement(enter: after.subtracting(before).sorted(), leave: before.subtracting(after).sorted())
  }

  /// The result that the runs give for one per cent: no run, no change.
  private static func result(at percent: Int, _ runs: [WeightChange]) -> ChangedResult {
    runs.first { ($0.from...$0.to).contains(percent) }?.result ?? .moves(named: Movement(), great: Movement())
  }

  private static func percent(_ percent: Int) -> ExactDecimal {
    decimal(percent == 100 ? "1" : "0.\(percent < 10 ? "0" : "")\(percent)")
  }

  @Test("R-221 at every whole per cent of public weight it equals compute on the changed rules.json", arguments: 0...2)
  func publicVote(edition: Int) throws {
    let inputs = try Self.inputs(edition)
    let base = try Computed(inputs)
    let runs = try Sensitivity(base.calculation).publicVote
    for percent in 0...100 {
      var changed = inputs
      changed.rules.composite = EditionRules.Composite(
        expert: Self.percent(100 - percent), publicVote: Self.percent(percent))
      #expect(Self.result(at: percent, runs) == Self.result(base, changed), "\(percent) %")
    }
    if edition == 0 { #expect(!runs.isEmpty) }
  }

  /// The weights with one dimension at a per cent and the others in proportion; nil where no decimals write them.
  private static func weights(
    _ rules: EditionRules, _ dimension: Dimension, _ percent: Int
  ) -> ByDimension<ExactDecimal>? {
    let others = ExactDecimal.unit - rules.dimensionWeights[dimension].scaled
    var isExact = others > 0
    let weights = ByDimension<ExactDecimal> { each in
      guard each != dimension, isExact else { return Self.percent(percent) }
      let (weight, rest) = (rules.dimensionWeights[each].scaled * Int128(100 - percent) * ExactDecimal.unit)
        .quotientAndRemainder(dividingBy: others * 100)
      if rest != 0 { isExact = false }
      return ExactDecimal(scaled: weight) ?? .zero
    }
    return isExact ? weights : nil
  }

  @Test(
    "R-220 at every whole per cent of a dimension whose other weights decimals can write it equals compute on the changed rules.json",
    arguments: 0...2, Dimension.allCases)
  func dimensions(edition: Int, dimension: Dimension) throws {
    let inputs = try Self.inputs(edition)
    let base = try Computed(inputs)
    let runs = try Sensitivity(base.calculation).dimensions[dimension]
    var tried = 0
    for percent in 0...100 {
      guard let weights = Self.weights(inputs.rules, dimension, percent) else { continue }
      var changed = inputs
      changed.rules.dimensionWeights = weights
      #expect(Self.result(at: percent, runs) == Self.result(base, changed), "\(percent) %")
      tried += 1
    }
    #expect(tried >= 2, "at least the own weight and 100 % can be written")
  }

  @Test(
    "R-220 every judge's entry equals compute without that judge's sheets, and who is not named changes nothing",
    arguments: 0...2)
  func judges(edition: Int) throws {
    let inputs = try Self.inputs(edition)
    let base = try Computed(inputs)
    let judges = try Sensitivity(base.calculation).judges
    for (index, expert) in inputs.experts.enumerated() {
      var changed = inputs
      changed.sheets.removeAll { $0.expert == index }
      let expected = try #require(Self.result(base, changed))
      let found = judges.first { $0.expert == expert.key }?.result
      #expect(found == (expected.isUnchanged ? nil : expected))
    }
    #expect(judges.allSatisfy { judge in inputs.experts.contains { $0.key == judge.expert } })
  }

  @Test("runs are as long as they can be, in order, and never tell what changes nothing", arguments: 0...2)
  func runs(edition: Int) throws {
    let sensitivity = try Sensitivity(EditionCalculation(try Self.inputs(edition)))
    for runs in [sensitivity.publicVote] + Dimension.allCases.map({ sensitivity.dimensions[$0] }) {
      #expect(
        runs.allSatisfy { (0...100).contains($0.from) && $0.from <= $0.to && $0.to <= 100 && !$0.result.isUnchanged })
      for (run, next) in zip(runs, runs.dropFirst()) {
        #expect(run.to < next.from)
        #expect(run.to + 1 < next.from || run.result != next.result)
      }
    }
  }

  @Test("a decision that no longer stands is told as the fault that computing would give")
  func fault() throws {
    var edition = SmallEdition(["A", "B"], rules: .caps(150, 100, 1))
    edition.panel("A", 8_100, 8_100, 8_100)
    edition.panel("B", 8_000, 8_000, 8_000)
    edition.vote("A", 1)
    edition.vote("B", 2)
    edition.inputs.rules.composite = EditionRules.Composite(expert: .one, publicVote: .zero)
    edition.decide(.named, .remove, "A")
    edition.decide(.named, .substitute, "B")
    let runs = try Sensitivity(EditionCalculation(edition.inputs)).publicVote
    // From 2 % on B stands first (79.00 × … + 100 × … against 81 and 50), so it passed by rank.
    #expect(runs.count == 1)
    #expect(runs.first?.from == 2 && runs.first?.to == 100)
    guard case .fault(let refusal)? = runs.first?.result else {
      Issue.record("a fault was to be told")
      return
    }
    #expect(refusal.code == "decision.substitute-passed")
  }

  @Test("OP-25 with the vote off there is no sensitivity to it, and none to a dimension that weighs everything")
  func nothingToChange() throws {
    var edition = SmallEdition(["A", "B"], rules: .caps(150, 100, 1))
    edition.inputs.rules.vote.enabled = false
    edition.inputs.rules.dimensionWeights = ByDimension { $0 == .craft ? .one : .zero }
    edition.panel("A", alike: (1_000, 9_000, 1_000, 1_000))
    edition.panel("B", alike: (9_000, 1_000, 9_000, 9_000))
    let sensitivity = try Sensitivity(EditionCalculation(edition.inputs))
    #expect(sensitivity.publicVote.isEmpty)
    #expect(sensitivity.dimensions.craft.isEmpty)
    #expect(!sensitivity.dimensions.spirit.isEmpty)
  }

  @Test("R-220 a change that stops and comes again is told as two runs")
  func changeWithGap() throws {
    var edition = SmallEdition(["V", "W"], rules: .caps(150, 100, 1))
    edition.inputs.rules.vote.enabled = false
    edition.inputs.rules.panel.trimFrom = 3
    edition.inputs.rules.dimensionWeights = ByDimension(
      spirit: decimal("0.5"), craft: decimal("0.5"), leading: .zero, contribution: .zero)
    // V's middle total is the lower of 60 + 40 p and 100 − 40 p, W's is 75: V stands first from 38 % to 62 %.
    edition.sheet("E1", "V", 10_000, 6_000, 0, 0)
    edition.sheet("E2", "V", 6_000, 10_000, 0, 0)
    edition.sheet("E3", "V", 0, 0, 0, 0)
    edition.panel("W", 7_500, 7_500, 7_500)
    let runs = try Sensitivity(EditionCalculation(edition.inputs)).dimensions.spirit
    #expect(runs.map(\.from) == [0, 63] && runs.map(\.to) == [37, 100])
    let movement = Movement(enter: ["W"], leave: ["V"])
    #expect(runs.allSatisfy { $0.result == .moves(named: movement, great: movement) })
  }

  @Test("progress is told up to the total")
  func progress() throws {
    var told: [(Int, Int)] = []
    _ = try Sensitivity(EditionCalculation(try Self.inputs(0))) { told.append(($0, $1)) }
    #expect(told.last?.0 == told.last?.1)
    #expect(zip(told, told.dropFirst()).allSatisfy { $0.0 <= $1.0 })
  }
}
