/// Migration 1: settings, people who act, the audit trail, evidence.
enum FoundationTables {
  static let statements = [
    """
    CREATE TABLE setting (
      name TEXT NOT NULL PRIMARY KEY,
      content TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE actor (
      id TEXT NOT NULL PRIMARY KEY,
      name TEXT NOT NULL UNIQUE CHECK (length(name) > 0),
      display_name TEXT NOT NULL CHECK (length(display_name) > 0),
      system_user TEXT UNIQUE CHECK (length(system_user) > 0),
      state TEXT NOT NULL CHECK (state IN ('active', 'disabled')),
      created_at TEXT NOT NULL
    )
    """,
    // A role is granted by another actor; the first administrator's by nobody (the initialisation).
    """
    CREATE TABLE actor_role (
      id TEXT NOT NULL PRIMARY KEY,
      actor_id TEXT NOT NULL REFERENCES actor (id),
      role TEXT NOT NULL CHECK (length(role) > 0),
      granted_by TEXT REFERENCES actor (id),
      granted_at TEXT NOT NULL,
      revoked_by TEXT REFERENCES actor (id),
      revoked_at TEXT,
      CHECK (granted_by IS NULL OR granted_by <> actor_id),
      CHECK ((revoked_by IS NULL) = (revoked_at IS NULL))
    )
    """,
    "CREATE UNIQUE INDEX actor_role_in_force ON actor_role (actor_id, role) WHERE revoked_at IS NULL",
    """
    CREATE TABLE audit_event (
      id TEXT NOT NULL PRIMARY KEY,
      at TEXT NOT NULL,
      actor_id TEXT NOT NULL,
      actor_name TEXT NOT NULL,
      operation TEXT NOT NULL,
      subject_kind TEXT NOT NULL,
      subject_id TEXT NOT NULL,
      detail TEXT NOT NULL,
      digest BYTES NOT NULL
    )
    """,
    // Apart from the event, so that an engine with many writers can link in the order of commits.
    """
    CREATE TABLE audit_link (
      sequence INT64 NOT NULL PRIMARY KEY CHECK (sequence > 0),
      event_id TEXT NOT NULL UNIQUE REFERENCES audit_event (id),
      chain BYTES NOT NULL
    )
    """,
    // The digest is that of the bytes as kept: of the sealed bytes where the file holds personal numbers.
    """
    CREATE TABLE evidence (
      digest TEXT NOT NULL PRIMARY KEY CHECK (length(digest) = 64),
      size INT64 NOT NULL CHECK (size >= 0),
      name TEXT NOT NULL,
      is_sealed INT64 NOT NULL CHECK (is_sealed IN (0, 1)),
      recorded_by TEXT NOT NULL REFERENCES actor (id),
      recorded_at TEXT NOT NULL
    )
    """,
  ]
}
