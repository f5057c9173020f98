import Database
import Foundation
import Primitives
import SelectionRules
import Testing

@testable import Operations

/// One successful call of each writing operation.
struct Act: Sendable, CustomTestStringConvertible {
  /// The operation.
  let name: String
  /// Where the installation stands before it.
  let station: Station
  /// The installation to begin with, where it is none of the stations.
  var beginning: (@Sendable () throws -> Installation)?
  /// What must be done besides, before it.
  var prepare: @Sendable (Installation) throws -> Void = { _ in }
  /// How many events there are before it, where it makes the database.
  var eventsBefore: Int?
  /// The act.
  let run: @Sendable (Installation) throws -> Void

  var testDescription: String { name }

  /// An installation in which the act can be done.
  func installation() throws -> Installation {
    let house = try beginning?() ?? station.installation()
    try prepare(house)
    return house
  }

  static let all =
    installation + accounts + signIns + jobs + registry + editions + inputs + lists
    + namings
    + sheets
    + ballots
    + publicity
    + forms
    + panels
    + eligibility
    + personal
    + BookActs.all
    + GrantActs.all
    + BankActs.all

  private static let newcomer = ActorDisable.Input(name: "auditor")
  private static let role = RoleInput(actor: "office", role: .auditor)

  private static let installation = [
    Act(name: "init", station: .founded, prepare: { try $0.empty() }, eventsBefore: 0) { try $0.initialise() },
    Act(name: "backup", station: .founded, prepare: { try $0.makeBackupFolder() }) { try $0.backUp() },
  ]

  private static let accounts = [
    Act(name: "actor create", station: .founded) {
      try $0.run(ActorCreate.self, ActorCreate.Input(name: "new", displayName: "样本"), as: .administrator)
    },
    Act(name: "actor disable", station: .founded) { try $0.run(ActorDisable.self, newcomer, as: .administrator) },
    Act(name: "actor enable", station: .founded) { try $0.run(ActorEnable.self, newcomer, as: .administrator) },
    Act(name: "role grant", station: .founded) { try $0.run(RoleGrant.self, role, as: .administrator) },
    Act(
      name: "role revoke", station: .founded, prepare: { try $0.run(RoleGrant.self, role, as: .administrator) },
      run: { try $0.run(RoleRevoke.self, role, as: .administrator) }),
    Act(name: "actor bind", station: .registered) {
      try $0.run(ActorBind.self, DutyInput(actor: "clerk", unit: "37"), as: .administrator)
    },
    Act(
      name: "actor release", station: .registered,
      prepare: { try $0.run(ActorBind.self, DutyInput(actor: "clerk", unit: "37"), as: .administrator) },
      run: { try $0.run(ActorRelease.self, DutyInput(actor: "clerk", unit: "37"), as: .administrator) }),
  ]

  private static let registry = [
    Act(name: "employer import", station: .founded) { house in
      let file = try house.write("e.csv", "name,credit_code,region\n示例单位,91370100MA3T123411,3701\n")
      try house.run(EmployerImport.self, RegistryImportInput(file: file), as: .office)
    },
    Act(name: "unit import", station: .founded) { house in
      let file = try house.write(
        "u.csv", "code,name,tier,parent,region,employer_credit_code\n37,示例省,province,,37,\n")
      try house.run(UnitImport.self, RegistryImportInput(file: file), as: .office)
    },
    Act(name: "expert import", station: .founded) { house in
      let file = try house.write("x.csv", "expert,name,employer_credit_code\nE1,样本·甲子,\n")
      try house.run(ExpertImport.self, RegistryImportInput(file: file), as: .office)
    },
    Act(name: "person register", station: .founded) { _ = try $0.person() },
    Act(name: "person reveal", station: .founded, prepare: { _ = try $0.person() }) { house in
      let id = try #require(try house.texts("SELECT id FROM person").first)
      try house.run(PersonReveal.self, PersonReveal.Input(person: id, reason: "样例"), as: .reviewer)
    },
    Act(
      name: "evidence extract", station: .nominating,
      prepare: { try $0.take(NominationImport.self, "nominations.csv") },
      run: { house in
        let digest = try #require(try house.texts("SELECT digest FROM evidence").first)
        let input = EvidenceExtract.Input(digest: digest, output: house.path("extracted"), reason: "样例")
        try house.run(EvidenceExtract.self, input, as: .reviewer)
      }),
    Act(name: "craftsman enter", station: .founded, prepare: { _ = try $0.person() }) { try $0.enter() },
    Act(name: "craftsman change", station: .founded, prepare: { try $0.craftsman() }) { house in
      let id = try #require(try house.texts("SELECT id FROM person").first)
      try house.run(
        CraftsmanChange.self, CraftsmanChange.Input(person: id, to: .retired, reason: "样例"), as: .office)
    },
    Act(name: "title add", station: .founded, prepare: { try $0.craftsman() }) { house in
      let id = try #require(try house.texts("SELECT id FROM person").first)
      let title = TitleAdd.Input(
        person: id, kind: .craftsman, level: .city, year: 2024, document: Installation.document)
      try house.run(TitleAdd.self, title, as: .office)
    },
    Act(name: "skill record", station: .founded, prepare: { try $0.craftsman() }) { house in
      let id = try #require(try house.texts("SELECT id FROM person").first)
      try house.run(SkillRecord.self, SkillRecord.Input(person: id, trade: "焊工", grade: .technician), as: .office)
    },
  ]

