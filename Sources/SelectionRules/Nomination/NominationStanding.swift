/// What is recorded of one nomination, as far as it tells where the nomination stands.
public struct NominationFacts: Sendable, Hashable {
  /// What the list of a stage says of the nomination.
  public struct Listing: Sendable, Hashable {
    /// The list's state.
    public var state: ListState
    /// Whether the nomination stands on it.
    public var passed: Bool
    /// Whether it does so by a substitute decision.
    public var isSubstitute: Bool

    /// Makes a listing.
    public init(state: ListState, passed: Bool, isSubstitute: Bool = false) {
      self.state = state
      self.passed = passed
      self.isSubstitute = isSubstitute
    }
  }

  /// The state of the edition.
  public var edition: EditionState
  /// The state of the form; nil where the nomination was imported.
  public var form: FormState?
  /// What the edition's package says of the qualification; nil before it is there.
  public var isQualified: Bool?
  /// The current list of each stage that has one.
  public var listings: [Stage: Listing]
  /// The stages at which a removal was decided.
  public var removals: Set<Stage>
  /// Whether the nomination was named.
  public var isNamed: Bool
  /// Whether it was named a great craftsman.
  public var isGreat: Bool
  /// Whether the naming was revoked.
  public var isRevoked: Bool

  /// Gathers what is recorded.
  public init(
    edition: EditionState, form: FormState? = nil, isQualified: Bool? = nil, listings: [Stage: Listing] = [:],
    removals: Set<Stage> = [], isNamed: Bool = false, isGreat: Bool = false, isRevoked: Bool = false
  ) {
    self.edition = edition
    self.form = form
    self.isQualified = isQualified
    self.listings = listings
    self.removals = removals
    self.isNamed = isNamed
    self.isGreat = isGreat
    self.isRevoked = isRevoked
  }

  /// What a stage's list says, as soon as it counts: confirmed, or submitted in publicity, where it is what people see
  /// (SM-1: the list that is proposed).
  fileprivate func settled(_ stage: Stage) -> Listing? {
    guard let listing = listings[stage] else { return nil }
    switch listing.state {
    case .confirmed: return listing
    case .submitted: return edition == .publicity && stage == .named ? listing : nil
    case .computed, .returned, .void: return nil
    }
  }
}

/// Where a nomination stands (SM-2), told by what is recorded of it.
public struct NominationStanding: Sendable, Hashable {
  /// The state.
  public let state: NominationState
  /// The stage at which it was removed; nil in every other state.
  public let removedAt: Stage?
  /// Whether the last list on which it stands has it by a substitute decision.
  public let isSubstitute: Bool

  private init(_ state: NominationState, removedAt: Stage? = nil, isSubstitute: Bool = false) {
    self.state = state
    self.removedAt = removedAt
    self.isSubstitute = isSubstitute
  }

  /// Reads the facts; nil where there is neither form nor imported nomination.
  public init?(_ facts: NominationFacts) {
    if facts.isNamed {
      self.init(facts.isRevoked ? .revoked : facts.isGreat ? .greatNamed : .named)
    } else if facts.form == .withdrawn {
      self.init(.withdrawn)
    } else if let isQualified = facts.isQualified {
      self = isQualified ? Self.inSelection(facts) : Self(.unqualified)
    } else if let form = facts.form {
      self.init(NominationState(form))
    } else {
      return nil
    }
  }

  /// How far the lists and the removals took a qualified nomination.
  private static func inSelection(_ facts: NominationFacts) -> NominationStanding {
    var standing = NominationStanding(.qualified)
    for (stage, passed, failed) in steps {
      if facts.removals.contains(stage) { return NominationStanding(.removed, removedAt: stage) }
      guard let listing = facts.settled(stage) else { return standing }
      guard listing.passed else { return NominationStanding(failed) }
      standing = NominationStanding(passed, isSubstitute: listing.isSubstitute)
    }
    return standing
  }

  // A removal from the great leaves the nomination among the named.
  private static let steps: [(Stage, NominationState, NominationState)] = [
    (.candidate, .candidate, .notCandidate), (.nominee, .nominee, .notShortlisted),
    (.named, .proposed, .notProposed),
  ]
}
