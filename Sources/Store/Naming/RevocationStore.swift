import Database
import Primitives
import Sealing

/// A revoked naming.
public struct RevocationRow: Sendable, Hashable {
  /// The nomination.
  public let nomination: ByteText
  /// The cause's stable name.
  public let cause: String
  /// The document that revokes.
  public let document: String
  /// Why, in words.
  public let reason: String
  /// The day of the revocation.
  public let revokedOn: String
  /// The evidence, if a file was handed over.
  public let evidence: String?

  /// Makes a revocation.
  public init(
    nomination: ByteText, cause: String, document: String, reason: String, revokedOn: String, evidence: String?
  ) {
    self.nomination = nomination
    self.cause = cause
    self.document = document
    self.reason = reason
    self.revokedOn = revokedOn
    self.evidence = evidence
  }
}

/// The revocations of namings.
public enum RevocationStore {
  /// The revocations of an edition by nomination.
  public static func all(of edition: EditionID, in connection: ReadConnection) throws -> [RevocationRow] {
    try connection.query(
      """
      SELECT nomination, cause, document, reason, revoked_on, evidence FROM naming_revocation
      WHERE edition_id = ? ORDER BY nomination
      """, [edition]
    ) {
      RevocationRow(
        nomination: try $0.byteText(0), cause: try $0.text(1), document: try $0.text(2), reason: try $0.text(3),
        revokedOn: try $0.text(4), evidence: try $0.optionalText(5))
    }
  }

  /// Adds a revocation.
  public static func insert(
    _ revocation: RevocationRow, edition: EditionID, by actor: ActorID, at instant: String,
    in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO naming_revocation (edition_id, nomination, cause, document, reason, revoked_on, evidence, revoked_by,
        revoked_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        edition, revocation.nomination, revocation.cause, revocation.document, revocation.reason,
        revocation.revokedOn, revocation.evidence, actor, instant,
      ])
  }
}
