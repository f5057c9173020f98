import Primitives

/// Why one nomination stands where it stands, in values; all scores in hundredths.
public struct Explanation: Sendable {
  /// The nomination.
  public let nomination: NominationEntry
  /// The stages it reached, in order; empty for an unqualified nomination.
  public let stages: [StageExplanation]
  /// The sheets of its panel, in byte order of the experts; empty if it was no candidate.
  public let judges: [JudgeExplanation]
}

/// A key by which a stage ranks.
public enum RankingKey: String, Sendable, Hashable, Codable, CaseIterable {
  /// The preliminary mean.
  case preliminary
  /// The expert score.
  case expert
  /// The mean of 突出贡献.
  case contribution
  /// The mean of 工艺专长.
  case craft
  /// The composite.
  case composite

  /// The keys of a stage, the deciding one first.
  public static func keys(of stage: Stage) -> [RankingKey] {
    switch stage {
    case .candidate: [.preliminary]
    case .nominee: [.expert, .contribution, .craft]
    case .named, .great: [.composite, .expert, .contribution, .craft]
    }
  }
}

/// Where a nomination stood at one stage and why.
public struct StageExplanation: Sendable {
  /// What decided between the nomination and its neighbour across the line.
  public enum Decider: Sendable, Hashable {
    /// The first key in which the two differ.
    case key(RankingKey)
    /// Equal in all keys: the committee's recorded order decided.
    case recordedOrder
    /// Equal in all keys and no order: nobody passes.
    case nobody
  }

  /// The stage.
  public let stage: Stage
  /// What became of the nomination.
  public let fate: Fate
  /// The best place of its tied group, from 1; nil without keys or below the floor.
  public let rank: Int?
  /// How many share the place, the nomination included.
  public let tied: Int
  /// How many were ranked.
  public let ranked: Int
  /// The upper limit.
  public let cap: Int
  /// The nomination's keys with their values in hundredths, the deciding one first.
  public let keys: [(key: RankingKey, hundredths: Int)]
  /// The neighbour across the line: the first behind it for one who stands before it, the last before it for one behind.
  public let neighbour: ByteText?
  /// The distance in hundredths to that neighbour in the first key; positive before the line, negative behind.
  public let distance: Int?
  /// What decided against the neighbour.
  public let decider: Decider?
  /// The stage's floor, if there is one.
  public let floor: ExactDecimal?
  /// The recorded decisions about the nomination at this stage.
  public let decisions: [Decision]
}

/// What one judge's sheet did to a nomination.
public struct JudgeExplanation: Sendable {
  /// How a sheet was used.
  public enum Use: String, Sendable, Hashable, Codable, CaseIterable {
    /// It counts and was averaged.
    case averaged
    /// It counts and was dropped as the highest total.
    case droppedHighest = "dropped_highest"
    /// It counts and was dropped as the lowest total.
    case droppedLowest = "dropped_lowest"
    /// It does not count: the expert recused himself.
    case recused
    /// It does not count: the expert has the same employer.
    case sameEmployer = "same_employer"
  }

  /// The expert.
  public let expert: ByteText
  /// The four scores.
  public let scores: ByDimension<Int>
  /// The weighted total, rounded.
  public let total: Int
  /// How the sheet was used.
  public let use: Use
  /// The nomination's expert score without this judge; nil where too few sheets would be left, or where it does not count.
  public let expertWithout: Int?
  /// The last stage the nomination would pass without this judge; nil for none, or where the sheet does not count.
  public let passesWithout: Stage?
  /// Why the edition could not be computed without this judge, if so.
  public let faultWithout: Refusal?
  /// How the judge scored beside the others on common nominations; nil where there are none.
  public let severity: JudgeSeverity?
}

/// How lenient or severe a judge was: the mean of his totals less the mean total of the other judges on the
/// same nominations, over all candidates that he and another one scored.
public struct JudgeSeverity: Sendable, Hashable {
  /// The mean difference in hundredths, rounded half away from zero; negative for a severe judge.
  public let difference: Int
  /// The number of common nominations.
  public let nominations: Int
}
