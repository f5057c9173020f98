import Primitives

/// The make-up of an edition's nominations: figures and warnings, never a limit.
public struct StructureFigures: Sendable, Hashable {
  /// One nominee, as far as the figures ask.
  public struct Nominee: Sendable, Hashable {
    /// Whether the employer is an enterprise.
    public let isFromEnterprise: Bool
    /// The day of birth.
    public let birthDay: CalendarDay
    /// The sex.
    public let sex: Sex

    /// Makes one.
    public init(isFromEnterprise: Bool, birthDay: CalendarDay, sex: Sex) {
      self.isFromEnterprise = isFromEnterprise
      self.birthDay = birthDay
      self.sex = sex
    }
  }

  /// The share from enterprises that practice wants, in per cent.
  public static let enterpriseShare = 80
  /// The share aged 40 or less that practice wants, in per cent.
  public static let youngShare = 50
  /// The age up to which one counts as young.
  public static let youngAge = 40

  /// How many nominations.
  public let total: Int
  /// How many from enterprises.
  public let fromEnterprises: Int
  /// How many aged 40 or less.
  public let young: Int
  /// How many women.
  public let women: Int

  /// Counts.
  public init(_ nominees: [Nominee], on today: CalendarDay) throws {
    total = nominees.count
    fromEnterprises = nominees.filter(\.isFromEnterprise).count
    // Who is 40 has not yet reached the 41st birthday.
    young = try nominees.filter { try $0.birthDay.adding(months: 12 * (Self.youngAge + 1)) > today }.count
    women = nominees.filter { $0.sex == .female }.count
  }

  /// What is short of the practice; it blocks nothing.
  public var warnings: [Bilingual] {
    guard total > 0 else { return [] }
    var warnings: [Bilingual] = []
    if fromEnterprises * 100 < Self.enterpriseShare * total {
      warnings.append(
        Bilingual(
          "来自企业的占比低于 \(Self.enterpriseShare)%（仅提示）",
          "fewer than \(Self.enterpriseShare) per cent come from enterprises (a note only)"))
    }
    if young * 100 < Self.youngShare * total {
      warnings.append(
        Bilingual(
          "\(Self.youngAge) 岁及以下的占比低于 \(Self.youngShare)%（仅提示）",
          "fewer than \(Self.youngShare) per cent are \(Self.youngAge) or younger (a note only)"))
    }
    if women == 0 {
      warnings.append(Bilingual("没有女职工，鼓励推荐（仅提示）", "no woman is nominated; it is encouraged (a note only)"))
    }
    return warnings
  }
}
