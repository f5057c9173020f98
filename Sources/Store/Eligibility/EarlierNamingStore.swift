import Database
import Primitives

/// Who was named at a level in an earlier year.
public enum EarlierNamingStore {
  /// The years in which a person was named before a year at a level, by the registry's titles and the past's lists.
  public static func years(
    of person: PersonID, level: String, before year: Int, in connection: ReadConnection
  ) throws -> [Int] {
    try connection.query(
      """
      SELECT year FROM title WHERE person_id = ? AND level = ? AND year < ?
      AND kind IN ('qilu_craftsman', 'qilu_great_craftsman', 'craftsman', 'great_craftsman')
      UNION SELECT year FROM past_naming WHERE person_id = ? AND level = ? AND year < ? AND kind <> 'nominee'
      AND superseded_by IS NULL ORDER BY 1 DESC
      """, [person, level, year, person, level, year]
    ) { try $0.int(0) }
  }

  /// The years in which somebody of the same name, whose identity is unknown and whose employer was the same or is
  /// unknown too, was named at a level.
  public static func yearsOfAlike(
    name: String, employer: String, level: String, before year: Int, in connection: ReadConnection
  ) throws -> [Int] {
    try connection.query(
      """
      SELECT DISTINCT year FROM past_naming WHERE person_id IS NULL AND name = ? AND employer_credit_code IN (?, '')
      AND level = ? AND year < ? AND kind <> 'nominee' AND superseded_by IS NULL ORDER BY 1 DESC
      """, [name, employer, level, year]
    ) { try $0.int(0) }
  }
}
