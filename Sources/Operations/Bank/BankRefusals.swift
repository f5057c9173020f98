import LedgerRules
import Primitives
import Store

/// What is refused about bank accounts, statements and matches.
enum BankRefusals {
  private static let separation = Citation("R-421", Citation.accountingLaw)
  private static let keeping = Citation("R-424", Citation.houseRules)
  private static let closing = Citation("SM-9", Citation.houseRules)

  static let cashierActs = Refusal(
    "bank.cashier-acts", kind: .notPermitted, citation: separation,
    message: Bilingual("出纳不得核对自己经手的银行账户", "the cashier does not reconcile the bank account that he works on"),
    remedy: Bilingual("由制单或稽核人员勾对、说明", "let a preparer or a reviewer match and explain"))

  static let ownCash = Refusal(
    "bank.own-cash", citation: separation,
    message: Bilingual("其中有您作为出纳签章的凭证，不能由您勾对", "you signed one of these vouchers as its cashier and do not match it"),
    remedy: Bilingual("由另一名制单或稽核人员勾对", "let another preparer or reviewer match it"))

  static let none = Refusal(
    "bank.none", kind: .notFound,
    message: Bilingual("该账套没有登记银行账户", "the ledger has no bank account registered"),
    remedy: Bilingual("bank open 登记", "bank open registers one"))

  static func which(_ accounts: [BankAccountRow]) -> Refusal {
    let codes = accounts.map(\.account).joined(separator: ", ")
    return Refusal(
      "bank.which", kind: .wrongUse,
      message: Bilingual("该账套有多个银行账户：\(codes)", "the ledger has several bank accounts: \(codes)"),
      remedy: Bilingual("用 --account 写明是哪一个", "say which by --account"))
  }

  static func unknown(_ code: String) -> Refusal {
    Refusal(
      "bank.unknown", kind: .notFound,
      message: Bilingual("没有对应科目 \(code) 的银行账户", "no bank account stands for \(code)"),
      remedy: Bilingual("bank list 列出银行账户", "bank list shows the bank accounts"))
  }

  static func opened(_ code: String) -> Refusal {
    Refusal(
      "bank.opened", citation: keeping,
      message: Bilingual("科目 \(code) 已有对应的银行账户", "a bank account stands for \(code) already"),
      remedy: Bilingual(
        "变更用 bank change；另一账户先用 account add 增设明细科目", "bank change alters it; another one needs its own account"))
  }

  static func account(_ code: String) -> Refusal {
    Refusal(
      "bank.account", citation: Citation("R-409", Citation.unionAccounting2021, "102"),
      message: Bilingual("\(code) 不是可以记账的银行存款科目", "\(code) is no account of bank deposits that holds lines"),
      remedy: Bilingual("用 102、10201（代管经费）或其下增设的明细科目", "use 102, 10201 for money in trust, or a detail below them"))
  }

  static func since(_ first: String) -> Refusal {
    Refusal(
      "bank.since", citation: closing,
      message: Bilingual(
        "对账须从未结账的月份开始，最早为 \(first)", "reconciling begins in a month that is not closed, at the earliest \(first)"),
      remedy: Bilingual("改正 --since，或先反结账", "correct --since, or reopen the month first"))
  }

  static let nothingToChange = Refusal(
    "bank.nothing-to-change", kind: .wrongUse,
    message: Bilingual("没有写明变更什么", "nothing was named that is to be changed"),
    remedy: Bilingual("用 --bank、--tail、--map、--outstanding 之一", "use one of --bank, --tail, --map, --outstanding"))

  static let outstandingUsed = Refusal(
    "bank.outstanding-used", citation: closing,
    message: Bilingual("期初未达账项已被勾对或其月份已结账，不能替换", "items that were on the way are matched, or their month is closed"),
    remedy: Bilingual("先 bank unpair 或反结账", "take the matches apart, or reopen the month first"))

  static let outstanding = Refusal(
    "bank.outstanding", kind: .wrongUse, citation: keeping,
    message: Bilingual("期初未达账项不正确", "this is no item that was on the way"),
    remedy: Bilingual(
      "side 写 bank 或 books；日期早于对账首月；金额不为零，支出为负；words 写明事由",
      "side is bank or books, the day before the first month, the amount not zero and negative for payments, words say what it is"
    ))

