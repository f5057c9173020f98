import Database
import Primitives

/// A union's places in an edition.
public struct QuotaRow: Sendable {
  /// The union.
  public let unit: UnionUnitID
  /// Its code.
  public let code: String
  /// Its name.
  public let name: String
  /// How many primaries.
  public let places: Int
  /// How many substitutes.
  public let substitutes: Int
}

/// The quotas of the unions that forward.
public enum QuotaStore {
  private static let query =
    """
    SELECT unit_id, union_unit.code, union_unit.name, places, substitutes FROM union_quota
    JOIN union_unit ON union_unit.id = unit_id WHERE superseded_at IS NULL AND edition_id = ?
    """

  /// The quotas of an edition by the union's code.
  public static func all(of edition: EditionID, in connection: ReadConnection) throws -> [QuotaRow] {
    try connection.query(query + " ORDER BY union_unit.code", [edition], row)
  }

  /// A union's quota in an edition.
  public static func find(
    _ unit: UnionUnitID, of edition: EditionID, in connection: ReadConnection
  ) throws -> QuotaRow? {
    try connection.first(query + " AND unit_id = ?", [edition, unit], row)
  }

  /// Sets a union's quota; an earlier one is superseded.
  public static func set(
    _ unit: UnionUnitID, places: Int, substitutes: Int, edition: EditionID, by actor: ActorID, at instant: String,
    id: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      "UPDATE union_quota SET superseded_at = ? WHERE edition_id = ? AND unit_id = ? AND superseded_at IS NULL",
      [instant, edition, unit])
    try connection.execute(
      """
      INSERT INTO union_quota (id, edition_id, unit_id, places, substitutes, recorded_by, recorded_at)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """, [id, edition, unit, places, substitutes, actor, instant])
  }

  private static func row(_ row: Row) throws -> QuotaRow {
    QuotaRow(
      unit: try row.identifier(0), code: try row.text(1), name: try row.text(2), places: try row.int(3),
      substitutes: try row.int(4))
  }
}
