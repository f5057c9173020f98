import Primitives

/// What a plan could not cover for a nomination, and why.
public struct AssignmentGap: Sendable, Hashable {
  /// What is lacking.
  public enum Lack: String, Sendable, Hashable, Codable, CaseIterable {
    /// Judges.
    case judges
    /// A judge of the nomination's field.
    case field
  }

  /// Why it is lacking.
  public enum Reason: String, Sendable, Hashable, Codable, CaseIterable {
    /// There are fewer judges than a nomination is to have.
    case tooFewJudges = "too-few-judges"
    /// No judge is at home in the field.
    case noJudgeOfField = "no-judge-of-field"
    /// Judges who would do are recused, in conflict, or colleagues.
    case conflicts
    /// Judges who would do exclude one another.
    case exclusions

    /// The reason as people read it.
    public var displayName: Bilingual {
      switch self {
      case .tooFewJudges: Bilingual("评委总数不足", "there are too few judges")
      case .noJudgeOfField: Bilingual("没有该领域的评委", "no judge is of the field")
      case .conflicts: Bilingual("合适的评委均须回避", "those who would do are in conflict")
      case .exclusions: Bilingual("合适的评委互斥", "those who would do exclude one another")
      }
    }
  }

  /// The nomination.
  public let nomination: ByteText
  /// What is lacking.
  public let lack: Lack
  /// How many judges are lacking; 1 for the judge of the field.
  public let missing: Int
  /// Why.
  public let reason: Reason

  static func all(_ board: AssignmentBoard, _ nomination: Int, size: Int) -> [AssignmentGap] {
    let key = board.nominations[nomination].key
    let missing = size - board.panels[nomination].count
    let judges =
      missing > 0
      ? [AssignmentGap(nomination: key, lack: .judges, missing: missing, reason: judgeReason(board, nomination, size))]
      : []
    guard !board.nominations[nomination].field.isEmpty, !board.hasOwnJudge(nomination) else { return judges }
    return judges + [
      AssignmentGap(nomination: key, lack: .field, missing: 1, reason: fieldReason(board, nomination))
    ]
  }

  private static func judgeReason(_ board: AssignmentBoard, _ nomination: Int, _ size: Int) -> Reason {
    if board.judges.count < size { return .tooFewJudges }
    return board.judges.indices.count { board.isAllowed($0, nomination) } < size ? .conflicts : .exclusions
  }

  private static func fieldReason(_ board: AssignmentBoard, _ nomination: Int) -> Reason {
    let own = board.judges.indices.filter { board.isOwn($0, nomination) }
    if own.isEmpty { return .noJudgeOfField }
    return own.contains { board.isAllowed($0, nomination) } ? .exclusions : .conflicts
  }
}
