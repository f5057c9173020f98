import Primitives

/// How far a goal was reached.
public enum GoalOutcome: String, Sendable, Hashable, Codable, CaseIterable {
  /// 已达到.
  case reached = "REACHED"
  /// 部分达到.
  case partly = "PARTLY"
  /// 未达到.
  case notReached = "NOT_REACHED"

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .reached: Bilingual("已达到", "reached")
    case .partly: Bilingual("部分达到", "partly reached")
    case .notReached: Bilingual("未达到", "not reached")
    }
  }
}

/// The result of one goal.
public struct GoalResult: Sendable, Hashable {
  /// The goal's key.
  public let goal: String
  /// How far it was reached.
  public let outcome: GoalOutcome
  /// The result in words; why, where it was not reached.
  public let words: String

  /// Describes a result.
  public init(goal: String, outcome: GoalOutcome, words: String) {
    self.goal = goal
    self.outcome = outcome
    self.words = words
  }
}

/// The final report of a grant: every goal of the plan with its result (SM-6, SPENT to CLOSED).
public struct ClosingReport: Sendable, Hashable {
  /// The goals with their results, in the plan's order.
  public let results: [GoalResult]

  /// Weighs results against a plan.
  ///
  /// Throws `closing.goal-unknown`, `closing.goal-repeated`, `closing.goal-open` where a goal has no result, and
  /// `closing.words-missing`.
  public init(plan: PlanOfUse, results: [GoalResult]) throws {
    let keys = Set(plan.goals.map(\.key))
    if let stray = results.first(where: { !keys.contains($0.goal) }) {
      throw Self.refusal("closing.goal-unknown", stray.goal, "不在使用计划中", "is not in the plan")
    }
    var byGoal: [String: GoalResult] = [:]
    for result in results where byGoal.updateValue(result, forKey: result.goal) != nil {
      throw Self.refusal("closing.goal-repeated", result.goal, "有两个结果", "has two results")
    }
    self.results = try plan.goals.map { goal in
      guard let result = byGoal[goal.key] else {
        throw Self.refusal("closing.goal-open", goal.key, "没有结果", "has no result")
      }
      guard !result.words.allSatisfy(\.isWhitespace) else {
        throw Self.refusal("closing.words-missing", goal.key, "没有文字说明", "has no words")
      }
      return result
    }
  }

  /// How many goals came out so.
  public func count(_ outcome: GoalOutcome) -> Int { results.count { $0.outcome == outcome } }

  /// Passes if a grant may be closed with an accepted report: spent to the last fen, and in a state that can close.
  ///
  /// Throws `grant.no-such-step`, and `closing.money-left` with the balance.
  public static func checkClosing(state: GrantState, standing: GrantStanding) throws {
    guard standing.left == .zero else {
      throw StudioRefusals.byHouse(
        "closing.money-left", "SM-6",
        Bilingual("省资金还有余额 \(standing.left.voucherText)", "\(standing.left.text) yuan of provincial money are left"),
        Bilingual(
          "用完后再结项；超过 24 个月的余额作结转报告", "close when it is spent; a balance beyond 24 months is carried over by report"))
    }
    _ = try GrantTransition.target(of: .close, in: state)
  }

  private static func refusal(_ code: String, _ goal: String, _ zh: String, _ en: String) -> Refusal {
    StudioRefusals.byHouse(
      code, "SM-6", Bilingual("目标“\(goal)”\(zh)", "goal \(goal) \(en)"),
      Bilingual("按使用计划逐项填写一次结果和说明", "give each goal of the plan one result with words"))
  }
}
