import Database
import Primitives

/// One thing that happened to a nomination, as a row tells it.
public struct TimelineRow: Sendable, Hashable {
  /// When it was recorded.
  public let at: String
  /// Who recorded it.
  public let by: String
  /// What it is about: the stable name of a state, stage, kind or cause; each query says which.
  public let subject: String
  /// The number or the second name that belongs to it, if any.
  public let mark: String?
  /// The day that a document gives it, if any.
  public let day: String?
  /// The document, if any.
  public let document: String?
  /// The reason, if any.
  public let reason: String?
}

/// What happened to a nomination, read from the tables in which it was recorded.
///
/// Each query answers `at, by, subject, mark, day, document, reason`; another source is another query.
public enum TimelineStore {
  /// The changes of the form's state; the subject is the new state, the mark the old one.
  public static func formChanges(
    _ nomination: ByteText, of edition: EditionID, in connection: ReadConnection
  ) throws -> [TimelineRow] {
    try rows(
      """
      SELECT s.changed_at, a.display_name, s.to_state, s.from_state, NULL, NULL, s.reason
      FROM nomination_form_state s JOIN actor a ON a.id = s.changed_by
      WHERE s.edition_id = ? AND s.number = ? ORDER BY s.id
      """, edition, nomination, connection)
  }

  /// The entry into the edition's package; the subject is the qualification, the mark the file.
  public static func entry(
    _ nomination: ByteText, of edition: EditionID, in connection: ReadConnection
  ) throws -> [TimelineRow] {
    try rows(
      """
      SELECT i.imported_at, a.display_name, n.qualification, i.file_name, NULL, NULL, n.reason FROM nomination n
      JOIN input_import i ON i.id = n.import_id JOIN actor a ON a.id = i.imported_by
      WHERE n.edition_id = ? AND n.number = ?
      """, edition, nomination, connection)
  }

  /// The confirmed lists; the subject is the stage, the mark is there if the nomination stands on the list.
  public static func confirmations(
    _ nomination: ByteText, of edition: EditionID, in connection: ReadConnection
  ) throws -> [TimelineRow] {
    try connection.query(
      """
      SELECT l.decided_at, a.display_name, l.stage, r.nomination, NULL, NULL, NULL FROM stage_list l
      JOIN actor a ON a.id = l.decided_by
      LEFT JOIN stage_list_row r ON r.list_id = l.id AND r.nomination = ?
      WHERE l.edition_id = ? AND l.state = 'CONFIRMED' ORDER BY l.decided_at, l.id
      """, [nomination, edition], row)
  }

  /// The decisions in force; the subject is the kind, the mark the stage.
  public static func decisions(
    _ nomination: ByteText, of edition: EditionID, in connection: ReadConnection
  ) throws -> [TimelineRow] {
    try rows(
      """
      SELECT i.imported_at, a.display_name, d.kind, d.stage, NULL, d.document, d.reason FROM decision d
      JOIN input_import i ON i.id = d.import_id JOIN actor a ON a.id = i.imported_by
      WHERE d.edition_id = ? AND d.nomination = ? ORDER BY d.sequence
      """, edition, nomination, connection)
  }

  /// The naming; the subject is `great` or `named`.
  public static func naming(
    _ nomination: ByteText, of edition: EditionID, in connection: ReadConnection
  ) throws -> [TimelineRow] {
    try rows(
      """
      SELECT s.changed_at, a.display_name, CASE WHEN n.is_great = 1 THEN 'great' ELSE 'named' END, NULL, n.named_on,
        n.document, NULL
      FROM naming n JOIN actor a ON a.id = n.named_by
      JOIN edition_state s ON s.edition_id = n.edition_id AND s.to_state = 'NAMED'
      WHERE n.edition_id = ? AND n.nomination = ?
      """, edition, nomination, connection)
  }

  /// The certificates as they were issued; the subject is the kind, the document the number.
  public static func certificates(
    _ nomination: ByteText, of edition: EditionID, in connection: ReadConnection
  ) throws -> [TimelineRow] {
    try rows(
      """
      SELECT c.issued_at, a.display_name, c.kind, NULL, c.issued_on, c.number, NULL FROM certificate c
      JOIN actor a ON a.id = c.issued_by WHERE c.edition_id = ? AND c.nomination = ? ORDER BY c.place
      """, edition, nomination, connection)
  }

  /// The certificates as they were voided; the subject is the kind, the document the number.
  public static func voidings(
    _ nomination: ByteText, of edition: EditionID, in connection: ReadConnection
  ) throws -> [TimelineRow] {
    try rows(
      """
      SELECT c.voided_at, a.display_name, c.kind, NULL, c.voided_on, c.number, c.void_reason FROM certificate c
      JOIN actor a ON a.id = c.voided_by WHERE c.edition_id = ? AND c.nomination = ? ORDER BY c.place
      """, edition, nomination, connection)
  }

  /// The revocation; the subject is the cause.
  public static func revocation(
    _ nomination: ByteText, of edition: EditionID, in connection: ReadConnection
  ) throws -> [TimelineRow] {
    try rows(
      """
      SELECT r.revoked_at, a.display_name, r.cause, NULL, r.revoked_on, r.document, r.reason FROM naming_revocation r
      JOIN actor a ON a.id = r.revoked_by WHERE r.edition_id = ? AND r.nomination = ?
      """, edition, nomination, connection)
  }

  /// The records of the list for industrial-skill talents; the subject is the outcome.
  public static func taishan(
    _ nomination: ByteText, of edition: EditionID, in connection: ReadConnection
  ) throws -> [TimelineRow] {
    try rows(
      """
      SELECT t.recorded_at, a.display_name, t.outcome, NULL, t.decided_on, t.document, NULL FROM taishan_record t
      JOIN actor a ON a.id = t.recorded_by WHERE t.edition_id = ? AND t.nomination = ? ORDER BY t.id
      """, edition, nomination, connection)
  }

  static func rows(
    _ query: String, _ edition: EditionID, _ nomination: ByteText, _ connection: ReadConnection
  ) throws -> [TimelineRow] {
    try connection.query(query, [edition, nomination], row)
  }

  private static func row(_ row: Row) throws -> TimelineRow {
    TimelineRow(
      at: try row.text(0), by: try row.text(1), subject: try row.text(2), mark: try row.optionalText(3),
      day: try row.optionalText(4), document: try row.optionalText(5), reason: try row.optionalText(6))
  }
}
