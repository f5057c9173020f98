import Primitives

/// The states of a craftsman of the registry (R-112, SM-15).
public enum CraftsmanState: String, Sendable, Hashable, Codable, CaseIterable {
  /// 在库.
  case active = "ACTIVE"
  /// 暂停.
  case suspended = "SUSPENDED"
  /// 退休.
  case retired = "RETIRED"
  /// 出库.
  case removed = "REMOVED"

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .active: Bilingual("在库", "active")
    case .suspended: Bilingual("暂停", "suspended")
    case .retired: Bilingual("退休", "retired")
    case .removed: Bilingual("出库", "removed")
    }
  }

  /// The states that may follow.
  public var successors: [CraftsmanState] {
    switch self {
    case .active: [.suspended, .retired, .removed]
    case .suspended: [.active, .removed]
    case .retired, .removed: []
    }
  }

  /// Passes if the state may change to another one.
  public func checkChange(to target: CraftsmanState) throws {
    guard !successors.contains(target) else { return }
    let zh = successors.map(\.displayName.zh).joined(separator: "、")
    let en = successors.map(\.rawValue).joined(separator: ", ")
    throw Refusal(
      "craftsman.no-such-step", citation: Citation("SM-15", Citation.houseRules),
      message: Bilingual(
        "不能由“\(displayName.zh)”变为“\(target.displayName.zh)”", "\(rawValue) cannot become \(target.rawValue)"),
      remedy: Bilingual("可变为：\(zh.isEmpty ? "无" : zh)", "possible: \(en.isEmpty ? "none" : en)"))
  }
}
