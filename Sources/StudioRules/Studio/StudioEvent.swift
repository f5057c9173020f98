import Primitives

/// What happens to a studio and may touch its grant (R-318, OP-29).
public enum StudioEvent: String, Sendable, Hashable, Codable, CaseIterable {
  /// 变更领衔人: retired or changed post.
  case leaderChanged = "LEADER_CHANGED"
  /// 变更所在单位.
  case employerChanged = "EMPLOYER_CHANGED"
  /// 所在单位关闭.
  case employerClosed = "EMPLOYER_CLOSED"
  /// 已复核确认.
  case confirmed = "CONFIRMED"
  /// 逾期未复核.
  case confirmationMissed = "CONFIRMATION_MISSED"
  /// 摘牌.
  case plaqueRemoved = "PLAQUE_REMOVED"
  /// 命名撤销.
  case namingRevoked = "NAMING_REVOKED"

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .leaderChanged: Bilingual("变更领衔人", "change of leader")
    case .employerChanged: Bilingual("变更所在单位", "change of employer")
    case .employerClosed: Bilingual("所在单位关闭", "employer closed")
    case .confirmed: Bilingual("已复核确认", "confirmed again")
    case .confirmationMissed: Bilingual("逾期未复核", "not confirmed in time")
    case .plaqueRemoved: Bilingual("摘牌", "plaque removed")
    case .namingRevoked: Bilingual("命名撤销", "naming revoked")
    }
  }

  /// Whether it hands the studio to another leader or employer.
  public var isTransfer: Bool { self == .leaderChanged || self == .employerChanged || self == .employerClosed }

  /// What the event does to the studio's grant.
  ///
  /// Before the application the grant simply goes with the studio to another employer; from APPLIED on, and for another
  /// leader always, a transfer needs the province's approval (OP-29, R-301). Plaque removal stops spending but takes nothing back by itself: money goes back by inspection or
  /// revocation only (OP-28).
  public func effect(on state: GrantState, isApprovedByProvince: Bool = false) -> GrantEffect {
    if [.closed, .rejected, .lapsed].contains(state) {
      return self == .namingRevoked && state == .closed ? .inspects : .none
    }
    switch self {
    case .leaderChanged, .employerChanged, .employerClosed:
      // the studio is led by the named one; who follows him is the province's to approve, at any time.
      if state == .entitled, self != .leaderChanged { return .goesWithStudio }
      return isApprovedByProvince ? .goesWithStudio : .waitsForProvince
    case .confirmed: return .none
    case .confirmationMissed: return .reminds
    case .plaqueRemoved: return .halts
    case .namingRevoked: return Self.revocation(state)
    }
  }

  private static func revocation(_ state: GrantState) -> GrantEffect {
    switch state {
    case .entitled, .applied, .approved: .lapses
    case .provincePaid, .cityReceived, .cityPaid, .recovery: .recovers
    default: .inspects
    }
  }
}

/// What an event in a studio's life does to its grant.
public enum GrantEffect: String, Sendable, Hashable, Codable, CaseIterable {
  /// 无影响.
  case none = "NONE"
  /// 提醒: nothing is blocked.
  case reminds = "REMINDS"
  /// 随工作室转移.
  case goesWithStudio = "GOES_WITH_STUDIO"
  /// 待省批准: spending is halted until the province decides.
  case waitsForProvince = "WAITS_FOR_PROVINCE"
  /// 停止使用: neither payment nor spending.
  case halts = "HALTS"
  /// 资格失效.
  case lapses = "LAPSES"
  /// 启动检查: which decides what is recovered.
  case inspects = "INSPECTS"
  /// 追回.
  case recovers = "RECOVERS"

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .none: Bilingual("无影响", "none")
    case .reminds: Bilingual("提醒", "a reminder")
    case .goesWithStudio: Bilingual("随工作室转移", "goes with the studio")
    case .waitsForProvince: Bilingual("暂停使用，待省总工会批准", "halted until the province decides")
    case .halts: Bilingual("停止使用", "halted")
    case .lapses: Bilingual("资格失效", "lapses")
    case .inspects: Bilingual("启动检查，由检查决定追回", "inspected, which decides what is recovered")
    case .recovers: Bilingual("追回", "recovered")
    }
  }

  /// Whether money of the grant may move forward while the effect lasts.
  public var allowsSpending: Bool { self == .none || self == .reminds || self == .goesWithStudio }
}
