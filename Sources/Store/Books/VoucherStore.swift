import Database
import Primitives

/// A line of a voucher.
public struct VoucherLineRow: Sendable, Hashable {
  /// The account's code in the voucher's chart.
  public let account: String
  /// Whether it stands on the debit side.
  public let isDebit: Bool
  /// Whether it is red, and lowers the turnover of its side.
  public let isRed: Bool
  /// The amount, above zero.
  public let amount: Money
  /// The project's code; empty for none.
  public let project: String
  /// The fund's stable name; empty for none.
  public let fund: String
  /// What is said of the line beside the voucher's summary; may be empty.
  public let note: String
  /// The stable name of an expense's nature; empty for none.
  public let nature: String
  /// The code of an expense's economic class; empty for none.
  public let economicClass: String

  /// Makes a line.
  public init(
    account: String, isDebit: Bool, isRed: Bool, amount: Money, project: String, fund: String, note: String,
    nature: String = "", economicClass: String = ""
  ) {
    self.account = account
    self.isDebit = isDebit
    self.isRed = isRed
    self.amount = amount
    self.project = project
    self.fund = fund
    self.note = note
    self.nature = nature
    self.economicClass = economicClass
  }
}

/// A voucher (记账凭证) without its lines.
public struct VoucherRow: Sendable, Hashable {
  /// The identifier.
  public let id: VoucherID
  /// The ledger.
  public let ledger: LedgerID
  /// The chart's stable name.
  public let chart: String
  /// The kind's stable name.
  public let kind: String
  /// The day, `YYYY-MM-DD`.
  public let day: String
  /// The month that numbers it.
  public let month: String
  /// The word before the number.
  public let word: String
  /// The number; nil until it is posted.
  public let number: Int?
  /// The summary (摘要).
  public let summary: String
  /// How many originals are attached (所附原始凭证张数).
  public let attachments: Int
  /// The accounting head.
  public let head: String
  /// The sum of one side.
  public let total: Money
  /// Whether it moves cash or a bank account, so that the cashier signs.
  public let movesCash: Bool
  /// The voucher that it takes back.
  public let reverses: VoucherID?
  /// The state's stable name.
  public let state: String
  /// Who prepared it (制单).
  public let preparedBy: ActorID
  /// When it was prepared.
  public let preparedAt: String
  /// Who signed as cashier (出纳).
  public let cashierBy: ActorID?
  /// Who reviewed it (稽核).
  public let reviewedBy: ActorID?
  /// Who posted it (记账).
  public let postedBy: ActorID?
  /// When it was posted.
  public let postedAt: String?
  /// The digest of its content, kept since it was posted.
  public let digest: String?

  /// Whether it holds what a year was opened with.
  public var opensYear: Bool { month.hasSuffix("-00") }

  /// Makes a draft.
  public init(
    id: VoucherID, ledger: LedgerID, chart: String, kind: String, day: String, month: String, word: String,
    summary: String, attachments: Int, head: String, total: Money, movesCash: Bool, reverses: VoucherID?,
    preparedBy: ActorID, preparedAt: String
  ) {
    self.init(
      id: id, ledger: ledger, chart: chart, kind: kind, day: day, month: month, word: word, number: nil,
      summary: summary, attachments: attachments, head: head, total: total, movesCash: movesCash, reverses: reverses,
      state: "DRAFT", preparedBy: preparedBy, preparedAt: preparedAt, cashierBy: nil, reviewedBy: nil, postedBy: nil,
      postedAt: nil, digest: nil)
  }

