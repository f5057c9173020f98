import Primitives
import SelectionRules
import Testing

@testable import Operations

@Suite("The import of nominations")
struct NominationImportTests {
  private static let header = "nomination,name,employer_credit_code,region,channel,qualification,reason,citizen_id"
  /// valid, invented.
  private static let man = "370102198503070018"
  private static let woman = "370705199001150022"
  private static let code = "91370100MA3T123411"

  private struct Row {
    var number = "2026-0001"
    var name = "样本·甲子"
    var code = NominationImportTests.code
    var region = "3701"
    var citizenID = NominationImportTests.man

    var text: String { "\(number),\(name),\(code),\(region),unit,qualified,,\(citizenID)" }
  }

  private func file(_ house: Installation, _ rows: [Row]) throws -> FilePath {
    try house.write("rows.csv", ([Self.header] + rows.map(\.text)).joined(separator: "\n") + "\n")
  }

  private func take(
    _ house: Installation, _ rows: [Row], dryRun: Bool? = nil, replace: String? = nil
  ) throws -> ImportOutput {
    try house.importing(NominationImport.self, try file(house, rows), dryRun: dryRun, replace: replace)
  }

  private func codes(_ output: ImportOutput) -> [[String]] { output.lines.map { $0.refusals.map(\.code) } }

  @Test("R-113 one person twice in a file is refused, whichever case the X has")
  func personTwiceInFile() throws {
    let house = try Station.nominating.installation()
    let upper = Row(number: "1", citizenID: "11010519491231002X")
    let output = try take(house, [upper, Row(number: "2", citizenID: "11010519491231002x")])
    #expect(codes(output) == [[], ["nomination.person-twice"]])
    #expect(output.lines.last?.refusals.first?.citation?.rule == "R-113")
    #expect(try house.count("person") == 0)
  }

  @Test("R-113 one person twice in two files is refused at the line, by the dry run too", arguments: [true, false])
  func personTwiceInEdition(isDry: Bool) throws {
    let house = try Station.nominating.installation()
    #expect(try take(house, [Row()]).isApplied)
    let before = try house.contentDigest()
    let output = try take(house, [Row(number: "2026-0002"), Row(number: "3", citizenID: Self.woman)], dryRun: isDry)
    #expect(codes(output) == [["nomination.person-twice"], []])
    #expect(output.lines.first?.refusals.first?.location?.column == "citizen_id")
    #expect(try house.contentDigest() == before)
  }

  @Test("R-113 a citizen ID that is registered under another name is refused at the line")
  func otherName() throws {
    let house = try Station.nominating.installation()
    let person = PersonRegister.Input(name: "样本·乙丑", citizenNumber: Self.man, employer: nil)
    try house.run(PersonRegister.self, person, as: .office)
    #expect(codes(try take(house, [Row()])) == [["person.other-name"]])
    #expect(try take(house, [Row(name: "样本·乙丑")]).isApplied)
    #expect(try house.count("person") == 1)
  }

  @Test("R-113 a person of two editions is one row of the registry")
  func twoEditions() throws {
    let house = try Station.nominating.installation()
    #expect(try take(house, [Row()]).isApplied)
    let person = PersonRegister.Input(name: Row().name, citizenNumber: Self.man, employer: nil)
    try house.run(PersonRegister.self, person, as: .office)
    #expect(try house.count("person") == 1)
  }

  @Test("R-113 a replacement may exchange the people of two nominations, and takes away one that it does not name")
  func exchangedPeople() throws {
    let house = try Station.nominating.installation()
    let other = Row(number: "2026-0002", name: "样本·乙丑", citizenID: Self.woman)
    #expect(try take(house, [Row(), other]).isApplied)
    let people = try house.texts("SELECT person_id FROM nomination ORDER BY number")
    let exchanged = [Row(name: "样本·乙丑", citizenID: Self.woman), Row(number: "2026-0002", citizenID: Self.man)]
    #expect(try take(house, exchanged, replace: "更正").isApplied)
    #expect(try house.texts("SELECT person_id FROM nomination ORDER BY number") == people.reversed())
    #expect(try take(house, [Row(citizenID: ""), other], replace: "更正").isApplied)
    #expect(try house.texts("SELECT person_id FROM nomination ORDER BY number") == ["NULL", people[1]])
  }

  @Test(
    "R-801 a citizen ID that does not hold is refused at its column, and the number is not repeated",
    arguments: [
      ("370102198503070019", "citizen-id.check-digit"), ("37010219850307001", "citizen-id.form"),
      ("370102198502300018", "citizen-id.birth-day"), ("990102198503070018", "citizen-id.province"),
      ("370102203503070018", "citizen-id.birth-future"),
    ])
  func wrongCitizenID(number: String, code: String) throws {
    let house = try Station.nominating.installation()
    let output = try take(house, [Row(citizenID: number)])
    #expect(codes(output) == [[code]])
    #expect(output.lines.first?.refusals.first?.location?.column == "citizen_id")
    #expect(!"\(output)".contains(number))
    #expect(!"\(output.presentation)".contains(number))
  }

  @Test(
    "R-804 a credit code of the wrong form is refused at its column",
    arguments: ["91370100MA3T12341", "91370100MA3T12341I"])
  func wrongCreditCode(code: String) throws {
    let house = try Station.nominating.installation()
    let output = try take(house, [Row(code: code)])
    #expect(codes(output) == [["credit-code.form"]])
    #expect(output.lines.first?.refusals.first?.location?.column == "employer_credit_code")
    #expect(output.lines.first?.refusals.first?.citation?.rule == "R-804")
  }

  @Test("R-805 a credit code with another check character is accepted with a warning")
  func checkDigit() throws {
    let house = try Station.nominating.installation()
    let output = try take(house, [Row(code: "91350203M0001QAY9B")])
    #expect(output.isApplied)
    #expect(output.lines.first?.warnings.map(\.code) == ["credit-code.check-digit"])
    #expect(output.lines.first?.verdict == .accepted)
  }

  @Test(
    "R-807 an unknown region is accepted with a warning, an abolished one without",
    arguments: [
      ("3799", ["region.unknown"]), ("3712", []), ("3701", []), ("370102", []),
    ])
  func region(code: String, warnings: [String]) throws {
    let house = try Station.nominating.installation()
    let output = try take(house, [Row(region: code)])
    #expect(output.isApplied)
    #expect(output.lines.first?.warnings.map(\.code) == warnings)
  }

  @Test("R-206 the list of nominations tells channel and qualification")
  func list() throws {
    let house = try Station.reviewing.installation()
    let items = try house.run(
      NominationList.self, NominationList.Input(edition: SampleFiles.name), as: .reviewer
    ).nominations
    let inputs = try SampleFiles.inputs.nominations
    #expect(items.map(\.nomination) == inputs.map(\.key))
    #expect(items.map(\.channel) == inputs.map(\.channel))
    #expect(items.map(\.reason) == inputs.map(\.disqualification))
  }
}
