import Primitives

/// Compares the migrations that the program knows with those a database has, and applies what is missing.
struct MigrationRunner: Sendable {
  private let migrations: [Migration]
  private let dialect: Dialect
  private let now: @Sendable () -> String

  /// The versions are 1, 2, 3 and so on; anything else traps.
  init(_ migrations: [Migration], dialect: Dialect, now: @escaping @Sendable () -> String) {
    precondition(
      migrations.map(\.version) == Array(1..<(migrations.count + 1)), "migrations are numbered 1, 2, 3 and so on")
    self.migrations = migrations
    self.dialect = dialect
    self.now = now
  }

  /// The migrations that the database lacks. Refuses a database that this program does not know.
  ///
  /// `initialising` says that a database without any table may be begun.
  func pending(in session: any Session, initialising: Bool) throws -> ArraySlice<Migration> {
    let tables = try session.tableNames()
    guard tables.contains("schema_migration") else {
      guard tables.isEmpty else { throw Refusal.foreignDatabase }
      guard initialising else { throw Refusal.emptyDatabase }
      return migrations[...]
    }
    let applied = try appliedMigrations(in: session)
    guard applied.count <= migrations.count else {
      throw Refusal.newerDatabase(has: applied.count, knows: migrations.count)
    }
    for (has, knows) in zip(applied, migrations) {
      guard has.version == knows.version, has.name == ByteText(knows.name), has.digest == knows.digest else {
        throw Refusal.changedMigration(knows.version)
      }
    }
    return migrations[applied.count...]
  }

  /// The version that the schema of a database in use is behind; nil where nothing is missing, or nothing was there.
  func versionAhead(in session: any Session) throws -> Int? {
    guard try session.tableNames().contains("schema_migration") else { return nil }
    let isBehind = try !pending(in: session, initialising: false).isEmpty && !appliedMigrations(in: session).isEmpty
    return isBehind ? migrations.count : nil
  }

  /// Applies what is missing, all of it in the transaction that the session has open.
  func apply(in session: any Session, initialising: Bool) throws {
    if initialising, try session.tableNames().isEmpty { try session.define(dialect.spell(Self.table)) }
    for migration in try pending(in: session, initialising: initialising) {
      for statement in migration.statements { try session.define(dialect.spell(statement)) }
      let values: [SQLValue] = [
        .integer(Int64(migration.version)), .text(migration.name), .text(migration.digest), .text(now()),
      ]
      try session.run(Self.insertion, values) { _ in true }
    }
    if let fault = try session.foreignKeyFaults().first {
      throw DatabaseFailure.foreignKey(fault)
    }
  }

  private typealias Applied = (version: Int, name: ByteText, digest: String)

  private func appliedMigrations(in session: any Session) throws -> [Applied] {
    var applied: [Applied] = []
    try session.run("SELECT version, name, digest FROM schema_migration ORDER BY version", []) { row in
      applied.append((try row.int(0), try row.byteText(1), try row.text(2)))
      return true
    }
    return applied
  }

  private static let table = """
    CREATE TABLE schema_migration (
      version INT64 NOT NULL PRIMARY KEY, name TEXT NOT NULL, digest TEXT NOT NULL, applied_at TEXT NOT NULL)
    """
  private static let insertion = "INSERT INTO schema_migration (version, name, digest, applied_at) VALUES (?, ?, ?, ?)"
}
