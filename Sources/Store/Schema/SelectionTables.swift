/// Migration 3: editions, what decides them, their lists and namings.
enum SelectionTables {
  static let statements = editionTables + inputTables + resultTables

  private static let editionTables = [
    """
    CREATE TABLE edition (
      id TEXT NOT NULL PRIMARY KEY,
      name TEXT NOT NULL UNIQUE CHECK (length(name) > 0),
      year INT64 NOT NULL CHECK (year BETWEEN 2017 AND 9999),
      organiser_id TEXT NOT NULL REFERENCES union_unit (id),
      state TEXT NOT NULL,
      created_at TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE edition_state (
      id TEXT NOT NULL PRIMARY KEY,
      edition_id TEXT NOT NULL REFERENCES edition (id),
      from_state TEXT,
      to_state TEXT NOT NULL,
      reason TEXT NOT NULL,
      changed_by TEXT NOT NULL REFERENCES actor (id),
      changed_at TEXT NOT NULL
    )
    """,
    // A version is a row; only the last one counts, and once it is frozen there is no later one.
    """
    CREATE TABLE edition_rules (
      edition_id TEXT NOT NULL REFERENCES edition (id),
      version INT64 NOT NULL CHECK (version > 0),
      content TEXT NOT NULL,
      digest TEXT NOT NULL CHECK (length(digest) = 64),
      recorded_by TEXT NOT NULL REFERENCES actor (id),
      recorded_at TEXT NOT NULL,
      frozen_at TEXT,
      PRIMARY KEY (edition_id, version)
    )
    """,
    """
    CREATE TABLE input_import (
      id TEXT NOT NULL PRIMARY KEY,
      edition_id TEXT NOT NULL REFERENCES edition (id),
      kind TEXT NOT NULL,
      file_name TEXT NOT NULL,
      file_digest TEXT NOT NULL CHECK (length(file_digest) = 64),
      evidence TEXT NOT NULL REFERENCES evidence (digest),
      row_count INT64 NOT NULL CHECK (row_count >= 0),
      imported_by TEXT NOT NULL REFERENCES actor (id),
      imported_at TEXT NOT NULL,
      superseded_by TEXT REFERENCES input_import (id) DEFERRABLE INITIALLY DEFERRED,
      supersede_reason TEXT,
      CHECK ((superseded_by IS NULL) = (supersede_reason IS NULL))
    )
    """,
  ]

  private static let inputTables = [
    """
    CREATE TABLE nomination (
      edition_id TEXT NOT NULL REFERENCES edition (id),
      number TEXT NOT NULL CHECK (length(number) > 0),
      name TEXT NOT NULL,
      employer_credit_code TEXT NOT NULL,
      region TEXT NOT NULL,
      channel TEXT NOT NULL CHECK (channel IN ('unit', 'self', 'joint')),
      qualification TEXT NOT NULL CHECK (qualification IN ('qualified', 'unqualified')),
      reason TEXT NOT NULL,
      person_id TEXT REFERENCES person (id),
      import_id TEXT NOT NULL REFERENCES input_import (id),
      PRIMARY KEY (edition_id, number),
      CHECK (qualification = 'qualified' OR length(reason) > 0)
    )
    """,
    "CREATE UNIQUE INDEX nomination_person ON nomination (edition_id, person_id) WHERE person_id IS NOT NULL",
    """
    CREATE TABLE preliminary_score (
      edition_id TEXT NOT NULL,
      nomination TEXT NOT NULL,
      reviewer TEXT NOT NULL CHECK (length(reviewer) > 0),
      score_hundredths INT64 NOT NULL CHECK (score_hundredths BETWEEN 0 AND 10000),
      import_id TEXT NOT NULL REFERENCES input_import (id),
      PRIMARY KEY (edition_id, nomination, reviewer),
      FOREIGN KEY (edition_id, nomination) REFERENCES nomination (edition_id, number)
    )
    """,
    """
    CREATE TABLE panel_expert (
      edition_id TEXT NOT NULL REFERENCES edition (id),
      expert TEXT NOT NULL CHECK (length(expert) > 0),
      name TEXT NOT NULL,
      employer_credit_code TEXT NOT NULL,
      import_id TEXT NOT NULL REFERENCES input_import (id),
      PRIMARY KEY (edition_id, expert)
    )
    """,
    """
    CREATE TABLE recusal (
      edition_id TEXT NOT NULL,
      expert TEXT NOT NULL,
      nomination TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('employer', 'kinship', 'mentorship', 'other')),
      import_id TEXT NOT NULL REFERENCES input_import (id),
      PRIMARY KEY (edition_id, expert, nomination),
      FOREIGN KEY (edition_id, expert) REFERENCES panel_expert (edition_id, expert),
      FOREIGN KEY (edition_id, nomination) REFERENCES nomination (edition_id, number)
    )
    """,
    """
    CREATE TABLE score_sheet (
      edition_id TEXT NOT NULL,
      expert TEXT NOT NULL,
      nomination TEXT NOT NULL,
      spirit_hundredths INT64 NOT NULL CHECK (spirit_hundredths BETWEEN 0 AND 10000),
      craft_hundredths INT64 NOT NULL CHECK (craft_hundredths BETWEEN 0 AND 10000),
      leading_hundredths INT64 NOT NULL CHECK (leading_hundredths BETWEEN 0 AND 10000),
      contribution_hundredths INT64 NOT NULL CHECK (contribution_hundredths BETWEEN 0 AND 10000),
      import_id TEXT NOT NULL REFERENCES input_import (id),
      PRIMARY KEY (edition_id, expert, nomination),
      FOREIGN KEY (edition_id, expert) REFERENCES panel_expert (edition_id, expert),
      FOREIGN KEY (edition_id, nomination) REFERENCES nomination (edition_id, number)
    )
    """,
    """
    CREATE TABLE vote_tally (
      edition_id TEXT NOT NULL,
      nomination TEXT NOT NULL,
      channel TEXT NOT NULL CHECK (length(channel) > 0),
      votes INT64 NOT NULL CHECK (votes BETWEEN 0 AND 999999999999),
      import_id TEXT NOT NULL REFERENCES input_import (id),
      PRIMARY KEY (edition_id, nomination, channel),
      FOREIGN KEY (edition_id, nomination) REFERENCES nomination (edition_id, number)
    )
    """,
    """
    CREATE TABLE decision (
      edition_id TEXT NOT NULL,
      stage TEXT NOT NULL CHECK (stage IN ('candidate', 'nominee', 'named', 'great')),
      nomination TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('remove', 'order', 'substitute')),
      place INT64 CHECK (place BETWEEN 1 AND 999999999),
      document TEXT NOT NULL CHECK (length(document) > 0),
      reason TEXT NOT NULL CHECK (length(reason) > 0),
      sequence INT64 NOT NULL CHECK (sequence > 0),
      import_id TEXT NOT NULL REFERENCES input_import (id),
      PRIMARY KEY (edition_id, stage, nomination, kind),
      UNIQUE (edition_id, sequence),
      CHECK ((kind = 'order') = (place IS NOT NULL)),
      FOREIGN KEY (edition_id, nomination) REFERENCES nomination (edition_id, number)
    )
    """,
  ]

