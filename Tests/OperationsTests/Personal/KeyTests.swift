import Database
import Evidence
import Foundation
import Primitives
import Sealing
import SelectionRules
import Store
import Testing

@testable import Operations

@Suite("Keys")
struct KeyTests {
  /// An open edition with a joint form that is ready, an expert with a contact, an objection, and a stranger.
  private func furnished() throws -> (house: Installation, form: ByteText, receipt: String) {
    let house = try Station.reviewing.installation()
    try house.stranger()
    let pool = try house.write("x.csv", "expert,name,employer_credit_code,phone,address\nX9,样本·甲,,13900001234,\n")
    try house.run(ExpertImport.self, RegistryImportInput(file: pool), as: .office)
    return (
      house, "", try house.investigated(try house.objection(name: "示例·乙", address: "示例路七号", phone: "13912345678"))
    )
  }

  /// What the people see who may see everything.
  private func told(_ house: Installation, _ receipt: String) throws -> [String] {
    let people = try house.run(PersonList.self, PersonList.Input(), as: .auditor).people
    let objector = try house.run(
      ObjectionReveal.self, ObjectionReveal.Input(receipt: receipt, reason: "核对"), as: .handler)
    return people.map { "\($0)" } + ["\(objector)"]
  }

  private func contacts(_ house: Installation) throws -> Int {
    try house.session(as: "auditor").read("check") { try ExpertContact.all($0).count }
  }

  @Test("R-818 after a rotation everything opens with the new key alone, and people are found by their numbers")
  func rotated() throws {
    let (house, _, receipt) = try furnished()
    let person = try house.stranger()
    let before = try told(house, receipt)
    let hashes = try house.texts("SELECT citizen_id_hash FROM person ORDER BY id")
    let old = try #require(try house.keys().first).id
    let output = try house.rotate()
    #expect(output.from == old && output.to != old)
    #expect(try house.texts("SELECT content FROM setting WHERE name = 'key-ring'") == [output.to])
    #expect(try house.keys().map(\.isNeeded) == [false, true])
    try house.retireOthers()
    #expect(try KeyFile.load(from: house.paths.key).keyIDs == [output.to])
    #expect(try told(house, receipt) == before)
    #expect(try contacts(house) == 1)
    #expect(try house.stranger() == person)
    #expect(Set(hashes).isDisjoint(with: try house.texts("SELECT citizen_id_hash FROM person")))
    #expect(try house.faults() == [])
    for item in try house.run(EvidenceList.self, EvidenceList.Input(), as: .auditor).evidence {
      let input = EvidenceExtract.Input(digest: item.digest, output: house.path("out-" + item.digest), reason: "核对")
      try house.run(EvidenceExtract.self, input, as: .reviewer)
    }
  }

  @Test("R-235 R-818 a form and the confirmations of its co-nominators are the same after a rotation")
  func forms() throws {
    let house = try Station.nominating.installation()
    let number = try house.form(3, channel: .joint)
    let empty = try house.run(
      FormStart.self, FormStart.Input(edition: SampleFiles.name, unit: "37", channel: .unit), as: .office
    ).number
    func shown() throws -> [String] {
      let reveal = FormReveal.Input(edition: SampleFiles.name, number: number, reason: "核对")
      return [
        "\(try house.run(FormReveal.self, reveal, as: .reviewer))",
        "\(try house.run(FormCheck.self, house.formInput(number), as: .office))",
        "\(try house.run(FormShow.self, house.formInput(empty), as: .office))",
      ]
    }
    let before = try shown()
    let hashes = try house.texts("SELECT person_hash FROM form_co_nomination ORDER BY id")
    #expect(hashes.count == 3)
    try house.rotate()
    try house.retireOthers()
    #expect(try shown() == before)
    #expect(Set(hashes).isDisjoint(with: try house.texts("SELECT person_hash FROM form_co_nomination")))
    #expect(try house.faults() == [])
    // The confirmations hold: the form lacks nothing.
    try house.submit(number)
  }

