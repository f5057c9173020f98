/// Migration 12: judges who took the seat of one that was recused after sheets were begun.
enum SupplementTables {
  static let statements = [
    """
    CREATE TABLE assignment_supplement (
      run_id TEXT NOT NULL,
      judge TEXT NOT NULL,
      nomination TEXT NOT NULL,
      replaces TEXT NOT NULL CHECK (replaces <> judge),
      reason TEXT NOT NULL CHECK (length(reason) > 0),
      added_by TEXT NOT NULL REFERENCES actor (id),
      added_at TEXT NOT NULL,
      PRIMARY KEY (run_id, judge, nomination),
      UNIQUE (run_id, nomination, replaces),
      FOREIGN KEY (run_id, judge, nomination) REFERENCES assignment (run_id, judge, nomination)
    )
    """
  ]
}
