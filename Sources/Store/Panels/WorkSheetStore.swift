import Database
import Primitives
import SelectionRules

/// A sheet on which a judge works.
public struct WorkSheetRow: Sendable {
  /// Whose, and about which nomination.
  public let pair: PanelStore.Pair
  /// The state (SM-3).
  public var state: SheetState
  /// Counts the saves, from 1.
  public var revision: Int
  /// The judge's comment, empty where there is none.
  public var comment: String
  /// The values by item, in hundredths of a point.
  public var values: [ByteText: Int]

  /// Makes a sheet.
  public init(pair: PanelStore.Pair, state: SheetState, revision: Int, comment: String, values: [ByteText: Int]) {
    self.pair = pair
    self.state = state
    self.revision = revision
    self.comment = comment
    self.values = values
  }
}

/// The sheets of the two stages on which people score: reviewers' of candidates, experts' of nominees.
public enum WorkSheetStore {
  /// Who changes a sheet, when and why.
  public struct Change: Sendable {
    let reason: String
    let actor: ActorID
    let instant: String
    let historyID: String

    /// Describes a change.
    public init(reason: String, by actor: ActorID, at instant: String, historyID: String) {
      self.reason = reason
      self.actor = actor
      self.instant = instant
      self.historyID = historyID
    }
  }

  // MARK: Reading

  /// The sheets of a stage that were begun, by judge and nomination.
  public static func all(
    _ stage: Stage, of edition: EditionID, in connection: ReadConnection
  ) throws -> [WorkSheetRow] {
    try sheets("", [edition, stage.rawValue], connection)
  }

  /// A judge's sheet, with its values unless they are not wanted; nil as long as it was not begun.
  public static func find(
    _ pair: PanelStore.Pair, _ stage: Stage, of edition: EditionID, withValues: Bool = true,
    in connection: ReadConnection
  ) throws -> WorkSheetRow? {
    try sheets(
      "AND judge = ? AND nomination = ?", [edition, stage.rawValue, pair.judge, pair.nomination],
      withValues: withValues, connection
    ).first
  }

  /// How far the sheets of a stage are.
  public static func situation(
    _ stage: Stage, of edition: EditionID, in connection: ReadConnection
  ) throws -> EditionFlow.SheetSituation {
    let found = try connection.first(
      """
      SELECT CASE WHEN EXISTS (SELECT 1 FROM work_sheet WHERE edition_id = ? AND stage = ? AND state <> 'RECUSED')
        THEN 1 ELSE 0 END,
      CASE WHEN EXISTS (SELECT 1 FROM sheet_lock WHERE edition_id = ? AND stage = ?) THEN 1 ELSE 0 END
      """, [edition, stage.rawValue, edition, stage.rawValue]
    ) { (isBegun: try $0.boolean(0), isLocked: try $0.boolean(1)) }
    return EditionFlow.SheetSituation(isBegun: found?.isBegun ?? false, isLocked: found?.isLocked ?? false)
  }

  private static func sheets(
    _ condition: String, _ parameters: [any SQLBindable], withValues: Bool = true, _ connection: ReadConnection
  ) throws -> [WorkSheetRow] {
    var values: [PanelStore.Pair: [ByteText: Int]] = [:]
    if withValues {
      try connection.forEach(
        """
        SELECT judge, nomination, item, score_hundredths FROM work_sheet_value
        WHERE edition_id = ? AND stage = ? \(condition)
        """, parameters
      ) { values[try pair($0), default: [:]][try $0.byteText(2)] = try $0.int(3) }
    }
    return try connection.query(
      """
      SELECT judge, nomination, state, revision, comment FROM work_sheet
      WHERE edition_id = ? AND stage = ? \(condition) ORDER BY judge, nomination
      """, parameters
    ) { row in
      guard let state = SheetState(rawValue: try row.text(2)) else {
        throw DatabaseFailure.unreadable(column: "state", expected: "sheet state")
      }
      let key = try pair(row)
      return WorkSheetRow(
        pair: key, state: state, revision: try row.int(3), comment: try row.text(4), values: values[key] ?? [:])
    }
  }

  private static func pair(_ row: Row) throws -> PanelStore.Pair {
    PanelStore.Pair(judge: try row.byteText(0), nomination: try row.byteText(1))
  }

  // MARK: Writing

