import Primitives
import SelectionRules
import Testing

@testable import Operations

@Suite("The eligibility checks as people work them")
struct EligibilityTests {
  /// F1 forwarded alone.
  private func house(
    _ change: (inout PlantedForm) -> Void = { _ in }, prepare: (Installation) throws -> Void = { _ in }
  ) throws -> Installation {
    let house = try Installation.forwarding(prepare: prepare, forms: [try PlantedForm(1, change)])
    try house.forward("1,F1,primary\n")
    return house
  }

  private func verdict(_ house: Installation, _ check: EligibilityCheck) throws -> CheckVerdict {
    try #require(try house.checks("F1").lines.first { $0.check == check }).verdict
  }

  private func refusal(_ house: Installation, _ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch {
      return (error as? Refusal)?.code
    }
  }

  @Test("R-219 a nomination of which every check passes is decided at once")
  func plain() throws {
    let house = try house()
    let output = try house.checks()
    #expect(output.lines.map(\.verdict) == EligibilityCheck.allCases.map { _ in .pass })
    #expect([output.open, output.ready] == [0, 1])
    try house.decide("F1", .qualified)
    #expect(try house.formState("F1") == .qualified)
    #expect(try house.count("eligibility_verdict WHERE source = 'facts'") == EligibilityCheck.allCases.count)
    #expect(try house.faults() == [])
  }

  @Test("R-230 R-101 what the proofs leave open waits for a person, whose verdict completes it")
  func judged() throws {
    let house = try house { $0.attachments = ["compliance_statement"] }
    #expect(try house.checks().open == 2)
    #expect(refusal(house) { try house.decide("F1", .qualified) } == "eligibility.not-passed")
    try house.judge("F1", .inService, .pass, evidence: try house.write("contract.pdf", "样本合同"))
    try house.judge("F1", .frontLine, .pass)
    try house.decide("F1", .qualified)
    #expect(try house.texts("SELECT is_sealed FROM evidence WHERE name = 'proof.pdf'") == ["1"])
    #expect(try house.faults() == [])
  }

