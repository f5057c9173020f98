import Foundation
import Primitives
import SelectionRules
import Testing

@testable import Operations

/// A complete, valid nomination form of an invented person; other numbers are other people, of units in turn.
struct FormSample {
  let number: Int
  var channel: NominationChannel = .unit
  /// Fields that differ from the valid ones; an empty text leaves the field out.
  var changing: [FormField: String] = [:]

  /// Name, credit code and region of the employer.
  private var employer: [String] {
    get throws {
      let rows = try SampleFiles.lines("registry/employers.csv").dropFirst()
      return try #require(rows.dropFirst(number % rows.count).first).split(separator: ",").map(String.init)
    }
  }

  /// The code of the base union that enters the form: that of the employer.
  var unit: String {
    get throws {
      let rows = try SampleFiles.lines("registry/employers.csv").count - 1
      return "J" + SampleCodes.padded(number % rows + 1, 5)
    }
  }

  var name: String { "样本·" + SamplePeople.numberedName(20_000 + number) }
  var mobile: String { "139" + SampleCodes.padded(number, 8) }
  var address: String { "示例市示例区示例路\(number + 1000)号" }

  /// A citizen ID that no nominee of the sample's files has.
  var citizenID: String {
    get throws { SampleCodes.citizenID(index: 20_000 + number, region: String(try employer[2].prefix(4))) }
  }

  var coNominators: [NominationForm.CoNominator] {
    guard channel == .joint else { return [] }
    return (1...3).map { place in
      NominationForm.CoNominator(
        name: "样本·" + SamplePeople.numberedName(30_000 + number * 3 + place), unit: "示例单位\(place)",
        phone: "137" + SampleCodes.padded(number * 3 + place, 8))
    }
  }

  /// Every field, filled in well.
  var form: NominationForm {
    get throws {
      let (employer, citizenID) = (try employer, try citizenID)
      let sex = try CitizenID(citizenID, today: .latest).sex
      let long = String(repeating: "样例文字甲乙丙丁戊己", count: 10)
      var texts: [FormField: String] = [
        .name: name, .sex: sex.rawValue, .ethnicity: "han", .citizenID: citizenID, .political: "masses",
        .education: "technical_school", .employer: employer[0], .creditCode: employer[1],
        .ownership: "state_owned", .industry: "C", .city: String(employer[2].prefix(4)), .post: "焊工",
        .careerStart: "2003-07", .isFrontline: "yes", .inService: "yes", .isLeadingCadre: "no",
        .skillGrade: "senior_technician", .title: "none", .position: "班组长", .mobile: mobile, .address: address,
        .spirit: long, .craft: long, .leading: long, .contribution: long,
        .deeds: String(repeating: "样例事迹甲乙丙丁戊己", count: 60), .apprentices: "带徒三人", .declaration: "2026-05-10",
      ]
      for (field, text) in changing { texts[field] = text.isEmpty ? nil : text }
      return NominationForm(texts: texts, coNominators: coNominators)
    }
  }
}

/// The steps of a form, as the people take them; `FormFlow` days lie before the tests' first of June 2026.
enum FormFlow {
  static let consentDay = "2026-05-10"
  static let publicity = (from: "2026-05-18", to: "2026-05-25")
  static let opinionDay = "2026-05-26"
  /// The smallest file that begins as a PNG does.
  static let photo: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0]
  /// What a complete form has attached.
  static let attachments: [AttachmentKind] = [
    .photo, .idCopy, .skillCertificate, .contract, .postStatement, .complianceStatement,
  ]
}

extension Installation {
  /// A draft with its fields saved, nothing attached yet.
  @discardableResult
  func draft(_ sample: FormSample, as person: Person = .office) throws -> ByteText {
    let start = FormStart.Input(edition: SampleFiles.name, unit: try sample.unit, channel: sample.channel)
    let number = try run(FormStart.self, start, as: person).number
    let file = try write("forms/\(number).json", bytes: try sample.form.jsonBytes)
    let saved = try run(
      FormSave.self, FormSave.Input(edition: SampleFiles.name, number: number, file: file), as: person)
    try #require(saved.faults.isEmpty, "\(saved.faults)")
    return number
  }

  /// A draft that lacks nothing: fields, attachments, both consents, confirmations.
  @discardableResult
  func form(
    _ number: Int, channel: NominationChannel = .unit, changing: [FormField: String] = [:], as person: Person = .office
  ) throws -> ByteText {
    try form(FormSample(number: number, channel: channel, changing: changing), as: person)
  }

  @discardableResult
  func form(_ sample: FormSample, as person: Person = .office) throws -> ByteText {
    let number = try draft(sample, as: person)
    for kind in FormFlow.attachments { try attach(kind, to: number, as: person) }
    for purpose in ConsentPurpose.allCases { try consent(purpose, number, as: person) }
    for place in sample.coNominators.indices { try confirm(place + 1, number, as: person) }
    return number
  }

