import SelectionRules

/// What always holds of nomination forms, their opinions, consents and confirmations.
enum FormInvariants {
  static let all = states + parts

  private static let states = [
    Invariant(
      "form.history-differs", "SM-2", "推荐表的状态与其最后一次变更一致", "a form's state is that of its last change",
      """
      SELECT f.number FROM nomination_form f WHERE NOT EXISTS (
        SELECT 1 FROM nomination_form_state s WHERE \(same("s")) AND s.to_state = f.state
        AND NOT EXISTS (SELECT 1 FROM nomination_form_state n WHERE \(same("n")) AND n.id > s.id))
      """),
    Invariant(
      "form.history-broken", "SM-2", "推荐表的每次变更都接着上一次", "each change of a form begins where the last one ended",
      """
      SELECT f.number FROM nomination_form_state f WHERE COALESCE(f.from_state, '') <> COALESCE((
        SELECT p.to_state FROM nomination_form_state p WHERE \(same("p")) AND p.id < f.id
        ORDER BY p.id DESC LIMIT 1), '')
      """),
    Invariant(
      "form.no-such-step", "SM-2", "推荐表只按规定的步骤变更", "a form changes by the steps of the rule alone",
      """
      SELECT number FROM nomination_form_state WHERE from_state IS NOT NULL
      AND from_state || '>' || to_state NOT IN (\(steps))
      """),
    Invariant(
      "form.person-elsewhere", "R-113", "一人一届只有一份推荐", "a person has one nomination an edition",
      """
      SELECT f.number FROM nomination_form f JOIN nomination n ON n.edition_id = f.edition_id
      AND n.person_id = f.person_id AND n.number <> f.number WHERE f.state IN (\(live))
      """),
  ]

  private static let parts = [
    Invariant(
      "form.unsealed", "R-818", "推荐表内容加密并注明算法", "a form's content is sealed and names its algorithm",
      "SELECT number FROM nomination_form WHERE length(content_sealed) < 40 OR length(content_algorithm) = 0"),
    Invariant(
      "form.without-consent", "R-819", "推荐表提交时有对处理个人信息的同意", "a form was submitted with a consent to processing",
      """
      SELECT f.number FROM nomination_form f WHERE f.state IN (\(live)) AND NOT EXISTS (
        SELECT 1 FROM consent c WHERE \(same("c")) AND c.purpose = 'processing' AND NOT EXISTS (
          SELECT 1 FROM nomination_form_state s WHERE \(same("s")) AND s.to_state = 'SUBMITTED'
          AND (c.recorded_at > s.changed_at OR c.withdrawn_at < s.changed_at)
          AND NOT EXISTS (SELECT 1 FROM nomination_form_state n WHERE \(same("n")) AND n.to_state = 'SUBMITTED'
            AND n.id > s.id)))
      """),
    Invariant(
      "form.endorsed-without-seal", "R-235", "已推荐的推荐表有对该版的盖章意见",
      "an endorsed form has the sealed opinions on its revision",
      """
      SELECT f.number FROM nomination_form f WHERE f.state IN (\(endorsed)) AND (
        NOT EXISTS (SELECT 1 FROM form_opinion o WHERE \(same("o")) AND o.revision = f.revision
          AND o.party = 'base_union')
        OR (f.channel <> 'self' AND NOT EXISTS (SELECT 1 FROM form_opinion o WHERE \(same("o"))
          AND o.revision = f.revision AND o.party = 'unit')))
      """),
    Invariant(
      "form.endorsed-without-publicity", "R-228", "已推荐的推荐表经过单位公示", "an endorsed form was shown in its unit",
      """
      SELECT f.number FROM nomination_form f WHERE f.state IN (\(endorsed)) AND NOT EXISTS (
        SELECT 1 FROM form_opinion o WHERE \(same("o")) AND o.revision = f.revision
        AND o.publicity_to IS NOT NULL AND o.party = CASE f.channel WHEN 'self' THEN 'base_union' ELSE 'unit' END)
      """),
    Invariant(
      "form.too-few-confirmations", "R-235", "联名推荐有不少于 \(FormLimits.coNominators) 人确认",
      "at least \(FormLimits.coNominators) people confirmed a joint recommendation",
      """
      SELECT f.number FROM nomination_form f WHERE f.channel = 'joint' AND f.state IN (\(live)) AND (
        SELECT count(*) FROM form_co_nomination c WHERE \(same("c")) AND c.revoked_at IS NULL)
        < \(FormLimits.coNominators)
      """),
    Invariant(
      "form.opinion-ahead", "SM-2", "意见针对已有的版次", "an opinion is on a revision that there was",
      """
      SELECT f.number FROM nomination_form f JOIN form_opinion o ON \(same("o"))
      WHERE o.revision > f.revision
      """),
  ]

  /// Whether the row of a part belongs to the form, or to the form of the row, that is called `f`.
  private static func same(_ part: String) -> String {
    "\(part).edition_id = f.edition_id AND \(part).number = f.number"
  }

  private static func list(_ texts: [String]) -> String { texts.map { "'\($0)'" }.joined(separator: ", ") }

  private static let steps = list(
    FormState.allCases.flatMap { from in from.successors.map { "\(from.rawValue)>\($0.rawValue)" } })
  private static let live = list(
    FormState.allCases.filter { !$0.isEditable && $0 != .withdrawn }.map(\.rawValue))
  private static let endorsed = list(
    [FormState.endorsed, .forwarded, .qualified, .unqualified].map(\.rawValue))
}
