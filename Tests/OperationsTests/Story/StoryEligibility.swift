import Primitives
import SelectionRules
import Testing

@testable import Operations

/// A reviewer judges what the facts leave open; the office brings the decided ones into the edition.
extension Story {
  private static let unqualified = [StoryNominee.retired, StoryNominee.cadre, StoryNominee.namedBefore]

  func checkingEligibility() throws {
    try house.goTo("2026-06-08")
    try importVeto()
    try importPast()
    let checks = try house.checks()
    #expect(Set(checks.lines.map(\.nomination)).count == 22)
    #expect(!checks.lines.map(\.nomination).contains(number(24).string))
    try override()
    try reject()
    try decideOthers()
    try house.goTo("2026-06-12")
    try #require(try house.settleForms().isApplied)
    try expect(.qualified, 1, 17)
    try expect(.unqualified, 18, 19, 20)
    try house.advance(.preliminaryReview)
    try expectSound()
  }

  private func importVeto() throws {
    let row = "\(self[StoryNominee.vetoed].firm.creditCode),wage_arrears,2025-03-01,示例文件\n"
    try take(VetoImport.self, "veto.csv", "employer_credit_code,kind,day,document\n" + row)
  }

  /// the list of 2019 names one of the thirty.
  private func importPast() throws {
    let (sample, firm) = (try self[StoryNominee.namedBefore].sample, self[StoryNominee.namedBefore].firm)
    let row =
      "2019,\(try sample.form[.name]),\(firm.name),\(firm.creditCode),qilu_craftsman,PROVINCIAL,示例总工会,"
      + "鲁会〔2019〕3号,50000,10000,,\(try sample.form[.citizenID])\n"
    let input = PastImport.Input(file: try house.write("past.csv", PastTests.header + row))
    try #require(try run(PastImport.self, input, as: .office).isApplied)
  }

  /// the employer's arrears are no fault of a worker; the reviewer passes him on evidence.
  private func override() throws {
    let (vetoed, proof) = (number(StoryNominee.vetoed), try house.page("cleared"))
    let input = EligibilityDecide.Input(edition: edition, number: vetoed, verdict: .qualified)
    #expect(try code(EligibilityDecide.self, input, as: .reviewer) == "eligibility.not-passed")
    try house.judge(vetoed, .unitVeto, .pass, override: true, evidence: proof, reason: "一线职工，单位已补发工资")
    try house.decide(vetoed, .qualified)
  }

  private func reject() throws {
    let retired = number(StoryNominee.retired)
    #expect(try verdict(retired, .inService) == .unclear)
    let forbidden = EligibilityJudge.Input(
      edition: edition, number: retired, check: .inService, verdict: .fail, reason: "年龄过大")
    #expect(try code(EligibilityJudge.self, forbidden, as: .reviewer) == "eligibility.forbidden-ground")
    try house.judge(retired, .inService, .fail, reason: "已办理退休，属返聘")
    try house.decide(retired, .unqualified, .retired)
    #expect(try verdict(number(StoryNominee.cadre), .postAndCadre) == .fail)
    try house.decide(number(StoryNominee.cadre), .unqualified, .leadingCadre)
    #expect(try verdict(number(StoryNominee.namedBefore), .noRepeat) == .fail)
    try house.decide(number(StoryNominee.namedBefore), .unqualified, .namedBefore)
  }

  private func verdict(_ number: ByteText, _ check: EligibilityCheck) throws -> CheckVerdict {
    try #require(try house.checks(number).lines.first { $0.check == check }).verdict
  }

  private func decideOthers() throws {
    let input = EligibilitySettle.Input(edition: edition)
    #expect(try code(EligibilitySettle.self, input, as: .office) == "eligibility.undecided")
    let done = Self.unqualified + [StoryNominee.vetoed]
    for index in Array(1...17) + [21, 22] where !done.contains(index) {
      try house.decide(number(index), .qualified)
    }
  }
}
