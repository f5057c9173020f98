/// Migration 20: ledgers, their months and accounts, vouchers with their lines, and what each month moved on an account.
///
/// The books of one union are one ledger. A posted voucher is never changed: its content is held by a digest, it is
/// corrected by a red voucher that names it, and only its state tells that there is one.
enum BookTables {
  static let statements = ledgers + vouchers + turnover

  private static let ledgers = [
    """
    CREATE TABLE ledger (
      id TEXT NOT NULL PRIMARY KEY,
      unit_id TEXT NOT NULL UNIQUE REFERENCES union_unit (id),
      tier TEXT NOT NULL CHECK (tier IN ('province', 'city', 'base')),
      profile TEXT NOT NULL CHECK (profile IN ('LOCAL_2018', 'STD_2021')),
      profile_document TEXT CHECK (length(profile_document) > 0),
      word TEXT NOT NULL CHECK (length(word) BETWEEN 1 AND 4),
      head TEXT NOT NULL CHECK (length(head) > 0),
      first_month TEXT NOT NULL CHECK (length(first_month) = 7),
      opened_by TEXT NOT NULL REFERENCES actor (id),
      opened_at TEXT NOT NULL,
      CHECK (profile = 'LOCAL_2018' OR tier <> 'base' OR profile_document IS NOT NULL)
    )
    """,
    // what a ledger adds below the prescribed accounts.
    """
    CREATE TABLE ledger_account (
      ledger_id TEXT NOT NULL REFERENCES ledger (id),
      chart TEXT NOT NULL CHECK (chart IN ('2009', '2021')),
      code TEXT NOT NULL CHECK (length(code) BETWEEN 4 AND 12),
      name TEXT NOT NULL CHECK (length(name) > 0),
      parent TEXT NOT NULL,
      added_by TEXT NOT NULL REFERENCES actor (id),
      added_at TEXT NOT NULL,
      PRIMARY KEY (ledger_id, chart, code)
    )
    """,
    // The numbers of a month are handed out here, in the transaction that posts. The month of an opening is 'YYYY-00'.
    """
    CREATE TABLE ledger_month (
      ledger_id TEXT NOT NULL REFERENCES ledger (id),
      month TEXT NOT NULL CHECK (length(month) = 7),
      last_number INT64 NOT NULL CHECK (last_number >= 0),
      state TEXT NOT NULL CHECK (state IN ('OPEN', 'CLOSED')),
      PRIMARY KEY (ledger_id, month)
    )
    """,
    """
    CREATE TABLE ledger_month_step (
      id TEXT NOT NULL PRIMARY KEY,
      ledger_id TEXT NOT NULL,
      month TEXT NOT NULL,
      step TEXT NOT NULL CHECK (step IN ('closed', 'reopening_asked', 'reopened')),
      reason TEXT NOT NULL,
      done_by TEXT NOT NULL REFERENCES actor (id),
      done_at TEXT NOT NULL,
      CHECK (step = 'closed' OR length(reason) > 0),
      FOREIGN KEY (ledger_id, month) REFERENCES ledger_month (ledger_id, month)
    )
    """,
  ]

