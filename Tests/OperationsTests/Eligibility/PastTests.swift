import Primitives
import SelectionRules
import Testing

@testable import Operations

@Suite("Namings of earlier years")
struct PastTests {
  static let header =
    "year,name,employer_name,employer_credit_code,kind,level,organiser,document,studio_amount,personal_award,prize,"
    + "citizen_id\n"

  private static func row(
    _ year: Int, _ name: String, _ kind: String, studio: String = "", personal: String = "", prize: String = "",
    citizenID: String = ""
  ) -> String {
    let document = "鲁会〔\(year)〕3号"
    return "\(year),\(name),示例厂,\(PlantedForm.employer),\(kind),PROVINCIAL,山东省总工会,\(document),\(studio),\(personal),"
      + "\(prize),\(citizenID)\n"
  }

  private func take(
    _ house: Installation, _ rows: [String], dryRun: Bool? = nil, replace: String? = nil
  ) throws -> ImportOutput {
    let file = try house.write("past.csv", Self.header + rows.joined())
    return try house.run(
      PastImport.self, PastImport.Input(file: file, dryRun: dryRun, replace: replace), as: .office)
  }

  private func sums(_ house: Installation, _ year: Int) throws -> PastList.Output.Sum {
    let output = try house.run(PastList.self, PastList.Input(year: year), as: .auditor)
    return try #require(output.sums.first)
  }

  @Test("R-218 the pilot of 2017: ten named, twenty nominees with 10,000 yuan each")
  func pilot() throws {
    let house = try Station.founded.installation()
    let named = (1...10).map { Self.row(2017, "样本·名\($0)", "qilu_craftsman", citizenID: "") }
    let nominees = (1...20).map { Self.row(2017, "样本·提\($0)", "nominee", prize: "10000") }
    #expect(try take(house, named + nominees).isApplied)
    let sum = try sums(house, 2017)
    #expect([sum.named, sum.great, sum.nominees] == [10, 0, 20])
    #expect([sum.prize, sum.studio, sum.total] == ["200000.00", "0.00", "200000.00"])
  }

  @Test("R-213 2018: ten great at 300,000 and forty at 50,000 are 5,000,000 yuan")
  func year2018() throws {
    let house = try Station.founded.installation()
    let great = (1...10).map { Self.row(2018, "样本·大\($0)", "qilu_great_craftsman", studio: "300000") }
    let rest = (1...40).map { Self.row(2018, "样本·工\($0)", "qilu_craftsman", studio: "50000.00") }
    #expect(try take(house, great + rest).isApplied)
    let sum = try sums(house, 2018)
    #expect([sum.great, sum.named] == [10, 40])
    #expect(sum.total == "5000000.00")
  }

  @Test("R-214 from 2019: studios of 4,500,000 and personal awards of 900,000 yuan")
  func year2019() throws {
    let house = try Station.founded.installation()
    let great = (1...10).map {
      Self.row(2019, "样本·大\($0)", "qilu_great_craftsman", studio: "250000", personal: "50000")
    }
    let rest = (1...40).map { Self.row(2019, "样本·工\($0)", "qilu_craftsman", studio: "50000", personal: "10000") }
    #expect(try take(house, great + rest).isApplied)
    let sum = try sums(house, 2019)
    #expect([sum.studio, sum.personal, sum.total] == ["4500000.00", "900000.00", "5400000.00"])
  }

