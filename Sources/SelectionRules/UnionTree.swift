import Primitives

/// The tiers of the union tree (R-001): four levels, of which the city's tier has three kinds.
public enum UnionTier: String, Sendable, Hashable, Codable, CaseIterable {
  /// 省总工会.
  case province
  /// 市总工会.
  case city
  /// 省产业工会.
  case industrial
  /// 大企业工会.
  case largeEnterprise = "large_enterprise"
  /// 县（市、区）总工会.
  case county
  /// 基层工会 of one employer.
  case base

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .province: Bilingual("省总工会", "province")
    case .city: Bilingual("市总工会", "city")
    case .industrial: Bilingual("省产业工会", "industrial union")
    case .largeEnterprise: Bilingual("大企业工会", "large-enterprise union")
    case .county: Bilingual("县（市、区）总工会", "county")
    case .base: Bilingual("基层工会", "base union")
    }
  }

  /// The tiers directly above; none for the province.
  public var parents: [UnionTier] {
    switch self {
    case .province: []
    case .city, .industrial, .largeEnterprise: [.province]
    case .county: [.city]
    case .base: [.province, .city, .industrial, .largeEnterprise, .county]
    }
  }
}

/// The rules of the union tree.
public enum UnionTree {
  /// Passes if a unit of a tier may stand below another one (R-001).
  public static func checkParent(_ tier: UnionTier, parent: UnionTier?) throws {
    if parent.map(tier.parents.contains) ?? (tier == .province) { return }
    let zh = tier.parents.map(\.displayName.zh).joined(separator: "、")
    let en = tier.parents.map(\.rawValue).joined(separator: ", ")
    throw Refusal(
      "unit.parent", citation: Citation("R-001", Citation.opinion2018, "四（三）"),
      message: Bilingual("“\(tier.displayName.zh)”的上级不对", "the unit above a \(tier.rawValue) unit is wrong"),
      remedy: Bilingual("上级应为：\(zh.isEmpty ? "无" : zh)", "the unit above is one of: \(en.isEmpty ? "none" : en)"))
  }

  /// Passes if a unit names an employer exactly where it is a base union (R-004): they are two parties.
  public static func checkEmployer(_ tier: UnionTier, hasEmployer: Bool) throws {
    if hasEmployer == (tier == .base) { return }
    throw Refusal(
      "unit.employer", citation: Citation("R-004", Citation.houseRules),
      message: Bilingual("只有基层工会对应一个用人单位", "a base union belongs to one employer, no other unit does"),
      remedy: Bilingual("基层工会填写单位的统一社会信用代码，其他各级留空", "give the employer's credit code for a base union only"))
  }
}