  private static let editions = [
    Act(name: "edition create", station: .registered) { try $0.create() },
    Act(name: "edition rules", station: .draft) { house in
      let input = EditionChangeRules.Input(name: SampleFiles.name, rules: house.path("edition/rules.json"))
      try house.run(EditionChangeRules.self, input, as: .office)
    },
    Act(name: "edition open", station: .draft) {
      try $0.run(EditionOpen.self, EditionOpen.Input(name: SampleFiles.name), as: .confirmer)
    },
    Act(name: "edition advance", station: .nominating) { try $0.advance(.preliminaryReview) },
    Act(name: "edition name", station: .published) { try $0.name() },
  ]

  private static let inputs = [
    Act(name: "nomination import", station: .nominating) { try $0.take(NominationImport.self, "nominations.csv") },
    Act(name: "review import", station: .reviewing) {
      try $0.take(ReviewImport.self, "preliminary.csv", replace: "样例")
    },
    Act(name: "panel import", station: .nominating) { try $0.take(PanelImport.self, "experts.csv") },
    Act(name: "recusal import", station: .judging) {
      try $0.take(RecusalImport.self, "recusals.csv", replace: "样例")
    },
    Act(name: "score import", station: .judging) { try $0.take(ScoreImport.self, "scores.csv", replace: "样例") },
    Act(name: "vote import", station: .composing) { try $0.take(VoteImport.self, "votes.csv", replace: "样例") },
    Act(name: "decision import", station: .reviewing) {
      try $0.take(DecisionImport.self, "decisions-candidate.csv", replace: "样例")
    },
  ]

  private static let lists = [
    Act(name: "list compute", station: .reviewing) { try $0.compute(.candidate) },
    Act(name: "list submit", station: .reviewing, prepare: { try $0.compute(.candidate) }) {
      try $0.submit(.candidate)
    },
    Act(name: "list confirm", station: .reviewing, prepare: { try $0.submitCandidates() }) {
      try $0.confirm(.candidate)
    },
    Act(name: "list return", station: .reviewing, prepare: { try $0.submitCandidates() }) { house in
      let input = ListReturn.Input(edition: SampleFiles.name, stage: .candidate, reason: "样例")
      try house.run(ListReturn.self, input, as: .confirmer)
    },
  ]
}

extension Act {
  private static let namings = [
    Act(name: "certificate issue", station: .named) { try $0.certify() },
    Act(name: "certificate replace", station: .named, prepare: { try $0.certify() }) { house in
      let input = CertificateReplace.Input(
        edition: SampleFiles.name, number: "样例证〔2026〕1号", reason: "样例", on: "2026-06-01")
      try house.run(CertificateReplace.self, input, as: .confirmer)
    },
    Act(name: "naming revoke", station: .named) { house in
      let nomination = try #require(try SampleFiles.passed(.named).first)
      try house.run(NamingRevoke.self, house.revocation(nomination), as: .confirmer)
    },
    Act(name: "taishan record", station: .named) { house in
      let nomination = try #require(try SampleFiles.passed(.great).first)
      try house.run(TaishanRecord.self, house.taishan(nomination, .recommended), as: .office)
    },
  ]
  /// The acts of a nomination form, which `prepare` begins with the number 2026-0001.
  fileprivate static let forms = [
    Act(name: "form start", station: .nominating) { house in
      let input = FormStart.Input(edition: SampleFiles.name, unit: "37", channel: .unit)
      try house.run(FormStart.self, input, as: .office)
    },
    Act(name: "form save", station: .nominating, prepare: { try $0.draft(FormSample(number: 1)) }) {
      try $0.save(form, #"{"post": "钳工"}"#)
    },
    Act(name: "form attach", station: .nominating, prepare: { try $0.draft(FormSample(number: 1)) }) {
      try $0.attach(.photo, to: form)
    },
    Act(name: "form detach", station: .nominating, prepare: { try $0.form(1) }) { house in
      let id = try #require(try house.texts("SELECT min(id) FROM form_attachment").first)
      let input = FormDetach.Input(edition: SampleFiles.name, number: form, attachment: id)
      try house.run(FormDetach.self, input, as: .office)
    },
    Act(
      name: "form confirm", station: .nominating, prepare: { try $0.draft(FormSample(number: 1, channel: .joint)) },
      run: { try $0.confirm(1, form) }),
    Act(name: "form consent", station: .nominating, prepare: { try $0.draft(FormSample(number: 1)) }) {
      try $0.consent(.processing, form)
    },
    Act(name: "form revoke-consent", station: .nominating, prepare: { try $0.form(1) }) {
      try $0.revokeConsent(.publication, form)
    },
    Act(name: "form submit", station: .nominating, prepare: { try $0.form(1) }) { try $0.submit(form) },
    Act(name: "form endorse", station: .nominating, prepare: { try $0.submitted(1) }) {
      try $0.endorse(form, .unit, .unit)
    },
    Act(name: "form return", station: .nominating, prepare: { try $0.submitted(1) }) {
      try $0.giveBack(form)
    },
    Act(name: "form withdraw", station: .nominating, prepare: { try $0.form(1) }) { try $0.withdraw(form) },
    Act(name: "form reveal", station: .nominating, prepare: { try $0.form(1) }) { house in
      let input = FormReveal.Input(edition: SampleFiles.name, number: form, reason: "样例")
      try house.run(FormReveal.self, input, as: .reviewer)
    },
  ]

  private static let form: ByteText = "2026-0001"
}

extension Installation {
  fileprivate func empty() throws {
    markChanged()
    if !Self.hasFile { try SQLDatabase.discard(DatabaseLocation(paths.database)) }
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      try FileManager.default.removeItem(atPath: path(name).text)
    }
  }

