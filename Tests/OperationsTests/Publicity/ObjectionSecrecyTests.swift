import Foundation
import Primitives
import SelectionRules
import Testing

@testable import Operations

@Suite("Who objects is sealed")
struct ObjectionSecrecyTests {
  private static let secret = ["示例·举报甲", "示例市示例路七号", "13912345678"]

  private func objector(_ house: Installation, _ values: [String]) throws -> ObjectionReceive.Input {
    try house.objection(name: values[0], address: values[1], phone: values[2])
  }

  /// What every reading operation answers everybody but the handler.
  private func answers(_ house: Installation) throws -> [String] {
    // The copy is of sealed bytes, which are other ones each time.
    let operations = Catalogue.all.entries.filter { $0.effect == .reads && $0.name != "database copy" }
    let person = try #require(try house.texts("SELECT person_id FROM nomination ORDER BY number").first)
    var answers: [String] = []
    for entry in operations {
      for actor in Person.allCases where actor != .handler {
        let json = try entry.json([
          "name": SampleFiles.name, "edition": SampleFiles.name, "person": person, "receipt": "2026-YY-002",
          "nomination": "2026-0001", "output": house.path("\(entry.name) \(actor)").text,
        ])
        answers.append("\(entry.name) \(actor) " + (try answer(house, entry.name, json, actor)))
      }
    }
    return answers
  }

  private func answer(_ house: Installation, _ name: String, _ json: Data, _ person: Person) throws -> String {
    do {
      let output = try house.call(name, json: json, as: person.rawValue)
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(output), as: UTF8.self) + "\(output.presentation)"
    } catch let refusal as Refusal {
      return "\(refusal)"
    }
  }

  @Test("R-229 what anybody but the handler is answered is the same, byte for byte, whoever objects")
  func twoWorlds() throws {
    let template = try Station.published.installation()
    let worlds = try [true, false].map { isPerson in
      let house = try Installation(copyOf: template)
      let input =
        isPerson
        ? try objector(house, Self.secret)
        : try house.objection(objector: .unit, name: "示例单位", address: "x", phone: "0531-12345678", seal: true)
      let receipt = try house.investigated(input)
      try house.run(ObjectionReveal.self, ObjectionReveal.Input(receipt: receipt, reason: "核对"), as: .handler)
      try house.run(ObjectionDecide.self, try house.ruling(.dismissed, receipt), as: .handler)
      return try answers(house).map { $0.replacingOccurrences(of: house.folder, with: "") }
    }
    #expect(worlds[0].count > 100)
    for (one, other) in zip(worlds[0], worlds[1]) { #expect(one == other) }
    for text in worlds[0] { for value in Self.secret { #expect(!text.contains(value)) } }
  }

  @Test("R-229 the handler alone sees who objects; everybody else, the auditor included, is refused")
  func reveal() throws {
    let house = try Station.published.installation()
    let receipt = try house.investigated(try objector(house, Self.secret))
    let input = ObjectionReveal.Input(receipt: receipt, reason: "核对")
    for person in Person.allCases where person != .handler {
      let refusal = try house.refusal(ObjectionReveal.self, input, as: person)
      #expect(refusal.kind == .notPermitted)
      #expect(!"\(refusal)".contains(Self.secret[0]))
    }
    let output = try house.run(ObjectionReveal.self, input, as: .handler)
    #expect([output.name, output.address, output.phone] == Self.secret)
    #expect(try house.texts("SELECT operation FROM audit_event ORDER BY id DESC LIMIT 1") == ["objection reveal"])
    let blank = ObjectionReveal.Input(receipt: receipt, reason: "")
    #expect(try house.refusal(ObjectionReveal.self, blank, as: .handler).code == "reason.missing")
  }

  @Test("R-229 another handler, and the handler before, see nothing")
  func otherHandler() throws {
    let house = try Station.published.installation()
    let receipt = try house.investigated(try objector(house, Self.secret))
    try house.run(RoleGrant.self, RoleInput(actor: "clerk", role: .objectionHandler), as: .administrator)
    let input = ObjectionReveal.Input(receipt: receipt, reason: "核对")
    #expect(try house.refusal(ObjectionReveal.self, input, as: .clerk).code == "objection.not-handler")
    try house.run(ObjectionAssign.self, ObjectionAssign.Input(receipt: receipt, handler: "clerk"), as: .office)
    #expect(try house.refusal(ObjectionReveal.self, input, as: .handler).code == "objection.not-handler")
    #expect(try house.run(ObjectionReveal.self, input, as: .clerk).name == Self.secret[0])
  }

  @Test("R-229 the papers of an objection are no evidence that others list or take out; its handler takes them")
  func papers() throws {
    let house = try Station.published.installation()
    let listed = try house.run(EvidenceList.self, EvidenceList.Input(), as: .reviewer).evidence
    let digests = try house.texts("SELECT content FROM objection UNION SELECT reply FROM objection")
    #expect(digests.count == 2)
    for digest in digests {
      #expect(!listed.contains { $0.digest == digest })
      let input = EvidenceExtract.Input(digest: digest, output: house.path("out"), reason: "核对")
      #expect(try house.refusal(EvidenceExtract.self, input, as: .reviewer).code == "evidence.unknown")
    }
    let input = ObjectionExtract.Input(receipt: "2026-YY-001", output: house.path("papers"), reason: "核对")
    try house.run(ObjectionExtract.self, input, as: .handler)
    #expect(
      FileManager.default.contentsEqual(
        atPath: house.path("papers/content").text, andPath: house.path("letter.txt").text))
    for person in Person.allCases where person != .handler {
      #expect(try house.refusal(ObjectionExtract.self, input, as: person).kind == .notPermitted)
    }
  }

  @Test(
    "R-229 who objects stands in no file of the installation in the clear, and a wrong phone is refused without being repeated"
  )
  func sealedRows() throws {
    let house = try Station.published.installation()
    _ = try house.investigated(try objector(house, Self.secret))
    let files = try FileManager.default.subpathsOfDirectory(atPath: house.folder).compactMap {
      FileManager.default.contents(atPath: house.path($0).text)
    }
    func isFound(_ text: String) -> Bool { files.contains { $0.range(of: Data(text.utf8)) != nil } }
    for value in Self.secret { #expect(!isFound(value)) }
    // The search finds what is there: the letter as it was handed in.
    #expect(isFound("样例异议内容"))
    let wrong = try house.objection(phone: "139123456789")
    let refusal = try house.refusal(ObjectionReceive.self, wrong, as: .office)
    #expect(refusal.code == "phone-number.form" && !"\(refusal)".contains("139123456789"))
    let named = try house.objection(objector: .anonymous)
    #expect(try house.refusal(ObjectionReceive.self, named, as: .office).code == "objection.anonymous-named")
  }
}
