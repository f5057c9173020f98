import Database
import Primitives

/// The grant of a role that needs a second person.
public struct RoleRequestRow: Sendable, Hashable {
  /// The identifier, which the grant itself will bear.
  public let id: Identifier<RoleGrantSubject>
  /// Who shall have the role.
  public let actor: ActorID
  /// His sign-in name.
  public let actorName: String
  /// The role.
  public let role: String
  /// Who asked for it.
  public let requester: ActorID
  /// The sign-in name of who asked.
  public let requesterName: String
  /// When.
  public let requestedAt: String
}

/// Who asked for and who confirmed the grants of roles that need two people.
public enum RoleRequestStore {
  private static let selection = """
    SELECT q.id, q.actor_id, a.name, q.role, q.requested_by, b.name, q.requested_at FROM role_request q
    JOIN actor a ON a.id = q.actor_id JOIN actor b ON b.id = q.requested_by WHERE q.state = 'pending'
    """

  /// The grants that wait, the first first.
  public static func pending(in connection: ReadConnection) throws -> [RoleRequestRow] {
    try connection.query("\(selection) ORDER BY q.requested_at, q.id", [], row)
  }

  /// The grant of a role to an actor that waits.
  public static func pending(
    _ role: String, of actor: ActorID, in connection: ReadConnection
  ) throws -> RoleRequestRow? {
    try connection.first("\(selection) AND q.actor_id = ? AND q.role = ?", [actor, role], row)
  }

  /// Records a grant that waits, or one that one person made alone.
  public static func insert(
    _ id: Identifier<RoleGrantSubject>, _ role: String, of actor: ActorID, isPending: Bool, by requester: ActorID,
    at instant: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO role_request (id, actor_id, role, state, requested_by, requested_at) VALUES (?, ?, ?, ?, ?, ?)
      """, [id, actor, role, isPending ? "pending" : "single_handed", requester, instant])
  }

  /// Records how a grant that waited was decided.
  public static func decide(
    _ id: Identifier<RoleGrantSubject>, isConfirmed: Bool, by actor: ActorID, at instant: String,
    in connection: WriteConnection
  ) throws {
    try connection.execute(
      "UPDATE role_request SET state = ?, decided_by = ?, decided_at = ? WHERE id = ?",
      [isConfirmed ? "confirmed" : "withdrawn", actor, instant, id])
  }

  private static func row(_ row: Row) throws -> RoleRequestRow {
    RoleRequestRow(
      id: try row.identifier(0), actor: try row.identifier(1), actorName: try row.text(2), role: try row.text(3),
      requester: try row.identifier(4), requesterName: try row.text(5), requestedAt: try row.text(6))
  }
}
