/// What always holds of actors, audit and evidence.
enum FoundationInvariants {
  static let all = [
    Invariant(
      "role.self-granted", "SM-19", "没有人给自己授予角色", "nobody granted a role to himself",
      "SELECT id FROM actor_role WHERE granted_by = actor_id"),
    Invariant(
      "role.no-administrator", "SM-19", "至少有一位在用的系统管理员", "there is an active administrator",
      """
      SELECT 'administrator' FROM setting WHERE name = 'key-ring' AND NOT EXISTS (
        SELECT 1 FROM actor_role r JOIN actor a ON a.id = r.actor_id
        WHERE r.role = 'administrator' AND r.revoked_at IS NULL AND a.state = 'active')
      """),
    Invariant(
      "audit.unlinked-event", "SM-19", "审计事件都在链上", "every audit event is in the chain",
      """
      SELECT id FROM audit_event
      WHERE NOT EXISTS (SELECT 1 FROM audit_link l WHERE l.event_id = audit_event.id)
      """, needsSingleWriter: true),
    Invariant(
      "audit.gap", "SM-19", "审计链的序号连续", "the chain is numbered without a gap",
      """
      SELECT 'audit_link' FROM setting WHERE name = 'key-ring'
      AND (SELECT COALESCE(max(sequence), 0) FROM audit_link) <> (SELECT count(*) FROM audit_link)
      """),
    Invariant(
      "import.without-evidence", "SM-19", "每次导入的文件都留有证据", "every imported file is kept as evidence",
      """
      SELECT file_name FROM input_import
      WHERE NOT EXISTS (SELECT 1 FROM evidence e WHERE e.digest = input_import.evidence)
      """),
  ]
}
