import Database
import Primitives

/// What always holds of studios and their grants.
public enum GrantInvariants {
  /// All of them; `qilu books check` runs these too.
  public static let all = lock + numbers + acts + people

  /// What a posted voucher of a grant is about: its first line, below zero in a red one.
  private static let posted = """
    SELECT g.grant_id, g.step, g.reference, CASE WHEN l.is_red = 1 THEN -l.fen ELSE l.fen END AS fen,
      coalesce((SELECT max(f.fund) FROM voucher_line f WHERE f.voucher_id = v.id AND f.fund <> ''), '') AS fund
    FROM grant_voucher g JOIN voucher v ON v.id = g.voucher_id JOIN voucher_line l ON l.voucher_id = v.id AND l.place = 1
    WHERE v.number IS NOT NULL
    """

  private static let lock = [
    Invariant(
      "grant.lock-broken", "R-306", "配套未足额时没有动用省资金的余地，支出不超过到账",
      "provincial money is spendable only behind a complete match, and never beyond what was received",
      """
      SELECT code FROM studio_grant WHERE spent_fen < 0 OR spent_fen > spendable_fen OR spendable_fen > received_fen
      OR received_fen > amount_fen OR (matched_fen < required_fen AND spendable_fen <> spent_fen)
      """),
    Invariant(
      "grant.paid-twice", "R-304", "一项业务只有一张记账凭证", "an act of a grant has one posted voucher",
      """
      SELECT g.grant_id || ' ' || g.step FROM grant_voucher g JOIN voucher v ON v.id = g.voucher_id
      WHERE v.state = 'POSTED' GROUP BY g.grant_id, g.step, g.reference HAVING count(*) > 1
      """),
    Invariant(
      "grant.line-unattached", "R-306", "涉及资助资金的分录都来自资助业务", "a line about a grant's money comes from an act of it",
      """
      SELECT DISTINCT v.id FROM voucher_line l JOIN voucher v ON v.id = l.voucher_id
      WHERE l.fund <> '' AND v.kind IN ('act', 'reversal', 'hand') AND v.number IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM grant_voucher g JOIN studio_grant s ON s.id = g.grant_id
        WHERE g.voucher_id = v.id AND s.code = l.project)
      """),
  ]

