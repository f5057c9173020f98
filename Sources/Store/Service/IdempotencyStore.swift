import Database
import Primitives
import Sealing

/// An answer that is kept for whoever asks again with the same key.
public struct KeptAnswer: Sendable {
  /// The operation.
  public let operation: String
  /// The digest of the request.
  public let request: [UInt8]
  /// Whether it was refused.
  public let isRefusal: Bool
  /// The answer.
  public let answer: SealedValue

  /// Makes an answer to be kept.
  public init(operation: String, request: [UInt8], isRefusal: Bool, answer: SealedValue) {
    self.operation = operation
    self.request = request
    self.isRefusal = isRefusal
    self.answer = answer
  }
}

/// The answers of acts under the keys that their callers gave them.
public enum IdempotencyStore {
  /// The answer under an actor's key.
  public static func find(_ key: String, of actor: ActorID, in connection: ReadConnection) throws -> KeptAnswer? {
    try connection.first(
      """
      SELECT operation, request_digest, is_refusal, answer_sealed
      FROM idempotency_record WHERE actor_id = ? AND key = ?
      """, [actor, key]
    ) { row in
      KeptAnswer(
        operation: try row.text(0), request: try row.bytes(1), isRefusal: try row.boolean(2),
        answer: try SealedValue(serialised: try row.bytes(3)))
    }
  }

  /// Keeps an answer; one that is there already stays.
  public static func keep(
    _ kept: KeptAnswer, _ key: String, of actor: ActorID, at milliseconds: Int64, in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO idempotency_record (actor_id, key, operation, request_digest, is_refusal, answer_sealed,
        recorded_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (actor_id, key) DO NOTHING
      """,
      [
        actor, key, kept.operation, kept.request, kept.isRefusal, kept.answer.serialised, milliseconds,
      ])
  }

  /// Lets go of answers older than a moment, some at a time; answers how many.
  public static func sweep(before milliseconds: Int64, in connection: WriteConnection) throws -> Int {
    try connection.execute(
      """
      DELETE FROM idempotency_record WHERE (actor_id, key) IN (
        SELECT actor_id, key FROM idempotency_record WHERE recorded_at_ms < ? ORDER BY recorded_at_ms LIMIT 500)
      """, [milliseconds])
  }
}
