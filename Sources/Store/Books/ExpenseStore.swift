import Database
import Primitives

/// What was spent on an account under one nature, project and economic class.
public struct ExpenseRow: Sendable, Hashable {
  /// The account's code.
  public let account: String
  /// The nature's stable name; empty for vouchers of before they had one.
  public let nature: String
  /// The project's code; empty for none.
  public let project: String
  /// The economic class; empty for none.
  public let economicClass: String
  /// Debits less credits of the month, in fen.
  public let monthFen: Int64
  /// The same of all months that were asked for.
  public let yearFen: Int64
}

/// Expenses by what the standard of 2021 tells them apart by.
public enum ExpenseStore {
  /// What the posted vouchers of some months, the closing ones aside, moved on accounts from one code to another.
  ///
  /// - Parameters:
  ///   - codes: the first code, and the one before which they end.
  ///   - months: both included; the last one is told by itself, too.
  public static func rows(
    of ledger: LedgerID, chart: String, codes: Range<String>, months: ClosedRange<String>,
    in connection: ReadConnection
  ) throws -> [ExpenseRow] {
    try connection.query(
      """
      SELECT l.account, l.nature, l.project, l.economic_class,
        CAST(sum(CASE WHEN v.month = ? THEN \(moved) ELSE 0 END) AS BIGINT), CAST(sum(\(moved)) AS BIGINT)
      FROM voucher v JOIN voucher_line l ON l.voucher_id = v.id
      WHERE v.ledger_id = ? AND v.number IS NOT NULL AND v.month BETWEEN ? AND ? AND v.kind <> 'closing'
      AND v.chart = ? AND l.account >= ? AND l.account < ?
      GROUP BY l.account, l.nature, l.project, l.economic_class
      """,
      [months.upperBound, ledger, months.lowerBound, months.upperBound, chart, codes.lowerBound, codes.upperBound]
    ) {
      ExpenseRow(
        account: try $0.text(0), nature: try $0.text(1), project: try $0.text(2), economicClass: try $0.text(3),
        monthFen: try $0.integer(4), yearFen: try $0.integer(5))
    }
  }

  private static let moved = "CASE WHEN (l.side = 'debit') = (l.is_red = 0) THEN l.fen ELSE -l.fen END"
}
