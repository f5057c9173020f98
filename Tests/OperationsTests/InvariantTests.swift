import Foundation
import Primitives
import Sealing
import SelectionRules
import Store
import Testing

@testable import Operations

@Suite("Invariants")
struct InvariantTests {
  @Test("No two invariants share a name")
  func names() {
    #expect(Set(Invariant.all.map(\.name)).count == Invariant.all.count)
  }

  @Test("Every invariant has a planted fault, and every planted fault an invariant")
  func complete() {
    #expect(Set(PlantedFaults.all.keys) == Set(Invariant.all.map(\.name)))
  }

  @Test("Every invariant says in both languages what must hold, and which rule", arguments: Invariant.all.map(\.name))
  func statements(name: String) throws {
    let invariant = try #require(Invariant.all.first { $0.name == name })
    #expect(invariant.statement.faults.isEmpty)
    #expect(invariant.rule.wholeMatch(of: #/(R|SM|OP)-\d+/#) != nil)
  }

  @Test("R-202 SM-1 SM-19 a clean flow has no fault at any station", arguments: Station.allCases)
  func clean(station: Station) throws {
    let house = try station.installation()
    let output = try house.run(Check.self, Check.Input(), as: .auditor)
    #expect(output.faults.map(\.name) == [])
    #expect(output.verdict == .done)
    #expect(output.checks == Self.checked.count + 10)
  }

  /// Those that the engine has: an event in no link is no fault where acts run side by side.
  private static let checked = Invariant.all.filter { Installation.hasFile || !$0.needsSingleWriter }.map(\.name)

  /// An installation that has what the fault is planted in.
  private static func house(for name: String) throws -> Installation {
    if GrantFaults.all[name] != nil { return try Installation.withGrantLife() }
    if BankFaults.all[name] != nil { return try Installation.withBank(closed: true) }
    return try BookFaults.all[name] == nil ? Station.named.installation() : Installation.withVouchers()
  }

  @Test("R-203 R-233 SM-15 SM-19 the check names a fault that was planted", arguments: checked)
  func planted(name: String) throws {
    // One variant shows that the query works on the other engine too.
    let variants = try #require(PlantedFaults.all[name])
    for statements in Installation.hasFile ? variants : Array(variants.prefix(1)) {
      let house = try Self.house(for: name)
      try house.plant(statements)
      let output = try house.run(Check.self, Check.Input(), as: .auditor)
      #expect(output.verdict == .different)
      let fault = output.faults.first { $0.name == name }
      #expect(fault?.rows.isEmpty == false, "\(statements)")
      #expect(fault?.statement.faults.isEmpty == true)
    }
  }

  @Test(
    "SM-1 changed rules are found by their digest",
    arguments: [
      "content = replace(content, '0.25', '0.24')", "digest = '\(String(repeating: "0", count: 64))'", "content = 'x'",
    ])
  func rulesDigest(change: String) throws {
    let house = try Station.nominating.installation()
    try house.plant("UPDATE edition_rules SET \(change)")
    #expect(try house.faults().contains("edition.rules-digest"))
  }

  @Test(
    "SM-1 an edition whose rules can no longer be read is found, also before any list is confirmed",
    arguments: [Station.draft, .nominating, .named])
  func unreadable(station: Station) throws {
    let house = try station.installation()
    let digest = Digest.sha256(of: Array("x".utf8)).hex
    try house.plant("UPDATE edition_rules SET content = 'x', digest = '\(digest)'")
    let output = try house.run(Check.self, Check.Input(), as: .auditor)
    #expect(output.faults.map(\.name) == ["edition.unreadable"])
    let rows = try #require(output.faults.first?.rows)
    #expect(rows.count == 1)
    #expect(rows.first?.hasPrefix("\(SampleFiles.name) unreadable: ") == true)
  }

  @Test("SM-19 an edition whose inputs can no longer be read is found")
  func unreadableInputs() throws {
    let house = try Station.reviewing.installation()
    try house.plant(
      "UPDATE preliminary_score SET nomination = 'none' WHERE \(PlantedFaults.first("preliminary_score"))")
    #expect(try house.faults().contains("edition.unreadable"))
  }

  @Test(
    "SM-19 a confirmed list that its inputs no longer give is found",
    arguments: [
      "UPDATE stage_list_row SET score_hundredths = 9999 WHERE row_number = 1",
      "UPDATE stage_list_row SET is_substitute = 1 - is_substitute WHERE row_number = 1",
      "UPDATE stage_list_row SET nomination = 'none' WHERE row_number = 1",
      "UPDATE score_sheet SET craft_hundredths = craft_hundredths / 2",
      "UPDATE vote_tally SET votes = votes + 1", "UPDATE preliminary_score SET score_hundredths = 0",
      "UPDATE nomination SET name = '样本·改' WHERE number = '2026-0001'", "DELETE FROM recusal", "DELETE FROM decision",
      "UPDATE stage_list SET input_digest = '\(String(repeating: "0", count: 64))'",
      "UPDATE stage_list SET cap = cap + 1", "UPDATE stage_list SET entrants = entrants + 1",
    ])
  func notRecomputed(change: String) throws {
    let house = try Station.named.installation()
    try house.plant(change)
    #expect(try house.faults().contains("list.not-recomputed"))
  }

  @Test(
    "SM-19 a missing or damaged file of evidence is found by its digest", arguments: ["missing", "longer", "other"])
  func evidence(fault: String) throws {
    let house = try Station.named.installation()
    let digest = try #require(try house.texts("SELECT digest FROM evidence ORDER BY digest").first)
    let url = URL(fileURLWithPath: "\(house.paths.evidence)/\(digest.prefix(2))/\(digest)")
    var content = try Data(contentsOf: url)
    try FileManager.default.removeItem(at: url)
    switch fault {
    case "missing": break
    case "longer": try (content + Data([0])).write(to: url)
    default:
      content[content.startIndex] ^= 1
      try content.write(to: url)
    }
    let output = try house.run(Check.self, Check.Input(), as: .auditor)
    #expect(output.faults.map(\.name) == ["evidence.damaged"])
    #expect(output.faults.first?.rows.count == 1)
    #expect(output.faults.first?.rows.first?.hasPrefix(digest) == true)
  }

  @Test(
    "A broken audit chain and a broken reference are found by the check",
    arguments: [
      ("UPDATE audit_event SET actor_name = 'changed'", "audit.chain"),
      ("UPDATE skill SET person_id = 'none'", "storage.damaged"),
    ])
  func otherChecks(change: String, name: String) throws {
    let house = try Station.named.installation()
    let person = try #require(try house.texts("SELECT person_id FROM craftsman ORDER BY person_id").first)
    let skill = SkillRecord.Input(person: person, trade: "焊工", grade: .technician)
    try house.run(SkillRecord.self, skill, as: .office)
    try house.plant(change)
    #expect(try house.faults() == [name])
  }
}
