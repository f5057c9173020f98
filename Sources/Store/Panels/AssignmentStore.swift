import Database
import Primitives
import SelectionRules

/// One run of the assignment of judges.
public struct AssignmentRunRow: Sendable, Hashable {
  /// The identifier.
  public let id: String
  /// The runs of a stage are numbered from 1.
  public let number: Int
  /// How many judges each nomination was to have.
  public let perNomination: Int
  /// The seed.
  public let seed: String
  /// The digest of the problem, 64 hexadecimal digits.
  public let inputDigest: String

  /// Makes a run.
  public init(id: String, number: Int, perNomination: Int, seed: String, inputDigest: String) {
    self.id = id
    self.number = number
    self.perNomination = perNomination
    self.seed = seed
    self.inputDigest = inputDigest
  }
}

/// What a run could not cover.
public struct AssignmentGapRow: Sendable, Hashable {
  /// The nomination.
  public let nomination: ByteText
  /// What is lacking.
  public let lack: String
  /// How many.
  public let missing: Int
  /// Why.
  public let reason: String

  /// Makes a gap.
  public init(nomination: ByteText, lack: String, missing: Int, reason: String) {
    self.nomination = nomination
    self.lack = lack
    self.missing = missing
    self.reason = reason
  }
}

/// Runs of the assignment.
public enum AssignmentStore {
  /// The run in force at a stage.
  public static func current(
    _ stage: Stage, of edition: EditionID, in connection: ReadConnection
  ) throws -> AssignmentRunRow? {
    try connection.first(
      """
      SELECT id, number, per_nomination, seed, input_digest FROM assignment_run
      WHERE edition_id = ? AND stage = ? AND superseded_at IS NULL
      """, [edition, stage.rawValue]
    ) {
      AssignmentRunRow(
        id: try $0.text(0), number: try $0.int(1), perNomination: try $0.int(2), seed: try $0.text(3),
        inputDigest: try $0.text(4))
    }
  }

  /// The number that the next run of a stage bears.
  public static func nextNumber(_ stage: Stage, of edition: EditionID, in connection: ReadConnection) throws -> Int {
    try connection.first(
      "SELECT COALESCE(max(number), 0) + 1 FROM assignment_run WHERE edition_id = ? AND stage = ?",
      [edition, stage.rawValue]
    ) { try $0.int(0) } ?? 1
  }

  /// What a run could not cover, by nomination.
  public static func gaps(of run: String, in connection: ReadConnection) throws -> [AssignmentGapRow] {
    try connection.query(
      "SELECT nomination, lack, missing, reason FROM assignment_gap WHERE run_id = ? ORDER BY nomination, lack DESC",
      [run]
    ) {
      AssignmentGapRow(
        nomination: try $0.byteText(0), lack: try $0.text(1), missing: try $0.int(2), reason: try $0.text(3))
    }
  }

  /// Whether a sheet of a stage was begun: what rests on an assignment then.
  public static func hasSheets(_ stage: Stage, of edition: EditionID, in connection: ReadConnection) throws -> Bool {
    try connection.first(
      "SELECT 1 FROM work_sheet WHERE edition_id = ? AND stage = ? LIMIT 1", [edition, stage.rawValue]
    ) { try $0.int(0) } != nil
  }

  /// Whether a run names a judge who left the panel, or a nomination that left the edition.
  public static func isStale(
    _ run: AssignmentRunRow, _ stage: Stage, of edition: EditionID, in connection: ReadConnection
  ) throws -> Bool {
    let panel =
      stage == .nominee
      ? """
      OR NOT EXISTS (
        SELECT 1 FROM panel_expert p WHERE p.edition_id = assignment_run.edition_id AND p.expert = assignment.judge)
      """ : ""
    return try connection.first(
      """
      SELECT 1 FROM assignment JOIN assignment_run ON assignment_run.id = assignment.run_id
      WHERE assignment_run.id = ? AND assignment_run.edition_id = ? AND (NOT EXISTS (
        SELECT 1 FROM nomination n WHERE n.edition_id = assignment_run.edition_id
        AND n.number = assignment.nomination) \(panel)) LIMIT 1
      """, [run.id, edition]
    ) { try $0.int(0) } != nil
  }

  /// Ends a run.
  public static func supersede(
    _ run: AssignmentRunRow, reason: String, at instant: String, in connection: WriteConnection
  ) throws {
    try connection.execute(
      "UPDATE assignment_run SET superseded_at = ?, supersede_reason = ? WHERE id = ?", [instant, reason, run.id])
  }

  /// Records a run with all that it says.
  public static func insert(
    _ run: AssignmentRunRow, _ stage: Stage, pairs: [PanelStore.Pair], exclusions: [AssignmentProblem.Exclusion],
    gaps: [AssignmentGapRow], edition: EditionID, by actor: ActorID, at instant: String,
    in connection: WriteConnection
  ) throws {
    try connection.execute(
      """
      INSERT INTO assignment_run (id, edition_id, stage, number, per_nomination, seed, input_digest, made_by, made_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        run.id, edition, stage.rawValue, run.number, run.perNomination, run.seed, run.inputDigest, actor, instant,
      ])
    for pair in pairs {
      try connection.execute(
        "INSERT INTO assignment (run_id, judge, nomination) VALUES (?, ?, ?)", [run.id, pair.judge, pair.nomination])
    }
    for pair in exclusions {
      try connection.execute(
        "INSERT INTO assignment_exclusion (run_id, judge, other) VALUES (?, ?, ?)", [run.id, pair.first, pair.second])
    }
    for gap in gaps {
      try connection.execute(
        "INSERT INTO assignment_gap (run_id, nomination, lack, missing, reason) VALUES (?, ?, ?, ?, ?)",
        [run.id, gap.nomination, gap.lack, gap.missing, gap.reason])
    }
  }
}
