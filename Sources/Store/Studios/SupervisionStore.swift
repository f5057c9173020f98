import Database
import Primitives

/// An inspection of a grant.
public struct GrantInspectionRow: Sendable, Hashable {
  /// The identifier.
  public let id: String
  /// Why it was begun.
  public let reason: String
  /// The day on which it was held; nil while it runs.
  public let heldOn: String?
  /// Who inspected.
  public let inspectors: String?
  /// What was found.
  public let findings: String?
  /// Provincial money found to be misused.
  public let misused: Money?
  /// By when it is put right.
  public let deadline: String?
  /// The result's stable name; nil while it runs.
  public let result: String?

  /// Makes a record.
  public init(
    id: String, reason: String, heldOn: String?, inspectors: String?, findings: String?, misused: Money?,
    deadline: String?, result: String?
  ) {
    self.id = id
    self.reason = reason
    self.heldOn = heldOn
    self.inspectors = inspectors
    self.findings = findings
    self.misused = misused
    self.deadline = deadline
    self.result = result
  }
}

/// An order that money goes back.
public struct GrantRecoveryRow: Sendable, Hashable {
  /// The identifier.
  public let id: String
  /// The grant.
  public let grant: GrantID
  /// Misused money, which the employer repays first.
  public let misused: Money
  /// Money that was not spent.
  public let unspent: Money
  /// The state's stable name.
  public let state: String
  /// The document that orders it.
  public let document: String
  /// By when it is back.
  public let dueOn: String?

  /// Makes an order.
  public init(
    id: String, grant: GrantID, misused: Money, unspent: Money, state: String, document: String, dueOn: String?
  ) {
    self.id = id
    self.grant = grant
    self.misused = misused
    self.unspent = unspent
    self.state = state
    self.document = document
    self.dueOn = dueOn
  }
}

/// That the use of a grant was shown to the workers.
public struct GrantPublicationRow: Sendable, Hashable {
  /// The first day.
  public let from: String
  /// The last day.
  public let through: String
  /// Where.
  public let place: String
  /// The digest of the photo.
  public let photo: String

  /// Records it.
  public init(from: String, through: String, place: String, photo: String) {
    self.from = from
    self.through = through
    self.place = place
    self.photo = photo
  }
}

/// Inspections, recoveries and publications of grants.
public enum SupervisionStore {
  /// The inspections of a grant in order.
  public static func inspections(of grant: GrantID, in connection: ReadConnection) throws -> [GrantInspectionRow] {
    try connection.query(
      """
      SELECT id, reason, held_on, inspectors, findings, misused_fen, deadline, result FROM grant_inspection
      WHERE grant_id = ? ORDER BY begun_at, id
      """, [grant]
    ) {
      GrantInspectionRow(
        id: try $0.text(0), reason: try $0.text(1), heldOn: try $0.optionalText(2), inspectors: try $0.optionalText(3),
        findings: try $0.optionalText(4), misused: try $0.optionalInteger(5).map { Money(fen: $0) },
        deadline: try $0.optionalText(6), result: try $0.optionalText(7))
    }
  }

  /// Begins an inspection.
  public static func begin(
    _ id: String, of grant: GrantID, reason: String, by actor: ActorID, at instant: String,
    in connection: WriteConnection
  ) throws {
    try connection.execute(
      "INSERT INTO grant_inspection (id, grant_id, reason, begun_by, begun_at) VALUES (?, ?, ?, ?, ?)",
      [id, grant, reason, actor, instant])
  }

  /// Ends an inspection with its record.
  public static func conclude(
    _ record: GrantInspectionRow, by actor: ActorID, at instant: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      UPDATE grant_inspection SET held_on = ?, inspectors = ?, findings = ?, misused_fen = ?, deadline = ?, result = ?,
        concluded_by = ?, concluded_at = ? WHERE id = ? AND result IS NULL
      """,
      [
        record.heldOn, record.inspectors, record.findings, record.misused?.fen, record.deadline, record.result, actor,
        instant, record.id,
      ])
  }

  /// The recoveries of a grant in order.
  public static func recoveries(of grant: GrantID, in connection: ReadConnection) throws -> [GrantRecoveryRow] {
    try connection.query(
      """
      SELECT id, grant_id, misused_fen, unspent_fen, state, document, due_on FROM grant_recovery
      WHERE grant_id = ? ORDER BY ordered_at, id
      """, [grant]
    ) {
      GrantRecoveryRow(
        id: try $0.text(0), grant: try $0.identifier(1), misused: Money(fen: try $0.integer(2)),
        unspent: Money(fen: try $0.integer(3)), state: try $0.text(4), document: try $0.text(5),
        dueOn: try $0.optionalText(6))
    }
  }

  /// Orders a recovery.
  public static func order(
    _ recovery: GrantRecoveryRow, by actor: ActorID, at instant: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO grant_recovery (id, grant_id, misused_fen, unspent_fen, state, document, due_on, ordered_by,
        ordered_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        recovery.id, recovery.grant, recovery.misused.fen, recovery.unspent.fen, recovery.state, recovery.document,
        recovery.dueOn, actor, instant,
      ])
  }

  /// Changes how far a recovery is; answers whether it was as far as it is said to be.
  public static func move(
    _ recovery: String, from state: String, to next: String, in connection: WriteConnection
  ) throws -> Bool {
    try connection.execute(
      "UPDATE grant_recovery SET state = ? WHERE id = ? AND state = ?", [next, recovery, state]) == 1
  }

  /// The publications of a grant in order.
  public static func publications(of grant: GrantID, in connection: ReadConnection) throws -> [GrantPublicationRow] {
    try connection.query(
      "SELECT from_day, through_day, place, photo FROM grant_publication WHERE grant_id = ? ORDER BY from_day, id",
      [grant]
    ) {
      GrantPublicationRow(
        from: try $0.text(0), through: try $0.text(1), place: try $0.text(2), photo: try $0.text(3))
    }
  }

  /// Records a publication.
  public static func publish(
    _ publication: GrantPublicationRow, _ key: String, of grant: GrantID, by actor: ActorID, at instant: String,
    in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO grant_publication (id, grant_id, from_day, through_day, place, photo, recorded_by, recorded_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        key, grant, publication.from, publication.through, publication.place, publication.photo, actor, instant,
      ])
  }
}
