import Primitives

/// What grant money may be used for: the five uses of article 8, and OTHER for its “等方面”.
public enum UseCategory: String, Sendable, Hashable, Codable, CaseIterable {
  /// 项目研究.
  case projectResearch = "PROJECT_RESEARCH"
  /// 设备购置.
  case equipment = "EQUIPMENT"
  /// 人才培养.
  case talent = "TALENT"
  /// 创新成果宣传推广.
  case promotion = "PROMOTION"
  /// 工作条件改善.
  case conditions = "CONDITIONS"
  /// 其他: only with the city's approval document.
  case other = "OTHER"

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .projectResearch: Bilingual("项目研究", "project research")
    case .equipment: Bilingual("设备购置", "equipment")
    case .talent: Bilingual("人才培养", "training of talent")
    case .promotion: Bilingual("创新成果宣传推广", "promotion of results")
    case .conditions: Bilingual("工作条件改善", "working conditions")
    case .other: Bilingual("其他", "other")
    }
  }

  /// Whether the city has to approve the use in a document.
  public var needsCityApproval: Bool { self == .other }

  /// Passes if the category may be used. Throws `expense.other-needs-approval`.
  ///
  /// - Parameter approval: the number of the city's approval document; nil or blank where there is none.
  public func check(approval: String?) throws {
    guard needsCityApproval, (approval ?? "").allSatisfy(\.isWhitespace) else { return }
    throw StudioRefusals.byArticle(
      "expense.other-needs-approval", "R-311", "第八条",
      Bilingual("“其他”用途没有市总工会批准文件", "the use OTHER has no approval document of the city"),
      Bilingual("归入五类规定用途之一，或填写市总工会批准文件号", "take one of the five uses, or give the city's document number"))
  }
}
