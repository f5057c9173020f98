import Database
import Primitives

/// The phantom type of an erasure's identifier.
public enum ErasureSubject {}

/// An erasure of a person: asked for by one, settled by another (R-819, SM-17).
public struct ErasureRow: Sendable {
  /// The identifier.
  public let id: Identifier<ErasureSubject>
  /// Whose values.
  public let person: PersonID
  /// `request`, or `restored` where a restored backup had undone it.
  public let origin: String
  /// `REQUESTED`, `DECLINED` or `DONE`.
  public let state: String
  /// Why.
  public let reason: String
  /// The document it rests on.
  public let document: String
  /// Who asked.
  public let requestedBy: ActorID
  /// When.
  public let requestedAt: String
  /// When it was settled.
  public let settledAt: String?

  /// Makes an erasure that is asked for.
  public init(
    id: Identifier<ErasureSubject>, person: PersonID, origin: String = "request", reason: String, document: String,
    requestedBy: ActorID, requestedAt: String
  ) {
    self.init(
      id: id, person: person, origin: origin, state: "REQUESTED", reason: reason, document: document,
      requestedBy: requestedBy, requestedAt: requestedAt, settledAt: nil)
  }

  init(
    id: Identifier<ErasureSubject>, person: PersonID, origin: String, state: String, reason: String, document: String,
    requestedBy: ActorID, requestedAt: String, settledAt: String?
  ) {
    self.id = id
    self.person = person
    self.origin = origin
    self.state = state
    self.reason = reason
    self.document = document
    self.requestedBy = requestedBy
    self.requestedAt = requestedAt
    self.settledAt = settledAt
  }
}

/// The erasures of people.
public enum ErasureStore {
  private static let columns =
    "id, person_id, origin, state, reason, document, requested_by, requested_at, settled_at"

  /// All of them, in the order in which they were asked for.
  public static func all(in connection: ReadConnection) throws -> [ErasureRow] {
    try connection.query("SELECT \(columns) FROM erasure ORDER BY id", [], row)
  }

  /// The one of a person that is asked for or done.
  public static func inForce(of person: PersonID, in connection: ReadConnection) throws -> ErasureRow? {
    try connection.first(
      "SELECT \(columns) FROM erasure WHERE person_id = ? AND state <> 'DECLINED'", [person], row)
  }

  /// Records a request.
  ///
  /// - Throws: ``DatabaseFailure/unique(_:)`` where the person has one already.
  public static func insert(_ erasure: ErasureRow, in connection: WriteConnection) throws {
    try connection.execute(
      """
      INSERT INTO erasure (id, person_id, origin, state, reason, document, requested_by, requested_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        erasure.id, erasure.person, erasure.origin, erasure.state, erasure.reason, erasure.document,
        erasure.requestedBy, erasure.requestedAt,
      ])
  }

  /// Settles a request as `DONE` or `DECLINED`; `origin` as it is then.
  public static func settle(
    _ id: Identifier<ErasureSubject>, as state: String, origin: String = "request", by actor: ActorID,
    at instant: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      "UPDATE erasure SET state = ?, origin = ?, settled_by = ?, settled_at = ? WHERE id = ?",
      [state, origin, actor, instant, id])
  }

  private static func row(_ row: Row) throws -> ErasureRow {
    ErasureRow(
      id: try row.identifier(0), person: try row.identifier(1), origin: try row.text(2), state: try row.text(3),
      reason: try row.text(4), document: try row.text(5), requestedBy: try row.identifier(6),
      requestedAt: try row.text(7), settledAt: try row.optionalText(8))
  }
}
