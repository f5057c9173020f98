/// The faults that the tests of the bank's invariants plant, behind two statements of the province whose lines are matched by
/// themselves and by hand, in closed months.
enum BankFaults {
  static let all: [String: [[String]]] = [
    "bank.statement-sum": [
      ["UPDATE bank_statement SET closing_fen = closing_fen + 1 WHERE number = 2"],
      ["UPDATE bank_line SET fen = fen + 1 WHERE line = 6"], ["DELETE FROM bank_line WHERE line = 6"],
      ["UPDATE bank_statement SET row_count = row_count + 1"],
    ],
    "bank.line-balance": [
      ["UPDATE bank_line SET balance_fen = balance_fen + 1 WHERE line = 4"],
      ["UPDATE bank_statement SET opening_fen = opening_fen + 1, closing_fen = closing_fen + 1 WHERE number = 2"],
      ["UPDATE bank_line SET place = place + 10 WHERE line = 6"],
    ],
    "bank.line-outside": [
      ["UPDATE bank_line SET day = '2026-06-01' WHERE line = 6"],
      ["UPDATE bank_statement SET first_day = '2026-05-21' WHERE number = 2"],
    ],
    "bank.chain-broken": [
      ["UPDATE bank_statement SET closing_fen = closing_fen + 1, opening_fen = opening_fen + 1 WHERE number = 1"],
      ["UPDATE bank_statement SET last_day = '2026-05-01' WHERE number = 1"],
    ],
    "bank.closed-without-statement": [
      ["UPDATE bank_statement SET last_day = '2026-05-30' WHERE number = 2"],
      [
        "UPDATE bank_account SET since = '2026-06'",
        "UPDATE ledger_month SET month = '2026-06' WHERE month = '2026-05'",
      ],
    ],
    "bank.match-unequal": [
      ["UPDATE bank_match_item SET fen = fen + 1 WHERE side = 'bank'"],
      ["DELETE FROM bank_match_item WHERE place = 1"],
    ],
    "bank.item-differs": [
      ["UPDATE bank_match_item SET fen = fen + 1"], ["UPDATE voucher_line SET is_red = 1 WHERE account = '102'"],
      ["UPDATE bank_line SET fen = fen + 1 WHERE line = 4"],
    ],
    "bank.matched-twice": [
      [
        "DROP INDEX bank_item_line_once",
        "INSERT INTO bank_match_item (match_id, place, bank_id, side, statement_id, line, fen, is_live) "
          + "SELECT match_id, 9, bank_id, side, statement_id, line, fen, is_live FROM bank_match_item WHERE line = 3",
      ],
      [
        "DROP INDEX bank_item_voucher_once",
        "INSERT INTO bank_match_item (match_id, place, bank_id, side, voucher_id, voucher_place, fen, is_live) "
          + "SELECT match_id, 9, bank_id, side, voucher_id, voucher_place, fen, is_live FROM bank_match_item "
          + "WHERE voucher_place = 2",
      ],
    ],
    "bank.match-state": [
      ["UPDATE bank_match_item SET is_live = 0 WHERE place = 1"],
      ["UPDATE bank_match SET ended_reason = '样例', ended_by = matched_by, ended_at = matched_at"],
      ["DELETE FROM bank_match_item WHERE match_id IN (SELECT id FROM bank_match WHERE number = 1)"],
    ],
    "bank.matched-elsewhere": [
      ["UPDATE voucher_line SET number = NULL WHERE account = '102'"],
      ["UPDATE voucher_line SET account = '101' WHERE account = '102'"],
      ["UPDATE bank_account SET account = '10201'"], ["UPDATE bank_account SET since = '2026-06'"],
      ["UPDATE bank_statement SET void_reason = '样例', voided_by = imported_by, voided_at = imported_at"],
      ["UPDATE bank_account SET ledger_id = (SELECT id FROM ledger WHERE tier = 'city')"],
    ],
    "bank.match-before-lines": [
      ["UPDATE bank_match SET day = '2026-05-19' WHERE number = 2"],
      ["UPDATE bank_line SET day = '2026-05-31' WHERE line = 3"],
    ],
    "bank.cashier-matched": [
      [
        "UPDATE bank_match SET matched_by = (SELECT max(cashier_by) FROM voucher WHERE number IS NOT NULL) "
          + "WHERE basis = 'HAND'"
      ]
    ],
    "bank.import-unrecorded": [
      ["DELETE FROM audit_event WHERE operation = 'bank import'"],
      ["UPDATE bank_statement SET imported_at = '2026-01-01T00:00:00.000Z' WHERE number = 1"],
    ],
  ]
}
