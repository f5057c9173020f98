import Primitives
import SelectionRules
import Testing

@testable import Operations

@Suite("Nomination forms: starting and saving")
struct FormSaveTests {
  private let house: Installation

  init() throws { house = try Station.nominating.installation() }

  private func start(_ unit: String = "37", edition: String = SampleFiles.name) -> FormStart.Input {
    FormStart.Input(edition: edition, unit: unit, channel: .unit)
  }

  @Test("OP-21 forms are numbered behind what is taken, by forms and by imported nominations")
  func numbers() throws {
    #expect(try house.run(FormStart.self, start(), as: .office).number == "2026-0001")
    #expect(try house.run(FormStart.self, start(), as: .office).number == "2026-0002")
    let other = try Station.nominating.installation()
    try other.take(NominationImport.self, "nominations.csv")
    #expect(try other.run(FormStart.self, start(), as: .office).number == "2026-0041")
  }

  @Test("SM-1 forms are begun while the edition takes nominations", arguments: [Station.draft, .reviewing, .named])
  func edition(station: Station) throws {
    let house = try station.installation()
    #expect(try house.refusal(FormStart.self, start(), as: .office).code == "edition.wrong-state")
  }

  @Test("SM-1 a form begun in time is not changed after the deadline, only withdrawn")
  func late() throws {
    let number = try house.form(1)
    let second = try house.submitted(2)
    try house.advance(.preliminaryReview)
    #expect(throws: Refusal.self) { try house.save(number, "{}") }
    #expect(throws: Refusal.self) { try house.attach(.other, to: number) }
    #expect(throws: Refusal.self) { try house.submit(number) }
    #expect(throws: Refusal.self) { try house.endorse(second, .unit, .unit) }
    #expect(throws: Refusal.self) { try house.giveBack(second) }
    try house.withdraw(second)
    #expect(try house.formState(second) == .withdrawn)
  }

  @Test("R-212 an edition takes nominations of its organiser and the units below it")
  func organiser() throws {
    let house = try Station.registered.installation()
    try house.create(organiser: "3701")
    try house.run(EditionOpen.self, EditionOpen.Input(name: SampleFiles.name), as: .confirmer)
    #expect(try house.refusal(FormStart.self, start("37"), as: .office).code == "form.not-below-organiser")
    #expect(try house.refusal(FormStart.self, start("3702"), as: .office).code == "form.not-below-organiser")
    #expect(try house.refusal(FormStart.self, start("none"), as: .office).kind == .notFound)
    #expect(try house.run(FormStart.self, start("3701"), as: .office).state == .draft)
    #expect(try house.run(FormStart.self, start("370102"), as: .office).state == .draft)
  }

