import Foundation
import Primitives
import SelectionRules
import Testing

@testable import Operations

@Suite("Nomination forms: who sees and does what")
struct FormSightTests {
  private let house: Installation

  init() throws { house = try Station.nominating.installation() }

  private func bind(_ person: Person, _ unit: String) throws {
    try house.run(ActorBind.self, DutyInput(actor: person.rawValue, unit: unit), as: .administrator)
  }

  private func numbers(_ person: Person, _ state: FormState? = nil) throws -> [ByteText] {
    let input = FormListing.Input(edition: SampleFiles.name, state: state)
    return try house.run(FormListing.self, input, as: person).forms.map(\.number)
  }

  /// The unit above a base union.
  private func above(_ unit: String) throws -> String {
    try #require(
      house.texts(
        "SELECT p.code FROM union_unit u JOIN union_unit p ON p.id = u.parent_id WHERE u.code = '\(unit)'"
      ).first)
  }

  private static let readers: [Person] = [.office, .confirmer, .reviewer, .auditor, .clerk, .union]

  @Test("R-820 a form is shown with citizen ID, phones, address and co-nominators masked", arguments: readers)
  func masked(person: Person) throws {
    let sample = FormSample(number: 1, channel: .joint)
    let number = try house.form(sample)
    try bind(.clerk, try sample.unit)
    try bind(.union, try sample.unit)
    let show = try house.run(FormShow.self, house.formInput(number), as: person)
    let check = try house.run(FormCheck.self, house.formInput(number), as: person)
    let list = try house.run(FormListing.self, FormListing.Input(edition: SampleFiles.name), as: person)
    let text = "\(show)\(show.presentation)\(check)\(check.presentation)\(list)\(list.presentation)"
    #expect(text.contains(sample.name))
    let people = sample.coNominators.flatMap { [$0.name, $0.phone] }
    for hidden in [try sample.citizenID, sample.mobile, sample.address] + people {
      #expect(!text.contains(hidden), "\(hidden)")
    }
    let values = Dictionary(uniqueKeysWithValues: show.form.values.map { ($0.field, $0.value) })
    #expect(values[.citizenID] == (try sample.form).citizenID?.masked(.internal))
    #expect(values[.mobile] == "139****" + sample.mobile.suffix(4))
    #expect(values[.address]?.hasPrefix("示例市示例区***") == true)
  }

  @Test("R-822 the whole values are shown to the reviewer and the own unit's clerk, who say why; it is an event")
  func revealed() throws {
    let sample = FormSample(number: 1, channel: .joint)
    let number = try house.form(sample)
    try bind(.clerk, try sample.unit)
    let input = FormReveal.Input(edition: SampleFiles.name, number: number, reason: "核对证件")
    for person in [Person.reviewer, .clerk] {
      let before = try house.count("audit_event")
      let output = try house.run(FormReveal.self, input, as: person)
      #expect(try house.count("audit_event") == before + 1)
      #expect(output.form.values.first { $0.field == .citizenID }?.value == (try sample.citizenID))
      #expect(output.form.coNominators.map(\.phone) == sample.coNominators.map(\.phone))
      #expect(output.birthMonth == String((try sample.form).citizenID?.birthDay.text.prefix(7) ?? ""))
      let event = try #require(try house.run(AuditList.self, AuditList.Input(last: 1), as: .auditor).events.first)
      #expect(event.operation == "form reveal" && event.detail.contains("核对证件"))
    }
    let silent = FormReveal.Input(edition: SampleFiles.name, number: number, reason: " ")
    #expect(try house.refusal(FormReveal.self, silent, as: .reviewer).code == "reason.missing")
    let other = try house.form(2)
    let foreign = FormReveal.Input(edition: SampleFiles.name, number: other, reason: "核对证件")
    #expect(try house.refusal(FormReveal.self, foreign, as: .clerk).code == "form.unknown")
  }

  @Test("R-001 a clerk works on the forms of the own units, a union clerk sees and endorses what stands below")
  func scope() throws {
    let sample = FormSample(number: 1)
    let (own, other) = (try sample.unit, try FormSample(number: 2).unit)
    try bind(.clerk, own)
    try bind(.union, try above(own))
    let number = try house.form(sample, as: .clerk)
    let foreign = try house.submitted(2)
    try house.submit(number, as: .clerk)
    #expect(try numbers(.clerk) == [number])
    #expect(try numbers(.office) == [number, foreign])
    #expect(try numbers(.auditor, .draft) == [])
    #expect(try numbers(.union) == (try above(own) == above(other) ? [number, foreign] : [number]))
    for person in [Person.clerk, .union] {
      let show = FormInput(edition: SampleFiles.name, number: foreign)
      #expect(try house.refusal(FormShow.self, show, as: person).code == "form.unknown", "\(person)")
      #expect(try house.refusal(FormCheck.self, show, as: person).code == "form.unknown")
    }
    let start = FormStart.Input(edition: SampleFiles.name, unit: other, channel: .unit)
    #expect(try house.refusal(FormStart.self, start, as: .clerk).code == "access.other-unit")
    let endorsement = try house.endorsement(foreign, .unit)
    #expect(try house.refusal(FormEndorse.self, endorsement, as: .union).code == "form.unknown")
    try house.endorse(number, .unit, as: .union)
    try house.giveBack(number, as: .union)
    #expect(try house.formState(number) == .returned)
    try house.withdraw(number, as: .clerk)
  }

  @Test("R-001 a nominating clerk of a union sees that union's own forms, not those below it")
  func notBelow() throws {
    let sample = FormSample(number: 1)
    let number = try house.form(sample)
    try bind(.clerk, try above(try sample.unit))
    #expect(try numbers(.clerk) == [])
    #expect(try house.refusal(FormShow.self, house.formInput(number), as: .clerk).code == "form.unknown")
  }

  @Test("R-113 another unit's form of the same person is told without its number")
  func elsewhere() throws {
    let sample = FormSample(number: 1)
    try bind(.clerk, try sample.unit)
    let own = try house.form(sample, as: .clerk)
    let start = FormStart.Input(edition: SampleFiles.name, unit: "37", channel: .selfRecommended)
    let other = try house.run(FormStart.self, start, as: .office).number
    try house.save(other, "{\"name\": \"\(sample.name)\", \"citizen_id\": \"\(try sample.citizenID)\"}")
    let seen = try house.run(FormCheck.self, house.formInput(own), as: .clerk)
    #expect(seen.others == [] && seen.hasOtherElsewhere)
    #expect(!"\(seen.presentation)".contains(other.string))
    let office = try house.run(FormCheck.self, house.formInput(own), as: .office)
    #expect(office.others == [other] && !office.hasOtherElsewhere)
  }

  @Test("R-212 a title that was won before, at any level, is seen with the form")
  func titles() throws {
    let number = try house.form(1)
    let person = try #require(try house.texts("SELECT person_id FROM nomination_form").first)
    #expect(try house.run(FormShow.self, house.formInput(number), as: .office).titles.isEmpty)
    try house.run(CraftsmanEnter.self, CraftsmanEnter.Input(person: person, reason: "样例"), as: .office)
    for level in [TitleLevel.city, .county] {
      let title = TitleAdd.Input(
        person: person, kind: .craftsman, level: level, year: 2024, document: Installation.document)
      try house.run(TitleAdd.self, title, as: .office)
    }
    let shown = try house.run(FormShow.self, house.formInput(number), as: .auditor)
    #expect(shown.titles.map(\.level) == [.city, .county])
    try house.plant(
      "UPDATE title SET revoked_on = '2026-05-30', revocation_document = '样例会〔2026〕9号' WHERE level = 'CITY'")
    let marked = try house.run(FormShow.self, house.formInput(number), as: .auditor)
    #expect(marked.titles.map(\.revokedOn) == ["2026-05-30", nil])
    #expect("\(marked.presentation)".contains("2026-05-30"))
  }

  @Test("The blocks of every answer speak both languages, and only what was typed mixes them")
  func languages() throws {
    let number = try house.endorsed(1, channel: .joint)
    let outputs: [any OperationOutput] = [
      try house.run(FormCheck.self, house.formInput(number), as: .office),
      try house.run(FormShow.self, house.formInput(number), as: .office),
      try house.run(FormListing.self, FormListing.Input(edition: SampleFiles.name), as: .office),
    ]
    for output in outputs {
      for case .heading(let text) in output.presentation { #expect(text.faults.isEmpty) }
      for case .line(let text) in output.presentation { #expect(text.faults.isEmpty && !text.isMixed) }
      for case .table(let table) in output.presentation {
        for column in table.columns { #expect(column.heading.faults.isEmpty) }
        for row in table.rows { #expect(row.count == table.columns.count) }
      }
    }
  }
}

extension Installation {
  /// The bytes of the database and what stands beside it.
  func storedBytes() throws -> [UInt8] {
    let names = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasPrefix("qilu.db") }
    return names.map { URL(fileURLWithPath: path($0).text) }.filter { !$0.hasDirectoryPath }
      .flatMap { url in (try? Data(contentsOf: url)).map { Array($0) } ?? [] }
  }
}

extension Array where Element == UInt8 {
  /// Where some bytes stand; nil where they do not.
  func range(of bytes: [UInt8]) -> Range<Int>? {
    Data(self).range(of: Data(bytes)).map { $0.lowerBound..<$0.upperBound }
  }
}
