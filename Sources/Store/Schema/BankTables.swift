/// Migration 22: bank accounts of ledgers, their statements, what of them was matched with which voucher lines, and the words
/// that explain what is not.
///
/// Of an account's number only its last four digits are kept; the file of a statement is kept sealed as evidence.
enum BankTables {
  static let statements = accounts + imports + matches

  private static let accounts = [
    // The account of the books that it stands for names it: a ledger has one bank account for each. The column map is
    // JSON that no query looks into.
    """
    CREATE TABLE bank_account (
      id TEXT NOT NULL PRIMARY KEY,
      ledger_id TEXT NOT NULL REFERENCES ledger (id),
      account TEXT NOT NULL CHECK (account LIKE '102%' AND length(account) BETWEEN 3 AND 12),
      bank TEXT NOT NULL CHECK (length(bank) BETWEEN 1 AND 60),
      tail TEXT NOT NULL CHECK (length(tail) = 4),
      since TEXT NOT NULL CHECK (length(since) = 7),
      column_map TEXT NOT NULL CHECK (length(column_map) > 0),
      opened_by TEXT NOT NULL REFERENCES actor (id),
      opened_at TEXT NOT NULL,
      UNIQUE (ledger_id, account)
    )
    """,
    // What was on the way when reconciling began: what the bank ('bank') or the books ('books') had alone by then.
    """
    CREATE TABLE bank_outstanding (
      bank_id TEXT NOT NULL REFERENCES bank_account (id),
      place INT64 NOT NULL CHECK (place > 0),
      side TEXT NOT NULL CHECK (side IN ('bank', 'books')),
      day TEXT NOT NULL CHECK (length(day) = 10),
      fen INT64 NOT NULL CHECK (fen <> 0),
      words TEXT NOT NULL CHECK (length(words) > 0),
      is_live INT64 NOT NULL CHECK (is_live IN (0, 1)),
      entered_by TEXT NOT NULL REFERENCES actor (id),
      entered_at TEXT NOT NULL,
      PRIMARY KEY (bank_id, place)
    )
    """,
  ]

  private static let imports = [
    """
    CREATE TABLE bank_statement (
      id TEXT NOT NULL PRIMARY KEY,
      bank_id TEXT NOT NULL REFERENCES bank_account (id),
      number INT64 NOT NULL CHECK (number > 0),
      file_digest TEXT NOT NULL CHECK (length(file_digest) = 64),
      evidence TEXT NOT NULL REFERENCES evidence (digest),
      first_day TEXT NOT NULL CHECK (length(first_day) = 10),
      last_day TEXT NOT NULL CHECK (length(last_day) = 10),
      row_count INT64 NOT NULL CHECK (row_count >= 0),
      opening_fen INT64 NOT NULL,
      closing_fen INT64 NOT NULL,
      imported_by TEXT NOT NULL REFERENCES actor (id),
      imported_at TEXT NOT NULL,
      void_reason TEXT CHECK (length(void_reason) > 0),
      voided_by TEXT REFERENCES actor (id),
      voided_at TEXT,
      UNIQUE (bank_id, number),
      CHECK (first_day <= last_day),
      CHECK (row_count > 0 OR opening_fen = closing_fen),
      CHECK ((void_reason IS NULL) = (voided_by IS NULL)),
      CHECK ((void_reason IS NULL) = (voided_at IS NULL))
    )
    """,
    // A header without lines is the same file for every month without movement; the days tell those apart.
    """
    CREATE UNIQUE INDEX bank_statement_file_once ON bank_statement (bank_id, file_digest)
    WHERE void_reason IS NULL AND row_count > 0
    """,
    "CREATE UNIQUE INDEX bank_statement_day_once ON bank_statement (bank_id, first_day) WHERE void_reason IS NULL",
    // `line` is the line in the file, which people name it by; `place` its place in time.
    """
    CREATE TABLE bank_line (
      statement_id TEXT NOT NULL REFERENCES bank_statement (id),
      line INT64 NOT NULL CHECK (line > 1),
      place INT64 NOT NULL CHECK (place > 0),
      day TEXT NOT NULL CHECK (length(day) = 10),
      fen INT64 NOT NULL CHECK (fen <> 0),
      balance_fen INT64 NOT NULL,
      words TEXT NOT NULL,
      counterparty TEXT NOT NULL,
      reference TEXT NOT NULL,
      PRIMARY KEY (statement_id, line),
      UNIQUE (statement_id, place)
    )
    """,
  ]

