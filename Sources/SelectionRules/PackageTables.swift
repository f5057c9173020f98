/// The input tables of an edition package: file names and columns (source: the edition package, "Inputs").
public enum PackageTable: String, Sendable, CaseIterable, Codable {
  /// The nominations.
  case nominations
  /// The preliminary scores.
  case preliminary
  /// The experts.
  case experts
  /// The recusals.
  case recusals
  /// The score sheets.
  case scores
  /// The vote totals.
  case votes
  /// The recorded decisions.
  case decisions

  /// The file's name in the package.
  public var file: String { "\(rawValue).csv" }

  /// The columns, in the order in which an export writes them.
  public var columns: [String] {
    switch self {
    case .nominations: ["nomination", "name", "employer_credit_code", "region", "channel", "qualification", "reason"]
    case .preliminary: ["nomination", "reviewer", "score"]
    case .experts: ["expert", "name", "employer_credit_code"]
    case .recusals: ["expert", "nomination", "kind"]
    case .scores: ["expert", "nomination", "spirit", "craft", "leading", "contribution"]
    case .votes: ["nomination", "channel", "votes"]
    case .decisions: ["stage", "nomination", "decision", "position", "document", "reason"]
    }
  }

  /// The stage whose computation reads the table first; nil for decisions, which belong to the stage they name.
  public var stage: Stage? {
    switch self {
    case .nominations, .preliminary: .candidate
    case .experts, .recusals, .scores: .nominee
    case .votes: .named
    case .decisions: nil
    }
  }
}
