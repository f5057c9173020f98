/// What always holds of editions, inputs, lists and namings.
enum SelectionInvariants {
  static let all = editions + inputs + lists + namings

  private static let editions = [
    Invariant(
      "edition.rules-missing", "SM-1", "每届都有规则", "every edition has rules",
      """
      SELECT name FROM edition
      WHERE NOT EXISTS (SELECT 1 FROM edition_rules r WHERE r.edition_id = edition.id)
      """),
    Invariant(
      "edition.open-unfrozen", "SM-1", "开启后的届次，规则已冻结", "an edition that is open has frozen rules",
      """
      SELECT name FROM edition WHERE state NOT IN ('DRAFT', 'CANCELLED')
      AND NOT EXISTS (SELECT 1 FROM edition_rules r WHERE r.edition_id = edition.id AND r.frozen_at IS NOT NULL)
      """),
    Invariant(
      "edition.rules-after-freeze", "SM-1", "冻结之后没有新的规则版本", "no version of the rules follows a frozen one",
      """
      SELECT later.edition_id FROM edition_rules later JOIN edition_rules frozen
      ON frozen.edition_id = later.edition_id AND frozen.version < later.version
      WHERE frozen.frozen_at IS NOT NULL
      """),
    Invariant(
      "edition.history-differs", "SM-1", "届次的阶段与其最后一次变更一致", "an edition's state is that of its last change",
      """
      SELECT name FROM edition WHERE state <> 'DRAFT' AND NOT EXISTS (
        SELECT 1 FROM edition_state s WHERE s.edition_id = edition.id AND s.to_state = edition.state
        AND NOT EXISTS (SELECT 1 FROM edition_state n WHERE n.edition_id = s.edition_id AND n.id > s.id))
      """),
    Invariant(
      "edition.history-broken", "SM-1", "届次的每次变更都接着上一次", "each change of an edition begins where the last one ended",
      """
      SELECT s.edition_id FROM edition_state s WHERE s.from_state IS NULL OR s.from_state <> COALESCE((
        SELECT p.to_state FROM edition_state p WHERE p.edition_id = s.edition_id AND p.id < s.id
        ORDER BY p.id DESC LIMIT 1), 'DRAFT')
      """),
    Invariant(
      "edition.reviewed-without-candidates", "R-202", "进入专家评审须有已确认的候选人名单",
      "the expert review begins with a confirmed list of candidates",
      reached(
        ["EXPERT_REVIEW", "DISPLAY", "VOTING", "COMPOSITE", "INSPECTION", "PUBLICITY", "NAMED", "CLOSED"], "candidate")),
    Invariant(
      "edition.displayed-without-nominees", "R-202", "进入事迹展示须有已确认的提名人选名单",
      "the display begins with a confirmed list of nominees",
      reached(["DISPLAY", "VOTING", "COMPOSITE", "INSPECTION", "PUBLICITY", "NAMED", "CLOSED"], "nominee")),
    Invariant(
      "edition.named-without-list", "SM-1", "命名须有已确认的命名名单", "a named edition has a confirmed list of the named",
      reached(["NAMED", "CLOSED"], "named")),
    Invariant(
      "edition.named-without-great", "SM-1", "命名须有已确认的大工匠名单", "a named edition has a confirmed list of the great",
      reached(["NAMED", "CLOSED"], "great")),
  ]

  private static func reached(_ states: [String], _ stage: String) -> String {
    let list = states.map { "'\($0)'" }.joined(separator: ", ")
    return """
      SELECT name FROM edition WHERE state IN (\(list)) AND NOT EXISTS (
        SELECT 1 FROM stage_list l WHERE l.edition_id = edition.id AND l.stage = '\(stage)' AND l.state = 'CONFIRMED')
      """
  }

