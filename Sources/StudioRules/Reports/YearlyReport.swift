import LedgerRules
import Primitives

/// A spend as the reports count it; reversed ones stay out, or come with a negative twin.
public struct ReportedSpend: Sendable, Hashable {
  /// The day of the payment.
  public let day: CalendarDay
  /// Whose money.
  public let source: Fund
  /// The category of use.
  public let category: UseCategory
  /// How much; negative for a reversal.
  public let amount: Money
  /// Whether evidence is on file. In mode M1 the employer's spending counts only with it.
  public let hasEvidence: Bool

  /// Describes a spend.
  public init(day: CalendarDay, source: Fund, category: UseCategory, amount: Money, hasEvidence: Bool) {
    self.day = day
    self.source = source
    self.category = category
    self.amount = amount
    self.hasEvidence = hasEvidence
  }
}

/// The report of a grant for a year: plan, spent and left, by category and by fund.
public struct YearlyReport: Sendable, Hashable {
  /// The line of one category, of provincial money.
  public struct Line: Sendable, Hashable {
    /// Plan, spent up to the year's end, and left.
    public let usage: UsageLine
    /// Spent in the year itself.
    public let inYear: Money
  }

  /// The line of one fund.
  public struct FundLine: Sendable, Hashable {
    /// The fund.
    public let source: Fund
    /// Received from the province, or matched.
    public let received: Money
    /// Spent in the year itself.
    public let inYear: Money
    /// Spent up to the year's end.
    public let spent: Money
    /// What is left.
    public let left: Money
  }

  /// The year.
  public let year: Int
  /// Provincial money by category, in the order of article 8.
  public let lines: [Line]
  /// Provincial money.
  public let province: FundLine
  /// The match; nil where its spending is not shown: mode M1 without evidence.
  public let match: FundLine?
  /// The match by category, spent up to the year's end; empty where it is not shown.
  public let matchByCategory: [UseCategory: Money]

  /// What stands in place of the match's spending where the employer showed no evidence of it.
  public static let notShown = Bilingual("未提供使用凭证，使用情况未反映", "not shown: no evidence of its use was given")

  /// Makes the report.
  ///
  /// - Parameters:
  ///   - received: provincial money received.
  ///   - matched: confirmed matching in cash.
  ///   - spends: all spends of the grant; those after the year are left out.
  /// - Throws: `money.overflow`.
  public init(
    year: Int, plan: PlanOfUse, received: Money, matched: Money, mode: MatchMode, spends: [ReportedSpend]
  ) throws {
    self.year = year
    let past = spends.filter { $0.day.year <= year }
    let provincial = past.filter { $0.source == .province }
    let inYear = try Self.byCategory(provincial.filter { $0.day.year == year })
    lines = try plan.usage(spent: Self.byCategory(provincial)).map {
      Line(usage: $0, inYear: inYear[$0.category] ?? .zero)
    }
    province = try Self.fund(.province, received, provincial, year)
    let shown = past.filter { $0.source == .match && (mode.isInUnionBooks || $0.hasEvidence) }
    let isShown = mode.isInUnionBooks || !shown.isEmpty
    match = isShown ? try Self.fund(.match, matched, shown, year) : nil
    matchByCategory = isShown ? try Self.byCategory(shown) : [:]
  }

  private static func fund(
    _ source: Fund, _ received: Money, _ spends: [ReportedSpend], _ year: Int
  ) throws -> FundLine {
    let spent = try Money.sum(spends.map(\.amount))
    let inYear = try Money.sum(spends.filter { $0.day.year == year }.map(\.amount))
    return FundLine(source: source, received: received, inYear: inYear, spent: spent, left: try received - spent)
  }

  private static func byCategory(_ spends: [ReportedSpend]) throws -> [UseCategory: Money] {
    try spends.reduce(into: [:]) { $0[$1.category] = try ($0[$1.category] ?? .zero) + $1.amount }
  }
}
