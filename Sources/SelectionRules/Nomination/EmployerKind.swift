import Primitives

/// The kind of an employer (单位性质) as the nomination form asks it (form 12.5).
///
/// The raw value is the stable code, ``chinese`` the name on screen and paper.
public enum EmployerKind: String, Sendable, Hashable, Codable, CaseIterable, ChineseNamed {
  /// 国有企业.
  case stateOwned = "state_owned"
  /// 集体企业.
  case collective
  /// 民营企业.
  case privateEnterprise = "private"
  /// 港澳台及外资企业.
  case foreignInvested = "foreign_invested"
  /// 混合所有制企业.
  case mixedOwnership = "mixed"
  /// 事业单位.
  case publicInstitution = "public_institution"
  /// 机关.
  case government
  /// 社会组织.
  case socialOrganisation = "social_organisation"
  /// 其他.
  case other

  /// The Chinese name.
  public var chinese: String {
    switch self {
    case .stateOwned: "国有企业"
    case .collective: "集体企业"
    case .privateEnterprise: "民营企业"
    case .foreignInvested: "港澳台及外资企业"
    case .mixedOwnership: "混合所有制企业"
    case .publicInstitution: "事业单位"
    case .government: "机关"
    case .socialOrganisation: "社会组织"
    case .other: "其他"
    }
  }

  /// Whether it is an enterprise, which the structure figures ask.
  public var isEnterprise: Bool {
    switch self {
    case .stateOwned, .collective, .privateEnterprise, .foreignInvested, .mixedOwnership: true
    case .publicInstitution, .government, .socialOrganisation, .other: false
    }
  }
}
