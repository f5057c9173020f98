import Database
import Primitives
import SelectionRules
import Store

/// An edition read and computed anew, for the check: what can no longer be read, and which confirmed lists differ.
///
/// An edition that cannot be read is a fault of its own, also where no list is confirmed: an error must not pass for
/// agreement.
struct EditionRecomputation {
  /// `NAME unreadable: CODE`, nil where the edition can be read.
  private(set) var unreadable: String?
  /// `NAME STAGE` of each confirmed list that its inputs no longer give, with the code of what is in the way if any.
  private(set) var differing: [String] = []

  init(_ row: EditionRow, in connection: ReadConnection) {
    do {
      let edition = try EditionContext(named: row.name, in: connection)
      _ = try edition.state()
      let inputs = try edition.inputs(in: connection)
      let confirmed = try StageListStore.all(of: row.id, in: connection).filter {
        $0.state == ListState.confirmed.rawValue
      }
      differing = confirmed.compactMap { list in
        Self.difference(list, inputs, in: connection).map { "\(row.name) \(list.stage.rawValue)\($0)" }
      }
    } catch {
      unreadable = "\(row.name) unreadable: \(RefusalOfError.refusal(error).code)"
    }
  }

  /// Nil where the list is what its inputs give; else the code of what kept it from being computed, or nothing more.
  private static func difference(
    _ list: StageListRow, _ inputs: EditionInputs, in connection: ReadConnection
  ) -> String? {
    do {
      let computed = try ComputedList(inputs, list.stage)
      let entries = try StageListStore.entries(of: list.id, in: connection)
      let isSame =
        computed.entries == entries && computed.stage.cut.cap == list.cap
        && computed.stage.entrants.count == list.entrants
        && InputDigest.digest(inputs, through: list.stage).hex == list.inputDigest
      return isSame ? nil : ""
    } catch {
      return " (\(RefusalOfError.refusal(error).code))"
    }
  }
}
