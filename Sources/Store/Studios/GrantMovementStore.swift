import Database
import Primitives

/// What the books do to the numbers of a grant.
public struct GrantMovement: Sendable, Hashable {
  /// What is added to what was received.
  public var received = Money.zero
  /// What is added to the confirmed match.
  public var matched = Money.zero
  /// What is added to the provincial money spent.
  public var spent = Money.zero
  /// What is added to the matching money spent.
  public var matchSpent = Money.zero

  /// A movement of nothing.
  public init() {}
}

/// The act of a grant that a voucher comes from.
public struct GrantVoucherRow: Sendable, Hashable {
  /// The voucher.
  public let voucher: VoucherID
  /// The grant.
  public let grant: GrantID
  /// The step's stable name.
  public let step: String
  /// The spend, proof or recovery that it is about; empty for the grant itself.
  public let reference: String
  /// Who was paid.
  public let payee: String

  /// Makes a row.
  public init(voucher: VoucherID, grant: GrantID, step: String, reference: String, payee: String) {
    self.voucher = voucher
    self.grant = grant
    self.step = step
    self.reference = reference
    self.payee = payee
  }
}

/// A voucher of a grant with its day and ledger, for those who look at a grant's way through the books.
public struct GrantBookRow: Sendable, Hashable {
  /// The act.
  public let act: GrantVoucherRow
  /// The ledger.
  public let ledger: LedgerID
  /// The day.
  public let day: String
  /// The voucher's state.
  public let state: String
  /// The number; nil until it is posted.
  public let number: Int?
  /// The month that numbers it.
  public let month: String
  /// What the step is about: the amount of the first line, below zero in a red voucher.
  public let amount: Money
  /// The summary.
  public let summary: String
}

/// The vouchers of grants, and the one statement that moves a grant's numbers.
public enum GrantMovementStore {
  /// The act that a voucher comes from; nil where it comes from none.
  public static func act(of voucher: VoucherID, in connection: ReadConnection) throws -> GrantVoucherRow? {
    try connection.first(
      "SELECT voucher_id, grant_id, step, reference, payee FROM grant_voucher WHERE voucher_id = ?", [voucher], row)
  }

  /// The voucher of an act that is not void.
  public static func voucher(
    of grant: GrantID, step: String, reference: String, in connection: ReadConnection
  ) throws -> VoucherID? {
    try connection.first(
      "SELECT voucher_id FROM grant_voucher WHERE grant_id = ? AND step = ? AND reference = ? AND is_live = 1",
      [grant, step, reference]
    ) { try $0.identifier(0) }
  }

  /// Ties a voucher to the act it comes from. The database holds that there is one.
  public static func tie(_ act: GrantVoucherRow, in connection: WriteConnection) throws {
    try connection.execute(
      """
      INSERT INTO grant_voucher (voucher_id, grant_id, step, reference, payee, is_live) VALUES (?, ?, ?, ?, ?, 1)
      """, [act.voucher, act.grant, act.step, act.reference, act.payee])
  }

  /// Frees the place of a voucher that was given up.
  public static func free(_ voucher: VoucherID, in connection: WriteConnection) throws {
    try connection.execute("UPDATE grant_voucher SET is_live = 0 WHERE voucher_id = ?", [voucher])
  }

  /// Whether what is left of a grant of an earlier year was posted as it was brought in.
  public static func hasOpening(_ code: String, in connection: ReadConnection) throws -> Bool {
    try connection.first(
      """
      SELECT 1 FROM voucher_line l JOIN voucher v ON v.id = l.voucher_id
      WHERE l.project = ? AND l.fund <> '' AND v.kind = 'opening' AND v.number IS NOT NULL
      """, [code]
    ) { try $0.int(0) } != nil
  }

