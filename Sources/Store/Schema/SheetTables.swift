/// Reviewers, rubrics, and the sheets on which reviewers and experts work.
enum SheetTables {
  static let statements = reviewerTables + rubricTables + sheetTables

  // A reviewer is named for one edition; the actor fills in the reviewer's sheets.
  private static let reviewerTables = [
    """
    CREATE TABLE reviewer (
      edition_id TEXT NOT NULL REFERENCES edition (id),
      code TEXT NOT NULL CHECK (length(code) > 0),
      name TEXT NOT NULL CHECK (length(name) > 0),
      employer_credit_code TEXT NOT NULL,
      actor_id TEXT REFERENCES actor (id),
      appointed_by TEXT NOT NULL REFERENCES actor (id),
      appointed_at TEXT NOT NULL,
      PRIMARY KEY (edition_id, code),
      CHECK (actor_id IS NULL OR actor_id <> appointed_by)
    )
    """,
    "CREATE UNIQUE INDEX reviewer_actor ON reviewer (edition_id, actor_id) WHERE actor_id IS NOT NULL",
    """
    CREATE TABLE reviewer_field (
      edition_id TEXT NOT NULL,
      reviewer TEXT NOT NULL,
      field TEXT NOT NULL CHECK (length(field) > 0),
      PRIMARY KEY (edition_id, reviewer, field),
      FOREIGN KEY (edition_id, reviewer) REFERENCES reviewer (edition_id, code)
    )
    """,
  ]

  // The last version counts; no version follows the first review.
  private static let rubricTables = [
    """
    CREATE TABLE rubric (
      edition_id TEXT NOT NULL REFERENCES edition (id),
      version INT64 NOT NULL CHECK (version > 0),
      evidence TEXT NOT NULL REFERENCES evidence (digest),
      recorded_by TEXT NOT NULL REFERENCES actor (id),
      recorded_at TEXT NOT NULL,
      PRIMARY KEY (edition_id, version)
    )
    """,
    """
    CREATE TABLE rubric_item (
      edition_id TEXT NOT NULL,
      version INT64 NOT NULL,
      code TEXT NOT NULL CHECK (length(code) > 0),
      place INT64 NOT NULL CHECK (place > 0),
      label TEXT NOT NULL CHECK (length(label) > 0),
      maximum_hundredths INT64 NOT NULL CHECK (maximum_hundredths BETWEEN 1 AND 10000),
      PRIMARY KEY (edition_id, version, code),
      UNIQUE (edition_id, version, place),
      FOREIGN KEY (edition_id, version) REFERENCES rubric (edition_id, version)
    )
    """,
  ]

  // SM-3. A sheet is begun with its first value; what is locked has a row of the package that says the same.
  private static let sheetTables = [
    """
    CREATE TABLE work_sheet (
      edition_id TEXT NOT NULL,
      stage TEXT NOT NULL CHECK (stage IN ('candidate', 'nominee')),
      judge TEXT NOT NULL CHECK (length(judge) > 0),
      nomination TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('OPEN', 'SUBMITTED', 'LOCKED', 'RECUSED')),
      revision INT64 NOT NULL CHECK (revision > 0),
      comment TEXT NOT NULL,
      saved_by TEXT NOT NULL REFERENCES actor (id),
      saved_at TEXT NOT NULL,
      PRIMARY KEY (edition_id, stage, judge, nomination),
      FOREIGN KEY (edition_id, nomination) REFERENCES nomination (edition_id, number)
    )
    """,
    """
    CREATE TABLE work_sheet_value (
      edition_id TEXT NOT NULL,
      stage TEXT NOT NULL,
      judge TEXT NOT NULL,
      nomination TEXT NOT NULL,
      item TEXT NOT NULL CHECK (length(item) > 0),
      score_hundredths INT64 NOT NULL CHECK (score_hundredths BETWEEN 0 AND 10000),
      PRIMARY KEY (edition_id, stage, judge, nomination, item),
      FOREIGN KEY (edition_id, stage, judge, nomination)
        REFERENCES work_sheet (edition_id, stage, judge, nomination)
    )
    """,
    """
    CREATE TABLE work_sheet_state (
      id TEXT NOT NULL PRIMARY KEY,
      edition_id TEXT NOT NULL,
      stage TEXT NOT NULL,
      judge TEXT NOT NULL,
      nomination TEXT NOT NULL,
      from_state TEXT,
      to_state TEXT NOT NULL,
      reason TEXT NOT NULL,
      changed_by TEXT NOT NULL REFERENCES actor (id),
      changed_at TEXT NOT NULL,
      FOREIGN KEY (edition_id, stage, judge, nomination)
        REFERENCES work_sheet (edition_id, stage, judge, nomination)
    )
    """,
    "CREATE INDEX work_sheet_state_sheet ON work_sheet_state (edition_id, stage, judge, nomination)",
    // Each writing of the locked sheets into the package; a later one replaces it and says why.
    """
    CREATE TABLE sheet_lock (
      edition_id TEXT NOT NULL REFERENCES edition (id),
      stage TEXT NOT NULL CHECK (stage IN ('candidate', 'nominee')),
      number INT64 NOT NULL CHECK (number > 0),
      reason TEXT NOT NULL,
      locked_by TEXT NOT NULL REFERENCES actor (id),
      locked_at TEXT NOT NULL,
      PRIMARY KEY (edition_id, stage, number),
      CHECK (number = 1 OR length(reason) > 0)
    )
    """,
  ]
}
