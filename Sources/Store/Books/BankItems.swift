import Database
import Primitives

/// What one line of either side is: a statement's, a voucher's, or one that was on the way when reconciling began.
public enum BankItemKey: Sendable, Hashable {
  /// A line of a statement, by its line in the file.
  case line(BankStatementID, Int)
  /// A line of a voucher, by its place.
  case voucher(VoucherID, Int)
  /// An item that was on the way, by its place.
  case outstanding(Int)

  var parameters: [any SQLBindable] {
    let (noText, noNumber): (String?, Int?) = (nil, nil)
    return switch self {
    case .line(let statement, let line): [statement, line, noText, noNumber, noNumber]
    case .voucher(let voucher, let place): [noText, noNumber, voucher, place, noNumber]
    case .outstanding(let place): [noText, noNumber, noText, noNumber, place]
    }
  }

  /// The key in five columns: statement, line, voucher, place, item on the way.
  static func read(_ row: Row, from first: Int) throws -> BankItemKey {
    if let line = try row.optionalInteger(first + 1) { return .line(try row.identifier(first), Int(line)) }
    if let place = try row.optionalInteger(first + 3) { return .voucher(try row.identifier(first + 2), Int(place)) }
    return .outstanding(try row.int(first + 4))
  }
}

/// A line of either side that is not matched, or was not at the end of some day.
public struct BankItemRow: Sendable, Hashable {
  /// What it is.
  public let key: BankItemKey
  /// What people name it by: `3/17` is line 17 of statement 3, `2026-05/8/1` line 1 of voucher 8 of May, `0/2` the second
  /// of those that were on the way.
  public let name: String
  /// The day.
  public let day: String
  /// The amount: above zero what came in, below zero what went out.
  public let amount: Money
  /// What it says; of a voucher line the summary.
  public let words: String
  /// Of a voucher line its note; else empty.
  public let note: String
  /// The other party, where a bank tells it.
  public let counterparty: String
  /// The reference, where a bank tells it.
  public let reference: String
  /// The voucher that its voucher takes back.
  public let reverses: VoucherID?
  /// Who signed its voucher as cashier.
  public let cashier: ActorID?
  /// The day from which it is matched; nil where it is not.
  public let matchedFrom: String?
  /// Whether people took a match of it apart.
  public let wasUnpaired: Bool
}

/// The lines that one side has alone.
public enum BankItems {
  /// The bank's lines up to a day that were not matched at its end, in the order of time.
  public static func ofBank(
    _ account: BankAccountRow, through day: String, in connection: ReadConnection
  ) throws -> [BankItemRow] {
    try outstanding("bank", account, through: day, in: connection)
      + connection.query(
        """
        SELECT l.statement_id, l.line, s.number, l.day, l.fen, l.words, l.counterparty, l.reference, m.day,
          (SELECT count(*) FROM bank_match_item j WHERE j.statement_id = l.statement_id AND j.line = l.line
            AND j.is_live = 0)
        FROM bank_line l JOIN bank_statement s ON s.id = l.statement_id
        LEFT JOIN bank_match_item i ON i.statement_id = l.statement_id AND i.line = l.line AND i.is_live = 1
        LEFT JOIN bank_match m ON m.id = i.match_id
        WHERE s.bank_id = ? AND s.void_reason IS NULL AND l.day <= ? AND (m.id IS NULL OR m.day > ?)
        ORDER BY s.number, l.place
        """, [account.id, day, day]
      ) { row in
        let line = try row.int(1)
        return BankItemRow(
          key: .line(try row.identifier(0), line), name: "\(try row.int(2))/\(line)", day: try row.text(3),
          amount: Money(fen: try row.integer(4)), words: try row.text(5), note: "", counterparty: try row.text(6),
          reference: try row.text(7), reverses: nil, cashier: nil, matchedFrom: try row.optionalText(8),
          wasUnpaired: try row.int(9) > 0)
      }
  }

  /// The posted lines of the account in the books up to a day that were not matched at its end, in the order of days and
  /// numbers.
  public static func ofBooks(
    _ account: BankAccountRow, through day: String, in connection: ReadConnection
  ) throws -> [BankItemRow] {
    try outstanding("books", account, through: day, in: connection)
      + connection.query(
        """
        SELECT l.voucher_id, l.place, v.month, v.number, l.day,
          CASE WHEN (l.side = 'debit') = (l.is_red = 0) THEN l.fen ELSE -l.fen END, v.summary, l.note, v.reverses,
          v.cashier_by, m.day, (SELECT count(*) FROM bank_match_item j WHERE j.voucher_id = l.voucher_id
            AND j.voucher_place = l.place AND j.is_live = 0)
        FROM voucher_line l JOIN voucher v ON v.id = l.voucher_id
        LEFT JOIN bank_match_item i ON i.voucher_id = l.voucher_id AND i.voucher_place = l.place AND i.is_live = 1
        LEFT JOIN bank_match m ON m.id = i.match_id
        WHERE l.ledger_id = ? AND l.chart IN ('2009', '2021') AND l.account = ? AND l.number IS NOT NULL
        AND l.day >= ? AND l.day <= ? AND (m.id IS NULL OR m.day > ?)
        ORDER BY l.day, v.month, v.number, l.place
        """, [account.ledger, account.account, account.since + "-01", day, day]
      ) { row in
        let place = try row.int(1)
        return BankItemRow(
          key: .voucher(try row.identifier(0), place), name: "\(try row.text(2))/\(try row.int(3))/\(place)",
          day: try row.text(4), amount: Money(fen: try row.integer(5)), words: try row.text(6), note: try row.text(7),
          counterparty: "", reference: "", reverses: try row.optionalIdentifier(8),
          cashier: try row.optionalIdentifier(9), matchedFrom: try row.optionalText(10),
          wasUnpaired: try row.int(11) > 0)
      }
  }

  private static func outstanding(
    _ side: String, _ account: BankAccountRow, through day: String, in connection: ReadConnection
  ) throws -> [BankItemRow] {
    try connection.query(
      """
      SELECT o.place, o.day, o.fen, o.words, m.day FROM bank_outstanding o
      LEFT JOIN bank_match_item i ON i.bank_id = o.bank_id AND i.outstanding = o.place AND i.is_live = 1
      LEFT JOIN bank_match m ON m.id = i.match_id
      WHERE o.bank_id = ? AND o.side = ? AND o.is_live = 1 AND o.day <= ? AND (m.id IS NULL OR m.day > ?)
      ORDER BY o.day, o.place
      """, [account.id, side, day, day]
    ) { row in
      let place = try row.int(0)
      return BankItemRow(
        key: .outstanding(place), name: "0/\(place)", day: try row.text(1), amount: Money(fen: try row.integer(2)),
        words: try row.text(3), note: "", counterparty: "", reference: "", reverses: nil, cashier: nil,
        matchedFrom: try row.optionalText(4), wasUnpaired: false)
    }
  }
}
