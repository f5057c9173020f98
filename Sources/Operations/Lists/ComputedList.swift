import SelectionRules
import Store

/// A list as the rules compute it now.
struct ComputedList {
  let stage: StageOutcome
  let entries: [StageListEntry]

  init(_ inputs: EditionInputs, _ wanted: Stage) throws {
    let outcome = try EditionCalculation(inputs).outcome(through: wanted)
    guard let stage = outcome[wanted] else { preconditionFailure("stage \(wanted) was computed") }
    self.stage = stage
    var scores: [Int: Int] = [:]
    for group in stage.cut.groups { for member in group.members { scores[member] = group.key.first } }
    entries = stage.cut.passed.map { place in
      StageListEntry(
        rank: place.rank, nomination: inputs.nominations[place.nomination].key,
        hundredths: scores[place.nomination] ?? 0, isSubstitute: place.isSubstitute)
    }
  }
}
