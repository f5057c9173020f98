import Primitives
import Testing

@testable import SelectionRules

@Suite("Against an independent recomputation")
struct RecomputationTests {
  /// The lines of the five files as the naive recomputation gives them.
  private static func lines(_ inputs: EditionInputs, _ naive: NaiveEdition.Results) -> [String: [String]] {
    var files: [String: [String]] = [:]
    let key: (Int) -> String = { inputs.nominations[$0].key.string }
    let panel: (Int) -> NaiveEdition.Panel? = { naive.panels[$0] }
    files["candidates"] = naive[.candidate]?.rows.map { "\($0.rank)|\(key($0.nomination))" }
    files["nominees"] = naive[.nominee]?.rows.map { rank, nomination in
      let scores = [panel(nomination)?.expert ?? -1] + (panel(nomination)?.dimensions ?? [])
      return "\(rank)|\(key(nomination))|\(panel(nomination)?.sheets ?? -1)|\(scores)"
    }
    let great = naive[.great]?.rows.map(\.nomination) ?? []
    files["named"] = naive[.named]?.rows.map { rank, nomination in
      let result = naive.composites[nomination] ?? (-1, -1, -1)
      return "\(rank)|\(key(nomination))|\(result)|\(great.contains(nomination))"
    }
    return files
  }

  /// The same lines of the calculation.
  private static func lines(_ computed: Computed) -> [String: [String]] {
    let outcome = computed.outcome
    let key: (Int) -> String = { computed.inputs.nominations[$0].key.string }
    let places: (Stage) -> [Cut.Place] = { outcome[$0]?.cut.passed ?? [] }
    var files: [String: [String]] = [:]
    files["candidates"] = places(.candidate).map { "\($0.rank)|\(key($0.nomination))" }
    files["nominees"] = places(.nominee).map { place in
      let panel = outcome.panel[place.nomination]
      let scores = [panel?.expert ?? -2] + Dimension.allCases.map { panel?.dimensions[$0] ?? -2 }
      return "\(place.rank)|\(key(place.nomination))|\(panel?.sheets ?? -2)|\(scores)"
    }
    let great = Set(outcome.passed(.great))
    files["named"] = places(.named).map { place in
      let result = outcome.composites[place.nomination]
      let values = (result?.weightedVotes ?? -2, result?.publicScore ?? -2, result?.composite ?? -2)
      let labelled: (votes: Int128, publicScore: Int, composite: Int) = values
      return "\(place.rank)|\(key(place.nomination))|\(labelled)|\(great.contains(place.nomination))"
    }
    return files
  }

  private static func notPassed(_ inputs: EditionInputs, _ naive: NaiveEdition.Results) -> String {
    var text = "stage,nomination,reason\n"
    for stage in Stage.allCases {
      var reasons = naive[stage]?.reasons ?? [:]
      if stage == .candidate {
        for (index, entry) in inputs.nominations.enumerated() where entry.disqualification != nil {
          reasons[index] = "unqualified"
        }
      }
      if stage == .great { reasons = reasons.filter { $0.value != "below_line" } }
      for (nomination, reason) in reasons.sorted(by: { inputs.nominations[$0.key].key < inputs.nominations[$1.key].key }
      ) {
        let key = inputs.nominations[nomination].key.string
        let quoted = key.contains("\"") || key.contains(",") ? "\"\(key.replacing("\"", with: "\"\""))\"" : key
        text += "\(stage.rawValue),\(quoted),\(reason)\n"
      }
    }
    return text
  }

  private static func summary(_ inputs: EditionInputs, _ naive: NaiveEdition.Results) -> JSONValue {
    .object(
      Stage.allCases.map { stage in
        let result = naive[stage] ?? NaiveEdition.StageResult()
        let cap = inputs.rules.caps[stage]
        let ties = result.reasons.filter { $0.value == "unresolved_tie" }.map { inputs.nominations[$0.key].key }
        let members: [(ByteText, JSONValue)] = [
          ("entrants", .integer(result.entrants.count)), ("cap", .integer(cap)),
          ("passed", .integer(result.rows.count)),
          ("empty", .integer(cap - result.rows.count)), ("removed", .integer(result.emptied - result.substitutes)),
          ("unresolved", .array(ties.sorted().map { .string($0.string) })),
        ]
        return JSONValue.Member(ByteText(stage.rawValue), .object(members.map { JSONValue.Member($0.0, $0.1) }))
      })
  }

  /// What the editions of the property below held; each must occur, or the property would say little.
  private struct Features {
    var counts: [String: Int] = [:]

    mutating func note(_ inputs: EditionInputs, _ naive: NaiveEdition.Results) {
      for stage in Stage.allCases {
        guard let result = naive[stage] else { continue }
        for reason in Set(result.reasons.values) { counts["\(stage) \(reason)", default: 0] += 1 }
        if result.substitutes > 0 { counts["\(stage) substitute", default: 0] += 1 }
        if result.substitutes > 1 { counts["several substitutes", default: 0] += 1 }
        if result.emptied > result.substitutes { counts["\(stage) emptied", default: 0] += 1 }
        if Set(result.rows.map(\.rank)).count < result.rows.count { counts["\(stage) shared rank", default: 0] += 1 }
      }
    }
  }

  @Test(
    "R-201 R-203 R-209 R-220 R-221 R-222 R-223 R-226 R-227 thousands of random editions give what counting by the definitions gives",
    arguments: 1...4)
  func recomputation(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    var features = Features()
    var faults = 0
    for _ in 0..<600 {
      var inputs = RandomEdition.inputs(&numbers)
      RandomEdition.decide(&inputs, &numbers)
      guard let naive = NaiveEdition.stages(inputs) else {
        faults += 1
        let found = refusal { try Computed(inputs) }
        #expect(found?.code.hasPrefix("decision.") == true, "\(inputs)")
        #expect(inputs.decisions.contains { $0.line == found?.location?.line })
        continue
      }
      let computed = try Computed(inputs)
      #expect(Self.lines(computed) == Self.lines(inputs, naive), "\(inputs)")
      #expect(
        Array(computed.text("results/not_passed.csv").utf8) == Array(Self.notPassed(inputs, naive).utf8), "\(inputs)")
      let summary = try JSONValue(reading: Array(computed.text("results/summary.json").utf8), file: "summary.json")
      #expect(summary == Self.summary(inputs, naive), "\(inputs)")
      features.note(inputs, naive)
    }
    #expect(faults > 10)
    for stage in Stage.allCases {
      for feature in ["removed", "below_floor", "unresolved_tie", "substitute", "emptied", "shared rank"] {
        #expect(features.counts["\(stage) \(feature)", default: 0] > 3, "\(stage) \(feature)")
      }
    }
    #expect(features.counts["nominee too_few_sheets", default: 0] > 3)
    #expect(features.counts["several substitutes", default: 0] > 3)
  }
}
