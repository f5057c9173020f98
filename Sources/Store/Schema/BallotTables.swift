/// Migration 19: raw ballots that platforms handed over, their counts, and voters who were voided by a decision.
///
/// The hand-over with the highest number is in force, and of its counts the one with the highest number.
enum BallotTables {
  static let statements = handOvers + decisions + counts

  private static let handOvers = [
    """
    CREATE TABLE ballot_hand_over (
      edition_id TEXT NOT NULL REFERENCES edition (id),
      number INT64 NOT NULL CHECK (number > 0),
      rules TEXT NOT NULL REFERENCES evidence (digest),
      reason TEXT NOT NULL,
      imported_by TEXT NOT NULL REFERENCES actor (id),
      imported_at TEXT NOT NULL,
      PRIMARY KEY (edition_id, number),
      CHECK (number = 1 OR length(reason) > 0)
    )
    """,
    """
    CREATE TABLE ballot_file (
      edition_id TEXT NOT NULL,
      number INT64 NOT NULL,
      place INT64 NOT NULL CHECK (place > 0),
      name TEXT NOT NULL CHECK (length(name) > 0),
      digest TEXT NOT NULL REFERENCES evidence (digest),
      content_digest TEXT NOT NULL CHECK (length(content_digest) = 64),
      bytes INT64 NOT NULL CHECK (bytes > 0),
      rows_read INT64 NOT NULL CHECK (rows_read >= 0),
      PRIMARY KEY (edition_id, number, place),
      UNIQUE (edition_id, number, digest),
      UNIQUE (edition_id, number, content_digest),
      FOREIGN KEY (edition_id, number) REFERENCES ballot_hand_over (edition_id, number)
    )
    """,
  ]

  // SM-4: a voter is voided by a recorded decision of a named person and by nothing else.
  private static let decisions = [
    """
    CREATE TABLE ballot_void (
      edition_id TEXT NOT NULL REFERENCES edition (id),
      number INT64 NOT NULL CHECK (number > 0),
      voter TEXT NOT NULL CHECK (length(voter) = 32),
      document TEXT NOT NULL CHECK (length(document) > 0),
      reason TEXT NOT NULL CHECK (length(reason) > 0),
      decided_by TEXT NOT NULL REFERENCES actor (id),
      decided_at TEXT NOT NULL,
      PRIMARY KEY (edition_id, number),
      UNIQUE (edition_id, voter)
    )
    """
  ]

  private static let counts = [
    """
    CREATE TABLE ballot_count (
      edition_id TEXT NOT NULL,
      number INT64 NOT NULL,
      count_number INT64 NOT NULL CHECK (count_number > 0),
      cause TEXT NOT NULL CHECK (cause IN ('import', 'recount')),
      decisions INT64 NOT NULL CHECK (decisions >= 0),
      choices TEXT NOT NULL REFERENCES evidence (digest),
      rows_read INT64 NOT NULL CHECK (rows_read >= 0),
      voters INT64 NOT NULL CHECK (voters >= 0),
      counted_by TEXT NOT NULL REFERENCES actor (id),
      counted_at TEXT NOT NULL,
      PRIMARY KEY (edition_id, number, count_number),
      CHECK ((cause = 'import') = (count_number = 1)),
      FOREIGN KEY (edition_id, number) REFERENCES ballot_hand_over (edition_id, number)
    )
    """,
    """
    CREATE TABLE ballot_class (
      edition_id TEXT NOT NULL,
      number INT64 NOT NULL,
      count_number INT64 NOT NULL,
      class TEXT NOT NULL CHECK (class IN ('malformed', 'unknown_candidate', 'unknown_channel', 'outside_window',
        'repeated_ballot', 'voided_voter', 'repeated_choice', 'over_daily_limit', 'counted')),
      class_rows INT64 NOT NULL CHECK (class_rows >= 0),
      PRIMARY KEY (edition_id, number, count_number, class),
      FOREIGN KEY (edition_id, number, count_number) REFERENCES ballot_count (edition_id, number, count_number)
    )
    """,
    // How many rows of a count each decision excluded.
    """
    CREATE TABLE ballot_exclusion (
      edition_id TEXT NOT NULL,
      number INT64 NOT NULL,
      count_number INT64 NOT NULL,
      decision INT64 NOT NULL,
      excluded_rows INT64 NOT NULL CHECK (excluded_rows >= 0),
      PRIMARY KEY (edition_id, number, count_number, decision),
      FOREIGN KEY (edition_id, number, count_number) REFERENCES ballot_count (edition_id, number, count_number),
      FOREIGN KEY (edition_id, decision) REFERENCES ballot_void (edition_id, number)
    )
    """,
    // What auditors should look at; as secret as the tallies.
    """
    CREATE TABLE ballot_signal (
      edition_id TEXT NOT NULL,
      number INT64 NOT NULL,
      count_number INT64 NOT NULL,
      place INT64 NOT NULL CHECK (place > 0),
      kind TEXT NOT NULL CHECK (kind IN ('burst', 'single_choice', 'channel_share')),
      nomination TEXT NOT NULL,
      subject TEXT NOT NULL,
      value TEXT NOT NULL CHECK (length(value) > 0),
      threshold TEXT NOT NULL CHECK (length(threshold) > 0),
      PRIMARY KEY (edition_id, number, count_number, place),
      FOREIGN KEY (edition_id, number, count_number) REFERENCES ballot_count (edition_id, number, count_number),
      FOREIGN KEY (edition_id, nomination) REFERENCES nomination (edition_id, number)
    )
    """,
  ]
}
