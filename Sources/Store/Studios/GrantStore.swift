import Database
import Primitives
import Sealing

/// The account to which a grant is paid; the number is sealed, people see its tail.
public struct GrantAccountRow: Sendable, Hashable {
  /// The bank.
  public let bank: String
  /// The holder.
  public let holder: String
  /// The last four characters of the number.
  public let tail: String

  /// Makes an account.
  public init(bank: String, holder: String, tail: String) {
    self.bank = bank
    self.holder = holder
    self.tail = tail
  }
}

/// A studio's grant (资助).
public struct GrantRow: Sendable, Hashable {
  /// The identifier.
  public let id: GrantID
  /// The code, which is the project's in the books.
  public let code: String
  /// The edition; nil for a grant of an earlier year that was brought in.
  public let edition: EditionID?
  /// The nomination; nil for one that was brought in.
  public let nomination: ByteText?
  /// The person named.
  public let person: String
  /// Whether for a great craftsman.
  public let isGreat: Bool
  /// The edition's year.
  public let year: Int
  /// The grant as the edition sets it, once and in full.
  public let amount: Money
  /// What the confirmed match has to reach.
  public let required: Money
  /// What the base union received, less what it returned.
  public let received: Money
  /// The confirmed match.
  public let matched: Money
  /// Up to where provincial money may be spent.
  public let spendable: Money
  /// Provincial money spent.
  public let spent: Money
  /// Matching money spent.
  public let matchSpent: Money
  /// The state's stable name.
  public let state: String
  /// The state before an inspection.
  public let stateBefore: String?
  /// The studio; nil before it is founded.
  public let studio: StudioID?
  /// The base union; nil before the application.
  public let baseUnit: UnionUnitID?
  /// The city's union through which it goes; nil where there is none (OP-30).
  public let cityUnit: UnionUnitID?
  /// The mode of matching; nil before the application.
  public let matchMode: String?
  /// The account; nil before the application.
  public let account: GrantAccountRow?
  /// Who applied.
  public let appliedBy: ActorID?
  /// The day of the base union's bank credit.
  public let receivedOn: String?
  /// The last day for the match.
  public let matchDueOn: String?
  /// The day of the closing.
  public let closedOn: String?
}

/// What a grant is entitled by.
public struct GrantEntry: Sendable, Hashable {
  /// The identifier.
  public let id: GrantID
  /// The code.
  public let code: String
  /// The edition; nil for one of an earlier year.
  public let edition: EditionID?
  /// The nomination; nil for one of an earlier year.
  public let nomination: ByteText?
  /// The person.
  public let person: String
  /// Whether for a great craftsman.
  public let isGreat: Bool
  /// The year.
  public let year: Int
  /// The amount.
  public let amount: Money
  /// The state's stable name.
  public let state: String

  /// Makes an entry.
  public init(
    id: GrantID, code: String, edition: EditionID?, nomination: ByteText?, person: String, isGreat: Bool, year: Int,
    amount: Money, state: String
  ) {
    self.id = id
    self.code = code
    self.edition = edition
    self.nomination = nomination
    self.person = person
    self.isGreat = isGreat
    self.year = year
    self.amount = amount
    self.state = state
  }
}

/// The grants.
public enum GrantStore {
  private static let columns = """
    id, code, edition_id, nomination, person_name, is_great, year, amount_fen, required_fen, received_fen, matched_fen,
    spendable_fen, spent_fen, match_spent_fen, state, state_before, studio_id, base_unit_id, city_unit_id, match_mode,
    bank_name, account_holder, account_tail, applied_by, received_on, match_due_on, closed_on
    """

  /// The grant with a code.
  public static func find(code: String, in connection: ReadConnection) throws -> GrantRow? {
    try connection.first("SELECT \(columns) FROM studio_grant WHERE code = ?", [code], row)
  }

  /// The grant with an identifier.
  public static func find(_ id: GrantID, in connection: ReadConnection) throws -> GrantRow? {
    try connection.first("SELECT \(columns) FROM studio_grant WHERE id = ?", [id], row)
  }

  /// The grant of a naming.
  public static func find(
    nomination: ByteText, of edition: EditionID, in connection: ReadConnection
  ) throws -> GrantRow? {
    try connection.first(
      "SELECT \(columns) FROM studio_grant WHERE edition_id = ? AND nomination = ?", [edition, nomination], row)
  }

  /// The grants of a studio by code.
  public static func all(of studio: StudioID, in connection: ReadConnection) throws -> [GrantRow] {
    try connection.query("SELECT \(columns) FROM studio_grant WHERE studio_id = ? ORDER BY code", [studio], row)
  }

  /// All grants by code.
  public static func all(in connection: ReadConnection) throws -> [GrantRow] {
    try connection.query("SELECT \(columns) FROM studio_grant ORDER BY code", [], row)
  }

