import Database
import Primitives
import SelectionRules

/// What recorded decisions say, without reading all inputs.
public enum DecisionStore {
  /// The nominations that are struck out at a stage.
  public static func removed(
    _ stage: Stage, of edition: EditionID, in connection: ReadConnection
  ) throws -> Set<ByteText> {
    Set(
      try connection.query(
        "SELECT nomination FROM decision WHERE edition_id = ? AND stage = ? AND kind = 'remove'",
        [edition, stage.rawValue]
      ) { try $0.byteText(0) })
  }

  /// The removals that upheld objections and failed inspections rest on.
  public static func boundRemovals(
    of edition: EditionID, in connection: ReadConnection
  ) throws -> Set<ByteText> {
    Set(
      try connection.query(
        """
        SELECT nomination FROM objection WHERE edition_id = ? AND state = 'UPHELD' AND removal_stage IS NOT NULL
        UNION SELECT nomination FROM inspection
        WHERE edition_id = ? AND result = 'failed' AND superseded_at IS NULL
        """, [edition, edition]
      ) { try $0.byteText(0) })
  }
}