  private static let matches = [
    // `day` is the day from which the match counts: not before its last line, and in no month that was closed by then, so
    // that what was reconciled stays as it was.
    """
    CREATE TABLE bank_match (
      id TEXT NOT NULL PRIMARY KEY,
      bank_id TEXT NOT NULL REFERENCES bank_account (id),
      number INT64 NOT NULL CHECK (number > 0),
      basis TEXT NOT NULL CHECK (
        basis IN ('REFERENCE', 'SAME_DAY_AND_TEXT', 'TEXT', 'SAME_DAY', 'AMOUNT', 'REVERSAL', 'HAND')),
      reason TEXT NOT NULL,
      day TEXT NOT NULL CHECK (length(day) = 10),
      days_apart INT64 NOT NULL,
      alternatives INT64 NOT NULL CHECK (alternatives >= 0),
      matched_by TEXT NOT NULL REFERENCES actor (id),
      matched_at TEXT NOT NULL,
      ended_reason TEXT CHECK (length(ended_reason) > 0),
      ended_by TEXT REFERENCES actor (id),
      ended_at TEXT,
      UNIQUE (bank_id, number),
      CHECK ((basis = 'HAND') = (length(reason) > 0)),
      CHECK ((ended_reason IS NULL) = (ended_by IS NULL)),
      CHECK ((ended_reason IS NULL) = (ended_at IS NULL))
    )
    """,
    // One line of either side: a statement's, a voucher's, or one that was on the way when reconciling began.
    """
    CREATE TABLE bank_match_item (
      match_id TEXT NOT NULL REFERENCES bank_match (id),
      place INT64 NOT NULL CHECK (place > 0),
      bank_id TEXT NOT NULL REFERENCES bank_account (id),
      side TEXT NOT NULL CHECK (side IN ('bank', 'books')),
      statement_id TEXT,
      line INT64,
      voucher_id TEXT,
      voucher_place INT64,
      outstanding INT64,
      fen INT64 NOT NULL CHECK (fen <> 0),
      is_live INT64 NOT NULL CHECK (is_live IN (0, 1)),
      PRIMARY KEY (match_id, place),
      CHECK ((statement_id IS NULL) = (line IS NULL)),
      CHECK ((voucher_id IS NULL) = (voucher_place IS NULL)),
      CHECK (CASE WHEN statement_id IS NULL THEN 0 ELSE 1 END + CASE WHEN voucher_id IS NULL THEN 0 ELSE 1 END
        + CASE WHEN outstanding IS NULL THEN 0 ELSE 1 END = 1),
      CHECK (statement_id IS NULL OR side = 'bank'),
      CHECK (voucher_id IS NULL OR side = 'books'),
      FOREIGN KEY (statement_id, line) REFERENCES bank_line (statement_id, line),
      FOREIGN KEY (voucher_id, voucher_place) REFERENCES voucher_line (voucher_id, place),
      FOREIGN KEY (bank_id, outstanding) REFERENCES bank_outstanding (bank_id, place)
    )
    """,
    "CREATE INDEX bank_item_by_line ON bank_match_item (statement_id, line)",
    "CREATE INDEX bank_item_by_voucher ON bank_match_item (voucher_id, voucher_place)",
    // No line is matched twice, whatever the program thinks.
    "CREATE UNIQUE INDEX bank_item_line_once ON bank_match_item (statement_id, line) WHERE is_live = 1 AND line IS NOT NULL",
    """
    CREATE UNIQUE INDEX bank_item_voucher_once ON bank_match_item (voucher_id, voucher_place)
    WHERE is_live = 1 AND voucher_id IS NOT NULL
    """,
    """
    CREATE UNIQUE INDEX bank_item_outstanding_once ON bank_match_item (bank_id, outstanding)
    WHERE is_live = 1 AND outstanding IS NOT NULL
    """,
    // The words for a line that has nothing on the other side; the latest ones count.
    """
    CREATE TABLE bank_explanation (
      id TEXT NOT NULL PRIMARY KEY,
      bank_id TEXT NOT NULL REFERENCES bank_account (id),
      statement_id TEXT,
      line INT64,
      voucher_id TEXT,
      voucher_place INT64,
      outstanding INT64,
      words TEXT NOT NULL CHECK (length(words) > 0),
      explained_by TEXT NOT NULL REFERENCES actor (id),
      explained_at TEXT NOT NULL,
      CHECK ((statement_id IS NULL) = (line IS NULL)),
      CHECK ((voucher_id IS NULL) = (voucher_place IS NULL)),
      CHECK (CASE WHEN statement_id IS NULL THEN 0 ELSE 1 END + CASE WHEN voucher_id IS NULL THEN 0 ELSE 1 END
        + CASE WHEN outstanding IS NULL THEN 0 ELSE 1 END = 1),
      FOREIGN KEY (statement_id, line) REFERENCES bank_line (statement_id, line),
      FOREIGN KEY (voucher_id, voucher_place) REFERENCES voucher_line (voucher_id, place),
      FOREIGN KEY (bank_id, outstanding) REFERENCES bank_outstanding (bank_id, place)
    )
    """,
    "CREATE INDEX bank_explanation_by_account ON bank_explanation (bank_id, explained_at)",
  ]
}
