import Database
import Primitives

/// Vouchers of a month that are not posted.
extension VoucherStore {
  /// How many vouchers of a month wait, and for what.
  public struct WaitingCounts: Sendable, Hashable {
    /// Reviewed, and signed where the cashier signs.
    public let ready: Int
    /// Reviewed, without the cashier's signature.
    public let unsigned: Int
    /// Not reviewed.
    public let drafts: Int
  }

  private static let isSigned = "(moves_cash = 0 OR cashier_by IS NOT NULL)"

  /// How many vouchers of a month wait.
  public static func counts(
    _ month: String, of ledger: LedgerID, in connection: ReadConnection
  ) throws -> WaitingCounts {
    let counts = try connection.query(
      """
      SELECT CASE WHEN state = 'DRAFT' THEN 2 WHEN \(isSigned) THEN 0 ELSE 1 END AS part, count(*) FROM voucher
      WHERE ledger_id = ? AND state IN ('DRAFT', 'REVIEWED') AND month = ? GROUP BY 1
      """, [ledger, month]
    ) { (try $0.int(0), try $0.int(1)) }
    let parts = Dictionary(uniqueKeysWithValues: counts)
    return WaitingCounts(ready: parts[0] ?? 0, unsigned: parts[1] ?? 0, drafts: parts[2] ?? 0)
  }

  /// The first vouchers of a month that are reviewed and signed, in the order of days and of preparation.
  public static func ready(
    _ month: String, of ledger: LedgerID, limit: Int, in connection: ReadConnection
  ) throws -> [VoucherRow] {
    try connection.query(
      """
      SELECT \(columns) FROM voucher WHERE ledger_id = ? AND state = 'REVIEWED' AND month = ? AND \(isSigned)
      ORDER BY day, prepared_at, id LIMIT ?
      """, [ledger, month, limit], row)
  }
}
