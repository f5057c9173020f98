import Database
import Primitives

/// A studio (工匠创新工作室, R-321).
public struct StudioRow: Sendable, Hashable {
  /// The identifier.
  public let id: StudioID
  /// The code by which people name it.
  public let code: String
  /// The name.
  public let name: String
  /// The leader's name.
  public let leader: String
  /// The base union, whose employer is the studio's.
  public let baseUnit: UnionUnitID
  /// The day of its founding.
  public let foundedOn: String
  /// The field.
  public let field: String
  /// The address.
  public let address: String
  /// The level of its plaque.
  public let plaqueLevel: String
  /// The day on which the plaque was taken off; nil while it hangs.
  public let plaqueRemovedOn: String?
  /// The day of its last confirmation, or of its founding.
  public let confirmedOn: String

  /// Makes a studio with its plaque.
  public init(
    id: StudioID, code: String, name: String, leader: String, baseUnit: UnionUnitID, foundedOn: String, field: String,
    address: String, plaqueLevel: String
  ) {
    self.init(
      id: id, code: code, name: name, leader: leader, baseUnit: baseUnit, foundedOn: foundedOn, field: field,
      address: address, plaqueLevel: plaqueLevel, plaqueRemovedOn: nil, confirmedOn: foundedOn)
  }

  fileprivate init(
    id: StudioID, code: String, name: String, leader: String, baseUnit: UnionUnitID, foundedOn: String, field: String,
    address: String, plaqueLevel: String, plaqueRemovedOn: String?, confirmedOn: String
  ) {
    self.id = id
    self.code = code
    self.name = name
    self.leader = leader
    self.baseUnit = baseUnit
    self.foundedOn = foundedOn
    self.field = field
    self.address = address
    self.plaqueLevel = plaqueLevel
    self.plaqueRemovedOn = plaqueRemovedOn
    self.confirmedOn = confirmedOn
  }
}

/// A member of a studio beside its leader.
public struct StudioMemberRow: Sendable, Hashable {
  /// The name.
  public let name: String
  /// The post; may be empty.
  public let post: String

  /// Names a member.
  public init(name: String, post: String) {
    self.name = name
    self.post = post
  }
}

/// A project that a studio took up, or a result of its work.
public struct StudioRecordRow: Sendable, Hashable {
  /// `project` or `result`.
  public let kind: String
  /// The year.
  public let year: Int
  /// The title.
  public let title: String
  /// What it is about; may be empty.
  public let words: String
  /// The digest of the evidence.
  public let evidence: String?

  /// Describes it.
  public init(kind: String, year: Int, title: String, words: String, evidence: String?) {
    self.kind = kind
    self.year = year
    self.title = title
    self.words = words
    self.evidence = evidence
  }
}

/// Something that happened to a studio (R-318, OP-29).
public struct StudioEventRow: Sendable, Hashable {
  /// The identifier.
  public let id: String
  /// The kind's stable name.
  public let kind: String
  /// The day.
  public let day: String
  /// The document; nil where there is none.
  public let document: String?
  /// Why.
  public let reason: String
  /// The new leader; nil where he stays.
  public let leader: String?
  /// The new base union; nil where it stays.
  public let baseUnit: UnionUnitID?
  /// What it does to the grant, by stable name.
  public let effect: String
  /// The state's stable name.
  public let state: String
  /// Who recorded it.
  public let recordedBy: ActorID

  /// Describes an event.
  public init(
    id: String, kind: String, day: String, document: String?, reason: String, leader: String?, baseUnit: UnionUnitID?,
    effect: String, state: String, recordedBy: ActorID
  ) {
    self.id = id
    self.kind = kind
    self.day = day
    self.document = document
    self.reason = reason
    self.leader = leader
    self.baseUnit = baseUnit
    self.effect = effect
    self.state = state
    self.recordedBy = recordedBy
  }
}

/// The studios.
public enum StudioStore {
  private static let columns = """
    id, code, name, leader, base_unit_id, founded_on, field, address, plaque_level, plaque_removed_on, confirmed_on
    """

  /// The studio with a code.
  public static func find(code: String, in connection: ReadConnection) throws -> StudioRow? {
    try connection.first("SELECT \(columns) FROM studio WHERE code = ?", [code], row)
  }

  /// The studio with an identifier.
  public static func find(_ id: StudioID, in connection: ReadConnection) throws -> StudioRow? {
    try connection.first("SELECT \(columns) FROM studio WHERE id = ?", [id], row)
  }

  /// All studios by code.
  public static func all(in connection: ReadConnection) throws -> [StudioRow] {
    try connection.query("SELECT \(columns) FROM studio ORDER BY code", [], row)
  }

