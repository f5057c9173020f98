import Database
import Primitives

/// Where a person belongs to a record that the law keeps.
public enum LegalHoldStore {
  /// The editions, not closed or cancelled, that have a nomination of the person or a form that is not withdrawn.
  public static func openEditions(of person: PersonID, in connection: ReadConnection) throws -> [String] {
    try connection.query(
      """
      SELECT name FROM edition WHERE state NOT IN ('CLOSED', 'CANCELLED') AND (
        EXISTS (SELECT 1 FROM nomination n WHERE n.edition_id = edition.id AND n.person_id = ?)
        OR EXISTS (SELECT 1 FROM nomination_form f WHERE f.edition_id = edition.id AND f.person_id = ?
          AND f.state <> 'WITHDRAWN'))
      ORDER BY name
      """, [person, person]
    ) { try $0.text(0) }
  }

  /// Whether the person was named: here, or in an earlier year, or stands in the registry of craftsmen.
  public static func isNamed(_ person: PersonID, in connection: ReadConnection) throws -> Bool {
    try connection.first(
      """
      SELECT 1 FROM person WHERE id = ? AND (
        EXISTS (SELECT 1 FROM craftsman c WHERE c.person_id = person.id)
        OR EXISTS (SELECT 1 FROM naming m JOIN nomination n ON n.edition_id = m.edition_id AND n.number = m.nomination
          WHERE n.person_id = person.id)
        OR EXISTS (SELECT 1 FROM past_naming p WHERE p.person_id = person.id AND p.kind <> 'nominee'))
      """, [person]
    ) { try $0.int(0) } != nil
  }
}
