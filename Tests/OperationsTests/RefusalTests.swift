import Foundation
import Primitives
import SelectionRules
import Testing

@testable import Operations

// Inputs and texts, which do not depend on the engine.
@Suite("Refusals", .enabled(if: Installation.hasFile))
struct RefusalTests {
  private static let names = Catalogue.all.entries.map(\.name)

  /// What a call is refused with; nil where it is answered.
  private func refusal(_ house: Installation, _ name: String, _ json: Data, as actor: String?) throws -> Refusal? {
    do {
      _ = try house.call(name, json: json, as: actor)
      return nil
    } catch let refusal as Refusal {
      return refusal
    }
  }

  @Test(
    "Every operation's refusals have a code, and say in both languages what is wrong and what to do",
    .enabled(if: Installation.hasFile), arguments: names)
  func texts(name: String) throws {
    let entry = try #require(Catalogue.all[name])
    let house = try Station.named.installation()
    var refusals: [Refusal?] = [
      try refusal(house, name, Data("[]".utf8), as: "administrator"),
      try refusal(house, name, Data("{}".utf8), as: nil),
      try refusal(house, name, try entry.json(), as: "nobody"),
    ]
    let actors = Person.allCases.filter { !Set($0.roles).isDisjoint(with: entry.access.roles) } + [.administrator]
    for actor in actors {
      refusals.append(try refusal(house, name, try entry.json(), as: actor.rawValue))
      let known = try entry.json(["name": SampleFiles.name, "edition": SampleFiles.name, "actor": actor.rawValue])
      // An act that goes through is another test's matter.
      refusals.append(try refusal(house, name, known, as: actor.rawValue))
    }
    let found = refusals.compactMap { $0 }
    #expect(found.isEmpty == (name == "operation list"))
    for refusal in found {
      #expect(refusal.textFaults.isEmpty)
      #expect(refusal.kind != .bug, "\(refusal.code)")
    }
  }

  @Test("An input without a required field, and one of another shape, are wrong use", arguments: names)
  func malformed(name: String) throws {
    let entry = try #require(Catalogue.all[name])
    let house = try Installation()
    for field in entry.input.fields where field.isRequired {
      guard case .object(let members) = entry.input.example else { continue }
      let without = JSONValue.object(members.filter { $0.key.string != field.name })
      let missing = try refusal(house, name, Data(without.pythonBytes), as: nil)
      #expect(missing?.code == "input.missing", "\(field.name)")
      #expect(missing?.kind == .wrongUse)
      let shape: JSONValue = if case .array = field.schema { .bool(true) } else { .array([]) }
      let other = JSONValue.object(
        members.map { $0.key.string == field.name ? JSONValue.Member($0.key, shape) : $0 })
      let wrong = try refusal(house, name, Data(other.pythonBytes), as: nil)
      #expect(wrong?.code == "input.malformed", "\(field.name)")
      #expect(wrong?.message.en.contains(field.name) == true)
    }
  }

  @Test("Without an installation everything that needs one is refused as storage", arguments: names)
  func withoutInstallation(name: String) throws {
    let entry = try #require(Catalogue.all[name])
    guard entry.effect != .pure, !["init", "restore", "serve"].contains(name) else { return }
    let house = try Installation()
    let refusal = try refusal(house, name, try entry.json(), as: "office")
    #expect(refusal?.code == "database.missing")
    #expect(refusal?.kind == .storage)
    #expect(try FileManager.default.contentsOfDirectory(atPath: house.folder).isEmpty)
  }
}
