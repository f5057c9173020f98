import Database
import Primitives

/// A title that a craftsman holds.
public struct TitleRow: Sendable, Hashable {
  /// The kind's stable name: `qilu_craftsman`.
  public let kind: String
  /// The level's stable name: `PROVINCIAL`.
  public let level: String
  /// The year.
  public let year: Int
  /// The number of the document that gave it.
  public let document: String
  /// The day from which it is revoked; nil while it is held.
  public let revokedOn: String?
  /// The number of the document that revoked it.
  public let revocationDocument: String?

  /// Makes a title.
  public init(
    kind: String, level: String, year: Int, document: String, revokedOn: String? = nil,
    revocationDocument: String? = nil
  ) {
    self.kind = kind
    self.level = level
    self.year = year
    self.document = document
    self.revokedOn = revokedOn
    self.revocationDocument = revocationDocument
  }
}

/// A trade with its grade.
public struct SkillRow: Sendable, Hashable {
  /// The trade.
  public let trade: String
  /// The grade's stable name.
  public let grade: String

  /// Makes a skill.
  public init(trade: String, grade: String) {
    self.trade = trade
    self.grade = grade
  }
}

/// A change of a craftsman's state (SM-15).
public struct CraftsmanStateChange: Sendable {
  /// Whose.
  public let person: PersonID
  /// The state before; nil for the entry.
  public let from: String?
  /// The state after.
  public let to: String
  /// Why.
  public let reason: String
  /// Who changed it.
  public let by: ActorID
  /// When.
  public let at: String

  /// Makes a change.
  public init(person: PersonID, from: String?, to: String, reason: String, by: ActorID, at: String) {
    self.person = person
    self.from = from
    self.to = to
    self.reason = reason
    self.by = by
    self.at = at
  }
}

/// The craftsmen of the registry with their titles and skills.
public enum CraftsmanStore {
  /// The state of a craftsman; nil for a person who is none.
  public static func state(of person: PersonID, in connection: ReadConnection) throws -> String? {
    try connection.first("SELECT state FROM craftsman WHERE person_id = ?", [person]) { try $0.text(0) }
  }

  /// All craftsmen with name and state, by identifier.
  public static func all(in connection: ReadConnection) throws -> [(person: PersonID, name: String, state: String)] {
    try connection.query(
      """
      SELECT person.id, person.name, craftsman.state FROM craftsman
      JOIN person ON person.id = craftsman.person_id ORDER BY person.id
      """, []
    ) { (try $0.identifier(0), try $0.text(1), try $0.text(2)) }
  }

  /// Enters a craftsman, or changes the state, and records the change.
  public static func change(
    _ change: CraftsmanStateChange, id: String, in connection: WriteConnection
  ) throws {
    if change.from == nil {
      try connection.execute(
        "INSERT INTO craftsman (person_id, state) VALUES (?, ?)", [change.person, change.to])
    } else {
      try connection.execute("UPDATE craftsman SET state = ? WHERE person_id = ?", [change.to, change.person])
    }
    try connection.execute(
      """
      INSERT INTO craftsman_state (id, person_id, from_state, to_state, reason, changed_by, changed_at)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """, [id, change.person, change.from, change.to, change.reason, change.by, change.at])
  }

  /// The titles of a craftsman, the newest first.
  public static func titles(of person: PersonID, in connection: ReadConnection) throws -> [TitleRow] {
    try connection.query(
      """
      SELECT kind, level, year, document, revoked_on, revocation_document FROM title WHERE person_id = ?
      ORDER BY year DESC, level, kind, document
      """, [person]
    ) {
      TitleRow(
        kind: try $0.text(0), level: try $0.text(1), year: try $0.int(2), document: try $0.text(3),
        revokedOn: try $0.optionalText(4), revocationDocument: try $0.optionalText(5))
    }
  }

  /// Adds a title.
  public static func insert(
    _ title: TitleRow, of person: PersonID, id: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      "INSERT INTO title (id, person_id, kind, level, year, document) VALUES (?, ?, ?, ?, ?, ?)",
      [id, person, title.kind, title.level, title.year, title.document])
  }

  /// Marks a title as revoked; the title stays. Answers whether there was such a title.
  public static func revoke(
    _ title: TitleRow, of person: PersonID, on day: String, document: String, in connection: WriteConnection
  ) throws -> Bool {
    try connection.execute(
      """
      UPDATE title SET revoked_on = ?, revocation_document = ?
      WHERE person_id = ? AND kind = ? AND level = ? AND year = ? AND document = ? AND revoked_on IS NULL
      """, [day, document, person, title.kind, title.level, title.year, title.document]) == 1
  }

  /// The skills of a craftsman by trade.
  public static func skills(of person: PersonID, in connection: ReadConnection) throws -> [SkillRow] {
    try connection.query("SELECT trade, grade FROM skill WHERE person_id = ? ORDER BY trade", [person]) {
      SkillRow(trade: try $0.text(0), grade: try $0.text(1))
    }
  }

  /// Records a skill, or a new grade in the trade.
  public static func record(_ skill: SkillRow, of person: PersonID, in connection: WriteConnection) throws {
    try connection.execute(
      """
      INSERT INTO skill (person_id, trade, grade) VALUES (?, ?, ?)
      ON CONFLICT (person_id, trade) DO UPDATE SET grade = excluded.grade
      """, [person, skill.trade, skill.grade])
  }
}
