import Primitives

@testable import LedgerRules

/// The code of the refusal that an act throws; nil if it throws none.
func refusalCode(_ act: () throws -> some Any) -> String? { refusal(act)?.code }

/// The refusal that an act throws; nil if it throws none.
func refusal(_ act: () throws -> some Any) -> Refusal? {
  do {
    _ = try act()
    return nil
  } catch { return error as? Refusal }
}

/// The three ledgers of a sample, to which steps are posted one after another.
struct SampleBooks {
  /// What a voucher of the samples says, one text for each line: `D 50802 50000.00`.
  typealias Lines = [String]

  var balances: [LedgerTier: Balances] = [:]
  var profile = PostingProfile.local2018
  var matchMode: MatchMode?
  let project: ProjectCode
  let chart: ChartOfAccounts

  init(project: String = "QLG-2026-0001", chart: ChartOfAccounts = .standard) throws {
    self.project = try ProjectCode(project)
    self.chart = chart
    for tier in LedgerTier.allCases { balances[tier] = try Balances() }
  }

  /// Posts a step in the ledger of a tier and returns its lines as the samples write them.
  mutating func post(
    _ tier: LedgerTier, _ day: String, _ step: LedgerStep, _ yuan: String, fund: Fund? = nil, tax: String = "0",
    equipment: EquipmentPurchase? = nil, isOfEarlierYear: Bool = false
  ) throws -> Lines {
    let rules = try PostingRules(on: CalendarDay(day), profile: profile, matchMode: matchMode)
    let facts = StepFacts(
      try Money(yuan), withheldTax: try Money(tax), project: project, fund: fund, equipment: equipment,
      isOfEarlierYear: isOfEarlierYear)
    let lines = try rules.posting(step, facts).lines
    return try post(tier, VoucherContent(day: CalendarDay(day), summary: step.summary.zh, lines: lines))
  }

  /// Posts a voucher after its check.
  mutating func post(_ tier: LedgerTier, _ voucher: VoucherContent) throws -> Lines {
    try voucher.check(in: chart)
    try balances[tier]?.post(voucher)
    return voucher.lines.map(Self.text)
  }

  /// Posts the year's closing of a tier and returns the lines of each voucher.
  mutating func close(_ tier: LedgerTier, _ day: String) throws -> [Lines] {
    guard let books = balances[tier] else { return [] }
    return try Closing.year(books, on: CalendarDay(day), chart: chart).map { try post(tier, $0) }
  }

  /// The closing balance of an account with its details, debit above zero.
  func balance(_ tier: LedgerTier, _ chart: Chart, _ code: String) throws -> String? {
    try balances[tier]?.total(AccountKey(chart, code)).closing().text
  }

  static func text(_ line: VoucherLine) -> String {
    let fund = line.fund.map { " " + $0.rawValue } ?? ""
    let sign = line.isRed ? "-" : ""
    return "\(line.side == .debit ? "D" : "C") \(line.account.code) \(sign)\(line.amount.text)\(fund)"
  }
}
