import Primitives

/// The eligibility checks, each with a verdict and evidence of its own.
public enum EligibilityCheck: String, Sendable, Hashable, Codable, CaseIterable {
  /// 在职.
  case inService = "in_service"
  /// 一线岗位.
  case frontLine = "front_line"
  /// 岗位与领导干部.
  case postAndCadre = "post_and_cadre"
  /// 所在单位一票否决.
  case unitVeto = "unit_veto"
  /// 不重复命名.
  case noRepeat = "no_repeat"
  /// 印章与联名人.
  case seals
  /// 单位公示.
  case unitPublicity = "unit_publicity"

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .inService: Bilingual("在职", "in service")
    case .frontLine: Bilingual("一线岗位", "front line")
    case .postAndCadre: Bilingual("岗位与领导干部", "post and leading cadre")
    case .unitVeto: Bilingual("所在单位否决情形", "employer's veto list")
    case .noRepeat: Bilingual("不重复命名", "no repeated naming")
    case .seals: Bilingual("印章与联名人", "seals and co-nominators")
    case .unitPublicity: Bilingual("单位公示", "publicity in the unit")
    }
  }

  /// The rule that it holds.
  public var citation: Citation {
    switch self {
    case .inService: Citation("R-204", Citation.opinion2018, "三（二）1")
    case .frontLine: Citation("R-101", Citation.opinion2018, "一")
    case .postAndCadre: Citation("R-231", Citation.houseRules)
    case .unitVeto: Citation("R-232", Citation.houseRules)
    case .noRepeat: Citation("R-233", Citation.houseRules)
    case .seals: Citation("R-235", Citation.houseRules)
    case .unitPublicity: Citation("R-228", Citation.houseRules)
    }
  }

  /// What a reviewer looks at.
  public var evidenceWanted: Bilingual {
    switch self {
    case .inService: Bilingual("劳动合同；未退休、非返聘", "the employment contract; not retired, not re-employed")
    case .frontLine: Bilingual("一线岗位证明", "the statement on the front-line post")
    case .postAndCadre: Bilingual("任职文件、岗位证明", "the appointment and the description of the post")
    case .unitVeto: Bilingual("单位守法合规证明、主管部门文件", "the unit's compliance statement, the authority's documents")
    case .noRepeat: Bilingual("往年命名文件", "the documents of earlier namings")
    case .seals: Bilingual("盖章的意见、联名人确认书", "sealed opinions, confirmations of the co-nominators")
    case .unitPublicity: Bilingual("公示证明", "the proof of publicity")
    }
  }
}

/// What a check finds.
public enum CheckVerdict: String, Sendable, Hashable, Codable, CaseIterable {
  /// 合格.
  case pass
  /// 不合格.
  case fail
  /// 待人工判断.
  case unclear

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .pass: Bilingual("合格", "pass")
    case .fail: Bilingual("不合格", "fail")
    case .unclear: Bilingual("待人工判断", "needs a person")
    }
  }
}

/// Who may pass a nomination although a check fails.
public enum OverrideRight: String, Sendable, Hashable, Codable, CaseIterable {
  /// 不可放行: the rule is hard.
  case nobody
  /// 资格审核员, with a reason and evidence.
  case qualificationReviewer = "qualification_reviewer"

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .nobody: Bilingual("不可放行", "nobody")
    case .qualificationReviewer: Bilingual("资格审核员", "qualification reviewer")
    }
  }
}

/// What one check says of one nomination, from the facts alone.
public struct CheckResult: Sendable, Hashable {
  /// Which check.
  public let check: EligibilityCheck
  /// The verdict.
  public let verdict: CheckVerdict
  /// What the program proposes where a person decides; nil where it proposes nothing.
  public let proposal: CheckVerdict?
  /// What it found.
  public let finding: Bilingual
  /// Who may pass it all the same.
  public let override: OverrideRight

  /// Makes a result.
  public init(
    _ check: EligibilityCheck, _ verdict: CheckVerdict, _ zh: String, _ en: String, proposal: CheckVerdict? = nil,
    override: OverrideRight = .nobody
  ) {
    self.check = check
    self.verdict = verdict
    self.proposal = proposal
    finding = Bilingual(zh, en)
    self.override = override
  }
}
