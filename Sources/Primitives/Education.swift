/// Education (文化程度).
///
/// The raw value is the stable code, ``chinese`` the name on screen and paper.
public enum Education: String, Sendable, Hashable, Codable, CaseIterable, ChineseNamed {
  /// 研究生.
  case postgraduate
  /// 大学本科.
  case bachelor
  /// 大学专科.
  case juniorCollege = "junior_college"
  /// 中专.
  case secondaryVocational = "secondary_vocational"
  /// 技工学校.
  case technicalSchool = "technical_school"
  /// 高中.
  case seniorHigh = "senior_high"
  /// 初中.
  case juniorHigh = "junior_high"
  /// 小学.
  case primary
  /// 其他.
  case other

  /// The Chinese name.
  public var chinese: String {
    switch self {
    case .postgraduate: "研究生"
    case .bachelor: "大学本科"
    case .juniorCollege: "大学专科"
    case .secondaryVocational: "中专"
    case .technicalSchool: "技工学校"
    case .seniorHigh: "高中"
    case .juniorHigh: "初中"
    case .primary: "小学"
    case .other: "其他"
    }
  }
}
