import Database
import Primitives
import SelectionRules

/// Who judges what, and who must not.
public enum PanelStore {
  /// A judge's work on a nomination.
  public struct Pair: Sendable, Hashable {
    /// The reviewer's or expert's code.
    public let judge: ByteText
    /// The nomination.
    public let nomination: ByteText

    /// Makes a pair.
    public init(judge: ByteText, nomination: ByteText) {
      self.judge = judge
      self.nomination = nomination
    }
  }

  /// The assignment in force at a stage (candidate: reviewers, nominee: experts), by judge and nomination; that of one
  /// nomination where it is told.
  public static func assignments(
    _ stage: Stage, of edition: EditionID, only nomination: ByteText? = nil, in connection: ReadConnection
  ) throws -> [Pair] {
    try connection.query(
      """
      SELECT assignment.judge, assignment.nomination FROM assignment
      JOIN assignment_run ON assignment_run.id = assignment.run_id
      WHERE edition_id = ? AND stage = ? AND superseded_at IS NULL
      \(nomination == nil ? "" : "AND assignment.nomination = ?")
      ORDER BY assignment.judge, assignment.nomination
      """, [edition, stage.rawValue] + only(nomination), pair)
  }

  /// The recusals in force at a stage, declared or upheld, with their kind; by judge and nomination.
  public static func recusals(
    _ stage: Stage, of edition: EditionID, only nomination: ByteText? = nil, in connection: ReadConnection
  ) throws -> [(pair: Pair, kind: String)] {
    try connection.query(
      """
      SELECT judge, nomination, kind FROM recusal_declaration WHERE edition_id = ? AND stage = ?
      \(nomination == nil ? "" : "AND nomination = ?") ORDER BY judge, nomination
      """, [edition, stage.rawValue] + only(nomination)
    ) { (try pair($0), try $0.text(2)) }
  }

  private static func only(_ nomination: ByteText?) -> [any SQLBindable] { nomination.map { [$0] } ?? [] }

  private static func pair(_ row: Row) throws -> Pair {
    Pair(judge: try row.byteText(0), nomination: try row.byteText(1))
  }
}
