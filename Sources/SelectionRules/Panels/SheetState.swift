import Primitives

/// The states of a sheet (SM-3), a reviewer's or an expert's.
public enum SheetState: String, Sendable, Hashable, Codable, CaseIterable {
  /// 填写中.
  case open = "OPEN"
  /// 已提交.
  case submitted = "SUBMITTED"
  /// 已锁定: it stands in the package.
  case locked = "LOCKED"
  /// 已回避 (R-227).
  case recused = "RECUSED"

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .open: Bilingual("填写中", "open")
    case .submitted: Bilingual("已提交", "submitted")
    case .locked: Bilingual("已锁定", "locked")
    case .recused: Bilingual("已回避", "recused")
    }
  }

  /// The states that may follow (SM-3); a submitted sheet is opened again by the committee's head alone.
  public var successors: [SheetState] {
    switch self {
    case .open: [.submitted, .recused]
    case .submitted: [.open, .locked, .recused]
    case .locked, .recused: []
    }
  }

  /// Whether the judge may change its values.
  public var isEditable: Bool { self == .open }

  /// Passes if the state may change to another one.
  ///
  /// - Throws: a ``Refusal`` `sheet.no-such-step`.
  public func checkChange(to target: SheetState) throws {
    guard !successors.contains(target) else { return }
    let zh = successors.map(\.displayName.zh).joined(separator: "、")
    let en = successors.map(\.rawValue).joined(separator: ", ")
    throw Refusal(
      "sheet.no-such-step", citation: Citation("SM-3", Citation.houseRules),
      message: Bilingual(
        "评分表处于“\(displayName.zh)”，不能变为“\(target.displayName.zh)”",
        "the sheet is \(rawValue) and cannot become \(target.rawValue)"),
      remedy: Bilingual("可变为：\(zh.isEmpty ? "无" : zh)", "possible: \(en.isEmpty ? "none" : en)"))
  }
}
