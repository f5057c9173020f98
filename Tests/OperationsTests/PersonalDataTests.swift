import Foundation
import Primitives
import SelectionRules
import Testing

@testable import Operations

@Suite("Personal data")
struct PersonalDataTests {
  private static let number = "11010519491231002X"

  private func register(_ house: Installation, _ number: String = number, name: String = "样本·甲子") throws
    -> PersonList.Output.Item
  {
    let output = try house.run(
      PersonRegister.self, PersonRegister.Input(name: name, citizenNumber: number, employer: nil), as: .reviewer)
    return try #require(output.people.first)
  }

  /// The bytes of the database with the files beside it: its log, the key, the evidence.
  private func storedBytes(_ house: Installation) throws -> Data {
    let names = try FileManager.default.subpathsOfDirectory(atPath: house.folder).filter { $0.hasPrefix("qilu.db") }
    return try names.map { URL(fileURLWithPath: house.path($0).text) }.filter { !$0.hasDirectoryPath }
      .reduce(into: Data()) { $0 += try Data(contentsOf: $1) }
  }

  @Test("R-818 no citizen ID stands in the database, its log or the evidence", .enabled(if: Installation.hasFile))
  func notInDatabase() throws {
    let house = try Station.named.installation()
    // A reader that stays keeps the log from being folded into the database.
    try house.withDatabase { database in
      try database.read { connection in
        _ = try connection.query("SELECT count(*) FROM person") { try $0.int(0) }
        _ = try register(house)
        let bytes = try storedBytes(house)
        #expect(bytes.range(of: Data("样本·甲子".utf8)) != nil)
        for number in try SampleFiles.citizenIDs + [Self.number] {
          #expect(bytes.range(of: Data(number.utf8)) == nil)
          #expect(bytes.range(of: Data(number.dropFirst(6).utf8)) == nil)
        }
      }
    }
  }

