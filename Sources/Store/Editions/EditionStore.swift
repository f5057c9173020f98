import Database
import Primitives
import Sealing

/// An edition (届) as stored.
public struct EditionRow: Sendable, Hashable {
  /// The identifier.
  public let id: EditionID
  /// The name by which people call it.
  public let name: String
  /// The year.
  public let year: Int
  /// The organising unit.
  public let organiser: UnionUnitID
  /// The state's stable name (SM-1).
  public let state: String

  /// Makes an edition.
  public init(id: EditionID, name: String, year: Int, organiser: UnionUnitID, state: String) {
    self.id = id
    self.name = name
    self.year = year
    self.organiser = organiser
    self.state = state
  }
}

/// A version of an edition's rules.
public struct EditionRulesRow: Sendable, Hashable {
  /// 1 for the first, then one more for each.
  public let version: Int
  /// rules.json.
  public let content: String
  /// The SHA-256 of the content, hex.
  public let digest: String
  /// When it was frozen; nil while it may be followed by another version.
  public let frozenAt: String?
}

/// The editions, their states and their rules.
public enum EditionStore {
  private static let columns = "id, name, year, organiser_id, state"

  /// The edition with a name.
  public static func find(name: String, in connection: ReadConnection) throws -> EditionRow? {
    try connection.first("SELECT \(columns) FROM edition WHERE name = ?", [name], row)
  }

  /// All editions, the newest first.
  public static func all(in connection: ReadConnection) throws -> [EditionRow] {
    try connection.query("SELECT \(columns) FROM edition ORDER BY year DESC, name", [], row)
  }

  /// Adds an edition.
  public static func insert(_ edition: EditionRow, at instant: String, in connection: WriteConnection) throws {
    try connection.execute(
      "INSERT INTO edition (\(columns), created_at) VALUES (?, ?, ?, ?, ?, ?)",
      [edition.id, edition.name, edition.year, edition.organiser, edition.state, instant])
  }

  /// Moves an edition to another state and records who, when and why.
  public static func move(
    _ edition: EditionRow, to state: String, reason: String, by actor: ActorID, at instant: String, id: String,
    in connection: WriteConnection
  ) throws {
    let changed = try connection.execute(
      "UPDATE edition SET state = ? WHERE id = ? AND state = ?", [state, edition.id, edition.state])
    guard changed == 1 else { throw DatabaseFailure.misuse("the edition's state changed meanwhile") }
    try connection.execute(
      """
      INSERT INTO edition_state (id, edition_id, from_state, to_state, reason, changed_by, changed_at)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """, [id, edition.id, edition.state, state, reason, actor, instant])
  }

  /// The history of an edition's states, in order.
  public static func history(
    of id: EditionID, in connection: ReadConnection
  ) throws -> [(from: String?, to: String, reason: String, by: String, at: String)] {
    try connection.query(
      """
      SELECT from_state, to_state, reason, actor.display_name, changed_at FROM edition_state
      JOIN actor ON actor.id = edition_state.changed_by WHERE edition_id = ? ORDER BY edition_state.id
      """, [id]
    ) { (try $0.optionalText(0), try $0.text(1), try $0.text(2), try $0.text(3), try $0.text(4)) }
  }

  // MARK: Rules

  /// The version in force, which is the last.
  public static func rules(of id: EditionID, in connection: ReadConnection) throws -> EditionRulesRow? {
    try connection.first(
      """
      SELECT version, content, digest, frozen_at FROM edition_rules
      WHERE edition_id = ? ORDER BY version DESC LIMIT 1
      """, [id]
    ) {
      EditionRulesRow(
        version: try $0.int(0), content: try $0.text(1), digest: try $0.text(2), frozenAt: try $0.optionalText(3))
    }
  }

  /// Adds a version of the rules.
  public static func insert(
    _ content: String, version: Int, of id: EditionID, by actor: ActorID, at instant: String,
    in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO edition_rules (edition_id, version, content, digest, recorded_by, recorded_at)
      VALUES (?, ?, ?, ?, ?, ?)
      """, [id, version, content, Digest.sha256(of: Array(content.utf8)).hex, actor, instant])
  }

  /// Freezes a version.
  public static func freeze(
    version: Int, of id: EditionID, at instant: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      "UPDATE edition_rules SET frozen_at = ? WHERE edition_id = ? AND version = ? AND frozen_at IS NULL",
      [instant, id, version])
  }

  private static func row(_ row: Row) throws -> EditionRow {
    EditionRow(
      id: try row.identifier(0), name: try row.text(1), year: try row.int(2), organiser: try row.identifier(3),
      state: try row.text(4))
  }
}
