import Primitives

/// The faults of single values in the package's files, each with file, line and column.
enum ValueFault {
  static func score(_ location: Refusal.Location) -> Refusal {
    make(
      "edition.score", location, Bilingual("分数的写法不对或超出 0–100", "the score is malformed or not within 0 to 100"),
      Bilingual(
        "写 0 到 100、至多两位小数的数字，不带符号、空格和指数", "write 0 to 100 with at most two decimals, no sign, space or exponent"))
  }

  static func votes(_ location: Refusal.Location) -> Refusal {
    make(
      "edition.votes", location, Bilingual("票数的写法不对", "the number of votes is malformed"),
      Bilingual("写 1 到 12 位的整数", "write a whole number of 1 to 12 digits"))
  }

  static func emptyKey(_ location: Refusal.Location) -> Refusal {
    make(
      "edition.empty-key", location, Bilingual("该列不能为空", "the column must not be empty"),
      Bilingual("填写内容", "fill it in"))
  }

  static func duplicateKey(_ location: Refusal.Location) -> Refusal {
    make(
      "edition.duplicate-key", location, Bilingual("与前面的一行重复", "the row repeats the key of an earlier row"),
      Bilingual("删除重复的一行，或改正编号", "delete one of the two rows or correct the key"))
  }

  static func unknownNomination(_ location: Refusal.Location) -> Refusal {
    make(
      "edition.unknown-nomination", location,
      Bilingual("没有这个推荐编号", "no nomination has this number"),
      Bilingual("核对 nominations.csv 中的编号（逐字节比较）", "compare with nominations.csv, byte for byte"))
  }

  static func unknownExpert(_ location: Refusal.Location) -> Refusal {
    make(
      "edition.unknown-expert", location, Bilingual("没有这个专家编号", "no expert has this code"),
      Bilingual("核对 experts.csv 中的编号（逐字节比较）", "compare with experts.csv, byte for byte"))
  }

  static func choice(_ location: Refusal.Location, _ choices: [String]) -> Refusal {
    let list = choices.joined(separator: ", ")
    return make(
      "edition.choice", location, Bilingual("该列只能取规定的值", "the column takes one of the listed values"),
      Bilingual("可取：\(list)", "one of: \(list)"))
  }

  static func missingReason(_ location: Refusal.Location) -> Refusal {
    make(
      "edition.missing-reason", location, Bilingual("没有写明理由", "the reason is missing"),
      Bilingual("填写理由", "write the reason"))
  }

  static func missingDocument(_ location: Refusal.Location) -> Refusal {
    make(
      "edition.missing-document", location, Bilingual("没有写明文号", "the document is missing"),
      Bilingual("填写作出决定的文件文号", "write the number of the document that records the decision"))
  }

  static func position(_ location: Refusal.Location) -> Refusal {
    make(
      "edition.position", location,
      Bilingual("名次的写法不对", "the position is malformed"),
      Bilingual(
        "order 决定写不以 0 开头的正整数；其他决定此列留空",
        "a whole number from 1 without leading zeros for an order, empty for every other decision"))
  }

  static func votesWhileOff(_ location: Refusal.Location) -> Refusal {
    make(
      "edition.votes-while-off", location,
      Bilingual("本届不设公众投票，votes.csv 不能有数据", "the vote is off, so votes.csv has no rows"),
      Bilingual("删除票数，或在 rules.json 中启用投票", "remove the rows, or enable the vote in rules.json"))
  }

  static func missingFile(_ name: String) -> Refusal {
    make(
      "edition.missing-file", Refusal.Location(file: name),
      Bilingual("数据包缺少文件 \(name)", "the package lacks \(name)"),
      Bilingual("补上该文件；没有数据时只写表头", "add the file; with no data it holds its header alone"))
  }

  private static func make(
    _ code: String, _ location: Refusal.Location, _ message: Bilingual, _ remedy: Bilingual
  ) -> Refusal {
    Refusal(
      code, citation: Citation("edition package", Citation.editionPackage, "Inputs"), message: message, remedy: remedy,
      location: location)
  }
}