  /// A form that was submitted.
  @discardableResult
  func submitted(
    _ number: Int, channel: NominationChannel = .unit, changing: [FormField: String] = [:], as person: Person = .office
  ) throws -> ByteText {
    let form = try form(number, channel: channel, changing: changing, as: person)
    try submit(form, as: person)
    return form
  }

  /// A form with every opinion that its channel needs.
  @discardableResult
  func endorsed(
    _ number: Int, channel: NominationChannel = .unit, changing: [FormField: String] = [:], as person: Person = .office
  ) throws -> ByteText {
    let form = try submitted(number, channel: channel, changing: changing, as: person)
    try endorse(form, channel)
    return form
  }

  // MARK: Single steps

  func formInput(_ number: ByteText) -> FormInput { FormInput(edition: SampleFiles.name, number: number) }

  /// Saves some fields of a form.
  @discardableResult
  func save(
    _ number: ByteText, _ json: String, revision: Int? = nil, as person: Person = .office
  ) throws -> FormSave.Output {
    let file = try write("forms/\(number)-part.json", json)
    let input = FormSave.Input(edition: SampleFiles.name, number: number, file: file, revision: revision)
    return try run(FormSave.self, input, as: person)
  }

  @discardableResult
  func attach(_ kind: AttachmentKind, to number: ByteText, as person: Person = .office) throws -> String {
    let file = try page("\(number)-\(kind.rawValue)")
    let input = FormAttach.Input(edition: SampleFiles.name, number: number, file: file, kind: kind)
    return try run(FormAttach.self, input, as: person).attachment
  }

  func consent(_ purpose: ConsentPurpose, _ number: ByteText, as person: Person = .office) throws {
    let input = FormConsent.Input(
      edition: SampleFiles.name, number: number, purpose: purpose, paper: try page("\(number)-consent"),
      on: FormFlow.consentDay)
    try run(FormConsent.self, input, as: person)
  }

  func confirm(_ place: Int, _ number: ByteText, as person: Person = .office) throws {
    let input = FormConfirm.Input(
      edition: SampleFiles.name, number: number, place: place, paper: try page("\(number)-confirmation"),
      on: FormFlow.consentDay)
    try run(FormConfirm.self, input, as: person)
  }

  func submit(_ number: ByteText, as person: Person = .office) throws {
    let output = try run(FormSubmit.self, formInput(number), as: person)
    try #require(output.isSubmitted, "\(output.faults)")
  }

  /// Records every opinion that a channel needs.
  func endorse(_ number: ByteText, _ channel: NominationChannel, as person: Person = .office) throws {
    for party in channel.parties { try endorse(number, party, channel, as: person) }
  }

  @discardableResult
  func endorse(
    _ number: ByteText, _ party: EndorsementParty, _ channel: NominationChannel, as person: Person = .office
  ) throws -> FormEndorse.Output {
    try run(FormEndorse.self, try endorsement(number, party, channel), as: person)
  }

  func endorsement(
    _ number: ByteText, _ party: EndorsementParty, _ channel: NominationChannel = .unit
  ) throws -> FormEndorse.Input {
    let publishes = party == channel.publisher
    return FormEndorse.Input(
      edition: SampleFiles.name, number: number, party: party, opinion: "同意推荐", seal: try page("\(number)-seal"),
      on: FormFlow.opinionDay, publicityFrom: publishes ? FormFlow.publicity.from : nil,
      publicityTo: publishes ? FormFlow.publicity.to : nil,
      publicityProof: publishes ? try page("\(number)-publicity") : nil)
  }

  func revokeConsent(_ purpose: ConsentPurpose, _ number: ByteText, as person: Person = .office) throws {
    let input = FormRevokeConsent.Input(
      edition: SampleFiles.name, number: number, purpose: purpose, on: FormFlow.opinionDay,
      paper: try page("\(number)-revocation"))
    try run(FormRevokeConsent.self, input, as: person)
  }

  /// Returns a form for correction.
  func giveBack(_ number: ByteText, as person: Person = .office) throws {
    try run(FormReturn.self, FormReturn.Input(edition: SampleFiles.name, number: number, reason: "样例"), as: person)
  }

  func withdraw(_ number: ByteText, as person: Person = .office) throws {
    let input = FormWithdraw.Input(
      edition: SampleFiles.name, number: number, letter: try page("\(number)-letter"), reason: "样例")
    try run(FormWithdraw.self, input, as: person)
  }

  /// A scanned page, which may be a photo too.
  func page(_ name: String) throws -> FilePath {
    try write("forms/\(name).png", bytes: FormFlow.photo + Array(name.utf8))
  }

  func formState(_ number: ByteText) throws -> FormState {
    try run(FormShow.self, formInput(number), as: .office).state
  }
}
