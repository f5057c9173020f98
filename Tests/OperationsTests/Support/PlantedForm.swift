import Database
import Evidence
import Foundation
import Primitives
import Sealing
import SelectionRules
import Store
import Testing

@testable import Operations

/// A nomination form that stands in the database as if it had been endorsed: every check of it passes once it is
/// forwarded, unless a test changes something.
struct PlantedForm {
  var number: String
  var unit = "T1"
  var name: String
  var citizenID: String
  var channel = "unit"
  var employer = PlantedForm.employer
  var texts: [FormField: String] = [
    .isFrontline: "yes", .inService: "yes", .isLeadingCadre: "no", .post: "电焊工", .position: "", .ownership: "private",
  ]
  var attachments = ["contract", "post_statement", "compliance_statement"]
  var consents = true
  var parties = ["unit", "base_union"]
  var publicity: (from: String, through: String)? = ("2026-05-11", "2026-05-18")
  var state = FormState.endorsed

  /// valid, invented.
  static let employer = "91370100MA3T123411"
  private static let names = ["甲子", "乙丑", "丙寅", "丁卯", "戊辰", "己巳", "庚午", "辛未"]

  /// The form of the sample's nominee with a number from 1.
  init(_ index: Int, _ change: (inout PlantedForm) -> Void = { _ in }) throws {
    number = "F\(index)"
    name = "样本·" + Self.names[(index - 1) % Self.names.count]
    citizenID = try SampleFiles.citizenIDs[index - 1]
    change(&self)
  }
}

extension Installation {
  static let quota = "unit,places,substitutes\n3701,2,1\n"

  /// An open edition with the units T1 (below the city 3701) and T2 (below 3702), a quota for 3701, and forms.
  static func forwarding(
    quota: String = quota, prepare: (Installation) throws -> Void = { _ in }, forms: [PlantedForm]
  ) throws -> Installation {
    let house = try Station.draft.installation()
    try house.openForForwarding(quota: quota, prepare: prepare, forms: forms)
    return house
  }

  /// Gives the draft edition units, quotas and forms, and opens it.
  func openForForwarding(
    quota: String = Installation.quota, prepare: (Installation) throws -> Void = { _ in }, forms: [PlantedForm]
  ) throws {
    try enterBaseUnits()
    try bind("3701")
    try importQuota(quota)
    try prepare(self)
    try run(EditionOpen.self, EditionOpen.Input(name: SampleFiles.name), as: .confirmer)
    for form in forms { try plant(form) }
  }

  /// Enters the base unions T1 (below the city 3701) and T2 (below 3702).
  func enterBaseUnits() throws {
    let employers = "name,credit_code,region,check_digit_override\n"
    let second = "91370100MA3T123412"
    let file = try write(
      "more-employers.csv",
      employers + "示例一厂,\(PlantedForm.employer),370102,\n示例二厂,\(second),370202,样例\n")
    try #require(try run(EmployerImport.self, RegistryImportInput(file: file), as: .office).isApplied)
    let units = try write(
      "more-units.csv",
      "code,name,tier,parent,region,employer_credit_code\nT1,示例一厂工会,base,370102,370102,\(PlantedForm.employer)\n"
        + "T2,示例二厂工会,base,370202,370202,\(second)\n")
    try #require(try run(UnitImport.self, RegistryImportInput(file: units), as: .office).isApplied)
  }

  /// Lets the union clerk act for a unit.
  func bind(_ unit: String) throws {
    try run(ActorBind.self, DutyInput(actor: Person.union.rawValue, unit: unit), as: .administrator)
  }

  func importQuota(_ quota: String) throws {
    let file = try write("quota.csv", quota)
    let input = QuotaImport.Input(edition: SampleFiles.name, file: file)
    try #require(try run(QuotaImport.self, input, as: .office).isApplied)
  }

  /// Puts a form where the endorsement would have left it.
  func plant(_ form: PlantedForm) throws {
    let person = try run(
      PersonRegister.self, PersonRegister.Input(name: form.name, citizenNumber: form.citizenID, employer: nil),
      as: .office)
    let id = try #require(person.people.first).id
    let keys = try KeyFile.load(from: paths.key)
    try withDatabase { database in
      try database.write { connection in
        let edition = try #require(try EditionStore.find(name: SampleFiles.name, in: connection)).id
        let unit = try #require(try UnionUnitStore.find(code: form.unit, in: connection)).id
        let actor = try #require(try ActorStore.find(name: Person.office.rawValue, in: connection)).id
        var content = NominationForm(texts: form.texts)
        content.texts[.name] = form.name
        content.texts[.citizenID] = form.citizenID
        let sealed = keys.seal(content.jsonBytes, context: "nomination-form/\(edition.text)/\(form.number)")
        let row = FormRow(
          number: ByteText(form.number), unit: unit, channel: form.channel, state: form.state.rawValue, revision: 1,
          name: form.name, employerCreditCode: form.employer, region: "370102", person: PersonID(id),
          content: sealed)
        try FormStore.insert(
          row, edition: edition, by: actor, at: "2026-05-20T02:00:00.000Z", historyID: "h-\(form.number)",
          in: connection)
        try plantParts(of: form, edition, actor, connection)
      }
    }
  }

