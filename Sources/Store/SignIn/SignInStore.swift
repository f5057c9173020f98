import Database
import Primitives
import Sealing

/// A session that began with a password. Moments are milliseconds since 1970.
public struct SignInRow: Sendable, Hashable {
  /// The identifier, which is no secret.
  public let id: String
  /// Whose it is.
  public let actor: ActorID
  /// The digest of the secret.
  public let digest: [UInt8]
  /// Whether a second factor was shown.
  public let isStrong: Bool
  /// When it began, as people read it.
  public let startedAt: String
  /// When it was last used, to the minute.
  public let seen: Int64
  /// When it ends at the latest.
  public let ends: Int64
  /// When it was ended, if it was.
  public let ended: Int64?
  /// Whether its owner's password is one that somebody else chose.
  public let hasStartPassword: Bool

  /// Makes a session that begins.
  public init(
    id: String, actor: ActorID, digest: [UInt8], isStrong: Bool, startedAt: String, seen: Int64, ends: Int64,
    ended: Int64? = nil, hasStartPassword: Bool = false
  ) {
    self.id = id
    self.actor = actor
    self.digest = digest
    self.isStrong = isStrong
    self.startedAt = startedAt
    self.seen = seen
    self.ends = ends
    self.ended = ended
    self.hasStartPassword = hasStartPassword
  }
}

/// The sessions of people who signed in.
public enum SignInStore {
  private static let selection = """
    SELECT s.id, s.actor_id, s.secret_digest, s.is_strong, s.started_at, s.seen_ms, s.ends_ms, s.ended_ms,
      CASE WHEN p.start_ends_ms IS NULL THEN 0 ELSE 1 END
    FROM sign_in_session s LEFT JOIN password p ON p.actor_id = s.actor_id
    """

  /// The session with an identifier.
  public static func find(_ id: String, in connection: ReadConnection) throws -> SignInRow? {
    try connection.first("\(selection) WHERE s.id = ?", [id], row)
  }

  /// The session with a secret.
  public static func find(digest: Digest, in connection: ReadConnection) throws -> SignInRow? {
    try connection.first("\(selection) WHERE s.secret_digest = ?", [digest.bytes], row)
  }

  /// The sessions of an actor that were not ended, the latest first; some may be past their time.
  public static func open(of actor: ActorID, in connection: ReadConnection) throws -> [SignInRow] {
    try connection.query(
      "\(selection) WHERE s.actor_id = ? AND s.ended_ms IS NULL ORDER BY s.started_at DESC, s.id DESC", [actor], row)
  }

  /// Records a session that begins.
  public static func insert(_ session: SignInRow, in connection: WriteConnection) throws {
    try connection.execute(
      """
      INSERT INTO sign_in_session (id, actor_id, secret_digest, is_strong, started_at, seen_ms, ends_ms)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      [
        session.id, session.actor, session.digest, session.isStrong, session.startedAt, session.seen, session.ends,
      ])
  }

  /// Records that a session was used.
  public static func touch(_ id: String, at now: Int64, in connection: WriteConnection) throws {
    try connection.execute(
      "UPDATE sign_in_session SET seen_ms = ? WHERE id = ? AND seen_ms < ? AND ended_ms IS NULL", [now, id, now])
  }

  /// Records that the second factor was shown in a session.
  public static func strengthen(_ id: String, in connection: WriteConnection) throws {
    try connection.execute("UPDATE sign_in_session SET is_strong = 1 WHERE id = ?", [id])
  }

  /// Ends one session; answers whether it was open.
  public static func end(_ id: String, at now: Int64, reason: String, in connection: WriteConnection) throws -> Bool {
    try connection.execute(
      "UPDATE sign_in_session SET ended_ms = ?, end_reason = ? WHERE id = ? AND ended_ms IS NULL", [now, reason, id])
      > 0
  }

  /// Ends all sessions of an actor but one; answers how many were open.
  @discardableResult
  public static func endAll(
    of actor: ActorID, but kept: String? = nil, at now: Int64, reason: String, in connection: WriteConnection
  ) throws -> Int {
    try connection.execute(
      """
      UPDATE sign_in_session SET ended_ms = ?, end_reason = ? WHERE actor_id = ? AND ended_ms IS NULL AND id <> ?
      """, [now, reason, actor, kept ?? ""])
  }

  /// Takes out what ended before a moment.
  public static func sweep(before moment: Int64, in connection: WriteConnection) throws {
    try connection.execute("DELETE FROM sign_in_session WHERE ends_ms < ?", [moment])
  }

  private static func row(_ row: Row) throws -> SignInRow {
    SignInRow(
      id: try row.text(0), actor: try row.identifier(1), digest: try row.bytes(2), isStrong: try row.boolean(3),
      startedAt: try row.text(4), seen: try row.integer(5), ends: try row.integer(6),
      ended: try row.optionalInteger(7), hasStartPassword: try row.boolean(8))
  }
}
