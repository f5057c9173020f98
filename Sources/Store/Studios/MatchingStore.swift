import Database
import Primitives

/// A file of evidence that is kept sealed.
public struct KeptEvidence: Sendable, Hashable {
  /// The digest under which it is kept.
  public let digest: String
  /// The digest of what it holds, by which the same file is found again: two seals of it differ.
  public let mark: String

  /// Names a file.
  public init(digest: String, mark: String) {
    self.digest = digest
    self.mark = mark
  }
}

/// A proof of the employer's matching money (SM-7).
public struct MatchingProofRow: Sendable, Hashable {
  /// The identifier.
  public let id: MatchingProofID
  /// The grant.
  public let grant: GrantID
  /// Its number among the grant's.
  public let number: Int
  /// The mode's stable name.
  public let mode: String
  /// The form's stable name.
  public let form: String
  /// How much.
  public let amount: Money
  /// The day on which it was given.
  public let paidOn: String
  /// The evidence.
  public let evidence: KeptEvidence
  /// The state's stable name.
  public let state: String
  /// Who handed it in.
  public let submittedBy: ActorID
  /// The day of its confirmation.
  public let confirmedOn: String?
  /// The day of its withdrawal.
  public let withdrawnOn: String?
  /// Why it was rejected or withdrawn; may be empty.
  public let reason: String

  /// Makes a proof that was handed in.
  public init(
    id: MatchingProofID, grant: GrantID, number: Int, mode: String, form: String, amount: Money, paidOn: String,
    evidence: KeptEvidence, submittedBy: ActorID
  ) {
    self.init(
      id: id, grant: grant, number: number, mode: mode, form: form, amount: amount, paidOn: paidOn, evidence: evidence,
      state: "SUBMITTED", submittedBy: submittedBy, confirmedOn: nil, withdrawnOn: nil, reason: "")
  }

  fileprivate init(
    id: MatchingProofID, grant: GrantID, number: Int, mode: String, form: String, amount: Money, paidOn: String,
    evidence: KeptEvidence, state: String, submittedBy: ActorID, confirmedOn: String?, withdrawnOn: String?,
    reason: String
  ) {
    self.id = id
    self.grant = grant
    self.number = number
    self.mode = mode
    self.form = form
    self.amount = amount
    self.paidOn = paidOn
    self.evidence = evidence
    self.state = state
    self.submittedBy = submittedBy
    self.confirmedOn = confirmedOn
    self.withdrawnOn = withdrawnOn
    self.reason = reason
  }
}

/// The proofs of matching money.
public enum MatchingStore {
  private static let columns = """
    id, grant_id, number, mode, form, fen, paid_on, evidence, mark, state, submitted_by, confirmed_on, withdrawn_on, reason
    """

  /// The proof with an identifier.
  public static func find(_ id: MatchingProofID, in connection: ReadConnection) throws -> MatchingProofRow? {
    try connection.first("SELECT \(columns) FROM matching_proof WHERE id = ?", [id], row)
  }

  /// The proofs of a grant by number.
  public static func all(of grant: GrantID, in connection: ReadConnection) throws -> [MatchingProofRow] {
    try connection.query("SELECT \(columns) FROM matching_proof WHERE grant_id = ? ORDER BY number", [grant], row)
  }

  /// The grants, by code, in whose proofs or spends a file of evidence stands already, found by its mark: also of a proof
  /// that does not stand, as long as its money is in the books.
  public static func uses(of mark: String, in connection: ReadConnection) throws -> [String] {
    try connection.query(
      """
      SELECT g.code FROM studio_grant g WHERE g.id IN (
        SELECT m.grant_id FROM matching_proof m WHERE m.mark = ? AND (m.state IN ('SUBMITTED', 'CONFIRMED')
          OR (EXISTS (SELECT 1 FROM grant_voucher b JOIN voucher v ON v.id = b.voucher_id
              WHERE b.reference = m.id AND b.step = 'BASE_RECEIVES_MATCH' AND v.number IS NOT NULL)
            AND NOT EXISTS (SELECT 1 FROM grant_voucher b JOIN voucher v ON v.id = b.voucher_id
              WHERE b.reference = m.id AND b.step = 'BASE_MATCH_WITHDRAWN' AND v.number IS NOT NULL)))
        UNION SELECT grant_id FROM grant_expense WHERE mark = ? AND state NOT IN ('REVERSED', 'RETURNED'))
      ORDER BY g.code
      """, [mark, mark]
    ) { try $0.text(0) }
  }

  /// Adds a proof.
  public static func insert(
    _ proof: MatchingProofRow, at instant: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO matching_proof (id, grant_id, number, mode, form, fen, paid_on, evidence, mark, state, submitted_by,
        submitted_at, reason)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'SUBMITTED', ?, ?, '')
      """,
      [
        proof.id, proof.grant, proof.number, proof.mode, proof.form, proof.amount.fen, proof.paidOn,
        proof.evidence.digest, proof.evidence.mark, proof.submittedBy, instant,
      ])
  }

  /// Confirms a proof; answers whether it waited.
  public static func confirm(
    _ id: MatchingProofID, on day: String, by actor: ActorID, at instant: String, in connection: WriteConnection
  ) throws -> Bool {
    try connection.execute(
      """
      UPDATE matching_proof SET state = 'CONFIRMED', decided_by = ?, decided_at = ?, confirmed_on = ?
      WHERE id = ? AND state = 'SUBMITTED'
      """, [actor, instant, day, id]) == 1
  }

  /// Rejects a proof; answers whether it waited.
  public static func reject(
    _ id: MatchingProofID, reason: String, by actor: ActorID, at instant: String, in connection: WriteConnection
  ) throws -> Bool {
    try connection.execute(
      """
      UPDATE matching_proof SET state = 'REJECTED', decided_by = ?, decided_at = ?, reason = ?
      WHERE id = ? AND state = 'SUBMITTED'
      """, [actor, instant, reason, id]) == 1
  }

  /// Withdraws a confirmed proof; answers whether it was one.
  public static func withdraw(
    _ id: MatchingProofID, on day: String, reason: String, by actor: ActorID, in connection: WriteConnection
  ) throws -> Bool {
    try connection.execute(
      """
      UPDATE matching_proof SET state = 'WITHDRAWN', withdrawn_by = ?, withdrawn_on = ?, reason = ?
      WHERE id = ? AND state = 'CONFIRMED'
      """, [actor, day, reason, id]) == 1
  }

  private static func row(_ row: Row) throws -> MatchingProofRow {
    MatchingProofRow(
      id: try row.identifier(0), grant: try row.identifier(1), number: try row.int(2), mode: try row.text(3),
      form: try row.text(4), amount: Money(fen: try row.integer(5)), paidOn: try row.text(6),
      evidence: KeptEvidence(digest: try row.text(7), mark: try row.text(8)), state: try row.text(9),
      submittedBy: try row.identifier(10), confirmedOn: try row.optionalText(11),
      withdrawnOn: try row.optionalText(12), reason: try row.text(13))
  }
}