  private static let numbers = [
    Invariant(
      "grant.received-differs", "R-315", "到账等于基层收款凭证减退回", "what was received is what the base union's vouchers say",
      """
      SELECT s.code FROM studio_grant s WHERE s.received_fen <> coalesce((SELECT CAST(sum(CASE p.step
          WHEN 'BASE_RECEIVES' THEN p.fen WHEN 'BASE_RETURNS' THEN -p.fen ELSE 0 END) AS BIGINT)
        FROM (\(posted)) p WHERE p.grant_id = s.id), 0)
        + coalesce((SELECT o.amount_fen FROM grant_opening o WHERE o.code = s.code AND o.confirmed_by IS NOT NULL), 0)
      """),
    Invariant(
      "grant.spent-differs", "R-315", "省资金支出等于支出凭证减冲销和退还",
      "what was spent of provincial money is what its vouchers say",
      """
      SELECT s.code FROM studio_grant s WHERE s.spent_fen <> coalesce((SELECT CAST(sum(CASE p.step
          WHEN 'BASE_SPENDS' THEN p.fen WHEN 'BASE_REPAID' THEN -p.fen ELSE 0 END) AS BIGINT)
        FROM (\(posted)) p WHERE p.grant_id = s.id AND p.fund = 'PROVINCE'), 0)
        + coalesce((SELECT o.spent_fen FROM grant_opening o WHERE o.code = s.code AND o.confirmed_by IS NOT NULL), 0)
      """),
    Invariant(
      "grant.match-spent-differs", "R-315", "配套支出等于已入账的配套支出", "what was spent of the match is the sum of its spends",
      """
      SELECT s.code FROM studio_grant s WHERE s.match_spent_fen <> coalesce((SELECT CAST(sum(e.fen) AS BIGINT)
        FROM grant_expense e WHERE e.grant_id = s.id AND e.source = 'MATCH' AND e.state = 'POSTED'), 0)
        + coalesce((SELECT o.match_spent_fen FROM grant_opening o
          WHERE o.code = s.code AND o.confirmed_by IS NOT NULL), 0)
      """),
    Invariant(
      "grant.matched-differs", "R-305", "已确认配套等于有效的现金凭证之和", "the confirmed match is the sum of the proofs that stand",
      """
      SELECT s.code FROM studio_grant s WHERE s.matched_fen <> coalesce((SELECT CAST(sum(m.fen) AS BIGINT)
        FROM matching_proof m WHERE m.grant_id = s.id AND m.form = 'CASH' AND m.state = 'CONFIRMED'), 0)
      """),
    Invariant(
      "custody.differs", "R-419", "代管银行和现金等于代管经费加代扣未缴税款",
      "custodial bank and cash are custodial funds and the tax withheld from them",
      """
      SELECT u.code || ' ' || t.project || ' ' || t.fund FROM account_turnover t JOIN ledger l ON l.id = t.ledger_id
      JOIN union_unit u ON u.id = l.unit_id
      WHERE (t.account LIKE '10201%' OR t.account LIKE '10101%' OR (t.chart = '2021' AND t.account LIKE '221%')
        OR (t.chart = '2009' AND t.account LIKE '231%')
        OR (t.fund <> '' AND t.account LIKE CASE WHEN t.chart = '2021' THEN '21501%' ELSE '22501%' END
          AND EXISTS (SELECT 1 FROM account_turnover c WHERE c.ledger_id = t.ledger_id AND c.chart = t.chart
            AND c.project = t.project AND c.fund = t.fund AND (c.account LIKE '10201%' OR c.account LIKE '10101%'))))
      GROUP BY u.code, t.ledger_id, t.chart, t.project, t.fund HAVING sum(t.debit_fen) <> sum(t.credit_fen)
      """),
    Invariant(
      "grant.custody-differs", "R-419", "代管的资助资金等于到账减支出，配套等于已入账减支出和退回",
      "what is in trust of a grant is what was received and not spent, of the match what was booked and is left",
      """
      SELECT s.code || ' ' || t.fund FROM studio_grant s JOIN (
        SELECT project, fund, CAST(sum(credit_fen - debit_fen) AS BIGINT) AS held FROM account_turnover
        WHERE (chart = '2021' AND account LIKE '221%') OR (chart = '2009' AND account LIKE '231%')
        GROUP BY project, fund) t ON t.project = s.code AND t.fund <> ''
      LEFT JOIN grant_opening o ON o.code = s.code AND o.confirmed_by IS NOT NULL
      WHERE t.held <> CASE t.fund WHEN 'PROVINCE' THEN s.received_fen - s.spent_fen
        ELSE coalesce(o.matched_fen, 0) - s.match_spent_fen END
        + coalesce((SELECT CAST(sum(CASE p.step WHEN 'BASE_MATCH_WITHDRAWN' THEN -p.fen ELSE p.fen END) AS BIGINT)
          FROM (\(posted)) p WHERE p.grant_id = s.id AND p.fund = t.fund
          AND p.step IN ('BASE_RECEIVES_MATCH', 'BASE_MATCH_WITHDRAWN', 'INTEREST_RECEIVED')), 0)
      """),
    Invariant(
      "custody.tax-negative", "R-417", "代扣税款不多缴", "no more tax is paid than was withheld",
      """
      SELECT u.code || ' ' || t.project || ' ' || t.fund FROM account_turnover t JOIN ledger l ON l.id = t.ledger_id
      JOIN union_unit u ON u.id = l.unit_id
      WHERE t.fund <> '' AND t.account LIKE CASE WHEN t.chart = '2021' THEN '21501%' ELSE '22501%' END
      GROUP BY u.code, t.ledger_id, t.project, t.fund HAVING sum(t.debit_fen) > sum(t.credit_fen)
      """),
  ]

