import Primitives

/// Where a nomination is struck out by an upheld objection or a failed inspection (SM-2, SM-5).
public struct RemovalStage: Sendable, Hashable {
  /// The stage at which it stands.
  public let stage: Stage
  /// Whether confirmed lists of the named and the great give way to it.
  ///
  /// A confirmed list is final because a later stage can strike out whom it holds. Behind the named there is none before
  /// the naming, so that their lists are computed, submitted and confirmed anew.
  public let reopensLists: Bool

  /// Finds the stage.
  ///
  /// - Throws: a ``Refusal`` where nothing can be struck out now.
  public init(_ situation: EditionFlow.Situation) throws {
    switch situation.state {
    case .preliminaryReview: stage = try Self.open(.candidate, before: .expertReview, situation)
    case .expertReview: stage = try Self.open(.nominee, before: .display, situation)
    case .display, .voting, .composite, .inspection, .publicity: stage = .named
    case .named, .closed: throw Self.afterNaming
    case .draft, .nominating, .cancelled: throw FlowRefusals.wrongState(situation.state, Self.states)
    }
    reopensLists = stage == .named && [.named, .great].contains { situation.lists[$0] == .confirmed }
  }

  private static func open(
    _ stage: Stage, before next: EditionState, _ situation: EditionFlow.Situation
  ) throws -> Stage {
    guard situation.lists[stage] != .confirmed else { throw advanceFirst(stage, next) }
    return stage
  }

  private static let states: [EditionState] = [
    .preliminaryReview, .expertReview, .display, .voting, .composite, .inspection, .publicity,
  ]

  private static func advanceFirst(_ stage: Stage, _ next: EditionState) -> Refusal {
    PublicityRefusals.make(
      "removal.advance-first", "SM-2",
      Bilingual(
        "“\(stage.chinese)”名单已确认，取消须记在下一阶段",
        "the list of stage \(stage.rawValue) is confirmed; a removal belongs to the next"),
      Bilingual("先用 edition advance 转入 \(next.rawValue)", "go on to \(next.rawValue) with edition advance first"))
  }

  private static let afterNaming = PublicityRefusals.make(
    "removal.after-naming", "R-237",
    Bilingual("本届已命名，不能再取消人选", "the edition is named; nobody is struck out of it any more"),
    Bilingual("命名之后用撤销处理", "after the naming it is a revocation"))
}
