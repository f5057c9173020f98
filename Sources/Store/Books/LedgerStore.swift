import Database
import Primitives

/// The books of one union (账套).
public struct LedgerRow: Sendable, Hashable {
  /// The identifier.
  public let id: LedgerID
  /// The union whose books they are.
  public let unit: UnionUnitID
  /// The unit's code.
  public let unitCode: String
  /// The unit's name.
  public let unitName: String
  /// The tier's stable name: `province`, `city`, `base`.
  public let tier: String
  /// The posting profile's stable name.
  public let profile: String
  /// The document by which the province approved another profile than the default.
  public let profileDocument: String?
  /// The word before a voucher's number: 记.
  public let word: String
  /// The accounting head (会计主管).
  public let head: String
  /// The first month, `YYYY-MM`.
  public let firstMonth: String

  /// Makes a ledger.
  public init(
    id: LedgerID, unit: UnionUnitID, unitCode: String, unitName: String, tier: String, profile: String,
    profileDocument: String?, word: String, head: String, firstMonth: String
  ) {
    self.id = id
    self.unit = unit
    self.unitCode = unitCode
    self.unitName = unitName
    self.tier = tier
    self.profile = profile
    self.profileDocument = profileDocument
    self.word = word
    self.head = head
    self.firstMonth = firstMonth
  }
}

/// An account that a ledger added below a prescribed one.
public struct LedgerAccountRow: Sendable, Hashable {
  /// The chart's stable name: `2009`, `2021`.
  public let chart: String
  /// The code.
  public let code: String
  /// Its own name.
  public let name: String
  /// The account above.
  public let parent: String

  /// Makes an account.
  public init(chart: String, code: String, name: String, parent: String) {
    self.chart = chart
    self.code = code
    self.name = name
    self.parent = parent
  }
}

/// The ledgers and what they added to the charts.
public enum LedgerStore {
  private static let select = """
    SELECT l.id, l.unit_id, u.code, u.name, l.tier, l.profile, l.profile_document, l.word, l.head, l.first_month
    FROM ledger l JOIN union_unit u ON u.id = l.unit_id
    """

  /// All ledgers by the code of their unit.
  public static func all(in connection: ReadConnection) throws -> [LedgerRow] {
    try connection.query("\(select) ORDER BY u.code", [], row)
  }

  /// The ledger of a unit.
  public static func find(unit code: String, in connection: ReadConnection) throws -> LedgerRow? {
    try connection.first("\(select) WHERE u.code = ?", [code], row)
  }

  /// The ledger with an identifier.
  public static func find(_ id: LedgerID, in connection: ReadConnection) throws -> LedgerRow? {
    try connection.first("\(select) WHERE l.id = ?", [id], row)
  }

  /// Opens a ledger.
  public static func insert(
    _ ledger: LedgerRow, by actor: ActorID, at instant: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO ledger (id, unit_id, tier, profile, profile_document, word, head, first_month, opened_by, opened_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        ledger.id, ledger.unit, ledger.tier, ledger.profile, ledger.profileDocument, ledger.word, ledger.head,
        ledger.firstMonth, actor, instant,
      ])
  }

  /// Changes what later vouchers bear: the profile with the document that approved it, and the accounting head.
  public static func change(
    _ id: LedgerID, profile: String, document: String?, head: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      "UPDATE ledger SET profile = ?, profile_document = ?, head = ? WHERE id = ?", [profile, document, head, id])
  }

  /// What a ledger added to the charts, by chart and code.
  public static func accounts(of id: LedgerID, in connection: ReadConnection) throws -> [LedgerAccountRow] {
    try connection.query(
      "SELECT chart, code, name, parent FROM ledger_account WHERE ledger_id = ? ORDER BY chart, code", [id]
    ) {
      LedgerAccountRow(
        chart: try $0.text(0), code: try $0.text(1), name: try $0.text(2), parent: try $0.text(3))
    }
  }

  /// Adds an account.
  public static func add(
    _ account: LedgerAccountRow, to id: LedgerID, by actor: ActorID, at instant: String,
    in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO ledger_account (ledger_id, chart, code, name, parent, added_by, added_at)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """, [id, account.chart, account.code, account.name, account.parent, actor, instant])
  }

  private static func row(_ row: Row) throws -> LedgerRow {
    LedgerRow(
      id: try row.identifier(0), unit: try row.identifier(1), unitCode: try row.text(2), unitName: try row.text(3),
      tier: try row.text(4), profile: try row.text(5), profileDocument: try row.optionalText(6),
      word: try row.text(7), head: try row.text(8), firstMonth: try row.text(9))
  }
}
