import Database
import Primitives
import Sealing

/// One event of the audit trail: who did what to which thing, when. It carries ids and digests, never a personal value.
public struct AuditEvent: Sendable, Hashable {
  /// The identifier.
  public let id: Identifier<AuditEventSubject>
  /// The moment, UTC, to the millisecond.
  public let at: String
  /// Who acted.
  public let actorID: String
  /// The name of who acted, as it was then.
  public let actorName: String
  /// The operation.
  public let operation: String
  /// The kind of the thing that it concerned.
  public let subjectKind: String
  /// The thing that it concerned.
  public let subjectID: String
  /// Further facts, as JSON.
  public let detail: String

  /// Makes an event.
  public init(
    id: Identifier<AuditEventSubject>, at: String, actorID: String, actorName: String, operation: String,
    subjectKind: String, subjectID: String, detail: String
  ) {
    self.id = id
    self.at = at
    self.actorID = actorID
    self.actorName = actorName
    self.operation = operation
    self.subjectKind = subjectKind
    self.subjectID = subjectID
    self.detail = detail
  }

  /// The digest over every column, each with its length before it, so that no two events share one.
  public var digest: Digest {
    var stream = SHA256Stream()
    for field in [id.text, at, actorID, actorName, operation, subjectKind, subjectID, detail] {
      AuditChain.add(Array(field.utf8), to: &stream)
    }
    return stream.finish()
  }
}

/// How events are linked: each link's digest covers the one before it, the sequence, the event's id and its digest.
public enum AuditChain {
  /// The link before the first.
  public static let origin = Digest.sha256(of: Array("qilu audit chain 1".utf8))

  /// The digest of a link.
  public static func link(after previous: Digest, sequence: Int64, event: String, digest: [UInt8]) -> Digest {
    var stream = SHA256Stream()
    add(previous.bytes, to: &stream)
    add(bigEndian(sequence), to: &stream)
    add(Array(event.utf8), to: &stream)
    add(digest, to: &stream)
    return stream.finish()
  }

  static func add(_ bytes: [UInt8], to stream: inout SHA256Stream) {
    stream.update(bigEndian(Int64(bytes.count)))
    stream.update(bytes)
  }

  private static func bigEndian(_ number: Int64) -> [UInt8] {
    withUnsafeBytes(of: number.bigEndian) { Array($0) }
  }
}

/// A link of the chain as it is stored, with the event it names where that is still there.
public struct AuditRecord: Sendable {
  /// The place in the chain, from 1.
  public let sequence: Int64
  /// The event that the link names.
  public let eventID: String
  /// The link's digest as stored.
  public let chain: [UInt8]
  /// The event, nil where it is gone.
  public let event: AuditEvent?
  /// The event's digest as stored, nil where it is gone.
  public let digest: [UInt8]?
}

/// The append-only audit trail.
public enum AuditStore {
  /// Appends an event with its own digest, in the caller's transaction.
  ///
  /// - Parameter linking: whether to link it at once, which is right where acts follow one another; elsewhere the
  ///   ``AuditSealer`` links it after the commit.
  public static func append(_ event: AuditEvent, linking: Bool, in connection: WriteConnection) throws {
    let digest = event.digest
    try connection.execute(
      """
      INSERT INTO audit_event (id, at, actor_id, actor_name, operation, subject_kind, subject_id, detail, digest)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        event.id, event.at, event.actorID, event.actorName, event.operation, event.subjectKind, event.subjectID,
        event.detail, digest.bytes,
      ])
    if linking { try link(event.id.text, digest: digest.bytes, in: connection) }
  }

  /// Whether an event is there: the sign that the act with this key was committed.
  public static func exists(_ id: Identifier<AuditEventSubject>, in connection: ReadConnection) throws -> Bool {
    try connection.first("SELECT 1 FROM audit_event WHERE id = ? LIMIT 1", [id]) { try $0.int(0) } != nil
  }

  /// Links an event behind the last link.
  static func link(_ event: String, digest: [UInt8], in connection: WriteConnection) throws {
    let (sequence, previous) = try head(in: connection)
    let chain = AuditChain.link(after: previous, sequence: sequence + 1, event: event, digest: digest)
    try connection.execute(
      "INSERT INTO audit_link (sequence, event_id, chain) VALUES (?, ?, ?)", [sequence + 1, event, chain.bytes])
  }

  /// The last link: its place and its digest; place 0 and the origin for an empty trail.
  public static func head(in connection: ReadConnection) throws -> (sequence: Int64, chain: Digest) {
    try connection.first("SELECT sequence, chain FROM audit_link ORDER BY sequence DESC LIMIT 1", []) { row in
      (try row.integer(0), Digest(bytes: try row.bytes(1)) ?? AuditChain.origin)
    } ?? (0, AuditChain.origin)
  }

  private static let eventColumns =
    "e.id, e.at, e.actor_id, e.actor_name, e.operation, e.subject_kind, e.subject_id, e.detail, e.digest"

  /// Gives every link in order, with its event.
  public static func forEachRecord(in connection: ReadConnection, _ body: (AuditRecord) throws -> Void) throws {
    try connection.forEach(
      """
      SELECT l.sequence, l.event_id, l.chain, \(eventColumns)
      FROM audit_link l LEFT JOIN audit_event e ON e.id = l.event_id ORDER BY l.sequence
      """, []
    ) { row in
      let event = try row.optionalText(3) == nil ? nil : event(row, from: 3)
      try body(
        AuditRecord(
          sequence: try row.integer(0), eventID: try row.text(1), chain: try row.bytes(2), event: event,
          digest: try row.optionalBytes(11)))
    }
  }

  /// An event that no link names, with the digest that is stored beside it.
  public struct Unlinked: Sendable {
    /// The event.
    public let event: AuditEvent
    /// Its digest as stored.
    public let digest: [UInt8]
  }

  /// The events that no link names, in the order of their moments.
  public static func unlinked(in connection: ReadConnection) throws -> [Unlinked] {
    try connection.query(
      """
      SELECT \(eventColumns) FROM audit_event e
      WHERE NOT EXISTS (SELECT 1 FROM audit_link l WHERE l.event_id = e.id) ORDER BY e.at, e.id
      """, []
    ) { Unlinked(event: try event($0, from: 0), digest: try $0.bytes(8)) }
  }

  /// The events that several links name.
  public static func repeated(in connection: ReadConnection) throws -> [String] {
    try connection.query(
      "SELECT event_id FROM audit_link GROUP BY event_id HAVING count(*) > 1 ORDER BY event_id", []
    ) { try $0.text(0) }
  }

  /// The last events, the newest first.
  public static func last(_ count: Int, in connection: ReadConnection) throws -> [(sequence: Int64, event: AuditEvent)]
  {
    try connection.query(
      """
      SELECT l.sequence, \(eventColumns) FROM audit_link l JOIN audit_event e ON e.id = l.event_id
      ORDER BY l.sequence DESC LIMIT ?
      """, [count]
    ) { (try $0.integer(0), try event($0, from: 1)) }
  }

  private static func event(_ row: Row, from column: Int) throws -> AuditEvent {
    AuditEvent(
      id: try row.identifier(column), at: try row.text(column + 1), actorID: try row.text(column + 2),
      actorName: try row.text(column + 3), operation: try row.text(column + 4),
      subjectKind: try row.text(column + 5), subjectID: try row.text(column + 6), detail: try row.text(column + 7))
  }
}
