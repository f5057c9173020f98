import Database
import Primitives

/// A site inspection of one proposed.
public struct InspectionRow: Sendable {
  /// The nomination.
  public let nomination: ByteText
  /// The day of the inspection.
  public let inspectedOn: String
  /// Who inspected.
  public let inspectors: String
  /// The result's stable name, passed or failed.
  public let result: String
  /// The digest of the report as kept.
  public let report: String
  /// The document of the removal, for a failed one.
  public let document: String?

  /// Makes an inspection.
  public init(
    nomination: ByteText, inspectedOn: String, inspectors: String, result: String, report: String, document: String?
  ) {
    self.nomination = nomination
    self.inspectedOn = inspectedOn
    self.inspectors = inspectors
    self.result = result
    self.report = report
    self.document = document
  }
}

/// The site inspections of editions.
public enum InspectionStore {
  /// The inspections in force, by nomination.
  public static func all(of edition: EditionID, in connection: ReadConnection) throws -> [InspectionRow] {
    try connection.query(
      """
      SELECT nomination, inspected_on, inspectors, result, report, document FROM inspection
      WHERE edition_id = ? AND superseded_at IS NULL ORDER BY nomination
      """, [edition]
    ) {
      InspectionRow(
        nomination: try $0.byteText(0), inspectedOn: try $0.text(1), inspectors: try $0.text(2),
        result: try $0.text(3), report: try $0.text(4), document: try $0.optionalText(5))
    }
  }

  /// Records an inspection; the one before gives way for a reason.
  public static func record(
    _ row: InspectionRow, edition: EditionID, replacing reason: String, id: String, by actor: ActorID,
    at instant: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      UPDATE inspection SET superseded_at = ?, supersede_reason = ?
      WHERE edition_id = ? AND nomination = ? AND superseded_at IS NULL
      """, [instant, reason, edition, row.nomination])
    try connection.execute(
      """
      INSERT INTO inspection (id, edition_id, nomination, inspected_on, inspectors, result, report, document,
        recorded_by, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        id, edition, row.nomination, row.inspectedOn, row.inspectors, row.result, row.report, row.document, actor,
        instant,
      ])
  }
}
