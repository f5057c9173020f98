import Primitives
import SelectionRules

/// The specification of the calculation once more, written for these tests as plainly as the page says it: by counting,
/// quadratic, sharing nothing with the calculation but the inputs.
enum NaiveEdition {
  struct Entrant {
    let nomination: Int
    /// The stage's keys in hundredths, nil without an expert result.
    let keys: [Int]?
  }

  struct StageResult {
    var entrants: [Entrant] = []
    var rows: [(rank: Int, nomination: Int)] = []
    var reasons: [Int: String] = [:]
    var left: [Int] = []
    var emptied = 0
    var substitutes = 0
  }

  struct Results {
    var stages: [Stage: StageResult] = [:]
    var panels: [Int: Panel] = [:]
    var composites: [Int: (votes: Int128, publicScore: Int, composite: Int)] = [:]
    subscript(stage: Stage) -> StageResult? { stages[stage] }
  }

  struct Panel {
    let sheets: Int
    let expert: Int
    let dimensions: [Int]
  }

  /// The results of all stages; nil where a decision cannot stand.
  static func stages(_ inputs: EditionInputs) -> Results? {
    var results = Results()
    for stage in Stage.allCases {
      guard compute(stage, inputs, &results) else { return nil }
    }
    return results
  }

  /// Adds one stage to the results of those before it; false where a decision cannot stand.
  static func compute(_ stage: Stage, _ inputs: EditionInputs, _ results: inout Results) -> Bool {
    let entrants = entrants(of: stage, inputs, &results)
    results.stages[stage] = cut(stage, entrants, inputs)
    return results.stages[stage] != nil
  }

  // MARK: Entrants and keys

  private static func entrants(of stage: Stage, _ inputs: EditionInputs, _ results: inout Results) -> [Entrant] {
    let passed: (Stage) -> [Int] = { [results] in results[$0]?.rows.map(\.nomination) ?? [] }
    switch stage {
    case .candidate:
      return inputs.nominations.indices.filter { inputs.nominations[$0].disqualification == nil }.map { nomination in
        let scores = inputs.preliminary.filter { $0.nomination == nomination }.map(\.hundredths)
        return Entrant(
          nomination: nomination, keys: [scores.isEmpty ? 0 : halfUp(Int128(scores.reduce(0, +)), Int128(scores.count))]
        )
      }
    case .nominee:
      return passed(.candidate).map { nomination in
        results.panels[nomination] = panel(nomination, inputs)
        let panel = results.panels[nomination]
        return Entrant(nomination: nomination, keys: panel.map { [$0.expert, $0.dimensions[3], $0.dimensions[1]] })
      }
    case .named:
      let nominees = passed(.nominee)
      for nomination in nominees { results.composites[nomination] = composite(nomination, nominees, inputs, results) }
      return nominees.map { Entrant(nomination: $0, keys: namedKeys($0, results)) }
    case .great:
      return passed(.named).map { Entrant(nomination: $0, keys: namedKeys($0, results)) }
    }
  }

  private static func namedKeys(_ nomination: Int, _ results: Results) -> [Int]? {
    guard let panel = results.panels[nomination], let composite = results.composites[nomination] else { return nil }
    return [composite.composite, panel.expert, panel.dimensions[3], panel.dimensions[1]]
  }

  /// Half up: the floor of the quotient plus one half.
  private static func halfUp(_ dividend: Int128, _ divisor: Int128) -> Int {
    Int((2 * dividend + divisor) / (2 * divisor))
  }

