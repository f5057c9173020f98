import Database
import Primitives
import SelectionRules

/// A computed list of a stage (SM-19).
public struct StageListRow: Sendable {
  /// The identifier.
  public let id: StageListID
  /// The stage.
  public let stage: Stage
  /// The list's number within its stage, from 1.
  public let number: Int
  /// The state's stable name.
  public let state: String
  /// The upper limit.
  public let cap: Int
  /// How many entered.
  public let entrants: Int
  /// How many passed.
  public let passed: Int
  /// The digest of the inputs it was computed from, hex.
  public let inputDigest: String
  /// Who computed it.
  public let computedBy: ActorID
  /// Who submitted it.
  public let submittedBy: ActorID?
  /// Who confirmed or returned it.
  public let decidedBy: ActorID?

  /// Makes a list.
  public init(
    id: StageListID, stage: Stage, number: Int, state: String, cap: Int, entrants: Int, passed: Int,
    inputDigest: String, computedBy: ActorID, submittedBy: ActorID?, decidedBy: ActorID?
  ) {
    self.id = id
    self.stage = stage
    self.number = number
    self.state = state
    self.cap = cap
    self.entrants = entrants
    self.passed = passed
    self.inputDigest = inputDigest
    self.computedBy = computedBy
    self.submittedBy = submittedBy
    self.decidedBy = decidedBy
  }
}

/// A row of a list.
public struct StageListEntry: Sendable, Hashable {
  /// The rank as the results print it.
  public let rank: Int
  /// The nomination.
  public let nomination: ByteText
  /// The stage's first key in hundredths.
  public let hundredths: Int
  /// Whether it passed by a substitute decision.
  public let isSubstitute: Bool

  /// Makes a row.
  public init(rank: Int, nomination: ByteText, hundredths: Int, isSubstitute: Bool) {
    self.rank = rank
    self.nomination = nomination
    self.hundredths = hundredths
    self.isSubstitute = isSubstitute
  }
}

/// The lists of the stages.
public enum StageListStore {
  private static let columns =
    "id, stage, number, state, cap, entrants, passed, input_digest, computed_by, submitted_by, decided_by"

  /// The last list of a stage that is neither void nor returned.
  public static func current(
    _ stage: Stage, of edition: EditionID, in connection: ReadConnection
  ) throws -> StageListRow? {
    try connection.first(
      """
      SELECT \(columns) FROM stage_list WHERE edition_id = ? AND stage = ?
      AND state IN ('COMPUTED', 'SUBMITTED', 'CONFIRMED') ORDER BY number DESC LIMIT 1
      """, [edition, stage.rawValue], row)
  }

  /// All lists of an edition, by stage and number.
  public static func all(of edition: EditionID, in connection: ReadConnection) throws -> [StageListRow] {
    try connection.query(
      "SELECT \(columns) FROM stage_list WHERE edition_id = ? ORDER BY stage, number", [edition], row
    ).sorted { ($0.stage, $0.number) < ($1.stage, $1.number) }
  }

  /// The number that the next list of a stage bears.
  public static func nextNumber(_ stage: Stage, of edition: EditionID, in connection: ReadConnection) throws -> Int {
    try connection.first(
      "SELECT COALESCE(max(number), 0) + 1 FROM stage_list WHERE edition_id = ? AND stage = ?",
      [edition, stage.rawValue]
    ) { try $0.int(0) } ?? 1
  }

  /// Adds a computed list with its rows.
  public static func insert(
    _ list: StageListRow, _ entries: [StageListEntry], edition: EditionID, at instant: String,
    in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO stage_list (id, edition_id, stage, number, state, cap, entrants, passed, input_digest,
        computed_by, computed_at) VALUES (?, ?, ?, ?, 'COMPUTED', ?, ?, ?, ?, ?, ?)
      """,
      [
        list.id, edition, list.stage.rawValue, list.number, list.cap, list.entrants, list.passed, list.inputDigest,
        list.computedBy, instant,
      ])
    for (index, entry) in entries.enumerated() {
      try connection.execute(
        """
        INSERT INTO stage_list_row (list_id, row_number, rank, nomination, score_hundredths, is_substitute)
        VALUES (?, ?, ?, ?, ?, ?)
        """, [list.id, index + 1, entry.rank, entry.nomination, entry.hundredths, entry.isSubstitute])
    }
  }

  /// The rows of a list.
  public static func entries(of list: StageListID, in connection: ReadConnection) throws -> [StageListEntry] {
    try connection.query(
      """
      SELECT rank, nomination, score_hundredths, is_substitute FROM stage_list_row
      WHERE list_id = ? ORDER BY row_number
      """, [list]
    ) {
      StageListEntry(
        rank: try $0.int(0), nomination: try $0.byteText(1), hundredths: try $0.int(2),
        isSubstitute: try $0.boolean(3))
    }
  }

  /// Submits a computed list; answers whether it was computed.
  public static func submit(
    _ id: StageListID, by actor: ActorID, at instant: String, in connection: WriteConnection
  ) throws -> Bool {
    try connection.execute(
      """
      UPDATE stage_list SET state = 'SUBMITTED', submitted_by = ?, submitted_at = ?
      WHERE id = ? AND state = 'COMPUTED'
      """, [actor, instant, id]) == 1
  }

  /// Confirms or returns a submitted list; answers whether it was submitted.
  public static func decide(
    _ id: StageListID, state: String, reason: String?, by actor: ActorID, at instant: String,
    in connection: WriteConnection
  ) throws -> Bool {
    try connection.execute(
      """
      UPDATE stage_list SET state = ?, decided_by = ?, decided_at = ?, reason = ?
      WHERE id = ? AND state = 'SUBMITTED'
      """, [state, actor, instant, reason, id]) == 1
  }

  /// Voids the computed and submitted lists of a stage and of those behind it; answers how many.
  public static func void(
    from stage: Stage, of edition: EditionID, reason: String, in connection: WriteConnection
  ) throws -> Int {
    var count = 0
    for later in Stage.allCases where later >= stage {
      count += try connection.execute(
        """
        UPDATE stage_list SET state = 'VOID', reason = ?
        WHERE edition_id = ? AND stage = ? AND state IN ('COMPUTED', 'SUBMITTED')
        """, [reason, edition, later.rawValue])
    }
    return count
  }

  /// Voids the confirmed lists of the named and the great, before the naming; answers them.
  public static func reopen(
    of edition: EditionID, reason: String, in connection: WriteConnection
  ) throws -> [StageListRow] {
    let confirmed = try all(of: edition, in: connection).filter { $0.stage >= .named && $0.state == "CONFIRMED" }
    for list in confirmed {
      try connection.execute("UPDATE stage_list SET state = 'VOID', reason = ? WHERE id = ?", [reason, list.id])
    }
    return confirmed
  }

  private static func row(_ row: Row) throws -> StageListRow {
    guard let stage = Stage(rawValue: try row.text(1)) else {
      throw DatabaseFailure.unreadable(column: "stage", expected: "stage")
    }
    return StageListRow(
      id: try row.identifier(0), stage: stage, number: try row.int(2), state: try row.text(3), cap: try row.int(4),
      entrants: try row.int(5), passed: try row.int(6), inputDigest: try row.text(7),
      computedBy: try row.identifier(8), submittedBy: try row.optionalIdentifier(9),
      decidedBy: try row.optionalIdentifier(10))
  }
}