  private static let inputs = [
    Invariant(
      "nomination.unqualified-without-reason", "R-205", "不合格的推荐写明理由", "an unqualified nomination has a reason",
      "SELECT number FROM nomination WHERE qualification = 'unqualified' AND length(reason) = 0"),
    Invariant(
      "preliminary.out-of-range", "R-219", "初审评分在 0–100 之间", "a preliminary score is 0 to 100",
      "SELECT nomination FROM preliminary_score WHERE score_hundredths NOT BETWEEN 0 AND 10000"),
    Invariant(
      "sheet.out-of-range", "R-220", "专家评分在 0–100 之间", "a panel score is 0 to 100",
      """
      SELECT nomination FROM score_sheet WHERE spirit_hundredths NOT BETWEEN 0 AND 10000
      OR craft_hundredths NOT BETWEEN 0 AND 10000 OR leading_hundredths NOT BETWEEN 0 AND 10000
      OR contribution_hundredths NOT BETWEEN 0 AND 10000
      """),
    Invariant(
      "sheet.unknown-expert", "R-207", "评分表的专家在本届专家名单上", "a sheet's expert is on the edition's panel",
      """
      SELECT expert FROM score_sheet WHERE NOT EXISTS (SELECT 1 FROM panel_expert p
      WHERE p.edition_id = score_sheet.edition_id AND p.expert = score_sheet.expert)
      """),
    Invariant(
      "sheet.unknown-nomination", "R-207", "评分表的推荐在本届", "a sheet's nomination is in the edition",
      missingNomination("score_sheet")),
    Invariant(
      "preliminary.unknown-nomination", "R-219", "初审评分的推荐在本届", "a review's nomination is in the edition",
      missingNomination("preliminary_score")),
    Invariant(
      "vote.unknown-nomination", "R-209", "票数的推荐在本届", "a vote total's nomination is in the edition",
      missingNomination("vote_tally")),
    Invariant(
      "vote.negative", "R-209", "票数不为负", "no vote total is negative",
      "SELECT nomination FROM vote_tally WHERE votes < 0"),
    Invariant(
      "decision.without-document", "SM-19", "决定都有文号和理由", "every decision has its document and reason",
      "SELECT nomination FROM decision WHERE length(document) = 0 OR length(reason) = 0"),
    Invariant(
      "decision.unknown-nomination", "SM-2", "决定的推荐在本届", "a decision's nomination is in the edition",
      missingNomination("decision")),
    Invariant(
      "import.rows-differ", "R-219", "在册数据的行数与有效导入一致", "the rows that imports in force brought are all there",
      """
      SELECT i.file_name FROM input_import i WHERE i.superseded_by IS NULL AND i.kind = 'scores' AND i.row_count <>
        (SELECT count(*) FROM score_sheet s WHERE s.import_id = i.id)
      UNION ALL
      SELECT i.file_name FROM input_import i WHERE i.superseded_by IS NULL AND i.kind = 'preliminary' AND i.row_count <>
        (SELECT count(*) FROM preliminary_score s WHERE s.import_id = i.id)
      UNION ALL
      SELECT i.file_name FROM input_import i WHERE i.superseded_by IS NULL AND i.kind = 'votes' AND i.row_count <>
        (SELECT count(*) FROM vote_tally s WHERE s.import_id = i.id)
      UNION ALL
      SELECT i.file_name FROM input_import i WHERE i.superseded_by IS NULL AND i.kind = 'recusals' AND i.row_count <>
        (SELECT count(*) FROM recusal s WHERE s.import_id = i.id)
      UNION ALL
      SELECT i.file_name FROM input_import i WHERE i.superseded_by IS NULL AND i.kind = 'decisions' AND i.row_count <>
        (SELECT count(*) FROM decision s WHERE s.import_id = i.id)
      """),
  ]

  private static func missingNomination(_ table: String) -> String {
    """
    SELECT nomination FROM \(table) WHERE NOT EXISTS (SELECT 1 FROM nomination n
    WHERE n.edition_id = \(table).edition_id AND n.number = \(table).nomination)
    """
  }

  private static let lists = [
    Invariant(
      "list.over-cap", "R-203", "名单人数不超过上限", "no list is longer than its cap",
      """
      SELECT id FROM stage_list WHERE passed > cap
      OR (SELECT count(*) FROM stage_list_row r WHERE r.list_id = stage_list.id) > cap
      """),
    Invariant(
      "list.rows-differ", "SM-19", "名单的行数与登记的人数一致", "a list has as many rows as it says",
      """
      SELECT id FROM stage_list
      WHERE passed <> (SELECT count(*) FROM stage_list_row r WHERE r.list_id = stage_list.id)
      """),
    Invariant(
      "list.same-person", "SM-19", "名单由提交人以外的人确认", "a list is confirmed by another person than its submitter",
      "SELECT id FROM stage_list WHERE state = 'CONFIRMED' AND submitted_by = decided_by"),
    Invariant(
      "list.confirmed-unsigned", "SM-19", "已确认的名单有提交人和确认人", "a confirmed list has submitter and confirmer",
      "SELECT id FROM stage_list WHERE state = 'CONFIRMED' AND (submitted_by IS NULL OR decided_by IS NULL)"),
    Invariant(
      "list.confirmed-twice", "SM-19", "一个阶段只有一份已确认的名单", "a stage has one confirmed list",
      """
      SELECT stage FROM stage_list WHERE state = 'CONFIRMED' GROUP BY edition_id, stage HAVING count(*) > 1
      """),
    Invariant(
      "list.gap", "SM-19", "名单的行号连续", "the rows of a list are numbered without a gap",
      """
      SELECT list_id FROM stage_list_row GROUP BY list_id HAVING max(row_number) <> count(*)
      """),
    Invariant(
      "list.great-not-named", "R-233", "齐鲁大工匠都在当届命名名单中", "the great are among the same year's named",
      """
      SELECT g.nomination FROM stage_list_row g JOIN stage_list great ON great.id = g.list_id
      WHERE great.stage = 'great' AND great.state = 'CONFIRMED' AND NOT EXISTS (
        SELECT 1 FROM stage_list_row n JOIN stage_list named ON named.id = n.list_id
        WHERE named.edition_id = great.edition_id AND named.stage = 'named' AND named.state = 'CONFIRMED'
        AND n.nomination = g.nomination)
      """),
  ]

