import Primitives

/// What a person said about one check.
public struct PersonVerdict: Sendable, Hashable {
  /// Pass or fail.
  public let verdict: CheckVerdict
  /// Whether it passes the nomination although the check fails.
  public let isOverride: Bool

  /// Makes a verdict.
  public init(_ verdict: CheckVerdict, isOverride: Bool = false) {
    self.verdict = verdict
    self.isOverride = isOverride
  }
}

/// How the facts and people's verdicts make the verdict on a nomination.
public enum EligibilityVerdict {
  /// The verdict in force: a person's goes before what the facts leave open, and never before a failed check that was
  /// not overridden where the rule allows it.
  public static func effective(_ result: CheckResult, _ person: PersonVerdict?) -> CheckVerdict {
    guard let person else { return result.verdict }
    guard result.verdict == .fail, person.verdict == .pass else { return person.verdict }
    return person.isOverride && result.override != .nobody ? .pass : .fail
  }

  /// Passes if a person may say this about a check.
  public static func checkJudgement(_ result: CheckResult, _ person: PersonVerdict) throws {
    guard person.verdict == .pass else {
      if person.isOverride { throw EligibilityRefusals.needlessOverride }
      return
    }
    switch (result.verdict, person.isOverride) {
    case (.fail, false): throw EligibilityRefusals.failed(result)
    case (.fail, true) where result.override == .nobody: throw EligibilityRefusals.noOverride(result)
    case (.pass, true), (.unclear, true): throw EligibilityRefusals.needlessOverride
    default: break
    }
  }

  /// Passes if the nomination may be decided so.
  public static func checkDecision(
    isQualified: Bool, reason: RejectionReason?, verdicts: [EligibilityCheck: CheckVerdict]
  ) throws {
    if isQualified {
      guard reason == nil else { throw EligibilityRefusals.reasonWithQualified }
      let open = EligibilityCheck.allCases.filter { verdicts[$0] != .pass }
      guard open.isEmpty else { throw EligibilityRefusals.notPassed(open) }
    } else {
      guard let reason else { throw EligibilityRefusals.reasonMissing }
      guard verdicts[reason.check] == .fail else { throw EligibilityRefusals.reasonWithoutFailure(reason) }
    }
  }
}

/// What is refused about eligibility.
public enum EligibilityRefusals {
  static func failed(_ result: CheckResult) -> Refusal {
    Refusal(
      "eligibility.check-failed", citation: result.check.citation,
      message: Bilingual(
        "“\(result.check.displayName.zh)”未通过：\(result.finding.zh)",
        "the check “\(result.check.displayName.en)” fails: \(result.finding.en)"),
      remedy: result.override == .nobody
        ? Bilingual("该项不可放行；材料有误的退回更正", "nobody may pass it; return the form where it is wrong")
        : Bilingual("确需放行的，加 --override 并附依据", "to pass it all the same give --override and evidence"))
  }

  static func noOverride(_ result: CheckResult) -> Refusal {
    Refusal(
      "eligibility.no-override", citation: result.check.citation,
      message: Bilingual(
        "“\(result.check.displayName.zh)”不合格且不可放行", "the check “\(result.check.displayName.en)” cannot be overridden"),
      remedy: Bilingual("判为不合格，或退回更正", "decide the nomination unqualified, or return it for correction"))
  }

  static let needlessOverride = Refusal(
    "eligibility.needless-override", kind: .wrongUse, citation: Citation("R-219", Citation.houseRules),
    message: Bilingual("放行只用于自动判定不合格的检查", "an override is for a check that fails by the facts"),
    remedy: Bilingual("去掉 --override", "leave --override out"))

  static let reasonWithQualified = Refusal(
    "eligibility.reason-given", kind: .wrongUse, citation: Citation("R-219", Citation.houseRules),
    message: Bilingual("合格的结论没有不合格原因", "a qualified nomination has no reason of rejection"),
    remedy: Bilingual("去掉 --reason", "leave --reason out"))

  static let reasonMissing = Refusal(
    "eligibility.reason-missing", kind: .wrongUse, citation: Citation("R-205", Citation.opinion2018, "三（二）1"),
    message: Bilingual("不合格的结论必须写明原因", "a rejection names its reason"),
    remedy: Bilingual("用 --reason 从规定的原因中选一个", "choose one of the listed reasons with --reason"))

  static func notPassed(_ checks: [EligibilityCheck]) -> Refusal {
    let zh = checks.map(\.displayName.zh).joined(separator: "、")
    let en = checks.map(\.displayName.en).joined(separator: ", ")
    return Refusal(
      "eligibility.not-passed", citation: Citation("R-219", Citation.houseRules),
      message: Bilingual("尚有检查未通过：\(zh)", "these checks have not passed: \(en)"),
      remedy: Bilingual(
        "逐项用 eligibility judge 判断，或判为不合格", "judge them with eligibility judge, or decide it unqualified"))
  }

  static func reasonWithoutFailure(_ reason: RejectionReason) -> Refusal {
    let check = reason.check
    return Refusal(
      "eligibility.reason-not-failed", citation: check.citation,
      message: Bilingual(
        "“\(check.displayName.zh)”没有判为不合格", "the check “\(check.displayName.en)” has not failed"),
      remedy: Bilingual("先判该项不合格，或改用另一原因", "fail that check first, or give another reason"))
  }
}
