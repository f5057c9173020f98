import Primitives

/// Why a nomination is not qualified: the only reasons that there are.
///
/// None of them is one of the seven that R-205 forbids, and there is no other way to word a rejection.
public enum RejectionReason: String, Sendable, Hashable, Codable, CaseIterable {
  /// 不在职.
  case notInService = "not_in_service"
  /// 已退休或返聘.
  case retired
  /// 非一线岗位.
  case notFrontLine = "not_front_line"
  /// 县处级及以上领导干部.
  case leadingCadre = "leading_cadre"
  /// 纯管理、财务、人事、销售岗位.
  case officePost = "office_post"
  /// 所在单位有否决情形.
  case unitVeto = "unit_veto"
  /// 同一层级已命名.
  case namedBefore = "named_before"
  /// 印章不全.
  case sealMissing = "seal_missing"
  /// 联名人不足.
  case coNominatorsMissing = "co_nominators_missing"
  /// 单位公示不足.
  case publicityMissing = "publicity_missing"

  /// The check that must have failed.
  public var check: EligibilityCheck {
    switch self {
    case .notInService, .retired: .inService
    case .notFrontLine: .frontLine
    case .leadingCadre, .officePost: .postAndCadre
    case .unitVeto: .unitVeto
    case .namedBefore: .noRepeat
    case .sealMissing, .coNominatorsMissing: .seals
    case .publicityMissing: .unitPublicity
    }
  }

  /// How it is worded, in the package too.
  public var wording: Bilingual {
    switch self {
    case .notInService: Bilingual("不是在职职工", "not a worker in service")
    case .retired: Bilingual("已退休或属退休返聘", "retired or re-employed after retirement")
    case .notFrontLine: Bilingual("不在生产服务一线岗位", "not on a front-line post of production or service")
    case .leadingCadre: Bilingual("县处级及以上领导干部", "a leading cadre at county level or above")
    case .officePost: Bilingual("纯管理、财务、人事或销售岗位", "a pure management, finance, HR or sales post")
    case .unitVeto: Bilingual("所在单位近 3 年有否决情形", "the employer stands on the veto list of the last 3 years")
    case .namedBefore: Bilingual("已在同一层级命名", "named at the same level before")
    case .sealMissing: Bilingual("推荐表印章不全", "a seal is missing on the form")
    case .coNominatorsMissing: Bilingual("联名推荐人不足三名", "fewer than three co-nominators")
    case .publicityMissing: Bilingual("单位公示不足五个工作日", "fewer than five working days of publicity in the unit")
    }
  }

  /// what nobody may be rejected for, in the words of the Opinion.
  public static let forbiddenGrounds = ["年龄", "性别", "学历", "职级", "职称", "工龄", "荣誉"]

  /// Passes if a text that a person wrote for a failed check names none of the seven grounds.
  ///
  /// - Throws: a ``Refusal`` `eligibility.forbidden-ground`.
  public static func checkText(_ text: String) throws {
    guard let word = forbiddenGrounds.first(where: { text.contains($0) }) else { return }
    throw Refusal(
      "eligibility.forbidden-ground", citation: Citation("R-205", Citation.opinion2018, "三（二）1"),
      message: Bilingual("不得以“\(word)”为由判不合格", "“\(word)” is never a ground to fail a nomination"),
      remedy: Bilingual("只写该项检查本身的事实", "state the facts of the check itself"))
  }
}
