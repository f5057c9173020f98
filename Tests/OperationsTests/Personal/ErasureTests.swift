import Database
import Foundation
import Primitives
import Sealing
import SelectionRules
import Store
import Testing

@testable import Operations

@Suite("Erasure by law")
struct ErasureTests {
  private static let erased = "已依法删除"

  /// An open edition with a form that was filled in, attached to, and withdrawn; answers its number and its person.
  private func withdrawn(_ house: Installation, _ sample: FormSample) throws -> (number: ByteText, person: String) {
    let number = try house.form(sample)
    try house.withdraw(number)
    let person = try #require(
      try house.texts("SELECT person_id FROM nomination_form WHERE number = '\(number)'").first)
    return (number, person)
  }

  /// The bytes of the database and what stands beside it.
  private func stored(_ house: Installation) throws -> Data {
    let names = try FileManager.default.subpathsOfDirectory(atPath: house.folder).filter { $0.hasPrefix("qilu.db") }
    return try names.map { URL(fileURLWithPath: house.path($0).text) }.filter { !$0.hasDirectoryPath }
      .reduce(into: Data()) { $0 += try Data(contentsOf: $1) }
  }

  @Test("R-819 SM-17 after an erasure everything that shows the person says so, and nothing fails")
  func erased() throws {
    let house = try Station.nominating.installation()
    let sample = FormSample(number: 1, channel: .joint)
    let (number, person) = try withdrawn(house, sample)
    let other = try house.stranger()
    try house.erase(person)

    let people = try house.run(PersonList.self, PersonList.Input(), as: .auditor)
    let item = try #require(people.people.first { $0.id == person })
    #expect(item.name == Self.erased && item.citizenID.isEmpty && item.isErased)
    #expect(people.people.first { $0.id == other }?.name == Installation.strangerName)
    let revealed = try house.run(PersonReveal.self, PersonReveal.Input(person: person, reason: "核对"), as: .reviewer)
    #expect(revealed.people.map(\.name) == [Self.erased])
    let show = try house.run(FormShow.self, house.formInput(number), as: .office)
    #expect(show.form.values.map(\.value) == [Self.erased] && show.form.coNominators.isEmpty)
    let whole = FormReveal.Input(edition: SampleFiles.name, number: number, reason: "核对")
    #expect(try house.run(FormReveal.self, whole, as: .reviewer).form.values.map(\.value) == [Self.erased])
    let list = try house.run(FormListing.self, FormListing.Input(edition: SampleFiles.name), as: .auditor)
    #expect(list.forms.map(\.name) == [Self.erased] && list.forms.map(\.region) == [""])
    for told in [people.presentation, show.presentation, list.presentation] {
      #expect("\(told)".contains("erased by law"))
    }
    let standing = NominationShow.Input(edition: SampleFiles.name, nomination: number)
    #expect(try house.run(NominationShow.self, standing, as: .office).name == Self.erased)
    #expect(try house.run(FormCheck.self, house.formInput(number), as: .office).presentation.isEmpty == false)
    #expect(try house.faults() == [])
  }

  @Test("R-819 what was attached cannot be read any more, what others stated can; files of other people can")
  func files() throws {
    let house = try Station.nominating.installation()
    let (_, person) = try withdrawn(house, FormSample(number: 1))
    try house.form(2)
    let attached = try house.texts("SELECT evidence FROM form_attachment WHERE number = '2026-0001'")
    let consents = try house.texts("SELECT evidence FROM consent WHERE number = '2026-0001'")
    let others = try house.texts("SELECT evidence FROM form_attachment WHERE number = '2026-0002'")
    try house.askErasure(person)
    #expect(try house.confirmErasure(person).files == attached.count)
    func extract(_ digest: String) -> EvidenceExtract.Input {
      EvidenceExtract.Input(digest: digest, output: house.path("out-\(digest)"), reason: "核对")
    }
    for digest in attached {
      #expect(try house.refusal(EvidenceExtract.self, extract(digest), as: .reviewer).code == "evidence.erased")
    }
    for digest in consents + others { try house.run(EvidenceExtract.self, extract(digest), as: .reviewer) }
    let listed = try house.run(EvidenceList.self, EvidenceList.Input(), as: .auditor)
    #expect(Set(listed.evidence.filter(\.isErased).map(\.digest)) == Set(attached))
    #expect(attached.count > 3 && others.count == FormFlow.attachments.count)
  }

  @Test(
    "R-819 no byte of the name, number, phone or wrapped key is left in the database",
    .enabled(if: Installation.hasFile))
  func bytes() throws {
    let house = try Station.nominating.installation()
    let sample = FormSample(number: 1)
    let (_, person) = try withdrawn(house, sample)
    let wrapped = try house.withDatabase { database in
      try database.read { try #require(try PersonStore.find(PersonID(person), in: $0)?.dataKey).serialised }
    }
    let secrets = [Data(sample.name.utf8), Data(try sample.citizenID.utf8), Data(sample.mobile.utf8), Data(wrapped)]
    // The search finds what it is for: the name and the key stand there before.
    let before = try stored(house)
    #expect(before.range(of: secrets[0]) != nil && before.range(of: secrets[3]) != nil)
    try house.erase(person)
    let after = try stored(house)
    for secret in secrets { #expect(after.range(of: secret) == nil) }
  }

  @Test("SM-17 who is nominated in an edition that is not closed, was named, or is in the registry is not erased")
  func held() throws {
    let house = try Station.nominating.installation()
    try house.form(1)
    let nominee = try #require(try house.texts("SELECT person_id FROM nomination_form").first)
    let craftsman = try house.stranger()
    try house.run(CraftsmanEnter.self, CraftsmanEnter.Input(person: craftsman, reason: "样例"), as: .office)
    for person in [nominee, craftsman] {
      let refusal = try house.refusal(PersonErase.self, house.erasing(person), as: .reviewer)
      #expect(refusal.code == "erasure.held" && refusal.citation != nil)
    }
    let named = try Station.named.installation()
    let winner = try #require(try named.texts("SELECT person_id FROM craftsman").first)
    let loser = try #require(
      try named.texts(
        "SELECT person_id FROM nomination WHERE NOT EXISTS (SELECT 1 FROM naming WHERE naming.nomination = number)"
      ).first)
    #expect(try named.refusal(PersonErase.self, named.erasing(loser), as: .reviewer).citation?.rule == "SM-17")
    try named.certify()
    try named.advance(.closed)
    #expect(try named.refusal(PersonErase.self, named.erasing(winner), as: .reviewer).citation?.rule == "R-819")
    try named.erase(loser)
    // The lists of the edition are computed from inputs that stay.
    #expect(try named.faults() == [])
  }

  @Test("SM-17 a hold that came after the request stops the confirmation")
  func heldMeanwhile() throws {
    let house = try Station.founded.installation()
    let person = try house.stranger()
    try house.askErasure(person)
    try house.run(CraftsmanEnter.self, CraftsmanEnter.Input(person: person, reason: "样例"), as: .office)
    let input = PersonConfirmErasure.Input(person: person, decline: nil)
    #expect(try house.refusal(PersonConfirmErasure.self, input, as: .confirmer).code == "erasure.held")
    #expect(!FileManager.default.fileExists(atPath: house.paths.key + ".erased"))
    #expect(try !house.confirmErasure(person, decline: true).isErased)
    #expect(try house.run(PersonList.self, PersonList.Input(), as: .auditor).people.map(\.isErased) == [false])
  }

  @Test("SM-19 who asks does not confirm, nothing is erased unasked or twice, and what was declined may be asked again")
  func twoPeople() throws {
    let house = try Station.founded.installation()
    let person = try house.stranger()
    let confirm = PersonConfirmErasure.Input(person: person, decline: nil)
    #expect(try house.refusal(PersonConfirmErasure.self, confirm, as: .confirmer).code == "erasure.not-requested")
    try house.run(RoleGrant.self, RoleInput(actor: "reviewer", role: .secondConfirmer), as: .administrator)
    try house.askErasure(person)
    #expect(try house.refusal(PersonErase.self, house.erasing(person), as: .reviewer).code == "erasure.requested")
    #expect(try house.refusal(PersonConfirmErasure.self, confirm, as: .reviewer).code == "erasure.one-person")
    try house.confirmErasure(person, decline: true)
    try house.erase(person)
    #expect(try house.refusal(PersonConfirmErasure.self, confirm, as: .confirmer).code == "erasure.done")
    #expect(try house.refusal(PersonErase.self, house.erasing(person), as: .reviewer).code == "erasure.done")
    let enter = CraftsmanEnter.Input(person: person, reason: "样例")
    #expect(try house.refusal(CraftsmanEnter.self, enter, as: .office).code == "erasure.done")
    let states = try house.run(ErasureList.self, ErasureList.Input(), as: .auditor).erasures.map(\.state)
    #expect(states == [.declined, .done])
  }

  @Test("R-812 R-819 a request needs a reason, a document number and a person who is there")
  func wrong() throws {
    let house = try Station.founded.installation()
    let person = try house.stranger()
    func refusal(_ person: String, _ reason: String, _ document: String) throws -> Refusal {
      let input = PersonErase.Input(person: person, reason: reason, document: document)
      return try house.refusal(PersonErase.self, input, as: .reviewer)
    }
    #expect(try refusal(person, " ", Installation.document).code == "reason.missing")
    #expect(try refusal(person, "样例", "no number").code.hasPrefix("document"))
    #expect(try refusal(Installation.strangerNumber, "样例", Installation.document).code == "person.unknown")
    #expect(try house.count("erasure") == 0)
  }

  @Test("R-113 somebody who was erased is registered anew as another person")
  func again() throws {
    let house = try Station.founded.installation()
    let first = try house.stranger()
    try house.erase(first)
    let second = try house.stranger()
    #expect(second != first)
    try house.rotate()
    try house.retireOthers()
    #expect(try house.stranger() == second)
    #expect(try house.faults() == [])
  }

  @Test("R-819 an older backup brings the person back, and the file beside the key erases again")
  func restored() throws {
    let house = try Station.nominating.installation()
    let (number, person) = try withdrawn(house, FormSample(number: 1))
    let older = try Installation(copyOf: house)
    try house.erase(person)
    let listed = try older.run(FormListing.self, FormListing.Input(edition: SampleFiles.name), as: .auditor)
    #expect(listed.forms.map(\.name) == [FormSample(number: 1).name])
    try FileManager.default.copyItem(atPath: house.paths.key + ".erased", toPath: older.paths.key + ".erased")
    let output = try older.run(ErasureReapply.self, ErasureReapply.Input(), as: .administrator)
    #expect(output.erased == [person] && output.held == [])
    let show = try older.run(FormShow.self, older.formInput(number), as: .office)
    #expect(show.form.values.map(\.value) == [Self.erased])
    #expect(try older.faults() == [])
    let before = try older.contentDigest()
    #expect(try older.run(ErasureReapply.self, ErasureReapply.Input(), as: .administrator).erased == [])
    #expect(try older.contentDigest() == before)
  }

  @Test("SM-17 a restored state in which the person is nominated is told and left until the hold ends")
  func restoredHeld() throws {
    let house = try Station.nominating.installation()
    try house.form(1)
    let person = try #require(try house.texts("SELECT person_id FROM nomination_form").first)
    try ErasureFile(house.paths).add(PersonID(person))
    let held = try house.run(ErasureReapply.self, ErasureReapply.Input(), as: .administrator)
    #expect(held.erased == [] && held.held == [person] && held.verdict == .different)
    try house.withdraw("2026-0001")
    #expect(try house.run(ErasureReapply.self, ErasureReapply.Input(), as: .administrator).erased == [person])
  }

  @Test("The file of erased people is for its owner alone, holds each once, and passes over what was left unfinished")
  func file() throws {
    let house = try Installation()
    let file = ErasureFile(house.paths)
    let path = house.paths.key + ".erased"
    #expect(try file.people() == [])
    try file.add(PersonID("id-00000012"))
    let whole = Array(try Data(contentsOf: URL(fileURLWithPath: path)))
    #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
    // A line of another person, cut anywhere, is nobody's.
    for length in 1..<(whole.count - 1) {
      try Data(whole.prefix(length)).write(to: URL(fileURLWithPath: path))
      #expect(try file.people() == [])
    }
    try file.add(PersonID("id-00000013"))
    try file.add(PersonID("id-00000013"))
    try file.add(PersonID("id-00000012"))
    #expect(try file.people() == ["id-00000013", "id-00000012"].map { PersonID($0) })
  }
}
