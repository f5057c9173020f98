import Primitives

/// The eligibility checks as pure rules: facts in, one result for each check out.
///
/// None of them reads a field that R-205 forbids to reject by.
public enum EligibilityRules {
  /// The result of every check, in the order of the checks.
  public static func results(_ facts: EligibilityFacts, calendar: WorkingCalendar = .national) throws -> [CheckResult] {
    try EligibilityCheck.allCases.map { check in
      switch check {
      case .inService: inService(facts)
      case .frontLine: frontLine(facts)
      case .postAndCadre: postAndCadre(facts)
      case .unitVeto: try unitVeto(facts)
      case .noRepeat: noRepeat(facts)
      case .seals: seals(facts)
      case .unitPublicity: publicity(facts, calendar)
      }
    }
  }

  /// OP-23: hard.
  static func inService(_ facts: EligibilityFacts) -> CheckResult {
    switch facts.form[.inService] {
    case "no": return CheckResult(.inService, .fail, "推荐表填写为不在职", "the form says not in service")
    case "yes": break
    default: return CheckResult(.inService, .unclear, "推荐表未填是否在职", "the form does not say whether in service")
    }
    if PostWords.speaksOfRetirement(position: facts.form[.position], post: facts.form[.post]) {
      return CheckResult(
        .inService, .unclear, "岗位或职务字样疑为退休、返聘", "the post's words speak of retirement or re-employment", proposal: .fail
      )
    }
    guard facts.attachments.contains(.contract) else {
      return CheckResult(.inService, .unclear, "未附劳动合同", "no employment contract is attached")
    }
    return CheckResult(.inService, .pass, "填写为在职并附劳动合同", "in service, with the employment contract")
  }

  /// R-101, OP-23: hard, whatever the trade.
  static func frontLine(_ facts: EligibilityFacts) -> CheckResult {
    switch facts.form[.isFrontline] {
    case "no": return CheckResult(.frontLine, .fail, "推荐表填写为非一线岗位", "the form says not on the front line")
    case "yes": break
    default: return CheckResult(.frontLine, .unclear, "推荐表未填是否一线岗位", "the form does not say whether on the front line")
    }
    guard facts.attachments.contains(.postStatement) else {
      return CheckResult(.frontLine, .unclear, "未附一线岗位证明", "no statement on the post is attached")
    }
    return CheckResult(.frontLine, .pass, "填写为一线岗位并附岗位证明", "on the front line, with the statement on the post")
  }

  /// leading cadres are out; for posts the words only propose.
  static func postAndCadre(_ facts: EligibilityFacts) -> CheckResult {
    guard facts.checksPosts else {
      return CheckResult(.postAndCadre, .pass, "本届不查岗位", "the edition does not check posts")
    }
    switch facts.form[.isLeadingCadre] {
    case "yes":
      return CheckResult(.postAndCadre, .fail, "县处级及以上领导干部", "a leading cadre at county level or above")
    case "no": break
    default:
      return CheckResult(
        .postAndCadre, .unclear, "推荐表未填是否县处级及以上领导干部", "the form does not say whether a leading cadre")
    }
    switch PostWords.kind(position: facts.form[.position], post: facts.form[.post]) {
    case .worker: return CheckResult(.postAndCadre, .pass, "岗位、职务字样无管理性质", "nothing speaks for a management post")
    case .technicalHead:
      return CheckResult(
        .postAndCadre, .unclear, "字样为技术负责人，属可推荐范围", "the words speak of a technical head, who is allowed",
        proposal: .pass)
    case .office, .enterpriseHead:
      return CheckResult(
        .postAndCadre, .unclear, "字样疑为纯管理、财务、人事或销售岗位",
        "the words speak of a pure management, finance, HR or sales post", proposal: .fail)
    }
  }

