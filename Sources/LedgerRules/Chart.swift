import Primitives

/// A chart of accounts. The same code means different accounts in the two, so that an account is named by both.
public enum Chart: String, Sendable, Hashable, Codable, CaseIterable {
  /// 财会〔2009〕7号, for vouchers up to 2021-12-31.
  case of2009 = "2009"
  /// 财会〔2021〕7号, for vouchers from 2022-01-01.
  case of2021 = "2021"

  /// The day from which the chart of 2021 is in force (P1 article 66).
  public static let switchYear = 2022

  /// The chart in force on a day.
  public static func on(_ day: CalendarDay) -> Chart { inYear(day.year) }

  /// The chart in force in a year.
  public static func inYear(_ year: Int) -> Chart { year < switchYear ? .of2009 : .of2021 }

  /// The other chart.
  public var other: Chart { self == .of2009 ? .of2021 : .of2009 }

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .of2009: Bilingual("2009 年会计科目", "chart of 2009")
    case .of2021: Bilingual("2021 年会计科目", "chart of 2021")
    }
  }
}

/// The three levels at which the money is accounted for.
public enum LedgerTier: String, Sendable, Hashable, Codable, CaseIterable {
  /// 省总工会.
  case province
  /// 市总工会, and the industrial and large-enterprise unions of the same tier.
  case city
  /// 基层工会.
  case base

  /// The tier of a unit of the union tree; nil for a county, through which the grants do not pass.
  public init?(unionTier: String) {
    switch unionTier {
    case "province": self = .province
    case "city", "industrial", "large_enterprise": self = .city
    case "base": self = .base
    default: return nil
    }
  }

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .province: Bilingual("省级", "province")
    case .city: Bilingual("市级", "city")
    case .base: Bilingual("基层", "base")
    }
  }
}

/// What an account tells.
public enum AccountKind: String, Sendable, Hashable, Codable, CaseIterable {
  /// 资产.
  case asset
  /// 负债.
  case liability
  /// 净资产.
  case netAsset = "net_asset"
  /// 收入.
  case income
  /// 支出.
  case expense

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .asset: Bilingual("资产", "asset")
    case .liability: Bilingual("负债", "liability")
    case .netAsset: Bilingual("净资产", "net assets")
    case .income: Bilingual("收入", "income")
    case .expense: Bilingual("支出", "expense")
    }
  }
}

/// A side of an account.
public enum Side: String, Sendable, Hashable, Codable, CaseIterable {
  /// 借.
  case debit
  /// 贷.
  case credit

  /// The other side.
  public var other: Side { self == .debit ? .credit : .debit }

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .debit: Bilingual("借", "debit")
    case .credit: Bilingual("贷", "credit")
    }
  }
}

/// From where the money of a studio comes; each is kept apart.
public enum Fund: String, Sendable, Hashable, Codable, CaseIterable {
  /// 省级资助.
  case province = "PROVINCE"
  /// 单位配套.
  case match = "MATCH"

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .province: Bilingual("省级资助", "provincial grant")
    case .match: Bilingual("单位配套", "matching money")
    }
  }
}

/// How a ledger books the grants (5.3, OP-09).
public enum PostingProfile: String, Sendable, Hashable, Codable, CaseIterable {
  /// As the incentive rules of 2018 say: the base union keeps the money as custodial funds.
  case local2018 = "LOCAL_2018"
  /// As the standard of 2021 reads: the base union books it as subsidy income.
  case std2021 = "STD_2021"

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .local2018: Bilingual("按激励办法代管核算", "custodial, as the rules of 2018 say")
    case .std2021: Bilingual("按新制度收支核算", "income and expense, as the standard of 2021 reads")
    }
  }
}