  @Test("OP-21 a form is saved bit by bit; what is malformed is told at once and costs nothing else")
  func bitByBit() throws {
    let number = try house.run(FormStart.self, start(), as: .office).number
    #expect(try house.save(number, #"{"post": "焊工"}"#).revision == 2)
    let mixed = try house.save(number, #"{"mobile": "12", "education": "博士", "industry": "制造业"}"#)
    #expect(mixed.saved == ["industry"])
    #expect(mixed.faults.map(\.place) == ["education", "mobile"])
    #expect(mixed.verdict == .different)
    #expect(mixed.revision == 3)
    let before = try house.contentDigest()
    let bad = try house.save(number, #"{"mobile": "12"}"#)
    #expect(bad.saved == [] && bad.revision == 3)
    #expect(try house.contentDigest() == before)
    let shown = try house.run(FormShow.self, house.formInput(number), as: .office)
    #expect(shown.form.values.map { "\($0.field.rawValue) \($0.value)" } == ["industry C", "post 焊工"])
    #expect(shown.revision == 3)
  }

  @Test("SM-2 a save that was made from an older revision is refused, so that nobody's change is lost")
  func lostUpdate() throws {
    let number = try house.run(FormStart.self, start(), as: .office).number
    try house.save(number, #"{"post": "焊工"}"#, revision: 1)
    let file = try house.write("late.json", #"{"post": "钳工"}"#)
    let late = FormSave.Input(edition: SampleFiles.name, number: number, file: file, revision: 1)
    #expect(try house.refusal(FormSave.self, late, as: .office).code == "form.other-revision")
    #expect(try house.save(number, #"{"post": "钳工"}"#, revision: 2).revision == 3)
  }

  @Test(
    "R-818 neither the database nor the evidence holds a form's personal values", .enabled(if: Installation.hasFile))
  func sealed() throws {
    let sample = FormSample(number: 5, channel: .joint)
    _ = try house.form(sample)
    let stored = try house.storedBytes()
    let person = try #require(sample.coNominators.first)
    #expect(stored.range(of: Array(sample.name.utf8)) != nil)
    for text in [try sample.citizenID, sample.mobile, sample.address, person.name, person.phone] {
      #expect(stored.range(of: Array(text.utf8)) == nil, "\(text)")
    }
    let events = try house.run(AuditList.self, AuditList.Input(last: 1000), as: .auditor)
    for text in [try sample.citizenID, sample.mobile, sample.address, sample.name, person.name] {
      #expect(!"\(events)".contains(text))
    }
  }

  // MARK: People (R-113)

  @Test("R-113 with name and citizen ID the person is registered, once")
  func registered() throws {
    let sample = FormSample(number: 1)
    let number = try house.run(FormStart.self, start(), as: .office).number
    try house.save(number, "{\"citizen_id\": \"\(try sample.citizenID)\"}")
    #expect(try house.count("person") == 0)
    try house.save(number, "{\"name\": \"\(sample.name)\"}")
    #expect(
      try house.texts("SELECT person.name FROM person JOIN nomination_form ON person_id = person.id") == [sample.name])
    try house.save(number, #"{"post": "钳工"}"#)
    #expect(try house.count("person") == 1)
    try house.save(number, #"{"citizen_id": ""}"#)
    #expect(try house.texts("SELECT person_id FROM nomination_form") == ["NULL"])
  }

  @Test("R-113 a citizen ID that is registered under another name is not saved; the rest is")
  func otherName() throws {
    let sample = FormSample(number: 1)
    let citizenID = try sample.citizenID
    try house.run(
      PersonRegister.self, PersonRegister.Input(name: "样本·壬戌", citizenNumber: citizenID, employer: nil), as: .office)
    let number = try house.run(FormStart.self, start(), as: .office).number
    let output = try house.save(
      number, "{\"name\": \"\(sample.name)\", \"citizen_id\": \"\(citizenID)\", \"post\": \"焊工\"}")
    #expect(output.saved == ["name", "post"])
    #expect(output.faults.map { "\($0.place) \($0.refusal.code)" } == ["citizen_id person.other-name"])
    #expect(try house.texts("SELECT person_id FROM nomination_form") == ["NULL"])
    try house.save(number, "{\"name\": \"样本·壬戌\", \"citizen_id\": \"\(citizenID)\"}")
    let renamed = try house.save(number, "{\"name\": \"\(sample.name)\"}")
    #expect(renamed.faults.map { "\($0.place) \($0.refusal.code)" } == ["name person.other-name"])
    #expect(try house.texts("SELECT name FROM nomination_form") == ["样本·壬戌"])
  }

  @Test("R-113 one person has one nomination an edition, also across units, channels and imports")
  func duplicates() throws {
    let first = try house.form(FormSample(number: 1))
    let twin = try house.form(FormSample(number: 1, channel: .selfRecommended))
    let check = try house.run(FormCheck.self, house.formInput(twin), as: .office)
    #expect(check.others == [first])
    #expect(check.isReady)
    try house.submit(first)
    let blocked = try house.run(FormCheck.self, house.formInput(twin), as: .office)
    #expect(blocked.faults.map(\.refusal.code) == ["form.person-twice"])
    #expect(try house.refusal(FormSubmit.self, house.formInput(twin), as: .office).code == "form.person-twice")
    try house.withdraw(first)
    try house.submit(twin)
    #expect(try house.faults() == [])
  }

  @Test("R-113 a person who is nominated by an imported table has no form besides, and the other way round")
  func imported() throws {
    let citizenID = try #require(try SampleFiles.citizenIDs.first)
    let name = try #require(try SampleFiles.inputs.nominations.first).name.string
    let sex = try CitizenID(citizenID, today: .latest).sex.rawValue
    let sample = FormSample(
      number: 1, changing: [.citizenID: citizenID, .name: name, .sex: sex])
    let other = try Station.nominating.installation()
    let number = try other.submitted(1, changing: sample.changing)
    let file = try other.write(
      "edition/nominations-more.csv",
      try SampleFiles.text("nominations.csv")
        .replacing("2026-00", with: "T-00"))
    let refused = try other.importing(NominationImport.self, file)
    #expect(refused.lines.flatMap(\.refusals).map(\.code) == ["nomination.person-twice"])
    try other.withdraw(number)
    #expect(try other.importing(NominationImport.self, file).isApplied)

    try house.take(NominationImport.self, "nominations.csv")
    let form = try house.form(sample)
    #expect(try house.refusal(FormSubmit.self, house.formInput(form), as: .office).code == "form.person-twice")
    #expect(try house.run(FormCheck.self, house.formInput(form), as: .office).others == ["2026-0001"])
  }
}
