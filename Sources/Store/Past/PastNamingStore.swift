import Database
import Primitives
import Sealing

/// A naming of a year before the system, with its amounts.
public struct PastNamingRow: Sendable {
  /// The year.
  public let year: Int
  /// The name.
  public let name: String
  /// The person, where the identity is known.
  public let person: PersonID?
  /// The employer's name.
  public let employerName: String
  /// The employer's credit code, empty where it is unknown.
  public let employerCreditCode: String
  /// What the person was named.
  public let kind: String
  /// The level's stable name.
  public let level: String
  /// Who named.
  public let organiser: String
  /// The number of the document.
  public let document: String
  /// The studio's money.
  public let studio: Money
  /// The personal award.
  public let personal: Money
  /// The nominee's prize.
  public let prize: Money

  /// Makes a row.
  public init(
    year: Int, name: String, person: PersonID?, employerName: String, employerCreditCode: String, kind: String,
    level: String, organiser: String, document: String, studio: Money, personal: Money, prize: Money
  ) {
    self.year = year
    self.name = name
    self.person = person
    self.employerName = employerName
    self.employerCreditCode = employerCreditCode
    self.kind = kind
    self.level = level
    self.organiser = organiser
    self.document = document
    self.studio = studio
    self.personal = personal
    self.prize = prize
  }
}

extension PastNamingRow {
  /// Whether another row tells of the same naming, as ``PastNamingStore/standing(_:in:)`` finds it.
  public func isSame(_ other: PastNamingRow) -> Bool {
    (year, level, kind) == (other.year, other.level, other.kind)
      && ByteText(name) == ByteText(other.name) && employerCreditCode == other.employerCreditCode
  }
}

/// The namings of earlier years.
public enum PastNamingStore {
  /// The namings in force, of one year or of all.
  public static func all(year: Int? = nil, in connection: ReadConnection) throws -> [PastNamingRow] {
    let rows = try connection.query(
      """
      SELECT year, name, person_id, employer_name, employer_credit_code, kind, level, organiser, document, studio_fen,
        personal_fen, prize_fen FROM past_naming WHERE superseded_by IS NULL ORDER BY year, level, kind, name, id
      """, []
    ) { row in
      PastNamingRow(
        year: try row.int(0), name: try row.text(1), person: try row.optionalIdentifier(2),
        employerName: try row.text(3), employerCreditCode: try row.text(4), kind: try row.text(5),
        level: try row.text(6), organiser: try row.text(7), document: try row.text(8),
        studio: Money(fen: try row.integer(9)), personal: Money(fen: try row.integer(10)),
        prize: Money(fen: try row.integer(11)))
    }
    return rows.filter { year == nil || $0.year == year }
  }

  /// The identifier of the naming in force that a row would repeat.
  public static func standing(_ row: PastNamingRow, in connection: ReadConnection) throws -> String? {
    try connection.first(
      """
      SELECT id FROM past_naming WHERE year = ? AND level = ? AND kind = ? AND name = ? AND employer_credit_code = ?
      AND superseded_by IS NULL
      """, [row.year, row.level, row.kind, row.name, row.employerCreditCode]
    ) { try $0.text(0) }
  }

  /// Marks a naming as superseded by another one.
  public static func supersede(
    _ id: String, by successor: String, reason: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      "UPDATE past_naming SET superseded_by = ?, supersede_reason = ? WHERE id = ?", [successor, reason, id])
  }

  /// Adds a naming.
  public static func insert(
    _ row: PastNamingRow, evidence: Digest, by actor: ActorID, at instant: String, id: String,
    in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO past_naming (id, year, name, person_id, employer_name, employer_credit_code, kind, level, organiser,
        document, studio_fen, personal_fen, prize_fen, evidence, recorded_by, recorded_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        id, row.year, row.name, row.person, row.employerName, row.employerCreditCode, row.kind, row.level,
        row.organiser, row.document, row.studio.fen, row.personal.fen, row.prize.fen, evidence.hex, actor, instant,
      ])
  }
}
