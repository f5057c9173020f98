import Database
import Primitives

/// What always holds of the books.
public enum BookInvariants {
  /// All of them; `qilu books check` runs these, `qilu check` all there are.
  public static let all = vouchers + months + turnover + imports + trail

  private static let moved = "CASE WHEN l.is_red = 1 THEN -l.fen ELSE l.fen END"

  /// Whether a line `l` is not as its voucher `v` has it.
  static let isDetached = """
    l.ledger_id <> v.ledger_id OR l.chart <> v.chart OR l.day <> v.day
    OR (v.kind NOT IN ('opening', 'conversion') AND coalesce(l.number, 0) <> coalesce(v.number, 0))
    OR (l.is_of_act = 1) <> (v.kind <> 'hand')
    """

  private static let vouchers = [
    Invariant(
      "voucher.unbalanced", "R-421", "已记账凭证借贷平衡，合计一致",
      "the debits of a posted voucher equal its credits and its total",
      """
      SELECT v.id FROM voucher v WHERE v.number IS NOT NULL AND (
        v.total_fen <> (SELECT CAST(coalesce(sum(\(moved)), 0) AS BIGINT) FROM voucher_line l
          WHERE l.voucher_id = v.id AND l.side = 'debit')
        OR v.total_fen <> (SELECT CAST(coalesce(sum(\(moved)), 0) AS BIGINT) FROM voucher_line l
          WHERE l.voucher_id = v.id AND l.side = 'credit'))
      """),
    Invariant(
      "voucher.line-detached", "R-421", "分录与其凭证的账套、科目表、日期和编号一致",
      "a line has the ledger, the chart, the day and the number of its voucher",
      """
      SELECT v.id FROM voucher_line l JOIN voucher v ON v.id = l.voucher_id WHERE \(isDetached)
      """),
    Invariant(
      "voucher.chart-differs", "R-403", "凭证的科目表是其日期适用的科目表", "a voucher's accounts are those in force on its day",
      "SELECT id FROM voucher WHERE chart <> CASE WHEN day < '2022-01-01' THEN '2009' ELSE '2021' END"),
    Invariant(
      "voucher.month-differs", "R-420", "凭证按其日期所在月份编号", "a voucher is numbered in the month of its day",
      """
      SELECT id FROM voucher WHERE CASE WHEN kind IN ('opening', 'conversion') THEN substr(day, 1, 4) || '-00'
        ELSE substr(day, 1, 7) END <> month
      """),
    Invariant(
      "voucher.reversal-differs", "R-421", "红字凭证与被冲销的凭证逐行相反，被冲销的凭证已标明",
      "a red voucher is its original line by line, and the original says that it is taken back",
      """
      SELECT v.id FROM voucher v JOIN voucher o ON o.id = v.reverses
      WHERE v.reverses IS NOT NULL AND v.state <> 'VOID' AND v.number IS NOT NULL AND (
        o.state <> 'REVERSED'
        OR (SELECT count(*) FROM voucher_line a WHERE a.voucher_id = v.id)
          <> (SELECT count(*) FROM voucher_line b WHERE b.voucher_id = o.id)
        OR EXISTS (SELECT 1 FROM voucher_line a JOIN voucher_line b ON b.voucher_id = o.id AND b.place = a.place
          WHERE a.voucher_id = v.id AND (a.account <> b.account OR a.side <> b.side OR a.fen <> b.fen
            OR a.project <> b.project OR a.fund <> b.fund OR a.is_red = b.is_red OR a.nature <> b.nature
            OR a.economic_class <> b.economic_class)))
      """),
    Invariant(
      "voucher.reversed-by-none", "R-421", "标为已冲销的凭证都有记账的红字凭证",
      "what is marked as taken back has a posted red voucher",
      """
      SELECT o.id FROM ledger g JOIN voucher o ON o.ledger_id = g.id AND o.state = 'REVERSED'
      WHERE NOT EXISTS (SELECT 1 FROM voucher v WHERE v.reverses = o.id AND v.number IS NOT NULL)
      """),
  ]

  private static let months = [
    Invariant(
      "voucher.number-gap", "R-420", "每月凭证从 1 起连续编号", "the numbers of a month run from 1 without a gap",
      """
      SELECT m.ledger_id || ' ' || m.month FROM ledger_month m
      LEFT JOIN (SELECT ledger_id, month, count(*) AS n, min(number) AS low, max(number) AS high FROM voucher
        WHERE number IS NOT NULL GROUP BY ledger_id, month) v ON v.ledger_id = m.ledger_id AND v.month = m.month
      WHERE m.last_number <> coalesce(v.n, 0) OR (v.n > 0 AND (v.low <> 1 OR v.high <> v.n))
      """),
    Invariant(
      "voucher.month-unknown", "R-420", "有凭证的月份都有编号记录", "a month that has posted vouchers is known",
      """
      SELECT v.ledger_id || ' ' || v.month FROM (
        SELECT DISTINCT ledger_id, month FROM voucher WHERE number IS NOT NULL) v
      WHERE NOT EXISTS (SELECT 1 FROM ledger_month m WHERE m.ledger_id = v.ledger_id AND m.month = v.month)
      """),
    Invariant(
      "month.waiting-in-closed", "SM-9", "已结账的月份没有未记账的凭证", "no voucher of a closed month waits to be posted",
      """
      SELECT v.id FROM voucher v JOIN ledger_month m ON m.ledger_id = v.ledger_id AND m.month = v.month
      WHERE m.state = 'CLOSED' AND v.state IN ('DRAFT', 'REVIEWED')
      """),
    Invariant(
      "month.closed-alone", "SM-9", "已结账的月份有结账记录", "a closed month has the record of its closing",
      """
      SELECT m.ledger_id || ' ' || m.month FROM ledger_month m WHERE m.state = 'CLOSED' AND m.month NOT LIKE '%-00'
      AND NOT EXISTS (SELECT 1 FROM ledger_month_step s WHERE s.ledger_id = m.ledger_id AND s.month = m.month
        AND s.step = 'closed')
      """),
    Invariant(
      "month.reopened-alone", "SM-9", "反结账由申请人以外的人确认", "a month is reopened by another person than the one who asked",
      """
      SELECT s.id FROM ledger_month_step s WHERE s.step = 'reopened' AND NOT EXISTS (
        SELECT 1 FROM ledger_month_step a WHERE a.ledger_id = s.ledger_id AND a.month = s.month
        AND a.step = 'reopening_asked' AND a.done_by <> s.done_by AND a.done_at <= s.done_at)
      """),
  ]

