import Primitives

/// A goal of a plan of use, against which the closing weighs the results.
public struct PlanGoal: Sendable, Hashable {
  /// A short key that stays the same, such as `1`.
  public let key: String
  /// The goal in words.
  public let words: String

  /// Describes a goal.
  public init(key: String, words: String) {
    self.key = key
    self.words = words
  }
}

/// How a studio plans to use its grant: amounts by category that sum to the grant, and goals.
public struct PlanOfUse: Sendable, Hashable {
  /// The planned amount of each category; a category that is not named plans nothing.
  public let amounts: [UseCategory: Money]
  /// The goals, at least one.
  public let goals: [PlanGoal]

  /// Makes a plan for a grant.
  ///
  /// Throws `plan.amount-negative`, `plan.sum-differs` unless the amounts sum to the grant, `plan.goals-missing` and
  /// `plan.goal-repeated`; `money.overflow`.
  public init(amounts: [UseCategory: Money], goals: [PlanGoal], grant: Money) throws {
    try Self.checkAmounts(amounts, grant)
    try Self.checkGoals(goals)
    self.amounts = amounts
    self.goals = goals
  }

  /// Plan, spent and left for each category that has a plan or a spend, in the order of article 8.
  ///
  /// Left is negative where a category overspent its plan: the plan guides, the grant's balance limits.
  /// Throws `money.overflow`.
  public func usage(spent: [UseCategory: Money]) throws -> [UsageLine] {
    try UseCategory.allCases.compactMap { category in
      let (plan, used) = (amounts[category] ?? .zero, spent[category] ?? .zero)
      guard plan != .zero || used != .zero else { return nil }
      return UsageLine(category: category, plan: plan, spent: used, left: try plan - used)
    }
  }

  private static func checkAmounts(_ amounts: [UseCategory: Money], _ grant: Money) throws {
    guard amounts.values.allSatisfy({ !$0.isNegative }) else {
      throw refusal(
        "plan.amount-negative", Bilingual("计划金额不能为负", "a planned amount is negative"),
        Bilingual("填写零或正数", "give zero or more"))
    }
    let sum = try Money.sum(amounts.values)
    guard sum == grant else {
      throw refusal(
        "plan.sum-differs",
        Bilingual(
          "各类计划合计 \(sum.voucherText)，不等于资助 \(grant.voucherText)",
          "the plan sums to \(sum.text) yuan, the grant is \(grant.text)"),
        Bilingual("调整各类金额，使合计等于资助金额", "change the amounts so that they sum to the grant"))
    }
  }

  private static func checkGoals(_ goals: [PlanGoal]) throws {
    guard !goals.isEmpty, !goals.contains(where: { $0.words.allSatisfy(\.isWhitespace) }) else {
      throw refusal(
        "plan.goals-missing", Bilingual("没有填写使用目标", "the plan has no goals, or one without words"),
        Bilingual("至少写明一项可以检验的目标", "state at least one goal that can be checked"))
    }
    guard Set(goals.map(\.key)).count == goals.count else {
      throw refusal(
        "plan.goal-repeated", Bilingual("目标编号重复", "a goal's key stands twice"),
        Bilingual("每项目标用不同的编号", "give each goal its own key"))
    }
  }

  private static func refusal(_ code: String, _ message: Bilingual, _ remedy: Bilingual) -> Refusal {
    StudioRefusals.byArticle(code, "R-309", "第六条、第八条", message, remedy)
  }
}

/// Plan, spent and left of one category.
public struct UsageLine: Sendable, Hashable {
  /// The category.
  public let category: UseCategory
  /// What was planned.
  public let plan: Money
  /// What was spent, less what was reversed.
  public let spent: Money
  /// What is left of the plan; negative where more was spent.
  public let left: Money
}