  @Test("R-204 the hard checks are not overridden", arguments: [FormField.inService, .isFrontline, .isLeadingCadre])
  func hard(field: FormField) throws {
    let house = try house { $0.texts[field] = field == .isLeadingCadre ? "yes" : "no" }
    let check: EligibilityCheck =
      switch field {
      case .inService: .inService
      case .isFrontline: .frontLine
      default: .postAndCadre
      }
    let evidence = try house.write("proof.pdf", "样本")
    #expect(refusal(house) { try house.judge("F1", check, .pass) } == "eligibility.check-failed")
    #expect(
      refusal(house) { try house.judge("F1", check, .pass, override: true, evidence: evidence) }
        == "eligibility.no-override")
    #expect(try verdict(house, check) == .fail)
  }

  @Test("R-231 the switch stands on by default, and is thrown in the draft alone")
  func postSwitch() throws {
    let off = EligibilitySwitch.Input(edition: SampleFiles.name, posts: .off, reason: "样例")
    let house = try house(
      { $0.texts[.isLeadingCadre] = "yes" },
      prepare: { try $0.run(EligibilitySwitch.self, off, as: .office) })
    #expect(try verdict(house, .postAndCadre) == .pass)
    #expect(try house.refusal(EligibilitySwitch.self, off, as: .office).code == "edition.rules-frozen")
    #expect(try verdict(try self.house { $0.texts[.isLeadingCadre] = "yes" }, .postAndCadre) == .fail)
  }

  private func veto(_ house: Installation, _ day: String) throws {
    let file = try house.write(
      "veto.csv", "employer_credit_code,kind,day,document\n\(PlantedForm.employer),wage_arrears,\(day),样例文件\n")
    try #require(try house.run(VetoImport.self, RegistryImportInput(file: file), as: .office).isApplied)
  }

  @Test("R-232 a veto flags a worker, whom a reviewer passes with a reason and evidence; a head is out")
  func vetoed() throws {
    let house = try house()
    try veto(house, "2025-01-01")
    #expect(try verdict(house, .unitVeto) == .fail)
    #expect(
      refusal(house) { try house.judge("F1", .unitVeto, .pass, override: true) } == "eligibility.override-evidence")
    let evidence = try house.write("cleared.pdf", "样本")
    try house.judge("F1", .unitVeto, .pass, override: true, evidence: evidence)
    try house.decide("F1", .qualified)
    #expect(try house.faults() == [])

    let head = try self.house { $0.texts[.position] = "总经理、总工程师" }
    try veto(head, "2025-01-01")
    let file = try head.write("cleared.pdf", "样本")
    #expect(
      refusal(head) { try head.judge("F1", .unitVeto, .pass, override: true, evidence: file) }
        == "eligibility.no-override")
    try head.decide("F1", .unqualified, .unitVeto)
  }

  @Test("R-232 the veto list is imported with its documents and tells what still counts")
  func vetoList() throws {
    let house = try Station.registered.installation()
    try veto(house, "2023-06-01")
    let rows = "\(PlantedForm.employer),no_union,2026-05-01,样例\n\(PlantedForm.employer),x,2026-05-01,样例\n"
    let wrong = try house.write(
      "wrong.csv", "employer_credit_code,kind,day,document\n" + rows + "1,no_union,2027-01-01,\n")
    let output = try house.run(VetoImport.self, RegistryImportInput(file: wrong), as: .office)
    #expect(output.lines.map { $0.refusals.first?.code } == [nil, "veto.kind", "credit-code.form"])
    let facts = try house.run(VetoList.self, VetoList.Input(employer: PlantedForm.employer), as: .auditor).facts
    #expect(facts.map(\.counts) == [false])
    #expect(try house.run(VetoList.self, VetoList.Input(employer: "none"), as: .auditor).facts.isEmpty)
  }

  @Test(
    "R-233 who was named at the same level before is out by identity, and by name and employer waits for a person",
    arguments: [
      (true, "PROVINCIAL", "qilu_craftsman", CheckVerdict.fail), (true, "PROVINCIAL", "qilu_great_craftsman", .fail),
      (true, "CITY", "craftsman", .pass), (true, "PROVINCIAL", "nominee", .pass),
      (false, "PROVINCIAL", "qilu_craftsman", .unclear), (false, "CITY", "craftsman", .pass),
    ])
  func repeated(isKnown: Bool, level: String, kind: String, verdict: CheckVerdict) throws {
    let house = try house()
    let form = try PlantedForm(1)
    let citizenID = isKnown ? form.citizenID : ""
    let file = try house.write(
      "past.csv",
      PastTests.header + "2019,\(form.name),示例一厂,\(form.employer),\(kind),\(level),示例总工会,鲁会〔2019〕3号,,,,\(citizenID)\n")
    try #require(try house.run(PastImport.self, PastImport.Input(file: file), as: .office).isApplied)
    #expect(try self.verdict(house, .noRepeat) == verdict)
    guard verdict == .unclear else { return }
    try house.judge("F1", .noRepeat, .pass)
    try house.decide("F1", .qualified)
  }

  @Test("R-233 R-632 whom a union of any tier named great is not named by it again", arguments: ["city", "base"])
  func repeatedBelow(tier: String) throws {
    let house = try house()
    let form = try PlantedForm(1)
    let level: TitleLevel = tier == "city" ? .city : .enterprise
    let person = try #require(try house.texts("SELECT person_id FROM nomination_form").first)
    try house.run(CraftsmanEnter.self, CraftsmanEnter.Input(person: person, reason: "样例"), as: .office)
    let title = TitleAdd.Input(
      person: person, kind: .greatCraftsman, level: level, year: 2024, document: Installation.document)
    try house.run(TitleAdd.self, title, as: .office)
    #expect(try verdict(house, .noRepeat) == .pass)
    try house.plant("UPDATE edition SET organiser_id = (SELECT min(id) FROM union_unit WHERE tier = '\(tier)')")
    #expect(try verdict(house, .noRepeat) == .fail, "\(form.name)")
  }

  @Test("R-219 a nomination that has a form comes through its checks alone, and no file takes it out again")
  func besideTheForm() throws {
    let house = try house()
    let header = "nomination,name,employer_credit_code,region,channel,qualification,reason\n"
    let row = "F1,样本·甲子,\(PlantedForm.employer),3701,unit,qualified,\n"
    func take(_ rows: String, replace: String? = nil) throws -> ImportOutput {
      try house.importing(NominationImport.self, try house.write("past-form.csv", header + rows), replace: replace)
    }
    #expect(try take(row).lines.map { $0.refusals.map(\.code) } == [["nomination.of-form"]])
    #expect(try house.count("nomination") == 0)
    try house.decide("F1", .qualified)
    try house.run(EligibilitySettle.self, EligibilitySettle.Input(edition: SampleFiles.name), as: .office)
    let other = row.replacing("F1", with: "X1")
    #expect(refusal(house) { _ = try take(other, replace: "样例") } == "nomination.of-form")
    #expect(try take(other).isApplied)
    #expect(try house.count("nomination") == 2)
  }

  @Test(
    "R-233 of two people of one name, only an employer that is known to differ tells them apart",
    arguments: [("", CheckVerdict.unclear), ("91350203M0001QAY9B", .pass)])
  func alike(employer: String, verdict: CheckVerdict) throws {
    let house = try house()
    let name = try PlantedForm(1).name
    let file = try house.write(
      "past.csv",
      PastTests.header + "2019,\(name),示例厂,\(employer),qilu_craftsman,PROVINCIAL,示例总工会,鲁会〔2019〕3号,,,,\n")
    try #require(try house.run(PastImport.self, PastImport.Input(file: file), as: .office).isApplied)
    #expect(try self.verdict(house, .noRepeat) == verdict)
  }

  @Test("R-235 R-228 without the base union's seal or the unit's publicity nobody qualifies")
  func sealsAndPublicity() throws {
    let unsealed = try house { $0.parties = ["unit"] }
    #expect(try verdict(unsealed, .seals) == .fail)
    try unsealed.decide("F1", .unqualified, .sealMissing)
    let short = try house { $0.publicity = ("2026-05-11", "2026-05-15") }
    #expect(try verdict(short, .unitPublicity) == .fail)
    #expect(refusal(short) { try short.decide("F1", .unqualified, .sealMissing) } == "eligibility.reason-not-failed")
    try short.decide("F1", .unqualified, .publicityMissing)
    // Nobody endorses such a form; what forwarding and deciding add to it holds.
    #expect(try unsealed.faults() == ["form.endorsed-without-seal"])
    #expect(try short.faults() == [])
  }

  @Test("R-219 a later verdict supersedes the earlier one, and both are kept")
  func superseded() throws {
    let house = try house()
    try house.judge("F1", .frontLine, .fail, reason: "现场核查不在一线")
    try house.judge("F1", .frontLine, .pass, reason: "复核在一线")
    let output = try house.run(
      EligibilityShow.self, EligibilityShow.Input(edition: SampleFiles.name, number: "F1"), as: .auditor)
    #expect(output.history.map(\.isInForce) == [false, true])
    #expect(output.history.map(\.reason) == ["现场核查不在一线", "复核在一线"])
    try house.decide("F1", .qualified)
    #expect(try house.faults() == [])
  }

  @Test("R-819 SM-17 whose consent was withdrawn since the forwarding is not qualified")
  func withdrawnConsent() throws {
    let house = try house()
    try house.plant(
      "UPDATE consent SET withdrawn_on = '2026-05-30', withdrawn_at = given_on, withdrawn_by = recorded_by")
    #expect(refusal(house) { try house.decide("F1", .qualified) } == "form.consent-withdrawn")
    try house.judge("F1", .frontLine, .fail)
    try house.decide("F1", .unqualified, .notFrontLine)
  }

  @Test("R-205 a person cannot fail a check by a forbidden ground, nor reject without a listed reason")
  func forbidden() throws {
    let house = try house()
    for ground in RejectionReason.forbiddenGrounds {
      #expect(
        refusal(house) { try house.judge("F1", .frontLine, .fail, reason: "\(ground)不符") }
          == "eligibility.forbidden-ground")
    }
    #expect(refusal(house) { try house.decide("F1", .unqualified) } == "eligibility.reason-missing")
    #expect(refusal(house) { try house.decide("F1", .qualified, .retired) } == "eligibility.reason-given")
  }

  @Test("SM-2 a decided form is judged no more, and a substitute is not decided before it is promoted")
  func closed() throws {
    let house = try Installation.forwarding(forms: [try PlantedForm(1), try PlantedForm(2)])
    try house.forward("1,F1,primary\n2,F2,substitute\n")
    #expect(refusal(house) { try house.decide("F2", .qualified) } == "eligibility.substitute")
    try house.decide("F1", .qualified)
    #expect(refusal(house) { try house.judge("F1", .frontLine, .fail) } == "eligibility.not-forwarded")
    #expect(refusal(house) { try house.decide("F9", .qualified) } == "form.unknown")
  }

  @Test("R-219 settling anew replaces what the forms brought, and leaves what came by a file with its person")
  func settledBesideFile() throws {
    let house = try house()
    let file = try house.write(
      "filed.csv",
      "nomination,name,employer_credit_code,region,channel,qualification,reason,citizen_id\n"
        + "C1,样本·丙午,,3701,unit,qualified,,34052419800101001X\n")
    #expect(try house.importing(NominationImport.self, file).isApplied)
    try house.decide("F1", .qualified)
    try house.settleForms()
    let people = try house.texts("SELECT person_id FROM nomination ORDER BY number")
    #expect(people.count == 2 && !people.contains("NULL"))
    try house.settleForms(replace: "更正样例")
    #expect(try house.texts("SELECT number FROM nomination ORDER BY number") == ["C1", "F1"])
    #expect(try house.texts("SELECT person_id FROM nomination ORDER BY number") == people)
    #expect(try house.faults() == [])
  }

  @Test("R-219 R-205 settling brings every decided nomination into the package with its listed reason and person")
  func settled() throws {
    let house = try Installation.forwarding(forms: try (1...3).map { try PlantedForm($0) })
    try house.forward("1,F1,primary\n2,F2,primary\n3,F3,substitute\n")
    #expect(refusal(house) { try house.settleForms() } == "eligibility.undecided")
    try house.decide("F1", .qualified)
    try house.judge("F2", .inService, .fail)
    try house.decide("F2", .unqualified, .retired)
    #expect(try house.settleForms().isApplied)
    #expect(try house.texts("SELECT number FROM nomination ORDER BY number") == ["F1", "F2"])
    #expect(
      try house.texts("SELECT reason FROM nomination ORDER BY number") == ["", RejectionReason.retired.wording.zh])
    let people = try house.texts("SELECT person_id FROM nomination ORDER BY number")
    #expect(people == (try house.texts("SELECT person_id FROM nomination_form ORDER BY number LIMIT 2")))
    #expect(!people.contains("NULL"))
    #expect(try house.faults() == [])
    #expect(refusal(house) { try house.settleForms() } == "import.exists")
    try house.run(
      ForwardPromote.self,
      ForwardPromote.Input(
        edition: SampleFiles.name, unit: "3701", document: Installation.document, reason: "样例"), as: .union)
    try house.decide("F3", .qualified)
    #expect(try house.settleForms(replace: "递补").isApplied)
    #expect(
      try house.texts("SELECT qualification FROM nomination ORDER BY number")
        == ["qualified", "unqualified", "qualified"])
    #expect(try house.count("nomination WHERE person_id IS NULL") == 0)
    #expect(try house.faults() == [])
  }

  @Test("R-219 a package that a file brought in is settled into only by the forms' own numbers")
  func emptySettle() throws {
    let house = try Station.nominating.installation()
    #expect(refusal(house) { try house.settleForms() } == "eligibility.nothing")
  }

  @Test("R-820 R-822 what is told of the checks holds no citizen ID, nor does the trail of judging and deciding")
  func personal() throws {
    let house = try house()
    let citizenID = try PlantedForm(1).citizenID
    try house.judge("F1", .inService, .pass, evidence: try house.write("contract.pdf", "样本 \(citizenID)"))
    let input = EligibilityShow.Input(edition: SampleFiles.name, number: "F1")
    let shown = try house.run(EligibilityShow.self, input, as: .auditor)
    try house.decide("F1", .qualified)
    let trail = try house.run(AuditList.self, AuditList.Input(last: 50), as: .auditor)
    for text in ["\(shown)", "\(shown.presentation)", "\(try house.checks("F1"))", "\(trail)"] {
      #expect(!text.contains(citizenID))
      #expect(text.contains("F1"))
    }
  }

  @Test("R-001 a clerk is told of no checks, and a nomination of nobody's is not found")
  func access() throws {
    let house = try house()
    let input = EligibilityShow.Input(edition: SampleFiles.name, number: "none")
    #expect(try house.refusal(EligibilityShow.self, input, as: .union).code == "access.role-missing")
    #expect(try house.refusal(EligibilityShow.self, input, as: .auditor).kind == .notFound)
  }

  @Test("R-236 the structure is shown with notes, and refuses nothing")
  func structure() throws {
    let house = try house()
    let output = try house.run(StructureShow.self, StructureShow.Input(edition: SampleFiles.name), as: .auditor)
    #expect([output.total, output.fromEnterprises] == [1, 1])
    #expect(output.verdict == .done)
    let citizenID = try PlantedForm(1).citizenID
    #expect(!"\(output.presentation)".contains(citizenID))
  }
}
