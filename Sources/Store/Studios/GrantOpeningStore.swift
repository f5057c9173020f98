import Database
import Primitives

/// An open grant of an earlier year as it was entered.
public struct GrantOpeningRow: Sendable, Hashable {
  /// The code.
  public var code: String
  /// The edition's year.
  public var year: Int
  /// The person named.
  public var person: String
  /// Whether for a great craftsman.
  public var isGreat: Bool
  /// The base union.
  public var unit: UnionUnitID
  /// The studio's name.
  public var studio: String
  /// The grant.
  public var amount: Money
  /// The day of the base union's bank credit.
  public var receivedOn: String
  /// The mode of matching.
  public var mode: String
  /// The confirmed match.
  public var matched: Money
  /// The day on which the match was complete; nil where there is none.
  public var matchedOn: String?
  /// Provincial money spent.
  public var spent: Money
  /// Matching money spent.
  public var matchSpent: Money
  /// The evidence: the sheet that was handed in.
  public var evidence: KeptEvidence
  /// Who entered it.
  public var enteredBy: ActorID

  /// Makes a row.
  public init(
    code: String, year: Int, person: String, isGreat: Bool, unit: UnionUnitID, studio: String, amount: Money,
    receivedOn: String, mode: String, matched: Money, matchedOn: String?, spent: Money, matchSpent: Money,
    evidence: KeptEvidence, enteredBy: ActorID
  ) {
    self.code = code
    self.year = year
    self.person = person
    self.isGreat = isGreat
    self.unit = unit
    self.studio = studio
    self.amount = amount
    self.receivedOn = receivedOn
    self.mode = mode
    self.matched = matched
    self.matchedOn = matchedOn
    self.spent = spent
    self.matchSpent = matchSpent
    self.evidence = evidence
    self.enteredBy = enteredBy
  }
}

/// Open grants of earlier years.
public enum GrantOpeningStore {
  private static let columns = """
    code, year, person, is_great, unit_id, studio, amount_fen, received_on, mode, matched_fen, matched_on, spent_fen,
    match_spent_fen, evidence, mark, entered_by
    """

  /// Whether a code was entered already.
  public static func has(_ code: String, in connection: ReadConnection) throws -> Bool {
    try connection.first("SELECT 1 FROM grant_opening WHERE code = ?", [code]) { try $0.int(0) } != nil
  }

  /// The confirmed grant with a code, as it was entered.
  public static func find(_ code: String, in connection: ReadConnection) throws -> GrantOpeningRow? {
    try connection.first(
      "SELECT \(columns) FROM grant_opening WHERE code = ? AND confirmed_by IS NOT NULL", [code], row)
  }

  /// Those that nobody has confirmed, by code.
  public static func waiting(in connection: ReadConnection) throws -> [GrantOpeningRow] {
    try connection.query("SELECT \(columns) FROM grant_opening WHERE confirmed_by IS NULL ORDER BY code", [], row)
  }

  /// Enters a grant.
  public static func insert(
    _ grant: GrantOpeningRow, at instant: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO grant_opening (\(columns), entered_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        grant.code, grant.year, grant.person, grant.isGreat, grant.unit, grant.studio, grant.amount.fen,
        grant.receivedOn, grant.mode, grant.matched.fen, grant.matchedOn, grant.spent.fen, grant.matchSpent.fen,
        grant.evidence.digest, grant.evidence.mark, grant.enteredBy, instant,
      ])
  }

  /// Gives up those that nobody has confirmed; answers how many there were.
  public static func giveUp(in connection: WriteConnection) throws -> Int {
    try connection.execute("DELETE FROM grant_opening WHERE confirmed_by IS NULL")
  }

  /// Confirms a grant, which now stands with its numbers.
  public static func confirm(
    _ opening: GrantOpeningRow, id: GrantID, due: String, by actor: ActorID, at instant: String,
    in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      UPDATE studio_grant SET received_fen = ?, matched_fen = ?, spendable_fen = ?, spent_fen = ?, match_spent_fen = ?,
        match_mode = ?, received_on = ?, match_due_on = ? WHERE id = ?
      """,
      [
        opening.amount.fen, opening.matched.fen,
        opening.matched >= opening.amount ? opening.amount.fen : opening.spent.fen, opening.spent.fen,
        opening.matchSpent.fen, opening.mode, opening.receivedOn, due, id,
      ])
    try connection.execute(
      "UPDATE grant_opening SET confirmed_by = ?, confirmed_at = ? WHERE code = ?", [actor, instant, opening.code])
  }

  private static func row(_ row: Row) throws -> GrantOpeningRow {
    func money(_ column: Int) throws -> Money { Money(fen: try row.integer(column)) }
    return GrantOpeningRow(
      code: try row.text(0), year: try row.int(1), person: try row.text(2), isGreat: try row.boolean(3),
      unit: try row.identifier(4), studio: try row.text(5), amount: try money(6), receivedOn: try row.text(7),
      mode: try row.text(8), matched: try money(9), matchedOn: try row.optionalText(10), spent: try money(11),
      matchSpent: try money(12), evidence: KeptEvidence(digest: try row.text(13), mark: try row.text(14)),
      enteredBy: try row.identifier(15))
  }
}