  @Test("R-113 where the identity is given, the person is registered, entered and given the title once")
  func identity() throws {
    let house = try Station.founded.installation()
    let citizenID = try SampleFiles.citizenIDs[0]
    let first = Self.row(2018, "样本·甲子", "qilu_craftsman", studio: "50000", citizenID: citizenID)
    #expect(try take(house, [first]).isApplied)
    #expect(try house.count("person") == 1)
    #expect(try house.texts("SELECT kind FROM title") == ["qilu_craftsman"])
    #expect(try house.texts("SELECT state FROM craftsman") == ["ACTIVE"])
    #expect(try take(house, [first]).lines.map { $0.refusals.map(\.code) } == [["past.exists"]])
    let corrected = Self.row(2018, "样本·甲子", "qilu_craftsman", studio: "50000.01", citizenID: citizenID)
    #expect(try take(house, [corrected], replace: "更正").isApplied)
    #expect(try house.count("title") == 1)
    #expect(try sums(house, 2018).studio == "50000.01")
    #expect(try house.count("past_naming") == 2)
    let other = Self.row(2019, "样本·乙丑", "qilu_craftsman", citizenID: citizenID)
    #expect(try take(house, [other]).lines.map { $0.refusals.map(\.code) } == [["person.other-name"]])
    #expect(try house.faults() == [])
  }

  @Test("R-202 R-212 the Qilu namings of a year in which a city's edition alone is kept here are imported")
  func besideACity() throws {
    let house = try Station.registered.installation()
    let city = try #require(try house.texts("SELECT code FROM union_unit WHERE tier = 'city' ORDER BY code").first)
    try house.create(organiser: city)
    #expect(try take(house, [Self.row(2026, "样本·甲子", "qilu_craftsman")]).isApplied)
  }

  @Test("R-213 a person is named once in a year, and Qilu titles are the province's")
  func once() throws {
    let house = try Station.founded.installation()
    let citizenID = try SampleFiles.citizenIDs[0]
    let named = Self.row(2018, "样本·甲子", "qilu_craftsman", citizenID: citizenID)
    let great = Self.row(2018, "样本·甲子", "qilu_great_craftsman", citizenID: citizenID)
    func codes(_ rows: String..., replace: String? = nil) throws -> [String?] {
      try take(house, rows, replace: replace).lines.map { $0.refusals.first?.code }
    }
    #expect(try codes(named, great) == [nil, "past.person-twice"])
    #expect(try codes(named.replacing("PROVINCIAL", with: "COUNTY")) == ["past.qilu-level"])
    #expect(try codes(named) == [nil])
    #expect(try codes(great, replace: "更正") == ["past.person-twice"])
    #expect(try codes(great.replacing("2018", with: "2019")) == [nil])
    #expect(try house.texts("SELECT kind FROM title ORDER BY year") == ["qilu_craftsman", "qilu_great_craftsman"])
  }

  @Test("R-818 the file is kept sealed, and the answers show no citizen ID")
  func personal() throws {
    let house = try Station.founded.installation()
    let citizenID = try SampleFiles.citizenIDs[0]
    let output = try take(house, [Self.row(2018, "样本·甲子", "nominee", citizenID: citizenID)])
    let listed = try house.run(PastList.self, PastList.Input(year: nil), as: .auditor)
    #expect(try house.texts("SELECT is_sealed FROM evidence") == ["1"])
    #expect(!"\(output)\(listed)".contains(citizenID))
    #expect(listed.namings.map(\.isRegistered) == [true])
    #expect(try house.count("title") == 0)
  }

  @Test("R-811 a wrong line is told with its column, and nothing of the file is stored; a dry run stores nothing")
  func refused() throws {
    let house = try Station.draft.installation()
    let before = try house.contentDigest()
    let rows = [
      Self.row(2018, "样本·甲子", "qilu_craftsman", studio: "1.001"), Self.row(2018, "样本·乙丑", "x"),
      Self.row(2026, "样本·丙寅", "qilu_craftsman"), Self.row(2018, "样本·丁卯", "craftsman", prize: "-1"),
      Self.row(2018, "样本·戊辰", "nominee"), Self.row(2018, "样本·戊辰", "nominee"),
    ]
    let lines = try take(house, rows).lines
    #expect(
      lines.map { $0.refusals.first?.code } == [
        "money.form", "past.value", "title.by-naming", "past.amount", nil, "past.twice",
      ])
    #expect(lines.first?.refusals.first?.location?.column == "studio_amount")
    #expect(!(try take(house, [Self.row(2018, "样本·甲子", "nominee")], dryRun: true).isApplied))
    #expect(try house.contentDigest() == before)
  }
}
