import Primitives

/// A step of the grants' money through the books, as 5.3 to 5.7 book it.
public enum LedgerStep: String, Sendable, Hashable, Codable, CaseIterable {
  /// Province: pays the level below.
  case provincePays = "province_pays"
  /// City: receives from the province.
  case cityReceives = "city_receives"
  /// City: pays the base union.
  case cityPays = "city_pays"
  /// Base: receives the grant.
  case baseReceives = "base_receives"
  /// Base: receives the employer's matching money (M2 or M3).
  case matchReceived = "match_received"
  /// Base: gives matching money back to the employer.
  case matchReturned = "match_returned"
  /// Base: spends.
  case spend
  /// Base: the employer repays what an inspection disallowed.
  case disallowedRepaid = "disallowed_repaid"
  /// Base: returns grant money to the level above.
  case baseReturns = "base_returns"
  /// City: receives what the base returned.
  case cityTakesBack = "city_takes_back"
  /// City: passes it back to the province.
  case cityReturns = "city_returns"
  /// Province: receives it.
  case provinceTakesBack = "province_takes_back"
  /// Province: notified but unpaid at year end.
  case provinceOwes = "province_owes"
  /// City: notified but not received at year end.
  case cityAwaits = "city_awaits"
  /// Base: withheld income tax is paid.
  case taxPaid = "tax_paid"

  /// The tier whose ledger books it.
  public var tier: LedgerTier {
    switch self {
    case .provincePays, .provinceTakesBack, .provinceOwes: .province
    case .cityReceives, .cityPays, .cityTakesBack, .cityReturns, .cityAwaits: .city
    case .baseReceives, .matchReceived, .matchReturned, .spend, .disallowedRepaid, .baseReturns, .taxPaid: .base
    }
  }
}

/// What a step is about.
public struct StepFacts: Sendable, Hashable {
  /// The amount.
  public var amount: Money
  /// The grant's project code.
  public var project: String
  /// The fund that a spend takes from.
  public var fund: Fund
  /// Of a spend, the income tax withheld, part of the amount.
  public var tax: Money
  /// Of a spend in profile STD_2021, whether it buys a fixed asset, and of which sort.
  public var asset: FixedAsset?
  /// Whether the money that is taken back or returned was paid in an earlier year.
  public var isOfEarlierYear: Bool
  /// Whether the level that pays booked it as owed, or the one that receives as awaited, at the year's end.
  public var wasAccrued: Bool

  /// States the facts of a step.
  public init(
    amount: Money, project: String, fund: Fund = .province, tax: Money = .zero, asset: FixedAsset? = nil,
    isOfEarlierYear: Bool = false, wasAccrued: Bool = false
  ) {
    self.amount = amount
    self.project = project
    self.fund = fund
    self.tax = tax
    self.asset = asset
    self.isOfEarlierYear = isOfEarlierYear
    self.wasAccrued = wasAccrued
  }
}

/// A thing that is kept among the fixed assets.
public enum FixedAsset: String, Sendable, Hashable, Codable, CaseIterable {
  /// 通用设备, from 1,000 yuan (500 before 2022).
  case general
  /// 专用设备, from 1,500 yuan (800 before 2022).
  case special

  /// From which price a thing that lasts more than a year is a fixed asset.
  public func threshold(_ chart: Chart) -> Money {
    switch (self, chart) {
    case (.general, .of2021): Money(fen: 100_000)
    case (.special, .of2021): Money(fen: 150_000)
    case (.general, .of2009): Money(fen: 50_000)
    case (.special, .of2009): Money(fen: 80_000)
    }
  }
}

extension LedgerStep {
  /// The lines that a ledger books for a step, in the chart of the day.
  ///
  /// - Throws: a ``Refusal`` `money.overflow`.
  public func lines(_ facts: StepFacts, profile: PostingProfile, chart: Chart) throws -> [VoucherLine] {
    try StepLines(facts: facts, accounts: StepAccounts(chart), profile: profile, chart: chart).lines(self)
  }
}

/// The accounts of 5.3 and 5.6 in a chart.
struct StepAccounts {
  let bank = "102"
  let custodialBank = "10201"
  let awaited = "13101"
  let custody: String
  let owed: String
  let tax: String
  let subsidyIncome = "40302"
  let employerIncome = "405"
  let operations: String
  let subsidyExpense: String
  let adjustment: String

  init(_ chart: Chart) {
    let isNew = chart == .of2021
    custody = isNew ? "221" : "231"
    owed = isNew ? "21201" : "22201"
    tax = isNew ? "21501" : "22501"
    operations = isNew ? "50503" : "50304"
    subsidyExpense = isNew ? "50802" : "50602"
    adjustment = isNew ? "32101" : "331"
  }
}

