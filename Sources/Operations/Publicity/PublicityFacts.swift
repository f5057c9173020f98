import Database
import Primitives
import SelectionRules
import Store

/// What the rules of publicity and naming are asked with.
enum PublicityFacts {
  /// The publicities of an edition as the rules know them.
  static func publicities(of edition: EditionID, in connection: ReadConnection) throws -> [Publicity] {
    try PublicityStore.all(of: edition, in: connection).map { row in
      Publicity(
        window: try window(row),
        shown: Set(try PublicityStore.entries(of: row.id, in: connection).map(\.nomination)))
    }
  }

  static func window(_ row: PublicityRow) throws -> PublicityWindow {
    PublicityWindow(from: try CalendarDay(row.startsOn), through: try CalendarDay(row.endsOn))
  }

  /// The receipts of the objections that block a naming.
  static func openObjections(
    of edition: EditionID, _ publicities: [Publicity], in connection: ReadConnection
  ) throws -> [String] {
    try ObjectionStore.all(of: edition, in: connection).filter { row in
      guard let state = ObjectionState(rawValue: row.state) else { return false }
      return ObjectionRules.blocks(
        state, receivedOn: try CalendarDay(row.receivedOn), of: row.nomination, in: publicities)
    }.map(\.receipt)
  }

  /// Those on the list of the named who have no inspection, or none that passed.
  static func uninspected(
    _ edition: EditionID, needsPass: Bool, in connection: ReadConnection
  ) throws -> [ByteText] {
    guard let list = try StageListStore.current(.named, of: edition, in: connection) else { return [] }
    let inspected = Set(
      try InspectionStore.all(of: edition, in: connection)
        .filter { !needsPass || $0.result == InspectionResult.passed.rawValue }.map(\.nomination))
    return try StageListStore.entries(of: list.id, in: connection).map(\.nomination)
      .filter { !inspected.contains($0) }
  }

  /// Passes if those on the list may be named on a day (SM-1).
  static func checkNaming(_ edition: EditionContext, on day: CalendarDay, _ call: ReadCall) throws {
    guard let list = try StageListStore.current(.named, of: edition.id, in: call.connection) else { return }
    let publicities = try publicities(of: edition.id, in: call.connection)
    let wasInspected = try EditionStore.history(of: edition.id, in: call.connection).contains {
      $0.to == EditionState.inspection.rawValue
    }
    let check = NamingCheck(
      named: try StageListStore.entries(of: list.id, in: call.connection).map(\.nomination),
      publicities: publicities,
      openObjections: try openObjections(of: edition.id, publicities, in: call.connection),
      uninspected: wasInspected ? try uninspected(edition.id, needsPass: true, in: call.connection) : [])
    try check.check(on: day, today: try call.environment.today())
  }
}