  @Test("R-819 a form is under the nominee's own key once the nominee is known; a rotation moves older ones there")
  func ownKey() throws {
    let house = try Installation.forwarding(forms: [PlantedForm(1)])
    let keys = try KeyFile.load(from: house.paths.key)
    func contentKey(_ number: String) throws -> String {
      try house.withDatabase { database in
        try database.read { connection in
          let cell = try SealedColumn.forms.cells(in: connection).first { $0.key.last == number }
          return try #require(cell).value.keyID
        }
      }
    }
    #expect(try contentKey("F1") == keys.id)
    try house.rotate()
    let all = try KeyFile.load(from: house.paths.key).keyIDs
    #expect(!all.contains(try contentKey("F1")))
    #expect(try house.faults() == [])
    let draft = try house.run(
      FormStart.self, FormStart.Input(edition: SampleFiles.name, unit: "T1", channel: .unit), as: .office
    ).number
    #expect(all.contains(try contentKey(draft.string)))
    let number = try FormSample(number: 5).citizenID
    try house.save(draft, #"{"name": "样本·丁", "citizen_id": "\#(number)"}"#)
    #expect(!all.contains(try contentKey(draft.string)))
    #expect(try house.run(FormShow.self, house.formInput(draft), as: .office).form.values.count == 2)
  }

  @Test("A kill behind each step of a rotation leaves an installation that works, and the rotation can be repeated")
  func interrupted() throws {
    let house = try Station.founded.installation()
    let person = try house.stranger()
    let old = try #require(try house.keys().first).id
    // Killed when the file had the new key and the database knew nothing of it.
    let unused = try KeyFile.addKey(to: house.paths.key)
    #expect(try house.stranger() == person)
    #expect(try house.faults() == [])
    #expect(try house.keys().map(\.isCurrent) == [true, false])
    let output = try house.rotate()
    #expect(output.from == old && output.to != unused)
    // Killed when the database had the new key; then when a retired key was recorded and still stood in the file.
    #expect(try house.stranger() == person)
    #expect(try house.faults() == [])
    try house.retireOthers()
    #expect(try house.stranger() == person)
    #expect(try house.keys().map(\.id) == [output.to])
  }

  @Test("A database that was restored from before a rotation works as long as the file has the old key")
  func restored() throws {
    let house = try Station.founded.installation()
    let person = try house.stranger()
    let older = try Installation(copyOf: house)
    try house.rotate()
    try FileManager.default.removeItem(atPath: older.paths.key)
    try FileManager.default.copyItem(atPath: house.paths.key, toPath: older.paths.key)
    #expect(try older.stranger() == person)
    #expect(try older.faults() == [])
    try house.retireOthers()
    try FileManager.default.removeItem(atPath: older.paths.key)
    try FileManager.default.copyItem(atPath: house.paths.key, toPath: older.paths.key)
    #expect(try older.faults() == ["sealed.unreadable"])
    #expect(try older.refusal(PersonList.self, PersonList.Input(), as: .auditor).code == "sealed.unknown-key")
  }

  @Test("A process that ran before a rotation goes on with the new key in its next call, and reads the file only then")
  func running() throws {
    let house = try Station.founded.installation()
    try house.stranger()
    let session = house.session(as: "auditor")
    func listed() throws -> Int {
      try session.read("person list") { try PersonList.run(PersonList.Input(), $0).people.count }
    }
    #expect(try listed() == 1)
    let before = try session.read("key list") { try $0.keyRing().id }
    let file = try Data(contentsOf: URL(fileURLWithPath: house.paths.key))
    try FileManager.default.removeItem(atPath: house.paths.key)
    #expect(try listed() == 1)
    try house.write("qilu.db.key", bytes: Array(file))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: house.paths.key)
    let output = try house.rotate()
    #expect(try listed() == 1)
    let after = try session.read("key list") { try $0.keyRing().id }
    #expect(before == output.from && after == output.to)
  }

  @Test(
    "An act that began before a rotation and would commit behind it is begun again with the new key",
    .enabled(if: !Installation.hasFile))
  func besides() throws {
    let house = try Station.founded.installation()
    let citizenID = try CitizenID(Installation.strangerNumber, today: .latest)
    var tries = 0
    let session = house.session(as: "office")
    let id = try session.write("person register") { call in
      tries += 1
      let registrar = try PersonRegistrar(call)
      if tries == 1 { try house.rotate() }
      let person = try registrar.person(name: Installation.strangerName, citizenID: citizenID, employer: nil)
      call.record("person", person.id.text)
      return person.id.text
    }
    #expect(tries == 2)
    try house.retireOthers()
    #expect(try house.stranger() == id)
    #expect(try house.faults() == [])
  }

