import Foundation
import Primitives
import SelectionRules
import Store
import Testing

@testable import Operations

@Suite("Invariants")
struct InvariantTests {
  /// A fault behind the program's back, and the checks that must name it.
  private static let faults: [String: [[String]]] = [
    "edition.rules-missing": [["DELETE FROM edition_rules"]],
    "edition.open-unfrozen": [["UPDATE edition_rules SET frozen_at = NULL"]],
    "edition.rules-after-freeze": [
      [
        "INSERT INTO edition_rules SELECT edition_id, version + 1, content, digest, recorded_by, recorded_at, NULL "
          + "FROM edition_rules"
      ]
    ],
    "edition.history-differs": [["UPDATE edition SET state = 'CLOSED'"], ["DELETE FROM edition_state"]],
    "edition.reviewed-without-candidates": [["UPDATE stage_list SET state = 'VOID' WHERE stage = 'candidate'"]],
    "edition.displayed-without-nominees": [["UPDATE stage_list SET state = 'VOID' WHERE stage = 'nominee'"]],
    "edition.named-without-list": [["UPDATE stage_list SET state = 'RETURNED' WHERE stage = 'named'"]],
    "nomination.unqualified-without-reason": [
      ["UPDATE nomination SET qualification = 'unqualified', reason = '' WHERE number = '2026-0001'"]
    ],
    "preliminary.out-of-range": [
      ["UPDATE preliminary_score SET score_hundredths = 10001"], ["UPDATE preliminary_score SET score_hundredths = -1"],
    ],
    "sheet.out-of-range": ["spirit", "craft", "leading", "contribution"].flatMap { dimension in
      [
        ["UPDATE score_sheet SET \(dimension)_hundredths = 10001"],
        ["UPDATE score_sheet SET \(dimension)_hundredths = -1"],
      ]
    },
    "sheet.unknown-expert": [["DELETE FROM panel_expert WHERE expert = (SELECT min(expert) FROM score_sheet)"]],
    "sheet.unknown-nomination": [["UPDATE score_sheet SET nomination = 'none' WHERE \(first("score_sheet"))"]],
    "preliminary.unknown-nomination": [
      ["UPDATE preliminary_score SET nomination = 'none' WHERE \(first("preliminary_score"))"]
    ],
    "vote.unknown-nomination": [["UPDATE vote_tally SET nomination = 'none' WHERE \(first("vote_tally"))"]],
    "vote.negative": [["UPDATE vote_tally SET votes = -1 WHERE \(first("vote_tally"))"]],
    "decision.without-document": [["UPDATE decision SET document = ''"], ["UPDATE decision SET reason = ''"]],
    "decision.unknown-nomination": [["UPDATE decision SET nomination = 'none' WHERE \(first("decision"))"]],
    "import.rows-differ": ["vote_tally", "score_sheet", "preliminary_score"].map { table in
      ["DELETE FROM \(table) WHERE \(first(table))"]
    },
    "list.over-cap": [
      ["UPDATE stage_list SET cap = passed - 1 WHERE stage = 'named'"],
      ["UPDATE stage_list SET cap = 1, passed = 1 WHERE stage = 'named'"],
    ],
    "list.rows-differ": [
      ["UPDATE stage_list SET passed = passed - 1 WHERE stage = 'great'"],
      ["DELETE FROM stage_list_row WHERE row_number = 2"],
    ],
    "list.same-person": [["UPDATE stage_list SET decided_by = submitted_by WHERE stage = 'named'"]],
    "list.confirmed-unsigned": [
      ["UPDATE stage_list SET submitted_by = NULL, submitted_at = NULL"],
      ["UPDATE stage_list SET decided_by = NULL, decided_at = NULL"],
    ],
    "list.confirmed-twice": [
      [
        "DROP INDEX stage_list_confirmed", "CREATE TABLE twin AS SELECT * FROM stage_list WHERE stage = 'great'",
        "UPDATE twin SET id = 'twin', number = number + 1", "INSERT INTO stage_list SELECT * FROM twin",
        "DROP TABLE twin",
      ]
    ],
    "list.gap": [["UPDATE stage_list_row SET row_number = 1000 WHERE row_number = 1"]],
    "list.great-not-named": [
      ["UPDATE stage_list_row SET nomination = 'none' WHERE row_number = 1 AND list_id = \(list("great"))"],
      ["DELETE FROM stage_list_row WHERE list_id = \(list("named"))"],
    ],
    "naming.not-listed": [
      [
        "UPDATE naming SET nomination = (SELECT max(number) FROM nomination WHERE qualification = 'unqualified') "
          + "WHERE \(first("naming"))"
      ]
    ],
    "naming.missing": [["DELETE FROM naming WHERE \(first("naming"))"]],
    "naming.great-differs": [["UPDATE naming SET is_great = 1"], ["UPDATE naming SET is_great = 0"]],
    "naming.title-missing": [["DELETE FROM title"], ["UPDATE title SET year = 2025"]],
    "unit.one-province": [["UPDATE union_unit SET tier = 'province' WHERE code = '3701'"]],
    "unit.parent-tier": [
      ["UPDATE union_unit SET tier = 'base' WHERE code = '3701'"],
      ["UPDATE union_unit SET tier = 'city' WHERE code = '370102'"],
      ["UPDATE union_unit SET tier = 'county' WHERE code = '3701'"],
    ],
    "unit.orphan": [
      ["UPDATE union_unit SET parent_id = NULL WHERE code = '3701'"],
      ["UPDATE union_unit SET parent_id = 'none' WHERE code = '3701'"],
    ],
    "unit.base-employer": [
      ["UPDATE union_unit SET employer_id = NULL WHERE tier = 'base'"],
      ["UPDATE union_unit SET employer_id = 'none' WHERE code = '3701'"],
    ],
    "person.unsealed": [
      ["UPDATE person SET citizen_id_sealed = \(Installation.bytes("00"))"],
      ["UPDATE person SET citizen_id_algorithm = ''"],
      ["UPDATE person SET citizen_id_hash = \(Installation.bytes("00")) WHERE id = (SELECT min(id) FROM person)"],
      ["UPDATE person SET citizen_id_hash_algorithm = ''"],
    ],
    "craftsman.history-differs": [["UPDATE craftsman SET state = 'REMOVED'"], ["DELETE FROM craftsman_state"]],
    "title.without-naming": [["UPDATE title SET document = ''"]],
    "role.self-granted": [["UPDATE actor_role SET granted_by = actor_id WHERE granted_by IS NOT NULL"]],
    "role.no-administrator": [
      ["UPDATE actor SET state = 'disabled' WHERE name = 'administrator'"],
      ["UPDATE actor_role SET revoked_by = granted_by, revoked_at = granted_at WHERE role = 'administrator'"],
      ["DELETE FROM actor_role WHERE role = 'administrator'"],
    ],
    "audit.unlinked-event": [["DELETE FROM audit_link WHERE sequence = 5"]],
    "audit.gap": [["DELETE FROM audit_link WHERE sequence = 5"]],
    "import.without-evidence": [["DELETE FROM evidence WHERE digest = (SELECT min(digest) FROM evidence)"]],
  ]

