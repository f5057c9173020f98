/// The faults that the tests of the books' invariants plant, behind three posted vouchers of the province, of which one is
/// taken back, one of a base union, in closed months, and a draft of the city that came by a file.
enum BookFaults {
  static let all: [String: [[String]]] = [
    "voucher.unbalanced": [
      ["UPDATE voucher_line SET fen = fen + 1 WHERE place = 1 AND number = 1"],
      ["UPDATE voucher SET total_fen = total_fen + 1 WHERE number = 1"],
      ["DELETE FROM voucher_line WHERE place = 2 AND number = 1"],
    ],
    "voucher.line-detached": [
      ["UPDATE voucher_line SET day = '2026-05-21' WHERE place = 1"],
      ["UPDATE voucher_line SET number = number + 1 WHERE place = 1"],
      ["UPDATE voucher_line SET is_of_act = 1 - is_of_act WHERE place = 1"],
      ["UPDATE voucher_line SET chart = '2009' WHERE place = 1"],
    ],
    "voucher.chart-differs": [["UPDATE voucher SET chart = '2009' WHERE number = 1"]],
    "voucher.month-differs": [["UPDATE voucher SET day = '2026-04-20' WHERE number = 1"]],
    "voucher.reversal-differs": [
      [
        "UPDATE voucher_line SET is_red = 0 WHERE voucher_id IN (SELECT id FROM voucher WHERE kind = 'reversal') "
          + "AND place = 1"
      ],
      ["UPDATE voucher SET state = 'POSTED' WHERE state = 'REVERSED'"],
      [
        "UPDATE voucher_line SET nature = 'BASIC' WHERE voucher_id IN (SELECT id FROM voucher WHERE kind = 'reversal')"
      ],
      [
        "DELETE FROM voucher_line WHERE place = 2 AND voucher_id IN (SELECT reverses FROM voucher WHERE kind = 'reversal')"
      ],
    ],
    "voucher.reversed-by-none": [
      [
        "UPDATE voucher SET state = 'REVERSED' WHERE kind = 'hand' AND number IS NOT NULL "
          + "AND id NOT IN (SELECT reverses FROM voucher WHERE reverses IS NOT NULL)"
      ]
    ],
    "voucher.number-gap": [
      ["UPDATE voucher SET number = number + 10 WHERE number = 3"],
      ["UPDATE ledger_month SET last_number = last_number + 1 WHERE last_number > 0"],
      ["UPDATE voucher SET number = 0 - number WHERE number = 1"],
    ],
    "voucher.month-unknown": [["DELETE FROM ledger_month WHERE last_number > 0"]],
    "month.waiting-in-closed": [
      [
        "UPDATE ledger_month SET state = 'CLOSED'",
        "UPDATE voucher SET state = 'REVIEWED', number = NULL, digest = NULL, "
          + "posted_by = NULL, posted_at = NULL WHERE kind = 'hand'",
      ]
    ],
    "month.closed-alone": [["DELETE FROM ledger_month_step"]],
    "month.reopened-alone": [
      [
        "INSERT INTO ledger_month_step (id, ledger_id, month, step, reason, done_by, done_at) "
          + "SELECT 'planted', ledger_id, month, 'reopened', '样例', done_by, done_at FROM ledger_month_step LIMIT 1"
      ]
    ],
    "turnover.differs": [
      ["UPDATE account_turnover SET debit_fen = debit_fen + 1, credit_fen = credit_fen + 1"],
      ["DELETE FROM account_turnover WHERE account = '102'"],
      [
        "INSERT INTO account_turnover (ledger_id, chart, account, project, fund, month, debit_fen, credit_fen) "
          + "SELECT id, '2021', '101', '', '', '2026-05', 5, 5 FROM ledger"
      ],
    ],
    "turnover.unbalanced": [["UPDATE account_turnover SET debit_fen = debit_fen + 1 WHERE account = '102'"]],
    "custody.negative": [["UPDATE account_turnover SET debit_fen = 900000 WHERE account = '221'"]],
    "voucher-import.differs": [
      ["UPDATE voucher_import SET vouchers = vouchers + 1, lines = lines + 2"],
      ["DELETE FROM voucher_import_item"],
      ["UPDATE voucher_import SET ledger_id = (SELECT min(id) FROM ledger WHERE id <> voucher_import.ledger_id)"],
    ],
    "voucher-import.unrecorded": [
      ["DELETE FROM audit_event WHERE operation = 'voucher import'"],
      ["UPDATE voucher_import SET imported_at = '2026-01-01T00:00:00.000Z'"],
    ],
    "voucher.unrecorded": [
      ["DELETE FROM audit_event WHERE operation = 'voucher post'"],
      ["UPDATE voucher SET posted_at = '2026-01-01T00:00:00.000Z' WHERE number = 1"],
    ],
  ]
}
