import Primitives
import SelectionRules
import Testing

@testable import Operations

@Suite("Editions of every tier")
struct TierTests {
  private static let titles: [(UnionTier, TitleKind, TitleKind, TitleLevel)] = [
    (.province, .qiluCraftsman, .qiluGreatCraftsman, .provincial), (.city, .craftsman, .greatCraftsman, .city),
    (.industrial, .craftsman, .greatCraftsman, .city), (.largeEnterprise, .craftsman, .greatCraftsman, .city),
    (.county, .craftsman, .greatCraftsman, .county), (.base, .craftsman, .greatCraftsman, .enterprise),
  ]

  @Test("R-103 R-632 OP-36 the title and its level follow the organiser's tier, in four levels")
  func titles() {
    #expect(Self.titles.map(\.0) == UnionTier.allCases)
    for (tier, craftsman, great, level) in Self.titles {
      #expect(TitleKind(of: tier, isGreat: false) == craftsman)
      #expect(TitleKind(of: tier, isGreat: true) == great)
      #expect(TitleLevel(of: tier) == level)
    }
    #expect(Set(Self.titles.map(\.3)).count == 4)
  }

  /// A unit of a tier, for which the sample registry has several.
  private func unit(_ tier: String, _ house: Installation) throws -> String {
    try #require(try house.texts("SELECT code FROM union_unit WHERE tier = '\(tier)' ORDER BY code").first)
  }

  /// Takes the sample edition of a unit from its draft to the naming.
  private func named(by tier: String) throws -> Installation {
    let house = try Station.registered.installation()
    try house.create(organiser: try unit(tier, house))
    try house.run(EditionOpen.self, EditionOpen.Input(name: SampleFiles.name), as: .confirmer)
    try house.review()
    try house.judge()
    try house.compose()
    try house.publish()
    try house.name()
    return house
  }

  @Test(
    "R-212 R-632 R-103 a union of any tier runs its edition to the titles, which the registry shows at its level",
    arguments: [
      ("city", TitleLevel.city), ("industrial", .city), ("large_enterprise", .city), ("county", .county),
      ("base", .enterprise),
    ])
  func wholeEdition(tier: String, level: TitleLevel) throws {
    let house = try named(by: tier)
    try house.certify()
    try house.advance(.closed)
    let great = Set(try SampleFiles.passed(.great))
    for nomination in try SampleFiles.passed(.named) {
      let titles = try house.craftsman(of: nomination).titles
      #expect(titles.map(\.level) == [level])
      #expect(titles.map(\.kind) == [great.contains(nomination) ? .greatCraftsman : .craftsman])
    }
    let shown = try house.run(EditionShow.self, EditionShow.Input(name: SampleFiles.name), as: .auditor)
    #expect(shown.organiser.tier.rawValue == tier)
    let listed = try house.run(EditionList.self, EditionList.Input(), as: .auditor).editions
    #expect(listed.map(\.organiser.code) == [try unit(tier, house)])
    #expect(try house.namings().allSatisfy { $0.level == level })
    #expect(try house.faults().isEmpty)
  }

  @Test("R-212 R-201 the province runs its edition of the same year beside a city's, and the city no second one")
  func besideTheProvince() throws {
    let house = try named(by: "city")
    let rules = try SampleFiles.text("rules.json").replacing("\"\(SampleFiles.name)\"", with: "\"省2026\"")
    let file = try house.write("province.json", rules)
    func create(_ organiser: String) throws {
      try house.run(
        EditionCreate.self,
        EditionCreate.Input(name: "省2026", year: 2026, organiser: organiser, rules: file), as: .office)
    }
    try create(try unit("province", house))
    try house.run(EditionOpen.self, EditionOpen.Input(name: "省2026"), as: .confirmer)
    #expect(try house.faults().isEmpty)
    let second = try named(by: "city")
    try second.write("province.json", rules)
    try second.run(
      EditionCreate.self,
      EditionCreate.Input(
        name: "省2026", year: 2026, organiser: try unit("city", second), rules: second.path("province.json")),
      as: .office)
    let opening = EditionOpen.Input(name: "省2026")
    #expect(try second.refusal(EditionOpen.self, opening, as: .confirmer).code == "edition.year-taken")
  }

  @Test("R-103 R-201 who was named by another organiser of the level in the same year is named all the same")
  func twoOrganisers() throws {
    let house = try Station.registered.installation()
    try house.create(organiser: try unit("city", house))
    try house.run(EditionOpen.self, EditionOpen.Input(name: SampleFiles.name), as: .confirmer)
    try house.review()
    try house.judge()
    try house.compose()
    try house.publish()
    let great = Set(try SampleFiles.passed(.great))
    let nomination = try #require(try SampleFiles.passed(.named).first { !great.contains($0) })
    let person = try #require(try house.texts("SELECT person_id FROM nomination WHERE number = '\(nomination)'").first)
    try house.run(CraftsmanEnter.self, CraftsmanEnter.Input(person: person, reason: "样例"), as: .office)
    let other = TitleAdd.Input(person: person, kind: .craftsman, level: .city, year: 2026, document: "样例会〔2026〕5号")
    try house.run(TitleAdd.self, other, as: .office)
    try house.name()
    let titles = try house.craftsman(of: nomination).titles
    #expect(Set(titles.map(\.document)) == ["样例会〔2026〕5号", Installation.document])
    #expect(try house.faults().isEmpty)
  }

  @Test("R-202 a Qilu title of a year in which only a city's edition is kept here may be registered by hand")
  func qiluTitle() throws {
    let house = try named(by: "city")
    let nomination = try #require(try SampleFiles.passed(.named).first)
    let person = try #require(try house.texts("SELECT person_id FROM nomination WHERE number = '\(nomination)'").first)
    let title = TitleAdd.Input(
      person: person, kind: .qiluCraftsman, level: .provincial, year: 2026, document: Installation.document)
    try house.run(TitleAdd.self, title, as: .office)
    #expect(try house.craftsman(of: nomination).titles.count == 2)
  }

  @Test("R-210 the great craftsmen of a city are not on the province's list")
  func taishan() throws {
    let house = try named(by: "city")
    let nomination = try #require(try SampleFiles.passed(.great).first)
    let list = TaishanList.Input(edition: SampleFiles.name)
    #expect(try house.refusal(TaishanList.self, list, as: .auditor).code == "taishan.not-provincial")
    let record = house.taishan(nomination, .recommended)
    #expect(try house.refusal(TaishanRecord.self, record, as: .office).code == "taishan.not-provincial")
  }

  @Test("R-237 R-103 a revoked title of a city is marked at its level")
  func revoked() throws {
    let house = try named(by: "city")
    let nomination = try #require(try SampleFiles.passed(.great).first)
    try house.run(NamingRevoke.self, house.revocation(nomination), as: .confirmer)
    #expect(try house.craftsman(of: nomination).titles.map(\.revokedOn) == ["2026-06-01"])
    let titles = try house.run(CraftsmanList.self, CraftsmanList.Input(), as: .auditor).craftsmen.flatMap(\.titles)
    #expect(titles.contains("2026 市级大工匠（已撤销）"))
    #expect(try house.faults().isEmpty)
  }
}
