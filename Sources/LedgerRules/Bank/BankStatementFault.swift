import Primitives

/// The faults of whole statements as refusals.
enum BankStatementFault {
  private static func refusal(_ code: String, _ message: Bilingual, _ remedy: Bilingual) -> Refusal {
    Refusal(code, citation: BankFault.rule, message: message, remedy: remedy)
  }

  static func overlap(_ number: Int, _ day: CalendarDay) -> Refusal {
    refusal(
      "bank.overlap",
      Bilingual(
        "截至 \(day.text) 的对账单已经导入（第 \(number) 份）。",
        "The days up to \(day.text) have been imported already, with statement \(number)."),
      Bilingual(
        "只导入其后的日期；原对账单有误的，先用 bank void 作废再重新导入。",
        "Import the days behind it; a wrong statement is taken back by bank void first."))
  }

  static func gap(_ wanted: CalendarDay) -> Refusal {
    refusal(
      "bank.gap",
      Bilingual("对账单应从 \(wanted.text) 开始，中间有缺口。", "The statement should begin on \(wanted.text); days are missing."),
      Bilingual("请先导入缺少的日期。", "Import the missing days first."))
  }

  static func beforeSince(_ first: CalendarDay) -> Refusal {
    refusal(
      "bank.before-since",
      Bilingual("该账户从 \(first.text) 起对账。", "The account is reconciled from \(first.text) on."),
      Bilingual("请从该日起下载对账单。", "Download the statement from that day on."))
  }

  static func outside(_ days: ClosedRange<CalendarDay>) -> Refusal {
    let (first, last) = (days.lowerBound.text, days.upperBound.text)
    return refusal(
      "bank.outside-period",
      Bilingual("该行日期不在 \(first) 至 \(last) 之内。", "The line's day is not within \(first) to \(last)."),
      Bilingual("请核对 --from、--to 与所下载的对账单。", "Check --from and --to against what was downloaded."))
  }

  static let duplicate = refusal(
    "bank.duplicate-line",
    Bilingual("该行与前面一行完全相同。", "The line is the same as one before it."),
    Bilingual("请重新下载完整的对账单，不要拼接文件。", "Download the whole statement again instead of joining files."))

  static let closingMissing = refusal(
    "bank.closing-missing",
    Bilingual("对账单没有余额，不能核对是否完整。", "The statement tells no balance, so that nobody knows whether it is whole."),
    Bilingual("用 --closing 写明该期末的银行余额。", "Give the bank's balance at its end with --closing."))

  static func closing(_ found: Money) -> Refusal {
    refusal(
      "bank.closing-differs",
      Bilingual(
        "按各行计算的期末余额为 \(found.text)，与所填的不同。", "The lines come to \(found.text) at the end, not to what was given."),
      Bilingual("请核对对账单是否完整、余额是否正确。", "Check that the statement is whole and the balance right."))
  }

  static func chain(_ number: Int, _ before: Money, _ opening: Money) -> Refusal {
    refusal(
      "bank.chain",
      Bilingual(
        "期初余额 \(opening.text) 与上一份对账单（第 \(number) 份）期末余额 \(before.text) 不符。",
        "It begins with \(opening.text), while statement \(number) before it ended with \(before.text)."),
      Bilingual("请核对是否缺行、是否为同一账户的对账单。", "Check for missing lines, and that it is of the same account."))
  }
}