  fileprivate func initialise() throws {
    let input = Initialise.Input(name: Person.administrator.rawValue, displayName: "系统管理员")
    _ = try call("init", json: try JSONEncoder().encode(input), as: nil)
  }

  fileprivate func person() throws -> String {
    let input = PersonRegister.Input(name: "样本·甲子", citizenNumber: "11010519491231002X", employer: nil)
    return try #require(try run(PersonRegister.self, input, as: .office).people.first).id
  }

  fileprivate func enter() throws {
    let id = try #require(try texts("SELECT id FROM person").first)
    try run(CraftsmanEnter.self, CraftsmanEnter.Input(person: id, reason: "样例"), as: .office)
  }

  fileprivate func craftsman() throws {
    _ = try person()
    try enter()
  }

  fileprivate func submitCandidates() throws {
    try compute(.candidate)
    try submit(.candidate)
  }
}

// MARK: Dates, forwarding, eligibility, earlier years

extension Act {
  private static func twoForms() throws -> [PlantedForm] { try [PlantedForm(1), PlantedForm(2)] }

  /// F1 forwarded as a primary, F2 as its substitute.
  private static func forwarded(_ house: Installation) throws {
    try house.openForForwarding(forms: twoForms())
    try house.forward("1,F1,primary\n2,F2,substitute\n")
  }

  private static let dates = [
    Act(name: "date set", station: .draft) { try $0.setDate(.filingDeadline, "2026-06-10") },
    Act(
      name: "date extend", station: .nominating, prepare: { try $0.setDate(.filingDeadline, "2026-06-10") },
      run: { _ = try $0.extend(.filingDeadline, to: "2026-06-12") }),
    Act(name: "quota import", station: .draft) { try $0.importQuota(Installation.quota) },
    Act(name: "forward submit", station: .draft, prepare: { try $0.openForForwarding(forms: twoForms()) }) {
      try $0.forward("1,F1,primary\n")
    },
    Act(
      name: "forward promote", station: .draft,
      prepare: { house in
        try forwarded(house)
        try house.judge("F1", .inService, .fail)
        try house.decide("F1", .unqualified, .retired)
      },
      run: { house in
        let input = ForwardPromote.Input(
          edition: SampleFiles.name, unit: "3701", document: Installation.document, reason: "样例")
        try house.run(ForwardPromote.self, input, as: .union)
      }),
  ]

  private static let checks = [
    Act(name: "eligibility judge", station: .draft, prepare: forwarded) { try $0.judge("F1", .inService, .fail) },
    Act(name: "eligibility decide", station: .draft, prepare: forwarded) { try $0.decide("F1", .qualified) },
    Act(
      name: "eligibility settle", station: .draft,
      prepare: { house in
        try forwarded(house)
        try house.decide("F1", .qualified)
      }, run: { try #require(try $0.settleForms().isApplied) }),
    Act(name: "eligibility switch", station: .draft) { house in
      let input = EligibilitySwitch.Input(edition: SampleFiles.name, posts: .off, reason: "样例")
      try house.run(EligibilitySwitch.self, input, as: .office)
    },
    Act(name: "veto import", station: .founded) { house in
      let rows = "employer_credit_code,kind,day,document\n\(PlantedForm.employer),no_union,2026-01-01,样例\n"
      let input = RegistryImportInput(file: try house.write("veto.csv", rows))
      try house.run(VetoImport.self, input, as: .office)
    },
    Act(name: "past import", station: .founded) { house in
      let row = "2018,样本·甲子,示例厂,\(PlantedForm.employer),nominee,PROVINCIAL,示例总工会,鲁会〔2018〕3号,,,10000,\n"
      let input = PastImport.Input(file: try house.write("past.csv", PastTests.header + row))
      try house.run(PastImport.self, input, as: .office)
    },
  ]

  fileprivate static let eligibility = dates + checks
}
