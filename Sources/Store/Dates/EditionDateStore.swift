import Database
import Primitives
import SelectionRules

/// A setting or an extension of an edition's date.
public struct EditionDateRow: Sendable {
  /// Which date.
  public let name: EditionDateName
  /// 1 for the first, then one more for each.
  public let number: Int
  /// The day.
  public let day: CalendarDay
  /// The notice that extended it; nil for a setting.
  public let document: String?
  /// Why it was extended.
  public let reason: String?
  /// When it was recorded.
  public let recordedAt: String

  /// Makes a row; one with a document is an extension.
  public init(
    name: EditionDateName, number: Int, day: CalendarDay, document: String?, reason: String?, recordedAt: String
  ) {
    self.name = name
    self.number = number
    self.day = day
    self.document = document
    self.reason = reason
    self.recordedAt = recordedAt
  }
}

/// Somebody who came too late.
public struct LateAttemptRow: Sendable {
  /// The date that had passed.
  public let name: EditionDateName
  /// The day that it had then.
  public let day: CalendarDay
  /// What was attempted.
  public let operation: String
  /// On what.
  public let subject: String
  /// The day of the attempt.
  public let attemptedOn: CalendarDay
  /// Who.
  public let by: ActorID
  /// The name of who.
  public let byName: String
}

/// The dates of editions, and who was refused for lateness.
public enum EditionDateStore {
  /// Every setting and extension of an edition's dates, in order.
  public static func all(of edition: EditionID, in connection: ReadConnection) throws -> [EditionDateRow] {
    let rows: [EditionDateRow?] = try connection.query(
      """
      SELECT name, number, day, document, reason, recorded_at FROM edition_date WHERE edition_id = ?
      ORDER BY name, number
      """, [edition]
    ) { row in
      guard let name = EditionDateName(rawValue: try row.text(0)) else { return nil }
      return EditionDateRow(
        name: name, number: try row.int(1), day: try CalendarDay(try row.text(2)), document: try row.optionalText(3),
        reason: try row.optionalText(4), recordedAt: try row.text(5))
    }
    return rows.compactMap(\.self)
  }

  /// The dates in force.
  public static func inForce(
    of edition: EditionID, in connection: ReadConnection
  ) throws -> [EditionDateName: CalendarDay] {
    try all(of: edition, in: connection).reduce(into: [:]) { $0[$1.name] = $1.day }
  }

  /// Records a setting or an extension.
  public static func insert(
    _ row: EditionDateRow, edition: EditionID, by actor: ActorID, id: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO edition_date (id, edition_id, name, number, day, kind, document, reason, recorded_by, recorded_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        id, edition, row.name.rawValue, row.number, row.day.text, row.document == nil ? "set" : "extended",
        row.document, row.reason, actor, row.recordedAt,
      ])
  }

  /// Records somebody who came too late.
  public static func insertLate(
    _ name: EditionDateName, day: CalendarDay, operation: String, subject: String, on today: CalendarDay,
    edition: EditionID, by actor: ActorID, at instant: String, id: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO late_attempt (id, edition_id, date_name, day, operation, subject, attempted_on, attempted_by,
        attempted_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, [id, edition, name.rawValue, day.text, operation, subject, today.text, actor, instant])
  }

  /// Who was refused for lateness in an edition, in order.
  public static func late(of edition: EditionID, in connection: ReadConnection) throws -> [LateAttemptRow] {
    let rows: [LateAttemptRow?] = try connection.query(
      """
      SELECT date_name, day, operation, subject, attempted_on, attempted_by, actor.display_name
      FROM late_attempt JOIN actor ON actor.id = late_attempt.attempted_by WHERE edition_id = ?
      ORDER BY late_attempt.id
      """, [edition]
    ) { row in
      guard let name = EditionDateName(rawValue: try row.text(0)) else { return nil }
      return LateAttemptRow(
        name: name, day: try CalendarDay(try row.text(1)), operation: try row.text(2), subject: try row.text(3),
        attemptedOn: try CalendarDay(try row.text(4)), by: try row.identifier(5), byName: try row.text(6))
    }
    return rows.compactMap(\.self)
  }
}
