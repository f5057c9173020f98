import Primitives

/// The vouchers that close a period or a year (R-413, sections 5.4 to 5.6).
///
/// At a period's end income and expense go to 本年收支结转: special items to 32103, all others to 32203; in the chart of
/// 2009 both to 331. At a year's end 本年收支结转 goes on to 累计结转 and 累计结余. The samples of section 5.4 close only at
/// the year's end; a ledger that closes monthly calls ``period(_:on:chart:)`` each month with the same outcome.
public enum Closing {
  /// The most balances that one closing voucher empties: with their contra lines it stays below ``VoucherLimits/lines``.
  static let rowsOfVoucher = 900

  /// Whether an item is special: it belongs to a project, or stands on one of the three accounts that are special by
  /// name, 专项转移支付补助 as income and as expense and 专项业务支出.
  public static func isSpecial(_ key: BalanceKey) -> Bool {
    let byName: [AccountRole] = [.specialSubsidyIncome, .specialSubsidyExpense, .specialOperations]
    return key.project != nil || byName.contains { $0.key(in: key.account.chart) == key.account }
  }

  /// The vouchers that empty income and expense accounts, in this order: special income, special expense, other
  /// income, other expense; only those that have something to empty, of the chart that is in force on the day. Throws `account.unknown`, `money.overflow`.
  public static func period(
    _ balances: Balances, on day: CalendarDay, chart: ChartOfAccounts
  ) throws -> [VoucherContent] {
    let rows = try balances.rows.filter {
      try $0.key.account.chart == Chart.on(day) && chart.account($0.key.account).kind.isClosed && $0.closing() != .zero
    }
    return try [(true, AccountKind.income), (true, .expense), (false, .income), (false, .expense)].flatMap {
      isSpecial, kind in
      let target: AccountRole = isSpecial ? .carryoverOfYear : .surplusOfYear
      let taken = try rows.filter {
        try chart.account($0.key.account).kind == kind && Self.isSpecial($0.key) == isSpecial
      }
      return try vouchers(taken, to: target, on: day, summary: summary(kind, isSpecial))
    }
  }

  /// The vouchers of a year's end: those of the period, then those that carry over. Throws as
  /// ``period(_:on:chart:)``.
  public static func year(
    _ balances: Balances, on day: CalendarDay, chart: ChartOfAccounts
  ) throws -> [VoucherContent] {
    let closing = try period(balances, on: day, chart: chart)
    var closed = balances
    for voucher in closing { try closed.post(voucher) }
    return try closing + carryOver(closed, on: day)
  }

  /// The vouchers that empty the details of 321 into 32104 and those of 322 into 32205, after the period's own.
  ///
  /// R-413 names 32103 and 32203; the other details are movements of the same year and go with them, so that only
  /// 累计结转 and 累计结余 stay. The chart of 2009 has nothing to carry over. Throws `money.overflow`.
  public static func carryOver(_ balances: Balances, on day: CalendarDay) throws -> [VoucherContent] {
    guard Chart.on(day) == .of2021 else { return [] }
    let rows = try balances.rows.filter { try $0.key.account.chart == .of2021 && $0.closing() != .zero }
    let targets = [("321", AccountRole.carryover, "本年结转转入累计结转"), ("322", .surplus, "本年结余转入累计结余")]
    return try targets.flatMap { code, target, summary in
      let taken = rows.filter {
        $0.key.account.firstLevel.code == code && $0.key.account != target.key(in: .of2021)
      }
      return try vouchers(taken, to: target, on: day, summary: summary)
    }
  }

  /// The voucher that moves what a finished project left over to the surplus: debit 32104, credit 32204.
  ///
  /// Throws `closing.surplus-amount` where the project has not so much carried over, `closing.surplus-chart` before 2022.
  public static func surplus(
    _ amount: Money, of project: ProjectCode, fund: Fund?, on day: CalendarDay, balances: Balances
  ) throws -> VoucherContent {
    guard Chart.on(day) == .of2021 else { throw ClosingFault.surplusChart }
    let key = BalanceKey(AccountRole.carryover.key(in: .of2021), project: project, fund: fund)
    let carried = try Money.zero - balances[key].closing()
    guard amount > .zero, amount <= carried else { throw ClosingFault.surplusAmount(carried) }
    return VoucherContent(
      day: day, summary: "项目剩余资金转入结余",
      lines: [
        VoucherLine(.debit, key.account, amount, project: project, fund: fund),
        VoucherLine(.credit, AccountRole.surplusMovedIn.key(in: .of2021), amount),
      ])
  }

  private static func summary(_ kind: AccountKind, _ isSpecial: Bool) -> String {
    (isSpecial ? "结转本期专项" : "结转本期非专项") + (kind == .income ? "收入" : "支出")
  }
}

/// How balances move.
extension Closing {
  private static func vouchers(
    _ rows: [BalanceRow], to target: AccountRole, on day: CalendarDay, summary: String
  ) throws -> [VoucherContent] {
    try stride(from: 0, to: rows.count, by: rowsOfVoucher).map { start in
      let part = rows[start..<min(start + rowsOfVoucher, rows.count)]
      return VoucherContent(
        day: day, summary: summary, lines: try lines(Array(part), to: target.key(in: Chart.on(day))), nature: .closing)
    }
  }

  /// Empties each balance on its other side and puts the sum of each project and fund on the target; debits first.
  private static func lines(_ rows: [BalanceRow], to target: AccountKey) throws -> [VoucherLine] {
    var sums: [BalanceKey: Money] = [:]
    var lines: [VoucherLine] = []
    for row in rows {
      let net = try row.closing()
      let contra = BalanceKey(target, project: row.key.project, fund: row.key.fund)
      sums[contra] = try (sums[contra] ?? .zero) + net
      lines.append(contentsOf: try line(row.key, Money.zero - net))
    }
    for (key, net) in sums.sorted(by: { $0.key < $1.key }) { lines.append(contentsOf: try line(key, net)) }
    return lines.filter { $0.side == .debit } + lines.filter { $0.side == .credit }
  }

  /// The line that changes a balance by an amount, debit above zero; none for no change.
  private static func line(_ key: BalanceKey, _ change: Money) throws -> [VoucherLine] {
    let sided = try SidedAmount(change)
    guard let side = sided.side else { return [] }
    return [VoucherLine(side, key.account, sided.amount, project: key.project, fund: key.fund)]
  }
}

/// The faults of closings as refusals.
enum ClosingFault {
  private static let rule = Citation("R-413", Citation.unionAccounting2021, "321、322")

  static let surplusChart = Refusal(
    "closing.surplus-chart", citation: rule,
    message: Bilingual("2009年制度只有“结余”一个科目，不分结转和结余。", "The chart of 2009 has one account for carry-over and surplus."),
    remedy: Bilingual("无需做此凭证。", "No such voucher is needed."))

  static func surplusAmount(_ carried: Money) -> Refusal {
    Refusal(
      "closing.surplus-amount", citation: rule,
      message: Bilingual(
        "该项目累计结转为 \(carried.voucherText)，转出金额不在其内。",
        "The project has \(carried.voucherText) carried over; the amount is not within it."),
      remedy: Bilingual("请填写大于零且不超过累计结转的金额。", "Give an amount above zero and not beyond what is carried over."))
  }
}
