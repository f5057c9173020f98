import Primitives

/// Explains nominations of a computed edition.
public struct Explainer {
  private let calculation: EditionCalculation
  private let outcome: EditionOutcome
  private let weights: Weights
  private let candidates: Set<Int>
  private var inputs: EditionInputs { calculation.inputs }

  /// Computes the edition.
  ///
  /// - Throws: a ``Refusal`` where it cannot be computed.
  public init(_ calculation: EditionCalculation) throws {
    self.calculation = calculation
    weights = Weights(rules: calculation.inputs.rules)
    outcome = try calculation.outcome(weights: weights)
    candidates = Set(outcome.passed(.candidate))
  }

  /// Explains the nomination with this key; nil where there is none.
  public func explanation(of key: ByteText) -> Explanation? {
    guard let nomination = inputs.nominations.firstIndex(where: { $0.key == key }) else { return nil }
    let stages = outcome.stages.compactMap { explain($0, nomination) }
    return Explanation(
      nomination: inputs.nominations[nomination], stages: stages,
      judges: candidates.contains(nomination) ? judges(of: nomination) : [])
  }

  // MARK: Stages

  private func explain(_ stage: StageOutcome, _ nomination: Int) -> StageExplanation? {
    guard let fate = stage.cut.fates[nomination] else { return nil }
    let ranking = stage.cut.groups.flatMap(\.members)
    let group = stage.cut.groups.first { $0.members.contains(nomination) }
    let across = ranking.firstIndex(of: nomination).flatMap { neighbour(of: $0, cap: stage.cut.cap, in: ranking) }
    let keys = zip(RankingKey.keys(of: stage.stage), group?.key.values ?? []).map { (key: $0, hundredths: $1) }
    let otherGroup = across.flatMap { other in stage.cut.groups.first { $0.members.contains(other) } }
    return StageExplanation(
      stage: stage.stage, fate: fate, rank: group.map { $0.start + 1 }, tied: group?.members.count ?? 0,
      ranked: ranking.count, cap: stage.cut.cap, keys: keys, neighbour: across.map { inputs.nominations[$0].key },
      distance: distance(group, otherGroup), decider: decider(stage.stage, group, otherGroup),
      floor: floor(of: stage.stage),
      decisions: inputs.decisions.filter { $0.stage == stage.stage && $0.nomination == nomination })
  }

  /// The first behind the line for a place before it, the last before the line for a place behind it.
  private func neighbour(of place: Int, cap: Int, in ranking: [Int]) -> Int? {
    let other = place < cap ? cap : cap - 1
    return ranking.indices.contains(other) ? ranking[other] : nil
  }

  private func distance(_ own: TiedGroup?, _ other: TiedGroup?) -> Int? {
    guard let own, let other else { return nil }
    return own.key.first - other.key.first
  }

  private func decider(_ stage: Stage, _ own: TiedGroup?, _ other: TiedGroup?) -> StageExplanation.Decider? {
    guard let own, let other else { return nil }
    let keys = zip(RankingKey.keys(of: stage), zip(own.key.values, other.key.values))
    if let (key, _) = keys.first(where: { $0.1.0 != $0.1.1 }) { return .key(key) }
    return own.isOrdered ? .recordedOrder : .nobody
  }

  private func floor(of stage: Stage) -> ExactDecimal? {
    switch stage {
    case .candidate: inputs.rules.floors.preliminary
    case .nominee: inputs.rules.floors.expert
    case .named: inputs.rules.floors.named
    case .great: inputs.rules.floors.great
    }
  }

  // MARK: Judges

  private func judges(of nomination: Int) -> [JudgeExplanation] {
    let panel = calculation.panel(weights)
    let counting = calculation.sheets.of(nomination)
    let isTrimmed = counting.count >= max(panel.minimumSheets, panel.trimFrom)
    let trimmed = isTrimmed ? panel.extremes(counting) : nil
    let counted = counting.indices.map { index in
      let use: JudgeExplanation.Use =
        index == trimmed?.highest ? .droppedHighest : index == trimmed?.lowest ? .droppedLowest : .averaged
      return explain(counting[index], use: use)
    }
    return (counted + uncounted(nomination)).sorted { $0.expert < $1.expert }
  }

  private func explain(_ sheet: ScoreSheet, use: JudgeExplanation.Use) -> JudgeExplanation {
    var fault: Refusal?
    var without: EditionOutcome?
    do {
      without = try calculation.outcome(changing: outcome, weights: weights, withoutExpert: sheet.expert)
    } catch let refusal as Refusal { fault = refusal } catch { preconditionFailure("the calculation threw \(error)") }
    let last = Stage.allCases.last { without?.passed($0).contains(sheet.nomination) ?? false }
    let panel = calculation.panel(weights).result(calculation.sheets.of(sheet.nomination), without: sheet.expert)
    return JudgeExplanation(
      expert: inputs.experts[sheet.expert].key, scores: sheet.hundredths, total: rounded(sheet), use: use,
      expertWithout: panel?.expert, passesWithout: last, faultWithout: fault, severity: severity(of: sheet.expert))
  }

  private func uncounted(_ nomination: Int) -> [JudgeExplanation] {
    let counting = Set(calculation.sheets.of(nomination).map(\.expert))
    return inputs.sheets.filter { $0.nomination == nomination && !counting.contains($0.expert) }.map { sheet in
      let isRecused = inputs.recusals.contains { $0.expert == sheet.expert && $0.nomination == nomination }
      return JudgeExplanation(
        expert: inputs.experts[sheet.expert].key, scores: sheet.hundredths, total: rounded(sheet),
        use: isRecused ? .recused : .sameEmployer, expertWithout: nil, passesWithout: nil, faultWithout: nil,
        severity: severity(of: sheet.expert))
    }
  }

  private func rounded(_ sheet: ScoreSheet) -> Int {
    roundedQuotient(weights.total(sheet.hundredths), weights.dimensionDenominator)
  }

  /// Each nomination's term is exact to 1 in the weights' denominator; the mean is rounded once.
  private func severity(of expert: Int) -> JudgeSeverity? {
    var sum: Int128 = 0
    var count = 0
    for nomination in calculation.sheets.nominations(of: expert) where candidates.contains(nomination) {
      let sheets = calculation.sheets.of(nomination)
      guard sheets.count > 1 else { continue }
      let totals = sheets.map { (expert: $0.expert, total: Int128(weights.total($0.hundredths))) }
      let all = totals.reduce(Int128(0)) { $0 + $1.total }
      let own = totals.first { $0.expert == expert }?.total ?? 0
      sum += own - (all - own) / Int128(sheets.count - 1)
      count += 1
    }
    guard count > 0 else { return nil }
    let magnitude = roundedQuotient(sum < 0 ? -sum : sum, Int128(weights.dimensionDenominator) * Int128(count))
    return JudgeSeverity(difference: sum < 0 ? -magnitude : magnitude, nominations: count)
  }
}
