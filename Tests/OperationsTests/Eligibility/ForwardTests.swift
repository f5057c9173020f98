import Primitives
import SelectionRules
import Testing

@testable import Operations

@Suite("Forwarding as unions do it")
struct ForwardTests {
  private func codes(_ output: ForwardSubmit.Output) -> [[String]] {
    (output.ranking?.lines ?? []).map { $0.refusals.map(\.code) }
  }

  private func show(_ house: Installation, as person: Person = .auditor) throws -> [ForwardShow.Output.Item] {
    try house.run(ForwardShow.self, ForwardShow.Input(edition: SampleFiles.name, unit: nil), as: person).entries
  }

  private func promotion(_ reason: String = "样例") -> ForwardPromote.Input {
    ForwardPromote.Input(
      edition: SampleFiles.name, unit: "3701", document: Installation.document, reason: reason)
  }

  @Test("R-234 OP-36 a city's union forwards its ranked list with its sealed opinion")
  func forwarded() throws {
    let house = try Installation.forwarding(forms: try (1...3).map { try PlantedForm($0) })
    #expect(try house.forward("1,F2,primary\n2,F1,primary\n3,F3,substitute\n").verdict == .done)
    #expect(try show(house).map(\.nomination) == ["F2", "F1", "F3"])
    #expect(try show(house).map(\.kind) == [.primary, .primary, .substitute])
    for number: ByteText in ["F1", "F2", "F3"] { #expect(try house.formState(number) == .forwarded) }
    #expect(try house.count("form_opinion WHERE party = 'city'") == 3)
    #expect(try house.faults() == [])
  }

  @Test("R-234 a list beyond the quota, with a gap or of a form from elsewhere is refused as a whole")
  func refusedLines() throws {
    let forms = try (1...4).map { index in try PlantedForm(index) { if index == 4 { $0.unit = "T2" } } }
    let house = try Installation.forwarding(forms: forms)
    let before = try house.contentDigest()
    #expect(
      codes(try house.forward("1,F1,primary\n2,F2,primary\n3,F3,primary\n")) == [[], [], ["forward.over-quota"]])
    #expect(codes(try house.forward("1,F1,primary\n3,F2,primary\n")) == [[], ["forward.rank"]])
    #expect(
      codes(try house.forward("1,F4,primary\n2,F9,primary\n")) == [["forward.unknown-form"], ["forward.unknown-form"]])
    #expect(codes(try house.forward("x,F1,primary\n1,F1,first\n")) == [["forward.value"], ["forward.value"]])
    #expect(try house.refusal(ForwardSubmit.self, try house.ranking(""), as: .union).code == "forward.empty")
    #expect(try house.contentDigest() == before)
  }

  @Test("R-819 a form whose nominee does not consent to processing is not forwarded")
  func consent() throws {
    let house = try Installation.forwarding(forms: [try PlantedForm(1) { $0.consents = false }])
    let output = try house.forward("1,F1,primary\n")
    #expect(output.ranking?.isApplied == false)
    #expect(output.ranking?.lines.first?.refusals.first?.citation?.rule == "R-819")
  }

  @Test("R-234 a union without a quota does not forward, and is told so")
  func noQuota() throws {
    let house = try Installation.forwarding(forms: [try PlantedForm(1) { $0.unit = "T2" }])
    try house.bind("3702")
    let input = try house.ranking("1,F1,primary\n", unit: "3702")
    #expect(try house.refusal(ForwardSubmit.self, input, as: .union).code == "forward.no-quota")
  }

  @Test("R-001 a clerk forwards for the own union alone, and no county or base union forwards")
  func whoForwards() throws {
    let house = try Installation.forwarding(forms: [try PlantedForm(1)])
    let other = try house.ranking("1,F1,primary\n", unit: "3702")
    #expect(try house.refusal(ForwardSubmit.self, other, as: .union).code == "access.other-unit")
    let county = try house.ranking("1,F1,primary\n", unit: "370102")
    #expect(try house.refusal(ForwardSubmit.self, county, as: .office).code == "forward.tier")
    #expect(try show(house, as: .union).isEmpty)
  }

  @Test("R-234 the next substitute takes the place of a primary that fell out, and of none that stands")
  func promoted() throws {
    let house = try Installation.forwarding(
      quota: "unit,places,substitutes\n3701,1,2\n", forms: try (1...3).map { try PlantedForm($0) })
    try house.forward("1,F1,primary\n2,F2,substitute\n3,F3,substitute\n")
    #expect(try house.refusal(ForwardPromote.self, promotion(), as: .union).code == "forward.no-vacancy")
    try house.judge("F1", .frontLine, .fail)
    try house.decide("F1", .unqualified, .notFrontLine)
    try house.run(ForwardPromote.self, promotion(), as: .union)
    let entries = try show(house)
    #expect(entries.map(\.isEnded) == [true, false, false])
    #expect(entries.map(\.replaces) == [nil, "F1", nil])
    #expect(try house.refusal(ForwardPromote.self, promotion(), as: .union).code == "forward.no-vacancy")
    #expect(try house.faults() == [])
    #expect(try house.checks().lines.map(\.nomination).filter { $0 != "F2" } == [])
  }

  @Test("R-234 SM-2 a returned primary gives its place to the substitute, and comes back within the quota alone")
  func returned() throws {
    let house = try Installation.forwarding(
      quota: "unit,places,substitutes\n3701,1,1\n", forms: try (1...2).map { try PlantedForm($0) })
    try house.forward("1,F1,primary\n2,F2,substitute\n")
    let input = FormReturn.Input(edition: SampleFiles.name, number: "F1", reason: "更正")
    try house.run(FormReturn.self, input, as: .union)
    try house.run(ForwardPromote.self, promotion(), as: .union)
    #expect(try house.faults() == [])
    // Corrected, submitted and endorsed anew: the place is taken, but the list of substitutes has room again.
    try house.plant("UPDATE nomination_form SET state = 'ENDORSED' WHERE number = 'F1'")
    #expect(codes(try house.forward("3,F1,primary\n")) == [["forward.over-quota"]])
    #expect(try house.forward("3,F1,substitute\n").verdict == .done)
    #expect(try show(house).map(\.isEnded) == [true, false, false])
  }

  @Test(
    "R-234 a primary forwarded into the place of one that fell out takes it, so that no substitute does",
    arguments: [1, 2])
  func placeTaken(places: Int) throws {
    let house = try Installation.forwarding(
      quota: "unit,places,substitutes\n3701,\(places),1\n", forms: try (1...4).map { try PlantedForm($0) })
    let second = places == 2 ? "3,F4,primary\n" : ""
    try house.forward("1,F1,primary\n2,F2,substitute\n" + second)
    let input = FormReturn.Input(edition: SampleFiles.name, number: "F1", reason: "更正")
    try house.run(FormReturn.self, input, as: .union)
    #expect(try house.forward("\(places + 2),F3,primary\n").verdict == .done)
    #expect(try house.refusal(ForwardPromote.self, promotion(), as: .union).code == "forward.no-vacancy")
    #expect(try house.faults() == [])
  }

  @Test("R-203 R-234 where no substitute is left, the place stays empty")
  func noSubstitute() throws {
    let house = try Installation.forwarding(forms: [try PlantedForm(1)])
    try house.forward("1,F1,primary\n")
    try house.judge("F1", .inService, .fail)
    try house.decide("F1", .unqualified, .notInService)
    #expect(try house.refusal(ForwardPromote.self, promotion(), as: .union).code == "forward.no-substitute")
  }

  @Test("R-217 R-234 the education union: schools name one each, it forwards two, and who is late has no candidate")
  func education() throws {
    let house = try Installation.forwarding(
      quota: "unit,places,substitutes\nC01,2,0\n",
      prepare: { house in
        let rows = (1...3).map { "校\($0),示例\($0)校工会,base,C01,37,\(Self.schools[$0 - 1])\n" }
        let employers = (1...3).map { "示例\($0)校,\(Self.schools[$0 - 1]),3701,样例\n" }
        let file = try house.write(
          "schools.csv", "name,credit_code,region,check_digit_override\n" + employers.joined())
        _ = try house.run(EmployerImport.self, RegistryImportInput(file: file), as: .office)
        let units = try house.write(
          "school-units.csv", "code,name,tier,parent,region,employer_credit_code\n" + rows.joined())
        try #require(try house.run(UnitImport.self, RegistryImportInput(file: units), as: .office).isApplied)
        try house.setDate(.forwardingDeadline, "2026-06-10")
        try house.bind("C01")
      },
      forms: try (1...3).map { index in
        try PlantedForm(index) {
          $0.unit = "校\(index)"
          $0.employer = Self.schools[index - 1]
        }
      })
    let three = try house.forward("1,F1,primary\n2,F2,primary\n3,F3,primary\n", unit: "C01")
    #expect(codes(three) == [[], [], ["forward.over-quota"]])
    try house.goTo("2026-06-11")
    #expect(try house.forward("1,F1,primary\n2,F2,primary\n", unit: "C01").late?.date == .forwardingDeadline)
    #expect(try house.count("nomination_form WHERE state = 'FORWARDED'") == 0)
  }

  private static let schools = ["12370000MB0000011A", "12370000MB0000021A", "12370000MB0000031A"]

  @Test("OP-24 quotas are set in the draft, a later file supersedes, and opening freezes them")
  func quotas() throws {
    let house = try Station.draft.installation()
    try house.importQuota("unit,places,substitutes\n3701,2,1\nC01,2,0\n")
    try house.importQuota("unit,places,substitutes\n3701,3,2\n")
    func quotas() throws -> [String] {
      try house.run(QuotaList.self, QuotaList.Input(edition: SampleFiles.name), as: .auditor).quotas.map {
        "\($0.unit) \($0.places) \($0.substitutes)"
      }
    }
    #expect(try quotas() == ["3701 3 2", "C01 2 0"])
    #expect(try house.count("union_quota") == 3)
    let wrong = try house.write(
      "wrong.csv", "unit,places,substitutes\n37,1,0\n370102,1,0\nnone,1,0\n3702,-1,0\n3703,1,x\n3704,1,0\n3704,1,0\n")
    let input = QuotaImport.Input(edition: SampleFiles.name, file: wrong)
    let lines = try house.run(QuotaImport.self, input, as: .office).lines
    #expect(
      lines.map { $0.refusals.first?.code } == [
        "forward.tier", "forward.tier", "unit.unknown", "quota.count", "quota.count", nil, "registry.exists",
      ])
    try house.run(EditionOpen.self, EditionOpen.Input(name: SampleFiles.name), as: .confirmer)
    #expect(try house.refusal(QuotaImport.self, input, as: .office).code == "quota.frozen")
    #expect(try quotas() == ["3701 3 2", "C01 2 0"])
  }
}
