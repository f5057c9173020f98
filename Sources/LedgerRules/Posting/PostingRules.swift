import Primitives

/// How a ledger turns steps into voucher lines: chart, profile and the ledger's options (section 5.3).
public struct PostingRules: Sendable, Hashable {
  /// The chart of the voucher's day.
  public let chart: Chart
  /// The profile of the base union that the grant is for.
  public let profile: PostingProfile
  /// Where matching money is booked.
  public let matchMode: MatchMode
  /// Where interest on custodial money goes.
  public let interest: CustodialInterest
  /// The expense account of the assist fund.
  public let fundExpense: FundExpense

  /// States a ledger's rules on a day. Throws `ledger.profile-chart` where the profile of 2021 is asked for a day
  /// before 2022-01-01, when its accounts did not exist.
  public init(
    on day: CalendarDay, profile: PostingProfile = .local2018, matchMode: MatchMode? = nil,
    interest: CustodialInterest = .otherIncome, fundExpense: FundExpense = .specialOperations
  ) throws {
    chart = Chart.on(day)
    guard chart == .of2021 || profile == .local2018 else { throw PostingFault.profileChart }
    self.profile = profile
    self.matchMode = matchMode ?? (profile == .local2018 ? .custodial : .unionIncome)
    self.interest = interest
    self.fundExpense = fundExpense
  }

  /// The lines of a step (sections 5.3 to 5.7).
  ///
  /// Throws `step.amount`, `step.tax`, `step.fund` where a base union's step does not say which grant and whose money,
  /// `step.register-only` for a spend of money that stands in the employer's books (M1), `money.overflow`.
  public func posting(_ step: LedgerStep, _ facts: StepFacts) throws -> Posting {
    try check(step, facts)
    switch step.tier {
    case .province: return plain(provinceLines(step, facts))
    case .city: return try plain(cityLines(step, facts))
    case .base: return try base(step, facts)
    case nil: return try anyTier(step, facts)
    }
  }

  private func check(_ step: LedgerStep, _ facts: StepFacts) throws {
    guard facts.amount > .zero else { throw PostingFault.amount }
    let mayWithhold = step == .baseSpends || step == .fundSpends
    guard !facts.withheldTax.isNegative, facts.withheldTax < facts.amount, mayWithhold || facts.withheldTax == .zero
    else { throw PostingFault.tax }
    guard step.tier != .base || (facts.project != nil && (step.fund ?? facts.fund) != nil) else {
      throw PostingFault.fund
    }
  }

  private func plain(_ lines: [VoucherLine]) -> Posting { Posting(lines: lines, entersMemoRegister: false) }
}

/// The levels above the base union.
extension PostingRules {
  private func provinceLines(_ step: LedgerStep, _ facts: StepFacts) -> [VoucherLine] {
    switch step {
    case .provinceNotified: pair(.specialSubsidyExpense, .subsidyPayable, facts)
    case .provincePaysNotified: pair(.subsidyPayable, cashbox(facts), facts)
    case .provinceTakesBack:
      pair(cashbox(facts), facts.isOfEarlierYear ? .carryoverAdjustment : .specialSubsidyExpense, facts)
    default: pair(.specialSubsidyExpense, cashbox(facts), facts)
    }
  }

  private func cityLines(_ step: LedgerStep, _ facts: StepFacts) throws -> [VoucherLine] {
    switch step {
    case .cityNotified: pair(.subsidyReceivable, .specialSubsidyIncome, facts)
    case .cityReceivesNotified: pair(cashbox(facts), .subsidyReceivable, facts)
    case .cityPays: pair(cityExpense, cashbox(facts), facts)
    case .cityTakesBack: pair(cashbox(facts), facts.isOfEarlierYear ? .carryoverAdjustment : cityExpense, facts)
    case .cityReturns: pair(facts.isOfEarlierYear ? .carryoverAdjustment : .specialSubsidyIncome, cashbox(facts), facts)
    case .fundSpends: try spendLines(fundAccount, cashbox(facts), facts)
    default: pair(cashbox(facts), .specialSubsidyIncome, facts)
    }
  }

  /// The city's expense is its own in the rule of 2018, a subsidy to the union below in the standard of 2021.
  private var cityExpense: AccountRole { profile == .local2018 ? .specialOperations : .specialSubsidyExpense }

  private var fundAccount: AccountRole { fundExpense == .specialOperations ? .specialOperations : .workerInnovation }
}

/// The base union.
extension PostingRules {
  /// How the base union holds a fund's money: the profile decides for the grant, the mode for matching money.
  public func holding(of fund: Fund) -> Holding {
    switch (fund, matchMode) {
    case (.province, _): profile == .local2018 ? .custody : .own
    case (.match, .employerBooks): .employer
    case (.match, .custodial): .custody
    case (.match, .unionIncome): .own
    }
  }