  /// Begins a sheet, with the first line of its history.
  public static func begin(
    _ pair: PanelStore.Pair, _ stage: Stage, of edition: EditionID, _ change: Change, in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO work_sheet (edition_id, stage, judge, nomination, state, revision, comment, saved_by, saved_at)
      VALUES (?, ?, ?, ?, 'OPEN', 1, '', ?, ?)
      """, [edition, stage.rawValue, pair.judge, pair.nomination, change.actor, change.instant])
    try record(pair, stage, edition, from: nil, to: .open, change, connection)
  }

  /// Saves values beside those that are there, the comment and the revision.
  public static func save(
    _ sheet: WorkSheetRow, changed: [ByteText: Int], _ stage: Stage, of edition: EditionID, by actor: ActorID,
    at instant: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      UPDATE work_sheet SET revision = ?, comment = ?, saved_by = ?, saved_at = ?
      WHERE edition_id = ? AND stage = ? AND judge = ? AND nomination = ?
      """,
      [
        sheet.revision, sheet.comment, actor, instant, edition, stage.rawValue, sheet.pair.judge,
        sheet.pair.nomination,
      ])
    guard !changed.isEmpty else { return }
    let rows = repeatElement("(?, ?, ?, ?, ?, ?)", count: changed.count).joined(separator: ", ")
    try connection.execute(
      """
      INSERT INTO work_sheet_value (edition_id, stage, judge, nomination, item, score_hundredths)
      VALUES \(rows) ON CONFLICT (edition_id, stage, judge, nomination, item)
      DO UPDATE SET score_hundredths = excluded.score_hundredths
      """,
      changed.sorted { $0.key < $1.key }.flatMap { item, hundredths -> [any SQLBindable] in
        [edition, stage.rawValue, sheet.pair.judge, sheet.pair.nomination, item, hundredths]
      })
  }

  /// Moves a sheet to another state and records it (SM-3); the caller checked that the state may follow.
  public static func move(
    _ sheet: WorkSheetRow, to state: SheetState, _ stage: Stage, of edition: EditionID, _ change: Change,
    in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      UPDATE work_sheet SET state = ? WHERE edition_id = ? AND stage = ? AND judge = ? AND nomination = ?
      """, [state.rawValue, edition, stage.rawValue, sheet.pair.judge, sheet.pair.nomination])
    try record(sheet.pair, stage, edition, from: sheet.state, to: state, change, connection)
  }

  /// Makes a judge's sheet RECUSED, where one is begun and not locked: the end of it (SM-3, R-227).
  ///
  /// A judge without a sheet is kept from one by the recusal itself; a locked sheet stands, and the recusal keeps it
  /// from counting.
  public static func recuse(
    _ pair: PanelStore.Pair, _ stage: Stage, of edition: EditionID, _ change: Change, in connection: WriteConnection
  ) throws {
    guard let sheet = try find(pair, stage, of: edition, in: connection), sheet.state.successors.contains(.recused)
    else { return }
    try move(sheet, to: .recused, stage, of: edition, change, in: connection)
  }

  private static func record(
    _ pair: PanelStore.Pair, _ stage: Stage, _ edition: EditionID, from: SheetState?, to: SheetState,
    _ change: Change, _ connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO work_sheet_state (id, edition_id, stage, judge, nomination, from_state, to_state, reason,
        changed_by, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        change.historyID, edition, stage.rawValue, pair.judge, pair.nomination, from?.rawValue, to.rawValue,
        change.reason, change.actor, change.instant,
      ])
  }

  /// Whether an expert has sheets that are begun and not locked, in any edition.
  public static func hasUnlocked(expert code: String, in connection: ReadConnection) throws -> Bool {
    try connection.first(
      "SELECT 1 FROM work_sheet WHERE stage = 'nominee' AND judge = ? AND state IN ('OPEN', 'SUBMITTED') LIMIT 1",
      [code]
    ) { try $0.int(0) } != nil
  }

  // MARK: Locks

  /// The number of the last lock of a stage, 0 before the first.
  public static func lastLock(_ stage: Stage, of edition: EditionID, in connection: ReadConnection) throws -> Int {
    let last = try connection.first(
      "SELECT max(number) FROM sheet_lock WHERE edition_id = ? AND stage = ?", [edition, stage.rawValue]
    ) { try $0.optionalInteger(0) }
    return Int((last ?? nil) ?? 0)
  }

  /// Records that the locked sheets of a stage were written into the package.
  public static func lock(
    _ stage: Stage, number: Int, reason: String, of edition: EditionID, by actor: ActorID, at instant: String,
    in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO sheet_lock (edition_id, stage, number, reason, locked_by, locked_at) VALUES (?, ?, ?, ?, ?, ?)
      """, [edition, stage.rawValue, number, reason, actor, instant])
  }
}
