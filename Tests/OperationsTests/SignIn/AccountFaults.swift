/// The faults that the tests of the accounts' invariants plant.
enum AccountFaults {
  static let all: [String: [[String]]] = [
    "role.unconfirmed": [
      ["DELETE FROM role_request"], ["UPDATE role_request SET state = 'pending'"],
      ["UPDATE role_request SET requested_by = actor_id"], ["UPDATE role_request SET role = 'auditor'"],
      ["UPDATE role_request SET state = 'confirmed', decided_by = requested_by, decided_at = requested_at"],
      ["UPDATE role_request SET state = 'confirmed', decided_by = actor_id, decided_at = requested_at"],
    ],
    "sign-in.of-disabled": [
      [session(strong: 0), "UPDATE actor SET state = 'disabled' WHERE name = 'office'"],
      [token, "UPDATE actor SET state = 'disabled' WHERE name = 'office'"],
    ],
    "sign-in.strong-without-factor": [
      [session(strong: 1)], [session(strong: 1), factor("pending", confirmed: "NULL")],
    ],
    "password.unrecorded": [
      ["INSERT INTO password (actor_id, hash, algorithm, set_by, set_at) SELECT id, 'x', 'x', id, '\(at)' FROM actor"]
    ],
    "sign-in.unrecorded": [[session(strong: 0)]],
    "token.unrecorded": [[token]],
    "second-factor.unrecorded": [[factor("active", confirmed: "'\(at)'")]],
    "registration.unrecorded": [
      [registration("'refused'", reason: "'x'", actor: "NULL")],
      [registration("'confirmed'", reason: "NULL", actor: "id")],
    ],
  ]

  private static let at = "2026-06-01T02:00:00.000Z"
  private static let bytes = Installation.bytes("00")

  private static func session(strong: Int) -> String {
    """
    INSERT INTO sign_in_session (id, actor_id, secret_digest, is_strong, started_at, seen_ms, ends_ms)
    SELECT 'x', id, \(bytes), \(strong), '\(at)', 0, 0 FROM actor WHERE name = 'office'
    """
  }

  private static let token = """
    INSERT INTO api_token (id, actor_id, name, secret_digest, scopes, is_strong, created_at, expires_ms)
    SELECT 'x', id, 'x', \(bytes), 'all', 0, '\(at)', 0 FROM actor WHERE name = 'office'
    """

  private static func factor(_ state: String, confirmed: String) -> String {
    """
    INSERT INTO second_factor (actor_id, secret_sealed, secret_algorithm, state, last_step, enrolled_at, confirmed_at)
    SELECT id, \(bytes), 'x', '\(state)', 0, '\(at)', \(confirmed) FROM actor WHERE name = 'office'
    """
  }

  private static func registration(_ state: String, reason: String, actor: String) -> String {
    """
    INSERT INTO registration (id, kind, name, display_name, employer, phone_sealed, phone_algorithm, unit_id, role, hash,
      hash_algorithm, address, submitted_ms, submitted_at, state, reason, decided_by, decided_at, actor_id)
    SELECT 'x', 'individual', 'x', 'x', 'x', \(bytes), 'x', (SELECT min(id) FROM union_unit), 'craftsman', 'x', 'x',
      \(bytes), 0, '\(at)', \(state), \(reason), id, '\(at)', \(actor) FROM actor WHERE name = 'office'
    """
  }
}
