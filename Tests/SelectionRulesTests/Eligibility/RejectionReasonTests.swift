import Primitives
import Testing

@testable import SelectionRules

@Suite("The reasons of rejection")
struct RejectionReasonTests {
  private static let chinese = ["年龄", "性别", "学历", "职级", "职称", "工龄", "荣誉"]
  private static let english = [
    "age", "aged", "old", "young", "sex", "gender", "education", "degree", "rank", "title", "years of service",
    "seniority", "honour", "honours", "honor",
  ]
  private static let codes = [
    "birth_ym", "citizen_id", "sex", "education", "rank_level", "title", "professional_title", "career_start",
    "honours",
    "age", "honour", "rank",
  ]

  @Test("R-205 no reason is worded with one of the seven forbidden grounds", arguments: RejectionReason.allCases)
  func wordings(reason: RejectionReason) throws {
    for word in Self.chinese { #expect(!reason.wording.zh.contains(word)) }
    let words = reason.wording.en.lowercased().split { !$0.isLetter }.map(String.init)
    for word in Self.english where !word.contains(" ") { #expect(!words.contains(word), "\(word)") }
    #expect(!reason.wording.en.lowercased().contains("years of service"))
    for code in Self.codes { #expect(reason.rawValue != code) }
    #expect(!Self.codes.contains { reason.rawValue.split(separator: "_").map(String.init) == [$0] })
  }

  @Test("R-205 the check sees all seven grounds, whatever stands around them", arguments: chinese)
  func text(word: String) throws {
    #expect(RejectionReason.forbiddenGrounds == Self.chinese)
    let refusal = #expect(throws: Refusal.self) { try RejectionReason.checkText("因\(word)不符") }
    #expect(refusal?.code == "eligibility.forbidden-ground")
    try RejectionReason.checkText("劳动合同已到期")
  }

  @Test("R-205 every check but none of the seven grounds has a reason, and each reason a check")
  func checks() {
    #expect(Set(RejectionReason.allCases.map(\.check)) == Set(EligibilityCheck.allCases))
  }

  private static let reading = EligibilityCheck.allCases.map { ($0, CheckVerdict.pass) }

  @Test("R-219 qualified only when every check passed", arguments: EligibilityCheck.allCases)
  func qualified(check: EligibilityCheck) throws {
    var verdicts = Dictionary(uniqueKeysWithValues: Self.reading)
    try EligibilityVerdict.checkDecision(isQualified: true, reason: nil, verdicts: verdicts)
    for verdict in [CheckVerdict.fail, .unclear] {
      verdicts[check] = verdict
      let refusal = #expect(throws: Refusal.self) {
        try EligibilityVerdict.checkDecision(isQualified: true, reason: nil, verdicts: verdicts)
      }
      #expect(refusal?.code == "eligibility.not-passed")
    }
  }

  @Test("R-205 unqualified only for a reason whose check failed", arguments: RejectionReason.allCases)
  func unqualified(reason: RejectionReason) throws {
    var verdicts = Dictionary(uniqueKeysWithValues: Self.reading)
    let refusal = #expect(throws: Refusal.self) {
      try EligibilityVerdict.checkDecision(isQualified: false, reason: reason, verdicts: verdicts)
    }
    #expect(refusal?.code == "eligibility.reason-not-failed")
    verdicts[reason.check] = .fail
    try EligibilityVerdict.checkDecision(isQualified: false, reason: reason, verdicts: verdicts)
    #expect(throws: Refusal.self) {
      try EligibilityVerdict.checkDecision(isQualified: false, reason: nil, verdicts: verdicts)
    }
  }

  @Test(
    "R-219 a person's verdict fills what the facts leave open, and passes a failed check only by an allowed override",
    arguments: [
      (CheckVerdict.unclear, OverrideRight.nobody, false, CheckVerdict.pass), (.fail, .nobody, false, .fail),
      (.fail, .nobody, true, .fail), (.fail, .qualificationReviewer, false, .fail),
      (.fail, .qualificationReviewer, true, .pass), (.pass, .nobody, false, .pass),
    ])
  func effective(facts: CheckVerdict, right: OverrideRight, isOverride: Bool, verdict: CheckVerdict) {
    let result = CheckResult(.unitVeto, facts, "样例", "sample", override: right)
    #expect(EligibilityVerdict.effective(result, PersonVerdict(.pass, isOverride: isOverride)) == verdict)
    #expect(EligibilityVerdict.effective(result, PersonVerdict(.fail)) == .fail)
    #expect(EligibilityVerdict.effective(result, nil) == facts)
  }

  @Test(
    "R-236 structure figures warn and never refuse",
    arguments: [
      ([true, true, true, true, false], 5, 1, 0), ([true, true, true, false, false], 5, 1, 1),
      ([true, true, true, true, true], 2, 1, 1), ([true, true, true, true, true], 3, 0, 1), ([], 0, 0, 0),
    ])
  func structure(enterprises: [Bool], young: Int, women: Int, warnings: Int) throws {
    let today = try CalendarDay("2026-06-01")
    let nominees = try enterprises.enumerated().map { index, isEnterprise in
      StructureFigures.Nominee(
        isFromEnterprise: isEnterprise, birthDay: try CalendarDay(index < young ? "1985-06-02" : "1985-06-01"),
        sex: index < women ? .female : .male)
    }
    let figures = try StructureFigures(nominees, on: today)
    #expect(figures.young == min(young, enterprises.count))
    #expect(figures.women == women)
    #expect(figures.fromEnterprises == enterprises.count { $0 })
    #expect(figures.warnings.count == warnings)
  }
}