/// The lines of the steps.
struct StepLines {
  let facts: StepFacts
  let accounts: StepAccounts
  let profile: PostingProfile
  let chart: Chart

  func lines(_ step: LedgerStep) throws -> [VoucherLine] {
    switch step {
    case .provincePays: pair(facts.wasAccrued ? accounts.owed : accounts.subsidyExpense, accounts.bank)
    case .provinceOwes: pair(accounts.subsidyExpense, accounts.owed)
    case .provinceTakesBack: pair(accounts.bank, back(accounts.subsidyExpense))
    case .cityReceives: pair(accounts.bank, facts.wasAccrued ? accounts.awaited : accounts.subsidyIncome)
    case .cityAwaits: pair(accounts.awaited, accounts.subsidyIncome)
    case .cityPays: pair(cityExpense, accounts.bank)
    case .cityTakesBack: pair(accounts.bank, back(cityExpense))
    case .cityReturns: pair(back(accounts.subsidyIncome), accounts.bank)
    default: try baseLines(step)
    }
  }

  private func baseLines(_ step: LedgerStep) throws -> [VoucherLine] {
    switch step {
    case .baseReceives: received(.province, accounts.subsidyIncome)
    case .matchReceived: received(.match, accounts.employerIncome)
    case .matchReturned: returned(.match, accounts.employerIncome)
    case .disallowedRepaid: repaid
    case .baseReturns: returned(.province, accounts.subsidyIncome)
    case .taxPaid: pair(accounts.tax, isCustodial ? accounts.custodialBank : accounts.bank)
    default: try spent()
    }
  }

  private var isCustodial: Bool { profile == .local2018 }
  private var cityExpense: String { isCustodial ? accounts.operations : accounts.subsidyExpense }

  /// money of an earlier year meets the balance brought forward, not this year's income or expense.
  private func back(_ account: String) -> String { facts.isOfEarlierYear ? accounts.adjustment : account }

  private func pair(_ debit: String, _ credit: String) -> [VoucherLine] {
    [line(.debit, debit, facts.amount), line(.credit, credit, facts.amount)]
  }

  /// Every line of a grant bears its project; the one that holds the money in trust, or its income and expense, also the
  /// fund.
  private func line(_ side: Side, _ account: String, _ amount: Money, _ fund: Fund? = nil) -> VoucherLine {
    VoucherLine(side, account, amount, project: facts.project, fund: fund)
  }

  private func received(_ fund: Fund, _ income: String) -> [VoucherLine] {
    [
      line(.debit, isCustodial ? accounts.custodialBank : accounts.bank, facts.amount),
      line(.credit, isCustodial ? accounts.custody : income, facts.amount, fund),
    ]
  }

  private func returned(_ fund: Fund, _ income: String) -> [VoucherLine] {
    [
      line(.debit, isCustodial ? accounts.custody : back(income), facts.amount, fund),
      line(.credit, isCustodial ? accounts.custodialBank : accounts.bank, facts.amount),
    ]
  }

  /// What was disallowed comes back to the money it was taken from.
  private var repaid: [VoucherLine] {
    [
      line(.debit, isCustodial ? accounts.custodialBank : accounts.bank, facts.amount),
      line(.credit, isCustodial ? accounts.custody : back(expense), facts.amount, facts.fund),
    ]
  }

  /// 50303 is the account of a union's own studio expense (5.2); the chart of 2009 gives none, so that the special
  /// operations expense takes its place.
  private var expense: String {
    guard chart == .of2021 else { return facts.asset == nil ? accounts.operations : "505" }
    switch facts.asset {
    case nil: return "50303"
    case .general: return "50702"
    case .special: return "50703"
    }
  }

  private func spent() throws -> [VoucherLine] {
    let bank = isCustodial ? accounts.custodialBank : accounts.bank
    var lines = [line(.debit, isCustodial ? accounts.custody : expense, facts.amount, facts.fund)]
    lines.append(line(.credit, bank, try facts.amount - facts.tax))
    if facts.tax > .zero { lines.append(line(.credit, accounts.tax, facts.tax)) }
    // Bought with the union's own income it is an asset of the union; with money in trust it only stands in the memo register.
    if facts.asset != nil, !isCustodial {
      lines.append(line(.debit, "162", facts.amount))
      lines.append(line(.credit, chart == .of2021 ? "30104" : "301", facts.amount))
    }
    return lines.filter { $0.amount > .zero }
  }
}
