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
  /// 审计: reads everything but unmasked data; changes nothing.
  case auditor

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .administrator: Bilingual("系统管理员", "administrator")
    case .officeOperator: Bilingual("评选办公室经办", "office operator")
    case .secondConfirmer: Bilingual("复核确认人", "second confirmer")
    case .qualificationReviewer: Bilingual("资格审核员", "qualification reviewer")
    case .auditor: Bilingual("审计", "auditor")
    }
  }
}
