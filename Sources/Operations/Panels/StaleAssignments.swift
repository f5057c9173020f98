import Primitives
import SelectionRules
import Store

/// Assignments that a replaced panel, or replaced nominations, leave without a judge or a nomination.
enum StaleAssignments {
  /// Ends the assignments that an import made stale, as it voids lists.
  ///
  /// - Throws: a ``Refusal`` `assignment.sheets-begun` where a sheet rests on one.
  static func end(after output: ImportOutput, reason: String?, _ call: WriteCall) throws {
    guard output.isApplied, let name = output.edition else { return }
    let edition = try EditionContext(named: name, in: call.connection).id
    for stage in JudgingStage.allCases.map(\.stage) {
      guard let run = try AssignmentStore.current(stage, of: edition, in: call.connection),
        try AssignmentStore.isStale(run, stage, of: edition, in: call.connection)
      else { continue }
      guard try !AssignmentStore.hasSheets(stage, of: edition, in: call.connection) else { throw PanelRefusals.begun }
      try AssignmentStore.supersede(
        run, reason: reason ?? "\(output.table) replaced", at: call.environment.instant, in: call.transaction)
    }
  }
}
