import Primitives
import SelectionRules
import Testing

@testable import Operations

@Suite("The registry")
struct RegistryTests {
  private static let employers = "name,credit_code,region,check_digit_override"
  private static let units = "code,name,tier,parent,region,employer_credit_code"
  /// R-805: the second one is printed with another check character than computed.
  private static let code = "91370100MA3T123411"
  private static let oddCode = "91350203M0001QAY9B"

  private func table(_ house: Installation, _ header: String, _ rows: [String]) throws -> RegistryImportInput {
    RegistryImportInput(
      file: try house.write("rows.csv", ([header] + rows).map { $0 + "\n" }.joined()), dryRun: nil)
  }

  private func employers(_ house: Installation, _ rows: String...) throws -> ImportOutput {
    try house.run(EmployerImport.self, try table(house, Self.employers, rows), as: .office)
  }

  private func units(_ house: Installation, _ rows: String...) throws -> ImportOutput {
    try house.run(UnitImport.self, try table(house, Self.units, rows), as: .office)
  }

  private func codes(_ output: ImportOutput) -> [[String]] { output.lines.map { $0.refusals.map(\.code) } }

  // MARK: Employers

  @Test("R-805 an employer's wrong check character needs a recorded ground")
  func checkDigit() throws {
    let house = try Station.founded.installation()
    let refused = try employers(house, "示例单位,\(Self.oddCode),3701,")
    #expect(codes(refused) == [["credit-code.check-digit"]])
    #expect(refused.lines.first?.refusals.first?.location?.column == "credit_code")
    #expect(try house.count("employer") == 0)
    let accepted = try employers(house, "示例单位,\(Self.oddCode),3701,营业执照如此印制")
    #expect(accepted.isApplied)
    #expect(accepted.lines.first?.warnings.map(\.code) == ["credit-code.check-digit"])
    let listed = try house.run(EmployerList.self, EmployerList.Input(), as: .auditor).employers
    #expect(listed.map(\.checkDigitOverride) == ["营业执照如此印制"])
  }

  @Test(
    "R-804 R-807 form, region and name of an employer are held",
    arguments: [
      ("示例单位,91370100MA3T12341,3701,", "credit-code.form"), (",91370100MA3T123411,3701,", "registry.empty"),
    ])
  func employerFaults(row: String, code: String) throws {
    let house = try Station.founded.installation()
    #expect(codes(try employers(house, row)) == [[code]])
    #expect(codes(try employers(house, "示例单位,\(Self.code),9,")).first?.isEmpty == false)
    #expect(try house.count("employer") == 0)
  }

  @Test("An employer is registered once, in one file and over several")
  func employerOnce() throws {
    let house = try Station.founded.installation()
    let row = "示例单位,\(Self.code),3701,"
    #expect(codes(try employers(house, row, row)) == [[], ["registry.exists"]])
    #expect(try house.count("employer") == 0)
    #expect(try employers(house, row).isApplied)
    #expect(codes(try employers(house, row)) == [["registry.exists"]])
  }

  @Test("A dry run of the registry changes nothing", arguments: ["employers", "units", "experts"])
  func dryRun(name: String) throws {
    let house = try Station.founded.installation()
    try house.register()
    try house.plant("DELETE FROM expert_specialty", "DELETE FROM expert", "DELETE FROM union_unit")
    if name == "employers" { try house.plant("DELETE FROM employer") }
    let before = try house.contentDigest()
    let input = RegistryImportInput(file: house.path("edition/registry/\(name).csv"), dryRun: true)
    let output =
      switch name {
      case "employers": try house.run(EmployerImport.self, input, as: .office)
      case "units": try house.run(UnitImport.self, input, as: .office)
      default: try house.run(ExpertImport.self, input, as: .office)
      }
    #expect(output.isDryRun)
    #expect(output.verdict == .done)
    #expect(output.lines.count == (try SampleFiles.lines("registry/\(name).csv")).count - 1)
    #expect(try house.contentDigest() == before)
  }

  // MARK: Units

