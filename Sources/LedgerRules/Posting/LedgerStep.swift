import Primitives

/// The steps of a grant and of the assist fund that make vouchers (sections 5.3 to 5.7).
public enum LedgerStep: String, Sendable, Hashable, Codable, CaseIterable {
  /// Province pays the city, or the base union where no city stands between (R-407, OP-30).
  case provincePays = "PROVINCE_PAYS"
  /// Year end: the province has notified the grant and not paid it.
  case provinceNotified = "PROVINCE_NOTIFIED"
  /// The province pays what it had notified in an earlier year.
  case provincePaysNotified = "PROVINCE_PAYS_NOTIFIED"
  /// Money comes back to the province.
  case provinceTakesBack = "PROVINCE_TAKES_BACK"
  /// The city receives the grant.
  case cityReceives = "CITY_RECEIVES"
  /// Year end: the city was notified and has not received.
  case cityNotified = "CITY_NOTIFIED"
  /// The city receives what was notified in an earlier year.
  case cityReceivesNotified = "CITY_RECEIVES_NOTIFIED"
  /// The city pays the base union.
  case cityPays = "CITY_PAYS"
  /// The base union returns money to the city.
  case cityTakesBack = "CITY_TAKES_BACK"
  /// The city passes returned money back to the province.
  case cityReturns = "CITY_RETURNS"
  /// The base union receives the grant.
  case baseReceives = "BASE_RECEIVES"
  /// The employer's matching money arrives.
  case baseReceivesMatch = "BASE_RECEIVES_MATCH"
  /// Matching money goes back to the employer.
  case baseMatchWithdrawn = "BASE_MATCH_WITHDRAWN"
  /// The base union spends, with income tax withheld where the payee is a person.
  case baseSpends = "BASE_SPENDS"
  /// The employer repays a disallowed spend.
  case baseRepaid = "BASE_REPAID"
  /// The base union returns money upwards.
  case baseReturns = "BASE_RETURNS"
  /// Withheld income tax is paid.
  case taxPaid = "TAX_PAID"
  /// The bank pays interest (R-416, OP-12).
  case interestReceived = "INTEREST_RECEIVED"
  /// The assist fund arrives (section 5.7).
  case fundReceived = "FUND_RECEIVED"
  /// The assist fund pays a labour fee, travel, venue, materials or rental (section 5.7).
  case fundSpends = "FUND_SPENDS"

  /// The tier whose ledger the step is written in; nil for what any tier does.
  public var tier: LedgerTier? {
    switch self {
    case .provincePays, .provinceNotified, .provincePaysNotified, .provinceTakesBack: .province
    case .cityReceives, .cityNotified, .cityReceivesNotified, .cityPays, .cityTakesBack, .cityReturns: .city
    case .baseReceives, .baseReceivesMatch, .baseMatchWithdrawn, .baseSpends, .baseRepaid, .baseReturns: .base
    case .fundReceived, .fundSpends: .city
    case .taxPaid, .interestReceived: nil
    }
  }

  /// Whose money the step is always about; nil where the facts say it.
  public var fund: Fund? {
    switch self {
    case .baseReceives, .baseReturns: .province
    case .baseReceivesMatch, .baseMatchWithdrawn: .match
    default: nil
    }
  }

  /// What the voucher's summary says when nobody words it otherwise.
  public var summary: Bilingual {
    switch self {
    case .provincePays: Bilingual("拨付工作室资助资金", "pay the studio grant")
    case .provinceNotified: Bilingual("年末确认已通知未拨付的资助资金", "grant notified and unpaid at year end")
    case .provincePaysNotified: Bilingual("拨付上年已通知的资助资金", "pay a grant notified earlier")
    case .provinceTakesBack: Bilingual("收回资助资金", "grant money taken back")
    case .cityReceives: Bilingual("收到省总工会资助资金", "receive the grant")
    case .cityNotified: Bilingual("年末确认已通知未收到的资助资金", "grant notified and not received at year end")
    case .cityReceivesNotified: Bilingual("收到上年已通知的资助资金", "receive a grant notified earlier")
    case .cityPays: Bilingual("拨付基层工会资助资金", "pay the base union")
    case .cityTakesBack: Bilingual("收到基层工会退回资金", "money returned by the base union")
    case .cityReturns: Bilingual("向省总工会退回资金", "pass money back to the province")
    case .baseReceives: Bilingual("收到工作室资助资金", "receive the studio grant")
    case .baseReceivesMatch: Bilingual("收到单位配套资金", "receive matching money")
    case .baseMatchWithdrawn: Bilingual("退回单位配套资金", "matching money back to the employer")
    case .baseSpends: Bilingual("工作室支出", "studio expense")
    case .baseRepaid: Bilingual("单位退还不合规支出", "employer repays a disallowed spend")
    case .baseReturns: Bilingual("向上级工会退回资金", "return money upwards")
    case .taxPaid: Bilingual("缴纳代扣个人所得税", "pay withheld income tax")
    case .interestReceived: Bilingual("收到银行存款利息", "bank interest")
    case .fundReceived: Bilingual("收到助企行专项经费", "receive the assist fund")
    case .fundSpends: Bilingual("助企行专项支出", "assist fund expense")
    }
  }
}

/// What is known about one step.
public struct StepFacts: Sendable, Hashable {
  /// The amount in fen, above zero; of a spend the gross.
  public var amount: Money
  /// The part of a spend that is withheld as income tax, 0 or more and below the amount.
  public var withheldTax: Money
  /// The project: one for each grant.
  public var project: ProjectCode?
  /// Whose money a base union spends or gets repaid; other steps know it (``LedgerStep/fund``), and the levels above and
  /// the assist fund have none.
  public var fund: Fund?
  /// The equipment that a spend buys; nil for any other use.
  public var equipment: EquipmentPurchase?
  /// Whether money comes back that was booked in an earlier year.
  public var isOfEarlierYear: Bool
  /// Bank or cash.
  public var means: PaymentMeans

  /// States the facts of a step.
  public init(
    _ amount: Money, withheldTax: Money = .zero, project: ProjectCode? = nil, fund: Fund? = nil,
    equipment: EquipmentPurchase? = nil, isOfEarlierYear: Bool = false, means: PaymentMeans = .bank
  ) {
    self.amount = amount
    self.withheldTax = withheldTax
    self.project = project
    self.fund = fund
    self.equipment = equipment
    self.isOfEarlierYear = isOfEarlierYear
    self.means = means
  }
}

/// What a step writes.
public struct Posting: Sendable, Hashable {
  /// The lines of its voucher; none where only a register is kept (R-412, mode M1).
  public let lines: [VoucherLine]
  /// Whether a bought asset goes into the memo register 备查簿 with its owner, instead of 固定资产.
  public let entersMemoRegister: Bool

  /// Whether there is no voucher, only an entry in a register.
  public var isRegisterOnly: Bool { lines.isEmpty }
}
