import Foundation
import Primitives

/// Where a database is.
public enum DatabaseLocation: Sendable {
  /// A file of the embedded engine; two more files with `-wal` and `-shm` at the end of the name stand beside it.
  case file(String)
}

/// The one door to the database.
///
/// What it guarantees:
/// - When ``write(_:)`` returns, its changes survive the death of the process and a power cut.
/// - A write is whole or nothing; writes follow one another, also those of several processes.
/// - A read sees one state, that of the moment it began, whatever is written meanwhile.
/// - Foreign keys, CHECK, NOT NULL, types and unique keys hold for every row.
///
/// A closure may not call the database that it is inside: that traps.
public final class SQLDatabase: Sendable {
  private let engine: any Engine
  private let readers: SessionPool
  private let writers: SessionPool
  private let access = AccessGuard()

  private init(_ engine: any Engine, readers: Int) {
    self.engine = engine
    self.readers = SessionPool(limit: readers) { try engine.openSession(.reader) }
    self.writers = SessionPool(limit: engine.writerLimit) { try engine.openSession(.writer) }
  }

  /// Opens a database, making it first if it is absent, and brings its schema up to date.
  ///
  /// An initialisation that was cut off is taken up again. `now` tells the moment that is written beside each
  /// migration. Throws a ``Primitives/Refusal`` as ``open(_:migrations:readers:now:)`` does, else a ``DatabaseFailure``.
  public static func create(
    at location: DatabaseLocation, migrations: [Migration], readers: Int = 2,
    now: @escaping @Sendable () -> String = SQLDatabase.utcNow
  ) throws -> SQLDatabase {
    let engine = engine(at: location)
    try engine.createStorage()
    return try opened(
      engine, MigrationRunner(migrations, dialect: engine.dialect, now: now), readers, initialising: true)
  }

  /// Opens a database that exists and brings its schema up to date, all missing migrations in one transaction.
  ///
  /// Throws a ``Primitives/Refusal`` of kind storage for a database that is absent (`database.missing`), was never
  /// initialised (`database.empty`), belongs to another program (`database.foreign`), is newer than this program
  /// (`database.newer`) or was migrated otherwise (`database.migration-differs`); else a ``DatabaseFailure``.
  public static func open(
    _ location: DatabaseLocation, migrations: [Migration], readers: Int = 2,
    now: @escaping @Sendable () -> String = SQLDatabase.utcNow
  ) throws -> SQLDatabase {
    let engine = engine(at: location)
    try engine.requireStorage()
    return try opened(
      engine, MigrationRunner(migrations, dialect: engine.dialect, now: now), readers, initialising: false)
  }

  /// The moment, as `2026-01-31T08:00:00Z`.
  public static let utcNow: @Sendable () -> String = { Date().formatted(.iso8601) }

  /// Runs a closure on one consistent state of the database.
  public func read<T>(_ body: (ReadConnection) throws -> T) throws -> T {
    try access.exclusively {
      try readers.withSession { session in try Self.reading(session, body) }
    }
  }

  /// Runs a closure as one transaction: durable when this returns, without a trace if the closure throws.
  ///
  /// What the closure throws passes through. A failure to make the transaction durable whose outcome nobody knows
  /// is ``DatabaseFailure/unknownOutcome(_:)``.
  public func write<T>(_ body: (WriteConnection) throws -> T) throws -> T {
    try access.exclusively {
      try writers.withSession { session in
        try Self.inTransaction(session) {
          let connection = WriteConnection(session)
          defer { connection.end() }
          return try body(connection)
        }
      }
    }
  }

  /// Looks through the whole storage: damage, broken constraints, rows that refer to nothing; each told in a line.
  public func integrityFaults() throws -> [String] {
    try access.exclusively {
      try readers.withSession { session in
        try session.begin()
        defer { session.rollback() }
        return try session.storageFaults() + session.foreignKeyFaults()
      }
    }
  }

  /// Closes the database; what is running ends first. A later read or write is refused.
  public func close() {
    readers.close()
    writers.close()
  }

  /// Runs statements with foreign keys and CHECK constraints off, so that a test can plant the fault that an
  /// invariant must find. For tests only.
  package func plantFault(_ statements: [String]) throws {
    try access.exclusively {
      let session = try engine.openSession(.faultPlanting)
      defer { session.close() }
      try Self.inTransaction(session) {
        for statement in statements { try session.define(statement) }
      }
    }
  }
}

extension SQLDatabase {
  private static func engine(at location: DatabaseLocation) -> any Engine {
    switch location {
    case .file(let path): SQLiteEngine(path: path)
    }
  }

  private static func opened(
    _ engine: any Engine, _ runner: MigrationRunner, _ readers: Int, initialising: Bool
  ) throws -> SQLDatabase {
    let database = SQLDatabase(engine, readers: readers)
    // Most openings find nothing to do, and they need no lock for it.
    let isUpToDate = try database.readers.withSession { session in
      try session.begin()
      defer { session.rollback() }
      return try runner.pending(in: session, initialising: initialising).isEmpty
        && session.tableNames().contains("schema_migration")
    }
    if !isUpToDate { try migrate(engine, runner, initialising) }
    return database
  }

  private static func migrate(_ engine: any Engine, _ runner: MigrationRunner, _ initialising: Bool) throws {
    let session = try engine.openSession(.migration)
    defer { session.close() }
    try inTransaction(session) { try runner.apply(in: session, initialising: initialising) }
  }

  private static func reading<T>(_ session: any Session, _ body: (ReadConnection) throws -> T) throws -> T {
    try session.begin()
    defer { session.rollback() }
    let connection = ReadConnection(session)
    defer { connection.end() }
    return try body(connection)
  }

  private static func inTransaction<T>(_ session: any Session, _ body: () throws -> T) throws -> T {
    try session.begin()
    do {
      let result = try body()
      try session.commit()
      return result
    } catch {
      session.rollback()
      throw error
    }
  }
}
