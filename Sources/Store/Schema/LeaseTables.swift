/// Migration 4: tasks that one process at a time does.
enum LeaseTables {
  static let statements = [
    """
    CREATE TABLE lease (
      name TEXT NOT NULL PRIMARY KEY,
      owner TEXT NOT NULL CHECK (length(owner) > 0),
      expires_at_ms INT64 NOT NULL
    )
    """
  ]
}
