import Primitives

/// Where a nomination stands (SM-2), from its draft to its naming and beyond.
///
/// The states of the form are those of ``FormState``; the others are not stored, they follow from the lists, the
/// decisions and the namings (``NominationStanding``).
public enum NominationState: String, Sendable, Hashable, Codable, CaseIterable {
  /// 草稿.
  case draft = "DRAFT"
  /// 已提交.
  case submitted = "SUBMITTED"
  /// 已推荐.
  case endorsed = "ENDORSED"
  /// 已上报.
  case forwarded = "FORWARDED"
  /// 已退回.
  case returned = "RETURNED"
  /// 资格合格.
  case qualified = "QUALIFIED"
  /// 资格不合格.
  case unqualified = "UNQUALIFIED"
  /// 候选人: on the list of candidates.
  case candidate = "CANDIDATE"
  /// 未入选候选人.
  case notCandidate = "NOT_CANDIDATE"
  /// 提名人选: on the list of nominees.
  case nominee = "NOMINEE"
  /// 未入选提名人选.
  case notShortlisted = "NOT_SHORTLISTED"
  /// 拟命名: on the list of those to be named.
  case proposed = "PROPOSED"
  /// 未列入拟命名.
  case notProposed = "NOT_PROPOSED"
  /// 已取消 at the stage where it stood.
  case removed = "REMOVED"
  /// 已命名.
  case named = "NAMED"
  /// 已命名大工匠.
  case greatNamed = "GREAT_NAMED"
  /// 已撤回 by the nominee's letter.
  case withdrawn = "WITHDRAWN"
  /// 已撤销命名.
  case revoked = "REVOKED"

  /// The state of a form as the state of its nomination; the names are the same.
  public init(_ form: FormState) {
    switch form {
    case .draft: self = .draft
    case .submitted: self = .submitted
    case .endorsed: self = .endorsed
    case .forwarded: self = .forwarded
    case .returned: self = .returned
    case .qualified: self = .qualified
    case .unqualified: self = .unqualified
    case .withdrawn: self = .withdrawn
    }
  }

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .draft: FormState.draft.displayName
    case .submitted: FormState.submitted.displayName
    case .endorsed: FormState.endorsed.displayName
    case .forwarded: FormState.forwarded.displayName
    case .returned: FormState.returned.displayName
    case .qualified: FormState.qualified.displayName
    case .unqualified: FormState.unqualified.displayName
    case .candidate: Bilingual("候选人", "candidate")
    case .notCandidate: Bilingual("未入选候选人", "not a candidate")
    case .nominee: Bilingual("提名人选", "nominee")
    case .notShortlisted: Bilingual("未入选提名人选", "not shortlisted")
    case .proposed: Bilingual("拟命名", "proposed for naming")
    case .notProposed: Bilingual("未列入拟命名", "not proposed")
    case .removed: Bilingual("已取消", "removed")
    case .named: Bilingual("已命名", "named")
    case .greatNamed: Bilingual("已命名大工匠", "named, a great craftsman")
    case .withdrawn: FormState.withdrawn.displayName
    case .revoked: Bilingual("已撤销命名", "revoked")
    }
  }

  /// The states that may follow (SM-2).
  public var successors: [NominationState] {
    NominationTransition.all.filter { $0.from == self }.map(\.to)
  }
}

/// One step that SM-2 knows, and what takes it.
public struct NominationTransition: Sendable, Hashable {
  /// What takes the step.
  public enum Trigger: String, Sendable, Hashable, CaseIterable {
    /// Somebody moves the form.
    case form
    /// The eligibility checks give their verdict.
    case verdict
    /// The list of the stage is settled.
    case list
    /// A substitute takes the place that a removal emptied.
    case substitute
    /// A removal is decided, with document and reason.
    case removal
    /// The nominee's letter takes the nomination back.
    case letter
    /// The edition is named.
    case naming
    /// The naming is revoked.
    case revocation
  }

  /// The state before.
  public let from: NominationState
  /// The state after.
  public let to: NominationState
  /// What takes the step.
  public let trigger: Trigger

  /// Every step of SM-2; there is no other.
  public static let all = forms + verdicts + lists + substitutes + removals + letters + namings

  private static let forms = steps(
    .form, (.draft, .submitted), (.submitted, .endorsed), (.endorsed, .forwarded), (.submitted, .returned),
    (.endorsed, .returned), (.forwarded, .returned), (.returned, .draft))

  private static let verdicts = steps(.verdict, (.forwarded, .qualified), (.forwarded, .unqualified))

  private static let lists = steps(
    .list, (.qualified, .candidate), (.qualified, .notCandidate), (.candidate, .nominee),
    (.candidate, .notShortlisted), (.nominee, .proposed), (.nominee, .notProposed))

  private static let substitutes = steps(
    .substitute, (.notCandidate, .candidate), (.notShortlisted, .nominee), (.notProposed, .proposed))

  private static let removals = steps(
    .removal, (.qualified, .removed), (.candidate, .removed), (.nominee, .removed), (.proposed, .removed))

  // "Any before NAMED": who is out may take the nomination back too.
  private static let letters = steps(
    .letter,
    (.draft, .withdrawn), (.submitted, .withdrawn), (.endorsed, .withdrawn), (.forwarded, .withdrawn),
    (.returned, .withdrawn), (.qualified, .withdrawn), (.unqualified, .withdrawn), (.candidate, .withdrawn),
    (.notCandidate, .withdrawn), (.nominee, .withdrawn), (.notShortlisted, .withdrawn), (.proposed, .withdrawn),
    (.notProposed, .withdrawn), (.removed, .withdrawn))

  // Who is great is told by the same act as who is named: NAMED is passed through.
  private static let namings =
    steps(.naming, (.proposed, .named), (.named, .greatNamed))
    + steps(.revocation, (.named, .revoked), (.greatNamed, .revoked))

  private static func steps(
    _ trigger: Trigger, _ pairs: (NominationState, NominationState)...
  ) -> [NominationTransition] {
    pairs.map { NominationTransition(from: $0.0, to: $0.1, trigger: trigger) }
  }
}
