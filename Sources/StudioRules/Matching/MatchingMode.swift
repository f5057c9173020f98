import LedgerRules
import Primitives

/// Where the employer's matching money stands (R-412, OP-10). The gate needs confirmed proofs in every mode.
extension MatchMode {
  /// What a new grant proposes (OP-10).
  public static let proposed = custodial

  /// Whether the union's ledger holds the money, so that its bank account shows it.
  public var isInUnionBooks: Bool { self != .employerBooks }
}

/// What the match is given in; only cash counts (OP-27).
public enum MatchingForm: String, Sendable, Hashable, Codable, CaseIterable {
  /// 现金.
  case cash = "CASH"
  /// 实物: shown as information.
  case inKind = "IN_KIND"

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .cash: Bilingual("货币资金", "cash")
    case .inKind: Bilingual("实物（仅作说明，不计入配套）", "in kind (information, does not count)")
    }
  }
}

/// The states of a proof of matching (SM-7).
public enum MatchingState: String, SteppedState {
  /// 已提交.
  case submitted = "SUBMITTED"
  /// 已确认.
  case confirmed = "CONFIRMED"
  /// 已驳回.
  case rejected = "REJECTED"
  /// 已撤回: the money was taken back or the proof turned out wrong.
  case withdrawn = "WITHDRAWN"

  /// `matching.no-such-step`.
  public static let stepCode = "matching.no-such-step"
  /// SM-7.
  public static let machine = "SM-7"

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .submitted: Bilingual("已提交", "submitted")
    case .confirmed: Bilingual("已确认", "confirmed")
    case .rejected: Bilingual("已驳回", "rejected")
    case .withdrawn: Bilingual("已撤回", "withdrawn")
    }
  }

  /// The states that may follow. SM-6 locks again when confirmed matching falls, so a confirmed proof can be withdrawn.
  public var successors: [MatchingState] {
    switch self {
    case .submitted: [.confirmed, .rejected]
    case .confirmed: [.withdrawn]
    case .rejected, .withdrawn: []
    }
  }

  /// Whether the proof's amount counts for the gate.
  public var counts: Bool { self == .confirmed }
}
