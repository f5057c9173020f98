/// Migration 5: who acts for whom, nomination forms, consents.
enum FormTables {
  static let statements = dutyTables + formTables + partTables

  /// For which unit or as which expert an actor acts, beside the roles.
  private static let dutyTables = [
    """
    CREATE TABLE actor_duty (
      id TEXT NOT NULL PRIMARY KEY,
      actor_id TEXT NOT NULL REFERENCES actor (id),
      unit_id TEXT REFERENCES union_unit (id),
      expert_id TEXT REFERENCES expert (id),
      granted_by TEXT NOT NULL REFERENCES actor (id),
      granted_at TEXT NOT NULL,
      revoked_by TEXT REFERENCES actor (id),
      revoked_at TEXT,
      CHECK (granted_by <> actor_id),
      CHECK ((unit_id IS NULL) <> (expert_id IS NULL)),
      CHECK ((revoked_by IS NULL) = (revoked_at IS NULL))
    )
    """,
    "CREATE UNIQUE INDEX actor_duty_unit ON actor_duty (actor_id, unit_id) WHERE revoked_at IS NULL",
    // An expert's sheets are his own: one actor fills them in.
    "CREATE UNIQUE INDEX actor_duty_expert ON actor_duty (expert_id) WHERE revoked_at IS NULL",
  ]

  // SM-2 up to the verdict of the eligibility checks. What comes after it follows from the confirmed lists, the
  // decisions and the namings, and is not stored a second time.
  private static let formTables = [
    """
    CREATE TABLE nomination_form (
      edition_id TEXT NOT NULL REFERENCES edition (id),
      number TEXT NOT NULL CHECK (length(number) > 0),
      unit_id TEXT NOT NULL REFERENCES union_unit (id),
      channel TEXT NOT NULL CHECK (channel IN ('unit', 'self', 'joint')),
      state TEXT NOT NULL CHECK (state IN ('DRAFT', 'SUBMITTED', 'ENDORSED', 'FORWARDED', 'RETURNED', 'QUALIFIED',
        'UNQUALIFIED', 'WITHDRAWN')),
      revision INT64 NOT NULL CHECK (revision > 0),
      name TEXT NOT NULL,
      employer_credit_code TEXT NOT NULL,
      region TEXT NOT NULL,
      person_id TEXT REFERENCES person (id),
      content_sealed BYTES NOT NULL,
      content_algorithm TEXT NOT NULL,
      created_by TEXT NOT NULL REFERENCES actor (id),
      created_at TEXT NOT NULL,
      saved_by TEXT NOT NULL REFERENCES actor (id),
      saved_at TEXT NOT NULL,
      PRIMARY KEY (edition_id, number),
      CHECK (state IN ('DRAFT', 'RETURNED', 'WITHDRAWN') OR person_id IS NOT NULL)
    )
    """,
    // one nomination a person and edition, across all units; drafts may collide until one is submitted.
    """
    CREATE UNIQUE INDEX nomination_form_person ON nomination_form (edition_id, person_id)
    WHERE person_id IS NOT NULL AND state NOT IN ('DRAFT', 'RETURNED', 'WITHDRAWN')
    """,
    """
    CREATE TABLE nomination_form_state (
      id TEXT NOT NULL PRIMARY KEY,
      edition_id TEXT NOT NULL,
      number TEXT NOT NULL,
      from_state TEXT,
      to_state TEXT NOT NULL,
      reason TEXT NOT NULL,
      changed_by TEXT NOT NULL REFERENCES actor (id),
      changed_at TEXT NOT NULL,
      FOREIGN KEY (edition_id, number) REFERENCES nomination_form (edition_id, number)
    )
    """,
  ]