  init(
    id: VoucherID, ledger: LedgerID, chart: String, kind: String, day: String, month: String, word: String,
    number: Int?, summary: String, attachments: Int, head: String, total: Money, movesCash: Bool,
    reverses: VoucherID?, state: String, preparedBy: ActorID, preparedAt: String, cashierBy: ActorID?,
    reviewedBy: ActorID?, postedBy: ActorID?, postedAt: String?, digest: String?
  ) {
    self.id = id
    self.ledger = ledger
    self.chart = chart
    self.kind = kind
    self.day = day
    self.month = month
    self.word = word
    self.number = number
    self.summary = summary
    self.attachments = attachments
    self.head = head
    self.total = total
    self.movesCash = movesCash
    self.reverses = reverses
    self.state = state
    self.preparedBy = preparedBy
    self.preparedAt = preparedAt
    self.cashierBy = cashierBy
    self.reviewedBy = reviewedBy
    self.postedBy = postedBy
    self.postedAt = postedAt
    self.digest = digest
  }
}

/// The vouchers of ledgers.
public enum VoucherStore {
  static let columns = """
    id, ledger_id, chart, kind, day, month, word, number, summary, attachments, head, total_fen, moves_cash, reverses,
    state, prepared_by, prepared_at, cashier_by, reviewed_by, posted_by, posted_at, digest
    """

  /// How many columns a voucher has.
  static let columnCount = 22

  static let lineColumns = "account, side, is_red, fen, project, fund, note, nature, economic_class"

  /// The voucher with an identifier.
  public static func find(_ id: VoucherID, in connection: ReadConnection) throws -> VoucherRow? {
    try connection.first("SELECT \(columns) FROM voucher WHERE id = ?", [id], row)
  }

  /// The voucher that bears a number.
  public static func find(
    number: Int, month: String, of ledger: LedgerID, in connection: ReadConnection
  ) throws -> VoucherRow? {
    try connection.first(
      "SELECT \(columns) FROM voucher WHERE ledger_id = ? AND month = ? AND number = ?", [ledger, month, number], row)
  }

  /// The vouchers of a month that bear numbers, in their order.
  public static func posted(
    _ month: String, of ledger: LedgerID, in connection: ReadConnection
  ) throws -> [VoucherRow] {
    try connection.query(
      "SELECT \(columns) FROM voucher WHERE ledger_id = ? AND month = ? AND number IS NOT NULL ORDER BY number",
      [ledger, month], row)
  }

  /// The vouchers of a state that bear no number, in the order in which they were prepared; all months where none is
  /// named.
  public static func waiting(
    _ state: String, month: String?, of ledger: LedgerID, in connection: ReadConnection
  ) throws -> [VoucherRow] {
    try connection.query(
      """
      SELECT \(columns) FROM voucher WHERE ledger_id = ? AND state = ? AND (CAST(? AS TEXT) IS NULL OR month = ?)
      ORDER BY day, prepared_at, id
      """, [ledger, state, month, month], row)
  }

  /// Kinds of vouchers of which a ledger has one.
  public enum OnceKind: String, Sendable {
    /// What the ledger began with.
    case opening
    /// The change of charts.
    case conversion
  }

  /// Whether a ledger has a voucher of a kind, the void ones aside and those by which an earlier grant was brought in.
  public static func hasAny(_ kind: OnceKind, of ledger: LedgerID, in connection: ReadConnection) throws -> Bool {
    try connection.first(
      """
      SELECT 1 FROM voucher v WHERE v.ledger_id = ? AND v.kind = ? AND v.state <> 'VOID'
      AND NOT EXISTS (SELECT 1 FROM voucher_line l WHERE l.voucher_id = v.id AND l.fund <> '')
      """, [ledger, kind.rawValue]
    ) { try $0.int(0) } != nil
  }

  /// The voucher that takes another one back, the void ones aside.
  public static func reversal(of id: VoucherID, in connection: ReadConnection) throws -> VoucherRow? {
    try connection.first("SELECT \(columns) FROM voucher WHERE reverses = ? AND state <> 'VOID'", [id], row)
  }

  /// The lines of a voucher in order.
  public static func lines(of id: VoucherID, in connection: ReadConnection) throws -> [VoucherLineRow] {
    try connection.query(
      """
      SELECT \(lineColumns) FROM voucher_line WHERE voucher_id = ? ORDER BY place
      """, [id]
    ) { try line($0, from: 0) }
  }

