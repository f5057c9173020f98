import Database
import Primitives

/// What stood on an account before a span of months, and what moved in it.
public struct TurnoverRow: Sendable, Hashable {
  /// The account's code.
  public let account: String
  /// The project's code; empty for none.
  public let project: String
  /// The fund's stable name; empty for none.
  public let fund: String
  /// Debits less credits before the span, in fen.
  public let openingFen: Int64
  /// The debits of the span, red ones taken off.
  public let debitFen: Int64
  /// The credits of the span, red ones taken off.
  public let creditFen: Int64
}

/// A posted line with what it stands under.
public struct PostedLineRow: Sendable, Hashable {
  /// The ledger.
  public let ledger: LedgerID
  /// The voucher.
  public let voucher: VoucherID
  /// The day.
  public let day: String
  /// The month that numbers the voucher.
  public let month: String
  /// The word before the number.
  public let word: String
  /// The voucher's number.
  public let number: Int
  /// The place of the line in the voucher.
  public let place: Int
  /// The voucher's summary.
  public let summary: String
  /// The line.
  public let line: VoucherLineRow
}

/// Where a posted line stands among those of its account.
public struct LinePlace: Sendable, Hashable {
  /// The day.
  public let day: String
  /// The voucher's number.
  public let number: Int
  /// The place of the line in the voucher.
  public let place: Int

  /// Makes a place.
  public init(day: String, number: Int, place: Int) {
    self.day = day
    self.number = number
    self.place = place
  }
}

/// Balances, and the lines behind them.
public enum TurnoverStore {
  /// What each account moved from one month to another and what stood on it before, by account, project and fund.
  ///
  /// - Parameter months: `YYYY-MM`, both included; the month `YYYY-00` holds what a year was opened with.
  public static func rows(
    of ledger: LedgerID, chart: String, months: ClosedRange<String>, in connection: ReadConnection
  ) throws -> [TurnoverRow] {
    try connection.query(
      """
      SELECT account, project, fund,
        CAST(sum(CASE WHEN month < ? THEN debit_fen - credit_fen ELSE 0 END) AS BIGINT),
        CAST(sum(CASE WHEN month >= ? THEN debit_fen ELSE 0 END) AS BIGINT),
        CAST(sum(CASE WHEN month >= ? THEN credit_fen ELSE 0 END) AS BIGINT)
      FROM account_turnover WHERE ledger_id = ? AND chart = ? AND month <= ?
      GROUP BY account, project, fund ORDER BY account, project, fund
      """,
      [months.lowerBound, months.lowerBound, months.lowerBound, ledger, chart, months.upperBound]
    ) {
      TurnoverRow(
        account: try $0.text(0), project: try $0.text(1), fund: try $0.text(2), openingFen: try $0.integer(3),
        debitFen: try $0.integer(4), creditFen: try $0.integer(5))
    }
  }

  /// The same by account alone.
  public static func accounts(
    of ledger: LedgerID, chart: String, months: ClosedRange<String>, in connection: ReadConnection
  ) throws -> [TurnoverRow] {
    try connection.query(
      """
      SELECT account,
        CAST(sum(CASE WHEN month < ? THEN debit_fen - credit_fen ELSE 0 END) AS BIGINT),
        CAST(sum(CASE WHEN month >= ? THEN debit_fen ELSE 0 END) AS BIGINT),
        CAST(sum(CASE WHEN month >= ? THEN credit_fen ELSE 0 END) AS BIGINT)
      FROM account_turnover WHERE ledger_id = ? AND chart = ? AND month <= ? GROUP BY account ORDER BY account
      """,
      [months.lowerBound, months.lowerBound, months.lowerBound, ledger, chart, months.upperBound]
    ) {
      TurnoverRow(
        account: try $0.text(0), project: "", fund: "", openingFen: try $0.integer(1), debitFen: try $0.integer(2),
        creditFen: try $0.integer(3))
    }
  }

  /// What a month of a ledger moved on an account, for a project and fund.
  public struct Kept: Sendable {
    /// The ledger.
    public let ledger: LedgerID
    /// The month.
    public let month: String
    /// The chart's stable name.
    public let chart: String
    /// The row.
    public let row: TurnoverRow
  }

  /// Gives every row that is kept.
  public static func forEach(in connection: ReadConnection, _ body: (Kept) throws -> Void) throws {
    try connection.forEach(
      "SELECT ledger_id, month, chart, account, project, fund, debit_fen, credit_fen FROM account_turnover"
    ) {
      try body(
        Kept(
          ledger: try $0.identifier(0), month: try $0.text(1), chart: try $0.text(2),
          row: TurnoverRow(
            account: try $0.text(3), project: try $0.text(4), fund: try $0.text(5), openingFen: 0,
            debitFen: try $0.integer(6), creditFen: try $0.integer(7))))
    }
  }

