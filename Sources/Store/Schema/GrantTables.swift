/// Migration 18: all roles for scores, money, release and accounts are given by two people.
enum GrantTables {
  /// The roles, as SQL lists them.
  static let givenByTwo = """
    'administrator', 'office_operator', 'second_confirmer', 'qualification_reviewer',
    'preliminary_reviewer', 'expert', 'committee_head', 'vote_auditor', 'objection_handler',
    'province_finance_preparer', 'province_finance_reviewer', 'province_finance_cashier',
    'city_finance_preparer', 'city_finance_reviewer', 'city_finance_cashier', 'base_finance_preparer',
    'base_finance_reviewer', 'base_finance_cashier', 'dispatch_head', 'auditor'
    """

  // Grants from before this rule stay, and are told apart.
  static let statements = [
    """
    INSERT INTO role_request (id, actor_id, role, state, requested_by, requested_at)
    SELECT id, actor_id, role, 'earlier', granted_by, granted_at FROM actor_role
    WHERE granted_by IS NOT NULL AND revoked_at IS NULL AND role IN (\(givenByTwo))
    AND NOT EXISTS (SELECT 1 FROM role_request q WHERE q.id = actor_role.id)
    """
  ]
}
