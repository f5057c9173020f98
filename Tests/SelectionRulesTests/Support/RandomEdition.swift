import Primitives
import SelectionRules

/// Small random editions with many ties; the same seed gives the same edition.
enum RandomEdition {
  private static let keys = [
    "N1", "N10", "N2", "n1", "\u{E9}", "e\u{301}", "A,B", "Z", "\u{FF5A}", "\u{1F9F5}", "齐", "x y", "\"q\"", "N3",
  ]
  private static let expertKeys = ["E1", "E10", "E2", "e1", "\u{E9}", "e\u{301}", "齐"]
  private static let codes = ["", "C1", "C2", "c1"]
  private static let channels: [ByteText] = ["web", "app", "\u{E9}"]
  private static let weightSets = [
    ["0.25", "0.25", "0.25", "0.25"], ["0.20", "0.35", "0.15", "0.30"], ["1", "0", "0", "0"], ["0", "0", "0.5", "0.5"],
    ["0.333333333333", "0.333333333333", "0.333333333334", "0"],
    ["0.000000000001", "0.499999999999", "0.25", "0.25"],
  ]
  private static let composites = [
    ("0.80", "0.20"), ("0.5", "0.5"), ("1", "0"), ("0", "1"), ("0.999999999999", "0.000000000001"),
  ]

  /// Rules with small limits.
  static func rules(_ numbers: inout SeededNumbers) -> EditionRules {
    let weights = numbers.pick(weightSets).shuffled(using: &numbers)
    let composite = numbers.pick(composites)
    var rules = EditionRules(
      edition: "2031",
      caps: EditionRules.Caps(
        candidate: Int.random(in: 4...14, using: &numbers), nominee: Int.random(in: 3...10, using: &numbers),
        named: Int.random(in: 0...7, using: &numbers), great: Int.random(in: 0...4, using: &numbers)),
      dimensionWeights: ByDimension { decimal(weights[$0.order]) },
      panel: EditionRules.Panel(
        minimumSheets: Int.random(in: 1...3, using: &numbers), trimFrom: Int.random(in: 3...5, using: &numbers)),
      vote: EditionRules.Vote(enabled: numbers.chance(80), method: numbers.chance(50) ? .rank : .share),
      composite: EditionRules.Composite(expert: decimal(composite.0), publicVote: decimal(composite.1)))
    for channel in channels where numbers.chance(25) {
      rules.vote.channelWeights[channel] = decimal(
        numbers.pick(["0", "0.5", "0.000000000001", "999999999.999999999999"]))
    }
    let floors = ["60", "70.00", "75.000000000001", "0"]
    if numbers.chance(20) { rules.floors.preliminary = decimal(numbers.pick(floors)) }
    if numbers.chance(20) { rules.floors.expert = decimal(numbers.pick(floors)) }
    if numbers.chance(20) { rules.floors.named = decimal(numbers.pick(floors)) }
    if numbers.chance(20) { rules.floors.great = decimal(numbers.pick(floors)) }
    return rules
  }

  /// Rules and all tables; without decisions, which ``decided(_:)`` adds.
  static func inputs(_ numbers: inout SeededNumbers) -> EditionInputs {
    var inputs = EditionInputs(rules: rules(&numbers))
    for key in keys.shuffled(using: &numbers).prefix(Int.random(in: 3...14, using: &numbers)) {
      inputs.nominations.append(
        NominationEntry(
          key: ByteText(key), name: "名", employerCreditCode: ByteText(numbers.pick(codes)), region: "3701",
          channel: numbers.pick(NominationChannel.allCases), disqualification: numbers.chance(10) ? "retired" : nil))
    }
    for key in expertKeys.shuffled(using: &numbers).prefix(Int.random(in: 2...7, using: &numbers)) {
      let code = ByteText(numbers.chance(60) ? "" : numbers.pick(codes))
      inputs.experts.append(ExpertEntry(key: ByteText(key), name: "名", employerCreditCode: code))
    }
    for nomination in inputs.nominations.indices {
      if nomination > 0, numbers.chance(45) {
        copyScores(of: nomination - 1, to: nomination, &inputs)
      } else {
        addScores(of: nomination, to: &inputs, &numbers)
      }
    }
    inputs.sheets.shuffle(using: &numbers)
    return inputs
  }

