import Database
import LedgerRules
import Primitives
import Store

/// What is refused about ledgers, months and vouchers.
enum BookRefusals {
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
    Bilingual("ledger list 列出账套", "ledger list shows the ledgers"))

  static let noBooks = make(
    "ledger.tier", "R-001", Citation.houseRules, "",
    Bilingual(
      "县级工会不设创新资金账套：资金由省、市、基层三级核算", "a county union keeps no grant books: they stand at province, city and base"),
    Bilingual("选择省、市（产业、大企业）或基层工会", "choose the province, a city (industrial, large-enterprise) or a base union"))

  static let profileNeedsDocument = make(
    "ledger.profile-document", "OP-09", Citation.houseRules, "",
    Bilingual("基层账套改用新制度核算方式须经省总工会批准", "a base ledger uses the profile STD_2021 only with the province's approval"),
    Bilingual("用 --document 写明批准文号", "give the approving document with --document"))

  static let profileInUse = make(
    "ledger.profile-in-use", "R-411", Citation.unionAccounting2021, "",
    Bilingual(
      "该基层工会有已拨付未结项的资助，核算方式不能中途变更",
      "grants that are paid and not closed stand in this ledger; its profile is not changed meanwhile"),
    Bilingual("待这些资助结项后再变更", "change it when they are closed"))

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

  static let changedMeanwhile = Refusal(
    "voucher.changed-meanwhile", kind: .outdated, citation: Citation("SM-9", Citation.houseRules),
    message: Bilingual("凭证刚被他人处理", "somebody else has just acted on the voucher"),
    remedy: Bilingual("voucher show 查看后再操作", "look at it by voucher show, then act again"))

  static let reversedAlready = make(
    "voucher.reversed", "R-421", Citation.accountingBasics, "",
    Bilingual("该凭证已有红字冲销凭证", "there is a red voucher for it already"),
    Bilingual("voucher show 查看冲销凭证", "voucher show tells it"))

  static let ofAct = make(
    "voucher.of-act", "R-421", Citation.houseRules, "",
    Bilingual("该凭证由业务产生，不能单独冲销", "the voucher comes from an act and is not taken back alone"),
    Bilingual("在产生它的业务里撤回或冲销", "take the act back from which it comes"))

  static let future = make(
    "voucher.in-future", "R-420", Citation.accountingBasics, "",
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