  /// The vouchers of a grant in the order of day and number; void ones left out.
  public static func books(of grant: GrantID, in connection: ReadConnection) throws -> [GrantBookRow] {
    try connection.query(
      """
      SELECT g.voucher_id, g.grant_id, g.step, g.reference, g.payee, v.ledger_id, v.day, v.state, v.number, v.month,
        l.fen, l.is_red, v.summary
      FROM grant_voucher g JOIN voucher v ON v.id = g.voucher_id
      JOIN voucher_line l ON l.voucher_id = v.id AND l.place = 1
      WHERE g.grant_id = ? AND g.is_live = 1 ORDER BY v.day, v.month, coalesce(v.number, 1000000000), v.prepared_at, v.id
      """, [grant]
    ) {
      let fen = try $0.integer(10)
      return GrantBookRow(
        act: try row($0), ledger: try $0.identifier(5), day: try $0.text(6), state: try $0.text(7),
        number: try $0.optionalInteger(8).map { Int($0) }, month: try $0.text(9),
        amount: Money(fen: try $0.boolean(11) ? -fen : fen), summary: try $0.text(12))
    }
  }

  /// Adds to the numbers of a grant.
  ///
  /// While the match is incomplete nothing becomes spendable: a spend then leaves `spendable_fen` behind `spent_fen`, and
  /// the row's conditions refuse it, whatever the caller checked.
  public static func move(_ id: GrantID, by movement: GrantMovement, in connection: WriteConnection) throws {
    let spent = movement.spent.fen
    try connection.execute(
      """
      UPDATE studio_grant SET received_fen = received_fen + ?, matched_fen = matched_fen + ?, spent_fen = spent_fen + ?,
        match_spent_fen = match_spent_fen + ?,
        spendable_fen = CASE WHEN matched_fen + ? >= required_fen THEN received_fen + ? ELSE spent_fen + ? END
      WHERE id = ?
      """,
      [
        movement.received.fen, movement.matched.fen, spent, movement.matchSpent.fen, movement.matched.fen,
        movement.received.fen, min(spent, 0), id,
      ])
  }

  /// Moves the numbers of the grant whose act a voucher comes from, in the transaction that posts it.
  ///
  /// - Throws: a ``Refusal`` where a line is about a grant's money and no act stands behind it.
  static func post(_ voucher: VoucherRow, _ lines: [VoucherLineRow], in connection: WriteConnection) throws {
    guard voucher.kind == "act" || voucher.kind == "reversal" else { return }
    let fund = lines.first { !$0.fund.isEmpty }?.fund
    guard let act = try act(of: voucher.id, in: connection) else {
      guard fund == nil else { throw unattached }
      return
    }
    guard let first = lines.first else { return }
    let movement = movement(act.step, fund ?? "", Money(fen: first.isRed ? -first.amount.fen : first.amount.fen))
    if movement != GrantMovement() { try move(act.grant, by: movement, in: connection) }
  }

  private static func movement(_ step: String, _ fund: String, _ amount: Money) -> GrantMovement {
    var movement = GrantMovement()
    let back = Money(fen: -amount.fen)
    switch (step, fund) {
    case ("BASE_RECEIVES", _): movement.received = amount
    case ("BASE_RETURNS", _): movement.received = back
    case ("BASE_SPENDS", "PROVINCE"): movement.spent = amount
    case ("BASE_SPENDS", _): movement.matchSpent = amount
    case ("BASE_REPAID", "PROVINCE"): movement.spent = back
    case ("BASE_REPAID", _): movement.matchSpent = back
    default: break
    }
    return movement
  }

  private static func row(_ row: Row) throws -> GrantVoucherRow {
    GrantVoucherRow(
      voucher: try row.identifier(0), grant: try row.identifier(1), step: try row.text(2),
      reference: try row.text(3), payee: try row.text(4))
  }

  private static let unattached = Refusal(
    "voucher.of-grant", kind: .bug,
    message: Bilingual("分录涉及资助资金，却没有对应的资助业务", "a line is about a grant's money and no act stands behind it"),
    remedy: Bilingual("停止使用并运行 books check", "stop using it and run books check"))
}
