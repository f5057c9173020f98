import Primitives

/// What the arithmetic of a grant refuses.
enum StandingRefusals {
  static func matchRequired(_ standing: GrantStanding, _ deadline: CalendarDay?) -> Refusal {
    let zhUntil = deadline.map { "，期限为 \($0.documentStyle)" } ?? "，期限自基层工会到账之日起一个月"
    let enUntil = deadline.map { ", due by \($0.text)" } ?? ", due one month after the base union's receipt"
    return StudioRefusals.byArticle(
      "grant.match-required", "R-306", "第五条",
      Bilingual(
        "已确认配套 \(standing.matched.voucherText)，还缺 \(standing.missing.voucherText)\(zhUntil)；未配套者不得动用省总工会资金",
        "the confirmed match is \(standing.matched.text) of \(standing.required.text) yuan, \(standing.missing.text) are missing\(enUntil); provincial money stays locked"
      ),
      Bilingual(
        "由工作室所在单位补足现金配套 \(standing.missing.voucherText)，提交凭证并由他人确认",
        "let the employer add \(standing.missing.text) yuan in cash, hand in the proof and have another person confirm it"
      ))
  }

  static func balanceExceeded(_ money: Money, _ left: Money) -> Refusal {
    StudioRefusals.byArticle(
      "grant.balance-exceeded", "R-315", "第六条",
      Bilingual("金额 \(money.voucherText) 超过余额 \(left.voucherText)", "\(money.text) yuan exceed the \(left.text) left"),
      Bilingual("减少金额，或改用其他资金来源", "lower the amount or take another source of funds"))
  }

  static func spentBelowZero(_ money: Money, _ spent: Money) -> Refusal {
    StudioRefusals.byArticle(
      "grant.spent-below-zero", "R-315", "第六条",
      Bilingual(
        "冲回 \(money.voucherText) 超过已支出 \(spent.voucherText)", "\(money.text) yuan exceed the \(spent.text) spent"),
      Bilingual("核对要冲回的支出", "check which spend is meant"))
  }

  static func matchBelowZero(_ money: Money, _ matched: Money) -> Refusal {
    StudioRefusals.byArticle(
      "grant.match-below-zero", "R-305", "第五条",
      Bilingual(
        "撤回 \(money.voucherText) 超过已确认配套 \(matched.voucherText)",
        "\(money.text) yuan exceed the confirmed \(matched.text)"),
      Bilingual("核对要撤回的配套凭证", "check which proof is meant"))
  }

  static func alreadyReceived(_ received: Money) -> Refusal {
    StudioRefusals.byArticle(
      "grant.already-received", "R-304", "第四条",
      Bilingual(
        "资助一次性发放，已收到 \(received.voucherText)", "the grant is one payment, and \(received.text) yuan were received"),
      Bilingual("多付的款项退回付款单位", "send what was paid twice back to the payer"))
  }

  static func amountDiffers(_ money: Money, _ amount: Money) -> Refusal {
    StudioRefusals.byArticle(
      "grant.amount-differs", "R-304", "第三条、第四条",
      Bilingual(
        "金额 \(money.voucherText) 不等于资助标准 \(amount.voucherText)", "\(money.text) yuan are not the grant's \(amount.text)"
      ),
      Bilingual("按标准一次足额拨付", "pay the whole grant at once"))
  }
}