  /// How many grants of a year there are.
  public static func count(year: Int, in connection: ReadConnection) throws -> Int {
    try connection.first("SELECT count(*) FROM studio_grant WHERE year = ?", [year]) { try $0.int(0) } ?? 0
  }

  /// Adds a grant of which nothing was received.
  public static func insert(_ entry: GrantEntry, at instant: String, in connection: WriteConnection) throws {
    try connection.execute(
      """
      INSERT INTO studio_grant (id, code, edition_id, nomination, person_name, is_great, year, amount_fen, required_fen,
        received_fen, matched_fen, spendable_fen, spent_fen, match_spent_fen, state, account_sealed, account_algorithm,
        created_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0, ?, ?, '', ?)
      """,
      [
        entry.id, entry.code, entry.edition, entry.nomination, entry.person, entry.isGreat, entry.year,
        entry.amount.fen, entry.amount.fen, entry.state, [UInt8](), instant,
      ])
  }

  /// Ties a grant to its studio and to the unions through which it goes.
  public static func tie(
    _ id: GrantID, studio: StudioID, base: UnionUnitID, city: UnionUnitID?, in connection: WriteConnection
  ) throws {
    try connection.execute(
      "UPDATE studio_grant SET studio_id = ?, base_unit_id = ?, city_unit_id = ? WHERE id = ?",
      [studio, base, city, id])
  }

  /// Records how a grant is to be paid and matched.
  public static func apply(
    _ id: GrantID, account: GrantAccountRow, sealed: SealedValue, mode: String, by actor: ActorID,
    in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      UPDATE studio_grant SET bank_name = ?, account_holder = ?, account_tail = ?, account_sealed = ?,
        account_algorithm = ?, match_mode = ?, applied_by = ? WHERE id = ?
      """,
      [
        account.bank, account.holder, account.tail, sealed.serialised, sealed.algorithm, mode, actor, id,
      ])
  }

  /// The sealed number of the account; nil where there is none.
  public static func account(of id: GrantID, in connection: ReadConnection) throws -> SealedValue? {
    try connection.first(
      "SELECT account_sealed FROM studio_grant WHERE id = ? AND length(account_sealed) > 0", [id]
    ) { try SealedValue(serialised: $0.bytes(0)) }
  }

  /// Changes a grant's state; answers whether it was in the state it is said to be in.
  public static func move(
    _ id: GrantID, from state: String, to next: String, before: String?, in connection: WriteConnection
  ) throws -> Bool {
    try connection.execute(
      "UPDATE studio_grant SET state = ?, state_before = ? WHERE id = ? AND state = ?", [next, before, id, state]) == 1
  }

  /// Closes a grant on a day, or with it moves out of its closing where the day is nil.
  public static func close(
    _ id: GrantID, from state: String, on day: String, in connection: WriteConnection
  ) throws -> Bool {
    try connection.execute(
      "UPDATE studio_grant SET state = 'CLOSED', state_before = NULL, closed_on = ? WHERE id = ? AND state = ?",
      [day, id, state]) == 1
  }

  /// Records when the base union's bank credited the grant and by when it is matched.
  public static func receive(
    _ id: GrantID, on day: String, due: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      "UPDATE studio_grant SET received_on = ?, match_due_on = ? WHERE id = ?", [day, due, id])
  }

  /// Takes the day of the bank's credit back with its deadline.
  public static func unreceive(_ id: GrantID, in connection: WriteConnection) throws {
    try connection.execute("UPDATE studio_grant SET received_on = NULL, match_due_on = NULL WHERE id = ?", [id])
  }

  private static func row(_ row: Row) throws -> GrantRow {
    func money(_ column: Int) throws -> Money { Money(fen: try row.integer(column)) }
    let account = try row.optionalText(20).map {
      GrantAccountRow(bank: $0, holder: try row.text(21), tail: try row.text(22))
    }
    return GrantRow(
      id: try row.identifier(0), code: try row.text(1), edition: try row.optionalIdentifier(2),
      nomination: try row.optionalText(3).map { ByteText($0) }, person: try row.text(4),
      isGreat: try row.boolean(5), year: try row.int(6), amount: try money(7), required: try money(8),
      received: try money(9), matched: try money(10), spendable: try money(11), spent: try money(12),
      matchSpent: try money(13), state: try row.text(14), stateBefore: try row.optionalText(15),
      studio: try row.optionalIdentifier(16), baseUnit: try row.optionalIdentifier(17),
      cityUnit: try row.optionalIdentifier(18), matchMode: try row.optionalText(19), account: account,
      appliedBy: try row.optionalIdentifier(23), receivedOn: try row.optionalText(24),
      matchDueOn: try row.optionalText(25), closedOn: try row.optionalText(26))
  }
}
