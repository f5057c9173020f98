/// Migration 12: certificates, revocations, the list for the industrial-skill talents; titles that can be revoked.
enum NamingTables {
  static let statements = namingTables + titleTables

  private static let namingTables = [
    // The number is kept when a certificate is void, and is never given again. The indexes, not the table, hold that
    // numbers are unique, so that a test can plant a fault.
    """
    CREATE TABLE certificate (
      id TEXT NOT NULL PRIMARY KEY,
      edition_id TEXT NOT NULL,
      nomination TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('craftsman', 'great_craftsman')),
      place INT64 NOT NULL CHECK (place > 0),
      number TEXT NOT NULL CHECK (length(number) > 0),
      issued_on TEXT NOT NULL CHECK (length(issued_on) = 10),
      issued_by TEXT NOT NULL REFERENCES actor (id),
      issued_at TEXT NOT NULL,
      voided_on TEXT CHECK (length(voided_on) = 10),
      void_reason TEXT CHECK (length(void_reason) > 0),
      voided_by TEXT REFERENCES actor (id),
      voided_at TEXT,
      CHECK ((voided_on IS NULL) = (void_reason IS NULL)),
      CHECK ((voided_on IS NULL) = (voided_by IS NULL)),
      CHECK ((voided_on IS NULL) = (voided_at IS NULL)),
      FOREIGN KEY (edition_id, nomination) REFERENCES naming (edition_id, nomination)
    )
    """,
    "CREATE UNIQUE INDEX certificate_number ON certificate (number)",
    "CREATE UNIQUE INDEX certificate_place ON certificate (edition_id, place)",
    "CREATE UNIQUE INDEX certificate_in_force ON certificate (edition_id, nomination) WHERE voided_on IS NULL",
    // The naming stays and this row stands beside it.
    """
    CREATE TABLE naming_revocation (
      edition_id TEXT NOT NULL,
      nomination TEXT NOT NULL,
      cause TEXT NOT NULL CHECK (cause IN ('fraud', 'crime', 'discipline')),
      document TEXT NOT NULL CHECK (length(document) > 0),
      reason TEXT NOT NULL CHECK (length(reason) > 0),
      revoked_on TEXT NOT NULL CHECK (length(revoked_on) = 10),
      evidence TEXT REFERENCES evidence (digest),
      revoked_by TEXT NOT NULL REFERENCES actor (id),
      revoked_at TEXT NOT NULL,
      PRIMARY KEY (edition_id, nomination),
      FOREIGN KEY (edition_id, nomination) REFERENCES naming (edition_id, nomination)
    )
    """,
    // The last row of a nomination is its outcome, the others are its history.
    """
    CREATE TABLE taishan_record (
      id TEXT NOT NULL PRIMARY KEY,
      edition_id TEXT NOT NULL,
      nomination TEXT NOT NULL,
      outcome TEXT NOT NULL CHECK (outcome IN ('recommended', 'selected', 'not_selected')),
      decided_on TEXT NOT NULL CHECK (length(decided_on) = 10),
      document TEXT NOT NULL CHECK (length(document) > 0),
      recorded_by TEXT NOT NULL REFERENCES actor (id),
      recorded_at TEXT NOT NULL,
      FOREIGN KEY (edition_id, nomination) REFERENCES naming (edition_id, nomination)
    )
    """,
  ]

  // R-103 with the level of the base unions, R-237; two organisers of one level may name the same person in a year, so
  // that the document belongs to the key.
  private static let titleTables = [
    """
    CREATE TABLE title_rebuilt (
      id TEXT NOT NULL PRIMARY KEY,
      person_id TEXT NOT NULL REFERENCES craftsman (person_id),
      kind TEXT NOT NULL,
      level TEXT NOT NULL CHECK (level IN ('NATIONAL', 'PROVINCIAL', 'CITY', 'COUNTY', 'ENTERPRISE')),
      year INT64 NOT NULL CHECK (year BETWEEN 1949 AND 9999),
      document TEXT NOT NULL CHECK (length(document) > 0),
      revoked_on TEXT CHECK (length(revoked_on) = 10),
      revocation_document TEXT CHECK (length(revocation_document) > 0),
      CHECK ((revoked_on IS NULL) = (revocation_document IS NULL)),
      UNIQUE (person_id, kind, level, year, document)
    )
    """,
    """
    INSERT INTO title_rebuilt (id, person_id, kind, level, year, document)
    SELECT id, person_id, kind, level, year, document FROM title
    """,
    "DROP TABLE title",
    "ALTER TABLE title_rebuilt RENAME TO title",
  ]
}
