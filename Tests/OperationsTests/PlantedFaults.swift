/// The faults that the tests of the invariants plant.
enum PlantedFaults {
  /// A fault behind the program's back, and the checks that must name it.
  static let all = [
    landed,
    naming,
    sheets,
    publicity,
    FormFaults.all,
    PanelFaults.all,
    eligibility,
    personal,
    AccountFaults.all,
    BallotFaults.all,
    BookFaults.all,
    GrantFaults.all,
    BankFaults.all,
  ].reduce(into: [:]) { all, part in all.merge(part) { first, _ in first } }

  private static let landed: [String: [[String]]] = [
    "edition.rules-missing": [["DELETE FROM edition_rules"]],
    "edition.open-unfrozen": [["UPDATE edition_rules SET frozen_at = NULL"]],
    "edition.rules-after-freeze": [
      [
        "INSERT INTO edition_rules SELECT edition_id, version + 1, content, digest, recorded_by, recorded_at, NULL "
          + "FROM edition_rules"
      ]
    ],
    "edition.history-differs": [["UPDATE edition SET state = 'CLOSED'"], ["DELETE FROM edition_state"]],
    "edition.history-broken": [
      ["UPDATE edition_state SET from_state = 'DRAFT' WHERE to_state = 'NAMED'"],
      ["UPDATE edition_state SET from_state = NULL WHERE to_state = 'NOMINATING'"],
      ["DELETE FROM edition_state WHERE to_state = 'DISPLAY'"],
      ["DELETE FROM edition_state WHERE to_state = 'NOMINATING'"],
    ],
    "edition.reviewed-without-candidates": [["UPDATE stage_list SET state = 'VOID' WHERE stage = 'candidate'"]],
    "edition.displayed-without-nominees": [["UPDATE stage_list SET state = 'VOID' WHERE stage = 'nominee'"]],
    "edition.named-without-list": [["UPDATE stage_list SET state = 'RETURNED' WHERE stage = 'named'"]],
    "edition.named-without-great": [["UPDATE stage_list SET state = 'RETURNED' WHERE stage = 'great'"]],
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
    "import.rows-differ": ["vote_tally", "score_sheet", "preliminary_score", "recusal", "decision"].map { table in
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
    "naming.title-missing": [
      ["DELETE FROM title"], ["UPDATE title SET year = 2025"], ["UPDATE title SET level = 'CITY'"],
      ["UPDATE title SET kind = 'qilu_great_craftsman'"], ["UPDATE title SET kind = 'qilu_craftsman'"],
    ],
    "title.without-edition-naming": [
      ["DELETE FROM naming"], ["UPDATE nomination SET person_id = NULL"], ["UPDATE naming SET is_great = 1 - is_great"],
    ],
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
    "list.submit-unrecorded": [
      ["DELETE FROM audit_event WHERE operation = 'list submit'"],
      ["UPDATE stage_list SET submitted_by = computed_by || 'x' WHERE stage = 'great'"],
      ["UPDATE stage_list SET submitted_at = '\(later)' WHERE stage = 'great'"],
      ["UPDATE stage_list SET input_digest = '\(zeros)' WHERE stage = 'great'"],
    ],
    "list.decision-unrecorded": [
      ["DELETE FROM audit_event WHERE operation = 'list confirm'"],
      ["UPDATE stage_list SET decided_by = computed_by WHERE stage = 'great'"],
      ["UPDATE stage_list SET decided_at = '\(later)' WHERE stage = 'great'"],
      ["UPDATE stage_list SET input_digest = '\(zeros)' WHERE stage = 'great'"],
      ["UPDATE stage_list SET state = 'RETURNED' WHERE stage = 'great'"],
    ],
    "role.grant-unrecorded": [
      ["DELETE FROM audit_event WHERE operation = 'role grant'"],
      ["UPDATE actor_role SET granted_by = actor_id WHERE granted_by IS NOT NULL"],
      ["UPDATE actor_role SET granted_at = '\(later)' WHERE granted_by IS NOT NULL"],
      ["UPDATE actor_role SET role = 'administrator' WHERE role = 'auditor'"],
    ],
    "role.founder-unrecorded": [
      ["UPDATE actor_role SET granted_by = NULL"], ["DELETE FROM audit_event WHERE operation = 'init'"],
      ["UPDATE actor_role SET granted_at = '\(later)' WHERE granted_by IS NULL"],
      ["UPDATE actor_role SET role = 'auditor' WHERE granted_by IS NULL"],
    ],
    "edition.change-unrecorded": ["edition open", "edition advance", "edition name"].map {
      ["DELETE FROM audit_event WHERE operation = '\($0)'"]
    } + [
      ["UPDATE edition_state SET changed_by = 'none'"], ["UPDATE edition_state SET changed_at = '\(later)'"],
      ["UPDATE edition_state SET to_state = 'CANCELLED' WHERE to_state = 'DISPLAY'"],
    ],
    "naming.unrecorded": [
      ["DELETE FROM audit_event WHERE operation = 'edition name'"],
      ["UPDATE naming SET named_by = 'none' WHERE \(first("naming"))"],
      ["UPDATE naming SET document = '鲁会〔2026〕9号' WHERE \(first("naming"))"],
    ],
    "import.unrecorded": [
      ["DELETE FROM audit_event WHERE operation = 'vote import'"],
      ["UPDATE input_import SET imported_by = 'none' WHERE kind = 'votes'"],
      ["UPDATE input_import SET imported_at = '\(later)' WHERE kind = 'votes'"],
      ["UPDATE input_import SET evidence = '\(zeros)' WHERE kind = 'votes'"],
      ["UPDATE input_import SET id = 'none' WHERE kind = 'votes'"],
    ],
    "audit.unlinked-event": [["DELETE FROM audit_link WHERE sequence = 5"]],
    "audit.gap": [["DELETE FROM audit_link WHERE sequence = 5"]],
    "import.without-evidence": [["DELETE FROM evidence WHERE digest = (SELECT min(evidence) FROM input_import)"]],
  ]

  /// A moment after every act of the flow.
  private static let later = "2030-01-01T00:00:00.000Z"
  /// A digest of nothing.
  private static let zeros = String(repeating: "0", count: 64)

  /// The rows of the first nomination of a table.
  static func first(_ table: String) -> String { "nomination = (SELECT min(nomination) FROM \(table))" }

  private static func list(_ stage: String) -> String { "(SELECT id FROM stage_list WHERE stage = '\(stage)')" }
}
