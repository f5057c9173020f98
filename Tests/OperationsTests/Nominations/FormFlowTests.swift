import Foundation
import Primitives
import SelectionRules
import Testing

@testable import Operations

@Suite("Nomination forms: submission, endorsement, return, withdrawal")
struct FormFlowTests {
  private let house: Installation

  init() throws { house = try Station.nominating.installation() }

  @Test(
    "R-206 R-235 SM-2 a form of each channel goes from draft to endorsed", arguments: NominationChannel.allCases)
  func way(channel: NominationChannel) throws {
    let number = try house.form(1, channel: channel)
    #expect(number == "2026-0001")
    #expect(try house.formState(number) == .draft)
    try house.submit(number)
    #expect(try house.formState(number) == .submitted)
    for party in channel.parties.dropLast() {
      let output = try house.endorse(number, party, channel)
      #expect(output.state == .submitted)
      #expect(output.missing.map(\.place) == ["opinion.base_union"])
    }
    let last = try #require(channel.parties.last)
    #expect(try house.endorse(number, last, channel).state == .endorsed)
    let shown = try house.run(FormShow.self, house.formInput(number), as: .office)
    #expect(shown.history.map(\.state) == [.draft, .submitted, .endorsed])
    #expect(shown.opinions.map(\.party) == channel.parties.map(\.rawValue))
    #expect(try house.run(FormCheck.self, house.formInput(number), as: .office).isReady)
    #expect(try house.faults() == [])
  }

