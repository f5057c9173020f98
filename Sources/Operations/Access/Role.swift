import Primitives

/// The roles of people who act; ``RoleTable`` says what each stands for and may see.
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
  /// 自荐人: recommends himself, and sees whole what is kept of him.
  case individualNominee = "individual_nominee"
  /// 联名推荐人: sees and confirms the co-nominations of his own.
  case coNominator = "co_nominator"
  /// 工会经办: endorses, returns and forwards what comes from below the units it acts for: a
  /// city's, an industrial or a large-enterprise union.
  case unionClerk = "union_clerk"
  /// 初审评审员: reviews what is assigned.
  case preliminaryReviewer = "preliminary_reviewer"
  /// 评审专家: scores what is assigned.
  case expert
  /// 专家评审委员会负责人: panels, recusals, reopening and locking of sheets.
  case committeeHead = "committee_head"
  /// 投票审计员: counts, quarantines and voids votes (SM-4).
  case voteAuditor = "vote_auditor"
  /// 异议受理人: the only one who sees who objected.
  case objectionHandler = "objection_handler"
  /// 省级财务制单: prepares vouchers of the province's ledger.
  case provinceFinancePreparer = "province_finance_preparer"
  /// 省级财务稽核: reviews and posts them (R-421, SM-9).
  case provinceFinanceReviewer = "province_finance_reviewer"
  /// 省级财务出纳: pays what is reviewed.
  case provinceFinanceCashier = "province_finance_cashier"
  /// 市级财务制单: prepares vouchers of a city's ledger.
  case cityFinancePreparer = "city_finance_preparer"
  /// 市级财务稽核: reviews and posts them (R-421, SM-9).
  case cityFinanceReviewer = "city_finance_reviewer"
  /// 市级财务出纳: pays what is reviewed.
  case cityFinanceCashier = "city_finance_cashier"
  /// 基层财务制单: prepares vouchers of a base union's grant books.
  case baseFinancePreparer = "base_finance_preparer"
  /// 基层财务稽核: reviews and posts them (R-421, SM-9).
  case baseFinanceReviewer = "base_finance_reviewer"
  /// 基层财务出纳: pays what is reviewed.
  case baseFinanceCashier = "base_finance_cashier"
  /// 派出经办: plans service requests and dispatch orders (SM-10, SM-11).
  case dispatcher
  /// 派出负责人: signs dispatch orders and overrides their limits (SM-11).
  case dispatchHead = "dispatch_head"
  /// 企业联系人: files the service requests of his enterprise and signs what was done.
  case enterpriseContact = "enterprise_contact"
  /// 工匠本人: reads what the registry keeps of him.
  case craftsman
  /// 审计: reads everything but interim tallies, unlocked scores and unmasked data; changes nothing.
  case auditor

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .administrator: Bilingual("系统管理员", "administrator")
    case .officeOperator: Bilingual("评选办公室经办", "office operator")
    case .secondConfirmer: Bilingual("复核确认人", "second confirmer")
    case .qualificationReviewer: Bilingual("资格审核员", "qualification reviewer")
    case .nominatingClerk: Bilingual("推荐单位经办", "nominating clerk")
    case .individualNominee: Bilingual("自荐人", "individual nominee")
    case .coNominator: Bilingual("联名推荐人", "co-nominator")
    case .unionClerk: Bilingual("工会经办", "union clerk")
    case .preliminaryReviewer: Bilingual("初审评审员", "preliminary reviewer")
    case .expert: Bilingual("评审专家", "expert")
    case .committeeHead: Bilingual("专家评审委员会负责人", "committee head")
    case .voteAuditor: Bilingual("投票审计员", "vote auditor")
    case .objectionHandler: Bilingual("异议受理人", "objection handler")
    case .provinceFinancePreparer: Bilingual("省级财务制单", "provincial finance preparer")
    case .provinceFinanceReviewer: Bilingual("省级财务稽核", "provincial finance reviewer")
    case .provinceFinanceCashier: Bilingual("省级财务出纳", "provincial finance cashier")
    case .cityFinancePreparer: Bilingual("市级财务制单", "city finance preparer")
    case .cityFinanceReviewer: Bilingual("市级财务稽核", "city finance reviewer")
    case .cityFinanceCashier: Bilingual("市级财务出纳", "city finance cashier")
    case .baseFinancePreparer: Bilingual("基层财务制单", "base finance preparer")
    case .baseFinanceReviewer: Bilingual("基层财务稽核", "base finance reviewer")
    case .baseFinanceCashier: Bilingual("基层财务出纳", "base finance cashier")
    case .dispatcher: Bilingual("派出经办", "dispatcher")
    case .dispatchHead: Bilingual("派出负责人", "dispatch head")
    case .enterpriseContact: Bilingual("企业联系人", "enterprise contact")
    case .craftsman: Bilingual("工匠本人", "craftsman")
    case .auditor: Bilingual("审计", "auditor")
    }
  }
}
