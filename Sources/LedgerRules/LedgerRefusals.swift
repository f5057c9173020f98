import Primitives

/// The documents on which the ledger rules rest.
extension Citation {
  /// 工会会计制度 of 2021.
  public static let unionAccounting = Bilingual(
    "《工会会计制度》（财会〔2021〕7号）", "Accounting Standard for Trade Unions (财会〔2021〕7号)")
  /// 会计法.
  public static let accountingLaw = Bilingual("《中华人民共和国会计法》", "Accounting Law of the People's Republic of China")
  /// 齐鲁工匠创新工作室激励办法, in force with the Opinion of 2018.
  public static let incentiveRules = Bilingual(
    "《齐鲁工匠、齐鲁大工匠创新工作室激励办法》（鲁人组发〔2018〕24号）", "Incentive rules for studios (鲁人组发〔2018〕24号)")
}

/// What is refused about accounts and vouchers.
enum LedgerRefusals {
  static func unknownAccount(_ code: String, _ chart: Chart) -> Refusal {
    let twin = ChartOfAccounts.standard(chart.other).find(code)
    let zh = twin.map { "；它在\(chart.other.displayName.zh)中是“\($0.name)”" } ?? ""
    let en = twin.map { "; in the \(chart.other.displayName.en) it is “\($0.name)”" } ?? ""
    return make(
      "account.unknown", "R-403", Citation.unionAccounting, "附录1",
      Bilingual("\(chart.displayName.zh)没有科目 \(code)\(zh)", "the \(chart.displayName.en) has no account \(code)\(en)"),
      Bilingual(
        "account list 列出可用科目；2022 年起用新科目", "account list shows the accounts; those of 2021 are in force from 2022 on"))
  }

  static func accountForm(_ code: String) -> Refusal {
    make(
      "account.form", "R-402", Citation.unionAccounting, "附录1",
      Bilingual("科目编码应为 4 到 12 位数字，前几位是上级科目", "an account's code is 4 to 12 digits, the first of them its parent's"),
      Bilingual("例如在 102 下写 10203", "such as 10203 below 102"))
  }

  static func firstLevel(_ code: String) -> Refusal {
    make(
      "account.first-level", "R-402", Citation.unionAccounting, "附录1",
      Bilingual("一级科目由制度规定，不得增设", "first-level accounts are prescribed and not added"),
      Bilingual("在已有科目下增设明细科目", "add a detail account below one that is there"))
  }

  static func accountTaken(_ account: Account) -> Refusal {
    make(
      "account.taken", "R-402", Citation.unionAccounting, "附录1",
      Bilingual("编码已用于“\(account.voucherText)”", "the code is that of “\(account.voucherText)”"),
      Bilingual("换一个编码；规定的明细科目不得改名", "take another code; prescribed detail accounts keep their names"))
  }

  static let accountName = make(
    "account.name", "R-402", Citation.unionAccounting, "附录1",
    Bilingual(
      "须写明细科目的名称，不含上级科目和破折号", "the detail account's own name is needed, without its parent's and without a dash"),
    Bilingual("例如“专户”", "such as 专户"))

  static let noSummary = voucher(
    "voucher.no-summary", Bilingual("凭证须写摘要", "a voucher has a summary"),
    Bilingual("写明业务内容", "say what it is for"))

  static let attachments = voucher(
    "voucher.attachments", Bilingual("所附原始凭证张数应为 0 到 9999", "the number of originals is 0 to 9999"),
    Bilingual("改正张数", "correct the number"))

  static let oneLine = voucher(
    "voucher.lines", Bilingual("凭证至少有两条分录", "a voucher has at least two lines"),
    Bilingual("补全借贷分录", "add the other side"))

  static let tooManyLines = voucher(
    "voucher.too-many-lines", Bilingual("一张凭证最多 500 条分录", "a voucher has at most 500 lines"),
    Bilingual("分成几张凭证", "make several vouchers of it"))

  static func amount(_ line: Int) -> Refusal {
    voucher(
      "voucher.amount", Bilingual("第 \(line) 条分录的金额应大于 0", "the amount of line \(line) is above zero"),
      Bilingual("冲减用红字", "what lowers a turnover is a red line"))
  }

  static func unbalanced(_ debit: Money, _ credit: Money) -> Refusal {
    make(
      "voucher.unbalanced", "R-421", Citation.accountingLaw, "",
      Bilingual(
        "借方 \(debit.text) 元，贷方 \(credit.text) 元，借贷不平衡",
        "debits \(debit.text) and credits \(credit.text) differ"),
      Bilingual("检查分录金额和方向", "check the amounts and the sides"))
  }

  static func voucher(_ code: String, _ message: Bilingual, _ remedy: Bilingual) -> Refusal {
    make(code, "R-420", Citation.accountingBasics, "第五十一条", message, remedy)
  }

  static func make(
    _ code: String, _ rule: String, _ document: Bilingual, _ article: String, _ message: Bilingual, _ remedy: Bilingual
  ) -> Refusal {
    Refusal(code, citation: Citation(rule, document, article), message: message, remedy: remedy)
  }
}