  private static let partTables = [
    """
    CREATE TABLE form_attachment (
      id TEXT NOT NULL PRIMARY KEY,
      edition_id TEXT NOT NULL,
      number TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (length(kind) > 0),
      evidence TEXT NOT NULL REFERENCES evidence (digest),
      file_name TEXT NOT NULL CHECK (length(file_name) > 0),
      added_by TEXT NOT NULL REFERENCES actor (id),
      added_at TEXT NOT NULL,
      removed_by TEXT REFERENCES actor (id),
      removed_at TEXT,
      CHECK ((removed_by IS NULL) = (removed_at IS NULL)),
      FOREIGN KEY (edition_id, number) REFERENCES nomination_form (edition_id, number)
    )
    """,
    // the confirmation of one co-nominator, who stands in the form's sealed content at this place.
    """
    CREATE TABLE form_co_nomination (
      id TEXT NOT NULL PRIMARY KEY,
      edition_id TEXT NOT NULL,
      number TEXT NOT NULL,
      place INT64 NOT NULL CHECK (place > 0),
      person_hash BYTES NOT NULL,
      person_hash_algorithm TEXT NOT NULL,
      evidence TEXT NOT NULL REFERENCES evidence (digest),
      confirmed_on TEXT NOT NULL CHECK (length(confirmed_on) = 10),
      recorded_by TEXT NOT NULL REFERENCES actor (id),
      recorded_at TEXT NOT NULL,
      revoked_at TEXT,
      FOREIGN KEY (edition_id, number) REFERENCES nomination_form (edition_id, number)
    )
    """,
    """
    CREATE UNIQUE INDEX form_co_nomination_person ON form_co_nomination (edition_id, number, person_hash)
    WHERE revoked_at IS NULL
    """,
    // An opinion with its seal holds for the revision of the form that was sealed, and for no later one.
    """
    CREATE TABLE form_opinion (
      id TEXT NOT NULL PRIMARY KEY,
      edition_id TEXT NOT NULL,
      number TEXT NOT NULL,
      party TEXT NOT NULL CHECK (party IN ('unit', 'base_union', 'county', 'city', 'province')),
      revision INT64 NOT NULL CHECK (revision > 0),
      opinion TEXT NOT NULL CHECK (length(opinion) > 0),
      seal TEXT NOT NULL REFERENCES evidence (digest),
      given_on TEXT NOT NULL CHECK (length(given_on) = 10),
      publicity_from TEXT CHECK (length(publicity_from) = 10),
      publicity_to TEXT CHECK (length(publicity_to) = 10),
      publicity_proof TEXT REFERENCES evidence (digest),
      recorded_by TEXT NOT NULL REFERENCES actor (id),
      recorded_at TEXT NOT NULL,
      CHECK ((publicity_from IS NULL) = (publicity_to IS NULL)),
      CHECK ((publicity_from IS NULL) = (publicity_proof IS NULL)),
      CHECK (publicity_from IS NULL OR publicity_from <= publicity_to),
      UNIQUE (edition_id, number, party, revision),
      FOREIGN KEY (edition_id, number) REFERENCES nomination_form (edition_id, number)
    )
    """,
    // SM-17, R-819: one row for each purpose and giving; a withdrawal stops new processing and keeps the row.
    """
    CREATE TABLE consent (
      id TEXT NOT NULL PRIMARY KEY,
      edition_id TEXT NOT NULL,
      number TEXT NOT NULL,
      purpose TEXT NOT NULL CHECK (purpose IN ('processing', 'publication')),
      evidence TEXT NOT NULL REFERENCES evidence (digest),
      given_on TEXT NOT NULL CHECK (length(given_on) = 10),
      recorded_by TEXT NOT NULL REFERENCES actor (id),
      recorded_at TEXT NOT NULL,
      withdrawn_on TEXT CHECK (length(withdrawn_on) = 10),
      withdrawn_by TEXT REFERENCES actor (id),
      withdrawn_at TEXT,
      withdrawal_evidence TEXT REFERENCES evidence (digest),
      CHECK ((withdrawn_on IS NULL) = (withdrawn_at IS NULL)),
      CHECK ((withdrawn_on IS NULL) = (withdrawn_by IS NULL)),
      FOREIGN KEY (edition_id, number) REFERENCES nomination_form (edition_id, number)
    )
    """,
    "CREATE UNIQUE INDEX consent_in_force ON consent (edition_id, number, purpose) WHERE withdrawn_at IS NULL",
  ]
}
