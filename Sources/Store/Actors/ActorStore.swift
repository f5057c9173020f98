import Database
import Primitives

/// A person who acts.
public struct ActorRow: Sendable, Hashable {
  /// The identifier.
  public let id: ActorID
  /// The sign-in name.
  public let name: String
  /// The name that people read.
  public let displayName: String
  /// The operating-system user who is this actor, if tied.
  public let systemUser: String?
  /// Whether the actor may act.
  public let isActive: Bool

  /// Makes an actor.
  public init(id: ActorID, name: String, displayName: String, systemUser: String?, isActive: Bool) {
    self.id = id
    self.name = name
    self.displayName = displayName
    self.systemUser = systemUser
    self.isActive = isActive
  }
}

/// The people who act and their roles.
public enum ActorStore {
  private static let columns = "id, name, display_name, system_user, state"

  /// The actor with a sign-in name.
  public static func find(name: String, in connection: ReadConnection) throws -> ActorRow? {
    try connection.first("SELECT \(columns) FROM actor WHERE name = ?", [name], row)
  }

  /// The actor with an identifier.
  public static func find(_ id: ActorID, in connection: ReadConnection) throws -> ActorRow? {
    try connection.first("SELECT \(columns) FROM actor WHERE id = ?", [id], row)
  }

  /// The actor tied to an operating-system user.
  public static func find(systemUser: String, in connection: ReadConnection) throws -> ActorRow? {
    try connection.first("SELECT \(columns) FROM actor WHERE system_user = ?", [systemUser], row)
  }

  /// All actors by name.
  public static func all(in connection: ReadConnection) throws -> [ActorRow] {
    try connection.query("SELECT \(columns) FROM actor ORDER BY name", [], row)
  }

  /// Adds an actor.
  public static func insert(_ actor: ActorRow, at instant: String, in connection: WriteConnection) throws {
    try connection.execute(
      "INSERT INTO actor (id, name, display_name, system_user, state, created_at) VALUES (?, ?, ?, ?, ?, ?)",
      [
        actor.id, actor.name, actor.displayName, actor.systemUser, actor.isActive ? "active" : "disabled", instant,
      ])
  }

  /// Lets an actor act, or no longer.
  public static func setActive(_ isActive: Bool, _ id: ActorID, in connection: WriteConnection) throws {
    try connection.execute("UPDATE actor SET state = ? WHERE id = ?", [isActive ? "active" : "disabled", id])
  }

  /// The roles in force of an actor.
  public static func roles(of id: ActorID, in connection: ReadConnection) throws -> [String] {
    try connection.query(
      "SELECT role FROM actor_role WHERE actor_id = ? AND revoked_at IS NULL ORDER BY role", [id]
    ) { try $0.text(0) }
  }

  /// How many active actors hold a role.
  public static func activeHolders(of role: String, in connection: ReadConnection) throws -> Int {
    try connection.first(
      """
      SELECT count(*) FROM actor_role JOIN actor ON actor.id = actor_role.actor_id
      WHERE role = ? AND revoked_at IS NULL AND actor.state = 'active'
      """, [role]
    ) { try $0.int(0) } ?? 0
  }

  /// Gives an actor a role; `by` is nil for the first administrator only.
  public static func grant(
    _ role: String, to id: ActorID, by grantor: ActorID?, grant: Identifier<RoleGrantSubject>, at instant: String,
    in connection: WriteConnection
  ) throws {
    try connection.execute(
      "INSERT INTO actor_role (id, actor_id, role, granted_by, granted_at) VALUES (?, ?, ?, ?, ?)",
      [grant, id, role, grantor, instant])
  }

  /// Takes a role away; answers whether the actor had it.
  public static func revoke(
    _ role: String, from id: ActorID, by actor: ActorID, at instant: String, in connection: WriteConnection
  ) throws -> Bool {
    try connection.execute(
      "UPDATE actor_role SET revoked_by = ?, revoked_at = ? WHERE actor_id = ? AND role = ? AND revoked_at IS NULL",
      [actor, instant, id, role]) > 0
  }

  private static func row(_ row: Row) throws -> ActorRow {
    ActorRow(
      id: try row.identifier(0), name: try row.text(1), displayName: try row.text(2),
      systemUser: try row.optionalText(3), isActive: try row.text(4) == "active")
  }
}
