/// Migration 23: files of many vouchers, and what the standard of 2021 wants of an expense beside its account.
enum BulkBookTables {
  static let statements = imports + dimensions + indexes

  // A file is told by what it says, so that one which was only saved anew is known again.
  private static let imports = [
    """
    CREATE TABLE voucher_import (
      id TEXT NOT NULL PRIMARY KEY,
      ledger_id TEXT NOT NULL REFERENCES ledger (id),
      file_name TEXT NOT NULL,
      file_digest TEXT NOT NULL CHECK (length(file_digest) = 64),
      content_digest TEXT NOT NULL CHECK (length(content_digest) = 64),
      vouchers INT64 NOT NULL CHECK (vouchers > 0),
      lines INT64 NOT NULL,
      imported_by TEXT NOT NULL REFERENCES actor (id),
      imported_at TEXT NOT NULL,
      UNIQUE (ledger_id, content_digest),
      CHECK (lines >= 2 * vouchers)
    )
    """,
    """
    CREATE TABLE voucher_import_item (
      voucher_id TEXT NOT NULL PRIMARY KEY REFERENCES voucher (id),
      import_id TEXT NOT NULL REFERENCES voucher_import (id),
      file_key TEXT NOT NULL CHECK (length(file_key) BETWEEN 1 AND 40),
      UNIQUE (import_id, file_key)
    )
    """,
  ]

  // Vouchers posted before have neither, and their digests stand for that.
  private static let dimensions = [
    """
    ALTER TABLE voucher_line ADD COLUMN nature TEXT NOT NULL DEFAULT '' CHECK (nature IN ('', 'BASIC', 'PROJECT'))
    """,
    """
    ALTER TABLE voucher_line ADD COLUMN economic_class TEXT NOT NULL DEFAULT ''
    CHECK (length(economic_class) IN (0, 3, 5) AND (economic_class = '' OR nature <> ''))
    """,
  ]

  // Balances are read from an index alone, too.
  // The running balance of a page adds up what its month moved before it. From the index alone that is some milliseconds
  // for tens of thousands of lines, where looking up each line took longer than the page may.
  private static let indexes = [
    "DROP INDEX voucher_line_by_account",
    """
    CREATE INDEX voucher_line_by_account
    ON voucher_line (ledger_id, chart, account, day, number, place, side, is_red, fen) WHERE number IS NOT NULL
    """,
    """
    CREATE INDEX account_turnover_whole
    ON account_turnover (ledger_id, chart, account, project, fund, month, debit_fen, credit_fen)
    """,
  ]
}
