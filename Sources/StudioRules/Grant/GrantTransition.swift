import Primitives

/// The acts and events that move a grant on (SM-6).
public enum GrantTrigger: String, Sendable, Hashable, Codable, CaseIterable {
  /// 申请: plan of use, studio and bank data are complete.
  case apply
  /// 省批准.
  case approve
  /// 省不批准.
  case reject
  /// 命名撤销.
  case revokeNaming = "revoke_naming"
  /// 省拨付, voucher P-1.
  case payByProvince = "pay_by_province"
  /// 市收款, voucher C-1.
  case receiveByCity = "receive_by_city"
  /// 市拨付, voucher C-2.
  case payByCity = "pay_by_city"
  /// 基层收款, voucher B-1; the deadline is set.
  case receiveByBase = "receive_by_base"
  /// 按期配套到位.
  case matchInTime = "match_in_time"
  /// 配套期满.
  case deadlinePassed = "deadline_passed"
  /// 逾期配套到位.
  case matchLate = "match_late"
  /// 使用省资金.
  case spend
  /// 省资金用完.
  case exhaust
  /// 冲销支出.
  case reverse
  /// 配套不足.
  case withdrawMatch = "withdraw_match"
  /// 结项: the final report was accepted.
  case close
  /// 开始检查.
  case inspect
  /// 检查结束, back to the state before.
  case endInspection = "end_inspection"
  /// 责令追回.
  case orderRecovery = "order_recovery"
  /// 追回完成.
  case finishRecovery = "finish_recovery"

  /// The condition in words, which whoever acts has to hold.
  public var condition: Bilingual {
    switch self {
    case .apply: Bilingual("工作室和银行信息、使用计划齐全", "studio, bank data and plan of use are complete")
    case .approve, .reject: Bilingual("由省总工会决定", "the province decides")
    case .revokeNaming: Bilingual("命名已撤销且尚未拨付", "the naming is revoked and nothing is paid")
    case .payByProvince: Bilingual("金额等于标准，只付一次", "the amount is the parameter's, paid once")
    case .receiveByCity, .payByCity: Bilingual("有市级", "there is a city tier")
    case .receiveByBase: Bilingual("基层工会银行到账", "the base union's bank has credited it")
    case .matchInTime: Bilingual("期限内确认配套达到 100%", "confirmed matching of 100 % within the deadline")
    case .deadlinePassed: Bilingual("期限已过而配套不足", "the deadline has passed without full matching")
    case .matchLate: Bilingual("确认配套达到 100%", "confirmed matching of 100 %")
    case .spend: Bilingual("支出符合规定", "the spend holds")
    case .exhaust: Bilingual("省资金余额为零", "no provincial money is left")
    case .reverse: Bilingual("冲销后有省资金余额", "provincial money is left after the reversal")
    case .withdrawMatch: Bilingual("确认配套低于应配套金额", "confirmed matching is below what is required")
    case .close: Bilingual("结项报告已通过", "the final report is accepted")
    case .inspect: Bilingual("省总工会决定检查", "the province orders an inspection")
    case .endInspection: Bilingual("回到检查前的状态", "back to the state before")
    case .orderRecovery: Bilingual("检查认定违规或命名撤销", "misuse was found or the naming revoked")
    case .finishRecovery: Bilingual("款项已逐级退回", "the money went back up the levels")
    }
  }
}

/// One line of the table of SM-6.
public struct GrantTransition: Sendable, Hashable {
  /// The state before.
  public let from: GrantState
  /// The state after.
  public let to: GrantState
  /// What moves it; its ``GrantTrigger/condition`` is the guard.
  public let trigger: GrantTrigger

  private init(_ from: GrantState, _ trigger: GrantTrigger, _ to: GrantState) {
    self.from = from
    self.to = to
    self.trigger = trigger
  }

