import Primitives

/// The exact calculation of an edition: 候选人 → 提名人选 → 齐鲁工匠 → 齐鲁大工匠.
///
/// Preparing it does once what no weight changes (the preliminary cut, the counting sheets, the weighted votes), so that
/// the sensitivity can evaluate hundreds of changed weights.
public struct EditionCalculation: Sendable {
  /// The inputs it was prepared from.
  public let inputs: EditionInputs
  let sheets: CountingSheets
  let byteOrder: [Int]
  private let vote: PublicVote
  private let decisions: [StageDecisions]
  private let preliminaryMeans: [Int]
  private let candidates: StageOutcome

  /// Prepares the calculation and computes the candidates.
  ///
  /// - Throws: a ``Refusal`` for a decision about the candidates that cannot stand, or votes beyond exact arithmetic.
  public init(_ inputs: EditionInputs) throws {
    self.inputs = inputs
    sheets = CountingSheets(inputs)
    byteOrder = SelectionRules.byteOrder(of: inputs.nominations.map(\.key))
    vote = try PublicVote(inputs)
    decisions = Stage.allCases.map { StageDecisions(inputs.decisions, stage: $0) }
    preliminaryMeans = Self.preliminaryMeans(inputs)
    candidates = try Self.candidates(inputs, preliminaryMeans, decisions[0], byteOrder)
  }

  /// Computes the edition by its own rules, up to and including a stage.
  ///
  /// - Throws: a ``Refusal`` at the line of a decision that cannot stand.
  public func outcome(through last: Stage = .great) throws -> EditionOutcome {
    try outcome(weights: Weights(rules: inputs.rules), through: last)
  }

  /// Computes the edition under other weights, or as if an expert had handed in no sheet.
  public func outcome(
    weights: Weights, withoutExpert dropped: Int? = nil, through last: Stage = .great
  ) throws -> EditionOutcome {
    var outcome = EditionOutcome()
    outcome.preliminary = preliminaryMeans
    outcome.stages = [candidates]
    if last >= .nominee { try addNominees(to: &outcome, weights: weights, dropped: dropped) }
    if last >= .named { try addNamed(to: &outcome, weights: weights) }
    if last >= .great { try addGreat(to: &outcome) }
    return outcome
  }

  // MARK: Stages

  private static func preliminaryMeans(_ inputs: EditionInputs) -> [Int] {
    var sums = [Int](repeating: 0, count: inputs.nominations.count)
    var counts = sums
    for score in inputs.preliminary {
      sums[score.nomination] += score.hundredths
      counts[score.nomination] += 1
    }
    return zip(sums, counts).map { $1 == 0 ? 0 : roundedQuotient($0, $1) }
  }

  private static func candidates(
    _ inputs: EditionInputs, _ means: [Int], _ decisions: StageDecisions, _ byteOrder: [Int]
  ) throws -> StageOutcome {
    let qualified = inputs.nominations.indices.filter { inputs.nominations[$0].disqualification == nil }
    let cutter = Cutter(
      stage: .candidate, cap: inputs.rules.caps.candidate, floor: inputs.rules.floors.preliminary,
      decisions: decisions, byteOrder: byteOrder)
    let entrants = qualified.map { Entrant(nomination: $0, key: StageKey(means[$0], count: 1)) }
    return StageOutcome(stage: .candidate, entrants: qualified, cut: try cutter.cut(entrants))
  }

  private func cutter(_ stage: Stage, cap: Int, floor: ExactDecimal?) -> Cutter {
    Cutter(stage: stage, cap: cap, floor: floor, decisions: decisions[stage.order], byteOrder: byteOrder)
  }

  private func addNominees(to outcome: inout EditionOutcome, weights: Weights, dropped: Int?) throws {
    let panel = panel(weights)
    let entrants = outcome.passed(.candidate)
    outcome.panel.reserveCapacity(entrants.count)
    for nomination in entrants { outcome.panel[nomination] = panel.result(sheets.of(nomination), without: dropped) }
    try cutNominees(&outcome)
  }

