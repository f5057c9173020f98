import Database
import Primitives
import Sealing
import SelectionRules

/// A verdict on one check of one form.
public struct VerdictRow: Sendable {
  /// The identifier.
  public let id: String
  /// Which check.
  public let check: EligibilityCheck
  /// The revision of the form that was judged.
  public let revision: Int
  /// Whether a person gave it; otherwise the facts did, when the form was decided.
  public let isPerson: Bool
  /// Pass or fail.
  public let verdict: CheckVerdict
  /// Whether it passes the nomination although the check fails.
  public let isOverride: Bool
  /// Why.
  public let reason: String
  /// The evidence, as kept.
  public let evidence: String?
  /// Who.
  public let by: ActorID
  /// When.
  public let at: String
  /// Whether a later one took its place.
  public let isSuperseded: Bool

  /// Makes a verdict.
  public init(
    id: String, check: EligibilityCheck, revision: Int, isPerson: Bool, verdict: CheckVerdict, isOverride: Bool,
    reason: String, evidence: String?, by: ActorID, at: String, isSuperseded: Bool = false
  ) {
    self.id = id
    self.check = check
    self.revision = revision
    self.isPerson = isPerson
    self.verdict = verdict
    self.isOverride = isOverride
    self.reason = reason
    self.evidence = evidence
    self.by = by
    self.at = at
    self.isSuperseded = isSuperseded
  }
}

/// The verdicts and decisions of the eligibility checks.
public enum EligibilityStore {
  /// The verdicts on a form, the earliest first.
  public static func verdicts(
    on number: ByteText, of edition: EditionID, in connection: ReadConnection
  ) throws -> [VerdictRow] {
    let rows: [VerdictRow?] = try connection.query(
      """
      SELECT id, check_key, revision, source, verdict, is_override, reason, evidence, judged_by, judged_at,
        superseded_by FROM eligibility_verdict WHERE edition_id = ? AND number = ? ORDER BY id
      """, [edition, number]
    ) { row in
      guard let check = EligibilityCheck(rawValue: try row.text(1)),
        let verdict = CheckVerdict(rawValue: try row.text(4))
      else { return nil }
      return VerdictRow(
        id: try row.text(0), check: check, revision: try row.int(2), isPerson: try row.text(3) == "person",
        verdict: verdict, isOverride: try row.boolean(5), reason: try row.text(6), evidence: try row.optionalText(7),
        by: try row.identifier(8), at: try row.text(9), isSuperseded: try row.optionalText(10) != nil)
    }
    return rows.compactMap(\.self)
  }

  /// Adds a verdict; the one in force on the same check is superseded.
  public static func insert(
    _ row: VerdictRow, number: ByteText, edition: EditionID, in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      UPDATE eligibility_verdict SET superseded_by = ?
      WHERE edition_id = ? AND number = ? AND check_key = ? AND superseded_by IS NULL
      """, [row.id, edition, number, row.check.rawValue])
    try connection.execute(
      """
      INSERT INTO eligibility_verdict (id, edition_id, number, revision, check_key, source, verdict, is_override,
        reason, evidence, judged_by, judged_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        row.id, edition, number, row.revision, row.check.rawValue, row.isPerson ? "person" : "facts",
        row.verdict.rawValue, row.isOverride, row.reason, row.evidence, row.by, row.at,
      ])
  }

  /// Records the decision on a form.
  public static func decide(
    _ number: ByteText, isQualified: Bool, reason: RejectionReason?, edition: EditionID, by actor: ActorID,
    at instant: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO eligibility_decision (edition_id, number, verdict, reason, check_key, decided_by, decided_at)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      [
        edition, number, isQualified ? "qualified" : "unqualified", reason?.rawValue, reason?.check.rawValue, actor,
        instant,
      ])
  }

  /// The reasons of the forms that are not qualified, by number.
  public static func reasons(
    of edition: EditionID, in connection: ReadConnection
  ) throws -> [ByteText: RejectionReason] {
    let pairs: [(ByteText, RejectionReason)?] = try connection.query(
      "SELECT number, reason FROM eligibility_decision WHERE edition_id = ? AND reason IS NOT NULL", [edition]
    ) { row in
      let number = try row.byteText(0)
      return RejectionReason(rawValue: try row.text(1)).map { (number, $0) }
    }
    return Dictionary(uniqueKeysWithValues: pairs.compactMap(\.self))
  }

  // MARK: The switch of R-231

  /// Whether an edition checks posts and cadres: yes, unless it was switched off.
  public static func checksPosts(_ edition: EditionID, in connection: ReadConnection) throws -> Bool {
    try connection.first(
      "SELECT checks_posts FROM eligibility_switch WHERE edition_id = ? ORDER BY number DESC LIMIT 1", [edition]
    ) { try $0.boolean(0) } ?? true
  }

  /// Switches the check of posts and cadres.
  public static func setChecksPosts(
    _ isOn: Bool, edition: EditionID, reason: String, by actor: ActorID, at instant: String,
    in connection: WriteConnection
  ) throws {
    let last = try connection.first(
      "SELECT COALESCE(max(number), 0) FROM eligibility_switch WHERE edition_id = ?", [edition]
    ) { try $0.int(0) }
    try connection.execute(
      """
      INSERT INTO eligibility_switch (edition_id, number, checks_posts, reason, recorded_by, recorded_at)
      VALUES (?, ?, ?, ?, ?, ?)
      """, [edition, (last ?? 0) + 1, isOn, reason, actor, instant])
  }
}
