import Primitives
import SelectionRules

/// What is refused about imports.
enum ImportRefusals {
  static let exists = Refusal(
    "import.exists",
    message: Bilingual("已在先前的导入中", "the row came with an earlier import"),
    remedy: Bilingual(
      "只导入新增的行；更正请用 --replace 理由 导入完整文件",
      "import the added rows alone; to correct, import the whole file with --replace REASON"))

  static func stillReferenced(_ table: PackageTable) -> Refusal {
    Refusal(
      "import.still-referenced",
      message: Bilingual(
        "新文件缺少的一些编号已有评分、回避、票数或决定，不能移除",
        "some rows that the new file lacks are referred to by scores, recusals, votes or decisions"),
      remedy: Bilingual(
        "在 \(table.file) 中保留这些编号（必要时标为不合格），或先替换引用它们的数据",
        "keep them in \(table.file), or replace what refers to them first"))
  }

  static func personTwice(_ nomination: ByteText) -> Refusal {
    Refusal(
      "nomination.person-twice", citation: Citation("R-113", Citation.houseRules),
      message: Bilingual(
        "推荐 \(nomination) 的本人在本届已有另一份推荐", "the person of nomination \(nomination) is nominated in this edition already"),
      remedy: Bilingual("一人一届只保留一份推荐", "keep one nomination for each person"))
  }
}
