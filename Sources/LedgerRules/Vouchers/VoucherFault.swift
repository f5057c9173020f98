import Primitives

/// The faults of vouchers as refusals.
enum VoucherFault {
  private static let holds = Citation("R-420", Citation.accountingBasics, "第五十、五十一条")
  private static let balances = Citation("R-421", Citation.accountingLaw)

  static let summary = Refusal(
    "voucher.summary", citation: holds,
    message: Bilingual("凭证摘要缺失或过长。", "The voucher's summary is missing or too long."),
    remedy: Bilingual("请用一行文字（1 至 200 字）写明经济业务内容。", "Say in one line of 1 to 200 characters what happened."))

  static let attachments = Refusal(
    "voucher.attachments", citation: holds,
    message: Bilingual("所附原始凭证张数不能为负数。", "The number of attached originals is below zero."),
    remedy: Bilingual("请填写 0 或正整数。", "Give 0 or a whole number above it."))

  static func lines(_ count: Int) -> Refusal {
    Refusal(
      "voucher.lines", citation: balances,
      message: Bilingual("凭证有 \(count) 行分录。", "The voucher has \(count) lines."),
      remedy: Bilingual(
        "至少一借一贷两行，最多 \(VoucherLimits.lines) 行；更多请分成几张凭证。",
        "Give at least two lines and at most \(VoucherLimits.lines); split what is longer."))
  }

  static let amount = Refusal(
    "voucher.amount", citation: balances,
    message: Bilingual("分录金额必须大于零。", "The amount of a line must be above zero."),
    remedy: Bilingual("冲减请用红字分录，不用负数。", "To take an amount back use a red line, not a negative amount."))

  static let fund = Refusal(
    "voucher.fund", citation: Citation("R-409", Citation.unionAccounting2021, "221"),
    message: Bilingual("标明资金来源的分录没有项目。", "A line names whose money it is, but no project."),
    remedy: Bilingual("请填写项目编码，或去掉资金来源。", "Give the project's code, or leave the fund out."))

  static func chart(_ key: AccountKey, _ day: CalendarDay, _ chart: ChartOfAccounts) -> Refusal {
    let inForce = Chart.on(day)
    let label = chart.find(key)?.label ?? key.code
    return Refusal(
      "voucher.chart", citation: Citation("R-403", Citation.unionAccounting2021, "第六十六条"),
      message: Bilingual(
        "\(day.text) 适用\(inForce.displayName.zh)，\(label) 属于\(key.chart.displayName.zh)。",
        "On \(day.text) the \(inForce.displayName.en) is in force; \(label) belongs to the other."),
      remedy: Bilingual(
        "请选用凭证日期适用的科目表中的科目。", "Use an account of the chart that is in force on the voucher's day."))
  }

  static func notLeaf(_ account: Account) -> Refusal {
    Refusal(
      "voucher.not-leaf", citation: Citation("R-402", Citation.unionAccounting2021, "附录1"),
      message: Bilingual("\(account.label) 有明细科目，不能直接记账。", "\(account.label) has details and takes no lines itself."),
      remedy: Bilingual("请选择其下的明细科目。", "Choose one of the accounts below it."))
  }

  static func unbalanced(debit: Money, credit: Money) -> Refusal {
    Refusal(
      "voucher.unbalanced", citation: balances,
      message: Bilingual(
        "借方合计 \(debit.voucherText)，贷方合计 \(credit.voucherText)，不相等。",
        "Debits are \(debit.voucherText), credits \(credit.voucherText); they differ."),
      remedy: Bilingual("请核对各行金额和方向（红字在本方减去）。", "Check amounts and sides; a red line subtracts on its own side."))
  }
}
