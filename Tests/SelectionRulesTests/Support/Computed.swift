import Primitives
import SelectionRules

/// A computed edition as tests look at it.
struct Computed {
  let inputs: EditionInputs
  let calculation: EditionCalculation
  let outcome: EditionOutcome

  init(_ inputs: EditionInputs) throws {
    self.inputs = inputs
    calculation = try EditionCalculation(inputs)
    outcome = try calculation.outcome()
  }

  var files: [PackageFile] { ResultFiles(calculation, outcome).files }

  func text(_ path: String) -> String {
    String(decoding: files.first { $0.path == path }?.bytes ?? [], as: UTF8.self)
  }

  /// Those who passed a stage, as `rank key`, in the order of the results.
  func passed(_ stage: Stage) -> [String] {
    (outcome[stage]?.cut.passed ?? []).map { "\($0.rank) \(key($0.nomination))" }
  }

  /// The keys of those who passed.
  func keys(_ stage: Stage) -> Set<ByteText> { Set(outcome.passed(stage).map { inputs.nominations[$0].key }) }

  /// What became of a nomination at a stage; nil if it was no entrant.
  func fate(_ key: String, _ stage: Stage) -> Fate? {
    inputs.nominations.firstIndex { $0.key == ByteText(key) }.flatMap { outcome[stage]?.cut.fates[$0] }
  }

  /// The panel's result of a nomination.
  func panel(_ key: String) -> PanelResult? {
    inputs.nominations.firstIndex { $0.key == ByteText(key) }.flatMap { outcome.panel[$0] }
  }

  /// The composite of a nomination.
  func composite(_ key: String) -> CompositeResult? {
    inputs.nominations.firstIndex { $0.key == ByteText(key) }.flatMap { outcome.composites[$0] }
  }

  private func key(_ nomination: Int) -> String { inputs.nominations[nomination].key.string }
}