  @Test("A rotation that meets a value that does not open changes nothing")
  func damaged() throws {
    let (house, _, _) = try furnished()
    try house.plant("UPDATE objection SET receipt = 'other'")
    let before = try house.contentDigest()
    let refusal = try house.refusal(KeyRotate.self, KeyRotate.Input(reason: "样例"), as: .administrator)
    #expect(refusal.code == "sealed.tampered")
    #expect(try house.contentDigest() == before)
    #expect(try house.faults().contains("sealed.unreadable"))
    #expect(try house.keys().first?.isCurrent == true)
  }

  @Test("Who may not, gives no reason, or meets another one at it, leaves the key file as it is")
  func refused() throws {
    let house = try Station.founded.installation()
    func content() throws -> Data { try Data(contentsOf: URL(fileURLWithPath: house.paths.key)) }
    let before = try content()
    let input = KeyRotate.Input(reason: "样例")
    for person in Person.allCases where person != .administrator {
      #expect(try house.refusal(KeyRotate.self, input, as: person).kind == .notPermitted)
    }
    let silent = KeyRotate.Input(reason: " ")
    #expect(try house.refusal(KeyRotate.self, silent, as: .administrator).code == "reason.missing")
    try KeyFile.whileLocked(house.paths.key) { () throws in
      #expect(try house.refusal(KeyRotate.self, input, as: .administrator).code == "key.busy")
      let retire = KeyRetire.Input(id: "x", reason: "样例")
      #expect(try house.refusal(KeyRetire.self, retire, as: .administrator).code == "key.busy")
    }
    #expect(try content() == before)
  }

  @Test("The current key, one that older evidence needs, and one that is not there are not retired")
  func notRetired() throws {
    let house = try Station.founded.installation()
    let current = try #require(try house.keys().first).id
    func refused(_ id: String) throws -> Refusal {
      try house.refusal(KeyRetire.self, KeyRetire.Input(id: id, reason: "样例"), as: .administrator)
    }
    #expect(try refused(current).code == "key.current")
    #expect(try refused("none").code == "key.unknown")
    let content = try KeyFile.load(from: house.paths.key).seal(Array("样例".utf8), context: "evidence").serialised
    let kept = try EvidenceStore(folder: house.paths.evidence).keep(content)
    let actor = ActorID(try #require(try house.texts("SELECT id FROM actor WHERE name = 'office'").first))
    try house.withDatabase { database in
      try database.write {
        try EvidenceRows.record(
          kept.digest, size: kept.size, name: "old.png", isSealed: true, by: actor, at: "2026-05-20T02:00:00.000Z",
          in: $0)
      }
    }
    try house.rotate()
    #expect(try house.keys().map(\.hasFiles) == [true, false])
    #expect(try refused(current).code == "key.needed")
    let output = house.path("extracted")
    let extract = EvidenceExtract.Input(digest: kept.digest.hex, output: output, reason: "核对")
    try house.run(EvidenceExtract.self, extract, as: .reviewer)
    #expect(try String(contentsOfFile: output.appending("old.png").text, encoding: .utf8) == "样例")
    #expect(try KeyFile.load(from: house.paths.key).keyIDs.count == 2)
  }

  @Test(
    "Every sealed, wrapped or hashed column of the schema is one that a rotation goes through, or is under another key")
  func columns() {
    let known = Set(([KeyUse.people] + KeyUse.plain).map(\.column) + [.forms]).map { "\($0.table).\($0.column)" }
    // Under the person's own key; hashes that `KeyRotation` makes anew with what they stand for.
    let others = ["person.citizen_id_sealed", "person.citizen_id_hash", "form_co_nomination.person_hash"]
    var found: Set<String> = []
    for statement in StoreSchema.migrations.flatMap(\.statements) {
      guard let match = statement.firstMatch(of: #/CREATE TABLE (\w+) \(/#) else { continue }
      for column in statement.matches(of: #/(?m)^\s+(\w*(?:_sealed|_key|_hash)) BYTES/#) {
        found.insert("\(match.1).\(column.1)")
      }
    }
    #expect(found == Set(known + others))
  }

  @Test("The check names a person whose hash is not that of the number")
  func wrongHash() throws {
    let house = try Station.founded.installation()
    try house.stranger()
    #expect(try house.faults() == [])
    let zeros = Installation.bytes(String(repeating: "00", count: 32))
    try house.plant("UPDATE person SET citizen_id_hash = \(zeros)")
    #expect(try house.faults() == ["sealed.unreadable"])
  }
}
