/// What always holds of draws, conflicts and assignments.
enum PanelInvariants {
  static let all = draws + rulings + assignments

  private static let draws = [
    Invariant(
      "draw.panel-differs", "R-207", "抽取产生的专家名单与记录的抽取结果一致", "a drawn panel is the recorded result of its draw",
      """
      SELECT drawn.expert FROM panel_draw_expert drawn JOIN panel_draw d ON d.id = drawn.draw_id
      JOIN input_import i ON i.edition_id = d.edition_id AND i.kind = 'experts' AND i.file_digest = d.result_digest
      WHERE i.superseded_by IS NULL AND NOT EXISTS (
        SELECT 1 FROM panel_expert p WHERE p.edition_id = d.edition_id AND p.expert = drawn.expert
        AND p.import_id = i.id)
      UNION ALL
      SELECT p.expert FROM panel_expert p JOIN input_import i ON i.id = p.import_id
      JOIN panel_draw d ON d.edition_id = p.edition_id AND d.result_digest = i.file_digest
      WHERE NOT EXISTS (SELECT 1 FROM panel_draw_expert drawn WHERE drawn.draw_id = d.id AND drawn.expert = p.expert)
      """),
    Invariant(
      "draw.early-number", "R-207", "公开数字的日期晚于承诺之日", "a draw's public number is of a day after its commitment",
      "SELECT commitment_digest FROM panel_draw WHERE public_day <= committed_on"),
    Invariant(
      "draw.repeated-without-reason", "R-207", "再次抽取都写明理由", "a further draw has its reason",
      "SELECT commitment_digest FROM panel_draw WHERE number > 1 AND (reason IS NULL OR length(reason) = 0)"),
  ]

  private static let rulings = [
    Invariant(
      "conflict.upheld-without-recusal", "R-227", "认定的回避都在回避名单中", "an upheld conflict stands among the recusals",
      """
      SELECT judge FROM conflict_ruling c WHERE ruling = 'upheld' AND NOT EXISTS (
        SELECT 1 FROM recusal_declaration r WHERE r.edition_id = c.edition_id AND r.stage = c.stage
        AND r.judge = c.judge AND r.nomination = c.nomination)
      """),
    Invariant(
      "conflict.employer-dismissed", "R-227", "同一单位的回避不能驳回", "a common employer is never dismissed",
      "SELECT judge FROM conflict_ruling WHERE ruling = 'dismissed' AND match = 'employer'"),
  ]

  private static let assignments = [
    Invariant(
      "assignment.unknown-judge", "R-207", "分配的评委都在本届名单上", "an assigned judge is on the edition's panel",
      """
      SELECT a.judge FROM assignment a JOIN assignment_run run ON run.id = a.run_id
      WHERE run.superseded_at IS NULL AND run.stage = 'nominee' AND NOT EXISTS (
        SELECT 1 FROM panel_expert p WHERE p.edition_id = run.edition_id AND p.expert = a.judge)
      UNION ALL
      SELECT a.judge FROM assignment a JOIN assignment_run run ON run.id = a.run_id
      WHERE run.superseded_at IS NULL AND run.stage = 'candidate' AND NOT EXISTS (
        SELECT 1 FROM reviewer p WHERE p.edition_id = run.edition_id AND p.code = a.judge)
      """),
    Invariant(
      "assignment.unknown-nomination", "R-207", "分配的推荐都参加该阶段评审", "an assigned nomination is one that the stage judges",
      """
      SELECT a.nomination FROM assignment a JOIN assignment_run run ON run.id = a.run_id
      WHERE run.superseded_at IS NULL AND run.stage = 'nominee' AND NOT EXISTS (
        SELECT 1 FROM stage_list_row r JOIN stage_list l ON l.id = r.list_id
        WHERE l.edition_id = run.edition_id AND l.stage = 'candidate' AND l.state = 'CONFIRMED'
        AND r.nomination = a.nomination)
      UNION ALL
      SELECT a.nomination FROM assignment a JOIN assignment_run run ON run.id = a.run_id
      WHERE run.superseded_at IS NULL AND run.stage = 'candidate' AND NOT EXISTS (
        SELECT 1 FROM nomination n WHERE n.edition_id = run.edition_id AND n.number = a.nomination)
      """),
    // A recusal that is declared later takes the judge off the sheet, not off the run.
    Invariant(
      "assignment.recused", "R-227", "分配时已回避的评委不在其中", "nobody is assigned who was recused before",
      """
      SELECT a.judge FROM assignment a JOIN assignment_run run ON run.id = a.run_id
      JOIN recusal_declaration r ON r.edition_id = run.edition_id AND r.stage = run.stage AND r.judge = a.judge
      AND r.nomination = a.nomination WHERE r.declared_at < run.made_at
      """),
    Invariant(
      "assignment.excluded-together", "R-207", "互斥的评委不评同一推荐", "judges who exclude each other share no nomination",
      """
      SELECT one.nomination FROM assignment_exclusion e JOIN assignment one ON one.run_id = e.run_id AND one.judge = e.judge
      JOIN assignment other ON other.run_id = e.run_id AND other.judge = e.other AND other.nomination = one.nomination
      """),
    Invariant(
      "assignment.gap-differs", "R-207", "未能足额分配的推荐都列明缺额", "what an assignment lacks is what it says",
      """
      SELECT a.nomination FROM assignment a JOIN assignment_run run ON run.id = a.run_id
      GROUP BY a.run_id, a.nomination, run.per_nomination
      HAVING count(*) - (SELECT count(*) FROM assignment_supplement s
        WHERE s.run_id = a.run_id AND s.nomination = a.nomination)
        <> run.per_nomination - COALESCE((SELECT g.missing FROM assignment_gap g
        WHERE g.run_id = a.run_id AND g.nomination = a.nomination AND g.lack = 'judges'), 0)
      """),
    Invariant(
      "assignment.supplement-without-recusal", "R-227", "补派的评委都接替已回避的评委",
      "a supplementary judge has the seat of one who is recused",
      """
      SELECT s.judge FROM assignment_supplement s JOIN assignment_run run ON run.id = s.run_id WHERE NOT EXISTS (
        SELECT 1 FROM recusal_declaration r WHERE r.edition_id = run.edition_id AND r.stage = run.stage
        AND r.judge = s.replaces AND r.nomination = s.nomination)
      AND NOT EXISTS (
        SELECT 1 FROM recusal r WHERE r.edition_id = run.edition_id AND run.stage = 'nominee'
        AND r.expert = s.replaces AND r.nomination = s.nomination)
      """),
  ]
}
