import Primitives

/// What a form needs before it is submitted, and what the eligibility checks will ask for besides.
public struct FormCompleteness: Sendable {
  /// What is known of a form beside its content.
  public struct Parts: Sendable {
    /// The kinds of the files that are attached.
    public var attachments: Set<AttachmentKind>
    /// The consents in force.
    public var consents: Set<ConsentPurpose>
    /// The consents that were given and withdrawn, and not given again.
    public var withdrawn: Set<ConsentPurpose>
    /// The ``NominationForm/CoNominator/identity`` of those who confirmed.
    public var confirmed: Set<String>

    /// Describes the parts.
    public init(
      attachments: Set<AttachmentKind> = [], consents: Set<ConsentPurpose> = [], withdrawn: Set<ConsentPurpose> = [],
      confirmed: Set<String> = []
    ) {
      self.attachments = attachments
      self.consents = consents
      self.withdrawn = withdrawn
      self.confirmed = confirmed
    }
  }

  private let form: NominationForm
  private let channel: NominationChannel
  private let parts: Parts
  private let today: CalendarDay

  /// Looks at a form.
  public init(_ form: NominationForm, channel: NominationChannel, parts: Parts, today: CalendarDay) {
    self.form = form
    self.channel = channel
    self.parts = parts
    self.today = today
  }

  /// Everything for which the form cannot be submitted, all at once; nothing for one that can.
  public var faults: [FormFault] {
    FormField.allCases.flatMap(faults(of:)) + FormList.allCases.flatMap(faults(of:)) + attachmentFaults + consentFaults
      + (channel == .joint ? form.coNominatorFaults(confirmed: parts.confirmed) : [])
  }

  /// What does not stop the form here and will be asked by the eligibility checks, or before publishing.
  public var advice: [FormFault] {
    answers + evidence.filter { !parts.attachments.contains($0.kind) }.map(missing)
      + (parts.consents.contains(.publication) ? [] : [consent(.publication)])
  }

  // MARK: Fields

  private func faults(of field: FormField) -> [FormFault] {
    let text = form[field]
    guard !text.isEmpty else { return field.isRequired ? [Self.missing(field.rawValue, field.displayName)] : [] }
    // The clock moves and lists change: what was well-formed when it was saved is looked at again.
    if let fault = FormFault(field.rawValue, { _ = try field.stored(text, today: today) }) { return [fault] }
    guard field == .deeds else { return [] }
    let count = FormText.chineseCharacters(text)
    return count < FormLimits.deeds.lowerBound ? [Self.deedsTooShort(count)] : []
  }

  private func faults(of list: FormList) -> [FormFault] {
    guard list != .coNominators || channel == .joint else { return [] }
    let missing = form.items(list).enumerated().flatMap { index, texts in
      texts.filter { $0.isRequired && $0.text.isEmpty }.map { Self.missing(list.place(index, $0.key), $0.name) }
    }
    return form.faults(of: list, today: today) + missing
  }

  private static func missing(_ place: String, _ name: Bilingual) -> FormFault {
    FormFault(
      place,
      FormRefusals.make(
        "form.missing", FormRefusals.form, Bilingual("“\(name.zh)”未填写", "“\(name.en)” is not filled in"),
        Bilingual("用 form save 填写", "fill it in with form save")))
  }

  private static func deedsTooShort(_ count: Int) -> FormFault {
    let limit = FormLimits.deeds.lowerBound
    return FormFault(
      FormField.deeds.rawValue,
      FormRefusals.make(
        "form.deeds-too-short", FormRefusals.form,
        Bilingual(
          "主要事迹只有 \(count) 个汉字，不足 \(limit) 个",
          "the deeds have \(count) Chinese characters, fewer than \(limit)"),
        Bilingual("补充主要事迹", "tell more of the deeds")))
  }

  /// OP-23: two hard checks, which the eligibility checks decide.
  private var answers: [FormFault] {
    let asked: [(FormField, String)] = [(.isFrontline, "R-101"), (.inService, "R-204")]
    return asked.filter { ByteText(form[$0.0]) == "no" }.map { field, rule in
      FormFault(
        field.rawValue,
        FormRefusals.make(
          "form.not-eligible", Citation(rule, Citation.opinion2018),
          Bilingual("“\(field.displayName.zh)”填为否，资格审查不会通过", "“\(field.displayName.en)” is no, which is not eligible"),
          Bilingual("核对该项；确实如此的，不应推荐", "check it; where it is so, do not nominate")))
    }
  }

  // MARK: Files and consents

  private var attachmentFaults: [FormFault] {
    var needed: [(kind: AttachmentKind, rule: String)] = [(.photo, "OP-21"), (.idCopy, "OP-21")]
    if isClaimed(.skillGrade, SkillGrade.noGrade.rawValue) { needed.append((.skillCertificate, "R-814")) }
    if isClaimed(.title, ProfessionalTitle.noTitle.rawValue) { needed.append((.titleCertificate, "R-815")) }
    if !form.honours.isEmpty { needed.append((.honourCertificate, "OP-21")) }
    if !form.results.isEmpty { needed.append((.resultProof, "OP-21")) }
    return needed.filter { !parts.attachments.contains($0.kind) }.map(missing)
  }

  /// What the eligibility checks rest on.
  private var evidence: [(kind: AttachmentKind, rule: String)] {
    [(.contract, "R-230"), (.postStatement, "R-230"), (.complianceStatement, "R-232")]
  }

  private func isClaimed(_ field: FormField, _ nothing: String) -> Bool {
    !form[field].isEmpty && ByteText(form[field]) != ByteText(nothing)
  }

  private func missing(_ kind: AttachmentKind, _ rule: String) -> FormFault {
    FormFault(
      "attachment.\(kind.rawValue)",
      FormRefusals.make(
        "form.attachment-missing", Citation(rule, Citation.houseRules),
        Bilingual("缺少附件“\(kind.displayName.zh)”", "the attachment “\(kind.displayName.en)” is missing"),
        Bilingual("用 form attach --kind \(kind.rawValue) 附上", "attach it with form attach --kind \(kind.rawValue)")))
  }

  private var consentFaults: [FormFault] {
    parts.consents.contains(.processing) ? [] : [consent(.processing)]
  }

  private func consent(_ purpose: ConsentPurpose) -> FormFault {
    FormFault(
      "consent.\(purpose.rawValue)", purpose.missing(isWithdrawn: parts.withdrawn.contains(purpose)))
  }
}
