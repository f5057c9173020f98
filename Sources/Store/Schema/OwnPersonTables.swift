/// Migration 16: as which person of the registry an actor acts.
enum OwnPersonTables {
  // A constraint of a table cannot be changed, so the duties move to a table with the wider one.
  static let statements = [
    """
    CREATE TABLE actor_duty_wider (
      id TEXT NOT NULL PRIMARY KEY,
      actor_id TEXT NOT NULL REFERENCES actor (id),
      unit_id TEXT REFERENCES union_unit (id),
      expert_id TEXT REFERENCES expert (id),
      person_id TEXT REFERENCES person (id),
      granted_by TEXT NOT NULL REFERENCES actor (id),
      granted_at TEXT NOT NULL,
      revoked_by TEXT REFERENCES actor (id),
      revoked_at TEXT,
      CHECK (granted_by <> actor_id),
      CHECK ((CASE WHEN unit_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN expert_id IS NULL THEN 0 ELSE 1 END)
        + (CASE WHEN person_id IS NULL THEN 0 ELSE 1 END) = 1),
      CHECK ((revoked_by IS NULL) = (revoked_at IS NULL))
    )
    """,
    """
    INSERT INTO actor_duty_wider (id, actor_id, unit_id, expert_id, granted_by, granted_at, revoked_by, revoked_at)
    SELECT id, actor_id, unit_id, expert_id, granted_by, granted_at, revoked_by, revoked_at FROM actor_duty
    """,
    "DROP TABLE actor_duty",
    "ALTER TABLE actor_duty_wider RENAME TO actor_duty",
    "CREATE UNIQUE INDEX actor_duty_unit ON actor_duty (actor_id, unit_id) WHERE revoked_at IS NULL",
    "CREATE UNIQUE INDEX actor_duty_expert ON actor_duty (expert_id) WHERE revoked_at IS NULL",
    // What is a person's own is one actor's, and an actor is one person.
    "CREATE UNIQUE INDEX actor_duty_person ON actor_duty (person_id) WHERE revoked_at IS NULL",
    """
    CREATE UNIQUE INDEX actor_duty_one_person ON actor_duty (actor_id)
    WHERE person_id IS NOT NULL AND revoked_at IS NULL
    """,
  ]
}
