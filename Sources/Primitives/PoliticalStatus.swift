/// Political status (政治面貌), the 13 values of GB/T 4762.
///
/// The raw value is the stable code, ``chinese`` the name on screen and paper.
public enum PoliticalStatus: String, Sendable, Hashable, Codable, CaseIterable, ChineseNamed {
  /// 中共党员.
  case partyMember = "party_member"
  /// 中共预备党员.
  case probationaryPartyMember = "probationary_party_member"
  /// 共青团员.
  case youthLeagueMember = "youth_league_member"
  /// 民革党员.
  case revolutionaryCommitteeMember = "revolutionary_committee_member"
  /// 民盟盟员.
  case democraticLeagueMember = "democratic_league_member"
  /// 民建会员.
  case nationalConstructionMember = "national_construction_member"
  /// 民进会员.
  case promotingDemocracyMember = "promoting_democracy_member"
  /// 农工党党员.
  case peasantsAndWorkersMember = "peasants_and_workers_member"
  /// 致公党党员.
  case zhiGongMember = "zhi_gong_member"
  /// 九三学社社员.
  case jiusanSocietyMember = "jiusan_society_member"
  /// 台盟盟员.
  case taiwanLeagueMember = "taiwan_league_member"
  /// 无党派人士.
  case nonPartisan = "non_partisan"
  /// 群众.
  case masses

  /// The Chinese name.
  public var chinese: String {
    switch self {
    case .partyMember: "中共党员"
    case .probationaryPartyMember: "中共预备党员"
    case .youthLeagueMember: "共青团员"
    case .revolutionaryCommitteeMember: "民革党员"
    case .democraticLeagueMember: "民盟盟员"
    case .nationalConstructionMember: "民建会员"
    case .promotingDemocracyMember: "民进会员"
    case .peasantsAndWorkersMember: "农工党党员"
    case .zhiGongMember: "致公党党员"
    case .jiusanSocietyMember: "九三学社社员"
    case .taiwanLeagueMember: "台盟盟员"
    case .nonPartisan: "无党派人士"
    case .masses: "群众"
    }
  }
}