  private func plantParts(
    of form: PlantedForm, _ edition: EditionID, _ actor: ActorID, _ connection: WriteConnection
  ) throws {
    let at = "2026-05-20T02:00:00.000Z"
    let kept = try EvidenceStore(folder: paths.evidence).keep(Array("样本 \(form.number)".utf8))
    try EvidenceRows.record(
      kept.digest, size: kept.size, name: "scan.png", isSealed: false, by: actor, at: at, in: connection)
    for kind in form.attachments {
      try connection.execute(
        """
        INSERT INTO form_attachment (id, edition_id, number, kind, evidence, file_name, added_by, added_at)
        VALUES (?, ?, ?, ?, ?, 'scan.png', ?, ?)
        """, ["a-\(form.number)-\(kind)", edition, form.number, kind, kept.digest.hex, actor, at])
    }
    if form.consents {
      try connection.execute(
        """
        INSERT INTO consent (id, edition_id, number, purpose, evidence, given_on, recorded_by, recorded_at)
        VALUES (?, ?, ?, 'processing', ?, '2026-05-10', ?, ?)
        """, ["c-\(form.number)", edition, form.number, kept.digest.hex, actor, at])
    }
    for party in form.parties {
      let days = party == "unit" ? form.publicity : nil
      try connection.execute(
        """
        INSERT INTO form_opinion (id, edition_id, number, party, revision, opinion, seal, given_on, publicity_from,
          publicity_to, publicity_proof, recorded_by, recorded_at) VALUES (?, ?, ?, ?, 1, '同意', ?, ?, ?, ?, ?, ?, ?)
        """,
        [
          "o-\(form.number)-\(party)", edition, form.number, party, kept.digest.hex, "2026-05-20", days?.from,
          days?.through, days == nil ? nil : kept.digest.hex, actor, at,
        ])
    }
  }

  // MARK: Steps

  /// Forwards a ranked list of the union 3701.
  @discardableResult
  func forward(
    _ lines: String, unit: String = "3701", as person: Person = .union
  ) throws -> ForwardSubmit.Output {
    try run(ForwardSubmit.self, try ranking(lines, unit: unit), as: person)
  }

  func ranking(_ lines: String, unit: String = "3701") throws -> ForwardSubmit.Input {
    ForwardSubmit.Input(
      edition: SampleFiles.name, unit: unit, file: try write("ranking.csv", "rank,nomination,kind\n" + lines),
      document: Self.document, opinion: try write("opinion.png", "样本意见"))
  }

  func judge(
    _ number: ByteText, _ check: EligibilityCheck, _ verdict: EligibilityJudge.Judgement, override: Bool? = nil,
    evidence: FilePath? = nil, reason: String = "样例"
  ) throws {
    try run(
      EligibilityJudge.self,
      EligibilityJudge.Input(
        edition: SampleFiles.name, number: number, check: check, verdict: verdict, reason: reason,
        proof: evidence, override: override), as: .reviewer)
  }

  func decide(_ number: ByteText, _ verdict: EligibilityDecide.Decision, _ reason: RejectionReason? = nil) throws {
    try run(
      EligibilityDecide.self,
      EligibilityDecide.Input(edition: SampleFiles.name, number: number, verdict: verdict, reason: reason),
      as: .reviewer)
  }

  @discardableResult
  func settleForms(replace: String? = nil) throws -> ImportOutput {
    try run(EligibilitySettle.self, EligibilitySettle.Input(edition: SampleFiles.name, replace: replace), as: .office)
  }

  func checks(_ number: ByteText? = nil) throws -> EligibilityCheckOperation.Output {
    try run(
      EligibilityCheckOperation.self, EligibilityCheckOperation.Input(edition: SampleFiles.name, number: number),
      as: .auditor)
  }

  func extend(_ date: EditionDateName, to day: String) throws -> DateExtend.Output {
    try run(
      DateExtend.self,
      DateExtend.Input(
        edition: SampleFiles.name, date: date, day: day, document: Self.document, reason: "样例"), as: .office)
  }

  func setDate(_ date: EditionDateName, _ day: String) throws {
    try run(DateSet.self, DateSet.Input(edition: SampleFiles.name, date: date, day: day), as: .office)
  }
}
