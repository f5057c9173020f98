import Database
import Primitives
import SelectionRules

/// A ruling on a conflict that was detected.
public struct ConflictRulingRow: Sendable, Hashable {
  /// The judge and the nomination.
  public let pair: PanelStore.Pair
  /// The kind that matched.
  public let match: String
  /// `upheld` or `dismissed`.
  public let ruling: String
  /// Why.
  public let reason: String

  /// Makes a ruling.
  public init(pair: PanelStore.Pair, match: String, ruling: String, reason: String) {
    self.pair = pair
    self.match = match
    self.ruling = ruling
    self.reason = reason
  }
}

/// A recusal as it was declared.
public struct RecusalRow: Sendable, Hashable {
  /// The judge and the nomination.
  public let pair: PanelStore.Pair
  /// The kind.
  public let kind: String
  /// Why.
  public let reason: String
  /// The display name of who declared it.
  public let by: String
  /// When.
  public let at: String
}

/// Rulings on conflicts, and declared recusals.
public enum ConflictStore {
  /// The rulings of a stage, by judge, nomination and kind.
  public static func rulings(
    _ stage: Stage, of edition: EditionID, in connection: ReadConnection
  ) throws -> [ConflictRulingRow] {
    try connection.query(
      """
      SELECT judge, nomination, match, ruling, reason FROM conflict_ruling WHERE edition_id = ? AND stage = ?
      ORDER BY judge, nomination, match
      """, [edition, stage.rawValue]
    ) { row in
      ConflictRulingRow(
        pair: PanelStore.Pair(judge: try row.byteText(0), nomination: try row.byteText(1)), match: try row.text(2),
        ruling: try row.text(3), reason: try row.text(4))
    }
  }

  /// Records a ruling.
  ///
  /// - Throws: ``DatabaseFailure/unique(_:)`` where there is one.
  public static func insert(
    _ ruling: ConflictRulingRow, _ stage: Stage, edition: EditionID, id: String, by actor: ActorID, at instant: String,
    in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO conflict_ruling (id, edition_id, stage, judge, nomination, match, ruling, reason, ruled_by, ruled_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        id, edition, stage.rawValue, ruling.pair.judge, ruling.pair.nomination, ruling.match, ruling.ruling,
        ruling.reason, actor, instant,
      ])
  }

  /// The recusals of a stage with who declared them, by judge and nomination.
  public static func recusals(
    _ stage: Stage, of edition: EditionID, in connection: ReadConnection
  ) throws -> [RecusalRow] {
    try connection.query(
      """
      SELECT judge, nomination, kind, reason, actor.display_name, declared_at FROM recusal_declaration
      JOIN actor ON actor.id = recusal_declaration.declared_by
      WHERE edition_id = ? AND stage = ? ORDER BY judge, nomination
      """, [edition, stage.rawValue]
    ) { row in
      RecusalRow(
        pair: PanelStore.Pair(judge: try row.byteText(0), nomination: try row.byteText(1)), kind: try row.text(2),
        reason: try row.text(3), by: try row.text(4), at: try row.text(5))
    }
  }

  /// Records a recusal.
  ///
  /// - Throws: ``DatabaseFailure/unique(_:)`` where there is one.
  public static func declare(
    _ pair: PanelStore.Pair, kind: RecusalKind, reason: String, _ stage: Stage, edition: EditionID, id: String,
    by actor: ActorID, at instant: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO recusal_declaration (id, edition_id, stage, judge, nomination, kind, reason, declared_by, declared_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [id, edition, stage.rawValue, pair.judge, pair.nomination, kind.rawValue, reason, actor, instant])
    // SM-3: a sheet that is begun ends here; its history bears the declaration's identifier.
    try WorkSheetStore.recuse(
      pair, stage, of: edition, WorkSheetStore.Change(reason: reason, by: actor, at: instant, historyID: id),
      in: connection)
  }
}