  private static func panel(_ nomination: Int, _ inputs: EditionInputs) -> Panel? {
    let code = inputs.nominations[nomination].employerCreditCode
    var sheets = inputs.sheets.filter { sheet in
      let expert = inputs.experts[sheet.expert]
      let isRecused = inputs.recusals.contains { $0.expert == sheet.expert && $0.nomination == nomination }
      let sharesEmployer = expert.employerCreditCode == code && !code.isEmpty
      return sheet.nomination == nomination && !isRecused && !sharesEmployer
    }
    let count = sheets.count
    guard count >= inputs.rules.panel.minimumSheets else { return nil }
    let weights = Dimension.allCases.map { inputs.rules.dimensionWeights[$0].scaled }
    let total: (ScoreSheet) -> Int128 = { sheet in
      zip(weights, Dimension.allCases).reduce(Int128(0)) { $0 + $1.0 * Int128(sheet.hundredths[$1.1]) }
    }
    let key: (ScoreSheet) -> ByteText = { inputs.experts[$0.expert].key }
    if count >= inputs.rules.panel.trimFrom {
      sheets.sort { total($0) == total($1) ? key($0) < key($1) : total($0) < total($1) }
      sheets = Array(sheets.dropFirst().dropLast())
    }
    let divisor = Int128(sheets.count)
    return Panel(
      sheets: count, expert: halfUp(sheets.map(total).reduce(0, +), divisor * ExactDecimal.unit),
      dimensions: Dimension.allCases.map { dimension in
        halfUp(Int128(sheets.map { $0.hundredths[dimension] }.reduce(0, +)), divisor)
      })
  }

  private static func composite(
    _ nomination: Int, _ nominees: [Int], _ inputs: EditionInputs, _ results: Results
  ) -> (votes: Int128, publicScore: Int, composite: Int) {
    let expert = results.panels[nomination]?.expert ?? 0
    guard inputs.rules.vote.enabled else { return (0, 0, expert) }
    let votes: (Int) -> Int128 = { nominee in
      inputs.votes.filter { $0.nomination == nominee }.reduce(Int128(0)) { sum, row in
        sum + (inputs.rules.vote.channelWeights[row.channel] ?? .one).scaled * Int128(row.votes)
      }
    }
    let own = votes(nomination)
    let all = nominees.map(votes)
    let publicScore: Int
    switch inputs.rules.vote.method {
    case .rank:
      let voted = all.count { $0 > 0 }
      let rank = 1 + all.count { $0 > own }
      publicScore = own == 0 ? 0 : halfUp(Int128(10_000 * (voted - rank + 1)), Int128(voted))
    case .share:
      let highest = all.max() ?? 0
      publicScore = highest == 0 ? 0 : halfUp(10_000 * own, highest)
    }
    let weights = inputs.rules.composite
    let sum = weights.expert.scaled * Int128(expert) + weights.publicVote.scaled * Int128(publicScore)
    return (own, publicScore, halfUp(sum, ExactDecimal.unit))
  }

  // MARK: The cut

  private static func floor(_ stage: Stage, _ rules: EditionRules) -> Int128 {
    switch stage {
    case .candidate: rules.floors.preliminary?.scaled ?? 0
    case .nominee: rules.floors.expert?.scaled ?? 0
    case .named: rules.floors.named?.scaled ?? 0
    case .great: rules.floors.great?.scaled ?? 0
    }
  }

  private static func cut(_ stage: Stage, _ entrants: [Entrant], _ inputs: EditionInputs) -> StageResult? {
    let decisions = inputs.decisions.filter { $0.stage == stage }
    guard decisions.allSatisfy({ decision in entrants.contains { $0.nomination == decision.nomination } }) else {
      return nil
    }
    let line = Line(stage: stage, entrants: entrants, decisions: decisions, inputs: inputs)
    var result = StageResult(entrants: entrants)
    result.left = line.inRankOrder(line.ranked.filter { !line.isRemoved($0) && !line.hasPlace($0) })
    result.emptied = line.ranked.count { line.isRemoved($0) && line.hasPlace($0) }
    let substitutes = decisions.filter { $0.kind == .substitute }.map(\.nomination)
    guard substitutes.count <= result.emptied, line.mayTakePlaces(substitutes, left: result.left) else { return nil }
    result.substitutes = substitutes.count
    let passed = line.inRankOrder(line.ranked.filter { !line.isRemoved($0) && line.hasPlace($0) })
    result.rows = line.rows(passed, after: 0) + line.rows(line.inRankOrder(substitutes), after: passed.count)
    for nomination in entrants.map(\.nomination) where !result.rows.contains(where: { $0.nomination == nomination }) {
      result.reasons[nomination] = line.reason(nomination)
    }
    return result
  }

