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
}
