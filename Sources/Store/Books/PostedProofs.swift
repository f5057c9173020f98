import Database
import Primitives

/// Takes the fields of a voucher one after another, to prove by their digest that nobody changed them.
public protocol VoucherFieldSink {
  /// Takes a text as its bytes; none for a null.
  mutating func add(_ bytes: UnsafeBufferPointer<UInt8>)
  /// Takes a number.
  mutating func add(_ number: Int64)
}

/// A line of a posted voucher beside its voucher, read in place: a million of them are not made into values.
public struct PostedProofRow {
  private let row: Row

  fileprivate init(_ row: Row) { self.row = row }

  /// The voucher's number.
  public var number: Int64 { get throws { try row.integer(7) } }
  /// The voucher's identifier.
  public var voucher: String { get throws { try row.text(0) } }
  /// The stable name of its chart.
  public var chart: String { get throws { try row.text(2) } }
  /// Its total.
  public var totalFen: Int64 { get throws { try row.integer(11) } }
  /// The digest that was kept when it was posted.
  public var digest: String { get throws { try row.optionalText(18) ?? "" } }
  /// The place of the line; nil for a voucher that lost its lines.
  public var place: Int64? { get throws { try row.optionalInteger(19) } }
  /// Whether the line is detached, as ``BookInvariants`` means it.
  public var isDetached: Bool { get throws { try row.integer(20) != 0 } }
  /// The line's account.
  public var account: String { get throws { try row.text(21) } }
  /// The line's project.
  public var project: String { get throws { try row.text(25) } }
  /// The line's fund.
  public var fund: String { get throws { try row.text(26) } }
  /// Whether the line bears what only expenses do.
  public var hasDimension: Bool { get throws { try row.integer(30) != 0 } }
  /// Whether it stands on the debit side.
  public var isDebit: Bool { get throws { try row.integer(31) != 0 } }
  /// What it adds to the turnover of its side.
  public var turnoverFen: Int64 { get throws { try row.integer(32) } }

  /// Gives what is proven of the voucher itself, in the order of its digest.
  public func addHead(to sink: inout some VoucherFieldSink) throws {
    for column in 0..<18 {
      switch column {
      case 7, 9, 11: sink.add(try row.integer(column))
      default: try row.withText(column) { sink.add($0) }
      }
    }
  }

  /// Gives what is proven of the line; its nature and class where it has them.
  public func addLine(to sink: inout some VoucherFieldSink) throws {
    for column in 21..<28 {
      if column == 24 { sink.add(try row.integer(column)) } else { try row.withText(column) { sink.add($0) } }
    }
    guard try hasDimension else { return }
    for column in 28..<30 { try row.withText(column) { sink.add($0) } }
  }
}

extension PostedVouchers {
  /// Calls `body` with each line of the posted vouchers of a month, those of one voucher together, in the order of
  /// numbers; those of a voucher most often in their order, for which the engine would have to copy them.
  public static func forEachProof(
    of ledger: LedgerID, in month: String, _ connection: ReadConnection, _ body: (PostedProofRow) throws -> Void
  ) throws {
    try connection.forEach(
      """
      SELECT v.id, v.ledger_id, v.chart, v.kind, v.day, v.month, v.word, v.number, v.summary, v.attachments, v.head,
        v.total_fen, v.reverses, v.prepared_by, v.prepared_at, v.cashier_by, v.reviewed_by, v.posted_by, v.digest,
        l.place, CASE WHEN \(BookInvariants.isDetached) THEN 1 ELSE 0 END,
        l.account, l.side, CASE WHEN l.is_red = 1 THEN 'red' ELSE 'black' END, l.fen, l.project, l.fund, l.note,
        l.nature, l.economic_class, CASE WHEN l.nature = '' AND l.economic_class = '' THEN 0 ELSE 1 END,
        CASE WHEN l.side = 'debit' THEN 1 ELSE 0 END, CASE WHEN l.is_red = 1 THEN -l.fen ELSE l.fen END
      FROM voucher v LEFT JOIN voucher_line l ON l.voucher_id = v.id
      WHERE v.number IS NOT NULL AND v.ledger_id = ? AND v.month = ? ORDER BY v.number
      """, [ledger, month]
    ) { try body(PostedProofRow($0)) }
  }
}