  /// The questions of the cut, each answered by counting.
  private struct Line {
    /// Where one ranked entrant stands.
    private struct Standing {
      /// How many stand strictly before the whole tied group.
      let better: Int
      let group: [Int]
      let isOrdered: Bool
      /// How many stand before the nomination itself; in a group that is not ordered, before the group.
      let before: Int
    }

    let ranked: [Int]
    private let cap: Int
    private let names: [ByteText]
    private let removed: Set<Int>
    private let withKeys: Set<Int>
    private let standings: [Int: Standing]

    init(stage: Stage, entrants: [Entrant], decisions: [Decision], inputs: EditionInputs) {
      cap = inputs.rules.caps[stage]
      names = inputs.nominations.map(\.key)
      removed = Set(decisions.filter { $0.kind == .remove }.map(\.nomination))
      let keyed = entrants.compactMap { entrant in entrant.keys.map { (entrant.nomination, $0) } }
      withKeys = Set(keyed.map(\.0))
      let floor = floor(stage, inputs.rules)
      let above = keyed.filter { Int128($0.1[0]) * (ExactDecimal.unit / 100) >= floor }
      ranked = above.map(\.0)
      // The keys as the digits of one number, so that the first decides before the second.
      let value = Dictionary(uniqueKeysWithValues: above.map { ($0.0, $0.1.reduce(0) { $0 * 10_001 + $1 }) })
      let orders = decisions.filter { $0.kind == .order }
      let position = Dictionary(uniqueKeysWithValues: orders.map { ($0.nomination, $0.position ?? 0) })
      standings = Dictionary(
        uniqueKeysWithValues: value.keys.map { ($0, Self.standing(of: $0, value, position)) })
    }

    private static func standing(of nomination: Int, _ value: [Int: Int], _ position: [Int: Int]) -> Standing {
      let own = value[nomination] ?? 0
      let better = value.values.count { $0 > own }
      let group = value.filter { $0.value == own }.map(\.key)
      let positions = group.compactMap { position[$0] }
      let isOrdered = group.count == 1 || (positions.count == group.count && Set(positions).count == group.count)
      let before = isOrdered && group.count > 1 ? positions.count { $0 < position[nomination] ?? 0 } : 0
      return Standing(better: better, group: group, isOrdered: isOrdered, before: better + before)
    }

    func isRemoved(_ nomination: Int) -> Bool { removed.contains(nomination) }

    func hasPlace(_ nomination: Int) -> Bool {
      guard let standing = standings[nomination] else { return false }
      return standing.isOrdered ? standing.before < cap : standing.better + standing.group.count <= cap
    }

    func inRankOrder(_ nominations: [Int]) -> [Int] {
      let before: (Int) -> Int = { standings[$0]?.before ?? 0 }
      return nominations.sorted { left, right in
        before(left) == before(right) ? names[left] < names[right] : before(left) < before(right)
      }
    }

    func mayTakePlaces(_ substitutes: [Int], left: [Int]) -> Bool {
      substitutes.allSatisfy { nomination in
        guard left.contains(nomination), let standing = standings[nomination] else { return false }
        let together = standing.group.filter { left.contains($0) }
        if !standing.isOrdered, !together.allSatisfy({ substitutes.contains($0) }) { return false }
        // Nobody who is left stands before a substitute without being one.
        return left.allSatisfy { (standings[$0]?.before ?? 0) >= standing.before || substitutes.contains($0) }
      }
    }

    func rows(_ nominations: [Int], after count: Int) -> [(rank: Int, nomination: Int)] {
      nominations.enumerated().map { index, nomination in
        let standing = standings[nomination]
        let first = nominations.firstIndex { standing?.group.contains($0) ?? false } ?? index
        return (count + 1 + (standing?.isOrdered ?? true ? index : first), nomination)
      }
    }

    func reason(_ nomination: Int) -> String {
      if isRemoved(nomination) { return "removed" }
      guard withKeys.contains(nomination) else { return "too_few_sheets" }
      guard let standing = standings[nomination] else { return "below_floor" }
      let isAcross = standing.better < cap && cap < standing.better + standing.group.count
      return isAcross && !standing.isOrdered ? "unresolved_tie" : "below_line"
    }
  }
}
