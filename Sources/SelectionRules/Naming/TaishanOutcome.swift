import Primitives

/// What became of a great craftsman's recommendation for 泰山产业领军人才产业技能类 (R-210).
public enum TaishanOutcome: String, Sendable, Hashable, Codable, CaseIterable {
  /// 已推荐.
  case recommended
  /// 已入选.
  case selected
  /// 未入选.
  case notSelected = "not_selected"

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .recommended: Bilingual("已推荐", "recommended")
    case .selected: Bilingual("已入选", "selected")
    case .notSelected: Bilingual("未入选", "not selected")
    }
  }

  /// The outcomes that may follow; who was not selected may be recommended again.
  public var successors: [TaishanOutcome] {
    switch self {
    case .recommended: [.selected, .notSelected]
    case .notSelected: [.recommended]
    case .selected: []
    }
  }

  /// Passes if an outcome may be recorded behind the last one, which is nil for the first: a recommendation.
  ///
  /// - Throws: a ``Refusal`` `taishan.no-such-step`.
  public static func check(_ outcome: TaishanOutcome, after last: TaishanOutcome?) throws {
    let possible = last?.successors ?? [.recommended]
    guard !possible.contains(outcome) else { return }
    let zh = possible.map(\.displayName.zh).joined(separator: "、")
    let en = possible.map(\.rawValue).joined(separator: ", ")
    throw Refusal(
      "taishan.no-such-step", citation: Citation("R-210", Citation.opinion2018, "三（二）5"),
      message: Bilingual(
        "目前是“\(last?.displayName.zh ?? "尚未推荐")”，不能记为“\(outcome.displayName.zh)”",
        "the last outcome is \(last?.rawValue ?? "none yet"); \(outcome.rawValue) cannot follow it"),
      remedy: Bilingual("可记：\(zh.isEmpty ? "无" : zh)", "possible: \(en.isEmpty ? "none" : en)"))
  }
}
