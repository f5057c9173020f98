/// What always holds of dates, forwarding and eligibility.
enum EligibilityInvariants {
  static let all = dates + forwarding + verdicts

  private static let dates = [
    Invariant(
      "date.moved-earlier", "SM-1", "延期只能延后", "an extension moves a date later only",
      """
      SELECT d.id FROM edition_date d JOIN edition_date p
      ON p.edition_id = d.edition_id AND p.name = d.name AND p.number = d.number - 1
      WHERE d.kind = 'extended' AND d.day <= p.day
      """),
    Invariant(
      "date.gap", "SM-1", "每次延期都接着上一次", "each extension follows an earlier day of the same date",
      """
      SELECT d.id FROM edition_date d WHERE (d.kind = 'extended' OR d.number > 1) AND NOT EXISTS (
        SELECT 1 FROM edition_date p WHERE p.edition_id = d.edition_id AND p.name = d.name
        AND p.number = d.number - 1)
      """),
  ]

  private static let forwarding = [
    Invariant(
      "form.forwarded-without-entry", "R-234", "已上报的推荐表都在上报的排序名单中", "a forwarded form stands in a ranked list",
      """
      SELECT f.number FROM nomination_form f WHERE f.state IN ('FORWARDED', 'QUALIFIED') AND NOT EXISTS (
        SELECT 1 FROM forwarding_entry e WHERE e.edition_id = f.edition_id AND e.number = f.number
        AND e.ended_at IS NULL)
      """),
    Invariant(
      "form.forwarded-without-opinion", "R-235", "已上报的推荐表都有市（产业）工会盖章意见",
      "a forwarded form has the sealed opinion of the city's or industrial union",
      """
      SELECT f.number FROM nomination_form f WHERE f.state IN ('FORWARDED', 'QUALIFIED', 'UNQUALIFIED')
      AND NOT EXISTS (SELECT 1 FROM form_opinion o WHERE o.edition_id = f.edition_id AND o.number = f.number
        AND o.party = 'city' AND o.revision = f.revision)
      """),
    Invariant(
      "forwarding.over-quota", "R-234", "正选不超过名额", "a union's primaries are within its quota",
      """
      SELECT w.unit_id FROM forwarding w JOIN forwarding_entry e ON e.forwarding_id = w.id
      JOIN nomination_form f ON f.edition_id = e.edition_id AND f.number = e.number
      WHERE e.ended_at IS NULL AND (e.kind = 'primary' OR e.promoted_at IS NOT NULL)
      AND f.state IN ('FORWARDED', 'QUALIFIED', 'UNQUALIFIED')
      GROUP BY w.edition_id, w.unit_id HAVING count(*) > COALESCE((
        SELECT q.places FROM union_quota q WHERE q.edition_id = w.edition_id AND q.unit_id = w.unit_id
        AND q.superseded_at IS NULL), 0)
      """),
  ]

  private static let verdicts = [
    Invariant(
      "eligibility.qualified-unpassed", "R-219", "合格的推荐，每项检查都已通过或放行",
      "of a qualified form every check passed or was overridden",
      """
      SELECT f.number FROM nomination_form f WHERE f.state = 'QUALIFIED' AND (SELECT count(*)
        FROM eligibility_verdict v WHERE v.edition_id = f.edition_id AND v.number = f.number
        AND v.superseded_by IS NULL AND v.verdict = 'pass' AND v.revision = f.revision) < 7
      """),
    Invariant(
      "eligibility.unqualified-without-failure", "R-205", "不合格的推荐，其原因对应的检查判为不合格",
      "of an unqualified form the check of its reason failed",
      """
      SELECT f.number FROM nomination_form f WHERE f.state = 'UNQUALIFIED' AND NOT EXISTS (
        SELECT 1 FROM eligibility_decision d JOIN eligibility_verdict v ON v.edition_id = d.edition_id
        AND v.number = d.number AND v.check_key = d.check_key WHERE d.edition_id = f.edition_id
        AND d.number = f.number AND d.verdict = 'unqualified' AND v.superseded_by IS NULL AND v.verdict = 'fail')
      """),
    Invariant(
      "eligibility.verdict-chain", "R-219", "检查结论的更替前后相接", "a verdict is superseded by a later one on the same check",
      """
      SELECT v.id FROM eligibility_verdict v WHERE v.superseded_by IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM eligibility_verdict n WHERE n.id = v.superseded_by AND n.edition_id = v.edition_id
        AND n.number = v.number AND n.check_key = v.check_key AND n.id > v.id)
      """),
    Invariant(
      "eligibility.package-differs", "R-219", "数据包中的资格结论与推荐表一致",
      "the package's nomination agrees with the form's verdict and person",
      """
      SELECT f.number FROM nomination_form f JOIN nomination n
      ON n.edition_id = f.edition_id AND n.number = f.number
      WHERE (f.state = 'QUALIFIED' AND n.qualification <> 'qualified')
      OR (f.state = 'UNQUALIFIED' AND n.qualification <> 'unqualified')
      OR (f.state IN ('QUALIFIED', 'UNQUALIFIED') AND n.person_id IS NOT NULL AND n.person_id <> f.person_id)
      """),
  ]
}
