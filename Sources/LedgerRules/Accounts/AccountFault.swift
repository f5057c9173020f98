import Primitives

/// The faults of accounts as refusals.
enum AccountFault {
  private static let names = Citation("R-402", Citation.unionAccounting2021, "附录1 第一部分 一")
  private static let charts = Citation("R-403", Citation.unionAccounting2021, "附录1")

  static func unknown(_ key: AccountKey, meaningElsewhere: Account?) -> Refusal {
    let zh = meaningElsewhere.map { "；在\(key.chart.other.displayName.zh)中 \($0.label)" } ?? ""
    let en = meaningElsewhere.map { "; in the \(key.chart.other.displayName.en) it is \($0.label)" } ?? ""
    return Refusal(
      "account.unknown", citation: charts,
      message: Bilingual(
        "\(key.chart.displayName.zh)没有科目 \(key.code)\(zh)。",
        "The \(key.chart.displayName.en) has no account \(key.code)\(en)."),
      remedy: Bilingual(
        "请按凭证日期适用的会计制度选择科目：2021年12月31日及以前用2009年制度，2022年1月1日起用2021年制度。",
        "Choose an account of the chart of the voucher's day: that of 2009 up to 2021-12-31, that of 2021 afterwards."))
  }

  static func firstLevel(_ key: AccountKey) -> Refusal {
    Refusal(
      "account.first-level", citation: names,
      message: Bilingual("不得增设一级科目 \(key.code)。", "A first-level account (\(key.code)) may not be added."),
      remedy: Bilingual(
        "请在已有科目下增设明细科目，编码在上级编码后加两位。", "Add a detail under an existing account: its code and two digits."))
  }

  static func prescribed(_ account: Account) -> Refusal {
    Refusal(
      "account.prescribed", citation: names,
      message: Bilingual("\(account.label) 是制度规定的科目，名称不得更改。", "\(account.label) is prescribed; its name stays."),
      remedy: Bilingual("如需细分，请在其下增设明细科目。", "Add a detail account under it instead."))
  }

  static func exists(_ account: Account) -> Refusal {
    Refusal(
      "account.exists", citation: names,
      message: Bilingual("编码已有科目：\(account.label)。", "The code is taken by \(account.label)."),
      remedy: Bilingual("请另选编码。", "Choose another code."))
  }

  static func noParent(_ key: AccountKey) -> Refusal {
    Refusal(
      "account.no-parent", citation: names,
      message: Bilingual("科目 \(key.code) 没有上级科目。", "There is no account above \(key.code)."),
      remedy: Bilingual(
        "请先增设上级科目，或改用已有科目的编码加两位。", "Add the account above it first, or use an existing code and two digits."))
  }

  static let code = Refusal(
    "account.code", citation: names,
    message: Bilingual("科目编码格式不正确。", "This is not an account code."),
    remedy: Bilingual("一级科目三位数字，每级明细加两位，最多十一位。", "Three digits, two more for each level below, eleven at most."))

  static let name = Refusal(
    "account.name", citation: names,
    message: Bilingual("科目名称不合要求。", "This is not an account name."),
    remedy: Bilingual("请填写 1 至 40 个字，不换行，不含“—”。", "Give 1 to 40 characters on one line, without “—”."))
}

/// The documents on which the books rest.
extension Citation {
  /// 工会会计制度 of 2021.
  public static let unionAccounting2021 = Bilingual(
    "《工会会计制度》（财会〔2021〕7号）", "Accounting Standard for Trade Unions (财会〔2021〕7号)")
  /// The rules of transition between the two standards.
  public static let unionAccountingTransition = Bilingual(
    "《工会新旧会计制度有关衔接问题的处理规定》（财会〔2021〕16号）", "Transition rules between the standards (财会〔2021〕16号)")
  /// 会计法.
  public static let accountingLaw = Bilingual("《中华人民共和国会计法》", "Accounting Law")
  /// “齐鲁工匠”创建“工匠创新工作室”激励办法 of 2018-06-25, 11 articles.
  public static let studioIncentives = Bilingual(
    "《“齐鲁工匠”创建“工匠创新工作室”激励办法》（2018年6月25日）",
    "Incentive rules for innovation studios founded by Qilu Craftsmen (2018-06-25)")
  /// 个人所得税法.
  public static let incomeTaxLaw = Bilingual("《中华人民共和国个人所得税法》", "Individual Income Tax Law")
}
