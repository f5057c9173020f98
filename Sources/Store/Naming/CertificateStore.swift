import Database
import Primitives

/// A certificate of one of the named.
public struct CertificateRow: Sendable, Hashable {
  /// The identifier.
  public let id: CertificateID
  /// The nomination.
  public let nomination: ByteText
  /// The kind's stable name.
  public let kind: String
  /// The place in the edition's row of certificates, from 1.
  public let serial: Int
  /// The number that it bears.
  public let number: String
  /// The day of issue.
  public let issuedOn: String
  /// The day from which it is void; nil while it is in force.
  public let voidedOn: String?
  /// Why it is void.
  public let voidReason: String?

  /// Makes a certificate that is in force.
  public init(id: CertificateID, nomination: ByteText, kind: String, serial: Int, number: String, issuedOn: String) {
    self.init(
      id: id, nomination: nomination, kind: kind, serial: serial, number: number, issuedOn: issuedOn, voidedOn: nil,
      voidReason: nil)
  }

  fileprivate init(
    id: CertificateID, nomination: ByteText, kind: String, serial: Int, number: String, issuedOn: String,
    voidedOn: String?, voidReason: String?
  ) {
    self.id = id
    self.nomination = nomination
    self.kind = kind
    self.serial = serial
    self.number = number
    self.issuedOn = issuedOn
    self.voidedOn = voidedOn
    self.voidReason = voidReason
  }
}

/// The certificates of editions.
public enum CertificateStore {
  private static let columns = "id, nomination, kind, place, number, issued_on, voided_on, void_reason"

  /// All certificates of an edition by serial, the void ones too.
  public static func all(of edition: EditionID, in connection: ReadConnection) throws -> [CertificateRow] {
    try connection.query(
      "SELECT \(columns) FROM certificate WHERE edition_id = ? ORDER BY place", [edition], row)
  }

  /// The certificate of an edition that bears a number.
  public static func find(
    number: String, of edition: EditionID, in connection: ReadConnection
  ) throws -> CertificateRow? {
    try connection.first(
      "SELECT \(columns) FROM certificate WHERE edition_id = ? AND number = ?", [edition, number], row)
  }

  /// The named of an edition who hold no certificate in force and whose naming is not revoked.
  public static func lacking(in edition: EditionID, in connection: ReadConnection) throws -> [NamingRow] {
    try connection.query(
      """
      SELECT n.nomination, n.is_great, n.document, n.named_on FROM naming n WHERE n.edition_id = ?
      AND NOT EXISTS (SELECT 1 FROM certificate c WHERE c.edition_id = n.edition_id AND c.nomination = n.nomination
        AND c.voided_on IS NULL)
      AND NOT EXISTS (SELECT 1 FROM naming_revocation r WHERE r.edition_id = n.edition_id
        AND r.nomination = n.nomination)
      ORDER BY n.nomination
      """, [edition]
    ) {
      NamingRow(
        nomination: try $0.byteText(0), isGreat: try $0.boolean(1), document: try $0.text(2),
        namedOn: try $0.text(3))
    }
  }

  /// The serial that the next certificate of an edition bears.
  public static func nextSerial(of edition: EditionID, in connection: ReadConnection) throws -> Int {
    try connection.first(
      "SELECT COALESCE(max(place), 0) + 1 FROM certificate WHERE edition_id = ?", [edition]
    ) { try $0.int(0) } ?? 1
  }

  /// Adds a certificate.
  ///
  /// - Throws: ``DatabaseFailure/unique(_:)`` where the number was given before.
  public static func insert(
    _ certificate: CertificateRow, edition: EditionID, by actor: ActorID, at instant: String,
    in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO certificate (id, edition_id, nomination, kind, place, number, issued_on, issued_by, issued_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        certificate.id, edition, certificate.nomination, certificate.kind, certificate.serial, certificate.number,
        certificate.issuedOn, actor, instant,
      ])
  }

  /// Voids the certificate in force of a nomination; answers whether there was one.
  public static func void(
    _ nomination: ByteText, of edition: EditionID, on day: String, reason: String, by actor: ActorID,
    at instant: String, in connection: WriteConnection
  ) throws -> Bool {
    try connection.execute(
      """
      UPDATE certificate SET voided_on = ?, void_reason = ?, voided_by = ?, voided_at = ?
      WHERE edition_id = ? AND nomination = ? AND voided_on IS NULL
      """, [day, reason, actor, instant, edition, nomination]) == 1
  }

  private static func row(_ row: Row) throws -> CertificateRow {
    CertificateRow(
      id: try row.identifier(0), nomination: try row.byteText(1), kind: try row.text(2), serial: try row.int(3),
      number: try row.text(4), issuedOn: try row.text(5), voidedOn: try row.optionalText(6),
      voidReason: try row.optionalText(7))
  }
}
