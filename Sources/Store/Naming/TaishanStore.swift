import Database
import Primitives

/// One record of a great craftsman's way on the list for industrial-skill talents.
public struct TaishanRow: Sendable, Hashable {
  /// The nomination.
  public let nomination: ByteText
  /// The outcome's stable name.
  public let outcome: String
  /// The day of the outcome.
  public let decidedOn: String
  /// The document that tells it.
  public let document: String

  /// Makes a record.
  public init(nomination: ByteText, outcome: String, decidedOn: String, document: String) {
    self.nomination = nomination
    self.outcome = outcome
    self.decidedOn = decidedOn
    self.document = document
  }
}

/// The records of the list for industrial-skill talents.
public enum TaishanStore {
  /// The records of an edition in the order in which they were made; the last of a nomination is its outcome.
  public static func all(of edition: EditionID, in connection: ReadConnection) throws -> [TaishanRow] {
    try connection.query(
      "SELECT nomination, outcome, decided_on, document FROM taishan_record WHERE edition_id = ? ORDER BY id", [edition]
    ) {
      TaishanRow(
        nomination: try $0.byteText(0), outcome: try $0.text(1), decidedOn: try $0.text(2), document: try $0.text(3))
    }
  }

  /// Adds a record.
  public static func insert(
    _ record: TaishanRow, id: String, edition: EditionID, by actor: ActorID, at instant: String,
    in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO taishan_record (id, edition_id, nomination, outcome, decided_on, document, recorded_by, recorded_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [id, edition, record.nomination, record.outcome, record.decidedOn, record.document, actor, instant])
  }
}
