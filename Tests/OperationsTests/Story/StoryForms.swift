import Primitives
import SelectionRules
import Testing

@testable import Operations

/// Clerks enter thirty forms bit by bit, and not everything goes well.
extension Story {
  private static let unsubmitted = [21, StoryNominee.twin]

  func entering() throws {
    try house.goTo("2026-05-12")
    for nominee in nominees { try enter(nominee) }
    try malformed()
    try incomplete()
    try unconfirmed()
    try twice()
    for nominee in nominees where !Self.unsubmitted.contains(nominee.index) { try submit(nominee.index) }
    try expect(.draft, 28)
    try expect(.submitted, 29)
    let counts = [NominationChannel.unit, .selfRecommended, .joint].map { channel in
      nominees.count { $0.channel == channel }
    }
    #expect(counts == [12, 9, 9])
  }

  func form(_ index: Int) -> FormInput { house.formInput(number(index)) }

  /// Everything that the form needs but what the chapters below leave for later.
  private func enter(_ nominee: StoryNominee) throws {
    let start = FormStart.Input(edition: edition, unit: nominee.firm.code, channel: nominee.channel)
    let number = try run(FormStart.self, start, as: nominee.firm.clerk).number
    try #require(number == nominee.number)
    let whole = try nominee.sample.form
    let early = whole.texts.filter { FormField.allCases.firstIndex(of: $0.key).map { $0 < 8 } ?? false }
    try save(nominee.index, NominationForm(texts: early))
    guard nominee.index != 2 else { return }
    let late = whole.texts.filter { early[$0.key] == nil }
    try save(nominee.index, NominationForm(texts: late, coNominators: whole.coNominators))
    try attachAll(nominee)
  }

  private func save(_ index: Int, _ part: NominationForm) throws {
    let file = try house.write("forms/\(index).json", bytes: part.jsonBytes)
    let input = FormSave.Input(edition: edition, number: number(index), file: file)
    let output = try run(FormSave.self, input, as: self[index].firm.clerk)
    try #require(output.faults.isEmpty, "\(output.faults)")
  }

  private func attachAll(_ nominee: StoryNominee) throws {
    for kind in FormFlow.attachments {
      let input = FormAttach.Input(
        edition: edition, number: nominee.number, file: try house.page("\(nominee.index)-\(kind.rawValue)"), kind: kind)
      try run(FormAttach.self, input, as: nominee.firm.clerk)
    }
    for purpose in ConsentPurpose.allCases { try consent(purpose, nominee.index, on: FormFlow.consentDay) }
    for place in try nominee.sample.coNominators.indices where nominee.index != 3 || place < 2 {
      try confirm(place + 1, nominee.index)
    }
  }

  func consent(_ purpose: ConsentPurpose, _ index: Int, on day: String) throws {
    let input = FormConsent.Input(
      edition: edition, number: number(index), purpose: purpose, paper: try house.page("\(index)-consent"), on: day)
    try run(FormConsent.self, input, as: self[index].firm.clerk)
  }

  private func confirm(_ place: Int, _ index: Int) throws {
    let input = FormConfirm.Input(
      edition: edition, number: number(index), place: place, paper: try house.page("\(index)-confirmation"),
      on: FormFlow.consentDay)
    try run(FormConfirm.self, input, as: self[index].firm.clerk)
  }

  func submit(_ index: Int) throws {
    let output = try run(FormSubmit.self, form(index), as: self[index].firm.clerk)
    try #require(output.isSubmitted, "\(index): \(output.faults)")
  }

  // MARK: What goes wrong

  /// A malformed value is told and not saved; the rest is. Another unit's clerk saves nothing.
  private func malformed() throws {
    let file = try house.write("forms/malformed.json", #"{"mobile": "1390000", "post": "钳工"}"#)
    let input = FormSave.Input(edition: edition, number: number(1), file: file)
    let output = try run(FormSave.self, input, as: self[1].firm.clerk)
    #expect(output.verdict == .different)
    #expect(output.saved == ["post"])
    #expect(output.faults.map(\.place) == ["mobile"])
    #expect(try code(FormSave.self, input, as: self[2].firm.clerk) == "form.unknown")
  }

  /// Everything that is missing is told at once.
  private func incomplete() throws {
    let clerk = self[2].firm.clerk
    let output = try run(FormSubmit.self, form(2), as: clerk)
    #expect(!output.isSubmitted)
    let places = Set(output.faults.map(\.place))
    #expect(places.isSuperset(of: ["deeds", "mobile", "attachment.photo", "attachment.id_copy", "consent.processing"]))
    let whole = try self[2].sample.form
    try save(2, NominationForm(texts: whole.texts))
    try attachAll(self[2])
    #expect(try run(FormCheck.self, form(2), as: clerk).isReady)
  }

  /// R-235: two of three co-nominators confirmed.
  private func unconfirmed() throws {
    let output = try run(FormSubmit.self, form(3), as: self[3].firm.clerk)
    #expect(!output.isSubmitted)
    #expect(output.faults.map(\.refusal.code) == ["form.co-nominator-unconfirmed"])
    try confirm(3, 3)
  }

  /// R-113: the same person, nominated by another unit.
  private func twice() throws {
    try submit(1)
    #expect(self[1].firm.code != self[StoryNominee.twin].firm.code)
    let output = try code(FormSubmit.self, form(StoryNominee.twin), as: self[StoryNominee.twin].firm.clerk)
    #expect(output == "form.person-twice")
    try run(FormReturn.self, FormReturn.Input(edition: edition, number: number(1), reason: "样例更正"), as: "union-3701")
    try expect(.returned, 1)
    try save(1, NominationForm(texts: [.post: "电焊工"]))
  }

  /// R-217, SM-1: a late filing is recorded and not done; the notice that extends the day names who was late.
  func filingLate() throws {
    try house.goTo("2026-05-18")
    let clerk = self[21].firm.clerk
    let output = try run(FormSubmit.self, form(21), as: clerk)
    #expect(output.verdict == .different && !output.isSubmitted)
    try expect(.draft, 21)
    let notice = try house.extend(.filingDeadline, to: "2026-05-29")
    #expect([notice.oldDay, notice.newDay] == ["2026-05-15", "2026-05-29"])
    #expect(notice.late.map(\.subject) == [number(21).string])
    #expect(notice.late.map(\.by) == ["样本·\(clerk)"])
    try submit(21)
  }
}
