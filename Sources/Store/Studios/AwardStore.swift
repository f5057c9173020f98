import Database
import Primitives

/// A personal award as it was recorded.
public struct AwardRow: Sendable, Hashable {
  /// The nomination.
  public let nomination: ByteText
  /// Before tax.
  public let gross: Money
  /// The tax that finance entered.
  public let tax: Money
  /// The day of the payment.
  public let paidOn: String
  /// On what category and rate the tax rests.
  public let basis: String
  /// Who recorded it.
  public let recordedBy: ActorID
  /// Who confirmed it; nil while nobody has.
  public let confirmedBy: ActorID?

  /// Makes an award.
  public init(
    nomination: ByteText, gross: Money, tax: Money, paidOn: String, basis: String, recordedBy: ActorID,
    confirmedBy: ActorID?
  ) {
    self.nomination = nomination
    self.gross = gross
    self.tax = tax
    self.paidOn = paidOn
    self.basis = basis
    self.recordedBy = recordedBy
    self.confirmedBy = confirmedBy
  }
}

/// The personal awards.
public enum AwardStore {
  private static let columns = "nomination, gross_fen, tax_fen, paid_on, basis, recorded_by, confirmed_by"

  /// The award of a naming.
  public static func find(
    _ nomination: ByteText, of edition: EditionID, in connection: ReadConnection
  ) throws -> AwardRow? {
    try connection.first(
      "SELECT \(columns) FROM personal_award WHERE edition_id = ? AND nomination = ?", [edition, nomination], row)
  }

  /// The awards of an edition by nomination.
  public static func all(of edition: EditionID, in connection: ReadConnection) throws -> [AwardRow] {
    try connection.query(
      "SELECT \(columns) FROM personal_award WHERE edition_id = ? ORDER BY nomination", [edition], row)
  }

  /// Records an award, in the place of one that nobody has confirmed.
  public static func insert(
    _ award: AwardRow, of edition: EditionID, at instant: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      "DELETE FROM personal_award WHERE edition_id = ? AND nomination = ? AND confirmed_by IS NULL",
      [edition, award.nomination])
    try connection.execute(
      """
      INSERT INTO personal_award (edition_id, nomination, gross_fen, tax_fen, paid_on, basis, recorded_by, recorded_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        edition, award.nomination, award.gross.fen, award.tax.fen, award.paidOn, award.basis, award.recordedBy, instant,
      ])
  }

  /// Confirms an award.
  public static func confirm(
    _ nomination: ByteText, of edition: EditionID, by actor: ActorID, at instant: String,
    in connection: WriteConnection
  ) throws {
    try connection.execute(
      "UPDATE personal_award SET confirmed_by = ?, confirmed_at = ? WHERE edition_id = ? AND nomination = ?",
      [actor, instant, edition, nomination])
  }

  private static func row(_ row: Row) throws -> AwardRow {
    AwardRow(
      nomination: try row.byteText(0), gross: Money(fen: try row.integer(1)), tax: Money(fen: try row.integer(2)),
      paidOn: try row.text(3), basis: try row.text(4), recordedBy: try row.identifier(5),
      confirmedBy: try row.optionalIdentifier(6))
  }
}