  /// R-001: which tier may stand below which.
  private static let below: [UnionTier: [UnionTier]] = [
    .province: [], .city: [.province], .industrial: [.province], .largeEnterprise: [.province], .county: [.city],
    .base: [.province, .city, .industrial, .largeEnterprise, .county],
  ]

  private static let tree = [
    "37,示例省,province,,37,", "C,示例市,city,37,3701,", "I,示例产业,industrial,37,37,", "L,示例大企业,large_enterprise,37,37,",
    "X,示例县,county,C,370102,", "B,示例基层,base,X,370102,\(code)",
  ]

  private static let codes: [UnionTier: String] = [
    .province: "37", .city: "C", .industrial: "I", .largeEnterprise: "L", .county: "X", .base: "B",
  ]

  @Test("R-001 each tier stands below those that the tree allows and below no other", arguments: UnionTier.allCases)
  func tree(tier: UnionTier) throws {
    guard tier != .province else { return }
    let house = try Station.founded.installation()
    #expect(try employers(house, "示例单位,\(Self.code),3701,", "示例单位乙,\(Self.oddCode),3701,有据").isApplied)
    let built = try house.run(UnitImport.self, try table(house, Self.units, Self.tree), as: .office)
    #expect(built.isApplied)
    for parent in UnionTier.allCases {
      let code = try #require(Self.codes[parent])
      let employer = tier == .base ? Self.oddCode : ""
      let input = try table(house, Self.units, ["N,示例新单位,\(tier.rawValue),\(code),3701,\(employer)"])
      let output = try house.run(UnitImport.self, RegistryImportInput(file: input.file, dryRun: true), as: .office)
      let isAllowed = try #require(Self.below[tier]).contains(parent)
      #expect(codes(output) == [isAllowed ? [] : ["unit.parent"]], "\(parent)")
    }
    #expect(
      codes(try units(house, "N,示例新单位,\(tier.rawValue),,3701,\(tier == .base ? Self.oddCode : "")")) == [
        ["unit.parent"]
      ])
  }

  @Test("R-001 there is one province, above which nothing stands")
  func oneProvince() throws {
    let house = try Station.founded.installation()
    #expect(codes(try units(house, "37,示例省,province,,37,", "38,示例省,province,,37,")) == [[], ["registry.exists"]])
    #expect(try units(house, "37,示例省,province,,37,").isApplied)
    #expect(codes(try units(house, "38,示例省,province,37,37,")) == [["unit.parent"]])
    #expect(codes(try units(house, "C,示例市,city,99,3701,")) == [["unit.unknown"]])
    #expect(codes(try units(house, "C,示例市,town,37,3701,")) == [["unit.tier"]])
  }

  @Test("R-004 a base union has exactly one employer, which has no second one, and no other unit has any")
  func employerOfBase() throws {
    let house = try Station.founded.installation()
    #expect(try employers(house, "示例单位,\(Self.code),3701,").isApplied)
    #expect(try units(house, "37,示例省,province,,37,", "C,示例市,city,37,3701,").isApplied)
    #expect(codes(try units(house, "B,示例基层,base,C,3701,")) == [["unit.employer"]])
    #expect(codes(try units(house, "D,示例市,city,37,3702,\(Self.code)")) == [["unit.employer"]])
    #expect(codes(try units(house, "B,示例基层,base,C,3701,\(Self.oddCode)")) == [["employer.unknown"]])
    #expect(try units(house, "B,示例基层,base,C,3701,\(Self.code)").isApplied)
    #expect(codes(try units(house, "B2,示例基层,base,C,3701,\(Self.code)")) == [["registry.exists"]])
  }

  @Test("R-001 the sample's whole tree is taken, each unit below its own")
  func sampleTree() throws {
    let house = try Station.registered.installation()
    let units = try house.run(UnitList.self, UnitList.Input(), as: .reviewer).units
    #expect(units.count == (try SampleFiles.lines("registry/units.csv")).count - 1)
    let tiers = Dictionary(uniqueKeysWithValues: units.map { ($0.code, $0.tier) })
    for unit in units {
      let allowed = try #require(Self.below[unit.tier])
      #expect(unit.parent.map { code in tiers[code].map(allowed.contains) ?? false } ?? allowed.isEmpty, "\(unit.code)")
    }
    #expect(try house.faults().isEmpty)
  }

  // MARK: Experts

  @Test("R-207 an expert has fields and trades, parted by ; or ；, each once")
  func experts() throws {
    let house = try Station.founded.installation()
    let header = "expert,name,employer_credit_code,fields,trades"
    let rows = ["E1,样本·甲子,\(Self.code),焊接;机械；焊接,焊工", "E2,样本·乙丑,,,"]
    let output = try house.run(ExpertImport.self, try table(house, header, rows), as: .office)
    #expect(output.isApplied)
    let experts = try house.run(ExpertList.self, ExpertList.Input(), as: .auditor).experts
    #expect(experts.map(\.code) == ["E1", "E2"])
    #expect(experts.map { Set($0.fields) } == [["焊接", "机械"], []])
    #expect(experts.map(\.fields.count) == [2, 0])
    #expect(experts.map(\.trades) == [["焊工"], []])
    let again = try house.run(ExpertImport.self, try table(house, header, [rows[0]]), as: .office)
    #expect(codes(again) == [["registry.exists"]])
    let nameless = try house.run(ExpertImport.self, try table(house, header, ["E3,,,,"]), as: .office)
    #expect(codes(nameless) == [["registry.empty"]])
    let wrong = try house.run(ExpertImport.self, try table(house, header, ["E3,样本,123,,"]), as: .office)
    #expect(codes(wrong) == [["credit-code.form"]])
  }

  // MARK: Craftsmen

  private func craftsman(_ house: Installation, enter: Bool = true) throws -> String {
    let register = PersonRegister.Input(name: "样本·甲子", citizenNumber: "11010519491231002X", employer: nil)
    let person = try #require(try house.run(PersonRegister.self, register, as: .office).people.first).id
    if enter { try house.run(CraftsmanEnter.self, CraftsmanEnter.Input(person: person, reason: "样例"), as: .office) }
    return person
  }

  /// SM-15.
  private static let changes: [CraftsmanState: [CraftsmanState]] = [
    .active: [.suspended, .retired, .removed], .suspended: [.active, .removed], .retired: [], .removed: [],
  ]

  @Test(
    "SM-15 R-112 a craftsman's state changes as the table says and no other way", arguments: CraftsmanState.allCases)
  func craftsmanStates(from: CraftsmanState) throws {
    let house = try Station.founded.installation()
    let person = try craftsman(house)
    for to in CraftsmanState.allCases {
      try house.plant("UPDATE craftsman SET state = '\(from.rawValue)'")
      let input = CraftsmanChange.Input(person: person, to: to, reason: "样例")
      if try #require(Self.changes[from]).contains(to) {
        try house.run(CraftsmanChange.self, input, as: .office)
        let last = try house.texts(
          "SELECT from_state || '>' || to_state || ' ' || reason FROM craftsman_state ORDER BY id DESC LIMIT 1")
        #expect(last == ["\(from.rawValue)>\(to.rawValue) 样例"])
      } else {
        let refusal = try house.refusal(CraftsmanChange.self, input, as: .office)
        #expect(refusal.code == "craftsman.no-such-step", "\(to)")
        #expect(refusal.citation?.rule == "SM-15")
      }
    }
  }

  @Test("R-112 entering a craftsman and changing the state need a reason")
  func reasons() throws {
    let house = try Station.founded.installation()
    let person = try craftsman(house, enter: false)
    let entering = CraftsmanEnter.Input(person: person, reason: "")
    #expect(try house.refusal(CraftsmanEnter.self, entering, as: .office).code == "reason.missing")
    try house.run(CraftsmanEnter.self, CraftsmanEnter.Input(person: person, reason: "样例"), as: .office)
    let changing = CraftsmanChange.Input(person: person, to: .retired, reason: "")
    #expect(try house.refusal(CraftsmanChange.self, changing, as: .office).code == "reason.missing")
  }

  @Test("R-113 a craftsman is entered once; titles and skills are a craftsman's")
  func entered() throws {
    let house = try Station.founded.installation()
    let person = try craftsman(house, enter: false)
    let skill = SkillRecord.Input(person: person, trade: "焊工", grade: .technician)
    #expect(try house.refusal(SkillRecord.self, skill, as: .office).code == "craftsman.unknown")
    #expect(try house.refusal(TitleAdd.self, title(person), as: .office).code == "craftsman.unknown")
    let entering = CraftsmanEnter.Input(person: person, reason: "样例")
    try house.run(CraftsmanEnter.self, entering, as: .office)
    #expect(try house.refusal(CraftsmanEnter.self, entering, as: .office).code == "craftsman.exists")
    let unknown = CraftsmanShow.Input(person: "nobody")
    #expect(try house.refusal(CraftsmanShow.self, unknown, as: .office).kind == .notFound)
  }

  private func title(
    _ person: String, _ kind: TitleKind = .modelWorker, _ level: TitleLevel = .city, _ year: Int = 2024,
    _ document: String = Installation.document
  ) -> TitleAdd.Input {
    TitleAdd.Input(person: person, kind: kind, level: level, year: year, document: document)
  }

  @Test("R-103 R-113 a person holds several titles, of every level, each once", arguments: TitleLevel.allCases)
  func titles(level: TitleLevel) throws {
    let house = try Station.founded.installation()
    let person = try craftsman(house)
    try house.run(TitleAdd.self, title(person, .modelWorker, level), as: .office)
    try house.run(TitleAdd.self, title(person, .mayDayMedal, level), as: .office)
    #expect(try house.refusal(TitleAdd.self, title(person, .modelWorker, level), as: .office).code == "title.exists")
    let shown = try house.run(CraftsmanShow.self, CraftsmanShow.Input(person: person), as: .auditor)
    #expect(shown.titles.count == 2)
    #expect(Set(shown.titles.map(\.level)) == [level])
  }

  @Test(
    "R-202 a Qilu title of a year whose edition is kept here comes from its naming alone",
    arguments: [TitleKind.qiluCraftsman, .qiluGreatCraftsman])
  func qiluTitle(kind: TitleKind) throws {
    let house = try Station.draft.installation()
    let person = try craftsman(house)
    let refusal = try house.refusal(TitleAdd.self, title(person, kind, .provincial, 2026), as: .office)
    #expect(refusal.code == "title.by-naming")
    try house.run(TitleAdd.self, title(person, kind, .provincial, 2019), as: .office)
    #expect(try house.count("title") == 1)
  }

  @Test("R-103 R-812 a title has a possible year and the number of its document")
  func titleFaults() throws {
    let house = try Station.founded.installation()
    let person = try craftsman(house)
    func refused(_ year: Int, _ document: String) throws -> Refusal {
      try house.refusal(TitleAdd.self, title(person, .craftsman, .county, year, document), as: .office)
    }
    #expect(try refused(1948, Installation.document).code == "title.year")
    #expect(try refused(10_000, Installation.document).code == "title.year")
    #expect(try refused(2024, "鲁会[2026]2号").code == "document-number.brackets")
    #expect(try house.count("title") == 0)
  }

  @Test(
    "R-814 a skill has a trade and a grade; another grade in the trade takes its place", arguments: SkillGrade.allCases)
  func skills(grade: SkillGrade) throws {
    let house = try Station.founded.installation()
    let person = try craftsman(house)
    try house.run(SkillRecord.self, SkillRecord.Input(person: person, trade: "焊工", grade: .technician), as: .office)
    try house.run(SkillRecord.self, SkillRecord.Input(person: person, trade: "焊工", grade: grade), as: .office)
    let shown = try house.run(CraftsmanShow.self, CraftsmanShow.Input(person: person), as: .auditor)
    #expect(shown.skills.map(\.trade) == ["焊工"])
    #expect(shown.skills.map(\.grade) == [grade])
    let empty = SkillRecord.Input(person: person, trade: "", grade: grade)
    #expect(try house.refusal(SkillRecord.self, empty, as: .office).kind == .wrongUse)
  }
}
