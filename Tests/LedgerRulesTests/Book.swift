import LedgerRules
import Primitives
import Testing

/// A ledger in memory: lines that were posted, and the balances that follow.
struct Book {
  let chart: ChartOfAccounts
  private(set) var vouchers: [VoucherContent] = []

  init(_ chart: Chart = .of2021) { self.chart = ChartOfAccounts.standard(chart) }

  mutating func post(_ content: VoucherContent) throws {
    try content.check(chart)
    vouchers.append(content)
  }

  mutating func post(_ day: String, _ step: LedgerStep, _ facts: StepFacts, _ profile: PostingProfile = .local2018)
    throws
  {
    let lines = try step.lines(facts, profile: profile, chart: chart.chart)
    try post(VoucherContent(day: try CalendarDay(day), summary: step.rawValue, lines: lines))
  }

  func balances() throws -> [AccountBalance] {
    struct Key: Hashable {
      let account: String
      let project: String?
      let fund: Fund?
    }
    var sums: [Key: (debit: Money, credit: Money)] = [:]
    for line in vouchers.flatMap(\.lines) {
      let key = Key(account: line.account, project: line.project, fund: line.fund)
      var sum = sums[key] ?? (.zero, .zero)
      if line.side == .debit {
        sum.debit = try sum.debit + line.turnover
      } else {
        sum.credit = try sum.credit + line.turnover
      }
      sums[key] = sum
    }
    return try sums.map { key, sum in
      try AccountBalance(
        account: key.account, project: key.project, fund: key.fund, debit: sum.debit, credit: sum.credit)
    }.sorted { ($0.account, $0.fund?.rawValue ?? "") < ($1.account, $1.fund?.rawValue ?? "") }
  }

  /// Debits less credits of an account and what stands below it, as yuan.
  func closing(_ account: String, _ fund: Fund? = nil) throws -> String {
    try Money.sum(
      balances().filter { $0.account.hasPrefix(account) && (fund == nil || $0.fund == fund) }.map(\.closing)
    ).text
  }

  mutating func closeYear(_ day: String) throws -> [String] {
    let entries = try YearClosing.entries(balances(), chart)
    for entry in entries {
      try post(VoucherContent(day: try CalendarDay(day), summary: entry.summary, lines: entry.lines))
    }
    return entries.map { entry in
      entry.lines.map { "\($0.side == .debit ? "借" : "贷")\($0.account) \($0.amount.text)" }.joined(separator: " ")
    }
  }
}

/// The facts of a step of the sample grant.
func facts(
  _ yuan: String, _ fund: Fund = .province, tax: String = "0", asset: FixedAsset? = nil, earlier: Bool = false,
  accrued: Bool = false
) throws -> StepFacts {
  StepFacts(
    amount: try Money(yuan), project: "QLGJ-2026-001", fund: fund, tax: try Money(tax), asset: asset,
    isOfEarlierYear: earlier, wasAccrued: accrued)
}

/// A step's lines as short text: 借102 5.00.
func text(_ step: LedgerStep, _ facts: StepFacts, _ profile: PostingProfile, _ chart: Chart) throws -> String {
  try step.lines(facts, profile: profile, chart: chart).map {
    "\($0.side == .debit ? "借" : "贷")\($0.account) \($0.amount.text)"
  }.joined(separator: " ")
}
