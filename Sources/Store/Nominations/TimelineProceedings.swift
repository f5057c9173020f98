import Database
import Primitives

/// What people found, showed and heard on the way: forwarding, eligibility, deeds, publicity, objections, inspections.
extension TimelineStore {
  /// The lists on which a union forwarded the form; the mark tells primary or substitute, the reason names the union.
  public static func forwardings(
    _ nomination: ByteText, of edition: EditionID, in connection: ReadConnection
  ) throws -> [TimelineRow] {
    try rows(
      """
      SELECT f.forwarded_at, a.display_name, 'forwarded', e.kind, NULL, f.document, u.name FROM forwarding_entry e
      JOIN forwarding f ON f.id = e.forwarding_id JOIN union_unit u ON u.id = f.unit_id
      JOIN actor a ON a.id = f.forwarded_by WHERE e.edition_id = ? AND e.number = ? ORDER BY e.id
      """, edition, nomination, connection)
  }

  /// The promotions of a substitute; the subject is the form that it replaces.
  public static func promotions(
    _ nomination: ByteText, of edition: EditionID, in connection: ReadConnection
  ) throws -> [TimelineRow] {
    try rows(
      """
      SELECT e.promoted_at, a.display_name, e.replaces, NULL, NULL, e.promotion_document, e.promotion_reason
      FROM forwarding_entry e JOIN actor a ON a.id = e.promoted_by WHERE e.edition_id = ? AND e.number = ?
      ORDER BY e.id
      """, edition, nomination, connection)
  }

  /// The verdicts of people on the eligibility checks; the subject is the check, the mark `pass`, `fail` or `override`.
  public static func verdicts(
    _ nomination: ByteText, of edition: EditionID, in connection: ReadConnection
  ) throws -> [TimelineRow] {
    try rows(
      """
      SELECT v.judged_at, a.display_name, v.check_key,
        CASE WHEN v.is_override = 1 THEN 'override' ELSE v.verdict END, NULL, NULL, v.reason
      FROM eligibility_verdict v JOIN actor a ON a.id = v.judged_by
      WHERE v.edition_id = ? AND v.number = ? AND v.source = 'person' ORDER BY v.judged_at, v.id
      """, edition, nomination, connection)
  }

  /// The deeds as they were approved; the document is the medium, the reason the link.
  public static func deeds(
    _ nomination: ByteText, of edition: EditionID, in connection: ReadConnection
  ) throws -> [TimelineRow] {
    try rows(
      """
      SELECT d.approved_at, a.display_name, 'approved', NULL, d.published_on, d.medium, d.link FROM deed d
      JOIN actor a ON a.id = d.approved_by WHERE d.edition_id = ? AND d.nomination = ? ORDER BY d.id
      """, edition, nomination, connection)
  }

  /// The publicities that showed the nomination; the subject is the first day, the mark the last one.
  public static func publicities(
    _ nomination: ByteText, of edition: EditionID, in connection: ReadConnection
  ) throws -> [TimelineRow] {
    try rows(
      """
      SELECT p.opened_at, a.display_name, p.starts_on, p.ends_on, p.starts_on, p.document, NULL FROM publicity_entry e
      JOIN publicity p ON p.id = e.publicity_id JOIN actor a ON a.id = p.opened_by
      WHERE e.edition_id = ? AND e.nomination = ? ORDER BY p.number
      """, edition, nomination, connection)
  }

  /// The states of the objections against the nomination; the subject is the state, the mark the receipt's number.
  ///
  /// Reasons stay with the objection: they may tell who objected.
  public static func objections(
    _ nomination: ByteText, of edition: EditionID, in connection: ReadConnection
  ) throws -> [TimelineRow] {
    try rows(
      """
      SELECT s.changed_at, a.display_name, s.to_state, o.receipt, NULL,
        CASE WHEN s.to_state IN ('UPHELD', 'DISMISSED') THEN o.ruling_document END, NULL
      FROM objection_state s JOIN objection o ON o.id = s.objection_id JOIN actor a ON a.id = s.changed_by
      WHERE o.edition_id = ? AND o.nomination = ? ORDER BY s.id
      """, edition, nomination, connection)
  }

  /// The site inspections; the subject is the result.
  public static func inspections(
    _ nomination: ByteText, of edition: EditionID, in connection: ReadConnection
  ) throws -> [TimelineRow] {
    try rows(
      """
      SELECT i.recorded_at, a.display_name, i.result, NULL, i.inspected_on, i.document, NULL FROM inspection i
      JOIN actor a ON a.id = i.recorded_by WHERE i.edition_id = ? AND i.nomination = ? ORDER BY i.id
      """, edition, nomination, connection)
  }
}
