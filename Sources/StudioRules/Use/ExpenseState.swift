import Primitives

/// The states of a spend of a grant (SM-8).
public enum ExpenseState: String, SteppedState {
  /// 草稿.
  case draft = "DRAFT"
  /// 已提交.
  case submitted = "SUBMITTED"
  /// 已退回.
  case returned = "RETURNED"
  /// 已批准.
  case approved = "APPROVED"
  /// 已入账.
  case posted = "POSTED"
  /// 已冲销.
  case reversed = "REVERSED"

  /// `expense.no-such-step`.
  public static let stepCode = "expense.no-such-step"
  /// SM-8.
  public static let machine = "SM-8"

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .draft: Bilingual("草稿", "draft")
    case .submitted: Bilingual("已提交", "submitted")
    case .returned: Bilingual("已退回", "returned")
    case .approved: Bilingual("已批准", "approved")
    case .posted: Bilingual("已入账", "posted")
    case .reversed: Bilingual("已冲销", "reversed")
    }
  }

  /// The states that may follow.
  ///
  /// SM-8 draws no way on from RETURNED and none back from APPROVED. A returned spend is worked on again as a draft, as
  /// in SM-2; an approved one that the gate stopped before its voucher is returned, or it would hang forever.
  public var successors: [ExpenseState] {
    switch self {
    case .draft: [.submitted]
    case .submitted: [.approved, .returned]
    case .returned: [.draft]
    case .approved: [.posted, .returned]
    case .posted: [.reversed]
    case .reversed: []
    }
  }
}
