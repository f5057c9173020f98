import Database
import Primitives
import Sealing
import SelectionRules
import Store
import Testing

@testable import Operations

@Suite("Published deeds")
struct DeedTests {
  private func displaying() throws -> Installation {
    let house = try Station.judging.installation()
    try house.display()
    return house
  }

  private func approve(_ nomination: String? = nil, consentSeen: Bool? = true) -> DeedApprove.Input {
    DeedApprove.Input(edition: SampleFiles.name, nomination: nomination, consentSeen: consentSeen)
  }

  private func voting(_ house: Installation) throws -> Refusal {
    try house.refusal(EditionAdvance.self, EditionAdvance.Input(name: SampleFiles.name, to: .voting), as: .office)
  }

  @Test("R-208 SM-1 the vote opens when the deeds of every nominee are recorded and approved by a second person")
  func guardsVote() throws {
    let house = try displaying()
    let nominees = try SampleFiles.passed(.nominee)
    let none = try voting(house)
    #expect(none.code == "edition.deeds-missing")
    #expect(none.citation?.rule == "R-208")
    #expect(none.message.en.contains("\(nominees.count) nominees"))
    #expect(none.message.en.contains(nominees[0].string))
    for nominee in nominees { try house.recordDeed(nominee.string) }
    #expect(try voting(house).code == "edition.deeds-missing")
    for nominee in nominees.dropLast() { try house.run(DeedApprove.self, approve(nominee.string), as: .confirmer) }
    let last = try voting(house)
    #expect(last.message.en.contains("1 nominees") && last.message.en.contains("\(nominees[nominees.count - 1])"))
    try house.run(DeedApprove.self, approve(), as: .confirmer)
    try house.advance(.voting)
    #expect(try house.faults().isEmpty)
  }

  @Test("R-208 SM-2 a nominee who is struck out during the display needs no deeds")
  func removed() throws {
    let house = try displaying()
    let nominees = try SampleFiles.passed(.nominee)
    for nominee in nominees.dropFirst() { try house.recordDeed(nominee.string) }
    try house.run(DeedApprove.self, approve(), as: .confirmer)
    #expect(try voting(house).code == "edition.deeds-missing")
    let removal = DecisionRecord.Input(
      edition: SampleFiles.name, stage: .named, nomination: nominees[0].string, kind: .remove,
      document: Installation.document, reason: "样例退出")
    try house.run(DecisionRecord.self, removal, as: .office)
    try house.advance(.voting)
    #expect(try house.faults().isEmpty)
  }

  @Test("R-208 who recorded the deeds does not approve them")
  func samePerson() throws {
    let house = try displaying()
    let nominee = try #require(try SampleFiles.passed(.nominee).first).string
    let input = DeedRecord.Input(
      edition: SampleFiles.name, nomination: nominee, medium: "示例日报", date: "2026-05-11", link: "x")
    try house.run(DeedRecord.self, input, as: .both)
    let refusal = try house.refusal(DeedApprove.self, approve(), as: .both)
    #expect(refusal.code == "deed.same-person")
    #expect(refusal.kind == .notPermitted)
    try house.run(DeedApprove.self, approve(), as: .confirmer)
    #expect(try house.refusal(DeedApprove.self, approve(), as: .confirmer).code == "deed.nothing-to-approve")
  }

  @Test("R-208 deeds that are recorded anew are approved anew")
  func recordedAnew() throws {
    let house = try displaying()
    try house.publishDeeds()
    try house.recordDeed()
    #expect(try voting(house).message.en.contains("1 nominees"))
    #expect(try house.count("deed WHERE superseded_at IS NOT NULL") == 1)
  }

  @Test("R-208 the consent of a nominee without a form has to be said seen")
  func consentUnseen() throws {
    let house = try displaying()
    try house.recordDeed()
    for flag in [nil, false] {
      let refusal = try house.refusal(DeedApprove.self, approve(consentSeen: flag), as: .confirmer)
      #expect(refusal.code == "deed.consent-unseen")
    }
    try house.run(DeedApprove.self, approve(), as: .confirmer)
    let list = try house.run(DeedList.self, DeedList.Input(edition: SampleFiles.name), as: .auditor)
    #expect(list.nominees[0].consent == .seen && list.nominees[0].isApproved)
    #expect(list.nominees[1].consent == .unseen && !list.nominees[1].isApproved)
    #expect(list.lacking == list.nominees.count - 1)
  }