  /// Adds a draft with its lines.
  public static func insert(
    _ voucher: VoucherRow, lines: [VoucherLineRow], in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO voucher (id, ledger_id, chart, kind, day, month, word, summary, attachments, head, total_fen,
        moves_cash, reverses, state, prepared_by, prepared_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'DRAFT', ?, ?)
      """,
      [
        voucher.id, voucher.ledger, voucher.chart, voucher.kind, voucher.day, voucher.month, voucher.word,
        voucher.summary, voucher.attachments, voucher.head, voucher.total.fen, voucher.movesCash, voucher.reverses,
        voucher.preparedBy, voucher.preparedAt,
      ])
    for (offset, line) in lines.enumerated() { try insert(line, place: offset + 1, of: voucher, in: connection) }
  }

  private static func insert(
    _ line: VoucherLineRow, place: Int, of voucher: VoucherRow, in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO voucher_line (voucher_id, place, ledger_id, chart, account, day, side, is_red, fen, project, fund,
        is_of_act, note, nature, economic_class)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        voucher.id, place, voucher.ledger, voucher.chart, line.account, voucher.day, line.isDebit ? "debit" : "credit",
        line.isRed, line.amount.fen, line.project, line.fund, voucher.kind != "hand", line.note,
        line.nature, line.economicClass,
      ])
  }

  /// Signs a draft as cashier; answers whether it was one without that signature.
  public static func sign(
    _ id: VoucherID, cashier: ActorID, at instant: String, in connection: WriteConnection
  ) throws -> Bool {
    try connection.execute(
      """
      UPDATE voucher SET cashier_by = ?, cashier_at = ?
      WHERE id = ? AND state IN ('DRAFT', 'REVIEWED') AND cashier_by IS NULL
      """, [cashier, instant, id]) == 1
  }

  /// Reviews a draft; answers whether it was one.
  public static func review(
    _ id: VoucherID, by actor: ActorID, at instant: String, in connection: WriteConnection
  ) throws -> Bool {
    try connection.execute(
      "UPDATE voucher SET state = 'REVIEWED', reviewed_by = ?, reviewed_at = ? WHERE id = ? AND state = 'DRAFT'",
      [actor, instant, id]) == 1
  }

  /// Gives up what is not posted; answers whether it was not.
  public static func void(
    _ id: VoucherID, reason: String, by actor: ActorID, at instant: String, in connection: WriteConnection
  ) throws -> Bool {
    try connection.execute(
      """
      UPDATE voucher SET state = 'VOID', void_reason = ?, voided_by = ?, voided_at = ?
      WHERE id = ? AND state IN ('DRAFT', 'REVIEWED')
      """, [reason, actor, instant, id]) == 1
  }

  static func row(_ row: Row) throws -> VoucherRow {
    VoucherRow(
      id: try row.identifier(0), ledger: try row.identifier(1), chart: try row.text(2), kind: try row.text(3),
      day: try row.text(4), month: try row.text(5), word: try row.text(6),
      number: try row.optionalInteger(7).map { Int($0) }, summary: try row.text(8), attachments: try row.int(9),
      head: try row.text(10), total: Money(fen: try row.integer(11)), movesCash: try row.boolean(12),
      reverses: try row.optionalIdentifier(13), state: try row.text(14), preparedBy: try row.identifier(15),
      preparedAt: try row.text(16), cashierBy: try row.optionalIdentifier(17),
      reviewedBy: try row.optionalIdentifier(18), postedBy: try row.optionalIdentifier(19),
      postedAt: try row.optionalText(20), digest: try row.optionalText(21))
  }

  static func line(_ row: Row, from first: Int) throws -> VoucherLineRow {
    VoucherLineRow(
      account: try row.text(first), isDebit: try row.text(first + 1) == "debit", isRed: try row.boolean(first + 2),
      amount: Money(fen: try row.integer(first + 3)), project: try row.text(first + 4), fund: try row.text(first + 5),
      note: try row.text(first + 6), nature: try row.text(first + 7), economicClass: try row.text(first + 8))
  }
}
