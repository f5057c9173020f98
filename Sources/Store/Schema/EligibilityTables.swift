/// The migration of dates and lateness, quotas and forwarding, eligibility, vetoes, namings of earlier years.
enum EligibilityTables {
  static let statements = dateTables + forwardingTables + eligibilityTables + recordTables

  // SM-1: each setting and each extension is a row; the last one of a name is in force. An extension names its notice.
  private static let dateTables = [
    """
    CREATE TABLE edition_date (
      id TEXT NOT NULL PRIMARY KEY,
      edition_id TEXT NOT NULL REFERENCES edition (id),
      name TEXT NOT NULL CHECK (name IN ('filing_deadline', 'forwarding_deadline', 'review_deadline',
        'sheet_deadline', 'vote_from', 'vote_to')),
      number INT64 NOT NULL CHECK (number > 0),
      day TEXT NOT NULL CHECK (length(day) = 10),
      kind TEXT NOT NULL CHECK (kind IN ('set', 'extended')),
      document TEXT CHECK (length(document) > 0),
      reason TEXT CHECK (length(reason) > 0),
      recorded_by TEXT NOT NULL REFERENCES actor (id),
      recorded_at TEXT NOT NULL,
      UNIQUE (edition_id, name, number),
      CHECK ((kind = 'extended') = (document IS NOT NULL)),
      CHECK ((kind = 'extended') = (reason IS NOT NULL))
    )
    """,
    """
    CREATE TABLE late_attempt (
      id TEXT NOT NULL PRIMARY KEY,
      edition_id TEXT NOT NULL REFERENCES edition (id),
      date_name TEXT NOT NULL CHECK (length(date_name) > 0),
      day TEXT NOT NULL CHECK (length(day) = 10),
      operation TEXT NOT NULL CHECK (length(operation) > 0),
      subject TEXT NOT NULL,
      attempted_on TEXT NOT NULL CHECK (length(attempted_on) = 10),
      attempted_by TEXT NOT NULL REFERENCES actor (id),
      attempted_at TEXT NOT NULL,
      CHECK (attempted_on > day)
    )
    """,
  ]

  private static let forwardingTables = [
    // R-234, OP-24: set while the edition is a draft; a later import supersedes the row of a union.
    """
    CREATE TABLE union_quota (
      id TEXT NOT NULL PRIMARY KEY,
      edition_id TEXT NOT NULL REFERENCES edition (id),
      unit_id TEXT NOT NULL REFERENCES union_unit (id),
      places INT64 NOT NULL CHECK (places >= 0),
      substitutes INT64 NOT NULL CHECK (substitutes >= 0),
      recorded_by TEXT NOT NULL REFERENCES actor (id),
      recorded_at TEXT NOT NULL,
      superseded_at TEXT
    )
    """,
    "CREATE UNIQUE INDEX union_quota_in_force ON union_quota (edition_id, unit_id) WHERE superseded_at IS NULL",
    """
    CREATE TABLE forwarding (
      id TEXT NOT NULL PRIMARY KEY,
      edition_id TEXT NOT NULL REFERENCES edition (id),
      unit_id TEXT NOT NULL REFERENCES union_unit (id),
      document TEXT NOT NULL CHECK (length(document) > 0),
      ranking TEXT NOT NULL REFERENCES evidence (digest),
      opinion TEXT NOT NULL REFERENCES evidence (digest),
      forwarded_by TEXT NOT NULL REFERENCES actor (id),
      forwarded_at TEXT NOT NULL
    )
    """,
    // An entry ends where its form fell out and a substitute took the place, or where the form is forwarded anew.
    """
    CREATE TABLE forwarding_entry (
      id TEXT NOT NULL PRIMARY KEY,
      forwarding_id TEXT NOT NULL REFERENCES forwarding (id),
      edition_id TEXT NOT NULL,
      number TEXT NOT NULL,
      rank INT64 NOT NULL CHECK (rank > 0),
      kind TEXT NOT NULL CHECK (kind IN ('primary', 'substitute')),
      replaces TEXT,
      promotion_document TEXT CHECK (length(promotion_document) > 0),
      promotion_reason TEXT CHECK (length(promotion_reason) > 0),
      promoted_by TEXT REFERENCES actor (id),
      promoted_at TEXT,
      ended_at TEXT,
      end_reason TEXT CHECK (length(end_reason) > 0),
      CHECK (kind = 'substitute' OR promoted_at IS NULL),
      CHECK ((promoted_at IS NULL) = (promoted_by IS NULL)),
      CHECK ((promoted_at IS NULL) = (replaces IS NULL)),
      CHECK ((promoted_at IS NULL) = (promotion_document IS NULL)),
      CHECK ((promoted_at IS NULL) = (promotion_reason IS NULL)),
      CHECK ((ended_at IS NULL) = (end_reason IS NULL)),
      UNIQUE (forwarding_id, rank),
      FOREIGN KEY (edition_id, number) REFERENCES nomination_form (edition_id, number)
    )
    """,
    "CREATE UNIQUE INDEX forwarding_entry_in_force ON forwarding_entry (edition_id, number) WHERE ended_at IS NULL",
  ]

