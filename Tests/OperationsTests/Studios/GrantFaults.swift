import Primitives
import StudioRules
import Synchronization
import Testing

@testable import Operations

/// The faults that the tests of the grants' invariants plant, behind a grant that is matched and half spent.
enum GrantFaults {
  static let all: [String: [[String]]] = [
    "grant.lock-broken": [
      ["UPDATE studio_grant SET matched_fen = 0 WHERE spent_fen > 0"],
      ["UPDATE studio_grant SET spent_fen = received_fen + 1, spendable_fen = received_fen + 1 WHERE spent_fen > 0"],
      ["UPDATE studio_grant SET received_fen = amount_fen + 1 WHERE spent_fen > 0"],
    ],
    // The index that holds it is of the live ones.
    "grant.paid-twice": [
      ["UPDATE grant_voucher SET is_live = 0", "UPDATE grant_voucher SET step = 'PROVINCE_PAYS', reference = ''"]
    ],
    "grant.line-unattached": [
      ["DELETE FROM grant_voucher WHERE step = 'BASE_RECEIVES'"], ["UPDATE studio_grant SET code = code || '9'"],
    ],
    "grant.received-differs": [["UPDATE studio_grant SET received_fen = received_fen - 1 WHERE received_fen > 0"]],
    "grant.spent-differs": [["UPDATE studio_grant SET spent_fen = spent_fen + 1 WHERE spent_fen > 0"]],
    "grant.match-spent-differs": [["UPDATE studio_grant SET match_spent_fen = match_spent_fen + 1"]],
    "grant.matched-differs": [
      ["UPDATE studio_grant SET matched_fen = matched_fen + 1"],
      ["UPDATE matching_proof SET state = 'WITHDRAWN', withdrawn_on = '2026-08-30', reason = '样例'"],
    ],
    "custody.differs": [["UPDATE account_turnover SET debit_fen = debit_fen + 1 WHERE account = '10201'"]],
    "grant.custody-differs": [
      ["UPDATE account_turnover SET debit_fen = debit_fen + 1 WHERE account = '221' AND fund = 'PROVINCE'"],
      ["UPDATE account_turnover SET credit_fen = credit_fen + 1 WHERE account = '221' AND fund = 'MATCH'"],
    ],
    "custody.tax-negative": [["UPDATE account_turnover SET account = '21501' WHERE account = '10201'"]],
    "expense.voucher-differs": [
      ["UPDATE grant_expense SET fen = fen + 1 WHERE source = 'PROVINCE'"],
      ["DELETE FROM grant_voucher WHERE step = 'BASE_SPENDS'"],
    ],
    "expense.posted-unmarked": [["UPDATE grant_expense SET state = 'APPROVED' WHERE state = 'POSTED'"]],
    "grant.state-unrecorded": [
      ["UPDATE studio_grant SET state = 'SPENT' WHERE state = 'SPENDING'"], ["DELETE FROM grant_step"],
    ],
    "grant.steps-broken": [["DELETE FROM grant_step WHERE to_state = 'PROVINCE_PAID'"]],
    "grant.entitlement-missing": [["DELETE FROM studio_grant WHERE state = 'ENTITLED'"]],
    "grant.amount-not-set": [["UPDATE grant_amounts SET craftsman_fen = craftsman_fen + 1"]],
    "recovery.state-differs": [
      [
        "INSERT INTO grant_recovery (id, grant_id, misused_fen, unspent_fen, state, document, ordered_by, ordered_at) "
          + "SELECT 'planted', id, 1, 0, 'RETURNED_TO_PROVINCE', '样例', applied_by, created_at FROM studio_grant "
          + "WHERE applied_by IS NOT NULL"
      ]
    ],
    "grant.same-person": [
      ["UPDATE grant_expense SET approved_by = made_by"], ["UPDATE matching_proof SET decided_by = submitted_by"],
      ["UPDATE grant_amounts SET confirmed_by = set_by"],
    ],
    "expense.without-evidence": [["UPDATE grant_expense SET evidence = NULL, mark = NULL"]],
  ]
}

extension Installation {
  private static let grantLife = Mutex<Installation?>(nil)

  /// A grant of which 10,000 yuan of the province and 500 of the match are spent, on 2026-08-21.
  static func withGrantLife() throws -> Installation {
    let made = try grantLife.withLock { made in
      if let made { return made }
      let house = try GrantStage.matched.installation()
      let grant = try house.grant()
      try house.spend(house.expense(grant, "10000", on: "2026-08-20"))
      try house.spend(house.expense(grant, "500", on: "2026-08-21", source: .match))
      made = house
      return house
    }
    return try Installation(copyOf: made).at("2026-08-21")
  }
}
