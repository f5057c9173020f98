/// Migration 2: employers, the union tree, people, craftsmen, experts.
enum RegistryTables {
  static let statements = [
    """
    CREATE TABLE employer (
      id TEXT NOT NULL PRIMARY KEY,
      name TEXT NOT NULL CHECK (length(name) > 0),
      credit_code TEXT NOT NULL UNIQUE CHECK (length(credit_code) = 18),
      check_digit_override TEXT CHECK (length(check_digit_override) > 0),
      region TEXT NOT NULL
    )
    """,
    // a base union belongs to one employer and is another party than it.
    """
    CREATE TABLE union_unit (
      id TEXT NOT NULL PRIMARY KEY,
      code TEXT NOT NULL UNIQUE CHECK (length(code) > 0),
      name TEXT NOT NULL CHECK (length(name) > 0),
      tier TEXT NOT NULL
        CHECK (tier IN ('province', 'city', 'industrial', 'large_enterprise', 'county', 'base')),
      parent_id TEXT REFERENCES union_unit (id) DEFERRABLE INITIALLY DEFERRED,
      region TEXT NOT NULL,
      employer_id TEXT UNIQUE REFERENCES employer (id),
      CHECK ((tier = 'province') = (parent_id IS NULL)),
      CHECK ((tier = 'base') = (employer_id IS NOT NULL))
    )
    """,
    // one natural person is one row, found by the keyed hash of the citizen ID. Destroying data_key erases
    // what is sealed with it.
    """
    CREATE TABLE person (
      id TEXT NOT NULL PRIMARY KEY,
      name TEXT NOT NULL CHECK (length(name) > 0),
      citizen_id_hash BYTES NOT NULL UNIQUE,
      citizen_id_hash_algorithm TEXT NOT NULL,
      citizen_id_sealed BYTES NOT NULL,
      citizen_id_algorithm TEXT NOT NULL,
      data_key BYTES NOT NULL,
      employer_id TEXT REFERENCES employer (id),
      registered_at TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE craftsman (
      person_id TEXT NOT NULL PRIMARY KEY REFERENCES person (id),
      state TEXT NOT NULL CHECK (state IN ('ACTIVE', 'SUSPENDED', 'RETIRED', 'REMOVED'))
    )
    """,
    """
    CREATE TABLE craftsman_state (
      id TEXT NOT NULL PRIMARY KEY,
      person_id TEXT NOT NULL REFERENCES craftsman (person_id),
      from_state TEXT,
      to_state TEXT NOT NULL,
      reason TEXT NOT NULL CHECK (length(reason) > 0),
      changed_by TEXT NOT NULL REFERENCES actor (id),
      changed_at TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE title (
      id TEXT NOT NULL PRIMARY KEY,
      person_id TEXT NOT NULL REFERENCES craftsman (person_id),
      kind TEXT NOT NULL,
      level TEXT NOT NULL CHECK (level IN ('NATIONAL', 'PROVINCIAL', 'CITY', 'COUNTY')),
      year INT64 NOT NULL CHECK (year BETWEEN 1949 AND 9999),
      document TEXT NOT NULL CHECK (length(document) > 0),
      UNIQUE (person_id, kind, level, year)
    )
    """,
    """
    CREATE TABLE skill (
      person_id TEXT NOT NULL REFERENCES craftsman (person_id),
      trade TEXT NOT NULL CHECK (length(trade) > 0),
      grade TEXT NOT NULL,
      PRIMARY KEY (person_id, trade)
    )
    """,
    """
    CREATE TABLE expert (
      id TEXT NOT NULL PRIMARY KEY,
      code TEXT NOT NULL UNIQUE CHECK (length(code) > 0),
      name TEXT NOT NULL CHECK (length(name) > 0),
      employer_credit_code TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE expert_specialty (
      expert_id TEXT NOT NULL REFERENCES expert (id),
      kind TEXT NOT NULL CHECK (kind IN ('field', 'trade')),
      name TEXT NOT NULL CHECK (length(name) > 0),
      PRIMARY KEY (expert_id, kind, name)
    )
    """,
  ]
}
