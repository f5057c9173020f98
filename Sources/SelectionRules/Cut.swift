/// What became of an entrant at a stage; the reasons are those of results/not_passed.csv, in their precedence.
public enum Fate: String, Sendable, Hashable, Codable, CaseIterable {
  /// Passed by rank.
  case passed
  /// Passed by a recorded substitute decision.
  case substituted
  /// Struck out by a recorded decision.
  case removed
  /// Fewer counting sheets than the panel's minimum: no keys.
  case tooFewSheets = "too_few_sheets"
  /// Below the stage's floor.
  case belowFloor = "below_floor"
  /// In a tied group across the line that no committee ordered.
  case unresolvedTie = "unresolved_tie"
  /// Behind the line.
  case belowLine = "below_line"

  /// Whether the entrant goes on to the next stage.
  public var passes: Bool { self == .passed || self == .substituted }
}

/// A tied group: entrants equal in all keys, those removed included (source: the edition package, "The cut").
public struct TiedGroup: Sendable, Hashable {
  /// The nominations: by position if ordered, else in byte order.
  public let members: [Int]
  /// Their keys.
  public let key: StageKey
  /// How many entrants stand before the group.
  public let start: Int
  /// Whether recorded positions order the group; a single one is ordered by itself.
  public let isOrdered: Bool

  /// The place behind the group.
  public var end: Int { start + members.count }
}

/// The cut of one stage: who passes, in which order, and what became of everyone else.
public struct Cut: Sendable {
  /// One who passed, in the order of the results.
  public struct Place: Sendable, Hashable {
    /// The position of the nomination.
    public let nomination: Int
    /// The rank as the results print it.
    public let rank: Int
    /// Whether it passed by a substitute decision.
    public let isSubstitute: Bool
  }

  /// The upper limit.
  public let cap: Int
  /// Those who have keys and are not below the floor, best first, in tied groups.
  public let groups: [TiedGroup]
  /// Those who passed, in the order of the results.
  public let passed: [Place]
  /// What became of each entrant, by nomination.
  public let fates: [Int: Fate]
  /// How many places among the first `cap` a removal emptied, substitutes not subtracted.
  public let emptied: Int
  /// How many of the emptied places substitutes took.
  public let substitutes: Int

  /// The nominations that an unresolved tie kept from passing, in byte order.
  public let unresolved: [Int]
}
