import Database
import Primitives

/// Making vouchers part of the books.
public enum PostingStore {
  /// Posts a reviewed voucher under the number that was taken for it, and adds its lines to the turnover of its month;
  /// answers whether it was reviewed.
  ///
  /// The turnover is kept in the same transaction, so that no reader sees a voucher without what it moved.
  public static func post(
    _ voucher: VoucherRow, lines: [VoucherLineRow], number: Int, digest: String, by actor: ActorID,
    at instant: String, in connection: WriteConnection
  ) throws -> Bool {
    let posted = try connection.execute(
      """
      UPDATE voucher SET state = 'POSTED', number = ?, posted_by = ?, posted_at = ?, digest = ?
      WHERE id = ? AND state = 'REVIEWED'
      """, [number, actor, instant, digest, voucher.id])
    guard posted == 1 else { return false }
    // What a year was opened with stands before its lines, not among them.
    if !voucher.opensYear {
      try connection.execute("UPDATE voucher_line SET number = ? WHERE voucher_id = ?", [number, voucher.id])
    }
    for line in lines { try move(line, of: voucher, in: connection) }
    try GrantMovementStore.post(voucher, lines, in: connection)
    if let original = voucher.reverses {
      try connection.execute("UPDATE voucher SET state = 'REVERSED' WHERE id = ?", [original])
    }
    return true
  }

  private static func move(
    _ line: VoucherLineRow, of voucher: VoucherRow, in connection: WriteConnection
  ) throws {
    let fen = line.isRed ? -line.amount.fen : line.amount.fen
    try connection.execute(
      """
      INSERT INTO account_turnover (ledger_id, chart, account, project, fund, month, debit_fen, credit_fen)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (ledger_id, chart, account, project, fund, month) DO UPDATE SET
        debit_fen = account_turnover.debit_fen + excluded.debit_fen,
        credit_fen = account_turnover.credit_fen + excluded.credit_fen
      """,
      [
        voucher.ledger, voucher.chart, line.account, line.project, line.fund, voucher.month,
        line.isDebit ? fen : 0, line.isDebit ? 0 : fen,
      ])
  }
}