  /// Adds a studio.
  public static func insert(
    _ studio: StudioRow, by actor: ActorID, at instant: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      "INSERT INTO studio (\(columns), opened_by, opened_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?, ?, ?)",
      [
        studio.id, studio.code, studio.name, studio.leader, studio.baseUnit, studio.foundedOn, studio.field,
        studio.address, studio.plaqueLevel, studio.confirmedOn, actor, instant,
      ])
  }

  /// Changes what a studio says of itself.
  public static func change(
    _ id: StudioID, name: String, field: String, address: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      "UPDATE studio SET name = ?, field = ?, address = ? WHERE id = ?", [name, field, address, id])
  }

  /// Hands a studio to another leader or base union.
  public static func transfer(
    _ id: StudioID, leader: String?, base: UnionUnitID?, in connection: WriteConnection
  ) throws {
    try connection.execute(
      "UPDATE studio SET leader = coalesce(?, leader), base_unit_id = coalesce(?, base_unit_id) WHERE id = ?",
      [leader, base, id])
  }

  /// Records that a studio was confirmed again.
  public static func confirm(_ id: StudioID, on day: String, in connection: WriteConnection) throws {
    try connection.execute("UPDATE studio SET confirmed_on = ? WHERE id = ?", [day, id])
  }

  /// Records that a studio's plaque was taken off.
  public static func removePlaque(_ id: StudioID, on day: String, in connection: WriteConnection) throws {
    try connection.execute("UPDATE studio SET plaque_removed_on = ? WHERE id = ?", [day, id])
  }

  private static func row(_ row: Row) throws -> StudioRow {
    StudioRow(
      id: try row.identifier(0), code: try row.text(1), name: try row.text(2), leader: try row.text(3),
      baseUnit: try row.identifier(4), foundedOn: try row.text(5), field: try row.text(6), address: try row.text(7),
      plaqueLevel: try row.text(8), plaqueRemovedOn: try row.optionalText(9), confirmedOn: try row.text(10))
  }
}

/// What belongs to a studio.
public enum StudioPartStore {
  /// The members in order.
  public static func members(of id: StudioID, in connection: ReadConnection) throws -> [StudioMemberRow] {
    try connection.query("SELECT name, post FROM studio_member WHERE studio_id = ? ORDER BY place", [id]) {
      StudioMemberRow(name: try $0.text(0), post: try $0.text(1))
    }
  }

  /// Puts other members in the place of those there are.
  public static func replace(
    _ members: [StudioMemberRow], of id: StudioID, in connection: WriteConnection
  ) throws {
    try connection.execute("DELETE FROM studio_member WHERE studio_id = ?", [id])
    for (offset, member) in members.enumerated() {
      try connection.execute(
        "INSERT INTO studio_member (studio_id, place, name, post) VALUES (?, ?, ?, ?)",
        [id, offset + 1, member.name, member.post])
    }
  }

  /// The projects and results by year.
  public static func records(of id: StudioID, in connection: ReadConnection) throws -> [StudioRecordRow] {
    try connection.query(
      "SELECT kind, year, title, words, evidence FROM studio_record WHERE studio_id = ? ORDER BY year, recorded_at, id",
      [id]
    ) {
      StudioRecordRow(
        kind: try $0.text(0), year: try $0.int(1), title: try $0.text(2), words: try $0.text(3),
        evidence: try $0.optionalText(4))
    }
  }

  /// Adds a project or result.
  public static func add(
    _ record: StudioRecordRow, to id: StudioID, key: String, by actor: ActorID, at instant: String,
    in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO studio_record (id, studio_id, kind, year, title, words, evidence, recorded_by, recorded_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, [key, id, record.kind, record.year, record.title, record.words, record.evidence, actor, instant])
  }

  /// What happened to a studio, in order.
  public static func events(of id: StudioID, in connection: ReadConnection) throws -> [StudioEventRow] {
    try connection.query(
      """
      SELECT id, kind, day, document, reason, leader, base_unit_id, effect, state, recorded_by FROM studio_event
      WHERE studio_id = ? ORDER BY recorded_at, id
      """, [id]
    ) {
      StudioEventRow(
        id: try $0.text(0), kind: try $0.text(1), day: try $0.text(2), document: try $0.optionalText(3),
        reason: try $0.text(4), leader: try $0.optionalText(5), baseUnit: try $0.optionalIdentifier(6),
        effect: try $0.text(7), state: try $0.text(8), recordedBy: try $0.identifier(9))
    }
  }

  /// Adds an event.
  public static func add(
    _ event: StudioEventRow, to id: StudioID, at instant: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO studio_event (id, studio_id, kind, day, document, reason, leader, base_unit_id, effect, state,
        recorded_by, recorded_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        event.id, id, event.kind, event.day, event.document, event.reason, event.leader, event.baseUnit, event.effect,
        event.state, event.recordedBy, instant,
      ])
  }

  /// Decides an event that waits.
  public static func decide(
    _ event: String, isApproved: Bool, document: String, by actor: ActorID, at instant: String,
    in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      UPDATE studio_event SET state = ?, decision_document = ?, decided_by = ?, decided_at = ?
      WHERE id = ? AND state = 'WAITING'
      """, [isApproved ? "APPROVED" : "REFUSED", document, actor, instant, event])
  }
}
