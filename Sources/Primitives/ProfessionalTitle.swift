/// Level of a professional title (职称), from none up.
///
/// The raw value is the stable code, ``chinese`` the name on screen and paper.
public enum ProfessionalTitle: String, Sendable, Hashable, Codable, CaseIterable, ChineseNamed {
  /// 无.
  case noTitle = "none"
  /// 员级.
  case clerk
  /// 助理级.
  case assistant
  /// 中级.
  case intermediate
  /// 副高级.
  case associateSenior = "associate_senior"
  /// 正高级.
  case fullSenior = "full_senior"

  /// The Chinese name.
  public var chinese: String {
    switch self {
    case .noTitle: "无"
    case .clerk: "员级"
    case .assistant: "助理级"
    case .intermediate: "中级"
    case .associateSenior: "副高级"
    case .fullSenior: "正高级"
    }
  }

  /// Whether the level counts as 高级 (senior) where a fee depends on it: 副高级 or 正高级.
  public var isSenior: Bool { self == .associateSenior || self == .fullSenior }
}
