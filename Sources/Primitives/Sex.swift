/// Sex (性别).
///
/// The raw value is the stable code, ``chinese`` the name on screen and paper.
public enum Sex: String, Sendable, Hashable, Codable, CaseIterable, ChineseNamed {
  /// 男.
  case male
  /// 女.
  case female

  /// The Chinese name.
  public var chinese: String {
    switch self {
    case .male: "男"
    case .female: "女"
    }
  }
}
