/// What always holds of rubrics and of the sheets on which people score.
enum SheetInvariants {
  static let all = rubrics + sheets + locks

  private static let rubrics = [
    Invariant(
      "rubric.sum", "R-219", "评分细则的分值合计为 100", "the maxima of a rubric sum to 100",
      """
      SELECT r.edition_id FROM rubric r WHERE 10000 <> (
        SELECT CAST(COALESCE(sum(i.maximum_hundredths), 0) AS BIGINT) FROM rubric_item i
        WHERE i.edition_id = r.edition_id AND i.version = r.version)
      """)
  ]

  private static let sheets = [
    Invariant(
      "sheet.not-assigned", "R-207", "评分表都属于已分配的评审人和推荐", "every sheet belongs to an assigned pair",
      """
      SELECT w.nomination FROM work_sheet w WHERE w.state <> 'RECUSED' AND NOT EXISTS (
        SELECT 1 FROM assignment a JOIN assignment_run r ON r.id = a.run_id
        WHERE r.edition_id = w.edition_id AND r.stage = w.stage AND r.superseded_at IS NULL
        AND a.judge = w.judge AND a.nomination = w.nomination)
      """),
    Invariant(
      "sheet.incomplete", "R-220", "已提交或锁定的评分表各项齐全", "nothing is missing on a submitted or locked sheet",
      """
      SELECT w.nomination FROM work_sheet w WHERE w.state IN ('SUBMITTED', 'LOCKED') AND (
        (w.stage = 'nominee' AND 4 <> (
          SELECT count(*) FROM work_sheet_value v WHERE \(ofSheet("v"))
          AND v.item IN ('spirit', 'craft', 'leading', 'contribution')))
        OR (w.stage = 'candidate' AND (
          NOT EXISTS (SELECT 1 FROM rubric r WHERE r.edition_id = w.edition_id)
          OR EXISTS (
            SELECT 1 FROM rubric_item i WHERE \(inForce)
            AND NOT EXISTS (SELECT 1 FROM work_sheet_value v WHERE \(ofSheet("v")) AND v.item = i.code)))))
      """),
    Invariant(
      "sheet.value-outside-form", "R-220", "评分表的每个分数都属于评分项且不超过其分值",
      "every value of a sheet is of an item and within its maximum",
      """
      SELECT w.nomination FROM work_sheet w JOIN work_sheet_value v ON \(ofSheet("v")) WHERE w.state <> 'RECUSED' AND (
        v.score_hundredths NOT BETWEEN 0 AND 10000
        OR (w.stage = 'nominee' AND v.item NOT IN ('spirit', 'craft', 'leading', 'contribution'))
        OR (w.stage = 'candidate' AND NOT EXISTS (
          SELECT 1 FROM rubric_item i WHERE \(inForce) AND i.code = v.item
          AND i.maximum_hundredths >= v.score_hundredths)))
      """),
    Invariant(
      "sheet.history-differs", "SM-3", "评分表的状态与其最后一次变更一致", "a sheet's state is that of its last change",
      """
      SELECT w.nomination FROM work_sheet w WHERE NOT EXISTS (
        SELECT 1 FROM work_sheet_state s WHERE \(ofSheet("s")) AND s.to_state = w.state
        AND NOT EXISTS (SELECT 1 FROM work_sheet_state n WHERE \(ofSheet("n")) AND n.id > s.id))
      """),
  ]

