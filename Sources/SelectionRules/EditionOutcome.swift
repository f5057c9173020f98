import Primitives

/// One stage of a computed edition.
public struct StageOutcome: Sendable {
  /// Which stage.
  public let stage: Stage
  /// The entrants, as positions of nominations, in the order in which they came.
  public let entrants: [Int]
  /// The cut.
  public let cut: Cut
}

/// What the public vote and the composite say of one nominee; all scores in hundredths.
public struct CompositeResult: Sendable, Hashable {
  /// The weighted votes in units of 10^-12.
  public var weightedVotes: Int128
  /// The public score.
  public var publicScore: Int
  /// The composite.
  public var composite: Int
}

/// A computed edition, or its first stages.
public struct EditionOutcome: Sendable {
  /// The stages that were computed, in order.
  public internal(set) var stages: [StageOutcome] = []
  /// The preliminary means of all nominations, in hundredths.
  public internal(set) var preliminary: [Int] = []
  /// The panel's results of the candidates, by nomination; absent where too few sheets count.
  public internal(set) var panel: [Int: PanelResult] = [:]
  /// The composites of the nominees, by nomination.
  public internal(set) var composites: [Int: CompositeResult] = [:]

  /// The outcome of a stage, if it was computed.
  public subscript(stage: Stage) -> StageOutcome? { stages.first { $0.stage == stage } }

  /// Those who passed a stage, in the order of the results.
  public func passed(_ stage: Stage) -> [Int] { self[stage]?.cut.passed.map(\.nomination) ?? [] }
}
