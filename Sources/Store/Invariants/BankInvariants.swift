import Database
import Primitives

/// What always holds of bank statements and their matches.
public enum BankInvariants {
  /// All of them; `qilu books check` runs these beside those of the books.
  public static let all = statements + matches + separation

  private static let moved = "CASE WHEN (v.side = 'debit') = (v.is_red = 0) THEN v.fen ELSE -v.fen END"

  private static let statements = [
    Invariant(
      "bank.statement-sum", "R-424", "对账单各行之和等于期末减期初余额，行数一致",
      "the lines of a statement come to its closing less its opening, and are as many as it says",
      """
      SELECT s.id FROM bank_statement s
      WHERE s.closing_fen - s.opening_fen <> (SELECT CAST(coalesce(sum(l.fen), 0) AS BIGINT) FROM bank_line l
        WHERE l.statement_id = s.id)
      OR s.row_count <> (SELECT count(*) FROM bank_line l WHERE l.statement_id = s.id)
      """),
    Invariant(
      "bank.line-balance", "R-424", "对账单每行余额等于上一行余额加本行金额",
      "the balance of a statement's line follows from the one before it",
      """
      SELECT l.statement_id || ' ' || CAST(l.line AS TEXT) FROM bank_line l JOIN bank_statement s ON s.id = l.statement_id
      LEFT JOIN bank_line p ON p.statement_id = l.statement_id AND p.place = l.place - 1
      WHERE l.balance_fen - l.fen <> CASE WHEN l.place = 1 THEN s.opening_fen ELSE coalesce(p.balance_fen, 0) END
      OR (l.place > 1 AND p.line IS NULL)
      """),
    Invariant(
      "bank.line-outside", "R-424", "对账单各行日期在其期间内", "the lines of a statement lie within its days",
      """
      SELECT l.statement_id || ' ' || CAST(l.line AS TEXT) FROM bank_line l JOIN bank_statement s ON s.id = l.statement_id
      WHERE l.day < s.first_day OR l.day > s.last_day
      """),
    Invariant(
      "bank.chain-broken", "R-424", "对账单前后衔接：期间不重叠，期初余额等于上一份期末余额",
      "a statement begins with the balance that the one before it ended with, behind its days",
      """
      SELECT s.id FROM bank_statement s JOIN bank_statement p ON p.bank_id = s.bank_id
      WHERE s.void_reason IS NULL AND p.void_reason IS NULL AND p.number = (SELECT max(q.number) FROM bank_statement q
        WHERE q.bank_id = s.bank_id AND q.void_reason IS NULL AND q.number < s.number)
      AND (p.closing_fen <> s.opening_fen OR p.last_day >= s.first_day)
      """),
    // The last days of months as texts; 28 stands for February, which a leap year has one day more of.
    Invariant(
      "bank.closed-without-statement", "SM-9", "已结账的月份都有截至月末的对账单",
      "a closed month has statements up to its end for each bank account that is reconciled in it",
      """
      SELECT m.ledger_id || ' ' || m.month || ' ' || b.account FROM ledger_month m
      JOIN bank_account b ON b.ledger_id = m.ledger_id AND b.since <= m.month
      WHERE m.state = 'CLOSED' AND m.month NOT LIKE '%-00'
      AND NOT EXISTS (SELECT 1 FROM bank_statement s WHERE s.bank_id = b.id AND s.void_reason IS NULL
        AND s.last_day >= m.month || CASE WHEN substr(m.month, 6, 2) = '02' THEN '-28'
          WHEN substr(m.month, 6, 2) IN ('04', '06', '09', '11') THEN '-30' ELSE '-31' END)
      """),
  ]

