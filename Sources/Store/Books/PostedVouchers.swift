import Database
import Primitives

/// Going through all posted vouchers of a ledger without holding them.
public enum PostedVouchers {
  /// Calls `body` with each posted voucher and its lines, in the order of months and numbers.
  public static func forEach(
    of ledger: LedgerID, in connection: ReadConnection, _ body: (VoucherRow, [VoucherLineRow]) throws -> Void
  ) throws {
    var current: VoucherRow?
    var lines: [VoucherLineRow] = []
    try connection.forEach(
      """
      SELECT \(VoucherStore.columns.qualified("v")), l.account, l.side, l.is_red, l.fen, l.project, l.fund, l.note
      FROM voucher v JOIN voucher_line l ON l.voucher_id = v.id
      WHERE v.ledger_id = ? AND v.number IS NOT NULL ORDER BY v.month, v.number, l.place
      """, [ledger]
    ) { row in
      let id: VoucherID = try row.identifier(0)
      if let voucher = current, voucher.id != id {
        try body(voucher, lines)
        current = nil
        lines.removeAll(keepingCapacity: true)
      }
      if current == nil { current = try VoucherStore.row(row) }
      lines.append(try VoucherStore.line(row, from: VoucherStore.columnCount))
    }
    if let current { try body(current, lines) }
  }
}

extension String {
  /// A list of columns, each behind the name of its table.
  fileprivate func qualified(_ table: String) -> String {
    split(whereSeparator: { $0 == "," || $0.isWhitespace }).map { "\(table).\($0)" }.joined(separator: ", ")
  }
}
