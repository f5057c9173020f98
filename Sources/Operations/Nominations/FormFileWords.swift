import Primitives
import SelectionRules

/// What help says of the JSON file of `form save`: its keys, from the very fields that are read.
enum FormFileWords {
  static let all = Bilingual(
    "可以只写一部分；都写成文本，空文本清除该栏。栏目：" + fields.zh + "。列表：" + lists + "。有选项的栏目写中文名或代码，"
      + "写错时列出全部选项；“是否”写 是 或 否；city 为四位地区代码；日期 YYYY-MM-DD，career_start 也可为 YYYY-MM",
    "Any of them, each a text; an empty one clears the field. Fields: " + fields.en + ". Lists: " + lists
      + ". A field with choices takes the code or the Chinese name, and a wrong one is answered with all of them; yes or"
      + " no; city has four digits; days are YYYY-MM-DD, career_start may be YYYY-MM")

  private static let fields = Bilingual(
    FormField.allCases.map { "\($0.rawValue) \($0.displayName.zh)" }.joined(separator: "、"),
    FormField.allCases.map(\.rawValue).joined(separator: ", "))

  private static let lists =
    "honours [date, body, title, level], results [kind, no, date, rank], co_nominators [name, unit, phone, person]"
}
