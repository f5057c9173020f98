import Primitives

/// The states of a nomination form (SM-2), up to the verdict of the eligibility checks.
///
/// What follows (candidate, nominee, proposed, named, removed …) is told by the confirmed lists, the decisions and the
/// namings, and is not a state of the form.
public enum FormState: String, Sendable, Hashable, Codable, CaseIterable {
  /// 草稿.
  case draft = "DRAFT"
  /// 已提交.
  case submitted = "SUBMITTED"
  /// 已推荐: unit and base union sealed it, the unit's publicity is done.
  case endorsed = "ENDORSED"
  /// 已上报 by the city's or industrial union, within its quota.
  case forwarded = "FORWARDED"
  /// 已退回 for correction.
  case returned = "RETURNED"
  /// 资格合格.
  case qualified = "QUALIFIED"
  /// 资格不合格.
  case unqualified = "UNQUALIFIED"
  /// 已撤回 by the nominee's letter.
  case withdrawn = "WITHDRAWN"

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .draft: Bilingual("草稿", "draft")
    case .submitted: Bilingual("已提交", "submitted")
    case .endorsed: Bilingual("已推荐", "endorsed")
    case .forwarded: Bilingual("已上报", "forwarded")
    case .returned: Bilingual("已退回", "returned")
    case .qualified: Bilingual("资格合格", "qualified")
    case .unqualified: Bilingual("资格不合格", "unqualified")
    case .withdrawn: Bilingual("已撤回", "withdrawn")
    }
  }

  /// The states that may follow (SM-2).
  public var successors: [FormState] {
    switch self {
    case .draft: [.submitted, .withdrawn]
    case .submitted: [.endorsed, .returned, .withdrawn]
    case .endorsed: [.forwarded, .returned, .withdrawn]
    case .forwarded: [.qualified, .unqualified, .returned, .withdrawn]
    case .returned: [.draft, .withdrawn]
    case .qualified: [.withdrawn]
    case .unqualified: [.withdrawn]
    case .withdrawn: []
    }
  }

  /// Whether the nominee's fields may be changed.
  public var isEditable: Bool { self == .draft || self == .returned }

  /// Passes if the state may change to another one.
  ///
  /// - Throws: a ``Refusal`` `form.no-such-step`.
  public func checkChange(to target: FormState) throws {
    guard !successors.contains(target) else { return }
    let zh = successors.map(\.displayName.zh).joined(separator: "、")
    let en = successors.map(\.rawValue).joined(separator: ", ")
    throw Refusal(
      "form.no-such-step", citation: Citation("SM-2", Citation.houseRules),
      message: Bilingual(
        "推荐表处于“\(displayName.zh)”，不能变为“\(target.displayName.zh)”",
        "the form is \(rawValue) and cannot become \(target.rawValue)"),
      remedy: Bilingual("可变为：\(zh.isEmpty ? "无" : zh)", "possible: \(en.isEmpty ? "none" : en)"))
  }
}
