import Primitives

/// Why a naming is revoked; there is no other cause.
public enum RevocationCause: String, Sendable, Hashable, Codable, CaseIterable {
  /// 弄虚作假.
  case fraud
  /// 刑事犯罪.
  case crime
  /// 严重违纪.
  case discipline

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .fraud: Bilingual("弄虚作假", "fraud")
    case .crime: Bilingual("刑事犯罪", "crime")
    case .discipline: Bilingual("严重违纪", "serious breach of discipline")
    }
  }
}
