import Foundation
import Primitives
import SelectionRules
import Testing

@testable import Operations

@Suite("Publicity of the list")
struct PublicityTests {
  /// In publicity, both lists submitted and not confirmed, nothing shown yet.
  private func proposed() throws -> Installation {
    let house = try Station.composing.installation()
    try house.compute(.named)
    try house.compute(.great)
    for stage in [Stage.named, .great] { try house.submit(stage) }
    try house.advance(.publicity)
    return house
  }

  private func name(_ house: Installation, on day: String = "2026-05-29") throws -> Refusal {
    let input = EditionNaming.Input(name: SampleFiles.name, document: Installation.document, date: day)
    return try house.refusal(EditionNaming.self, input, as: .confirmer)
  }

  @Test("R-228 R-806 a publicity tells its first and its last day, and how many are shown")
  func opened() throws {
    let house = try proposed()
    let output = try house.showNames()
    #expect([output.from, output.through] == ["2026-05-20", "2026-05-27"])
    #expect(output.shown == (try SampleFiles.passed(.named)).count)
    #expect(output.new == output.shown && output.number == 1 && output.warnings.isEmpty)
    #expect(try house.showNames().new == 0)
  }

  @Test("R-228 SM-1 a publicity below 5 working days, in another state, or without document is refused")
  func refused() throws {
    let house = try proposed()
    func code(_ input: PublicityOpen.Input) throws -> String {
      try house.refusal(PublicityOpen.self, input, as: .office).code
    }
    #expect(try code(house.publicity(days: 4)) == "publicity.days")
    var input = house.publicity()
    input.document = "2026年2号"
    #expect(try code(input).hasPrefix("document-number."))
    input = house.publicity()
    input.link = " "
    #expect(try code(input) == "publicity.empty")
    let other = try Station.composing.installation()
    #expect(try other.refusal(PublicityOpen.self, other.publicity(), as: .office).code == "edition.wrong-state")
  }

  @Test("R-208 R-228 a publicity is recorded afterwards, and never as of a day before the deeds were published")
  func beforeDeeds() throws {
    let house = try proposed()
    let early = house.publicity(from: "2026-05-10")
    #expect(try house.refusal(PublicityOpen.self, early, as: .office).code == "publicity.before-deeds")
    #expect(try house.showNames(from: "2026-05-11").through == "2026-05-18")
  }

