import Database
import Primitives

/// Making vouchers part of the books.
public enum PostingStore {
  /// A voucher that is to be posted, with what posting gives it.
  public struct Posting: Sendable {
    /// The voucher as it stands.
    public let voucher: VoucherRow
    /// Its lines.
    public let lines: [VoucherLineRow]
    /// The number that was taken for it.
    public let number: Int
    /// The digest of its content under that number.
    public let digest: String

    /// Makes a posting.
    public init(_ voucher: VoucherRow, lines: [VoucherLineRow], number: Int, digest: String) {
      self.voucher = voucher
      self.lines = lines
      self.number = number
      self.digest = digest
    }
  }

  /// Posts reviewed vouchers under the numbers that were taken for them, and adds their lines to the turnover of their
  /// months; answers whether all were reviewed.
  ///
  /// The turnover is kept in the same transaction, so that no reader sees a voucher without what it moved.
  public static func post(
    _ postings: [Posting], by actor: ActorID, at instant: String, in connection: WriteConnection
  ) throws -> Bool {
    var moved: [TurnoverKey: Turnover] = [:]
    for posting in postings {
      guard try mark(posting, by: actor, at: instant, in: connection) else { return false }
      for line in posting.lines { try moved[TurnoverKey(posting.voucher, line), default: Turnover()].add(line) }
    }
    // In one order for all, so that acts which run side by side wait for one another in a row.
    for (key, turnover) in moved.sorted(by: { $0.key < $1.key }) { try move(key, turnover, in: connection) }
    return true
  }

  private static func mark(
    _ posting: Posting, by actor: ActorID, at instant: String, in connection: WriteConnection
  ) throws -> Bool {
    let voucher = posting.voucher
    let posted = try connection.execute(
      """
      UPDATE voucher SET state = 'POSTED', number = ?, posted_by = ?, posted_at = ?, digest = ?
      WHERE id = ? AND state = 'REVIEWED'
      """, [posting.number, actor, instant, posting.digest, voucher.id])
    guard posted == 1 else { return false }
    // What a year was opened with stands before its lines, not among them.
    if !voucher.opensYear {
      try connection.execute("UPDATE voucher_line SET number = ? WHERE voucher_id = ?", [posting.number, voucher.id])
    }
    try GrantMovementStore.post(voucher, posting.lines, in: connection)
    if let original = voucher.reverses {
      try connection.execute("UPDATE voucher SET state = 'REVERSED' WHERE id = ?", [original])
    }
    return true
  }

  private static func move(
    _ key: TurnoverKey, _ turnover: Turnover, in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO account_turnover (ledger_id, chart, account, project, fund, month, debit_fen, credit_fen)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (ledger_id, chart, account, project, fund, month) DO UPDATE SET
        debit_fen = account_turnover.debit_fen + excluded.debit_fen,
        credit_fen = account_turnover.credit_fen + excluded.credit_fen
      """,
      [key.ledger, key.chart, key.account, key.project, key.fund, key.month, turnover.debit.fen, turnover.credit.fen])
  }
}

/// What is added to a month's turnover.
private struct Turnover {
  var debit = Money.zero
  var credit = Money.zero

  /// A red line lowers its own side. Throws `money.overflow`.
  mutating func add(_ line: VoucherLineRow) throws {
    let amount = line.isRed ? try Money.zero - line.amount : line.amount
    if line.isDebit { debit = try debit + amount } else { credit = try credit + amount }
  }
}

/// What a month's turnover is kept by.
private struct TurnoverKey: Hashable, Comparable {
  let ledger: LedgerID
  let chart: String
  let account: String
  let project: String
  let fund: String
  let month: String

  init(_ voucher: VoucherRow, _ line: VoucherLineRow) {
    (ledger, chart, month) = (voucher.ledger, voucher.chart, voucher.month)
    (account, project, fund) = (line.account, line.project, line.fund)
  }

  static func < (left: TurnoverKey, right: TurnoverKey) -> Bool {
    (left.account, left.project, left.fund, left.month, left.chart)
      < (right.account, right.project, right.fund, right.month, right.chart)
  }
}