  private static let acts = [
    Invariant(
      "expense.voucher-differs", "R-314", "已入账支出的凭证已记账且金额一致", "a posted spend has a posted voucher of its amount",
      """
      SELECT e.id FROM grant_expense e JOIN studio_grant s ON s.id = e.grant_id
      WHERE e.state IN ('POSTED', 'REVERSED') AND NOT (e.source = 'MATCH' AND s.match_mode = 'M1')
      AND NOT EXISTS (SELECT 1 FROM (\(posted)) p WHERE p.grant_id = e.grant_id AND p.step = 'BASE_SPENDS'
        AND p.reference = e.id AND p.fen = e.fen AND p.fund = e.source)
      """),
    Invariant(
      "expense.posted-unmarked", "SM-8", "支出凭证记账后支出标为已入账", "a spend whose voucher is posted says so",
      """
      SELECT e.id FROM grant_expense e WHERE e.state NOT IN ('POSTED', 'REVERSED') AND EXISTS (
        SELECT 1 FROM (\(posted)) p WHERE p.grant_id = e.grant_id AND p.step = 'BASE_SPENDS' AND p.reference = e.id)
      """),
    Invariant(
      "grant.state-unrecorded", "SM-6", "资助的状态是其最后一步的状态", "a grant is in the state of its last step",
      """
      SELECT s.code FROM studio_grant s WHERE s.state <> coalesce((SELECT g.to_state FROM grant_step g
        WHERE g.grant_id = s.id ORDER BY g.changed_at DESC, g.id DESC LIMIT 1), '')
      """),
    Invariant(
      "grant.steps-broken", "SM-6", "资助的经过首尾相接", "the steps of a grant follow one another",
      """
      SELECT g.id FROM grant_step g WHERE g.from_state IS NOT NULL AND g.from_state <> coalesce((
        SELECT b.to_state FROM grant_step b WHERE b.grant_id = g.grant_id AND (b.changed_at < g.changed_at
          OR (b.changed_at = g.changed_at AND b.id < g.id)) ORDER BY b.changed_at DESC, b.id DESC LIMIT 1), '')
      """),
    Invariant(
      "grant.entitlement-missing", "R-302", "资助标准确认后，每个有效命名都有资助资格",
      "once the amounts are confirmed, each naming in force has its entitlement",
      """
      SELECT n.nomination FROM naming n JOIN grant_amounts a ON a.edition_id = n.edition_id
      WHERE a.confirmed_by IS NOT NULL AND NOT EXISTS (SELECT 1 FROM studio_grant s
        WHERE s.edition_id = n.edition_id AND s.nomination = n.nomination)
      AND NOT EXISTS (SELECT 1 FROM naming_revocation r
        WHERE r.edition_id = n.edition_id AND r.nomination = n.nomination)
      """),
    Invariant(
      "grant.amount-not-set", "R-304", "资助金额等于该届标准", "a grant is what its edition sets for it",
      """
      SELECT s.code FROM studio_grant s JOIN grant_amounts a ON a.edition_id = s.edition_id
      WHERE s.amount_fen <> CASE WHEN s.is_great = 1 THEN a.great_fen ELSE a.craftsman_fen END
      """),
    Invariant(
      "recovery.state-differs", "R-319", "追回进度与退款凭证一致", "a recovery is as far as its vouchers",
      """
      SELECT r.id FROM grant_recovery r WHERE r.state = 'RETURNED_TO_PROVINCE' AND NOT EXISTS (
        SELECT 1 FROM (\(posted)) p WHERE p.grant_id = r.grant_id AND p.step = 'PROVINCE_TAKES_BACK'
        AND p.reference = r.id AND p.fen = r.misused_fen + r.unspent_fen)
      """),
  ]

  private static let people = [
    Invariant(
      "grant.same-person", "R-314", "制单、提交与批准、确认由不同的人办理", "nobody confirms what he made",
      """
      SELECT id FROM grant_expense WHERE approved_by = made_by
      UNION ALL SELECT id FROM matching_proof WHERE decided_by = submitted_by
      UNION ALL SELECT edition_id FROM grant_amounts WHERE confirmed_by = set_by
      UNION ALL SELECT code FROM grant_opening WHERE confirmed_by = entered_by
      UNION ALL SELECT nomination FROM personal_award WHERE confirmed_by = recorded_by
      UNION ALL SELECT id FROM grant_finding WHERE judged_by = answered_by
      """),
    Invariant(
      "expense.without-evidence", "R-314", "提交后的支出都有凭证", "a spend that was handed in has its evidence",
      """
      SELECT id FROM grant_expense WHERE state NOT IN ('DRAFT', 'RETURNED') AND evidence IS NULL
      """),
  ]
}
