import LedgerRules
import Primitives

/// How grave a finding is.
public enum FindingSeverity: String, Sendable, Hashable, Codable, CaseIterable, Comparable {
  /// 提示: worth a look.
  case notice = "NOTICE"
  /// 预警: an answer is expected.
  case warning = "WARNING"
  /// 违规: an article is broken unless it is explained.
  case breach = "BREACH"

  /// The lighter one first.
  public static func < (left: Self, right: Self) -> Bool { left.weight < right.weight }

  private var weight: Int {
    switch self {
    case .notice: 0
    case .warning: 1
    case .breach: 2
    }
  }

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .notice: Bilingual("提示", "notice")
    case .warning: Bilingual("预警", "warning")
    case .breach: Bilingual("违规", "breach")
    }
  }
}

/// The kinds of finding of the supervision, each with the rule it rests on.
public enum FindingKind: String, Sendable, Hashable, Codable, CaseIterable {
  /// 未配套先使用.
  case spendBeforeMatch = "SPEND_BEFORE_MATCH"
  /// 用途不合规定.
  case wrongUse = "WRONG_USE"
  /// 资金滞留市级.
  case restingAtCity = "RESTING_AT_CITY"
  /// 拨付给第三方.
  case paidToThirdParty = "PAID_TO_THIRD_PARTY"
  /// 配套后撤回.
  case matchWithdrawn = "MATCH_WITHDRAWN"
  /// 逾期配套.
  case lateMatch = "LATE_MATCH"
  /// 凭证重复使用.
  case repeatedEvidence = "REPEATED_EVIDENCE"
  /// 发票号码重复.
  case repeatedInvoice = "REPEATED_INVOICE"
  /// 结项后支出.
  case spendAfterClosing = "SPEND_AFTER_CLOSING"
  /// 疑似拆分支出.
  case splitSeries = "SPLIT_SERIES"
  /// 连续整数支出.
  case roundSeries = "ROUND_SERIES"
  /// 长期未使用.
  case nothingSpent = "NOTHING_SPENT"
  /// 向个人付款.
  case privatePayee = "PRIVATE_PAYEE"
  /// 超过 24 个月结转.
  case carryOver = "CARRY_OVER"

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .spendBeforeMatch: Bilingual("未配套先使用", "spent before the match")
    case .wrongUse: Bilingual("用途不合规定", "wrong use")
    case .restingAtCity: Bilingual("资金滞留市级", "resting at the city")
    case .paidToThirdParty: Bilingual("拨付给第三方", "paid to a third party")
    case .matchWithdrawn: Bilingual("配套后撤回", "match withdrawn later")
    case .lateMatch: Bilingual("逾期配套", "matched late")
    case .repeatedEvidence: Bilingual("凭证重复使用", "the same evidence twice")
    case .repeatedInvoice: Bilingual("发票号码重复", "the same invoice number twice")
    case .spendAfterClosing: Bilingual("结项后支出", "spent after closing")
    case .splitSeries: Bilingual("疑似拆分支出", "looks like a split spend")
    case .roundSeries: Bilingual("连续整数支出", "a series of round amounts")
    case .nothingSpent: Bilingual("长期未使用", "nothing spent for long")
    case .privatePayee: Bilingual("向个人付款", "paid to a private person")
    case .carryOver: Bilingual("超过 24 个月结转", "carried over beyond 24 months")
    }
  }

  /// How grave it is.
  public var severity: FindingSeverity {
    switch self {
    case .spendBeforeMatch, .paidToThirdParty, .matchWithdrawn, .spendAfterClosing: .breach
    case .wrongUse, .restingAtCity, .lateMatch, .repeatedEvidence, .repeatedInvoice, .splitSeries: .warning
    case .roundSeries, .nothingSpent, .privatePayee, .carryOver: .notice
    }
  }

  /// The rule that it rests on.
  public var citation: Citation {
    switch self {
    case .spendBeforeMatch, .matchWithdrawn: article("R-306", "第五条")
    case .lateMatch: article("R-305", "第五条")
    case .wrongUse: article("R-311", "第八条、第九条")
    case .restingAtCity, .paidToThirdParty: article("R-312", "第九条")
    case .repeatedEvidence, .repeatedInvoice, .splitSeries, .roundSeries, .privatePayee: article("R-309", "第六条")
    case .spendAfterClosing: Citation("SM-6", Citation.houseRules)
    case .nothingSpent: Citation("R-320", Citation.houseRules)
    case .carryOver: Citation("OP-28", Citation.houseRules)
    }
  }

  private func article(_ rule: String, _ article: String) -> Citation {
    Citation(rule, Citation.studioIncentives, article)
  }
}