  @Test("R-818 the audit trail holds no citizen ID")
  func notInAudit() throws {
    let house = try Station.named.installation()
    let person = try register(house)
    try house.run(PersonReveal.self, PersonReveal.Input(person: person.id, reason: "核对"), as: .reviewer)
    let events = try house.run(AuditList.self, AuditList.Input(last: 100_000), as: .auditor)
    let text = "\(events)"
    for number in try SampleFiles.citizenIDs + [Self.number] { #expect(!text.contains(number)) }
  }

  /// The reading operations that answer about the sample's year; those about one form are tried with a form,
  /// and a job tells no values.
  private static let reading = Catalogue.all.entries.filter {
    $0.effect == .reads && !$0.name.hasSuffix(" export")
      && !["form check", "form show", "eligibility show", "job show", "grant report"].contains($0.name)
  }.map(\.name)

  @Test(
    "R-820 no reading operation answers with a citizen ID", .enabled(if: Installation.hasFile), arguments: reading)
  func notInAnswers(name: String) throws {
    // The sample's year has vote totals and no raw ballots.
    let entry = try #require(Catalogue.all[name])
    guard entry.matrixKind != .ledger, entry.matrixKind != .voucher else { return try notInBooks(entry) }
    guard entry.matrixKind != .grant, entry.matrixKind != .studio else { return try notInGrants(entry) }
    let house = try name == "ballots show" ? Installation.withBallots() : Station.named.installation()
    let person = try #require(try house.texts("SELECT COALESCE(min(person_id), '') FROM craftsman").first)
    let nomination = try #require(try SampleFiles.passed(.named).first)
    let json = try entry.json([
      "name": SampleFiles.name, "edition": SampleFiles.name, "person": person, "nomination": nomination.string,
      "receipt": "2026-YY-001",
      "from": house.paths.database, "to": house.folder + "/copy.db",
    ])
    let role = try #require(entry.access.roles.last)
    let actor = try #require(Person.holding(role))
    let output = try house.call(name, json: json, as: actor.rawValue)
    let encoded = String(decoding: try JSONEncoder().encode(output), as: UTF8.self)
    let text = encoded + "\(output.presentation)"
    for number in try SampleFiles.citizenIDs { #expect(!text.contains(number)) }
  }

  private func notInBooks(_ entry: CatalogueEntry) throws {
    let house = try entry.name.hasPrefix("bank ") ? Installation.withBank() : Installation.withVouchers()
    let voucher = try #require(try house.texts("SELECT id FROM voucher").first)
    let isByMonth = entry.name == "books balance"
    let json = try entry.json([
      "unit": "37", "voucher": voucher, "month": "2026-05", "account": "102",
      "from": isByMonth ? "2026-05" : "2026-05-01", "to": "2026-05-31",
    ])
    let output = try house.call(entry.name, json: json, as: Person.auditor.rawValue)
    let text = String(decoding: try JSONEncoder().encode(output), as: UTF8.self) + "\(output.presentation)"
    for number in try SampleFiles.citizenIDs { #expect(!text.contains(number)) }
  }

  private static let account = "6222020000001234567"

  private func notInGrants(_ entry: CatalogueEntry) throws {
    let house = try Installation.withGrantLife()
    let grant = try house.grant()
    let json = try entry.json(["grant": grant, "studio": try house.shown(grant).studio ?? ""])
    let output = try house.call(entry.name, json: json, as: Person.auditor.rawValue)
    let text = String(decoding: try JSONEncoder().encode(output), as: UTF8.self) + "\(output.presentation)"
    for number in try SampleFiles.citizenIDs + [Self.account] { #expect(!text.contains(number)) }
  }

  @Test(
    "R-818 the account of a grant stands nowhere but sealed: not in rows, log, evidence, trail or reports",
    .enabled(if: Installation.hasFile))
  func accounts() throws {
    let house = try Installation.withGrantLife()
    let grant = try house.grant()
    let shown = try house.run(GrantReveal.self, GrantReveal.Input(grant: grant, reason: "核对"), as: .basePreparer)
    #expect(shown.account == Self.account)
    let folder = ResultFolder(house.path("reports").text)
    try house.run(GrantReport.self, GrantReport.Input(year: 2026, output: folder), as: .auditor)
    let reports = try FileManager.default.subpathsOfDirectory(atPath: folder.text).map {
      try Data(contentsOf: URL(fileURLWithPath: folder.text + "/" + $0))
    }
    for bytes in [try storedBytes(house)] + reports { #expect(bytes.range(of: Data(Self.account.utf8)) == nil) }
  }

  @Test("R-820 the list of people masks all but the first 6 and the last 4 characters")
  func masked() throws {
    let house = try Station.founded.installation()
    #expect(try register(house).citizenID == "110105********002X")
    let people = try house.run(PersonList.self, PersonList.Input(), as: .auditor).people
    #expect(people.map(\.citizenID) == ["110105********002X"])
  }

  @Test("R-822 showing a whole citizen ID is an audit event that names who, whom and why")
  func revealed() throws {
    let house = try Station.founded.installation()
    let person = try register(house)
    let before = try house.count("audit_event")
    let output = try house.run(
      PersonReveal.self, PersonReveal.Input(person: person.id, reason: "核对证件"), as: .reviewer)
    #expect(output.people.map(\.citizenID) == [Self.number])
    #expect(try house.count("audit_event") == before + 1)
    let event = try #require(try house.run(AuditList.self, AuditList.Input(last: 1), as: .auditor).events.first)
    #expect(event.operation == "person reveal")
    #expect(event.actor == "reviewer")
    #expect(event.subjectID == person.id)
    #expect(event.detail.contains("核对证件"))
  }

  @Test("R-822 without a reason, or for an unknown person, nothing is shown")
  func notRevealed() throws {
    let house = try Station.founded.installation()
    let person = try register(house)
    let before = try house.contentDigest()
    let noReason = PersonReveal.Input(person: person.id, reason: "")
    #expect(try house.refusal(PersonReveal.self, noReason, as: .reviewer).code == "reason.missing")
    let unknown = PersonReveal.Input(person: "nobody", reason: "核对")
    #expect(try house.refusal(PersonReveal.self, unknown, as: .reviewer).kind == .notFound)
    #expect(try house.contentDigest() == before)
  }

  @Test("R-113 a person is registered once, under one name")
  func once() throws {
    let house = try Station.founded.installation()
    let first = try register(house)
    #expect(try register(house, "11010519491231002x").id == first.id)
    let other = PersonRegister.Input(name: "样本·乙丑", citizenNumber: Self.number, employer: nil)
    #expect(try house.refusal(PersonRegister.self, other, as: .reviewer).code == "person.other-name")
    #expect(try house.count("person") == 1)
  }

  @Test("R-801 a citizen ID that does not hold is not registered, and not repeated")
  func wrongNumber() throws {
    let house = try Station.founded.installation()
    let wrong = "110105194912310021"
    let input = PersonRegister.Input(name: "样本", citizenNumber: wrong, employer: nil)
    let refusal = try house.refusal(PersonRegister.self, input, as: .reviewer)
    #expect(refusal.code == "citizen-id.check-digit")
    #expect(!"\(refusal)".contains(wrong))
    #expect(try house.count("person") == 0)
  }

  @Test("R-004 a person's employer is registered first")
  func employer() throws {
    let house = try Station.registered.installation()
    let unknown = PersonRegister.Input(name: "样本", citizenNumber: Self.number, employer: "91370100MA3T123411")
    #expect(try house.refusal(PersonRegister.self, unknown, as: .office).code == "employer.unknown")
    let code = try #require(try house.texts("SELECT credit_code FROM employer ORDER BY credit_code").first)
    let known = PersonRegister.Input(name: "样本", citizenNumber: Self.number, employer: code)
    try house.run(PersonRegister.self, known, as: .office)
    #expect(try house.texts("SELECT credit_code FROM employer JOIN person ON employer_id = employer.id") == [code])
  }

  @Test("R-818 a file of nominations with citizen IDs is kept sealed, one without them as it is")
  func sealedEvidence() throws {
    let house = try Station.reviewing.installation()
    let evidence = try house.run(EvidenceList.self, EvidenceList.Input(), as: .auditor).evidence
    #expect(evidence.count == (try house.count("input_import")))
    for item in evidence { #expect(item.isSealed == (item.name == "nominations.csv"), "\(item.name)") }
  }

  @Test("R-822 evidence is taken out as it was handed over, and each time is an audit event")
  func extracted() throws {
    let house = try Station.reviewing.installation()
    let evidence = try house.run(EvidenceList.self, EvidenceList.Input(), as: .auditor).evidence
    for item in evidence {
      let folder = house.path("extracted-" + item.digest)
      let before = try house.count("audit_event")
      let input = EvidenceExtract.Input(digest: item.digest, output: folder, reason: "核对")
      try house.run(EvidenceExtract.self, input, as: .reviewer)
      #expect(try house.count("audit_event") == before + 1)
      let name = item.name
      #expect(
        FileManager.default.contentsEqual(
          atPath: folder.appending(name).text, andPath: house.path("edition/" + name).text))
    }
  }

  @Test("R-822 evidence that was changed on the disk is not taken out, and the attempt at a file of any size is kept")
  func damagedExtract() throws {
    let house = try Station.reviewing.installation()
    let evidence = try house.run(EvidenceList.self, EvidenceList.Input(), as: .auditor).evidence
    #expect(Set(evidence.map(\.isSealed)) == [true, false])
    for item in evidence {
      let url = URL(fileURLWithPath: "\(house.paths.evidence)/\(item.digest.prefix(2))/\(item.digest)")
      var content = try Data(contentsOf: url)
      content[content.count - 1] ^= 1
      try FileManager.default.removeItem(at: url)
      try content.write(to: url)
      let input = EvidenceExtract.Input(digest: item.digest, output: house.path("extracted"), reason: "核对")
      #expect(try house.refusal(EvidenceExtract.self, input, as: .reviewer).code == "evidence.damaged")
    }
    let beside = try FileManager.default.contentsOfDirectory(atPath: house.folder)
    #expect(!beside.contains { $0.hasPrefix("extracted") })
    let kept = try house.texts("SELECT id FROM audit_event WHERE operation = 'evidence extract'")
    #expect(kept.count == evidence.count { !$0.isSealed })
  }

  @Test("R-822 without a reason, or of another digest, no evidence is taken out")
  func notExtracted() throws {
    let house = try Station.reviewing.installation()
    let digest = try #require(try house.texts("SELECT digest FROM evidence").first)
    func refused(_ digest: String, _ reason: String) throws -> Refusal {
      let input = EvidenceExtract.Input(digest: digest, output: house.path("extracted"), reason: reason)
      return try house.refusal(EvidenceExtract.self, input, as: .reviewer)
    }
    #expect(try refused(digest, "").kind == .wrongUse)
    #expect(try refused(String(digest.reversed()), "核对").code == "evidence.unknown")
    #expect(!FileManager.default.fileExists(atPath: house.path("extracted").text))
  }

  @Test("Without the key file nobody's citizen ID is read, and nothing is taken for empty")
  func withoutKey() throws {
    let house = try Station.founded.installation()
    _ = try register(house)
    try FileManager.default.removeItem(atPath: house.paths.key)
    #expect(try house.refusal(PersonList.self, PersonList.Input(), as: .auditor).code == "key.missing")
  }
}
