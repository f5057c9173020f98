import Database
import Primitives

/// Going through posted vouchers without holding them.
public enum PostedVouchers {
  /// Calls `body` with each posted voucher of a ledger and its lines, in the order of months and numbers.
  public static func forEach(
    of ledger: LedgerID, in connection: ReadConnection, _ body: (VoucherRow, [VoucherLineRow]) throws -> Void
  ) throws {
    var current: VoucherRow?
    var lines: [(place: Int64, line: VoucherLineRow)] = []
    func end() throws {
      guard let voucher = current else { return }
      try body(voucher, lines.sorted { $0.place < $1.place }.map(\.line))
      current = nil
      lines.removeAll(keepingCapacity: true)
    }
    // The lines are put in order here: where the engine has to do it, it copies every column of every row.
    try connection.forEach(
      """
      SELECT \(VoucherStore.columns.qualified("v")), l.place, \(VoucherStore.lineColumns.qualified("l"))
      FROM voucher v LEFT JOIN voucher_line l ON l.voucher_id = v.id
      WHERE v.number IS NOT NULL AND v.ledger_id = ? ORDER BY v.month, v.number
      """, [ledger]
    ) { row in
      if let voucher = current, try row.int(7) != voucher.number || row.text(5) != voucher.month { try end() }
      if current == nil { current = try VoucherStore.row(row) }
      // One that lost its lines is still told of.
      guard let place = try row.optionalInteger(VoucherStore.columnCount) else { return }
      lines.append((place, try VoucherStore.line(row, from: VoucherStore.columnCount + 1)))
    }
    try end()
  }

  /// A month of a ledger in which something was posted, or is said to have moved.
  public struct Month: Sendable, Hashable {
    /// The ledger.
    public let ledger: LedgerID
    /// The month.
    public let month: String
    /// How many vouchers bear numbers in it.
    public let vouchers: Int
  }

  /// The months of all ledgers, the largest first.
  public static func months(in connection: ReadConnection) throws -> [Month] {
    try connection.query(
      """
      SELECT ledger_id, month, CAST(sum(vouchers) AS BIGINT) FROM (
        SELECT ledger_id, month, count(*) AS vouchers FROM voucher WHERE number IS NOT NULL GROUP BY ledger_id, month
        UNION ALL SELECT DISTINCT ledger_id, month, 0 FROM account_turnover) found
      GROUP BY ledger_id, month ORDER BY 3 DESC, ledger_id, month
      """
    ) { Month(ledger: try $0.identifier(0), month: try $0.text(1), vouchers: try $0.int(2)) }
  }

  /// The vouchers that are not posted and have a detached line.
  public static func detachedDrafts(in connection: ReadConnection) throws -> [String] {
    try connection.query(
      """
      SELECT DISTINCT v.id FROM ledger g JOIN voucher v ON v.ledger_id = g.id AND v.state IN ('DRAFT', 'REVIEWED', 'VOID')
      JOIN voucher_line l ON l.voucher_id = v.id WHERE v.number IS NULL AND (\(BookInvariants.isDetached))
      """
    ) { try $0.text(0) }
  }
}

extension String {
  /// A list of columns, each behind the name of its table.
  fileprivate func qualified(_ table: String) -> String {
    split(whereSeparator: { $0 == "," || $0.isWhitespace }).map { "\(table).\($0)" }.joined(separator: ", ")
  }
}
