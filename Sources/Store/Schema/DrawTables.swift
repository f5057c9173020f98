/// Migration 9: experts' contacts, mentorships, draws of experts, and what an assignment excluded and could not cover.
enum DrawTables {
  static let statements = conflictTables + drawTables + runTables

  // What conflicts are detected from. A contact is sealed; nobody is shown it whole.
  private static let conflictTables = [
    """
    CREATE TABLE expert_contact (
      expert_id TEXT NOT NULL PRIMARY KEY REFERENCES expert (id),
      content_sealed BYTES NOT NULL,
      content_algorithm TEXT NOT NULL,
      recorded_by TEXT NOT NULL REFERENCES actor (id),
      recorded_at TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE mentorship (
      id TEXT NOT NULL PRIMARY KEY,
      master_name TEXT NOT NULL CHECK (length(master_name) > 0),
      master_credit_code TEXT NOT NULL CHECK (length(master_credit_code) > 0),
      apprentice_name TEXT NOT NULL CHECK (length(apprentice_name) > 0),
      apprentice_credit_code TEXT NOT NULL CHECK (length(apprentice_credit_code) > 0),
      source TEXT NOT NULL CHECK (length(source) > 0),
      recorded_by TEXT NOT NULL REFERENCES actor (id),
      recorded_at TEXT NOT NULL,
      UNIQUE (master_name, master_credit_code, apprentice_name, apprentice_credit_code),
      CHECK (master_name <> apprentice_name OR master_credit_code <> apprentice_credit_code)
    )
    """,
  ]

  // The commitment is fixed and recorded before the public number of a later day is known.
  private static let drawTables = [
    """
    CREATE TABLE panel_draw (
      id TEXT NOT NULL PRIMARY KEY,
      edition_id TEXT NOT NULL REFERENCES edition (id),
      number INT64 NOT NULL CHECK (number > 0),
      commitment TEXT NOT NULL CHECK (length(commitment) > 0),
      commitment_digest TEXT NOT NULL CHECK (length(commitment_digest) = 64),
      pool TEXT NOT NULL REFERENCES evidence (digest),
      public_source TEXT NOT NULL CHECK (length(public_source) > 0),
      public_day TEXT NOT NULL CHECK (length(public_day) = 10),
      reason TEXT,
      committed_by TEXT NOT NULL REFERENCES actor (id),
      committed_on TEXT NOT NULL CHECK (length(committed_on) = 10),
      committed_at TEXT NOT NULL,
      public_number TEXT,
      seed TEXT,
      result_digest TEXT,
      performed_by TEXT REFERENCES actor (id),
      performed_at TEXT,
      UNIQUE (edition_id, number),
      CHECK (number = 1 OR length(reason) > 0),
      CHECK (number = 1 OR reason IS NOT NULL),
      CHECK (public_day > committed_on),
      CHECK ((performed_at IS NULL) = (public_number IS NULL)),
      CHECK ((performed_at IS NULL) = (seed IS NULL)),
      CHECK ((performed_at IS NULL) = (result_digest IS NULL)),
      CHECK ((performed_at IS NULL) = (performed_by IS NULL))
    )
    """,
    """
    CREATE TABLE panel_draw_place (
      draw_id TEXT NOT NULL REFERENCES panel_draw (id),
      field TEXT NOT NULL CHECK (length(field) > 0),
      places INT64 NOT NULL CHECK (places > 0),
      PRIMARY KEY (draw_id, field)
    )
    """,
    """
    CREATE TABLE panel_draw_expert (
      draw_id TEXT NOT NULL REFERENCES panel_draw (id),
      place INT64 NOT NULL CHECK (place > 0),
      expert TEXT NOT NULL CHECK (length(expert) > 0),
      field TEXT NOT NULL,
      ticket TEXT NOT NULL CHECK (length(ticket) = 64),
      PRIMARY KEY (draw_id, place),
      UNIQUE (draw_id, expert),
      FOREIGN KEY (draw_id, field) REFERENCES panel_draw_place (draw_id, field)
    )
    """,
  ]

  private static let runTables = [
    """
    CREATE TABLE assignment_exclusion (
      run_id TEXT NOT NULL REFERENCES assignment_run (id),
      judge TEXT NOT NULL CHECK (length(judge) > 0),
      other TEXT NOT NULL CHECK (length(other) > 0),
      PRIMARY KEY (run_id, judge, other),
      CHECK (judge <> other)
    )
    """,
    """
    CREATE TABLE assignment_gap (
      run_id TEXT NOT NULL REFERENCES assignment_run (id),
      nomination TEXT NOT NULL CHECK (length(nomination) > 0),
      lack TEXT NOT NULL CHECK (lack IN ('judges', 'field')),
      missing INT64 NOT NULL CHECK (missing > 0),
      reason TEXT NOT NULL CHECK (length(reason) > 0),
      PRIMARY KEY (run_id, nomination, lack)
    )
    """,
  ]
}
