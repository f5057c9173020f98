/// What always holds of passwords, sign-ins, tokens, second factors, registrations and confirmed grants.
enum AccountInvariants {
  static let all = grants + proofs + trail

  private static let grants = [
    Invariant(
      "role.unconfirmed", "SM-19", "评分、资金、发布和账户类角色的授予都有第二人确认，或有单独授予的记录",
      "each grant of a role for scores, money, release or accounts was confirmed by a second person, or is recorded as single-handed",
      """
      SELECT r.id FROM actor_role r WHERE r.revoked_at IS NULL AND r.granted_by IS NOT NULL
      AND r.role IN (\(GrantTables.givenByTwo)) AND NOT EXISTS (
        SELECT 1 FROM role_request q WHERE q.id = r.id AND q.actor_id = r.actor_id AND q.role = r.role
        AND q.requested_by = r.granted_by AND (q.state IN ('earlier', 'single_handed')
          OR (q.state = 'confirmed' AND q.decided_by <> q.requested_by AND q.decided_by <> q.actor_id)))
      """)
  ]

  private static let proofs = [
    Invariant(
      "sign-in.of-disabled", "SM-19", "停用的操作人没有登录会话和令牌", "a disabled actor has neither an open session nor a token",
      """
      SELECT a.name FROM actor a WHERE a.state = 'disabled' AND (
        EXISTS (SELECT 1 FROM sign_in_session s WHERE s.actor_id = a.id AND s.ended_ms IS NULL)
        OR EXISTS (SELECT 1 FROM api_token t WHERE t.actor_id = a.id AND t.revoked_at IS NULL))
      """),
    Invariant(
      "sign-in.strong-without-factor", "SM-19", "双因素登录的会话都有已启用的动态口令",
      "an open session with a second factor is of somebody who has one",
      """
      SELECT s.id FROM sign_in_session s WHERE s.is_strong = 1 AND s.ended_ms IS NULL AND NOT EXISTS (
        SELECT 1 FROM second_factor f WHERE f.actor_id = s.actor_id AND f.state = 'active')
      """),
  ]

  // As in TrailInvariants: who is said to have done something has an event of it, of the same moment.
  private static let trail = [
    Invariant(
      "password.unrecorded", "SM-19", "密码的设置与审计记录一致", "the setting of each password is in the audit trail",
      """
      SELECT p.actor_id FROM password p WHERE NOT EXISTS (
        SELECT 1 FROM audit_event e WHERE e.subject_id = p.actor_id AND e.actor_id = p.set_by AND e.at = p.set_at
        AND e.operation IN ('password set', 'password reset', 'registration confirm'))
      """),
    Invariant(
      "sign-in.unrecorded", "SM-19", "登录会话与审计记录一致", "each session's start is in the audit trail",
      """
      SELECT s.id FROM sign_in_session s WHERE NOT EXISTS (
        SELECT 1 FROM audit_event e WHERE e.operation = 'session start' AND e.subject_id = s.id
        AND e.actor_id = s.actor_id AND e.at = s.started_at)
      """),
    Invariant(
      "token.unrecorded", "SM-19", "访问令牌与审计记录一致", "each token's creation is in the audit trail",
      """
      SELECT t.id FROM api_token t WHERE NOT EXISTS (
        SELECT 1 FROM audit_event e WHERE e.operation = 'token create' AND e.subject_id = t.id
        AND e.actor_id = t.actor_id AND e.at = t.created_at)
      """),
    Invariant(
      "second-factor.unrecorded", "SM-19", "已启用的动态口令与审计记录一致",
      "the confirmation of each second factor is in the audit trail",
      """
      SELECT f.actor_id FROM second_factor f WHERE f.state = 'active' AND NOT EXISTS (
        SELECT 1 FROM audit_event e WHERE e.operation = 'totp confirm' AND e.subject_id = f.actor_id
        AND e.actor_id = f.actor_id AND e.at = f.confirmed_at)
      """),
    Invariant(
      "registration.unrecorded", "SM-19", "注册的确认和拒绝与审计记录一致", "the decision of each registration is in the audit trail",
      """
      SELECT r.id FROM registration r WHERE r.state <> 'submitted' AND NOT EXISTS (
        SELECT 1 FROM audit_event e WHERE e.actor_id = r.decided_by AND e.at = r.decided_at
        AND ((r.state = 'refused' AND e.operation = 'registration refuse' AND e.subject_id = r.id)
          OR (r.state = 'confirmed' AND e.operation = 'registration confirm' AND e.subject_id = r.actor_id)))
      """),
  ]
}
