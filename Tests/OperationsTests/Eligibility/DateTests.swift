import Primitives
import SelectionRules
import Testing

@testable import Operations

@Suite("The dates of an edition as people set them")
struct DateTests {
  private func list(_ house: Installation, as person: Person = .auditor) throws -> DateList.Output {
    try house.run(DateList.self, DateList.Input(edition: SampleFiles.name), as: person)
  }

  @Test("SM-1 a date is set in the draft as often as one likes, and once it is open only where it has none")
  func setting() throws {
    let house = try Station.draft.installation()
    try house.setDate(.filingDeadline, "2026-06-10")
    try house.setDate(.filingDeadline, "2026-06-08")
    try house.run(EditionOpen.self, EditionOpen.Input(name: SampleFiles.name), as: .confirmer)
    try house.setDate(.sheetDeadline, "2026-08-10")
    let again = DateSet.Input(edition: SampleFiles.name, date: .filingDeadline, day: "2026-06-12")
    #expect(try house.refusal(DateSet.self, again, as: .office).code == "date.set")
    let dates = try list(house).dates
    #expect(dates.filter(\.isInForce).map(\.day) == ["2026-06-08", "2026-08-10"])
    #expect(try house.faults() == [])
  }

  @Test("SM-1 an extension names its notice, and lists who was refused for lateness before")
  func extending() throws {
    let house = try Installation.forwarding(
      prepare: { try $0.setDate(.forwardingDeadline, "2026-06-10") }, forms: [PlantedForm(1)])
    try house.goTo("2026-06-11")
    let late = try house.forward("1,F1,primary\n")
    #expect(late.verdict == .different)
    #expect(late.late?.day == "2026-06-10")
    #expect(try house.formState("F1") == .endorsed)
    #expect(try house.count("forwarding") == 0)
    let output = try house.extend(.forwardingDeadline, to: "2026-06-15")
    #expect([output.oldDay, output.newDay] == ["2026-06-10", "2026-06-15"])
    #expect(output.late.map(\.subject) == ["3701"])
    #expect(output.late.map(\.operation) == ["forward submit"])
    #expect(output.late.map(\.attemptedOn) == ["2026-06-11"])
    #expect(try house.forward("1,F1,primary\n").verdict == .done)
    let listed = try list(house)
    #expect(listed.dates.map(\.document) == [nil, Installation.document])
    #expect(listed.late.count == 1)
    #expect(try house.faults() == [])
  }

  @Test("SM-1 an extension without a notice's number, a reason or a later day is refused and changes nothing")
  func refused() throws {
    let house = try Station.draft.installation()
    try house.setDate(.filingDeadline, "2026-06-10")
    try house.run(EditionOpen.self, EditionOpen.Input(name: SampleFiles.name), as: .confirmer)
    let before = try house.contentDigest()
    var input = DateExtend.Input(
      edition: SampleFiles.name, date: .filingDeadline, day: "2026-06-12", document: "通知", reason: "样例")
    #expect(try house.refusal(DateExtend.self, input, as: .office).code == "document-number.form")
    input.document = Installation.document
    input.reason = " "
    #expect(try house.refusal(DateExtend.self, input, as: .office).code == "reason.missing")
    input.reason = "样例"
    input.day = "2026-06-10"
    #expect(try house.refusal(DateExtend.self, input, as: .office).code == "date.not-later")
    #expect(try house.contentDigest() == before)
  }

  @Test("R-217 a late act is one event of the trail, and a clerk sees his own lateness alone")
  func lateness() throws {
    let house = try Installation.forwarding(
      prepare: { try $0.setDate(.forwardingDeadline, "2026-06-10") }, forms: [PlantedForm(1)])
    try house.goTo("2026-06-12")
    let before = try house.count("audit_event")
    try house.forward("1,F1,primary\n", as: .office)
    #expect(try house.count("audit_event") == before + 1)
    #expect(try list(house).late.map(\.by) == ["样本·office"])
    #expect(try list(house, as: .union).late.isEmpty)
    try house.forward("1,F1,primary\n")
    #expect(try list(house, as: .union).late.map(\.by) == ["样本·union"])
  }

  @Test("R-217 a form that is submitted behind the filing deadline is recorded as late and stays a draft")
  func lateForm() throws {
    let house = try Station.nominating.installation()
    let number = try house.form(1)
    try house.setDate(.filingDeadline, "2026-06-10")
    try house.goTo("2026-06-11")
    let late = try house.run(FormSubmit.self, house.formInput(number), as: .office)
    #expect(late.verdict == .different)
    #expect(late.late?.day == "2026-06-10")
    #expect(try house.formState(number) == .draft)
    #expect(try list(house).late.map(\.subject) == [number.string])
    #expect(try house.extend(.filingDeadline, to: "2026-06-11").late.map(\.operation) == ["form submit"])
    try house.submit(number)
    #expect(try house.formState(number) == .submitted)
    #expect(try house.faults() == [])
  }

  @Test("R-217 SM-3 a sheet that is submitted behind the judges' day is recorded as late and stays open")
  func lateSheet() throws {
    let house = try Installation.expertReview()
    let sheet = try #require(try SampleSheets.experts().first)
    let name = try house.actor(expert: sheet.judge)
    try house.assign(.nominee, [(sheet.judge, sheet.nomination)])
    try house.fill(expert: sheet, isSubmitted: false)
    try house.setDate(.sheetDeadline, "2026-06-10")
    try house.goTo("2026-06-11")
    let late = try house.run(SheetSubmit.self, Installation.own(sheet.nomination), named: name)
    #expect(late.verdict == .different)
    #expect(try house.texts("SELECT state FROM work_sheet") == ["OPEN"])
    #expect(try list(house).late.map(\.operation) == ["sheet submit"])
    _ = try house.extend(.sheetDeadline, to: "2026-06-11")
    #expect(try house.run(SheetSubmit.self, Installation.own(sheet.nomination), named: name).verdict == .done)
    #expect(try house.texts("SELECT state FROM work_sheet") == ["SUBMITTED"])
  }

  @Test("SM-1 R-224 an edition goes on only when the days that were announced are over")
  func waiting() throws {
    let house = try Station.nominating.installation()
    try house.take(NominationImport.self, "nominations.csv")
    try house.setDate(.filingDeadline, "2026-06-01")
    let input = EditionAdvance.Input(name: SampleFiles.name, to: .preliminaryReview, reason: nil)
    #expect(try house.refusal(EditionAdvance.self, input, as: .office).code == "date.still-running")
    try house.goTo("2026-06-02")
    try house.run(EditionAdvance.self, input, as: .office)
  }
}
