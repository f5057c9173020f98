import Foundation
import Primitives
import SelectionRules
import Testing

@testable import Operations

@Suite("What is a person's own")
struct OwnPersonTests {
  private let house: Installation
  private let sample = FormSample(number: 1, channel: .selfRecommended)

  init() throws { house = try Station.nominating.installation() }

  /// Registers the sample's person and ties it to an actor.
  @discardableResult
  private func bind(_ sample: FormSample, to person: Person = .nominee) throws -> String {
    let input = PersonRegister.Input(name: sample.name, citizenNumber: try sample.citizenID, employer: nil)
    let id = try #require(try house.run(PersonRegister.self, input, as: .office).people.first).id
    try house.run(ActorBind.self, DutyInput(actor: person.rawValue, person: id), as: .administrator)
    return id
  }

  private func code<Item: Operations.Operation>(_ type: Item.Type, _ input: Item.Input, _ person: Person) throws
    -> String
  {
    try house.refusal(type, input, as: person).code
  }

  private func values(_ number: ByteText, _ person: Person) throws -> [FormField: String] {
    let shown = try house.run(FormShow.self, house.formInput(number), as: person).form.values
    return Dictionary(uniqueKeysWithValues: shown.map { ($0.field, $0.value) })
  }

  @Test("R-206 whoever recommends himself begins, fills in, consents, submits and withdraws, and sees it all unmasked")
  func wholeWay() throws {
    try bind(sample)
    let number = try house.form(sample, as: .nominee)
    let shown = try values(number, .nominee)
    #expect(shown[.citizenID] == (try sample.citizenID))
    #expect(shown[.mobile] == sample.mobile && shown[.address] == sample.address)
    #expect(try house.run(FormCheck.self, house.formInput(number), as: .nominee).isReady)
    try house.submit(number, as: .nominee)
    #expect(try house.formState(number) == .submitted)
    let listed = try house.run(FormListing.self, FormListing.Input(edition: SampleFiles.name), as: .nominee).forms
    #expect(listed.map(\.number) == [number])
    try house.revokeConsent(.publication, number, as: .nominee)
    try house.withdraw(number, as: .nominee)
    #expect(try house.formState(number) == .withdrawn)
    #expect(try values(number, .office)[.citizenID] != (try sample.citizenID))
  }

  @Test("R-206 an individual begins no unit's form, and none before the registry knows who he is")
  func beginning() throws {
    var start = FormStart.Input(edition: SampleFiles.name, unit: try sample.unit, channel: .selfRecommended)
    #expect(try code(FormStart.self, start, .nominee) == "access.no-person")
    try bind(sample)
    start.channel = .unit
    #expect(try code(FormStart.self, start, .nominee) == "form.not-self")
    start.channel = .selfRecommended
    start.unit = "none"
    #expect(try code(FormStart.self, start, .nominee) == "unit.unknown")
  }

  @Test("R-113 nobody recommends another person as himself: name and citizen ID are taken back, known or not")
  func otherPerson() throws {
    try bind(sample)
    let start = FormStart.Input(edition: SampleFiles.name, unit: try sample.unit, channel: .selfRecommended)
    let number = try house.run(FormStart.self, start, as: .nominee).number
    let known = FormSample(number: 2)
    _ = try house.draft(known)
    var answers: [String] = []
    for other in [known, FormSample(number: 3)] {
      let saved = try house.save(
        number, "{\"name\": \"\(other.name)\", \"citizen_id\": \"\(try other.citizenID)\", \"post\": \"钳工\"}",
        as: .nominee)
      #expect(saved.saved == ["post"])
      #expect(saved.faults.map(\.refusal.code) == ["form.other-person", "form.other-person"])
      answers.append("\(saved.faults)")
    }
    #expect(Set(answers).count == 1)
    let people = try house.texts(
      "SELECT person.name FROM person JOIN nomination_form f ON f.person_id = person.id WHERE number = '\(number)'")
    #expect(people == [sample.name])
  }