  /// Gives a nomination the scores, sheets and votes of another, so that the two are tied at every stage.
  private static func copyScores(of source: Int, to nomination: Int, _ inputs: inout EditionInputs) {
    inputs.nominations[nomination].employerCreditCode = inputs.nominations[source].employerCreditCode
    for var score in inputs.preliminary where score.nomination == source {
      score.nomination = nomination
      inputs.preliminary.append(score)
    }
    for var sheet in inputs.sheets where sheet.nomination == source {
      sheet.nomination = nomination
      inputs.sheets.append(sheet)
    }
    for var votes in inputs.votes where votes.nomination == source {
      votes.nomination = nomination
      inputs.votes.append(votes)
    }
  }

  private static func addScores(of nomination: Int, to inputs: inout EditionInputs, _ numbers: inout SeededNumbers) {
    for reviewer in 0..<Int.random(in: 0...3, using: &numbers) {
      let score = numbers.pick([7_000, 7_500, 8_000, 8_001])
      inputs.preliminary.append(
        PreliminaryScore(nomination: nomination, reviewer: ByteText("评\(reviewer)"), hundredths: score))
    }
    for expert in inputs.experts.indices where numbers.chance(85) {
      let scores = ByDimension<Int> { _ in numbers.pick([7_000, 7_500, 8_000, 10_000]) }
      inputs.sheets.append(ScoreSheet(expert: expert, nomination: nomination, hundredths: scores))
      if numbers.chance(4) {
        inputs.recusals.append(
          Recusal(expert: expert, nomination: nomination, kind: numbers.pick(RecusalKind.allCases)))
      }
    }
    guard inputs.rules.vote.enabled else { return }
    for channel in channels where numbers.chance(60) {
      let votes = numbers.pick([0, 1, 2, 3, 999_999_999_999] as [Int64])
      inputs.votes.append(ChannelVotes(nomination: nomination, channel: channel, votes: votes))
    }
  }

  /// Adds decisions stage by stage: removals and orders of entrants, and substitutes, most of them lawful.
  static func decide(_ inputs: inout EditionInputs, _ numbers: inout SeededNumbers) {
    var results = NaiveEdition.Results()
    for stage in Stage.allCases {
      guard NaiveEdition.compute(stage, inputs, &results) else { return }
      addRemovalsAndOrders(stage, results[stage]?.entrants.map(\.nomination) ?? [], &inputs, &numbers)
      guard NaiveEdition.compute(stage, inputs, &results) else { return }
      guard numbers.chance(60), let cut = results[stage], cut.emptied > 0 else { continue }
      let count = Int.random(in: 1...(cut.emptied + (numbers.chance(5) ? 1 : 0)), using: &numbers)
      for nomination in cut.left.prefix(count).shuffled(using: &numbers) {
        add(stage, .substitute, nomination, &inputs)
      }
      guard NaiveEdition.compute(stage, inputs, &results) else { return }
    }
    if numbers.chance(2), let stray = inputs.nominations.indices.randomElement(using: &numbers) {
      add(numbers.pick(Stage.allCases), .substitute, stray, &inputs)
    }
  }

  private static func addRemovalsAndOrders(
    _ stage: Stage, _ entrants: [Int], _ inputs: inout EditionInputs, _ numbers: inout SeededNumbers
  ) {
    for entrant in entrants where numbers.chance(15) { add(stage, .remove, entrant, &inputs) }
    guard numbers.chance(70) else { return }
    let width = numbers.chance(80) ? 1_000_000 : 3
    let share = numbers.chance(70) ? 100 : 80
    for entrant in entrants where numbers.chance(share) {
      add(stage, .order, entrant, position: Int.random(in: 1...width, using: &numbers), &inputs)
    }
  }

  private static func add(
    _ stage: Stage, _ kind: DecisionKind, _ nomination: Int, position: Int? = nil, _ inputs: inout EditionInputs
  ) {
    let isRepeated = inputs.decisions.contains { $0.stage == stage && $0.nomination == nomination && $0.kind == kind }
    guard !isRepeated else { return }
    inputs.decisions.append(
      Decision(
        stage: stage, nomination: nomination, kind: kind, position: position, document: "文号", reason: "理由",
        line: inputs.decisions.count + 2))
  }
}