  private static let matches = [
    Invariant(
      "bank.match-unequal", "R-421", "勾对的银行方与账面方金额相等", "both sides of a match come to the same amount",
      """
      SELECT match_id FROM bank_match_item GROUP BY match_id
      HAVING sum(CASE WHEN side = 'bank' THEN fen ELSE -fen END) <> 0 OR count(*) < 2
      """),
    Invariant(
      "bank.item-differs", "R-421", "勾对所记金额与原行一致", "the amount of a matched line is that of the line",
      """
      SELECT i.match_id || ' ' || CAST(i.place AS TEXT) FROM bank_match_item i
      LEFT JOIN bank_line l ON l.statement_id = i.statement_id AND l.line = i.line
      LEFT JOIN voucher_line v ON v.voucher_id = i.voucher_id AND v.place = i.voucher_place
      LEFT JOIN bank_outstanding o ON o.bank_id = i.bank_id AND o.place = i.outstanding
      WHERE i.fen <> coalesce(l.fen, \(moved), o.fen, 0) OR (o.side IS NOT NULL AND o.side <> i.side)
      """),
    Invariant(
      "bank.matched-twice", "R-421", "每一行至多勾对一次", "no line is matched twice",
      """
      SELECT coalesce(statement_id, voucher_id, bank_id) || ' ' || CAST(coalesce(line, voucher_place, outstanding) AS TEXT)
      FROM bank_match_item WHERE is_live = 1
      GROUP BY statement_id, line, voucher_id, voucher_place, CASE WHEN outstanding IS NULL THEN '' ELSE bank_id END,
        outstanding, coalesce(statement_id, voucher_id, bank_id), coalesce(line, voucher_place, outstanding)
      HAVING count(*) > 1
      """),
    Invariant(
      "bank.match-state", "R-421", "勾对与其各行的有效状态一致", "the lines of a match hold as long as the match does",
      """
      SELECT m.id FROM bank_match m WHERE EXISTS (SELECT 1 FROM bank_match_item i WHERE i.match_id = m.id
        AND (i.is_live = 1) <> (m.ended_reason IS NULL))
      OR NOT EXISTS (SELECT 1 FROM bank_match_item i WHERE i.match_id = m.id)
      """),
    Invariant(
      "bank.matched-elsewhere", "R-421", "勾对的分录已记账并在该账户的科目上，勾对的对账单有效且属于该账户",
      "a matched voucher line is posted and stands on the account of the bank account, a matched statement is its own and "
        + "counts",
      """
      SELECT i.match_id || ' ' || CAST(i.place AS TEXT) FROM bank_match_item i JOIN bank_match m ON m.id = i.match_id
      JOIN bank_account b ON b.id = i.bank_id
      LEFT JOIN bank_statement s ON s.id = i.statement_id
      LEFT JOIN voucher_line v ON v.voucher_id = i.voucher_id AND v.place = i.voucher_place
      LEFT JOIN bank_outstanding o ON o.bank_id = i.bank_id AND o.place = i.outstanding
      WHERE i.is_live = 1 AND (m.bank_id <> i.bank_id
        OR (i.statement_id IS NOT NULL AND (s.bank_id <> b.id OR s.void_reason IS NOT NULL))
        OR (i.voucher_id IS NOT NULL AND (v.number IS NULL OR v.ledger_id <> b.ledger_id OR v.account <> b.account
          OR v.day < b.since || '-01'))
        OR (i.outstanding IS NOT NULL AND o.is_live = 0))
      """),
    Invariant(
      "bank.match-before-lines", "SM-9", "勾对不早于其各行的日期生效", "a match counts from no day before its lines",
      """
      SELECT m.id FROM bank_match m JOIN bank_match_item i ON i.match_id = m.id
      LEFT JOIN bank_line l ON l.statement_id = i.statement_id AND l.line = i.line
      LEFT JOIN voucher_line v ON v.voucher_id = i.voucher_id AND v.place = i.voucher_place
      LEFT JOIN bank_outstanding o ON o.bank_id = i.bank_id AND o.place = i.outstanding
      WHERE m.day < coalesce(l.day, v.day, o.day, '')
      """),
  ]

  private static let separation = [
    Invariant(
      "bank.cashier-matched", "R-421", "人工勾对的人不是该凭证的出纳", "who matched by hand did not sign the voucher as its cashier",
      """
      SELECT m.id FROM bank_match m JOIN bank_match_item i ON i.match_id = m.id JOIN voucher v ON v.id = i.voucher_id
      WHERE m.basis = 'HAND' AND v.cashier_by = m.matched_by
      """),
    Invariant(
      "bank.import-unrecorded", "SM-9", "每次导入对账单都有审计记录", "the import of a statement is in the audit trail",
      """
      SELECT s.id FROM bank_statement s WHERE (s.id, s.imported_by, s.imported_at) NOT IN (
        SELECT subject_id, actor_id, at FROM audit_event WHERE operation = 'bank import')
      """),
  ]
}
