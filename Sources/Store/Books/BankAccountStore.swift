import Database
import Primitives

/// A bank account of a ledger.
public struct BankAccountRow: Sendable, Hashable {
  /// The identifier.
  public let id: BankAccountID
  /// The ledger.
  public let ledger: LedgerID
  /// The account of the books that it stands for: 102, 10201 and the like.
  public let account: String
  /// The bank's name.
  public let bank: String
  /// The last four digits of its number; the others are kept nowhere.
  public let tail: String
  /// The first month that is reconciled.
  public let since: String
  /// The column map of its statements, as JSON.
  public let columnMap: String

  /// Makes an account.
  public init(
    id: BankAccountID, ledger: LedgerID, account: String, bank: String, tail: String, since: String, columnMap: String
  ) {
    self.id = id
    self.ledger = ledger
    self.account = account
    self.bank = bank
    self.tail = tail
    self.since = since
    self.columnMap = columnMap
  }
}

/// What the bank or the books had alone when reconciling began.
public struct BankOutstandingRow: Sendable, Hashable {
  /// Its number among those of the account.
  public let place: Int
  /// Whether the bank had it, else the books.
  public let isOfBank: Bool
  /// The day.
  public let day: String
  /// The amount: above zero what came in, below zero what went out.
  public let amount: Money
  /// What it is.
  public let words: String

  /// Makes an item.
  public init(place: Int, isOfBank: Bool, day: String, amount: Money, words: String) {
    self.place = place
    self.isOfBank = isOfBank
    self.day = day
    self.amount = amount
    self.words = words
  }
}

/// The bank accounts of ledgers.
public enum BankAccountStore {
  private static let columns = "id, ledger_id, account, bank, tail, since, column_map"

  /// The accounts of a ledger by the account of the books.
  public static func all(of ledger: LedgerID, in connection: ReadConnection) throws -> [BankAccountRow] {
    try connection.query("SELECT \(columns) FROM bank_account WHERE ledger_id = ? ORDER BY account", [ledger]) { row in
      BankAccountRow(
        id: try row.identifier(0), ledger: try row.identifier(1), account: try row.text(2), bank: try row.text(3),
        tail: try row.text(4), since: try row.text(5), columnMap: try row.text(6))
    }
  }

  /// Registers an account.
  public static func insert(
    _ account: BankAccountRow, by actor: ActorID, at instant: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO bank_account (id, ledger_id, account, bank, tail, since, column_map, opened_by, opened_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        account.id, account.ledger, account.account, account.bank, account.tail, account.since, account.columnMap,
        actor, instant,
      ])
  }

  /// Changes what later statements are read by, and the bank's name and the digits where the account was moved.
  public static func change(
    _ id: BankAccountID, bank: String, tail: String, columnMap: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      "UPDATE bank_account SET bank = ?, tail = ?, column_map = ? WHERE id = ?", [bank, tail, columnMap, id])
  }

  /// Puts the items that were on the way in the place of those entered before, which stay and no longer count.
  public static func enter(
    _ items: [BankOutstandingRow], of id: BankAccountID, by actor: ActorID, at instant: String,
    in connection: WriteConnection
  ) throws {
    try connection.execute("UPDATE bank_outstanding SET is_live = 0 WHERE bank_id = ?", [id])
    let last =
      try connection.first("SELECT coalesce(max(place), 0) FROM bank_outstanding WHERE bank_id = ?", [id]) {
        try $0.int(0)
      } ?? 0
    for item in items {
      try connection.execute(
        """
        INSERT INTO bank_outstanding (bank_id, place, side, day, fen, words, is_live, entered_by, entered_at)
        VALUES (?, ?, ?, ?, ?, ?, 1, ?, ?)
        """,
        [
          id, last + item.place, item.isOfBank ? "bank" : "books", item.day, item.amount.fen, item.words, actor,
          instant,
        ])
    }
  }

  /// Whether an item that was on the way has been matched.
  public static func hasMatchedOutstanding(of id: BankAccountID, in connection: ReadConnection) throws -> Bool {
    try connection.first(
      "SELECT 1 FROM bank_match_item WHERE bank_id = ? AND outstanding IS NOT NULL AND is_live = 1", [id]
    ) { try $0.int(0) } != nil
  }
}