  private static let resultTables = [
    // SM-19. The confirmer is never the submitter, whatever the program believes.
    """
    CREATE TABLE stage_list (
      id TEXT NOT NULL PRIMARY KEY,
      edition_id TEXT NOT NULL REFERENCES edition (id),
      stage TEXT NOT NULL CHECK (stage IN ('candidate', 'nominee', 'named', 'great')),
      number INT64 NOT NULL CHECK (number > 0),
      state TEXT NOT NULL CHECK (state IN ('COMPUTED', 'SUBMITTED', 'CONFIRMED', 'RETURNED', 'VOID')),
      cap INT64 NOT NULL CHECK (cap >= 0),
      entrants INT64 NOT NULL CHECK (entrants >= 0),
      passed INT64 NOT NULL CHECK (passed >= 0 AND passed <= cap),
      input_digest TEXT NOT NULL CHECK (length(input_digest) = 64),
      computed_by TEXT NOT NULL REFERENCES actor (id),
      computed_at TEXT NOT NULL,
      submitted_by TEXT REFERENCES actor (id),
      submitted_at TEXT,
      decided_by TEXT REFERENCES actor (id),
      decided_at TEXT,
      reason TEXT,
      UNIQUE (edition_id, stage, number),
      CHECK ((submitted_by IS NULL) = (submitted_at IS NULL)),
      CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
      CHECK (state <> 'CONFIRMED' OR (submitted_by IS NOT NULL AND decided_by IS NOT NULL)),
      CHECK (state <> 'CONFIRMED' OR submitted_by <> decided_by)
    )
    """,
    "CREATE UNIQUE INDEX stage_list_confirmed ON stage_list (edition_id, stage) WHERE state = 'CONFIRMED'",
    """
    CREATE TABLE stage_list_row (
      list_id TEXT NOT NULL REFERENCES stage_list (id),
      row_number INT64 NOT NULL CHECK (row_number > 0),
      rank INT64 NOT NULL CHECK (rank > 0 AND rank <= row_number),
      nomination TEXT NOT NULL,
      score_hundredths INT64 NOT NULL CHECK (score_hundredths BETWEEN 0 AND 10000),
      is_substitute INT64 NOT NULL CHECK (is_substitute IN (0, 1)),
      PRIMARY KEY (list_id, row_number),
      UNIQUE (list_id, nomination)
    )
    """,
    """
    CREATE TABLE naming (
      edition_id TEXT NOT NULL,
      nomination TEXT NOT NULL,
      is_great INT64 NOT NULL CHECK (is_great IN (0, 1)),
      document TEXT NOT NULL CHECK (length(document) > 0),
      named_on TEXT NOT NULL CHECK (length(named_on) = 10),
      named_by TEXT NOT NULL REFERENCES actor (id),
      PRIMARY KEY (edition_id, nomination),
      FOREIGN KEY (edition_id, nomination) REFERENCES nomination (edition_id, number)
    )
    """,
  ]
}
