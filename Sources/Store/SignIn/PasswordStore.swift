import Database
import Primitives
import Sealing

/// A password as it is stored.
public struct PasswordRow: Sendable, Hashable {
  /// The hash.
  public let hash: PasswordHash
  /// When a password that somebody else chose ends, in milliseconds since 1970; nil for one's own.
  public let startEnds: Int64?
}

/// The passwords of people who act.
public enum PasswordStore {
  /// The password of an actor.
  public static func find(_ actor: ActorID, in connection: ReadConnection) throws -> PasswordRow? {
    try connection.first("SELECT hash, start_ends_ms FROM password WHERE actor_id = ?", [actor]) { row in
      PasswordRow(hash: PasswordHash(text: try row.text(0)), startEnds: try row.optionalInteger(1))
    }
  }

  /// Sets a password in place of the one before.
  ///
  /// - Parameter startEnds: When it ends unless its owner has chosen another one; nil for one of his own choice.
  public static func set(
    _ hash: PasswordHash, of actor: ActorID, startEnds: Int64?, by setter: ActorID, at instant: String,
    in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO password (actor_id, hash, algorithm, start_ends_ms, set_by, set_at) VALUES (?, ?, ?, ?, ?, ?)
      ON CONFLICT (actor_id) DO UPDATE SET hash = excluded.hash, algorithm = excluded.algorithm,
        start_ends_ms = excluded.start_ends_ms, set_by = excluded.set_by, set_at = excluded.set_at
      """, [actor, hash.text, PasswordHash.algorithm, startEnds, setter, instant])
  }

  /// Stores the same password under other parameters.
  public static func renew(_ hash: PasswordHash, of actor: ActorID, in connection: WriteConnection) throws {
    try connection.execute(
      "UPDATE password SET hash = ?, algorithm = ? WHERE actor_id = ?", [hash.text, PasswordHash.algorithm, actor])
  }
}
