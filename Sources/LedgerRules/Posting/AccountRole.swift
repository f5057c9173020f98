/// What an account does in the steps of a grant, whichever chart is in force (sections 5.2, 5.3, 5.6).
public enum AccountRole: String, Sendable, Hashable, CaseIterable {
  /// 库存现金 of the union itself.
  case cash
  /// 银行存款 of the union itself.
  case bank
  /// 库存现金—代管经费.
  case custodialCash
  /// 银行存款—代管经费.
  case custodialBank
  /// 应收上级补助.
  case subsidyReceivable
  /// 应付下级补助.
  case subsidyPayable
  /// 其他应付款—代扣个人所得税.
  case withheldTax
  /// 代管经费.
  case custodialFunds
  /// 固定资产.
  case fixedAssets
  /// 资产基金—固定资产.
  case assetFund
  /// 工会资金结转—年初余额调整.
  case carryoverAdjustment
  /// 工会资金结转—本年收支结转.
  case carryoverOfYear
  /// 工会资金结转—累计结转.
  case carryover
  /// 工会资金结余—本年收支结转.
  case surplusOfYear
  /// 工会资金结余—结转转入.
  case surplusMovedIn
  /// 工会资金结余—累计结余.
  case surplus
  /// 上级补助收入—专项转移支付补助.
  case specialSubsidyIncome
  /// 行政补助收入.
  case employerSubsidyIncome
  /// 其他收入.
  case otherIncome
  /// 业务支出—专项业务支出.
  case specialOperations
  /// 职工创新活动支出.
  case workerInnovation
  /// 办公设备购置.
  case generalEquipment
  /// 专用设备购置.
  case specialEquipment
  /// 补助下级支出—专项转移支付补助.
  case specialSubsidyExpense

  /// The account in a chart. The chart of 2009 has one account 331 for all that 2021 divides, and one 505 for all
  /// equipment; what 2021 calls 职工创新活动支出 stood in 专项业务费.
  public func key(in chart: Chart) -> AccountKey {
    AccountKey(chart, chart == .of2021 ? codes.of2021 : codes.of2009)
  }

  private var codes: (of2009: String, of2021: String) {
    switch self {
    case .cash: ("101", "101")
    case .bank: ("102", "102")
    case .custodialCash: ("10101", "10101")
    case .custodialBank: ("10201", "10201")
    case .subsidyReceivable: ("13101", "13101")
    case .subsidyPayable: ("22201", "21201")
    case .withheldTax: ("22501", "21501")
    case .custodialFunds: ("231", "221")
    case .fixedAssets: ("162", "162")
    case .assetFund: ("301", "30104")
    case .carryoverAdjustment: ("331", "32101")
    case .carryoverOfYear: ("331", "32103")
    case .carryover: ("331", "32104")
    case .surplusOfYear: ("331", "32203")
    case .surplusMovedIn: ("331", "32204")
    case .surplus: ("331", "32205")
    case .specialSubsidyIncome: ("40302", "40302")
    case .employerSubsidyIncome: ("405", "405")
    case .otherIncome: ("408", "408")
    case .specialOperations: ("50304", "50503")
    case .workerInnovation: ("50304", "50303")
    case .generalEquipment: ("505", "50702")
    case .specialEquipment: ("505", "50703")
    case .specialSubsidyExpense: ("50602", "50802")
    }
  }
}