  private static let eligibilityTables = [
    """
    CREATE TABLE eligibility_switch (
      edition_id TEXT NOT NULL REFERENCES edition (id),
      number INT64 NOT NULL CHECK (number > 0),
      checks_posts INT64 NOT NULL CHECK (checks_posts IN (0, 1)),
      reason TEXT NOT NULL CHECK (length(reason) > 0),
      recorded_by TEXT NOT NULL REFERENCES actor (id),
      recorded_at TEXT NOT NULL,
      PRIMARY KEY (edition_id, number)
    )
    """,
    // A verdict holds for one revision of the form. The program's own are stored when the nomination is decided.
    """
    CREATE TABLE eligibility_verdict (
      id TEXT NOT NULL PRIMARY KEY,
      edition_id TEXT NOT NULL,
      number TEXT NOT NULL,
      revision INT64 NOT NULL CHECK (revision > 0),
      check_key TEXT NOT NULL CHECK (length(check_key) > 0),
      source TEXT NOT NULL CHECK (source IN ('person', 'facts')),
      verdict TEXT NOT NULL CHECK (verdict IN ('pass', 'fail')),
      is_override INT64 NOT NULL CHECK (is_override IN (0, 1)),
      reason TEXT NOT NULL CHECK (length(reason) > 0),
      evidence TEXT REFERENCES evidence (digest),
      judged_by TEXT NOT NULL REFERENCES actor (id),
      judged_at TEXT NOT NULL,
      superseded_by TEXT REFERENCES eligibility_verdict (id) DEFERRABLE INITIALLY DEFERRED,
      CHECK (is_override = 0 OR (source = 'person' AND verdict = 'pass' AND evidence IS NOT NULL)),
      FOREIGN KEY (edition_id, number) REFERENCES nomination_form (edition_id, number)
    )
    """,
    """
    CREATE UNIQUE INDEX eligibility_verdict_in_force ON eligibility_verdict (edition_id, number, check_key)
    WHERE superseded_by IS NULL
    """,
    """
    CREATE TABLE eligibility_decision (
      edition_id TEXT NOT NULL,
      number TEXT NOT NULL,
      verdict TEXT NOT NULL CHECK (verdict IN ('qualified', 'unqualified')),
      reason TEXT,
      check_key TEXT,
      decided_by TEXT NOT NULL REFERENCES actor (id),
      decided_at TEXT NOT NULL,
      PRIMARY KEY (edition_id, number),
      CHECK ((verdict = 'unqualified') = (reason IS NOT NULL)),
      CHECK ((reason IS NULL) = (check_key IS NULL)),
      FOREIGN KEY (edition_id, number) REFERENCES nomination_form (edition_id, number)
    )
    """,
  ]

  private static let recordTables = [
    """
    CREATE TABLE veto_fact (
      id TEXT NOT NULL PRIMARY KEY,
      employer_credit_code TEXT NOT NULL CHECK (length(employer_credit_code) = 18),
      kind TEXT NOT NULL CHECK (length(kind) > 0),
      day TEXT NOT NULL CHECK (length(day) = 10),
      document TEXT NOT NULL CHECK (length(document) > 0),
      recorded_by TEXT NOT NULL REFERENCES actor (id),
      recorded_at TEXT NOT NULL,
      UNIQUE (employer_credit_code, kind, day)
    )
    """,
    // what was named and paid before the system; amounts in fen.
    """
    CREATE TABLE past_naming (
      id TEXT NOT NULL PRIMARY KEY,
      year INT64 NOT NULL CHECK (year BETWEEN 1949 AND 9999),
      name TEXT NOT NULL CHECK (length(name) > 0),
      person_id TEXT REFERENCES person (id),
      employer_name TEXT NOT NULL,
      employer_credit_code TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('qilu_craftsman', 'qilu_great_craftsman', 'craftsman', 'nominee')),
      level TEXT NOT NULL CHECK (level IN ('NATIONAL', 'PROVINCIAL', 'CITY', 'COUNTY')),
      organiser TEXT NOT NULL CHECK (length(organiser) > 0),
      document TEXT NOT NULL CHECK (length(document) > 0),
      studio_fen INT64 NOT NULL CHECK (studio_fen >= 0),
      personal_fen INT64 NOT NULL CHECK (personal_fen >= 0),
      prize_fen INT64 NOT NULL CHECK (prize_fen >= 0),
      evidence TEXT NOT NULL REFERENCES evidence (digest),
      recorded_by TEXT NOT NULL REFERENCES actor (id),
      recorded_at TEXT NOT NULL,
      superseded_by TEXT REFERENCES past_naming (id) DEFERRABLE INITIALLY DEFERRED,
      supersede_reason TEXT,
      CHECK ((superseded_by IS NULL) = (supersede_reason IS NULL))
    )
    """,
    """
    CREATE UNIQUE INDEX past_naming_in_force ON past_naming (year, level, kind, name, employer_credit_code)
    WHERE superseded_by IS NULL
    """,
    "CREATE INDEX past_naming_person ON past_naming (person_id)",
  ]
}