  /// All transitions of SM-6.
  ///
  /// Some lines are not drawn in SM-6, and without them a grant would stand still or be wrongly marked: a reversal leads
  /// from SPENT back to SPENDING; one spend may take everything, and a grant that was spent, locked and opened again is
  /// spent; money that was paid in time and confirmed after the deadline unlocks without the mark; a naming revoked
  /// before payment lapses the entitlement also where it was applied for or approved; and money on its way when the
  /// naming is revoked is recovered without an inspection of the studio, which has none of it.
  public static let table: [GrantTransition] = path + gate + inspections + revocations

  private static let path = [
    GrantTransition(.entitled, .apply, .applied),
    GrantTransition(.applied, .approve, .approved), GrantTransition(.applied, .reject, .rejected),
    GrantTransition(.approved, .payByProvince, .provincePaid),
    GrantTransition(.provincePaid, .receiveByCity, .cityReceived),
    // OP-30: a unit directly under the province without an industrial union in between has no city tier.
    GrantTransition(.provincePaid, .receiveByBase, .baseReceivedLocked),
    GrantTransition(.cityReceived, .payByCity, .cityPaid),
    GrantTransition(.cityPaid, .receiveByBase, .baseReceivedLocked),
  ]

  private static let gate =
    [
      GrantTransition(.baseReceivedLocked, .matchInTime, .unlocked),
      GrantTransition(.baseReceivedLocked, .deadlinePassed, .matchOverdue),
      GrantTransition(.matchOverdue, .matchLate, .unlockedLate),
      GrantTransition(.matchOverdue, .matchInTime, .unlocked),
      GrantTransition(.unlocked, .spend, .spending), GrantTransition(.unlockedLate, .spend, .spending),
      GrantTransition(.spending, .exhaust, .spent), GrantTransition(.unlocked, .exhaust, .spent),
      GrantTransition(.unlockedLate, .exhaust, .spent), GrantTransition(.spent, .reverse, .spending),
      GrantTransition(.spent, .close, .closed), GrantTransition(.relocked, .matchLate, .unlockedLate),
    ]
    + [GrantState.unlocked, .unlockedLate, .spending, .spent].map { GrantTransition($0, .withdrawMatch, .relocked) }

  private static let inspections =
    GrantState.inspectable.flatMap {
      [GrantTransition($0, .inspect, .underInspection), GrantTransition(.underInspection, .endInspection, $0)]
    } + [
      GrantTransition(.underInspection, .orderRecovery, .recovery),
      GrantTransition(.recovery, .finishRecovery, .closed),
    ]

  private static let revocations =
    [GrantState.entitled, .applied, .approved].map { GrantTransition($0, .revokeNaming, .lapsed) }
    + [GrantState.provincePaid, .cityReceived, .cityPaid].map { GrantTransition($0, .orderRecovery, .recovery) }

  /// The state that a trigger leads to.
  ///
  /// - Parameter before: the state before the inspection, to which its end gives the grant back.
  /// - Throws: a ``Refusal`` `grant.no-such-step` where the table has no such line.
  public static func target(of trigger: GrantTrigger, in state: GrantState, before: GrantState? = nil) throws
    -> GrantState
  {
    let lines = table.filter { $0.from == state && $0.trigger == trigger }
    if trigger == .endInspection, let line = lines.first(where: { $0.to == before }) { return line.to }
    if trigger != .endInspection, let line = lines.first { return line.to }
    throw noSuchStep(trigger, state)
  }

  private static func noSuchStep(_ trigger: GrantTrigger, _ state: GrantState) -> Refusal {
    let possible = table.filter { $0.from == state }
    let zh = Array(Set(possible.map(\.to.displayName.zh))).sorted().joined(separator: "、")
    let en = Array(Set(possible.map(\.trigger.rawValue))).sorted().joined(separator: ", ")
    return StudioRefusals.byHouse(
      GrantState.stepCode, GrantState.machine,
      Bilingual(
        "资助处于“\(state.displayName.zh)”，此步需要：\(trigger.condition.zh)",
        "the grant is \(state.rawValue); \(trigger.rawValue) is not possible in it"),
      Bilingual("可变为：\(zh.isEmpty ? "无" : zh)", "possible: \(en.isEmpty ? "none" : en)"))
  }
}