  // SM-9.
  private static let vouchers = [
    """
    CREATE TABLE voucher (
      id TEXT NOT NULL PRIMARY KEY,
      ledger_id TEXT NOT NULL REFERENCES ledger (id),
      chart TEXT NOT NULL CHECK (chart IN ('2009', '2021')),
      kind TEXT NOT NULL CHECK (kind IN ('hand', 'act', 'opening', 'closing', 'conversion', 'reversal')),
      day TEXT NOT NULL CHECK (length(day) = 10),
      month TEXT NOT NULL CHECK (length(month) = 7),
      word TEXT NOT NULL,
      number INT64 CHECK (number > 0),
      summary TEXT NOT NULL CHECK (length(summary) > 0),
      attachments INT64 NOT NULL CHECK (attachments >= 0),
      head TEXT NOT NULL,
      total_fen INT64 NOT NULL,
      moves_cash INT64 NOT NULL CHECK (moves_cash IN (0, 1)),
      reverses TEXT REFERENCES voucher (id),
      state TEXT NOT NULL CHECK (state IN ('DRAFT', 'REVIEWED', 'POSTED', 'REVERSED', 'VOID')),
      prepared_by TEXT NOT NULL REFERENCES actor (id),
      prepared_at TEXT NOT NULL,
      cashier_by TEXT REFERENCES actor (id),
      cashier_at TEXT,
      reviewed_by TEXT REFERENCES actor (id),
      reviewed_at TEXT,
      posted_by TEXT REFERENCES actor (id),
      posted_at TEXT,
      void_reason TEXT CHECK (length(void_reason) > 0),
      voided_by TEXT REFERENCES actor (id),
      voided_at TEXT,
      digest TEXT CHECK (length(digest) = 64),
      UNIQUE (ledger_id, month, number),
      CHECK ((kind = 'reversal') = (reverses IS NOT NULL)),
      CHECK (reviewed_by IS NULL OR reviewed_by <> prepared_by),
      CHECK (cashier_by IS NULL OR reviewed_by IS NULL OR cashier_by <> reviewed_by),
      CHECK (cashier_by IS NULL OR posted_by IS NULL OR cashier_by <> posted_by),
      CHECK (state NOT IN ('REVIEWED', 'POSTED', 'REVERSED') OR reviewed_by IS NOT NULL),
      CHECK (state NOT IN ('POSTED', 'REVERSED') OR moves_cash = 0 OR cashier_by IS NOT NULL
        OR kind IN ('opening', 'conversion')),
      CHECK ((state IN ('POSTED', 'REVERSED')) = (number IS NOT NULL)),
      CHECK ((number IS NULL) = (posted_by IS NULL)),
      CHECK ((number IS NULL) = (posted_at IS NULL)),
      CHECK ((number IS NULL) = (digest IS NULL)),
      CHECK ((state = 'VOID') = (void_reason IS NOT NULL)),
      CHECK ((state = 'VOID') = (voided_by IS NOT NULL))
    )
    """,
    "CREATE INDEX voucher_by_state ON voucher (ledger_id, state, month)",
    "CREATE UNIQUE INDEX voucher_reversed_once ON voucher (reverses) WHERE reverses IS NOT NULL AND state <> 'VOID'",
    // A posted line bears its voucher's number, so that a page of an account is read in the order of an index.
    // A hand-made voucher names no fund: what provincial and matching money pays comes from acts alone.
    """
    CREATE TABLE voucher_line (
      voucher_id TEXT NOT NULL REFERENCES voucher (id),
      place INT64 NOT NULL CHECK (place > 0),
      ledger_id TEXT NOT NULL,
      chart TEXT NOT NULL,
      account TEXT NOT NULL CHECK (length(account) >= 3),
      day TEXT NOT NULL,
      side TEXT NOT NULL CHECK (side IN ('debit', 'credit')),
      is_red INT64 NOT NULL CHECK (is_red IN (0, 1)),
      fen INT64 NOT NULL CHECK (fen > 0),
      project TEXT NOT NULL,
      fund TEXT NOT NULL CHECK (fund IN ('', 'PROVINCE', 'MATCH')),
      is_of_act INT64 NOT NULL CHECK (is_of_act IN (0, 1)),
      note TEXT NOT NULL,
      number INT64,
      PRIMARY KEY (voucher_id, place),
      CHECK (fund = '' OR length(project) > 0),
      CHECK (fund = '' OR is_of_act = 1)
    )
    """,
    """
    CREATE INDEX voucher_line_by_account ON voucher_line (ledger_id, chart, account, day, number, place)
    WHERE number IS NOT NULL
    """,
    """
    CREATE INDEX voucher_line_by_project ON voucher_line (project, day, voucher_id, place) WHERE project <> ''
    """,
  ]

  // What the posted vouchers of a month moved, kept with each posting so that balances need not read a million lines;
  // `books check` adds the lines up and compares.
  private static let turnover = [
    """
    CREATE TABLE account_turnover (
      ledger_id TEXT NOT NULL REFERENCES ledger (id),
      chart TEXT NOT NULL,
      account TEXT NOT NULL,
      project TEXT NOT NULL,
      fund TEXT NOT NULL,
      month TEXT NOT NULL,
      debit_fen INT64 NOT NULL,
      credit_fen INT64 NOT NULL,
      PRIMARY KEY (ledger_id, chart, account, project, fund, month)
    )
    """
  ]
}
