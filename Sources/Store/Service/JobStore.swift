import Database
import Primitives
import Sealing

/// A long work as it is stored.
public struct JobRow: Sendable {
  /// The identifier.
  public let id: JobID
  /// For whom it runs.
  public let actor: ActorID
  /// The operation.
  public let operation: String
  /// `QUEUED`, `RUNNING`, `DONE`, `REFUSED` or `CANCELLED`.
  public let state: String
  /// How far it is.
  public let done: Int
  /// How much there is, 0 while nobody knows.
  public let total: Int
  /// The operation's input, sealed.
  public let input: SealedValue
  /// The answer or the refusal, sealed, once it has ended.
  public let answer: SealedValue?
  /// The SHA-256 and the size of the result file, where there is one.
  public let result: (digest: String, size: Int64)?
  /// When it was asked for.
  public let createdAt: String
  /// When it ended.
  public let endedAt: String?
}

/// Jobs.
public enum JobStore {
  private static let columns = """
    id, actor_id, operation, state, done, total, input_sealed, answer_sealed, result_digest, result_size,
    created_at, ended_at
    """

  /// Records a job that waits.
  public static func insert(
    _ id: JobID, of actor: ActorID, operation: String, input: SealedValue,
    at instant: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO job (id, actor_id, operation, input_sealed, state, done, total, created_at)
      VALUES (?, ?, ?, ?, 'QUEUED', 0, 0, ?)
      """, [id, actor, operation, input.serialised, instant])
  }

  /// A job.
  public static func find(_ id: JobID, in connection: ReadConnection) throws -> JobRow? {
    try connection.first("SELECT \(columns) FROM job WHERE id = ?", [id], row)
  }

  /// The jobs of an actor, the newest first.
  public static func all(of actor: ActorID, in connection: ReadConnection) throws -> [JobRow] {
    try connection.query(
      "SELECT \(columns) FROM job WHERE actor_id = ? ORDER BY created_at DESC, id DESC LIMIT 1000", [actor], row)
  }

  /// The jobs that have not ended, the oldest first.
  public static func open(in connection: ReadConnection) throws -> [JobRow] {
    try connection.query(
      "SELECT \(columns) FROM job WHERE state IN ('QUEUED', 'RUNNING') ORDER BY created_at, id", [], row)
  }

  /// How many jobs of an actor have not ended.
  public static func openCount(of actor: ActorID, in connection: ReadConnection) throws -> Int {
    try connection.first(
      "SELECT count(*) FROM job WHERE actor_id = ? AND state IN ('QUEUED', 'RUNNING')", [actor]
    ) { try $0.int(0) } ?? 0
  }

  /// Says that a job runs; false where it has ended meanwhile.
  public static func start(_ id: JobID, in connection: WriteConnection) throws -> Bool {
    try connection.execute(
      "UPDATE job SET state = 'RUNNING' WHERE id = ? AND state IN ('QUEUED', 'RUNNING')", [id]) > 0
  }

  /// Says how far a job is.
  public static func progress(
    _ id: JobID, done: Int, total: Int, in connection: WriteConnection
  ) throws {
    try connection.execute(
      "UPDATE job SET done = ?, total = ? WHERE id = ? AND state = 'RUNNING'", [done, total, id])
  }

  /// Ends a job that has not ended; answers whether it did.
  public static func end(
    _ id: JobID, state: String, answer: SealedValue?, result: (digest: String, size: Int64)?,
    at instant: String, in connection: WriteConnection
  ) throws -> Bool {
    try connection.execute(
      """
      UPDATE job SET state = ?, answer_sealed = ?, result_digest = ?, result_size = ?, ended_at = ?
      WHERE id = ? AND state IN ('QUEUED', 'RUNNING')
      """, [state, answer?.serialised, result?.digest, result?.size, instant, id]) > 0
  }

  private static func row(_ row: Row) throws -> JobRow {
    let digest = try row.optionalText(8)
    return JobRow(
      id: try row.identifier(0), actor: try row.identifier(1), operation: try row.text(2), state: try row.text(3),
      done: try row.int(4), total: try row.int(5), input: try SealedValue(serialised: try row.bytes(6)),
      answer: try row.optionalBytes(7).map(SealedValue.init(serialised:)),
      result: try digest.map { ($0, try row.integer(9)) }, createdAt: try row.text(10),
      endedAt: try row.optionalText(11))
  }
}
