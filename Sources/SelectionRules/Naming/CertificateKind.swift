import Primitives

/// The kinds of certificate: each of the named holds one, of the kind of the title (R-213: the two groups are disjoint).
public enum CertificateKind: String, Sendable, Hashable, Codable, CaseIterable {
  /// 工匠证书.
  case craftsman
  /// 大工匠证书.
  case greatCraftsman = "great_craftsman"

  /// The kind for one of the named.
  public init(isGreat: Bool) { self = isGreat ? .greatCraftsman : .craftsman }

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .craftsman: Bilingual("工匠证书", "craftsman's certificate")
    case .greatCraftsman: Bilingual("大工匠证书", "great craftsman's certificate")
    }
  }
}
