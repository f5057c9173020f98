/// The four stages of the selection, in the order in which they are computed.
public enum Stage: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
  /// 候选人: at most 150 after the preliminary review.
  case candidate
  /// 提名人选: at most 100 after the expert review.
  case nominee
  /// 命名: at most 50 Qilu Craftsmen after the public vote.
  case named
  /// 齐鲁大工匠: at most 10 of the named.
  case great

  /// The stage's place in the order, from 0.
  public var order: Int {
    switch self {
    case .candidate: 0
    case .nominee: 1
    case .named: 2
    case .great: 3
    }
  }

  /// Earlier stages first.
  public static func < (left: Stage, right: Stage) -> Bool { left.order < right.order }

  /// The Chinese name of those who pass.
  public var chinese: String {
    switch self {
    case .candidate: "候选人"
    case .nominee: "提名人选"
    case .named: "齐鲁工匠"
    case .great: "齐鲁大工匠"
    }
  }
}