  private static let turnover = [
    Invariant(
      "turnover.differs", "R-421", "各月发生额等于已记账分录之和", "the turnover of a month is the sum of its posted lines",
      """
      SELECT ledger_id || ' ' || account || ' ' || month FROM (
        SELECT ledger_id, chart, account, project, fund, month, debit_fen, credit_fen, 1 AS kept FROM account_turnover
        UNION ALL
        SELECT l.ledger_id, l.chart, l.account, l.project, l.fund, v.month,
          -CAST(sum(CASE WHEN l.side = 'debit' THEN \(moved) ELSE 0 END) AS BIGINT),
          -CAST(sum(CASE WHEN l.side = 'credit' THEN \(moved) ELSE 0 END) AS BIGINT), -1
        FROM voucher v JOIN voucher_line l ON l.voucher_id = v.id WHERE v.number IS NOT NULL
        GROUP BY l.ledger_id, l.chart, l.account, l.project, l.fund, v.month) both_sides
      GROUP BY ledger_id, chart, account, project, fund, month
      HAVING sum(debit_fen) <> 0 OR sum(credit_fen) <> 0 OR sum(kept) <> 0
      """),
    Invariant(
      "turnover.unbalanced", "R-404", "每个账套每月借贷发生额相等", "the debits of a ledger's month equal its credits",
      """
      SELECT ledger_id || ' ' || month FROM account_turnover GROUP BY ledger_id, chart, month
      HAVING sum(debit_fen) <> sum(credit_fen)
      """),
    Invariant(
      "custody.negative", "R-315", "代管经费各项目各来源不透支", "the money in trust of a project and fund is never below zero",
      """
      SELECT u.code || ' ' || t.project || ' ' || t.fund FROM account_turnover t JOIN ledger l ON l.id = t.ledger_id
      JOIN union_unit u ON u.id = l.unit_id
      WHERE (t.chart = '2021' AND t.account LIKE '221%') OR (t.chart = '2009' AND t.account LIKE '231%')
      GROUP BY u.code, t.ledger_id, t.chart, t.project, t.fund HAVING sum(debit_fen) > sum(credit_fen)
      """),
  ]

  private static let imports = [
    Invariant(
      "voucher-import.differs", "R-420", "导入的凭证与导入记录一致",
      "a file of vouchers has as many as were brought in, all of its ledger",
      """
      SELECT i.id FROM voucher_import i LEFT JOIN (
        SELECT t.import_id, v.ledger_id, count(*) AS vouchers FROM voucher_import_item t JOIN voucher v ON v.id = t.voucher_id
        WHERE v.kind = 'hand' GROUP BY t.import_id, v.ledger_id) found
      ON found.import_id = i.id AND found.ledger_id = i.ledger_id
      WHERE i.vouchers <> coalesce(found.vouchers, 0)
      """),
    Invariant(
      "voucher-import.unrecorded", "R-420", "每次凭证导入都有审计记录", "the import of a file of vouchers is in the audit trail",
      """
      SELECT i.id FROM voucher_import i WHERE (i.ledger_id, i.imported_by, i.imported_at) NOT IN (
        SELECT subject_id, actor_id, at FROM audit_event WHERE operation = 'voucher import')
      """),
  ]

  // As in TrailInvariants: what was posted has an event of it, of the same moment; of many posted at once, the ledger's.
  private static let trail = [
    Invariant(
      "voucher.unrecorded", "SM-9", "每张已记账凭证都有审计记录", "the posting of a voucher is in the audit trail",
      """
      SELECT v.id FROM voucher v
      LEFT JOIN (\(events("voucher post"))) own
        ON own.subject_id = v.id AND own.actor_id = v.posted_by AND own.at = v.posted_at
      LEFT JOIN (\(events("voucher post-all"))) many
        ON many.subject_id = v.ledger_id AND many.actor_id = v.posted_by AND many.at = v.posted_at
      WHERE v.number IS NOT NULL AND own.subject_id IS NULL AND many.subject_id IS NULL
      """)
  ]

  /// Grouped and joined: a list of rows that may be empty in part is gone through for each voucher by the embedded engine.
  private static func events(_ operation: String) -> String {
    """
    SELECT subject_id, actor_id, at, count(*) AS times FROM audit_event WHERE operation = '\(operation)'
    GROUP BY subject_id, actor_id, at
    """
  }
}
