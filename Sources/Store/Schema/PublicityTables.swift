/// Published deeds, publicity of the list, objections, site inspections.
enum PublicityTables {
  static let statements = deedTables + publicityTables + objectionTables + inspectionTables

  // A later record supersedes an earlier one, and is approved anew.
  private static let deedTables = [
    """
    CREATE TABLE deed (
      id TEXT NOT NULL PRIMARY KEY,
      edition_id TEXT NOT NULL,
      nomination TEXT NOT NULL,
      medium TEXT NOT NULL CHECK (length(medium) > 0),
      published_on TEXT NOT NULL CHECK (length(published_on) = 10),
      link TEXT NOT NULL CHECK (length(link) > 0),
      content TEXT NOT NULL,
      post TEXT NOT NULL,
      recorded_by TEXT NOT NULL REFERENCES actor (id),
      recorded_at TEXT NOT NULL,
      approved_by TEXT REFERENCES actor (id),
      approved_at TEXT,
      consent_seen INT64 NOT NULL CHECK (consent_seen IN (0, 1)),
      superseded_at TEXT,
      CHECK ((approved_by IS NULL) = (approved_at IS NULL)),
      CHECK (approved_by IS NULL OR approved_by <> recorded_by),
      FOREIGN KEY (edition_id, nomination) REFERENCES nomination (edition_id, number)
    )
    """,
    "CREATE UNIQUE INDEX deed_in_force ON deed (edition_id, nomination) WHERE superseded_at IS NULL",
  ]

  // What was shown is kept as it was shown: R-821 says that there is no more to it than these columns.
  private static let publicityTables = [
    """
    CREATE TABLE publicity (
      id TEXT NOT NULL PRIMARY KEY,
      edition_id TEXT NOT NULL REFERENCES edition (id),
      number INT64 NOT NULL CHECK (number > 0),
      list_id TEXT NOT NULL REFERENCES stage_list (id),
      starts_on TEXT NOT NULL CHECK (length(starts_on) = 10),
      ends_on TEXT NOT NULL CHECK (length(ends_on) = 10),
      workdays INT64 NOT NULL CHECK (workdays >= 5),
      medium TEXT NOT NULL CHECK (length(medium) > 0),
      link TEXT NOT NULL CHECK (length(link) > 0),
      document TEXT NOT NULL CHECK (length(document) > 0),
      evidence TEXT REFERENCES evidence (digest),
      opened_by TEXT NOT NULL REFERENCES actor (id),
      opened_at TEXT NOT NULL,
      CHECK (starts_on < ends_on),
      UNIQUE (edition_id, number)
    )
    """,
    """
    CREATE TABLE publicity_entry (
      publicity_id TEXT NOT NULL REFERENCES publicity (id),
      place INT64 NOT NULL CHECK (place > 0),
      edition_id TEXT NOT NULL,
      nomination TEXT NOT NULL,
      name TEXT NOT NULL,
      sex TEXT NOT NULL,
      unit TEXT NOT NULL,
      post TEXT NOT NULL,
      deeds TEXT NOT NULL,
      PRIMARY KEY (publicity_id, place),
      UNIQUE (publicity_id, nomination),
      FOREIGN KEY (edition_id, nomination) REFERENCES nomination (edition_id, number)
    )
    """,
  ]

  // R-229, SM-5. Who objects is sealed, the files with it; its handler alone opens them.
  private static let objectionTables = [
    """
    CREATE TABLE objection (
      id TEXT NOT NULL PRIMARY KEY,
      edition_id TEXT NOT NULL,
      number INT64 NOT NULL CHECK (number > 0),
      receipt TEXT NOT NULL UNIQUE,
      nomination TEXT NOT NULL,
      channel TEXT NOT NULL CHECK (channel IN ('letter', 'call', 'visit', 'mail')),
      state TEXT NOT NULL CHECK (state IN ('RECEIVED', 'FORMAL', 'INFORMAL', 'INVESTIGATING', 'UPHELD', 'DISMISSED')),
      received_on TEXT NOT NULL CHECK (length(received_on) = 10),
      answer_by TEXT CHECK (length(answer_by) = 10),
      objector_sealed BYTES NOT NULL,
      objector_algorithm TEXT NOT NULL,
      content TEXT NOT NULL REFERENCES evidence (digest),
      seal TEXT REFERENCES evidence (digest),
      received_by TEXT NOT NULL REFERENCES actor (id),
      received_at TEXT NOT NULL,
      handler_id TEXT REFERENCES actor (id),
      ruling_document TEXT,
      reply TEXT REFERENCES evidence (digest),
      removal_stage TEXT CHECK (removal_stage IN ('candidate', 'nominee', 'named', 'great')),
      decided_by TEXT REFERENCES actor (id),
      decided_at TEXT,
      CHECK ((state IN ('UPHELD', 'DISMISSED')) = (decided_at IS NOT NULL)),
      CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
      CHECK ((ruling_document IS NULL) = (decided_at IS NULL)),
      CHECK ((reply IS NULL) = (decided_at IS NULL)),
      CHECK (state NOT IN ('INVESTIGATING', 'UPHELD', 'DISMISSED') OR handler_id IS NOT NULL),
      CHECK (removal_stage IS NULL OR state = 'UPHELD'),
      UNIQUE (edition_id, number),
      FOREIGN KEY (edition_id, nomination) REFERENCES nomination (edition_id, number)
    )
    """,
    """
    CREATE TABLE objection_state (
      id TEXT NOT NULL PRIMARY KEY,
      objection_id TEXT NOT NULL REFERENCES objection (id),
      from_state TEXT,
      to_state TEXT NOT NULL,
      reason TEXT NOT NULL,
      changed_by TEXT NOT NULL REFERENCES actor (id),
      changed_at TEXT NOT NULL
    )
    """,
  ]

  // A repeated inspection supersedes the one before and says why.
  private static let inspectionTables = [
    """
    CREATE TABLE inspection (
      id TEXT NOT NULL PRIMARY KEY,
      edition_id TEXT NOT NULL,
      nomination TEXT NOT NULL,
      inspected_on TEXT NOT NULL CHECK (length(inspected_on) = 10),
      inspectors TEXT NOT NULL CHECK (length(inspectors) > 0),
      result TEXT NOT NULL CHECK (result IN ('passed', 'failed')),
      report TEXT NOT NULL REFERENCES evidence (digest),
      document TEXT,
      recorded_by TEXT NOT NULL REFERENCES actor (id),
      recorded_at TEXT NOT NULL,
      superseded_at TEXT,
      supersede_reason TEXT,
      CHECK ((result = 'failed') = (document IS NOT NULL)),
      CHECK ((superseded_at IS NULL) = (supersede_reason IS NULL)),
      FOREIGN KEY (edition_id, nomination) REFERENCES nomination (edition_id, number)
    )
    """,
    "CREATE UNIQUE INDEX inspection_in_force ON inspection (edition_id, nomination) WHERE superseded_at IS NULL",
  ]
}