  @Test("R-806 a year without holiday data is told when the publicity is opened")
  func warned() throws {
    let house = try proposed()
    #expect(
      try house.refusal(PublicityOpen.self, house.publicity(from: "2031-05-20"), as: .office).code == "publicity.far")
    try house.goTo("2031-05-20")
    let output = try house.showNames(from: "2031-05-20")
    #expect(output.warnings.count == 1)
    #expect(output.presentation.count == 2)
  }

  @Test("R-821 what is shown has name, sex, unit, post and deeds, and nothing else of anybody")
  func fields() throws {
    let house = try Station.published.installation()
    let shown = try house.run(PublicityShow.self, PublicityShow.Input(edition: SampleFiles.name), as: .auditor)
    let json = String(decoding: try JSONEncoder().encode(shown), as: UTF8.self)
    let value = try JSONValue(reading: Array(json.utf8), file: "shown")
    for person in try #require(value["people"]?.elements) {
      #expect(Set(try #require(person.members).map(\.key.string)) == ["name", "sex", "unit", "post", "deeds"])
    }
    let entries = try SampleFiles.inputs.nominations
    let named = try SampleFiles.passed(.named)
    #expect(shown.people.map { ByteText($0.name) } == named.map { key in entries.first { $0.key == key }?.name ?? "" })
    #expect(shown.people.allSatisfy { ["男", "女"].contains($0.sex) && $0.unit.hasPrefix("示例") && !$0.deeds.isEmpty })
    let text = json + "\(shown.presentation)"
    for number in try SampleFiles.citizenIDs {
      #expect(!text.contains(number))
      #expect(!text.contains(number.dropFirst(6).prefix(8)))
    }
    for entry in entries { #expect(!text.contains(entry.employerCreditCode.string)) }
  }

  @Test("R-821 the exported table is the shown one, with its five facts of a person")
  func exported() throws {
    let house = try Station.published.installation()
    let input = PublicityExport.Input(edition: SampleFiles.name, output: ResultFolder(house.path("shown").text))
    try house.run(PublicityExport.self, input, as: .office)
    let text = try String(contentsOfFile: house.path("shown/publicity.csv").text, encoding: .utf8)
    let lines = text.split(separator: "\n")
    #expect(lines.first == "place,name,sex,unit,post,deeds")
    #expect(lines.count == (try SampleFiles.passed(.named)).count + 1)
  }

  @Test("R-228 R-821 a form tells sex, unit and post")
  func fromForm() throws {
    let house = try proposed()
    let first = try #require(try SampleFiles.passed(.named).first)
    try house.plantForm(first, [.sex: "female", .employer: "示例厂", .post: "示例焊工", .mobile: "13900000000"])
    try house.plantConsent(first, purpose: "publication")
    try house.showNames()
    let shown = try house.run(PublicityShow.self, PublicityShow.Input(edition: SampleFiles.name), as: .auditor)
    let person = try #require(shown.people.first)
    #expect([person.sex, person.unit, person.post] == ["女", "示例厂", "示例焊工"])
    #expect(!"\(shown)".contains("13900000000"))
  }

  @Test("R-819 SM-17 whose consent to publication was withdrawn since the display is not shown")
  func withdrawnConsent() throws {
    let house = try proposed()
    let first = try #require(try SampleFiles.passed(.named).first)
    try house.plantForm(first, [.employer: "示例厂", .post: "示例焊工"])
    try house.plantConsent(first, purpose: "publication")
    try house.plant(
      "UPDATE consent SET withdrawn_on = '2026-05-30', withdrawn_at = given_on, withdrawn_by = recorded_by")
    let refusal = try house.refusal(PublicityOpen.self, house.publicity(), as: .office)
    #expect(refusal.code == "publicity.no-consent")
    #expect(refusal.message.en.contains(first.string))
  }

  @Test("R-228 SM-1 the naming waits until the window of everybody has ended, and is not of a later day than today")
  func naming() throws {
    let house = try proposed()
    for stage in [Stage.named, .great] { try house.confirm(stage) }
    #expect(try name(house).code == "naming.not-shown")
    try house.showNames()
    #expect(try name(house, on: "2026-05-27").code == "naming.publicity-not-over")
    #expect(try name(house, on: "2026-06-02").code == "naming.in-future")
    try house.name()
    #expect(try house.texts("SELECT state FROM edition") == ["NAMED"])
    #expect(try house.faults().isEmpty)
  }

  @Test("R-228 SM-19 a substitute who was not shown has a window of its own; the others keep theirs")
  func substitute() throws {
    let house = try proposed()
    try house.showNames(from: "2026-05-11")
    let named = try SampleFiles.passed(.named)
    let next = try #require(try SampleFiles.nextBehindNamed())
    func decide(_ nomination: ByteText, _ kind: DecisionKind) throws -> [Stage] {
      let input = DecisionRecord.Input(
        edition: SampleFiles.name, stage: .named, nomination: nomination.string, kind: kind,
        document: Installation.document, reason: "样例")
      return try house.run(DecisionRecord.self, input, as: .office).voided.map(\.stage)
    }
    #expect(try decide(named[1], .remove) == [.named, .great])
    #expect(try decide(next, .substitute).isEmpty)
    try house.settle(.named)
    try house.settle(.great)
    let refusal = try name(house)
    #expect(refusal.code == "naming.not-shown")
    #expect(refusal.message.en.contains(next.string))
    let second = try house.showNames(from: "2026-05-20")
    #expect(second.number == 2 && second.new == 1)
    #expect(try name(house, on: "2026-05-27").code == "naming.publicity-not-over")
    try house.name()
    #expect(try house.faults().isEmpty)
  }
}

extension SampleFiles {
  /// The first behind the line of the named, where no tie stands in the way.
  static func nextBehindNamed() throws -> ByteText? {
    let inputs = try inputs
    guard let cut = try EditionCalculation(inputs).outcome()[.named]?.cut else { return nil }
    return cut.groups.flatMap(\.members).first { cut.fates[$0] == .belowLine }.map { inputs.nominations[$0].key }
  }
}