  @Test(
    "SM-17 of a form that the unit entered the nominee sees everything, consents and withdraws, and changes nothing")
  func unitForm() throws {
    let sample = FormSample(number: 1)
    try bind(sample)
    let number = try house.form(sample)
    #expect(try values(number, .nominee)[.citizenID] == (try sample.citizenID))
    let file = try house.write("part.json", #"{"post": "钳工"}"#)
    let save = FormSave.Input(edition: SampleFiles.name, number: number, file: file)
    #expect(try code(FormSave.self, save, .nominee) == "form.not-self")
    #expect(try code(FormSubmit.self, house.formInput(number), .nominee) == "form.not-self")
    try house.revokeConsent(.processing, number, as: .nominee)
    try house.consent(.processing, number, as: .nominee)
    try house.withdraw(number, as: .nominee)
  }

  @Test("R-820 the co-nominators in a nominee's own form stay masked")
  func othersInOwnForm() throws {
    let sample = FormSample(number: 1, channel: .joint)
    try bind(sample)
    let number = try house.form(sample)
    let shown = try house.run(FormShow.self, house.formInput(number), as: .nominee)
    #expect(shown.form.values.contains { $0.value == sample.mobile })
    for person in sample.coNominators {
      #expect(!"\(shown)".contains(person.name) && !"\(shown)".contains(person.phone))
    }
  }

  @Test("A form of somebody else is told a nominee as one that there is not")
  func otherForm() throws {
    try bind(sample)
    let other = try house.form(2)
    for number in [other, "2026-9999"] {
      #expect(try code(FormShow.self, house.formInput(number), .nominee) == "form.unknown")
      #expect(try code(FormCheck.self, house.formInput(number), .nominee) == "form.unknown")
      #expect(try code(FormSubmit.self, house.formInput(number), .nominee) == "form.unknown")
    }
    #expect(try house.run(FormListing.self, FormListing.Input(edition: SampleFiles.name), as: .nominee).forms.isEmpty)
  }

  // MARK: Co-nominators

  /// A joint form whose second co-nominator is known by his identifier.
  private func joint(_ id: String, name: String) throws -> ByteText {
    let number = try house.draft(FormSample(number: 5, channel: .joint))
    let people = [("样本·甲", ""), (name, id), ("样本·乙", "")].enumerated().map { index, person in
      "{\"name\": \"\(person.0)\", \"unit\": \"示例厂\(index)\", \"phone\": \"1370000000\(index)\""
        + (person.1.isEmpty ? "}" : ", \"person\": \"\(person.1)\"}")
    }
    try house.save(number, "{\"co_nominators\": [\(people.joined(separator: ", "))]}")
    return number
  }

  @Test("R-235 a co-nominator sees whom he nominates and his own entry whole, and confirms that one alone")
  func coNominator() throws {
    let id = try bind(sample, to: .coNominator)
    let number = try joint(id, name: sample.name)
    let shown = try house.run(FormShow.self, house.formInput(number), as: .coNominator)
    #expect(shown.form.coNominators.map(\.place) == [2])
    #expect(shown.form.coNominators.map(\.phone) == ["13700000001"])
    #expect(Set(shown.form.values.map(\.field)) == [.name, .employer, .post])
    #expect(shown.history.isEmpty && shown.consents.isEmpty && shown.attachments.isEmpty)
    for place in [1, 3] {
      #expect(throws: Refusal.self, "\(place)") { try house.confirm(place, number, as: .coNominator) }
    }
    try house.confirm(2, number, as: .coNominator)
    #expect(try house.run(FormShow.self, house.formInput(number), as: .coNominator).confirmations.map(\.place) == [2])
    let listed = try house.run(FormListing.self, FormListing.Input(edition: SampleFiles.name), as: .coNominator).forms
    #expect(listed.map(\.number) == [number])
  }

  @Test("R-235 an identifier under another name, and a form that bears neither, open nothing")
  func noCoNominator() throws {
    let id = try bind(sample, to: .coNominator)
    let wrong = try joint(id, name: "样本·丙")
    for number in [wrong, try house.form(2, channel: .joint), "2026-9999"] {
      #expect(try code(FormShow.self, house.formInput(number), .coNominator) == "form.unknown", "\(number)")
    }
  }

  // MARK: Craftsmen and duties

  @Test("A craftsman reads his own registry entry, and of no other whether there is one")
  func craftsman() throws {
    let id = try bind(sample, to: .craftsman)
    #expect(try code(CraftsmanShow.self, CraftsmanShow.Input(person: id), .craftsman) == "craftsman.unknown")
    let other = PersonRegister.Input(name: "样本·他人", citizenNumber: try FormSample(number: 9).citizenID, employer: nil)
    let second = try #require(try house.run(PersonRegister.self, other, as: .office).people.first).id
    for person in [id, second] {
      try house.run(CraftsmanEnter.self, CraftsmanEnter.Input(person: person, reason: "样例"), as: .office)
    }
    #expect(try house.run(CraftsmanShow.self, CraftsmanShow.Input(person: id), as: .craftsman).name == sample.name)
    #expect(try code(CraftsmanShow.self, CraftsmanShow.Input(person: second), .craftsman) == "person.unknown")
    #expect(try code(CraftsmanShow.self, CraftsmanShow.Input(person: "none"), .craftsman) == "person.unknown")
  }

  @Test("A person is one actor and an actor one person, until he is released")
  func oneActor() throws {
    let id = try bind(sample)
    let second = DutyInput(actor: "craftsman", person: id)
    #expect(try code(ActorBind.self, second, .administrator) == "duty.bound")
    #expect(try code(ActorBind.self, DutyInput(actor: "nominee", person: "none"), .administrator) == "person.unknown")
    #expect(
      try code(ActorBind.self, DutyInput(actor: "nominee", unit: "37", person: id), .administrator)
        == "duty.one-subject")
    let actors = try house.run(ActorList.self, ActorList.Input(), as: .administrator).actors
    #expect(actors.first { $0.name == "nominee" }?.person == id)
    try house.run(ActorRelease.self, DutyInput(actor: "nominee", person: id), as: .administrator)
    try house.run(ActorBind.self, second, as: .administrator)
    #expect(try house.faults().isEmpty)
  }
}
