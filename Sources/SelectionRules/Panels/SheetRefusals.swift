import Primitives

/// What is refused about the content of sheets and rubrics.
enum SheetRefusals {
  static func repeatedItem(_ code: ByteText) -> Refusal {
    make(
      "rubric.repeated-item", "R-219", Bilingual("评分项 \(code) 重复", "the item \(code) stands twice"),
      Bilingual("每个评分项一行，编号不重复", "give each item one row with a code of its own"))
  }

  static func emptyItem(_ code: ByteText) -> Refusal {
    make(
      "rubric.item-without-points", "R-219", Bilingual("评分项 \(code) 没有分值", "the item \(code) has no points"),
      Bilingual("分值须大于 0", "give it a maximum above 0"))
  }

  static func rubricSum(_ sum: Int) -> Refusal {
    make(
      "rubric.sum", "R-219",
      Bilingual(
        "各评分项的分值合计为 \(pointsText(sum))，不是 100.00", "the maxima sum to \(pointsText(sum)), not to 100.00"),
      Bilingual("调整分值，使合计恰为 100", "change the maxima so that they sum to exactly 100"))
  }

  static func unknownItem(_ code: ByteText, _ items: [ByteText], _ rule: String) -> Refusal {
    let list = items.map(\.string).joined(separator: ", ")
    return make(
      "sheet.unknown-item", rule, Bilingual("没有评分项 \(code)", "there is no item \(code)"),
      Bilingual("评分项：\(list)", "the items are \(list)"))
  }

  static func aboveMaximum(_ item: SheetForm.Item, _ rule: String) -> Refusal {
    let maximum = pointsText(item.maximumHundredths)
    return make(
      "sheet.above-maximum", rule,
      Bilingual("评分项 \(item.code) 超过其分值 \(maximum)", "the score of \(item.code) is above its maximum \(maximum)"),
      Bilingual("给出 0 至 \(maximum) 的分数", "give 0 to \(maximum)"))
  }

  static func repeatedValue(_ code: ByteText, _ rule: String) -> Refusal {
    make(
      "sheet.repeated-value", rule, Bilingual("评分项 \(code) 给了两个分数", "the item \(code) is given two scores"),
      Bilingual("每项只给一个分数", "give each item one score"))
  }

  static func longComment(_ limit: Int) -> Refusal {
    make(
      "sheet.long-comment", "SM-3", Bilingual("意见超过 \(limit) 字", "the comment has more than \(limit) characters"),
      Bilingual("缩短意见", "make it shorter"))
  }

  static func incomplete(_ missing: [SheetForm.Item], _ rule: String) -> Refusal {
    let zh = missing.map { "\($0.code)（\($0.label.zh)）" }.joined(separator: "、")
    let en = missing.map(\.code.string).joined(separator: ", ")
    return make(
      "sheet.incomplete", rule, Bilingual("评分表还缺：\(zh)", "the sheet lacks \(en)"),
      Bilingual("补齐后再提交", "save what is missing, then submit"))
  }

  static func make(
    _ code: String, _ rule: String, kind: Refusal.Kind = .refused, _ message: Bilingual, _ remedy: Bilingual
  ) -> Refusal {
    Refusal(code, kind: kind, citation: Citation(rule, Citation.houseRules), message: message, remedy: remedy)
  }
}