  private static let locks = [
    Invariant(
      "sheet.locked-without-lock", "SM-3", "锁定的评分表都出自一次锁定", "a locked sheet comes from a lock",
      """
      SELECT w.nomination FROM work_sheet w WHERE w.state = 'LOCKED' AND NOT EXISTS (
        SELECT 1 FROM sheet_lock l WHERE l.edition_id = w.edition_id AND l.stage = w.stage)
      """),
    Invariant(
      "sheet.lock-unrecorded", "SM-3", "评分表的锁定与审计记录一致", "each lock of sheets is in the audit trail",
      """
      SELECT l.stage FROM sheet_lock l WHERE NOT EXISTS (
        SELECT 1 FROM audit_event e WHERE e.subject_id = l.edition_id AND e.actor_id = l.locked_by
        AND e.at = l.locked_at
        AND e.operation = CASE l.stage WHEN 'candidate' THEN 'review lock' ELSE 'sheet lock' END)
      """),
    Invariant(
      "sheet.package-differs", "SM-3", "锁定的专家评分表与数据包一致", "the locked score sheets are those of the package",
      """
      SELECT w.nomination FROM work_sheet w
      WHERE w.stage = 'nominee' AND w.state = 'LOCKED' AND NOT \(isRecused) AND NOT EXISTS (
        SELECT 1 FROM score_sheet s WHERE s.edition_id = w.edition_id AND s.expert = w.judge
        AND s.nomination = w.nomination AND \(dimensions.map(equals).joined(separator: " AND ")))
      UNION ALL
      SELECT s.nomination FROM score_sheet s JOIN sheet_lock l
      ON l.edition_id = s.edition_id AND l.stage = 'nominee' AND l.number = 1 WHERE NOT EXISTS (
        SELECT 1 FROM work_sheet w WHERE w.edition_id = s.edition_id AND w.stage = 'nominee' AND w.state = 'LOCKED'
        AND w.judge = s.expert AND w.nomination = s.nomination)
      """),
    Invariant(
      "preliminary.sum-differs", "R-219", "锁定的初审评分为各项之和，与数据包一致",
      "a locked review's score in the package is the sum of its items",
      """
      SELECT w.nomination FROM work_sheet w
      WHERE w.stage = 'candidate' AND w.state = 'LOCKED' AND NOT \(isRecused) AND NOT EXISTS (
        SELECT 1 FROM preliminary_score p WHERE p.edition_id = w.edition_id AND p.reviewer = w.judge
        AND p.nomination = w.nomination AND p.score_hundredths = (
          SELECT CAST(COALESCE(sum(v.score_hundredths), 0) AS BIGINT) FROM work_sheet_value v
          WHERE \(ofSheet("v"))))
      UNION ALL
      SELECT p.nomination FROM preliminary_score p JOIN sheet_lock l
      ON l.edition_id = p.edition_id AND l.stage = 'candidate' AND l.number = 1 WHERE NOT EXISTS (
        SELECT 1 FROM work_sheet w WHERE w.edition_id = p.edition_id AND w.stage = 'candidate'
        AND w.state = 'LOCKED' AND w.judge = p.reviewer AND w.nomination = p.nomination)
      """),
  ]

  private static let dimensions = ["spirit", "craft", "leading", "contribution"]

  private static func equals(_ dimension: String) -> String {
    """
    s.\(dimension)_hundredths = (
      SELECT v.score_hundredths FROM work_sheet_value v WHERE \(ofSheet("v")) AND v.item = '\(dimension)')
    """
  }

  /// Whether a row of another table belongs to the sheet `w`.
  private static func ofSheet(_ row: String) -> String {
    """
    \(row).edition_id = w.edition_id AND \(row).stage = w.stage AND \(row).judge = w.judge
    AND \(row).nomination = w.nomination
    """
  }

  /// Whether the rubric's item `i` is in force for the sheet `w`.
  private static let inForce = """
    i.edition_id = w.edition_id AND i.version = (SELECT max(r.version) FROM rubric r WHERE r.edition_id = w.edition_id)
    """

  /// Whether the judge of the sheet `w` is recused, so that the package need not have it.
  private static let isRecused = """
    EXISTS (SELECT 1 FROM recusal_declaration d WHERE d.edition_id = w.edition_id AND d.stage = w.stage
    AND d.judge = w.judge AND d.nomination = w.nomination)
    """
}
