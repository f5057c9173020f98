import Primitives
import SelectionRules
import Testing

@Suite("Nomination form: what it lacks")
struct FormCompletenessTests {
  private let today: CalendarDay

  init() throws { today = try CalendarDay("2026-06-01") }

  private func lacks(
    _ channel: NominationChannel = .unit, _ change: (inout NominationForm, inout FormCompleteness.Parts) -> Void
  ) -> FormCompleteness {
    var (form, parts) = (FormSamples.complete, FormSamples.parts)
    change(&form, &parts)
    return FormCompleteness(form, channel: channel, parts: parts, today: today)
  }

  private func told(_ faults: [FormFault]) -> [String] { faults.map { "\($0.place) \($0.refusal.code)" } }

  @Test("R-206 a complete form lacks nothing in any channel", arguments: NominationChannel.allCases)
  func complete(channel: NominationChannel) {
    let found = lacks(channel) { _, _ in }
    #expect(told(found.faults) == [])
    #expect(told(found.advice) == [])
  }

  @Test("OP-21 an empty form lists everything that is missing at once, each with its rule and remedy")
  func empty() {
    let found = FormCompleteness(
      NominationForm(), channel: .joint, parts: FormCompleteness.Parts(), today: today)
    let fields = FormField.allCases.filter(\.isRequired).map { "\($0.rawValue) form.missing" }
    #expect(fields.count == 26)
    #expect(
      told(found.faults) == fields + [
        "attachment.photo form.attachment-missing", "attachment.id_copy form.attachment-missing",
        "consent.processing form.consent-missing", "co_nominators form.too-few-co-nominators",
      ])
    for fault in found.faults + found.advice {
      #expect(fault.refusal.citation?.rule.isEmpty == false)
      #expect(!fault.refusal.remedy.zh.isEmpty)
      #expect(!fault.refusal.message.en.unicodeScalars.contains { $0.properties.isIdeographic })
    }
  }

  @Test("OP-21 each field that is required is missed alone", arguments: FormField.allCases)
  func missing(field: FormField) {
    let found = lacks { form, _ in form.texts[field] = nil }
    let certificate: [FormField: String] = [.skillGrade: "skill_certificate", .title: "title_certificate"]
    #expect(told(found.faults) == (field.isRequired ? ["\(field.rawValue) form.missing"] : []))
    #expect(certificate[field] == nil || !told(found.faults).contains { $0.contains("certificate") })
  }

  @Test(
    "OP-21 R-814 R-815 a certificate is asked for what is claimed, and for nothing else",
    arguments: [
      (AttachmentKind.photo, true), (.idCopy, true), (.skillCertificate, true), (.titleCertificate, true),
      (.honourCertificate, true), (.resultProof, true), (.video, false), (.other, false), (.publicityProof, false),
    ])
  func attachments(kind: AttachmentKind, isAsked: Bool) {
    let found = lacks { _, parts in parts.attachments.remove(kind) }
    #expect(told(found.faults) == (isAsked ? ["attachment.\(kind.rawValue) form.attachment-missing"] : []))
    let plain = lacks { form, parts in
      form.texts[.skillGrade] = "none"
      form.texts[.title] = "none"
      (form.honours, form.results) = ([], [])
      parts.attachments = [.photo, .idCopy]
    }
    #expect(told(plain.faults) == [])
  }

  @Test("OP-23 what the eligibility checks rest on is told before, and stops nothing here")
  func advice() {
    let found = lacks { form, parts in
      parts.attachments = parts.attachments.subtracting([.contract, .postStatement, .complianceStatement])
      parts.consents = [.processing]
      form.texts[.isFrontline] = "no"
      form.texts[.inService] = "no"
    }
    #expect(told(found.faults) == [])
    #expect(
      told(found.advice) == [
        "is_frontline form.not-eligible", "in_service form.not-eligible", "attachment.contract form.attachment-missing",
        "attachment.post_statement form.attachment-missing", "attachment.compliance_statement form.attachment-missing",
        "consent.publication form.consent-missing",
      ])
    #expect(found.advice.map { $0.refusal.citation?.rule }.prefix(2) == ["R-101", "R-204"])
  }

  @Test("R-819 the consent to processing stops the form where it lacks, and says so where it was withdrawn")
  func consent() {
    let missing = lacks { _, parts in parts.consents = [.publication] }
    #expect(told(missing.faults) == ["consent.processing form.consent-missing"])
    let withdrawn = lacks { _, parts in
      parts.consents = []
      parts.withdrawn = [.processing]
    }
    #expect(told(withdrawn.faults) == ["consent.processing form.consent-withdrawn"])
    #expect(withdrawn.faults.first?.refusal.citation?.rule == "R-819")
  }

  @Test(
    "OP-21 the deeds have 500 to 2000 Chinese characters; marks and digits are none",
    arguments: [(499, "form.deeds-too-short"), (500, nil), (2000, nil), (2001, "form.too-long")])
  func deeds(count: Int, code: String?) {
    let found = lacks { form, _ in form.texts[.deeds] = String(repeating: "字", count: count) + "，1 a。" }
    #expect(found.faults.map(\.refusal.code) == [code].compactMap { $0 })
  }

  @Test("OP-21 an entry of a list is whole")
  func entries() {
    let found = lacks(.joint) { form, _ in
      form.honours[0].title = ""
      form.results[0].number = ""
      form.results[0].rank = ""
      form.coNominators[1].unit = ""
    }
    #expect(
      told(found.faults) == [
        "honours[0].title form.missing", "results[0].rank form.missing", "co_nominators[1].unit form.missing",
      ])
  }

  // MARK: Co-nominators

  @Test("R-235 a joint recommendation has three co-nominators, other channels need none")
  func tooFew() {
    #expect(FormLimits.coNominators == 3)
    for channel in NominationChannel.allCases {
      let found = lacks(channel) { form, _ in form.coNominators.removeLast() }
      #expect(told(found.faults) == (channel == .joint ? ["co_nominators form.too-few-co-nominators"] : []))
    }
  }

  @Test("R-235 each co-nominator confirms; a confirmation of other words for the same person holds")
  func unconfirmed() {
    let one = lacks(.joint) { form, parts in parts.confirmed.remove(form.coNominators[1].identity) }
    #expect(told(one.faults) == ["co_nominators[1] form.co-nominator-unconfirmed"])
    let other = lacks(.joint) { form, _ in form.coNominators[1].name = "样本 乙2" }
    #expect(told(other.faults) == [])
  }

  @Test(
    "R-235 co-nominators are different people, none of them the nominee",
    arguments: [
      ("样本·乙1", "示例单位9", "138-0000-0001", "form.co-nominator-twice"),
      ("样本·丙9", "示例单位9", "13800000001", "form.co-nominator-twice"),
      ("样本乙1", "示例单位1", "13800000009", "form.co-nominator-twice"),
      ("样本·甲子", "示例单位", "13800000009", "form.co-nominator-nominee"),
      ("样本·丙9", "示例单位9", "13900000001", "form.co-nominator-nominee"),
    ])
  func different(name: String, unit: String, phone: String, code: String) {
    let found = lacks(.joint) { form, parts in
      form.coNominators[2] = NominationForm.CoNominator(name: name, unit: unit, phone: phone)
      parts.confirmed.insert(form.coNominators[2].identity)
    }
    #expect(found.faults.map(\.refusal.code).contains(code))
    #expect(found.faults.map(\.place).contains("co_nominators[2]"))
  }
}
