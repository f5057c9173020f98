import Database
import Primitives

/// A naming (命名).
public struct NamingRow: Sendable, Hashable {
  /// The nomination.
  public let nomination: ByteText
  /// Whether it is a 齐鲁大工匠.
  public let isGreat: Bool
  /// The document that names.
  public let document: String
  /// The day of the naming, `YYYY-MM-DD`.
  public let namedOn: String

  /// Makes a naming.
  public init(nomination: ByteText, isGreat: Bool, document: String, namedOn: String) {
    self.nomination = nomination
    self.isGreat = isGreat
    self.document = document
    self.namedOn = namedOn
  }
}

/// The namings of editions.
public enum NamingStore {
  /// Adds a naming.
  public static func insert(
    _ naming: NamingRow, edition: EditionID, by actor: ActorID, in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO naming (edition_id, nomination, is_great, document, named_on, named_by)
      VALUES (?, ?, ?, ?, ?, ?)
      """, [edition, naming.nomination, naming.isGreat, naming.document, naming.namedOn, actor])
  }

  /// The namings of an edition by nomination.
  public static func all(of edition: EditionID, in connection: ReadConnection) throws -> [NamingRow] {
    try connection.query(
      "SELECT nomination, is_great, document, named_on FROM naming WHERE edition_id = ? ORDER BY nomination", [edition]
    ) {
      NamingRow(
        nomination: try $0.byteText(0), isGreat: try $0.boolean(1), document: try $0.text(2),
        namedOn: try $0.text(3))
    }
  }

  /// The employer of the registry that nominated one.
  public static func employer(
    of nomination: ByteText, edition: EditionID, in connection: ReadConnection
  ) throws -> EmployerID? {
    try connection.first(
      """
      SELECT employer.id FROM nomination JOIN employer ON employer.credit_code = nomination.employer_credit_code
      WHERE nomination.edition_id = ? AND nomination.number = ?
      """, [edition, nomination]
    ) { try $0.identifier(0) }
  }

  /// The name of a nominee as it was handed in.
  public static func name(
    of nomination: ByteText, edition: EditionID, in connection: ReadConnection
  ) throws -> String? {
    try connection.first(
      "SELECT name FROM nomination WHERE edition_id = ? AND number = ?", [edition, nomination]
    ) { try $0.text(0) }
  }
}
