import Primitives

/// The faults of rules.json.
enum RulesFault {
  static let unknownKey = make(
    "rules.unknown-key", Bilingual("不认识的键", "the key is unknown"),
    Bilingual("删除它，或改正拼写", "take it out or correct its spelling"))
  static let missingKey = make(
    "rules.missing-key", Bilingual("缺少必填的键", "a required key is missing"),
    Bilingual("补上这个键", "add the key"))
  static let emptyText = make(
    "rules.empty", Bilingual("不能为空", "the text must not be empty"), Bilingual("填写内容", "fill it in"))
  static let method = make(
    "rules.method", Bilingual("计分方法只能是 rank 或 share", "the method is rank or share"),
    Bilingual("按名次写 rank，按得票比例写 share", "write rank for scores by rank, share for scores by share of the highest"))
  static let decimal = make(
    "rules.decimal", Bilingual("不是规定写法的小数字符串", "this is not a decimal string of the accepted form"),
    Bilingual(
      "写成字符串：整数部分 1–9 位、小数至多 12 位，不带符号和指数，如 \"0.25\"",
      "a JSON string of 1 to 9 digits and at most 12 decimals, without sign or exponent, such as \"0.25\""))
  static let sum = Refusal(
    "rules.weights-sum", citation: Citation("R-220", Citation.editionPackage, "Inputs"),
    message: Bilingual("权重之和必须正好等于 1", "the weights must sum to exactly 1"),
    remedy: Bilingual("调整各项权重", "adjust the weights"))

  static func integer(_ minimum: Int) -> Refusal {
    make(
      "rules.integer", Bilingual("必须是不小于 \(minimum) 的整数", "this must be a whole number of at least \(minimum)"),
      Bilingual("写不带小数点、符号和指数的整数", "write digits only"))
  }

  static func wrongSort(_ found: Bilingual, wanted: Bilingual) -> Refusal {
    make(
      "rules.type", Bilingual("应为\(wanted.zh)，实为\(found.zh)", "this must be \(wanted.en), not \(found.en)"),
      Bilingual("按规范改正类型", "write it as the specification says"))
  }

  static func tooLarge(_ file: String, _ limit: Int) -> Refusal {
    make(
      "rules.too-large", Bilingual("文件超过 \(limit) 字节", "the file is larger than \(limit) bytes"),
      Bilingual("检查是否放错了文件", "check whether it is the right file")
    ).at(Refusal.Location(file: file))
  }

  private static func make(_ code: String, _ message: Bilingual, _ remedy: Bilingual) -> Refusal {
    Refusal(
      code, citation: Citation("rules.json", Citation.editionPackage, "Inputs"), message: message, remedy: remedy)
  }
}
