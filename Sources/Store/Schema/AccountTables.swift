/// Migration 13: passwords, sign-ins and the guesses at them, tokens, second factors, registrations, and who confirmed the
/// grant of a role.
///
/// Instants that are compared with the clock are integer milliseconds; what people read is UTC text as elsewhere.
enum AccountTables {
  static let statements = proofs + guesses + grants + registrations

  private static let proofs = [
    // A password that somebody else chose is a start: it ends, and permits nothing but choosing another one.
    """
    CREATE TABLE password (
      actor_id TEXT NOT NULL PRIMARY KEY REFERENCES actor (id),
      hash TEXT NOT NULL CHECK (length(hash) > 0),
      algorithm TEXT NOT NULL CHECK (length(algorithm) > 0),
      start_ends_ms INT64,
      set_by TEXT NOT NULL REFERENCES actor (id),
      set_at TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE second_factor (
      actor_id TEXT NOT NULL PRIMARY KEY REFERENCES actor (id),
      secret_sealed BYTES NOT NULL,
      secret_algorithm TEXT NOT NULL CHECK (length(secret_algorithm) > 0),
      state TEXT NOT NULL CHECK (state IN ('pending', 'active')),
      last_step INT64 NOT NULL,
      enrolled_at TEXT NOT NULL,
      confirmed_at TEXT,
      CHECK ((state = 'active') = (confirmed_at IS NOT NULL))
    )
    """,
    """
    CREATE TABLE sign_in_session (
      id TEXT NOT NULL PRIMARY KEY,
      actor_id TEXT NOT NULL REFERENCES actor (id),
      secret_digest BYTES NOT NULL UNIQUE,
      is_strong INT64 NOT NULL CHECK (is_strong IN (0, 1)),
      started_at TEXT NOT NULL,
      seen_ms INT64 NOT NULL,
      ends_ms INT64 NOT NULL,
      ended_ms INT64,
      end_reason TEXT CHECK (length(end_reason) > 0),
      CHECK ((ended_ms IS NULL) = (end_reason IS NULL))
    )
    """,
    "CREATE INDEX sign_in_session_open ON sign_in_session (actor_id) WHERE ended_ms IS NULL",
    """
    CREATE TABLE api_token (
      id TEXT NOT NULL PRIMARY KEY,
      actor_id TEXT NOT NULL REFERENCES actor (id),
      name TEXT NOT NULL CHECK (length(name) > 0),
      secret_digest BYTES NOT NULL UNIQUE,
      scopes TEXT NOT NULL CHECK (length(scopes) > 0),
      is_strong INT64 NOT NULL CHECK (is_strong IN (0, 1)),
      created_at TEXT NOT NULL,
      expires_ms INT64 NOT NULL,
      revoked_by TEXT REFERENCES actor (id),
      revoked_at TEXT,
      CHECK ((revoked_by IS NULL) = (revoked_at IS NULL))
    )
    """,
    "CREATE UNIQUE INDEX api_token_name ON api_token (actor_id, name) WHERE revoked_at IS NULL",
  ]

  // Accounts and addresses stand here as keyed hashes: a name that was tried need not be anybody's.
  private static let guesses = [
    """
    CREATE TABLE sign_in_failure (
      id TEXT NOT NULL PRIMARY KEY,
      account BYTES NOT NULL,
      address BYTES NOT NULL,
      at_ms INT64 NOT NULL
    )
    """,
    "CREATE INDEX sign_in_failure_account ON sign_in_failure (account, at_ms)",
    "CREATE INDEX sign_in_failure_address ON sign_in_failure (address, at_ms)",
    "CREATE INDEX sign_in_failure_at ON sign_in_failure (at_ms)",
    """
    CREATE TABLE sign_in_address (
      actor_id TEXT NOT NULL REFERENCES actor (id),
      address BYTES NOT NULL,
      seen_ms INT64 NOT NULL,
      PRIMARY KEY (actor_id, address)
    )
    """,
  ]

  private static let grants = [
    """
    CREATE TABLE role_request (
      id TEXT NOT NULL PRIMARY KEY,
      actor_id TEXT NOT NULL REFERENCES actor (id),
      role TEXT NOT NULL CHECK (length(role) > 0),
      state TEXT NOT NULL CHECK (state IN ('earlier', 'single_handed', 'pending', 'confirmed', 'withdrawn')),
      requested_by TEXT NOT NULL REFERENCES actor (id),
      requested_at TEXT NOT NULL,
      decided_by TEXT REFERENCES actor (id),
      decided_at TEXT,
      CHECK (requested_by <> actor_id),
      CHECK ((state IN ('confirmed', 'withdrawn')) = (decided_by IS NOT NULL)),
      CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
      CHECK (state <> 'confirmed' OR (decided_by <> requested_by AND decided_by <> actor_id))
    )
    """,
    "CREATE UNIQUE INDEX role_request_pending ON role_request (actor_id, role) WHERE state = 'pending'",
    // Grants from before this rule stay, and are told apart.
    """
    INSERT INTO role_request (id, actor_id, role, state, requested_by, requested_at)
    SELECT id, actor_id, role, 'earlier', granted_by, granted_at FROM actor_role
    WHERE granted_by IS NOT NULL AND revoked_at IS NULL
    AND role IN ('second_confirmer', 'committee_head', 'expert', 'preliminary_reviewer')
    """,
  ]

  // The phone number is sealed. Whoever registers is no actor yet.
  private static let registrations = [
    """
    CREATE TABLE registration (
      id TEXT NOT NULL PRIMARY KEY,
      kind TEXT NOT NULL CHECK (kind IN ('individual', 'enterprise')),
      name TEXT NOT NULL CHECK (length(name) > 0),
      display_name TEXT NOT NULL CHECK (length(display_name) > 0),
      employer TEXT NOT NULL CHECK (length(employer) > 0),
      credit_code TEXT CHECK (length(credit_code) = 18),
      phone_sealed BYTES NOT NULL,
      phone_algorithm TEXT NOT NULL CHECK (length(phone_algorithm) > 0),
      unit_id TEXT NOT NULL REFERENCES union_unit (id),
      role TEXT NOT NULL CHECK (length(role) > 0),
      hash TEXT NOT NULL CHECK (length(hash) > 0),
      hash_algorithm TEXT NOT NULL CHECK (length(hash_algorithm) > 0),
      address BYTES NOT NULL,
      submitted_ms INT64 NOT NULL,
      submitted_at TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('submitted', 'confirmed', 'refused')),
      reason TEXT CHECK (length(reason) > 0),
      decided_by TEXT REFERENCES actor (id),
      decided_at TEXT,
      actor_id TEXT UNIQUE REFERENCES actor (id),
      CHECK (kind <> 'enterprise' OR credit_code IS NOT NULL),
      CHECK ((state = 'submitted') = (decided_by IS NULL)),
      CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
      CHECK ((state = 'confirmed') = (actor_id IS NOT NULL)),
      CHECK ((state = 'refused') = (reason IS NOT NULL))
    )
    """,
    "CREATE INDEX registration_state ON registration (state, submitted_ms)",
    "CREATE INDEX registration_address ON registration (address, submitted_ms)",
  ]
}
