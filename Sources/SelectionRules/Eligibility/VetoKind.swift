import Primitives

/// What vetoes an employer; each one counts alone.
public enum VetoKind: String, Sendable, Hashable, Codable, CaseIterable {
  /// 较大及以上安全生产事故.
  case seriousAccident = "serious_accident"
  /// 严重职业病危害.
  case occupationalHazard = "occupational_hazard"
  /// 群体性事件.
  case massIncident = "mass_incident"
  /// 拖欠工资.
  case wageArrears = "wage_arrears"
  /// 欠缴社会保险费.
  case insuranceArrears = "insurance_arrears"
  /// 未建工会.
  case noUnion = "no_union"
  /// 未建职代会或集体合同制度.
  case noCongress = "no_congress"
  /// 能耗或污染违法.
  case pollution

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .seriousAccident: Bilingual("严重安全生产事故", "serious safety accident")
    case .occupationalHazard: Bilingual("严重职业病危害", "serious occupational hazard")
    case .massIncident: Bilingual("群体性事件", "mass incident")
    case .wageArrears: Bilingual("拖欠职工工资", "arrears of pay")
    case .insuranceArrears: Bilingual("欠缴社会保险费", "arrears of social insurance")
    case .noUnion: Bilingual("未建立工会", "no union")
    case .noCongress: Bilingual("未建立职代会或集体合同制度", "no staff congress or collective contract")
    case .pollution: Bilingual("能耗或环境保护违法", "energy or pollution violation")
    }
  }

  /// How many months a fact counts.
  public static let months = 36
}

/// A recorded fact that vetoes an employer.
public struct VetoFact: Sendable, Hashable {
  /// What happened.
  public let kind: VetoKind
  /// When.
  public let day: CalendarDay

  /// Makes a fact.
  public init(_ kind: VetoKind, on day: CalendarDay) {
    self.kind = kind
    self.day = day
  }

  /// Whether it lies in the 3 years up to a day.
  public func counts(on today: CalendarDay) throws -> Bool {
    try day <= today && day > today.adding(months: -VetoKind.months)
  }
}
