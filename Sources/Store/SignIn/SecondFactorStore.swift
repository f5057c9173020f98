import Database
import Primitives
import Sealing

/// Somebody's second factor as it is stored.
public struct SecondFactorRow: Sendable {
  /// The sealed secret.
  public let secret: SealedValue
  /// Whether it was confirmed by a code.
  public let isActive: Bool
  /// The step of the last code that was taken.
  public let lastStep: Int64
}

/// The second factors of people who act.
public enum SecondFactorStore {
  /// The second factor of an actor, also one that was not confirmed yet.
  public static func find(_ actor: ActorID, in connection: ReadConnection) throws -> SecondFactorRow? {
    try connection.first(
      "SELECT secret_sealed, state, last_step FROM second_factor WHERE actor_id = ?", [actor]
    ) { row in
      SecondFactorRow(
        secret: try SealedValue(serialised: row.bytes(0)), isActive: try row.text(1) == "active",
        lastStep: try row.integer(2))
    }
  }

  /// Records a secret that waits for its first code, in place of one that waited before.
  public static func enrol(
    _ secret: SealedValue, of actor: ActorID, at instant: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO second_factor (actor_id, secret_sealed, secret_algorithm, state, last_step, enrolled_at)
      VALUES (?, ?, ?, 'pending', 0, ?)
      ON CONFLICT (actor_id) DO UPDATE SET secret_sealed = excluded.secret_sealed,
        secret_algorithm = excluded.secret_algorithm, last_step = 0, enrolled_at = excluded.enrolled_at
      """, [actor, secret.serialised, secret.algorithm, instant])
  }

  /// Takes a secret into use, with the step of the code that confirmed it.
  public static func confirm(
    _ actor: ActorID, step: Int64, at instant: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      "UPDATE second_factor SET state = 'active', last_step = ?, confirmed_at = ? WHERE actor_id = ?",
      [step, instant, actor])
  }

  /// Records that the code of a step was taken; false where that one or a later one was taken before.
  public static func use(_ step: Int64, of actor: ActorID, in connection: WriteConnection) throws -> Bool {
    try connection.execute(
      "UPDATE second_factor SET last_step = ? WHERE actor_id = ? AND last_step < ? AND state = 'active'",
      [step, actor, step]) > 0
  }

  /// Destroys a secret; answers whether there was one.
  public static func remove(_ actor: ActorID, in connection: WriteConnection) throws -> Bool {
    try connection.execute("DELETE FROM second_factor WHERE actor_id = ?", [actor]) > 0
  }
}
