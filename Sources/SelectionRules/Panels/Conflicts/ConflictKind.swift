import Primitives

/// What in the data suggests that a judge should not judge a nominee.
public enum ConflictKind: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
  /// 同一单位, by credit code.
  case employer
  /// 师徒, in either direction.
  case mentorship
  /// 隔代师徒: the apprentice of an apprentice, in either direction.
  case secondMentorship = "second-mentorship"
  /// 电话相同.
  case phone
  /// 地址相同, in whatever wording.
  case address

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .employer: Bilingual("同一单位", "same employer")
    case .mentorship: Bilingual("师徒", "master and apprentice")
    case .secondMentorship: Bilingual("隔代师徒", "apprentice of an apprentice")
    case .phone: Bilingual("电话相同", "shared phone")
    case .address: Bilingual("地址相同", "shared address")
    }
  }

  /// The kind under which an upheld conflict stands among the recusals.
  public var recusal: RecusalKind {
    switch self {
    case .employer: .employer
    case .mentorship, .secondMentorship: .mentorship
    case .phone, .address: .other
    }
  }

  /// The order in which kinds are told.
  public static func < (left: ConflictKind, right: ConflictKind) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }
}
