/// What always holds of deeds, publicity, objections and inspections.
enum PublicityInvariants {
  static let all = shown + objections

  private static let shown = [
    Invariant(
      "deed.same-person", "R-208", "事迹由登记人以外的人核准", "deeds are approved by another person than who recorded them",
      "SELECT nomination FROM deed WHERE approved_by = recorded_by"),
    Invariant(
      "edition.displayed-without-deeds", "R-208", "离开事迹展示时，每名提名人选都有已核准的事迹",
      "an edition past the display has approved deeds of every nominee who is not struck out",
      """
      SELECT r.nomination FROM stage_list_row r JOIN stage_list l ON l.id = r.list_id JOIN edition e ON e.id = l.edition_id
      WHERE l.stage = 'nominee' AND l.state = 'CONFIRMED'
      AND e.state IN ('VOTING', 'COMPOSITE', 'INSPECTION', 'PUBLICITY', 'NAMED', 'CLOSED')
      AND NOT EXISTS (SELECT 1 FROM deed d WHERE d.edition_id = e.id AND d.nomination = r.nomination
        AND d.superseded_at IS NULL AND d.approved_at IS NOT NULL)
      AND NOT EXISTS (SELECT 1 FROM decision x WHERE x.edition_id = e.id AND x.nomination = r.nomination
        AND x.stage = 'named' AND x.kind = 'remove')
      """),
    Invariant(
      "naming.not-shown", "R-228", "被命名的人都经过公示，公示期已满", "whoever is named was shown in a publicity that had ended",
      """
      SELECT n.nomination FROM naming n WHERE NOT EXISTS (
        SELECT 1 FROM publicity_entry p JOIN publicity w ON w.id = p.publicity_id
        WHERE p.edition_id = n.edition_id AND p.nomination = n.nomination AND w.workdays >= 5
        AND w.ends_on < n.named_on)
      """),
    Invariant(
      "inspection.failed-unremoved", "R-216", "考察不合格的人选都有取消决定", "a failed inspection has its removal",
      """
      SELECT nomination FROM inspection i WHERE result = 'failed' AND superseded_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM decision d WHERE d.edition_id = i.edition_id AND d.nomination = i.nomination
        AND d.kind = 'remove')
      """),
  ]

  private static let objections = [
    Invariant(
      "objection.open-at-naming", "R-229", "命名时公示期内的异议都已办结", "no objection of the publicity was open at the naming",
      """
      SELECT o.receipt FROM objection o JOIN edition e ON e.id = o.edition_id
      WHERE e.state IN ('NAMED', 'CLOSED') AND o.state IN ('RECEIVED', 'FORMAL', 'INVESTIGATING') AND EXISTS (
        SELECT 1 FROM publicity_entry p JOIN publicity w ON w.id = p.publicity_id
        WHERE p.edition_id = o.edition_id AND p.nomination = o.nomination
        AND o.received_on BETWEEN w.starts_on AND w.ends_on)
      """),
    Invariant(
      "objection.receipt-gap", "R-229", "异议的受理号连续", "the receipt numbers of objections have no gap",
      "SELECT edition_id FROM objection GROUP BY edition_id HAVING max(number) <> count(*)"),
    Invariant(
      "objection.upheld-unremoved", "SM-5", "异议成立的人选都有取消决定", "an upheld objection has its removal",
      """
      SELECT receipt FROM objection o WHERE removal_stage IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM decision d WHERE d.edition_id = o.edition_id AND d.nomination = o.nomination
        AND d.stage = o.removal_stage AND d.kind = 'remove')
      """),
    Invariant(
      "objection.upheld-named", "SM-5", "异议成立的人选没有被命名", "nobody is named against an upheld objection",
      """
      SELECT receipt FROM objection o WHERE state = 'UPHELD' AND EXISTS (
        SELECT 1 FROM naming n WHERE n.edition_id = o.edition_id AND n.nomination = o.nomination)
      """),
    Invariant(
      "objection.history-differs", "SM-5", "异议的状态与其最后一次变更一致", "an objection's state is that of its last step",
      """
      SELECT receipt FROM objection o WHERE NOT EXISTS (
        SELECT 1 FROM objection_state s WHERE s.objection_id = o.id AND s.to_state = o.state AND NOT EXISTS (
          SELECT 1 FROM objection_state n WHERE n.objection_id = s.objection_id AND n.id > s.id))
      """),
  ]
}
