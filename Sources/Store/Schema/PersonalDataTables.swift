/// Migration 15: keys of single files of evidence, erasures.
enum PersonalDataTables {
  static let statements = [
    // A sealed file has a key of its own: rotating the master key wraps the key anew and leaves the file, and destroying
    // the key (no bytes) erases the file. Files that were sealed before this table have no row.
    """
    CREATE TABLE evidence_key (
      digest TEXT NOT NULL PRIMARY KEY REFERENCES evidence (digest),
      data_key BYTES NOT NULL
    )
    """,
    // R-819, SM-17. An erasure that a restored backup had undone is done again by one person: two decided it before.
    """
    CREATE TABLE erasure (
      id TEXT NOT NULL PRIMARY KEY,
      person_id TEXT NOT NULL REFERENCES person (id),
      origin TEXT NOT NULL CHECK (origin IN ('request', 'restored')),
      state TEXT NOT NULL CHECK (state IN ('REQUESTED', 'DECLINED', 'DONE')),
      reason TEXT NOT NULL CHECK (length(reason) > 0),
      document TEXT NOT NULL CHECK (length(document) > 0),
      requested_by TEXT NOT NULL REFERENCES actor (id),
      requested_at TEXT NOT NULL,
      settled_by TEXT REFERENCES actor (id),
      settled_at TEXT,
      CHECK ((state = 'REQUESTED') = (settled_by IS NULL)),
      CHECK ((settled_by IS NULL) = (settled_at IS NULL)),
      CHECK (origin = 'restored' OR state <> 'DONE' OR settled_by <> requested_by)
    )
    """,
    "CREATE UNIQUE INDEX erasure_in_force ON erasure (person_id) WHERE state <> 'DECLINED'",
  ]
}