  /// Cuts the candidates by the panel's results that the outcome holds.
  private func cutNominees(_ outcome: inout EditionOutcome) throws {
    let rules = inputs.rules
    let entrants = outcome.passed(.candidate)
    let keyed = entrants.map { nomination in
      Entrant(nomination: nomination, key: outcome.panel[nomination].map(Self.nomineeKey))
    }
    let cutter = cutter(.nominee, cap: rules.caps.nominee, floor: rules.floors.expert)
    outcome.stages.append(StageOutcome(stage: .nominee, entrants: entrants, cut: try cutter.cut(keyed)))
  }

  func panel(_ weights: Weights) -> Panel {
    Panel(minimumSheets: inputs.rules.panel.minimumSheets, trimFrom: inputs.rules.panel.trimFrom, weights: weights)
  }

  // MARK: Changed editions, from a computed one

  /// The outcome with other weights of the composite: the first two stages of `base` stand as they are.
  func outcome(changing base: EditionOutcome, compositeOf weights: Weights) throws -> EditionOutcome {
    var outcome = base
    outcome.stages.removeLast(outcome.stages.count - 2)
    try addNamed(to: &outcome, weights: weights)
    try addGreat(to: &outcome)
    return outcome
  }

  /// The outcome as if an expert had handed in no sheet: only the nominations he scored are scored again.
  func outcome(changing base: EditionOutcome, weights: Weights, withoutExpert expert: Int) throws -> EditionOutcome {
    var outcome = base
    outcome.stages.removeLast(outcome.stages.count - 1)
    let panel = panel(weights)
    for nomination in sheets.nominations(of: expert) where outcome.panel[nomination] != nil {
      outcome.panel[nomination] = panel.result(sheets.of(nomination), without: expert)
    }
    try cutNominees(&outcome)
    try addNamed(to: &outcome, weights: weights)
    try addGreat(to: &outcome)
    return outcome
  }

  private func addNamed(to outcome: inout EditionOutcome, weights: Weights) throws {
    let rules = inputs.rules
    let entrants = outcome.passed(.nominee)
    let scores = rules.vote.enabled ? vote.scores(of: entrants) : entrants.map { _ in 0 }
    outcome.composites = [:]  // A changed edition begins with those of the edition as it is.
    outcome.composites.reserveCapacity(entrants.count)
    for (nomination, publicScore) in zip(entrants, scores) {
      let expert = outcome.panel[nomination]?.expert ?? 0
      let composite = rules.vote.enabled ? weights.composite(expert: expert, publicScore: publicScore) : expert
      outcome.composites[nomination] = CompositeResult(
        weightedVotes: rules.vote.enabled ? vote.weighted[nomination] : 0, publicScore: publicScore,
        composite: composite)
    }
    let keyed = entrants.map { Entrant(nomination: $0, key: Self.namedKey($0, outcome)) }
    let cutter = cutter(.named, cap: rules.caps.named, floor: rules.floors.named)
    outcome.stages.append(StageOutcome(stage: .named, entrants: entrants, cut: try cutter.cut(keyed)))
  }

  private func addGreat(to outcome: inout EditionOutcome) throws {
    let entrants = outcome.passed(.named)
    let keyed = entrants.map { Entrant(nomination: $0, key: Self.namedKey($0, outcome)) }
    let cutter = cutter(.great, cap: inputs.rules.caps.great, floor: inputs.rules.floors.great)
    outcome.stages.append(StageOutcome(stage: .great, entrants: entrants, cut: try cutter.cut(keyed)))
  }

  // MARK: Keys

  private static func nomineeKey(_ result: PanelResult) -> StageKey {
    StageKey(result.expert, result.dimensions.contribution, result.dimensions.craft, count: 3)
  }

  private static func namedKey(_ nomination: Int, _ outcome: EditionOutcome) -> StageKey? {
    guard let panel = outcome.panel[nomination], let result = outcome.composites[nomination] else { return nil }
    return StageKey(
      result.composite, panel.expert, panel.dimensions.contribution, panel.dimensions.craft, count: 4)
  }
}
