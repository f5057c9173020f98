/// Migration 6: declared recusals, rulings on detected conflicts, and who judges what.
enum PanelTables {
  static let statements = [
    // Declared by the judge, or upheld after it was detected; becomes a row of recusals.csv at the lock.
    """
    CREATE TABLE recusal_declaration (
      id TEXT NOT NULL PRIMARY KEY,
      edition_id TEXT NOT NULL,
      stage TEXT NOT NULL CHECK (stage IN ('candidate', 'nominee')),
      judge TEXT NOT NULL CHECK (length(judge) > 0),
      nomination TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('employer', 'kinship', 'mentorship', 'other')),
      reason TEXT NOT NULL CHECK (length(reason) > 0),
      declared_by TEXT NOT NULL REFERENCES actor (id),
      declared_at TEXT NOT NULL,
      UNIQUE (edition_id, stage, judge, nomination),
      FOREIGN KEY (edition_id, nomination) REFERENCES nomination (edition_id, number)
    )
    """,
    """
    CREATE TABLE conflict_ruling (
      id TEXT NOT NULL PRIMARY KEY,
      edition_id TEXT NOT NULL,
      stage TEXT NOT NULL CHECK (stage IN ('candidate', 'nominee')),
      judge TEXT NOT NULL CHECK (length(judge) > 0),
      nomination TEXT NOT NULL,
      match TEXT NOT NULL CHECK (length(match) > 0),
      ruling TEXT NOT NULL CHECK (ruling IN ('upheld', 'dismissed')),
      reason TEXT NOT NULL CHECK (length(reason) > 0),
      ruled_by TEXT NOT NULL REFERENCES actor (id),
      ruled_at TEXT NOT NULL,
      UNIQUE (edition_id, stage, judge, nomination, match),
      FOREIGN KEY (edition_id, nomination) REFERENCES nomination (edition_id, number)
    )
    """,
    // One run of the assignment; a later run supersedes it as long as no sheet was begun.
    """
    CREATE TABLE assignment_run (
      id TEXT NOT NULL PRIMARY KEY,
      edition_id TEXT NOT NULL REFERENCES edition (id),
      stage TEXT NOT NULL CHECK (stage IN ('candidate', 'nominee')),
      number INT64 NOT NULL CHECK (number > 0),
      per_nomination INT64 NOT NULL CHECK (per_nomination > 0),
      seed TEXT NOT NULL CHECK (length(seed) > 0),
      input_digest TEXT NOT NULL CHECK (length(input_digest) = 64),
      made_by TEXT NOT NULL REFERENCES actor (id),
      made_at TEXT NOT NULL,
      superseded_at TEXT,
      supersede_reason TEXT,
      CHECK ((superseded_at IS NULL) = (supersede_reason IS NULL)),
      UNIQUE (edition_id, stage, number)
    )
    """,
    "CREATE UNIQUE INDEX assignment_run_in_force ON assignment_run (edition_id, stage) WHERE superseded_at IS NULL",
    """
    CREATE TABLE assignment (
      run_id TEXT NOT NULL REFERENCES assignment_run (id),
      judge TEXT NOT NULL CHECK (length(judge) > 0),
      nomination TEXT NOT NULL CHECK (length(nomination) > 0),
      PRIMARY KEY (run_id, judge, nomination)
    )
    """,
    "CREATE INDEX assignment_nomination ON assignment (run_id, nomination)",
  ]
}
