import Database
import Primitives

/// Judges who took the seat of a recused one in a run that stands.
public enum SupplementStore {
  /// The judges of a nomination whose seat was taken already.
  public static func replaced(
    _ nomination: ByteText, in run: String, _ connection: ReadConnection
  ) throws -> Set<ByteText> {
    Set(
      try connection.query(
        "SELECT replaces FROM assignment_supplement WHERE run_id = ? AND nomination = ?", [run, nomination]
      ) { try $0.byteText(0) })
  }

  /// Gives a judge the seat of a recused one.
  public static func insert(
    _ pair: PanelStore.Pair, replaces: ByteText, run: String, reason: String, by actor: ActorID, at instant: String,
    in connection: WriteConnection
  ) throws {
    try connection.execute(
      "INSERT INTO assignment (run_id, judge, nomination) VALUES (?, ?, ?)", [run, pair.judge, pair.nomination])
    try connection.execute(
      """
      INSERT INTO assignment_supplement (run_id, judge, nomination, replaces, reason, added_by, added_at)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """, [run, pair.judge, pair.nomination, replaces, reason, actor, instant])
  }
}
