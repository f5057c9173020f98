import Primitives

/// The roles of people who act.
public enum Role: String, Sendable, Hashable, Codable, CaseIterable {
  /// 系统管理员: accounts and roles only; sees no scores, tallies or money.
  case administrator
  /// 评选办公室经办: runs the edition (the office of R-002).
  case officeOperator = "office_operator"
  /// 复核确认人: confirms or returns what another one submitted.
  case secondConfirmer = "second_confirmer"
  /// 资格审核员: may see a whole citizen ID, each view logged.
  case qualificationReviewer = "qualification_reviewer"
  /// 推荐单位经办: fills in the nomination forms of the units it acts for.
  case nominatingClerk = "nominating_clerk"
  /// 工会经办: endorses, returns and forwards what comes from below the units it acts for.
  case unionClerk = "union_clerk"
  /// 初审评审员: reviews what is assigned.
  case preliminaryReviewer = "preliminary_reviewer"
  /// 评审专家: scores what is assigned.
  case expert
  /// 专家评审委员会负责人: panels, recusals, reopening and locking of sheets.
  case committeeHead = "committee_head"
  /// 异议受理人: the only one who sees who objected.
  case objectionHandler = "objection_handler"
  /// 企业联系人: an enterprise that registered itself; acts for its own base union.
  case enterpriseContact = "enterprise_contact"
  /// 工匠: an individual who registered himself; has his own account only.
  case craftsman
  /// 审计: reads everything but unmasked data; changes nothing.
  case auditor

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .administrator: Bilingual("系统管理员", "administrator")
    case .officeOperator: Bilingual("评选办公室经办", "office operator")
    case .secondConfirmer: Bilingual("复核确认人", "second confirmer")
    case .qualificationReviewer: Bilingual("资格审核员", "qualification reviewer")
    case .nominatingClerk: Bilingual("推荐单位经办", "nominating clerk")
    case .unionClerk: Bilingual("工会经办", "union clerk")
    case .preliminaryReviewer: Bilingual("初审评审员", "preliminary reviewer")
    case .expert: Bilingual("评审专家", "expert")
    case .committeeHead: Bilingual("专家评审委员会负责人", "committee head")
    case .objectionHandler: Bilingual("异议受理人", "objection handler")
    case .enterpriseContact: Bilingual("企业联系人", "enterprise contact")
    case .craftsman: Bilingual("工匠", "craftsman")
    case .auditor: Bilingual("审计", "auditor")
    }
  }
}
