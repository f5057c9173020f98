import Database
import Primitives

/// A bank's statement without its lines.
public struct BankStatementRow: Sendable, Hashable {
  /// The identifier.
  public let id: BankStatementID
  /// Its number among those of the account.
  public let number: Int
  /// The digest of its file, in hexadecimal digits.
  public let fileDigest: String
  /// The digest of the sealed file in the evidence.
  public let evidence: String
  /// The first day that it tells of.
  public let firstDay: String
  /// The last day that it tells of.
  public let lastDay: String
  /// How many lines it has.
  public let rowCount: Int
  /// The balance before its first line.
  public let opening: Money
  /// The balance behind its last line.
  public let closing: Money
  /// Who imported it.
  public let importedBy: ActorID
  /// When.
  public let importedAt: String
  /// Why it no longer counts; nil where it does.
  public let voidReason: String?

  /// Makes a statement that counts.
  public init(
    id: BankStatementID, number: Int, fileDigest: String, evidence: String, firstDay: String, lastDay: String,
    rowCount: Int, opening: Money, closing: Money, importedBy: ActorID, importedAt: String
  ) {
    self.init(
      id: id, number: number, fileDigest: fileDigest, evidence: evidence, firstDay: firstDay, lastDay: lastDay,
      rowCount: rowCount, opening: opening, closing: closing, importedBy: importedBy, importedAt: importedAt,
      voidReason: nil)
  }

  fileprivate init(
    id: BankStatementID, number: Int, fileDigest: String, evidence: String, firstDay: String, lastDay: String,
    rowCount: Int, opening: Money, closing: Money, importedBy: ActorID, importedAt: String, voidReason: String?
  ) {
    self.id = id
    self.number = number
    self.fileDigest = fileDigest
    self.evidence = evidence
    self.firstDay = firstDay
    self.lastDay = lastDay
    self.rowCount = rowCount
    self.opening = opening
    self.closing = closing
    self.importedBy = importedBy
    self.importedAt = importedAt
    self.voidReason = voidReason
  }
}

/// A line of a statement as it is kept.
public struct BankLineRow: Sendable, Hashable {
  /// The line in the file.
  public let line: Int
  /// The day.
  public let day: String
  /// The amount: above zero what came in, below zero what went out.
  public let amount: Money
  /// The balance behind it.
  public let balance: Money
  /// What the bank writes about it.
  public let words: String
  /// The other party.
  public let counterparty: String
  /// The reference.
  public let reference: String

  /// Makes a line.
  public init(
    line: Int, day: String, amount: Money, balance: Money, words: String, counterparty: String, reference: String
  ) {
    self.line = line
    self.day = day
    self.amount = amount
    self.balance = balance
    self.words = words
    self.counterparty = counterparty
    self.reference = reference
  }
}

/// The statements of bank accounts.
public enum BankStatementStore {
  private static let columns = """
    id, number, file_digest, evidence, first_day, last_day, row_count, opening_fen, closing_fen, imported_by,
    imported_at, void_reason
    """

  /// All statements of an account by their numbers, those that were taken back among them.
  public static func all(of id: BankAccountID, in connection: ReadConnection) throws -> [BankStatementRow] {
    try connection.query("SELECT \(columns) FROM bank_statement WHERE bank_id = ? ORDER BY number", [id], row)
  }

  /// The last statement that counts.
  public static func last(of id: BankAccountID, in connection: ReadConnection) throws -> BankStatementRow? {
    try connection.first(
      """
      SELECT \(columns) FROM bank_statement WHERE bank_id = ? AND void_reason IS NULL ORDER BY number DESC LIMIT 1
      """, [id], row)
  }

  /// The highest number that was given to a statement of an account; 0 for none.
  public static func lastNumber(of id: BankAccountID, in connection: ReadConnection) throws -> Int {
    try connection.first("SELECT coalesce(max(number), 0) FROM bank_statement WHERE bank_id = ?", [id]) {
      try $0.int(0)
    } ?? 0
  }

  /// What stood on the account at the end of a day; nil where no statement tells of it.
  public static func balance(
    of id: BankAccountID, on day: String, in connection: ReadConnection
  ) throws -> Money? {
    try connection.first(
      """
      SELECT s.opening_fen + (SELECT CAST(coalesce(sum(l.fen), 0) AS BIGINT) FROM bank_line l
        WHERE l.statement_id = s.id AND l.day <= ?)
      FROM bank_statement s WHERE s.bank_id = ? AND s.void_reason IS NULL AND s.first_day <= ? AND s.last_day >= ?
      """, [day, id, day, day]
    ) { Money(fen: try $0.integer(0)) }
  }

  /// Adds a statement with its lines, which are in the order of time.
  public static func insert(
    _ statement: BankStatementRow, lines: [BankLineRow], of id: BankAccountID, in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO bank_statement (id, bank_id, number, file_digest, evidence, first_day, last_day, row_count,
        opening_fen, closing_fen, imported_by, imported_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        statement.id, id, statement.number, statement.fileDigest, statement.evidence, statement.firstDay,
        statement.lastDay, statement.rowCount, statement.opening.fen, statement.closing.fen, statement.importedBy,
        statement.importedAt,
      ])
    for (offset, line) in lines.enumerated() {
      try connection.execute(
        """
        INSERT INTO bank_line (statement_id, line, place, day, fen, balance_fen, words, counterparty, reference)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
          statement.id, line.line, offset + 1, line.day, line.amount.fen, line.balance.fen, line.words,
          line.counterparty, line.reference,
        ])
    }
  }

  /// Takes a statement back; it stays, and no longer counts.
  public static func void(
    _ id: BankStatementID, reason: String, by actor: ActorID, at instant: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      "UPDATE bank_statement SET void_reason = ?, voided_by = ?, voided_at = ? WHERE id = ?",
      [reason, actor, instant, id])
  }

  private static func row(_ row: Row) throws -> BankStatementRow {
    BankStatementRow(
      id: try row.identifier(0), number: try row.int(1), fileDigest: try row.text(2), evidence: try row.text(3),
      firstDay: try row.text(4), lastDay: try row.text(5), rowCount: try row.int(6),
      opening: Money(fen: try row.integer(7)), closing: Money(fen: try row.integer(8)),
      importedBy: try row.identifier(9), importedAt: try row.text(10), voidReason: try row.optionalText(11))
  }
}
