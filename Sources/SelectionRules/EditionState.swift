import Primitives

/// The states of an edition (SM-1).
public enum EditionState: String, Sendable, Hashable, Codable, CaseIterable {
  /// 草稿: rules may still change.
  case draft = "DRAFT"
  /// 推荐申报: rules are frozen.
  case nominating = "NOMINATING"
  /// 初审.
  case preliminaryReview = "PRELIM_REVIEW"
  /// 专家评审.
  case expertReview = "EXPERT_REVIEW"
  /// 事迹展示.
  case display = "DISPLAY"
  /// 公众投票.
  case voting = "VOTING"
  /// 综合评定.
  case composite = "COMPOSITE"
  /// 考察.
  case inspection = "INSPECTION"
  /// 公示.
  case publicity = "PUBLICITY"
  /// 已命名.
  case named = "NAMED"
  /// 已结束.
  case closed = "CLOSED"
  /// 已取消.
  case cancelled = "CANCELLED"

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .draft: Bilingual("草稿", "draft")
    case .nominating: Bilingual("推荐申报", "nominating")
    case .preliminaryReview: Bilingual("初审", "preliminary review")
    case .expertReview: Bilingual("专家评审", "expert review")
    case .display: Bilingual("事迹展示", "display")
    case .voting: Bilingual("公众投票", "voting")
    case .composite: Bilingual("综合评定", "composite")
    case .inspection: Bilingual("考察", "inspection")
    case .publicity: Bilingual("公示", "publicity")
    case .named: Bilingual("已命名", "named")
    case .closed: Bilingual("已结束", "closed")
    case .cancelled: Bilingual("已取消", "cancelled")
    }
  }

  /// The states that may follow, in the order of SM-1. Opening and naming are acts of their own; all else is an advance.
  public var successors: [EditionState] {
    switch self {
    case .draft: [.nominating, .cancelled]
    case .nominating: [.preliminaryReview, .cancelled]
    case .preliminaryReview: [.expertReview, .cancelled]
    case .expertReview: [.display, .cancelled]
    // OP-25: without a public vote the display is followed by the composite.
    case .display: [.voting, .composite, .cancelled]
    case .voting: [.composite, .cancelled]
    case .composite: [.inspection, .publicity, .cancelled]
    case .inspection: [.publicity, .cancelled]
    case .publicity: [.named, .cancelled]
    case .named: [.closed]
    case .closed, .cancelled: []
    }
  }
}

/// The states of a stage's list (SM-19).
public enum ListState: String, Sendable, Hashable, Codable, CaseIterable {
  /// 已计算.
  case computed = "COMPUTED"
  /// 已提交: the digest of the inputs is frozen.
  case submitted = "SUBMITTED"
  /// 已确认 by a second person.
  case confirmed = "CONFIRMED"
  /// 已退回.
  case returned = "RETURNED"
  /// 已失效: an input changed.
  case void = "VOID"

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .computed: Bilingual("已计算", "computed")
    case .submitted: Bilingual("已提交", "submitted")
    case .confirmed: Bilingual("已确认", "confirmed")
    case .returned: Bilingual("已退回", "returned")
    case .void: Bilingual("已失效", "void")
    }
  }
}