  /// blocks heads of enterprises; for workers it is a flag that a reviewer may lift.
  static func unitVeto(_ facts: EligibilityFacts) throws -> CheckResult {
    let counting = Set(try facts.vetoes.filter { try $0.counts(on: facts.today) }.map(\.kind))
    let kinds = VetoKind.allCases.filter(counting.contains)
    guard kinds.isEmpty else {
      let zh = kinds.map(\.displayName.zh).joined(separator: "、")
      let en = kinds.map(\.displayName.en).joined(separator: ", ")
      let isHead = PostWords.speaksOfHead(position: facts.form[.position], post: facts.form[.post])
      return CheckResult(
        .unitVeto, .fail, "所在单位近 3 年有：\(zh)", "the employer had within 3 years: \(en)",
        override: isHead ? .nobody : .qualificationReviewer)
    }
    guard facts.attachments.contains(.complianceStatement) else {
      return CheckResult(.unitVeto, .unclear, "未附单位守法合规证明", "the unit's compliance statement is not attached")
    }
    return CheckResult(.unitVeto, .pass, "近 3 年无否决情形，附合规证明", "no veto within 3 years, with the compliance statement")
  }

  /// no second naming at the same level.
  static func noRepeat(_ facts: EligibilityFacts) -> CheckResult {
    if let known = facts.earlier.first(where: \.isSamePerson) {
      return CheckResult(
        .noRepeat, .fail, "\(known.year) 年已在同一层级命名", "named at the same level in \(known.year)")
    }
    if let alike = facts.earlier.first {
      return CheckResult(
        .noRepeat, .unclear, "与 \(alike.year) 年命名者同名且单位相同或不详，身份未知",
        "somebody of this name and the same or an unknown employer was named in \(alike.year)")
    }
    return CheckResult(.noRepeat, .pass, "同一层级未曾命名", "not named at the same level before")
  }

  /// Whose seals a channel needs, the forwarding union's among them.
  public static func neededSeals(_ channel: NominationChannel) -> [EligibilityFacts.Seal] {
    channel.parties.compactMap { EligibilityFacts.Seal(rawValue: $0.rawValue) } + [.city]
  }

  /// the seals of the channel, and the co-nominators of a joint recommendation.
  static func seals(_ facts: EligibilityFacts) -> CheckResult {
    let missing = neededSeals(facts.channel).filter { !facts.seals.contains($0) }
    guard missing.isEmpty else {
      let zh = missing.map(\.displayName.zh).joined(separator: "、")
      let en = missing.map(\.displayName.en).joined(separator: ", ")
      return CheckResult(.seals, .fail, "缺少盖章意见：\(zh)", "sealed opinions are missing: \(en)")
    }
    guard facts.channel != .joint || facts.confirmations >= FormLimits.coNominators else {
      return CheckResult(
        .seals, .fail, "已确认的联名人 \(facts.confirmations) 名，不足 \(FormLimits.coNominators) 名",
        "\(facts.confirmations) co-nominators confirmed, \(FormLimits.coNominators) are needed")
    }
    return CheckResult(.seals, .pass, "印章与联名人齐全", "seals and co-nominators are complete")
  }

  /// the first day is not counted.
  static func publicity(_ facts: EligibilityFacts, _ calendar: WorkingCalendar) -> CheckResult {
    guard let period = facts.publicity else {
      return CheckResult(.unitPublicity, .fail, "没有单位公示", "there was no publicity in the unit")
    }
    let days = calendar.workingDays(after: period.from, through: period.to)
    guard days.value >= FormLimits.publicityDays, period.to < facts.today else {
      return CheckResult(
        .unitPublicity, .fail, "单位公示 \(days.value) 个工作日，须满 \(FormLimits.publicityDays) 个且已期满",
        "publicity of \(days.value) working days; \(FormLimits.publicityDays) must have passed")
    }
    guard days.warnings.isEmpty else {
      return CheckResult(
        .unitPublicity, .unclear, "该年度节假日安排未录入，请人工核对工作日",
        "the holidays of that year are not known; count the working days by hand")
    }
    return CheckResult(
      .unitPublicity, .pass, "单位公示满 \(days.value) 个工作日", "publicity of \(days.value) working days")
  }
}