  private static let namings = [
    Invariant(
      "naming.not-listed", "R-202", "被命名的人都在已确认的名单上", "whoever is named stands on the confirmed list",
      """
      SELECT nomination FROM naming WHERE NOT EXISTS (
        SELECT 1 FROM stage_list_row r JOIN stage_list l ON l.id = r.list_id
        WHERE l.edition_id = naming.edition_id AND l.stage = 'named' AND l.state = 'CONFIRMED'
        AND r.nomination = naming.nomination)
      """),
    Invariant(
      "naming.missing", "SM-1", "已命名的届次，名单上的人都被命名", "in a named edition everyone on the list is named",
      """
      SELECT r.nomination FROM stage_list_row r JOIN stage_list l ON l.id = r.list_id
      JOIN edition e ON e.id = l.edition_id
      WHERE e.state IN ('NAMED', 'CLOSED') AND l.stage = 'named' AND l.state = 'CONFIRMED' AND NOT EXISTS (
        SELECT 1 FROM naming n WHERE n.edition_id = e.id AND n.nomination = r.nomination)
      """),
    Invariant(
      "naming.great-differs", "R-233", "大工匠的命名与名单一致", "the great namings are those of the list",
      """
      SELECT nomination FROM naming WHERE (is_great = 1) <> EXISTS (
        SELECT 1 FROM stage_list_row r JOIN stage_list l ON l.id = r.list_id
        WHERE l.edition_id = naming.edition_id AND l.stage = 'great' AND l.state = 'CONFIRMED'
        AND r.nomination = naming.nomination)
      """),
    Invariant(
      "naming.title-missing", "R-103", "被命名且已登记的人有与主办单位层级相应的称号",
      "a named person of the registry has the title that fits the organiser's tier",
      """
      SELECT naming.nomination FROM naming
      JOIN nomination n ON n.edition_id = naming.edition_id AND n.number = naming.nomination
      JOIN edition e ON e.id = naming.edition_id JOIN union_unit u ON u.id = e.organiser_id
      WHERE n.person_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM title t WHERE t.person_id = n.person_id AND t.year = e.year
        AND t.level = \(titleLevel) AND t.kind = \(titleKind))
      """),
    Invariant(
      "title.without-edition-naming", "R-202", "已命名年度的齐鲁工匠称号都来自命名",
      "a Qilu title of a year whose edition is named comes from a naming",
      """
      SELECT t.person_id FROM title t
      WHERE t.level = 'PROVINCIAL' AND t.kind IN ('qilu_craftsman', 'qilu_great_craftsman') AND EXISTS (
        SELECT 1 FROM edition e JOIN union_unit u ON u.id = e.organiser_id
        WHERE u.tier = 'province' AND e.year = t.year AND e.state IN ('NAMED', 'CLOSED'))
      AND NOT EXISTS (
        SELECT 1 FROM naming JOIN edition e ON e.id = naming.edition_id
        JOIN union_unit u ON u.id = e.organiser_id
        JOIN nomination n ON n.edition_id = naming.edition_id AND n.number = naming.nomination
        WHERE n.person_id = t.person_id AND e.year = t.year AND t.kind = \(titleKind))
      """),
  ]

  /// The level of the titles that an organiser `u` gives.
  static let titleLevel = """
    CASE u.tier WHEN 'province' THEN 'PROVINCIAL' WHEN 'county' THEN 'COUNTY' WHEN 'base' THEN 'ENTERPRISE'
    ELSE 'CITY' END
    """

  /// The kind of the title of a `naming` by an organiser `u`.
  static let titleKind = """
    CASE WHEN u.tier = 'province' AND naming.is_great = 1 THEN 'qilu_great_craftsman'
    WHEN u.tier = 'province' THEN 'qilu_craftsman' WHEN naming.is_great = 1 THEN 'great_craftsman'
    ELSE 'craftsman' END
    """
}