  /// The rows of the first nomination of a table.
  private static func first(_ table: String) -> String { "nomination = (SELECT min(nomination) FROM \(table))" }

  private static func list(_ stage: String) -> String { "(SELECT id FROM stage_list WHERE stage = '\(stage)')" }

  @Test("No two invariants share a name")
  func names() {
    #expect(Set(Invariant.all.map(\.name)).count == Invariant.all.count)
  }

  @Test("Every invariant has a planted fault, and every planted fault an invariant")
  func complete() {
    #expect(Set(Self.faults.keys) == Set(Invariant.all.map(\.name)))
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
    #expect(output.checks == Self.checked.count + 5)
  }

  /// Those that the engine has: an event in no link is no fault where acts run side by side.
  private static let checked = Invariant.all.filter { Installation.hasFile || !$0.needsSingleWriter }.map(\.name)

  @Test("R-203 R-233 SM-15 SM-19 the check names a fault that was planted", arguments: checked)
  func planted(name: String) throws {
    for statements in try #require(Self.faults[name]) {
      let house = try Station.named.installation()
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
    "SM-19 a confirmed list that its inputs no longer give is found",
    arguments: [
      "UPDATE stage_list_row SET score_hundredths = 9999 WHERE row_number = 1",
      "UPDATE stage_list_row SET is_substitute = 1 - is_substitute WHERE row_number = 1",
      "UPDATE stage_list_row SET nomination = 'none' WHERE row_number = 1",
      "UPDATE score_sheet SET craft_hundredths = craft_hundredths / 2",
      "UPDATE vote_tally SET votes = votes + 1", "UPDATE preliminary_score SET score_hundredths = 0",
      "UPDATE nomination SET name = '样本·改' WHERE number = '2026-0001'", "DELETE FROM recusal", "DELETE FROM decision",
      "UPDATE stage_list SET input_digest = '\(String(repeating: "0", count: 64))'",
    ])
  func notRecomputed(change: String) throws {
    let house = try Station.named.installation()
    try house.plant(change)
    #expect(try house.faults().contains("list.not-recomputed"))
  }

  @Test(
    "R-314 a missing or damaged file of evidence is found by its digest", arguments: ["missing", "longer", "other"])
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
      ("UPDATE audit_event SET operation = 'changed'", "audit.chain"),
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
