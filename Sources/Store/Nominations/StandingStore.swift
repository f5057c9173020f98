import Database
import Primitives
import SelectionRules

/// What tells where one nomination stands (SM-2).
public enum StandingStore {
  /// The nomination as it stands in the edition's package; nil before it is there.
  public static func entry(
    _ nomination: ByteText, of edition: EditionID, in connection: ReadConnection
  ) throws -> (name: String, isQualified: Bool)? {
    try connection.first(
      "SELECT name, qualification FROM nomination WHERE edition_id = ? AND number = ?", [edition, nomination]
    ) { (try $0.text(0), try $0.text(1) == "qualified") }
  }

  /// What the current list of each stage says of a nomination.
  public static func listings(
    _ nomination: ByteText, of edition: EditionID, in connection: ReadConnection
  ) throws -> [Stage: NominationFacts.Listing] {
    let rows = try connection.query(
      """
      SELECT l.stage, l.state, r.is_substitute FROM stage_list l
      LEFT JOIN stage_list_row r ON r.list_id = l.id AND r.nomination = ?
      WHERE l.edition_id = ? AND l.state IN ('COMPUTED', 'SUBMITTED', 'CONFIRMED') ORDER BY l.number
      """, [nomination, edition]
    ) { (stage: try $0.text(0), state: try $0.text(1), isSubstitute: try $0.optionalInteger(2)) }
    var listings: [Stage: NominationFacts.Listing] = [:]
    for row in rows {
      guard let stage = Stage(rawValue: row.stage), let state = ListState(rawValue: row.state) else { continue }
      listings[stage] = NominationFacts.Listing(
        state: state, passed: row.isSubstitute != nil, isSubstitute: row.isSubstitute == 1)
    }
    return listings
  }

  /// The stages at which the removal of a nomination was decided.
  public static func removals(
    _ nomination: ByteText, of edition: EditionID, in connection: ReadConnection
  ) throws -> Set<Stage> {
    let stages = try connection.query(
      "SELECT stage FROM decision WHERE edition_id = ? AND nomination = ? AND kind = 'remove'", [edition, nomination]
    ) { try $0.text(0) }
    return Set(stages.compactMap(Stage.init))
  }
}
