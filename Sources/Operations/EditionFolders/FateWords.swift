import Primitives
import SelectionRules

/// Words for what became of a nomination and of a sheet.
enum FateWords {
  static func words(_ fate: Fate) -> Bilingual {
    switch fate {
    case .passed: Bilingual("按名次入选", "passed by rank")
    case .substituted: Bilingual("递补入选", "passed as a substitute")
    case .removed: Bilingual("被取消", "removed")
    case .tooFewSheets: Bilingual("有效评分表不足，无成绩", "too few counting sheets")
    case .belowFloor: Bilingual("低于最低分数线", "below the floor")
    case .unresolvedTie: Bilingual("在入选线上并列且未排定先后，均不入选", "in an unresolved tie across the line")
    case .belowLine: Bilingual("未入选", "behind the line")
    }
  }

  static func words(_ use: JudgeExplanation.Use) -> Bilingual {
    switch use {
    case .averaged: Bilingual("计入", "averaged")
    case .droppedHighest: Bilingual("最高，去掉", "highest, dropped")
    case .droppedLowest: Bilingual("最低，去掉", "lowest, dropped")
    case .recused: Bilingual("回避，不计", "recused")
    case .sameEmployer: Bilingual("同单位，不计", "same employer")
    }
  }
}

/// Words for ranking keys.
enum KeyWords {
  static func words(_ key: RankingKey) -> Bilingual {
    switch key {
    case .preliminary: Bilingual("初审均分", "preliminary mean")
    case .expert: Bilingual("专家分", "expert score")
    case .contribution: Bilingual("突出贡献", "contribution")
    case .craft: Bilingual("工艺专长", "craft")
    case .composite: Bilingual("综合分", "composite")
    }
  }

  static func decider(_ code: String) -> Bilingual {
    if let key = RankingKey(rawValue: code) { return words(key) }
    return code == "recorded_order"
      ? Bilingual("委员会记录的并列先后", "the committee's recorded order")
      : Bilingual("全部相同且未排定先后（R-226）", "nothing: equal in all keys and not ordered (R-226)")
  }
}

/// Words for recorded decisions.
enum DecisionWords {
  static func words(_ kind: DecisionKind) -> Bilingual {
    switch kind {
    case .remove: Bilingual("取消", "removed")
    case .order: Bilingual("排定", "ordered")
    case .substitute: Bilingual("递补", "substituted")
    }
  }

  /// Why a changed result cannot be computed, short enough for a table's cell.
  static func broken(_ fault: Refusal) -> Bilingual {
    if fault.code == "decision.not-an-entrant" {
      return Bilingual("无法计算：有决定涉及未参评者", "cannot be computed: a decision concerns no entrant")
    }
    if fault.code.hasPrefix("decision.") {
      return Bilingual("无法计算：递补决定不再成立", "cannot be computed: a substitution no longer holds")
    }
    return Bilingual("无法计算：\(fault.message.zh)", "cannot be computed: \(fault.message.en)")
  }
}