  /// What the closings of years moved in some months, by account, project and fund.
  public static func closed(
    of ledger: LedgerID, months: ClosedRange<String>, in connection: ReadConnection
  ) throws -> [TurnoverRow] {
    try connection.query(
      """
      SELECT l.account, l.project, l.fund,
        CAST(sum(CASE WHEN l.side = 'debit' THEN CASE WHEN l.is_red = 1 THEN -l.fen ELSE l.fen END ELSE 0 END) AS BIGINT),
        CAST(sum(CASE WHEN l.side = 'credit' THEN CASE WHEN l.is_red = 1 THEN -l.fen ELSE l.fen END ELSE 0 END) AS BIGINT)
      FROM voucher v JOIN voucher_line l ON l.voucher_id = v.id
      WHERE v.ledger_id = ? AND v.kind = 'closing' AND v.number IS NOT NULL AND v.month BETWEEN ? AND ?
      GROUP BY l.account, l.project, l.fund
      """, [ledger, months.lowerBound, months.upperBound]
    ) {
      TurnoverRow(
        account: try $0.text(0), project: try $0.text(1), fund: try $0.text(2), openingFen: 0,
        debitFen: try $0.integer(3), creditFen: try $0.integer(4))
    }
  }

  /// What stood on an account at the end of the month before, debits less credits, in fen.
  public static func opening(
    of account: String, before month: String, _ ledger: LedgerID, chart: String, in connection: ReadConnection
  ) throws -> Int64 {
    try connection.first(
      """
      SELECT CAST(coalesce(sum(debit_fen - credit_fen), 0) AS BIGINT) FROM account_turnover
      WHERE ledger_id = ? AND chart = ? AND account = ? AND month < ?
      """, [ledger, chart, account, month]
    ) { try $0.integer(0) } ?? 0
  }

  /// A page of the posted lines of an account in the order of day, number and place, behind a line.
  public static func page(
    of account: String, _ ledger: LedgerID, chart: String, days: ClosedRange<String>, behind: LinePlace?, limit: Int,
    in connection: ReadConnection
  ) throws -> [PostedLineRow] {
    let start = behind ?? LinePlace(day: days.lowerBound, number: 0, place: 0)
    return try connection.query(
      """
      SELECT \(lineColumns) FROM voucher_line l JOIN voucher v ON v.id = l.voucher_id
      WHERE l.ledger_id = ? AND l.chart = ? AND l.account = ? AND l.number IS NOT NULL AND l.day <= ?
      AND (l.day, l.number, l.place) > (?, ?, ?) ORDER BY l.day, l.number, l.place LIMIT ?
      """, [ledger, chart, account, days.upperBound, start.day, start.number, start.place, limit], line)
  }

  /// What the posted lines of an account from a day up to a line moved, debits less credits, in fen.
  public static func moved(
    on account: String, _ ledger: LedgerID, chart: String, from day: String, through end: LinePlace,
    in connection: ReadConnection
  ) throws -> Int64 {
    try connection.first(
      """
      SELECT CAST(coalesce(sum(CASE WHEN (side = 'debit') = (is_red = 0) THEN fen ELSE -fen END), 0) AS BIGINT)
      FROM voucher_line WHERE ledger_id = ? AND chart = ? AND account = ? AND number IS NOT NULL AND day >= ?
      AND (day, number, place) <= (?, ?, ?)
      """, [ledger, chart, account, day, end.day, end.number, end.place]
    ) { try $0.integer(0) } ?? 0
  }

  /// What the posted lines of an account behind a line moved up to a day, debits less credits, in fen.
  public static func moved(
    on account: String, _ ledger: LedgerID, chart: String, behind start: LinePlace, to day: String,
    in connection: ReadConnection
  ) throws -> Int64 {
    try connection.first(
      """
      SELECT CAST(coalesce(sum(CASE WHEN (side = 'debit') = (is_red = 0) THEN fen ELSE -fen END), 0) AS BIGINT)
      FROM voucher_line WHERE ledger_id = ? AND chart = ? AND account = ? AND number IS NOT NULL AND day <= ?
      AND (day, number, place) > (?, ?, ?)
      """, [ledger, chart, account, day, start.day, start.number, start.place]
    ) { try $0.integer(0) } ?? 0
  }

  /// The posted lines of a project in all ledgers, in the order of their days.
  public static func lines(ofProject project: String, in connection: ReadConnection) throws -> [PostedLineRow] {
    try connection.query(
      """
      SELECT \(lineColumns) FROM voucher_line l JOIN voucher v ON v.id = l.voucher_id
      JOIN ledger ON ledger.id = l.ledger_id JOIN union_unit u ON u.id = ledger.unit_id
      WHERE l.project = ? AND l.project <> '' AND v.number IS NOT NULL
      ORDER BY l.day, u.code, v.month, v.number, l.place
      """, [project], line)
  }

  private static let lineColumns = """
    l.ledger_id, l.voucher_id, l.day, v.month, v.word, v.number, l.place, v.summary, l.account, l.side, l.is_red, l.fen,
    l.project, l.fund, l.note, l.nature, l.economic_class
    """

  private static func line(_ row: Row) throws -> PostedLineRow {
    PostedLineRow(
      ledger: try row.identifier(0), voucher: try row.identifier(1), day: try row.text(2), month: try row.text(3),
      word: try row.text(4), number: try row.int(5), place: try row.int(6), summary: try row.text(7),
      line: VoucherLineRow(
        account: try row.text(8), isDebit: try row.text(9) == "debit", isRed: try row.boolean(10),
        amount: Money(fen: try row.integer(11)), project: try row.text(12), fund: try row.text(13),
        note: try row.text(14), nature: try row.text(15), economicClass: try row.text(16)))
  }
}