  @Test("OP-21 a form that lacks something is not submitted, and all of it is told at once")
  func incomplete() throws {
    let number = try house.draft(FormSample(number: 1, channel: .joint, changing: [.post: "", .deeds: "短"]))
    let before = try house.contentDigest()
    let output = try house.run(FormSubmit.self, house.formInput(number), as: .office)
    #expect(!output.isSubmitted && output.verdict == .different)
    #expect(
      output.faults.map { "\($0.place) \($0.refusal.code)" } == [
        "post form.missing", "deeds form.deeds-too-short", "attachment.photo form.attachment-missing",
        "attachment.id_copy form.attachment-missing", "attachment.skill_certificate form.attachment-missing",
        "consent.processing form.consent-missing", "co_nominators[0] form.co-nominator-unconfirmed",
        "co_nominators[1] form.co-nominator-unconfirmed", "co_nominators[2] form.co-nominator-unconfirmed",
      ])
    #expect(try house.contentDigest() == before)
    let check = try house.run(FormCheck.self, house.formInput(number), as: .auditor)
    #expect(check.faults == output.faults)
    #expect(check.verdict == .different)
  }

  // MARK: Co-nominators (R-235)

  @Test("R-235 a co-nominator who is replaced takes the confirmation along; the others keep theirs")
  func replaced() throws {
    let sample = FormSample(number: 1, channel: .joint)
    let number = try house.form(sample)
    var form = try sample.form
    form.coNominators[1] = NominationForm.CoNominator(name: "样本·辛亥", unit: "示例单位", phone: "13600000001")
    form.coNominators.reverse()
    try house.save(number, String(decoding: NominationForm(coNominators: form.coNominators).jsonBytes, as: UTF8.self))
    let output = try house.run(FormCheck.self, house.formInput(number), as: .office)
    #expect(
      output.faults.map { "\($0.place) \($0.refusal.code)" } == ["co_nominators[1] form.co-nominator-unconfirmed"])
    try house.confirm(2, number)
    try house.submit(number)
    #expect(try house.faults() == [])
  }

  @Test("R-235 a co-nominator confirms once, and stands in the form first")
  func confirmation() throws {
    let number = try house.form(1, channel: .joint)
    func refused(_ number: ByteText, _ place: Int, _ day: String = FormFlow.consentDay) throws -> String {
      let input = FormConfirm.Input(
        edition: SampleFiles.name, number: number, place: place, paper: try house.page("x"), on: day)
      return try house.refusal(FormConfirm.self, input, as: .office).code
    }
    #expect(try refused(number, 1) == "form.confirmed-twice")
    #expect(try refused(number, 4) == "form.no-co-nominator")
    #expect(try refused(number, 0) == "form.no-co-nominator")
    #expect(try refused(number, -1) == "form.no-co-nominator")
    #expect(try refused(number, 1, "2026-06-02") == "form.future")
    #expect(try refused(try house.form(2), 1) == "form.no-co-nominator")
  }

  // MARK: Endorsement (R-228)

  @Test("R-228 R-235 an opinion comes with the publicity where its party publishes, once for each revision")
  func opinions() throws {
    let number = try house.submitted(1)
    func refused(_ change: (inout FormEndorse.Input) -> Void) throws -> String {
      var input = try house.endorsement(number, .unit)
      change(&input)
      let before = try house.contentDigest()
      let refusal = try house.refusal(FormEndorse.self, input, as: .office)
      #expect(try house.contentDigest() == before)
      return refusal.code
    }
    let without: (inout FormEndorse.Input) -> Void = { input in
      (input.publicityFrom, input.publicityTo, input.publicityProof) = (nil, nil, nil)
    }
    #expect(try refused(without) == "form.publicity-missing")
    #expect(try refused { $0.publicityProof = nil } == "form.publicity-parts")
    #expect(try refused { $0.publicityTo = "2026-05-22" } == "form.publicity-too-short")
    #expect(try refused { $0.publicityTo = "2026-06-01" } == "form.publicity-running")
    #expect(try refused { $0.opinion = " " } == "reason.missing")
    #expect(try refused { $0.on = "2026-06-02" } == "form.future")
    #expect(try refused { $0.on = "5月1日" } == "calendar-day.form")
    try house.endorse(number, .unit, .unit)
    #expect(try refused { _ in } == "form.opinion-given")
    let own = try house.submitted(2, channel: .selfRecommended)
    #expect(
      try house.refusal(FormEndorse.self, try house.endorsement(own, .unit), as: .office).code == "form.no-such-party")
  }

  @Test("SM-2 a returned form is mended, and its new revision is sealed anew")
  func returned() throws {
    let number = try house.endorsed(1)
    try house.giveBack(number)
    #expect(try house.formState(number) == .returned)
    try house.save(number, #"{"post": "钳工"}"#)
    #expect(try house.formState(number) == .draft)
    try house.submit(number)
    let first = try house.endorse(number, .baseUnion, .unit)
    #expect(first.missing.map(\.place) == ["opinion.unit", "publicity"])
    #expect(try house.endorse(number, .unit, .unit).state == .endorsed)
    let shown = try house.run(FormShow.self, house.formInput(number), as: .office)
    #expect(shown.opinions.count == 4)
    #expect(shown.history.map(\.state) == [.draft, .submitted, .endorsed, .returned, .draft, .submitted, .endorsed])
    #expect(shown.history[3].reason == "样例")
    #expect(try house.faults() == [])
  }

  @Test("SM-2 a form that is not with its unit is not changed, and one that is not handed up not returned")
  func steps() throws {
    let number = try house.submitted(1)
    #expect(throws: Refusal.self) { try house.save(number, "{}") }
    let attach = FormAttach.Input(edition: SampleFiles.name, number: number, file: try house.page("x"), kind: .other)
    #expect(try house.refusal(FormAttach.self, attach, as: .office).code == "form.not-editable")
    #expect(try house.refusal(FormSubmit.self, house.formInput(number), as: .office).code == "form.no-such-step")
    let draft = try house.form(2)
    let back = FormReturn.Input(edition: SampleFiles.name, number: draft, reason: "样例")
    #expect(try house.refusal(FormReturn.self, back, as: .office).code == "form.no-such-step")
    #expect(
      try house.refusal(FormEndorse.self, try house.endorsement(draft, .unit), as: .office).code == "form.no-such-step")
    let silent = FormReturn.Input(edition: SampleFiles.name, number: number, reason: "")
    #expect(try house.refusal(FormReturn.self, silent, as: .office).code == "reason.missing")
    let unknown = house.formInput("2026-9999")
    #expect(try house.refusal(FormShow.self, unknown, as: .office).code == "form.unknown")
  }

  // MARK: Consents (SM-17)

  @Test("R-819 SM-17 a withdrawn consent to processing stops the form, until it is given again")
  func consentWithdrawn() throws {
    let number = try house.submitted(1)
    try house.revokeConsent(.processing, number)
    let refusal = try house.refusal(FormEndorse.self, try house.endorsement(number, .unit), as: .office)
    #expect(refusal.code == "form.consent-withdrawn")
    #expect(refusal.citation?.rule == "R-819")
    let draft = try house.form(2)
    try house.revokeConsent(.processing, draft)
    #expect(throws: Refusal.self) { try house.save(draft, #"{"post": "钳工"}"#) }
    let output = try house.run(FormSubmit.self, house.formInput(draft), as: .office)
    #expect(output.faults.map(\.refusal.code) == ["form.consent-withdrawn"])
    try house.consent(.processing, draft)
    try house.submit(draft)
    let shown = try house.run(FormShow.self, house.formInput(draft), as: .office)
    #expect(shown.consents.map { $0.withdrawnOn ?? "" } == [FormFlow.opinionDay, "", ""])
    #expect(try house.faults() == [])
  }

  @Test("R-819 the consent to publication is separate: a form goes on without it")
  func publication() throws {
    let number = try house.form(1)
    try house.revokeConsent(.publication, number)
    let check = try house.run(FormCheck.self, house.formInput(number), as: .office)
    #expect(check.isReady)
    #expect(check.advice.map(\.refusal.code) == ["form.consent-withdrawn"])
    try house.submit(number)
    try house.endorse(number, .unit)
    #expect(try house.formState(number) == .endorsed)
  }

  @Test("SM-17 a consent is given once and withdrawn once")
  func consentTwice() throws {
    let number = try house.form(1)
    let input = FormConsent.Input(
      edition: SampleFiles.name, number: number, purpose: .processing, paper: try house.page("x"), on: "2026-05-10")
    #expect(try house.refusal(FormConsent.self, input, as: .office).code == "form.consent-given")
    try house.revokeConsent(.processing, number)
    let again = FormRevokeConsent.Input(
      edition: SampleFiles.name, number: number, purpose: .processing, on: "2026-05-10")
    #expect(try house.refusal(FormRevokeConsent.self, again, as: .office).code == "form.no-consent")
    try house.withdraw(number)
    #expect(try house.refusal(FormConsent.self, input, as: .office).code == "form.ended")
  }

  // MARK: Withdrawal

  @Test("SM-2 the nominee's letter withdraws a form, and is kept")
  func withdrawn() throws {
    for number in [try house.draft(FormSample(number: 1)), try house.submitted(2), try house.endorsed(3)] {
      try house.withdraw(number)
      let shown = try house.run(FormShow.self, house.formInput(number), as: .office)
      #expect(shown.state == .withdrawn)
      #expect(shown.attachments.last?.kind == "withdrawal_letter")
      #expect(throws: Refusal.self) { try house.withdraw(number) }
    }
    #expect(try house.faults() == [])
  }

  @Test("SM-2 a nomination that is in the edition as a qualified one is removed by a decision, not withdrawn")
  func inPackage() throws {
    let number = try house.endorsed(1)
    try house.plant("UPDATE nomination_form SET state = 'QUALIFIED' WHERE number = '\(number)'")
    try house.run(EligibilitySettle.self, EligibilitySettle.Input(edition: SampleFiles.name), as: .office)
    let input = FormWithdraw.Input(
      edition: SampleFiles.name, number: number, letter: try house.page("x"), reason: "样例")
    let refusal = try house.refusal(FormWithdraw.self, input, as: .office)
    #expect(refusal.code == "form.in-package")
    #expect(refusal.remedy.en.contains("decision record"))
  }

  // MARK: Attachments

  @Test("OP-21 attachments are kept sealed under a neutral name, and one that is taken away stays as evidence")
  func attachments() throws {
    let number = try house.draft(FormSample(number: 1))
    let file = try house.write("样本身份证.PDF", bytes: Array("%PDF 样例".utf8))
    let input = FormAttach.Input(edition: SampleFiles.name, number: number, file: file, kind: .idCopy)
    let output = try house.run(FormAttach.self, input, as: .office)
    let kept = try house.run(EvidenceList.self, EvidenceList.Input(), as: .auditor).evidence
    #expect(kept.first { $0.digest == output.digest }?.name == "id_copy.pdf")
    #expect(kept.first { $0.digest == output.digest }?.isSealed == true)
    let detach = FormDetach.Input(edition: SampleFiles.name, number: number, attachment: output.attachment)
    try house.run(FormDetach.self, detach, as: .office)
    #expect(try house.refusal(FormDetach.self, detach, as: .office).code == "form.no-attachment")
    let shown = try house.run(FormShow.self, house.formInput(number), as: .office)
    #expect(shown.attachments.map(\.isRemoved) == [true])
    #expect(shown.revision == 4)
    #expect(try house.run(EvidenceList.self, EvidenceList.Input(), as: .auditor).evidence.count == kept.count)
    let photo = FormAttach.Input(edition: SampleFiles.name, number: number, file: file, kind: .photo)
    #expect(try house.refusal(FormAttach.self, photo, as: .office).code == "form.photo-format")
  }
}
