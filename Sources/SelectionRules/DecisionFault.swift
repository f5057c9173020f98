import Primitives

/// The faults of recorded decisions; each names the line of the decision (source: the edition package, "The cut").
enum DecisionFault {
  private static let file = "decisions.csv"

  static func notAnEntrant(_ stage: Stage, line: Int) -> Refusal {
    make(
      "decision.not-an-entrant", line, "nomination",
      Bilingual(
        "该推荐不在“\(stage.chinese)”阶段的参评范围内，不能对它作出决定",
        "the nomination is not an entrant of stage \(stage.rawValue), so nothing can be decided about it there"),
      Bilingual("核对阶段和推荐编号，或删除这条决定", "check the stage and the number, or take the decision out"))
  }

  static func tooManySubstitutes(_ stage: Stage, line: Int, places: Int) -> Refusal {
    make(
      "decision.too-many-substitutes", line, "decision",
      Bilingual(
        "“\(stage.chinese)”阶段因取消空出 \(places) 个名额，递补决定多于空额",
        "removals emptied \(places) places at stage \(stage.rawValue); there are more substitutes than that"),
      Bilingual("递补人数不得超过空出的名额", "record at most as many substitutes as there are emptied places"))
  }

  static func substitutePassed(_ stage: Stage, line: Int) -> Refusal {
    make(
      "decision.substitute-passed", line, "decision",
      Bilingual("该推荐已按名次入选，不能再递补", "the nomination passed by rank already"),
      Bilingual("删除这条递补决定", "take the substitute decision out"))
  }

  static func substituteRemoved(_ stage: Stage, line: Int) -> Refusal {
    make(
      "decision.substitute-removed", line, "decision",
      Bilingual("该推荐在本阶段已被取消，不能递补", "the nomination is removed at this stage"),
      Bilingual("删除这条递补决定，或撤销取消决定", "take one of the two decisions out"))
  }

  static func substituteBelowFloor(_ stage: Stage, line: Int) -> Refusal {
    make(
      "decision.substitute-below-floor", line, "decision",
      Bilingual("该推荐低于本阶段最低分数线，不能递补", "the nomination is below the stage's floor"),
      Bilingual("删除这条递补决定，宁缺毋滥", "take the decision out; the place stays vacant"))
  }

  static func substituteWithoutKeys(_ stage: Stage, line: Int) -> Refusal {
    make(
      "decision.substitute-without-keys", line, "decision",
      Bilingual("该推荐有效评分表不足，没有成绩，不能递补", "the nomination has too few counting sheets to have a result"),
      Bilingual("删除这条递补决定", "take the decision out"))
  }

  static func substituteNotNext(_ stage: Stage, line: Int) -> Refusal {
    make(
      "decision.substitute-not-next", line, "decision",
      Bilingual("递补必须依名次进行，该推荐不是下一名", "substitutes are the next in rank; this nomination is not"),
      Bilingual("按名次改为下一名，或先决定并列名次", "give the place to the next in rank, or order the tied group first"))
  }

  static func substituteOfUnorderedGroup(_ stage: Stage, line: Int) -> Refusal {
    make(
      "decision.substitute-unordered", line, "decision",
      Bilingual(
        "该推荐所在并列组尚未由委员会排定先后，不能只递补其中一部分",
        "the nomination's tied group has no order, so a part of it cannot be given places"),
      Bilingual("为该组每一名推荐记录互不相同的名次（order）", "record an order with different positions for every member of the group"))
  }

  private static func make(
    _ code: String, _ line: Int, _ column: String, _ message: Bilingual, _ remedy: Bilingual
  ) -> Refusal {
    Refusal(
      code, citation: Citation("R-226", Citation.editionPackage, "The cut"), message: message, remedy: remedy,
      location: Refusal.Location(file: file, line: line, column: column))
  }
}