  @Test("R-208 SM-17 a nominee with a form needs the consent in force; its deeds are those of the form")
  func consentOfForm() throws {
    let house = try displaying()
    let nominee = try #require(try SampleFiles.passed(.nominee).first)
    try house.plantForm(nominee, [.deeds: "推荐表中的样例事迹", .sex: "female", .post: "示例焊工", .employer: "示例厂"])
    try house.recordDeed(nominee.string, text: nil)
    #expect(try house.texts("SELECT content FROM deed") == ["推荐表中的样例事迹"])
    #expect(try house.refusal(DeedApprove.self, approve(), as: .confirmer).code == "deed.no-consent")
    try house.plantConsent(nominee, purpose: "processing")
    #expect(try house.refusal(DeedApprove.self, approve(), as: .confirmer).code == "deed.no-consent")
    try house.plantConsent(nominee, purpose: "publication")
    try house.run(DeedApprove.self, approve(consentSeen: nil), as: .confirmer)
    for other in try SampleFiles.passed(.nominee) where other != nominee { try house.recordDeed(other.string) }
    try house.run(DeedApprove.self, approve(), as: .confirmer)
    try house.plant(
      "UPDATE consent SET withdrawn_on = '2026-05-30', withdrawn_at = given_on, withdrawn_by = recorded_by")
    #expect(try voting(house).message.en.contains("1 nominees"))
  }

  @Test("R-208 an import gives a verdict for each line and is whole or nothing")
  func imported() throws {
    let house = try displaying()
    let (first, second) = (try SampleFiles.passed(.nominee)[0], try SampleFiles.passed(.nominee)[1])
    let outsider = try #require(try SampleFiles.texts(outside: .nominee).first)
    let file = try house.write(
      "deeds.csv",
      """
      nomination,medium,date,link
      \(first),示例日报,2026-05-11,https://example.invalid/1
      \(first),示例日报,2026-05-11,https://example.invalid/1
      \(outsider),示例日报,2026-05-11,https://example.invalid/2
      \(second),,2026-05-11,https://example.invalid/3
      \(second),示例日报,2026-06-02,https://example.invalid/3

      """)
    let output = try house.run(
      DeedImport.self, DeedImport.Input(edition: SampleFiles.name, file: file), as: .office)
    #expect(!output.isApplied && output.verdict == .different)
    let codes = output.lines.map { $0.refusals.first?.code }
    #expect(codes == [nil, "deed.repeated", "deed.not-a-nominee", "deed.empty", "deed.repeated"])
    #expect(try house.count("deed") == 0)
    let dry = DeedImport.Input(
      edition: SampleFiles.name, file: house.path("edition/registry/deeds.csv"), dryRun: true)
    #expect(try house.run(DeedImport.self, dry, as: .office).verdict == .done)
    #expect(try house.count("deed") == 0)
  }

  @Test("R-208 deeds without medium or link, of a later day, or of nobody on the list are refused")
  func faults() throws {
    let house = try displaying()
    let nominee = try #require(try SampleFiles.passed(.nominee).first).string
    func code(_ nomination: String, _ medium: String, _ date: String, _ link: String) throws -> String {
      let input = DeedRecord.Input(
        edition: SampleFiles.name, nomination: nomination, medium: medium, date: date, link: link)
      return try house.refusal(DeedRecord.self, input, as: .office).code
    }
    #expect(try code(nominee, " ", "2026-05-11", "x") == "deed.empty")
    #expect(try code(nominee, "示例日报", "2026-05-11", "") == "deed.empty")
    #expect(try code(nominee, "示例日报", "2026-06-02", "x") == "deed.in-future")
    #expect(try code("2026-9999", "示例日报", "2026-05-11", "x") == "deed.not-a-nominee")
    try house.publishDeeds()
    try house.advance(.voting)
    #expect(try code(nominee, "示例日报", "2026-05-11", "x") == "edition.wrong-state")
  }
}

extension SampleFiles {
  /// The qualified nominations that do not pass a stage.
  static func texts(outside stage: Stage) throws -> [ByteText] {
    let passed = Set(try passed(stage))
    return try inputs.nominations.filter { $0.disqualification == nil }.map(\.key).filter { !passed.contains($0) }
  }
}

extension Installation {
  /// Puts a form behind a nomination, as the operations of the forms leave it.
  func plantForm(_ number: ByteText, _ texts: [FormField: String]) throws {
    let keys = try KeyFile.load(from: paths.key)
    try withDatabase { database in
      try database.write { connection in
        let edition = try #require(try EditionStore.find(name: SampleFiles.name, in: connection))
        let unit = try #require(try UnionUnitStore.find(code: "37", in: connection))
        let actor = try #require(try ActorStore.find(name: "office", in: connection))
        let person = try InputWriter.people(of: edition.id, in: connection)[number]
        let context = "nomination-form/\(edition.id.text)/\(number)"
        let row = FormRow(
          number: number, unit: unit.id, channel: "unit", state: "QUALIFIED", revision: 1, name: "样本",
          employerCreditCode: "", region: "", person: person,
          content: keys.seal(NominationForm(texts: texts).jsonBytes, context: context))
        try FormStore.insert(
          row, edition: edition.id, by: actor.id, at: "x", historyID: "form-\(number)", in: connection)
      }
    }
  }

  /// Puts a consent behind a form.
  func plantConsent(_ number: ByteText, purpose: String) throws {
    try plant(
      """
      INSERT INTO consent (id, edition_id, number, purpose, evidence, given_on, recorded_by, recorded_at)
      SELECT '\(purpose)-\(number)', edition_id, number, '\(purpose)', (SELECT min(digest) FROM evidence), '2026-05-01',
        created_by, 'x' FROM nomination_form WHERE number = '\(number)'
      """)
  }
}
