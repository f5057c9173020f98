import Primitives

/// What a voucher says, before it has a number and signatures.
public struct VoucherContent: Sendable, Hashable {
  /// The voucher's day; it decides the chart.
  public var day: CalendarDay
  /// 摘要.
  public var summary: String
  /// 所附原始凭证张数: the number of attached originals, 0 or more.
  public var attachments: Int
  /// The lines in the order in which they are printed.
  public var lines: [VoucherLine]
  /// What sort of entry it is.
  public var nature: VoucherNature

  /// Makes the content of a voucher; ``check(in:)`` says whether it may be posted.
  public init(
    day: CalendarDay, summary: String, attachments: Int = 0, lines: [VoucherLine], nature: VoucherNature = .ordinary
  ) {
    self.day = day
    self.summary = summary
    self.attachments = attachments
    self.lines = lines
    self.nature = nature
  }

  /// The sum of a side, red lines subtracted. Throws `money.overflow`.
  public func total(_ side: Side) throws -> Money {
    try Money.sum(lines.lazy.filter { $0.side == side }.map(\.turnover))
  }

  /// Passes if the voucher may be posted in a ledger with these accounts.
  ///
  /// Throws `voucher.summary`, `voucher.attachments`, `voucher.lines`, `voucher.amount`, `voucher.chart`,
  /// `account.unknown`, `voucher.not-leaf`, `voucher.fund`, `voucher.unbalanced`, `money.overflow`.
  public func check(in chart: ChartOfAccounts) throws {
    try checkHead()
    for line in lines { try line.check(on: day, in: chart) }
    let (debit, credit) = try (total(.debit), total(.credit))
    guard debit == credit else { throw VoucherFault.unbalanced(debit: debit, credit: credit) }
  }

  /// The red voucher that takes this one back: the same lines on the same sides, red where they were blue.
  ///
  /// The day is the reversal's own, in an open period; where the chart changed in between, posting refuses it and the
  /// correction is a new voucher on the accounts of the new chart.
  public func reversal(on day: CalendarDay, summary: String) -> VoucherContent {
    var reversed = self
    reversed.day = day
    reversed.summary = summary
    reversed.nature = .reversal
    for index in reversed.lines.indices { reversed.lines[index].isRed.toggle() }
    return reversed
  }

  private func checkHead() throws {
    let isBlank = summary.allSatisfy(\.isWhitespace)
    guard !isBlank, summary.count <= 200, !summary.contains(where: \.isNewline) else { throw VoucherFault.summary }
    guard attachments >= 0 else { throw VoucherFault.attachments }
    guard (2...VoucherLimits.lines).contains(lines.count) else { throw VoucherFault.lines(lines.count) }
  }
}

extension VoucherLine {
  /// Passes if the line may stand in a voucher of a day.
  ///
  /// Throws `voucher.amount`, `voucher.chart`, `account.unknown`, `voucher.not-leaf`, `voucher.fund`.
  public func check(on day: CalendarDay, in chart: ChartOfAccounts) throws {
    guard amount > .zero else { throw VoucherFault.amount }
    guard account.chart == Chart.on(day) else { throw VoucherFault.chart(account, day, chart) }
    let found = try chart.account(account)
    guard chart.isPostable(found) else { throw VoucherFault.notLeaf(found) }
    guard fund == nil || project != nil else { throw VoucherFault.fund }
  }
}

/// The named limits of vouchers.
public enum VoucherLimits {
  /// The most lines of one voucher: a year's closing of thousands of projects is written in several vouchers, so that
  /// no act holds the writer for long.
  public static let lines = 2_000
}
