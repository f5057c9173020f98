import Primitives

/// The states of an objection (SM-5).
public enum ObjectionState: String, Sendable, Hashable, Codable, CaseIterable {
  /// 已收到.
  case received = "RECEIVED"
  /// 正式受理: by real name.
  case formal = "FORMAL"
  /// 非正式: anonymous or incomplete; recorded, not formally accepted.
  case informal = "INFORMAL"
  /// 调查中.
  case investigating = "INVESTIGATING"
  /// 异议成立.
  case upheld = "UPHELD"
  /// 异议不成立.
  case dismissed = "DISMISSED"

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .received: Bilingual("已收到", "received")
    case .formal: Bilingual("正式受理", "formally accepted")
    case .informal: Bilingual("非正式", "not formally accepted")
    case .investigating: Bilingual("调查中", "investigated")
    case .upheld: Bilingual("成立", "upheld")
    case .dismissed: Bilingual("不成立", "dismissed")
    }
  }

  /// The states that may follow.
  public var successors: [ObjectionState] {
    switch self {
    case .received: [.formal, .informal]
    case .formal: [.investigating]
    case .investigating: [.upheld, .dismissed]
    case .informal, .upheld, .dismissed: []
    }
  }

  /// Whether an answer is still due.
  public var isOpen: Bool { self == .received || self == .formal || self == .investigating }

  /// Passes if the state may change to another one.
  ///
  /// - Throws: a ``Refusal`` `objection.no-such-step`.
  public func checkChange(to target: ObjectionState) throws {
    guard !successors.contains(target) else { return }
    let zh = successors.map(\.displayName.zh).joined(separator: "、")
    let en = successors.map(\.rawValue).joined(separator: ", ")
    throw PublicityRefusals.make(
      "objection.no-such-step", "SM-5",
      Bilingual(
        "异议处于“\(displayName.zh)”，不能变为“\(target.displayName.zh)”",
        "the objection is \(rawValue) and cannot become \(target.rawValue)"),
      Bilingual("可变为：\(zh.isEmpty ? "无" : zh)", "possible: \(en.isEmpty ? "none" : en)"))
  }
}
