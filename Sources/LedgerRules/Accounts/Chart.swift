import Primitives

/// The two charts of accounts between which codes changed their meaning.
public enum Chart: String, Sendable, Hashable, Codable, CaseIterable {
  /// The chart of 财会〔2009〕7号, for days up to 2021-12-31.
  case of2009 = "2009"
  /// The chart of 财会〔2021〕7号, for days from 2022-01-01.
  case of2021 = "2021"

  /// The first day of the chart of 2021: 2022-01-01 (`chart.switch_date`; P1 art 66).
  public static let switchDay = CalendarDay.switchDay

  /// The chart in which a voucher of a day is written.
  public static func on(_ day: CalendarDay) -> Chart { day < switchDay ? .of2009 : .of2021 }

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .of2009: Bilingual("2009年工会会计制度", "accounting standard of 2009")
    case .of2021: Bilingual("2021年工会会计制度", "accounting standard of 2021")
    }
  }

  /// The other chart.
  public var other: Chart { self == .of2009 ? .of2021 : .of2009 }
}

extension CalendarDay {
  /// Day 18,993 since 1970-01-01 is 2022-01-01; a test holds the number.
  fileprivate static let switchDay = CalendarDay(dayNumber: 18_993) ?? .latest
}

/// The tiers of ledgers. A city's ledger is also that of an industrial or a large-enterprise union (R-001, OP-30).
public enum LedgerTier: String, Sendable, Hashable, Codable, CaseIterable {
  /// 省总工会.
  case province
  /// 市总工会, 省产业工会, 大企业工会, and a county's federation.
  case city
  /// 基层工会.
  case base

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .province: Bilingual("省总工会", "province")
    case .city: Bilingual("市（产业、大企业）工会", "city or industrial union")
    case .base: Bilingual("基层工会", "base union")
    }
  }
}

/// The five kinds of accounts.
public enum AccountKind: String, Sendable, Hashable, Codable, CaseIterable {
  /// 资产类.
  case asset
  /// 负债类.
  case liability
  /// 净资产类.
  case netAsset = "net_asset"
  /// 收入类.
  case income
  /// 支出类.
  case expense

  /// Whether accounts of this kind are emptied when a period or a year is closed.
  public var isClosed: Bool { self == .income || self == .expense }

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

/// The two sides of an account.
public enum Side: String, Sendable, Hashable, Codable, CaseIterable {
  /// 借方.
  case debit
  /// 贷方.
  case credit

  /// The name that people read.
  public var displayName: Bilingual { self == .debit ? Bilingual("借", "debit") : Bilingual("贷", "credit") }

  /// The other side.
  public var opposite: Side { self == .debit ? .credit : .debit }
}