  private func base(_ step: LedgerStep, _ facts: StepFacts) throws -> Posting {
    let fund = step.fund ?? facts.fund ?? .province
    let facts = facts.about(fund)
    switch holding(of: fund) {
    case .custody: return try custody(step, facts)
    case .own: return try own(step, facts)
    case .employer:
      guard step == .baseReceivesMatch || step == .baseMatchWithdrawn else { throw PostingFault.registerOnly }
      return plain([])
    }
  }

  private func custody(_ step: LedgerStep, _ facts: StepFacts) throws -> Posting {
    let box: AccountRole = facts.means == .bank ? .custodialBank : .custodialCash
    switch step {
    case .baseSpends:
      let isAsset = facts.equipment?.isFixedAsset(in: chart) ?? false
      return Posting(lines: try spendLines(.custodialFunds, box, facts), entersMemoRegister: isAsset)
    case .baseMatchWithdrawn, .baseReturns: return plain(pair(.custodialFunds, box, facts))
    default: return plain(pair(box, .custodialFunds, facts))
    }
  }

  private func own(_ step: LedgerStep, _ facts: StepFacts) throws -> Posting {
    let income: AccountRole = facts.fund == .match ? .employerSubsidyIncome : .specialSubsidyIncome
    let returned = facts.isOfEarlierYear ? .carryoverAdjustment : income
    switch step {
    case .baseSpends: return plain(try ownSpend(facts))
    case .baseRepaid:
      return plain(pair(cashbox(facts), facts.isOfEarlierYear ? .carryoverAdjustment : expense(facts), facts))
    case .baseMatchWithdrawn, .baseReturns: return plain(pair(returned, cashbox(facts), facts))
    default: return plain(pair(cashbox(facts), income, facts))
    }
  }

  /// A fixed asset is an expense and, in the same voucher, an asset with its fund.
  private func ownSpend(_ facts: StepFacts) throws -> [VoucherLine] {
    let spend = try spendLines(expense(facts), cashbox(facts), facts)
    guard facts.equipment?.isFixedAsset(in: chart) ?? false else { return spend }
    return spend + pair(.fixedAssets, .assetFund, facts)
  }

  private func expense(_ facts: StepFacts) -> AccountRole {
    guard let equipment = facts.equipment, equipment.isFixedAsset(in: chart) else { return .workerInnovation }
    return equipment.equipment == .general ? .generalEquipment : .specialEquipment
  }

  private func anyTier(_ step: LedgerStep, _ facts: StepFacts) throws -> Posting {
    let isCustody = facts.fund.map { holding(of: $0) == .custody } ?? false
    let custodial: AccountRole = facts.means == .bank ? .custodialBank : .custodialCash
    if step == .taxPaid { return plain(pair(.withheldTax, isCustody ? custodial : cashbox(facts), facts)) }
    guard isCustody, interest == .project else { return plain(pair(cashbox(facts), .otherIncome, facts.untagged)) }
    return plain(pair(custodial, .custodialFunds, facts))
  }
}

/// How a base union holds the money of a fund.
public enum Holding: String, Sendable, Hashable, CaseIterable {
  /// 代管经费: another's money in custody.
  case custody
  /// The union's own income and expense.
  case own
  /// In the employer's books.
  case employer
}

/// Lines.
extension PostingRules {
  private func cashbox(_ facts: StepFacts) -> AccountRole { facts.means == .bank ? .bank : .cash }

  private func pair(_ debit: AccountRole, _ credit: AccountRole, _ facts: StepFacts) -> [VoucherLine] {
    [line(.debit, debit, facts.amount, facts), line(.credit, credit, facts.amount, facts)]
  }

  /// The gross on the debit side; what is paid out and what is withheld on the credit side.
  private func spendLines(
    _ debit: AccountRole, _ box: AccountRole, _ facts: StepFacts
  ) throws -> [VoucherLine] {
    let paid = try facts.amount - facts.withheldTax
    let lines = [line(.debit, debit, facts.amount, facts), line(.credit, box, paid, facts)]
    guard facts.withheldTax > .zero else { return lines }
    return lines + [line(.credit, .withheldTax, facts.withheldTax, facts)]
  }

  /// The union's own cash and bank belong to no project; custodial ones to the project whose money lies there.
  private func line(_ side: Side, _ role: AccountRole, _ amount: Money, _ facts: StepFacts) -> VoucherLine {
    let isOwnMoney = role == .bank || role == .cash
    return VoucherLine(
      side, role.key(in: chart), amount, project: isOwnMoney ? nil : facts.project, fund: isOwnMoney ? nil : facts.fund)
  }
}

extension StepFacts {
  fileprivate func about(_ fund: Fund) -> StepFacts {
    var facts = self
    facts.fund = fund
    return facts
  }

  fileprivate var untagged: StepFacts {
    var facts = self
    facts.project = nil
    facts.fund = nil
    return facts
  }
}
