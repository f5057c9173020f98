import Database
import Primitives

/// A line of a match.
public struct BankMatchItemRow: Sendable, Hashable {
  /// What it is.
  public let key: BankItemKey
  /// Whether it is the bank's, else the books'.
  public let isOfBank: Bool
  /// What people name it by.
  public let name: String
  /// The amount.
  public let amount: Money

  /// Makes a line.
  public init(key: BankItemKey, isOfBank: Bool, name: String, amount: Money) {
    self.key = key
    self.isOfBank = isOfBank
    self.name = name
    self.amount = amount
  }
}

/// Lines of the bank and of the books that were put together.
public struct BankMatchRow: Sendable, Hashable {
  /// The identifier.
  public let id: BankMatchID
  /// Its number among those of the account.
  public let number: Int
  /// The basis' stable name.
  public let basis: String
  /// Why a person put them together; empty for an automatic match.
  public let reason: String
  /// The day from which it counts.
  public let day: String
  /// Days from the books to the bank.
  public let daysApart: Int
  /// How many other voucher lines would have done as well.
  public let alternatives: Int
  /// Who made it.
  public let by: ActorID
  /// When.
  public let at: String
  /// The lines.
  public var items: [BankMatchItemRow]

  /// Makes a match.
  public init(
    id: BankMatchID, number: Int, basis: String, reason: String, day: String, daysApart: Int, alternatives: Int,
    by: ActorID, at: String, items: [BankMatchItemRow]
  ) {
    self.id = id
    self.number = number
    self.basis = basis
    self.reason = reason
    self.day = day
    self.daysApart = daysApart
    self.alternatives = alternatives
    self.by = by
    self.at = at
    self.items = items
  }
}

/// The matches of bank accounts, and the words for what has none.
public enum BankMatchStore {
  /// The highest number that was given to a match of an account; 0 for none.
  public static func lastNumber(of id: BankAccountID, in connection: ReadConnection) throws -> Int {
    try connection.first("SELECT coalesce(max(number), 0) FROM bank_match WHERE bank_id = ?", [id]) {
      try $0.int(0)
    } ?? 0
  }

  /// The matches that count from a day of some days on, by their numbers.
  public static func all(
    of id: BankAccountID, days: ClosedRange<String>, in connection: ReadConnection
  ) throws -> [BankMatchRow] {
    try rows(
      "m.bank_id = ? AND m.ended_reason IS NULL AND m.day BETWEEN ? AND ?", [id, days.lowerBound, days.upperBound],
      in: connection)
  }

  /// The match with a number, if it still holds.
  public static func find(
    number: Int, of id: BankAccountID, in connection: ReadConnection
  ) throws -> BankMatchRow? {
    try rows("m.bank_id = ? AND m.ended_reason IS NULL AND m.number = ?", [id, number], in: connection).first
  }

  /// The matches that still hold of lines of a statement.
  public static func all(
    ofStatement statement: BankStatementID, in connection: ReadConnection
  ) throws -> [BankMatchRow] {
    try rows(
      "m.id IN (SELECT match_id FROM bank_match_item WHERE statement_id = ? AND is_live = 1)", [statement],
      in: connection)
  }

  /// Adds a match.
  public static func insert(_ match: BankMatchRow, of id: BankAccountID, in connection: WriteConnection) throws {
    try connection.execute(
      """
      INSERT INTO bank_match (id, bank_id, number, basis, reason, day, days_apart, alternatives, matched_by, matched_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        match.id, id, match.number, match.basis, match.reason, match.day, match.daysApart, match.alternatives,
        match.by, match.at,
      ])
    for (offset, item) in match.items.enumerated() {
      try connection.execute(
        """
        INSERT INTO bank_match_item (match_id, place, bank_id, side, statement_id, line, voucher_id, voucher_place,
          outstanding, fen, is_live)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
        """,
        [match.id, offset + 1, id, item.isOfBank ? "bank" : "books"] + item.key.parameters + [item.amount.fen])
    }
  }

  /// Takes a match apart; it stays, and no longer counts.
  public static func end(
    _ id: BankMatchID, reason: String, by actor: ActorID, at instant: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      "UPDATE bank_match SET ended_reason = ?, ended_by = ?, ended_at = ? WHERE id = ?", [reason, actor, instant, id])
    try connection.execute("UPDATE bank_match_item SET is_live = 0 WHERE match_id = ?", [id])
  }

  /// Explains a line that has nothing on the other side.
  public static func explain(
    _ key: BankItemKey, of id: BankAccountID, words: String, by actor: ActorID, at instant: String,
    explanation: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO bank_explanation (id, bank_id, statement_id, line, voucher_id, voucher_place, outstanding, words,
        explained_by, explained_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """, [explanation, id] + key.parameters + [words, actor, instant])
  }

  /// The words for each line that has some, the latest.
  public static func explanations(
    of id: BankAccountID, in connection: ReadConnection
  ) throws -> [BankItemKey: String] {
    var words: [BankItemKey: String] = [:]
    try connection.forEach(
      """
      SELECT statement_id, line, voucher_id, voucher_place, outstanding, words FROM bank_explanation
      WHERE bank_id = ? ORDER BY explained_at, id
      """, [id]
    ) { words[try BankItemKey.read($0, from: 0)] = try $0.text(5) }
    return words
  }

  private static func rows(
    _ condition: String, _ parameters: [any SQLBindable], in connection: ReadConnection
  ) throws -> [BankMatchRow] {
    var found: [BankMatchRow] = []
    try connection.forEach(
      """
      SELECT m.id, m.number, m.basis, m.reason, m.day, m.days_apart, m.alternatives, m.matched_by, m.matched_at, i.side,
        i.fen, i.statement_id, i.line, i.voucher_id, i.voucher_place, i.outstanding, s.number, v.month, v.number
      FROM bank_match m JOIN bank_match_item i ON i.match_id = m.id
      LEFT JOIN bank_statement s ON s.id = i.statement_id LEFT JOIN voucher v ON v.id = i.voucher_id
      WHERE \(condition) ORDER BY m.number, m.id, i.place
      """, parameters
    ) { row in
      let item = try item(row)
      if found.last?.id == (try row.identifier(0)) {
        found[found.count - 1].items.append(item)
      } else {
        found.append(try match(row, item))
      }
    }
    return found
  }

  private static func match(_ row: Row, _ item: BankMatchItemRow) throws -> BankMatchRow {
    BankMatchRow(
      id: try row.identifier(0), number: try row.int(1), basis: try row.text(2), reason: try row.text(3),
      day: try row.text(4), daysApart: try row.int(5), alternatives: try row.int(6), by: try row.identifier(7),
      at: try row.text(8), items: [item])
  }

  private static func item(_ row: Row) throws -> BankMatchItemRow {
    let key = try BankItemKey.read(row, from: 11)
    let name =
      switch key {
      case .line(_, let line): "\(try row.int(16))/\(line)"
      case .voucher(_, let place): "\(try row.text(17))/\(try row.int(18))/\(place)"
      case .outstanding(let place): "0/\(place)"
      }
    return BankMatchItemRow(
      key: key, isOfBank: try row.text(9) == "bank", name: name, amount: Money(fen: try row.integer(10)))
  }
}
