import Primitives

/// The states of a studio grant (SM-6).
public enum GrantState: String, SteppedState {
  /// 已获资格.
  case entitled = "ENTITLED"
  /// 已申请.
  case applied = "APPLIED"
  /// 未批准.
  case rejected = "REJECTED"
  /// 资格失效: the award was revoked before payment.
  case lapsed = "LAPSED"
  /// 已批准.
  case approved = "APPROVED"
  /// 省已拨付.
  case provincePaid = "PROVINCE_PAID"
  /// 市已收款.
  case cityReceived = "CITY_RECEIVED"
  /// 市已拨付.
  case cityPaid = "CITY_PAID"
  /// 基层已收款待配套.
  case baseReceivedLocked = "BASE_RECEIVED_LOCKED"
  /// 逾期未配套.
  case matchOverdue = "MATCH_OVERDUE"
  /// 已解锁.
  case unlocked = "UNLOCKED"
  /// 逾期配套后解锁.
  case unlockedLate = "UNLOCKED_LATE"
  /// 使用中.
  case spending = "SPENDING"
  /// 已用完.
  case spent = "SPENT"
  /// 重新锁定: the confirmed matching fell below the grant.
  case relocked = "RELOCKED"
  /// 检查中.
  case underInspection = "UNDER_INSPECTION"
  /// 追回中.
  case recovery = "RECOVERY"
  /// 已结项.
  case closed = "CLOSED"

  /// `grant.no-such-step`.
  public static let stepCode = "grant.no-such-step"
  /// SM-6.
  public static let machine = "SM-6"

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .entitled: Bilingual("已获资格", "entitled")
    case .applied: Bilingual("已申请", "applied")
    case .rejected: Bilingual("未批准", "rejected")
    case .lapsed: Bilingual("资格失效", "lapsed")
    case .approved: Bilingual("已批准", "approved")
    case .provincePaid: Bilingual("省已拨付", "paid by the province")
    case .cityReceived: Bilingual("市已收款", "received by the city")
    case .cityPaid: Bilingual("市已拨付", "paid by the city")
    case .baseReceivedLocked: Bilingual("基层已收款待配套", "received, locked until matched")
    case .matchOverdue: Bilingual("逾期未配套", "matching overdue")
    case .unlocked: Bilingual("已解锁", "unlocked")
    case .unlockedLate: Bilingual("逾期配套后解锁", "unlocked late")
    case .spending: Bilingual("使用中", "being spent")
    case .spent: Bilingual("已用完", "spent")
    case .relocked: Bilingual("重新锁定", "locked again")
    case .underInspection: Bilingual("检查中", "under inspection")
    case .recovery: Bilingual("追回中", "being recovered")
    case .closed: Bilingual("已结项", "closed")
    }
  }

  /// The states that may follow, in the order of ``GrantTransition/table``.
  public var successors: [GrantState] {
    GrantTransition.table.filter { $0.from == self }.map(\.to).reduce(into: []) { found, state in
      if !found.contains(state) { found.append(state) }
    }
  }

  /// Whether provincial money may be spent (the guard of SM-8).
  public var allowsProvincialSpending: Bool { self == .unlocked || self == .unlockedLate || self == .spending }

  /// Whether the base union has the provincial money and the grant is not closed.
  public var isRunning: Bool {
    switch self {
    case .baseReceivedLocked, .matchOverdue, .unlocked, .unlockedLate, .spending, .spent, .relocked, .underInspection,
      .recovery:
      true
    default: false
    }
  }

  /// The states from which an inspection may begin, and to which it may give the grant back.
  public static let inspectable: [GrantState] = [
    .baseReceivedLocked, .matchOverdue, .unlocked, .unlockedLate, .spending, .spent, .relocked, .closed,
  ]
}