  static let future = Refusal(
    "bank.future", citation: keeping,
    message: Bilingual("对账单的最后一天尚未结束", "the statement's last day is not over"),
    remedy: Bilingual("--to 写昨天或更早的日期", "let --to be yesterday or earlier"))

  static let period = Refusal(
    "bank.period", kind: .wrongUse,
    message: Bilingual("起止日期颠倒", "the days are in the wrong order"),
    remedy: Bilingual("改正 --from、--to", "correct --from and --to"))

  static func covered(_ number: Int, _ day: CalendarDay) -> Refusal {
    Refusal(
      "bank.overlap", citation: keeping,
      message: Bilingual(
        "截至 \(day.text) 的对账单已经导入（第 \(number) 份）",
        "the days up to \(day.text) have been imported already, with statement \(number)"),
      remedy: Bilingual(
        "只导入其后的日期；原对账单有误的先 bank void", "import the days behind it; take a wrong statement back by bank void"))
  }

  static func sameFile(_ number: Int) -> Refusal {
    Refusal(
      "bank.same-file", citation: keeping,
      message: Bilingual("该文件已经导入（第 \(number) 份对账单）", "the file has been imported already, as statement \(number)"),
      remedy: Bilingual("不需再导入；bank statements 列出", "nothing is to be done; bank statements shows it"))
  }

  static func statement(_ number: Int) -> Refusal {
    Refusal(
      "bank.statement-unknown", kind: .notFound,
      message: Bilingual("没有有效的第 \(number) 份对账单", "there is no statement \(number) that counts"),
      remedy: Bilingual("bank statements 列出", "bank statements shows them"))
  }

  static func notLast(_ number: Int) -> Refusal {
    Refusal(
      "bank.not-last", citation: keeping,
      message: Bilingual("其后还有第 \(number) 份对账单", "statement \(number) follows it"),
      remedy: Bilingual("从最后一份开始逐份作废", "take the last one back first"))
  }

  static func statementMissing(_ account: BankAccountRow, _ month: String) -> Refusal {
    Refusal(
      "bank.statement-missing", citation: closing,
      message: Bilingual(
        "\(account.bank)（尾号 \(account.tail)，科目 \(account.account)）没有截至 \(month) 月末的对账单",
        "no statement of the bank account \(account.tail) (\(account.account)) reaches the end of \(month)"),
      remedy: Bilingual(
        "用 bank import 导入；没有收付的月份导入只有表头的文件", "bank import it; of a month without movement a file with the header alone")
    )
  }

  static func beforeSince(_ month: String, _ since: String) -> Refusal {
    Refusal(
      "bank.month-before-since", citation: closing,
      message: Bilingual(
        "该账户从 \(since) 起对账，不含 \(month)", "the account is reconciled from \(since) on, \(month) is before it"),
      remedy: Bilingual("查询 \(since) 及以后的月份", "ask for that month or a later one"))
  }

  static func item(_ name: String) -> Refusal {
    Refusal(
      "bank.item-unknown", kind: .notFound,
      message: Bilingual("没有未勾对的行“\(name)”", "no unmatched line is named “\(name)”"),
      remedy: Bilingual("bank unmatched 列出未勾对的行", "bank unmatched shows them"))
  }

  static func match(_ number: Int) -> Refusal {
    Refusal(
      "bank.match-unknown", kind: .notFound,
      message: Bilingual("没有有效的第 \(number) 号勾对", "there is no match \(number) that holds"),
      remedy: Bilingual("bank matched 列出勾对", "bank matched shows them"))
  }

  static func unexplained(_ account: BankAccountRow, _ month: String, _ names: [String]) -> Refusal {
    let shown = names.prefix(5).joined(separator: ", ") + (names.count > 5 ? " …" : "")
    return Refusal(
      "month.bank-unexplained", citation: closing,
      message: Bilingual(
        "科目 \(account.account) 的银行账户到 \(month) 月末有 \(names.count) 笔未达账项没有说明：\(shown)",
        "\(names.count) items of the bank account \(account.account) at the end of \(month) are not explained: \(shown)"
      ),
      remedy: Bilingual(
        "先 bank match、bank pair 勾对，仍未达的用 bank explain 说明；bank unmatched 列出",
        "match them by bank match and bank pair, explain by bank explain what is still on the way; bank unmatched shows them"
      ))
  }
}
