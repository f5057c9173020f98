import Database
import Primitives

/// A month of a ledger.
public struct LedgerMonthRow: Sendable, Hashable {
  /// `YYYY-MM`, or `YYYY-00` for what was opened or converted at the beginning of a year.
  public let month: String
  /// The last number that was given to a voucher of it.
  public let lastNumber: Int
  /// Whether nothing more can be posted in it.
  public let isClosed: Bool
}

/// What was done with a month.
public struct MonthStepRow: Sendable, Hashable {
  /// The step's stable name: `closed`, `reopening_asked`, `reopened`.
  public let step: String
  /// Why; empty for a closing.
  public let reason: String
  /// Who did it.
  public let by: ActorID
  /// When.
  public let at: String
}

/// The months of ledgers: open or closed, and how far their numbers are.
public enum MonthStore {
  /// The months of a ledger that have begun, in order.
  public static func all(of ledger: LedgerID, in connection: ReadConnection) throws -> [LedgerMonthRow] {
    try connection.query(
      "SELECT month, last_number, state FROM ledger_month WHERE ledger_id = ? ORDER BY month", [ledger], row)
  }

  /// A month of a ledger; nil where nothing was posted in it yet.
  public static func find(
    _ month: String, of ledger: LedgerID, in connection: ReadConnection
  ) throws -> LedgerMonthRow? {
    try connection.first(
      "SELECT month, last_number, state FROM ledger_month WHERE ledger_id = ? AND month = ?", [ledger, month], row)
  }

  /// Gives the next numbers of an open month, which begin with 1, and answers the first of them; nil where the month is
  /// closed.
  ///
  /// They are taken in the transaction that posts, so that one that fails leaves no gap.
  public static func nextNumbers(
    _ count: Int, _ month: String, of ledger: LedgerID, in connection: WriteConnection
  ) throws -> Int? {
    if try !take(count, month, ledger, connection) {
      try connection.execute(
        """
        INSERT INTO ledger_month (ledger_id, month, last_number, state) VALUES (?, ?, 0, 'OPEN')
        ON CONFLICT (ledger_id, month) DO NOTHING
        """, [ledger, month])
      guard try take(count, month, ledger, connection) else { return nil }
    }
    return try find(month, of: ledger, in: connection).map { $0.lastNumber - count + 1 }
  }

  private static func take(
    _ count: Int, _ month: String, _ ledger: LedgerID, _ connection: WriteConnection
  ) throws -> Bool {
    try connection.execute(
      "UPDATE ledger_month SET last_number = last_number + ? WHERE ledger_id = ? AND month = ? AND state = 'OPEN'",
      [count, ledger, month]) == 1
  }

  /// Closes or opens a month.
  public static func set(
    _ month: String, of ledger: LedgerID, closed: Bool, in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO ledger_month (ledger_id, month, last_number, state) VALUES (?, ?, 0, ?)
      ON CONFLICT (ledger_id, month) DO UPDATE SET state = excluded.state
      """, [ledger, month, closed ? "CLOSED" : "OPEN"])
  }

  /// Records what was done with a month.
  public static func record(
    _ step: MonthStepRow, month: String, of ledger: LedgerID, id: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO ledger_month_step (id, ledger_id, month, step, reason, done_by, done_at)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """, [id, ledger, month, step.step, step.reason, step.by, step.at])
  }

  /// What was done with a month, in order.
  public static func steps(
    _ month: String, of ledger: LedgerID, in connection: ReadConnection
  ) throws -> [MonthStepRow] {
    try connection.query(
      """
      SELECT step, reason, done_by, done_at FROM ledger_month_step WHERE ledger_id = ? AND month = ?
      ORDER BY done_at, id
      """, [ledger, month]
    ) {
      MonthStepRow(step: try $0.text(0), reason: try $0.text(1), by: try $0.identifier(2), at: try $0.text(3))
    }
  }

  private static func row(_ row: Row) throws -> LedgerMonthRow {
    LedgerMonthRow(month: try row.text(0), lastNumber: try row.int(1), isClosed: try row.text(2) == "CLOSED")
  }
}

extension MonthStepRow {
  /// Makes a step.
  public init(_ step: String, reason: String, by actor: ActorID, at instant: String) {
    self.step = step
    self.reason = reason
    by = actor
    at = instant
  }
}
