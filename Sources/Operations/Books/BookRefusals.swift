import Database
import LedgerRules
import Primitives
import Store

/// What is refused about ledgers, months and vouchers.
enum BookRefusals {
  static let accountingLaw = Bilingual("《中华人民共和国会计法》", "Accounting Law")
  static let basicNorms = Bilingual("《会计基础工作规范》", "Accounting Basic Work Norms")
  static let unionAccounting = Bilingual("《工会会计制度》（财会〔2021〕7号）", "Accounting Standard for Trade Unions (财会〔2021〕7号)")

  static func unknownLedger(_ unit: String) -> Refusal {
    Refusal(
      "ledger.unknown", kind: .notFound,
      message: Bilingual("单位“\(unit)”没有账套", "the unit “\(unit)” keeps no books here"),
      remedy: Bilingual("ledger list 列出账套；ledger open 建账", "ledger list shows the ledgers; ledger open opens one"))
  }

  static func otherTier(_ roles: [Role]) -> Refusal {
    let zh = roles.map(\.displayName.zh).joined(separator: "、")
    let en = roles.map(\.displayName.en).joined(separator: ", ")
    return Refusal(
      "access.role-missing", kind: .notPermitted,
      message: Bilingual("该账套的这一操作需要以下角色之一：\(zh)", "in this ledger it needs one of these roles: \(en)"),
      remedy: Bilingual("由具有该角色的人操作", "let a holder of the role act"))
  }

  static let opened = make(
    "ledger.opened", "R-004", Citation.houseRules, "",
    Bilingual("该单位已经建账", "the unit has a ledger already"),
    Bilingual("ledger show 查看账套", "ledger show tells the ledger"))

  static let noBooks = make(
    "ledger.tier", "R-001", Citation.houseRules, "",
    Bilingual(
      "县级工会不设创新资金账套：资金由省、市、基层三级核算", "a county union keeps no grant books: they stand at province, city and base"),
    Bilingual("选择省、市（产业、大企业）或基层工会", "choose the province, a city (industrial, large-enterprise) or a base union"))

  static let profileNeedsDocument = make(
    "ledger.profile-document", "OP-09", Citation.houseRules, "",
    Bilingual("基层账套改用新制度核算方式须经省总工会批准", "a base ledger uses the profile STD_2021 only with the province's approval"),
    Bilingual("用 --document 写明批准文号", "give the approving document with --document"))

  static func month(_ text: String) -> Refusal {
    Refusal(
      "month.form", kind: .wrongUse,
      message: Bilingual("“\(text)”不是月份", "“\(text)” is not a month"),
      remedy: Bilingual("写成 2026-07 的形式", "write it as 2026-07"))
  }

  static func monthClosed(_ month: String) -> Refusal {
    make(
      "month.closed", "SM-9", Citation.houseRules, "",
      Bilingual("\(month) 已结账，不能再记账", "\(month) is closed, nothing more can be posted in it"),
      Bilingual(
        "用今天的日期另制凭证更正；确需改动的，由两人 month reopen、month confirm-reopening 反结账",
        "correct by a voucher of today; where it cannot be avoided two people reopen the month"))
  }

  static func beforeFirst(_ month: String, _ first: String) -> Refusal {
    make(
      "month.before-first", "R-404", Citation.houseRules, "",
      Bilingual("\(month) 早于建账月份 \(first)", "\(month) is before the ledger's first month \(first)"),
      Bilingual("更早的余额用 opening import 导入", "bring earlier balances in by opening import"))
  }

  static func unknownVoucher(_ id: String) -> Refusal {
    Refusal(
      "voucher.unknown", kind: .notFound,
      message: Bilingual("没有凭证“\(id)”", "there is no voucher “\(id)”"),
      remedy: Bilingual("voucher list 列出凭证", "voucher list shows the vouchers"))
  }

  static func state(_ state: VoucherState, _ wanted: [VoucherState]) -> Refusal {
    let zh = wanted.map(\.displayName.zh).joined(separator: "或")
    let en = wanted.map(\.rawValue).joined(separator: " or ")
    return make(
      "voucher.state", "SM-9", Citation.houseRules, "",
      Bilingual("凭证是“\(state.displayName.zh)”，须为“\(zh)”", "the voucher is \(state.rawValue), it must be \(en)"),
      Bilingual("voucher show 查看凭证的状态", "voucher show tells its state"))
  }

  static let ownReview = make(
    "voucher.own-review", "R-421", accountingLaw, "",
    Bilingual("制单人不能稽核自己的凭证", "who prepared a voucher does not review it"),
    Bilingual("由另一名稽核人员操作", "let another reviewer act"))

  static let cashierActs = make(
    "voucher.cashier-acts", "R-421", accountingLaw, "",
    Bilingual("出纳不得兼任稽核、会计档案保管和收入、支出账目的登记", "the cashier neither reviews nor posts"),
    Bilingual("由稽核或制单人员操作", "let a reviewer or a preparer act"))

  static let uncashed = make(
    "voucher.cashier-missing", "R-420", basicNorms, "第五十一条",
    Bilingual("收付款凭证须有出纳签章", "a voucher that moves cash or bank money bears the cashier's signature"),
    Bilingual("由出纳先 voucher cash", "let the cashier sign by voucher cash first"))

  static let movesNothing = make(
    "voucher.no-cash", "R-420", basicNorms, "第五十一条",
    Bilingual("该凭证不涉及现金和银行存款，不需出纳签章", "the voucher moves neither cash nor bank money, so no cashier signs"),
    Bilingual("由稽核人员 voucher review", "let a reviewer act by voucher review"))

  static let signed = make(
    "voucher.signed", "R-420", basicNorms, "第五十一条",
    Bilingual("该凭证已有出纳签章", "a cashier has signed the voucher already"),
    Bilingual("voucher show 查看凭证", "voucher show tells the voucher"))

  static let reversedAlready = make(
    "voucher.reversed", "R-421", basicNorms, "",
    Bilingual("该凭证已有红字冲销凭证", "there is a red voucher for it already"),
    Bilingual("voucher show 查看冲销凭证", "voucher show tells it"))

  static let ofAct = make(
    "voucher.of-act", "R-421", Citation.houseRules, "",
    Bilingual("该凭证由业务产生，不能单独冲销", "the voucher comes from an act and is not taken back alone"),
    Bilingual("在产生它的业务里撤回或冲销", "take the act back from which it comes"))

  static let future = make(
    "voucher.in-future", "R-420", basicNorms, "",
    Bilingual("凭证日期晚于今天", "the voucher's day is after today"),
    Bilingual("改正日期", "correct the day"))

  static func unreadable(_ column: String) -> DatabaseFailure {
    .unreadable(column: column, expected: "a name of the ledger rules")
  }

  static func make(
    _ code: String, _ rule: String, _ document: Bilingual, _ article: String, _ message: Bilingual, _ remedy: Bilingual
  ) -> Refusal {
    Refusal(code, citation: Citation(rule, document, article), message: message, remedy: remedy)
  }
}
