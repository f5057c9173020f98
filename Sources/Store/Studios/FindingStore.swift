import Database
import Primitives

/// A finding of the supervision with its follow-up.
public struct GrantFindingRow: Sendable, Hashable {
  /// The identifier.
  public let id: String
  /// What tells the same finding of two runs from a new one.
  public let mark: String
  /// The kind's stable name.
  public let kind: String
  /// The grant.
  public let grant: GrantID
  /// The spends that are concerned, by their identifiers, separated by commas; may be empty.
  public let spends: String
  /// The money that is concerned.
  public let amount: Money
  /// The day on which it came about.
  public let day: String
  /// What was found.
  public let detail: Bilingual
  /// The unit that has to answer.
  public let owner: UnionUnitID
  /// By when the next step is due.
  public let deadline: String
  /// The state's stable name.
  public let state: String
  /// The answer; nil before it.
  public let answer: String?
  /// Who answered.
  public let answeredBy: ActorID?
  /// The judgement; nil before it.
  public let result: String?

  /// Makes a finding that waits for its answer.
  public init(
    id: String, mark: String, kind: String, grant: GrantID, spends: String, amount: Money, day: String,
    detail: Bilingual, owner: UnionUnitID, deadline: String
  ) {
    self.init(
      id: id, mark: mark, kind: kind, grant: grant, spends: spends, amount: amount, day: day, detail: detail,
      owner: owner, deadline: deadline, state: "OPEN", answer: nil, answeredBy: nil, result: nil)
  }

  fileprivate init(
    id: String, mark: String, kind: String, grant: GrantID, spends: String, amount: Money, day: String,
    detail: Bilingual, owner: UnionUnitID, deadline: String, state: String, answer: String?, answeredBy: ActorID?,
    result: String?
  ) {
    self.id = id
    self.mark = mark
    self.kind = kind
    self.grant = grant
    self.spends = spends
    self.amount = amount
    self.day = day
    self.detail = detail
    self.owner = owner
    self.deadline = deadline
    self.state = state
    self.answer = answer
    self.answeredBy = answeredBy
    self.result = result
  }
}

/// The findings of the supervision.
public enum FindingStore {
  private static let columns = """
    id, mark, kind, grant_id, spends, fen, day, detail, detail_english, owner_unit_id, deadline, state, answer,
    answered_by, result
    """

  /// The finding with an identifier.
  public static func find(_ id: String, in connection: ReadConnection) throws -> GrantFindingRow? {
    try connection.first("SELECT \(columns) FROM grant_finding WHERE id = ?", [id], row)
  }

  /// All findings by day, grant and kind.
  public static func all(in connection: ReadConnection) throws -> [GrantFindingRow] {
    try connection.query("SELECT \(columns) FROM grant_finding ORDER BY day, grant_id, mark", [], row)
  }

  /// Adds a finding; answers whether it is a new one.
  public static func add(
    _ finding: GrantFindingRow, at instant: String, in connection: WriteConnection
  ) throws -> Bool {
    try connection.execute(
      """
      INSERT INTO grant_finding (id, mark, kind, grant_id, spends, fen, day, detail, detail_english, owner_unit_id,
        deadline, state, found_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'OPEN', ?) ON CONFLICT (mark) DO NOTHING
      """,
      [
        finding.id, finding.mark, finding.kind, finding.grant, finding.spends, finding.amount.fen, finding.day,
        finding.detail.zh, finding.detail.en, finding.owner, finding.deadline, instant,
      ]) == 1
  }

  /// Records an answer; answers whether the finding was in the state it is said to be in.
  public static func answer(
    _ id: String, _ words: String, from state: String, by actor: ActorID, in connection: WriteConnection
  ) throws -> Bool {
    try connection.execute(
      """
      UPDATE grant_finding SET state = 'ANSWERED', answer = ?, answered_by = ?, result = NULL, judged_by = NULL
      WHERE id = ? AND state = ?
      """, [words, actor, id, state]) == 1
  }

  /// Records a judgement; answers whether the finding was in the state it is said to be in.
  public static func judge(
    _ id: String, to next: String, words: String, deadline: String, from state: String, by actor: ActorID,
    in connection: WriteConnection
  ) throws -> Bool {
    try connection.execute(
      "UPDATE grant_finding SET state = ?, result = ?, judged_by = ?, deadline = ? WHERE id = ? AND state = ?",
      [next, words, actor, deadline, id, state]) == 1
  }

  private static func row(_ row: Row) throws -> GrantFindingRow {
    GrantFindingRow(
      id: try row.text(0), mark: try row.text(1), kind: try row.text(2), grant: try row.identifier(3),
      spends: try row.text(4), amount: Money(fen: try row.integer(5)), day: try row.text(6),
      detail: Bilingual(try row.text(7), try row.text(8)), owner: try row.identifier(9), deadline: try row.text(10),
      state: try row.text(11), answer: try row.optionalText(12), answeredBy: try row.optionalIdentifier(13),
      result: try row.optionalText(14))
  }
}
