import Ballots
import Primitives
import SelectionRules
import Store
import Tables

/// What the public is told of raw ballots beside the names: how many rows were counted and why the others were not, and
/// each decision by which a voter was excluded, without the voter (R-225, SM-4).
enum PublishedBallots {
  /// `ballot_classes.csv` and `ballot_exclusions.csv`; none where the edition's vote came as totals.
  static func files(of edition: EditionContext, _ call: ReadCall) throws -> [PackageFile] {
    // A publicity stands behind the composite, in which the tallies were released.
    guard try edition.hasReleasedVotes(in: call.connection),
      let count = try BallotStore.lastCount(of: edition.id, in: call.connection)
    else { return [] }
    return [
      PackageFile(path: "ballot_classes.csv", bytes: classes(count)),
      PackageFile(path: "ballot_exclusions.csv", bytes: try exclusions(count, edition, call)),
    ]
  }

  private static func classes(_ count: BallotCountRow) -> [UInt8] {
    var table = TableWriter(columns: ["class", "rows"])
    for ballotClass in BallotClass.allCases {
      table.row([ByteText(ballotClass.code), ByteText("\(count.classes[ballotClass.code] ?? 0)")])
    }
    return table.bytes
  }

  private static func exclusions(
    _ count: BallotCountRow, _ edition: EditionContext, _ call: ReadCall
  ) throws -> [UInt8] {
    var table = TableWriter(columns: ["document", "reason", "decided_by", "rows"])
    for decision in try BallotStore.decisions(of: edition.id, in: call.connection) {
      let rows = count.exclusions[decision.number] ?? 0
      table.row([decision.document, decision.reason, decision.by, "\(rows)"].map { ByteText($0) })
    }
    return table.bytes
  }
}
