import Primitives

/// The engine with a server: several writers at once, each transaction as if it ran alone.
struct PostgresEngine: Engine {
  /// What keeps the writes of several processes apart.
  enum Isolation: String {
    /// Every outcome is one of the writes following one another.
    case serializable = "SERIALIZABLE"
    /// Lost updates happen: for the test that shows so.
    case readCommitted = "READ COMMITTED"
  }

  let dialect = Dialect.postgres
  /// Writers of one process. More of them mostly meet one another at the same rows (the audit trail's end, a number's
  /// counter) and give up; and a server has about a hundred connections for all processes together.
  let writerLimit = 4
  private let url: String
  private let writeIsolation: Isolation

  init(url: String, writeIsolation: Isolation = .serializable) {
    self.url = url
    self.writeIsolation = writeIsolation
  }

  func openSession(_ role: SessionRole) throws -> any Session {
    try PostgresSession(address: try PostgresAddress(url: url), role: role, writeIsolation: writeIsolation)
  }

  /// Makes the schema that the URL names, if it names one that is absent. The database itself is the administrator's.
  func createStorage() throws {
    do {
      try withNamedSchema { session, schema, exists in
        if !exists { try session.define("CREATE SCHEMA IF NOT EXISTS \(schema)") }
      }
    } catch DatabaseFailure.unique {
      // Another process made it at the same moment.
      try requireStorage()
    }
  }

  func requireStorage() throws {
    let place = try PostgresAddress(url: url).place
    try withNamedSchema { _, schema, exists in
      guard exists else { throw Refusal.missingDatabase("\(place) \(schema)") }
    }
  }

  /// A server's copies are its administrator's.
  func keepCopy(before version: Int) throws {
    throw Refusal.serverBehind(try PostgresAddress(url: url).place, version)
  }

  func discardStorage() throws {
    try withNamedSchema { session, schema, exists in
      if exists { try session.define("DROP SCHEMA \(schema) CASCADE") }
    }
  }

  /// Gives the first schema of the search path, quoted, and whether it is there. Where the path begins with `"$user"`,
  /// as it does by default, tables go where the server's administrator wants them, in general to `public`.
  private func withNamedSchema(_ body: (any Session, _ schema: String, _ exists: Bool) throws -> Void) throws {
    try once(.writer) { session in
      var found: (schema: String, exists: Bool)?
      try session.run(Self.namedSchema, []) { row in
        found = (try row.text(0), try row.boolean(1))
        return false
      }
      guard let found else { throw DatabaseFailure.misuse("the search path of the database is empty") }
      try body(session, found.schema, found.exists)
    }
  }

  private static let namedSchema = """
    WITH path (first) AS (SELECT btrim(split_part(current_setting('search_path'), ',', 1), ' "')),
      chosen (name) AS (SELECT CASE WHEN first = '$user' THEN COALESCE(current_schema(), 'public') ELSE first END FROM path)
    SELECT quote_ident(name), EXISTS (SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = name)
    FROM chosen WHERE name <> ''
    """
}
