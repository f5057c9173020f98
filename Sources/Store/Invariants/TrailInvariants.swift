/// What always holds between the tables and the audit trail: whoever is said to have done something has an event of it.
///
/// The trail is chained, so a row that was written or changed behind the program's back has no event that agrees with it.
enum TrailInvariants {
  static let all = lists + others

  private static let lists = [
    Invariant(
      "list.submit-unrecorded", "SM-19", "名单的提交与审计记录一致", "the submission of a list is in the audit trail",
      """
      SELECT l.id FROM stage_list l WHERE l.submitted_by IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM audit_event e WHERE e.operation = 'list submit' AND e.subject_id = l.id
        AND e.actor_id = l.submitted_by AND \(records("l.submitted_at")) AND \(contains("l.input_digest")))
      """),
    Invariant(
      "list.decision-unrecorded", "SM-19", "名单的确认或退回与审计记录一致",
      "the confirmation or return of a list is in the audit trail",
      """
      SELECT l.id FROM stage_list l WHERE l.state IN ('CONFIRMED', 'RETURNED') AND NOT EXISTS (
        SELECT 1 FROM audit_event e WHERE e.subject_id = l.id AND e.actor_id = l.decided_by
        AND \(records("l.decided_at")) AND ((l.state = 'RETURNED' AND e.operation = 'list return')
        OR (l.state = 'CONFIRMED' AND e.operation = 'list confirm' AND \(contains("l.input_digest")))))
      """),
  ]

  private static let others = [
    Invariant(
      "role.grant-unrecorded", "SM-19", "在用角色的授予与审计记录一致", "the grant of a role in force is in the audit trail",
      """
      SELECT r.id FROM actor_role r WHERE r.revoked_at IS NULL AND r.granted_by IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM audit_event e WHERE e.subject_id = r.actor_id
        AND \(records("r.granted_at")) AND \(states("role", "r.role")) AND (
          (e.operation IN ('role grant', 'registration confirm') AND e.actor_id = r.granted_by)
          OR (e.operation = 'role confirm' AND EXISTS (
            SELECT 1 FROM role_request q WHERE q.id = r.id AND q.state = 'confirmed' AND q.decided_by = e.actor_id
            AND q.requested_by = r.granted_by))))
      """),
    Invariant(
      "role.founder-unrecorded", "SM-19", "只有初始化建立的管理员没有授予人",
      "only the administrator of the initialisation has no grantor",
      """
      SELECT r.id FROM actor_role r WHERE r.revoked_at IS NULL AND r.granted_by IS NULL AND (
        r.role <> 'administrator' OR NOT EXISTS (
          SELECT 1 FROM audit_event e WHERE e.operation = 'init' AND e.actor_id = r.actor_id
          AND \(records("r.granted_at"))))
      """),
    Invariant(
      "edition.change-unrecorded", "SM-1", "届次的阶段变更与审计记录一致", "each change of an edition's state is in the audit trail",
      """
      SELECT s.edition_id FROM edition_state s WHERE NOT EXISTS (
        SELECT 1 FROM audit_event e WHERE e.subject_id = s.edition_id AND e.actor_id = s.changed_by
        AND \(records("s.changed_at")) AND ((e.operation = 'edition open' AND s.to_state = 'NOMINATING')
        OR (e.operation = 'edition name' AND s.to_state = 'NAMED')
        OR (e.operation = 'edition advance' AND \(states("to", "s.to_state")))))
      """),
    Invariant(
      "naming.unrecorded", "SM-19", "命名与审计记录一致", "each naming is in the audit trail",
      """
      SELECT n.nomination FROM naming n WHERE NOT EXISTS (
        SELECT 1 FROM audit_event e WHERE e.operation = 'edition name' AND e.subject_id = n.edition_id
        AND e.actor_id = n.named_by AND \(states("document", "n.document")))
      """),
    Invariant(
      "import.unrecorded", "SM-19", "导入与审计记录一致", "each import is in the audit trail",
      """
      SELECT i.file_name FROM input_import i WHERE NOT EXISTS (
        SELECT 1 FROM audit_event e WHERE e.subject_id = i.edition_id AND e.actor_id = i.imported_by
        AND \(records("i.imported_at")) AND \(contains("i.id")) AND \(contains("i.evidence")))
      """),
  ]

  /// Whether the event's moment is a row's: the clock stands during an act.
  private static func records(_ moment: String) -> String { "e.at = \(moment)" }

  /// Whether the event's facts contain a value that has no character which JSON or LIKE reads in its own way.
  private static func contains(_ value: String) -> String { "e.detail LIKE '%' || \(value) || '%'" }

  /// Whether the event states a fact of a name.
  private static func states(_ fact: String, _ value: String) -> String {
    "e.detail LIKE '%\"\(fact)\":\"' || \(value) || '\"%'"
  }
}
