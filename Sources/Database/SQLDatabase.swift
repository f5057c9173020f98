import Foundation

/// The one door to the database.
///
/// What it guarantees:
/// - When ``write(_:)`` returns, its changes survive the death of the process and a power cut.
/// - A write is whole or nothing; writes follow one another, also those of several processes: PostgreSQL lets them run
///   side by side and keeps the promise by refusing those that would not, which are then tried again.
/// - A read sees one state, that of the moment it began, whatever is written meanwhile.
/// - Foreign keys, CHECK, NOT NULL, types and unique keys hold for every row.
///
/// A closure may not call the database that it is inside: that traps.
public final class SQLDatabase: Sendable {
  private let engine: any Engine
  private let readers: SessionPool
  private let writers: SessionPool
  private let access = AccessGuard()
  private let shared: SharedWriter

  private init(_ engine: any Engine, readers: Int) {
    self.engine = engine
    self.readers = SessionPool(limit: readers) { try engine.openSession(.reader) }
    self.writers = SessionPool(limit: engine.writerLimit) { try engine.openSession(.writer) }
    self.shared = SharedWriter(writers, access, threads: engine.writerLimit)
  }

  /// Whether acts follow one another, also those of several processes; otherwise they run side by side.
  public var hasSingleWriter: Bool { engine.writerLimit == 1 }

  /// Opens a database, making it first if it is absent, and brings its schema up to date.
  ///
  /// An initialisation that was cut off is taken up again. `now` tells the moment that is written beside each
  /// migration. Throws a ``Primitives/Refusal`` as ``open(_:migrations:readers:now:)`` does, else a ``DatabaseFailure``.
  public static func create(
    at location: DatabaseLocation, migrations: [Migration], readers: Int = 2, upgrade: Upgrade = .afterCopy,
    now: @escaping @Sendable () -> String = SQLDatabase.utcNow
  ) throws -> SQLDatabase {
    let engine = location.engine
    try engine.createStorage()
    return try opened(
      engine, MigrationRunner(migrations, dialect: engine.dialect, now: now), readers, upgrade, initialising: true)
  }

  /// Opens a database that exists and brings its schema up to date, all missing migrations in one transaction. What
  /// stands before that is told by ``Upgrade``.
  ///
  /// Throws a ``Primitives/Refusal`` of kind storage for a database that is absent (`database.missing`), was never
  /// initialised (`database.empty`), belongs to another program (`database.foreign`), is newer than this program
  /// (`database.newer`), was migrated otherwise (`database.migration-differs`), is older and on a server
  /// (`database.upgrade`), or whose server cannot be reached (`database.unreachable`) or whose URL is none
  /// (`database.url`); else a ``DatabaseFailure``.
  public static func open(
    _ location: DatabaseLocation, migrations: [Migration], readers: Int = 2, upgrade: Upgrade = .afterCopy,
    now: @escaping @Sendable () -> String = SQLDatabase.utcNow
  ) throws -> SQLDatabase {
    try open(location.engine, migrations: migrations, readers: readers, upgrade: upgrade, now: now)
  }

  /// The moment, as `2026-01-31T08:00:00Z`.
  public static let utcNow: @Sendable () -> String = { Date().formatted(.iso8601) }

  /// Runs a closure on one consistent state of the database.
  public func read<T>(_ body: (ReadConnection) throws -> T) throws -> T {
    try access.exclusively {
      try readers.reading { session in
        let connection = ReadConnection(session)
        defer { connection.end() }
        return try body(connection)
      }
    }
  }

  /// Runs a closure on one consistent state, in a connection of its own that is closed afterwards.
  ///
  /// For the look at a whole table beside another read, on another thread: it takes no place from those who read moments,
  /// and the embedded engine keeps 32 MiB of the file at hand meanwhile, since rows that belong together lie apart.
  public func readApart<T>(_ body: (ReadConnection) throws -> T) throws -> T {
    try access.exclusively {
      let session = try engine.openSession(.reader)
      defer { session.close() }
      try session.expectLongRead()
      try session.begin()
      defer { session.rollback() }
      let connection = ReadConnection(session)
      defer { connection.end() }
      return try body(connection)
    }
  }

  /// Runs a closure as one transaction: durable when this returns, without a trace if the closure throws.
  ///
  /// On PostgreSQL the closure may run more than once, at most ten times: where another act changed what it read, or the
  /// connection was lost before the commit, its transaction is given up and it begins anew on the new state. So it
  /// computes from what it reads inside, and what it does outside of the transaction (files, variables of the caller)
  /// is right when done twice. Acts that meet too often are refused as ``DatabaseFailure/busy``, also when the closure
  /// swallowed or replaced the error that told it.
  ///
  /// What the closure throws passes through. A failure to make the transaction durable whose outcome nobody knows
  /// is ``DatabaseFailure/unknownOutcome(_:)``.
  public func write<T>(_ body: (WriteConnection) throws -> T) throws -> T {
    try access.exclusively {
      try writers.writing { session in
        let connection = WriteConnection(session)
        defer { connection.end() }
        return try body(connection)
      }
    }
  }

  /// Takes a write in that shares its commit with others that wait; returns at once.
  ///
  /// `body` is a transaction as in ``write(_:)``, on another thread. `then` is called there once the outcome is known:
  /// with nil when the changes are durable, with what `body` threw when it left no trace, else with a
  /// ``DatabaseFailure``. After ``DatabaseFailure/unknownOutcome(_:)`` the changes may be there or not.
  public func submit(
    _ body: @escaping @Sendable (WriteConnection) throws -> Void, then: @escaping @Sendable ((any Error)?) -> Void
  ) {
    shared.submit(body, then: then)
  }

  /// How much was written through ``submit(_:then:)``.
  public var written: WriterCounts { shared.written }

  /// Begins to watch the state; nil where the engine cannot tell states apart cheaply. The file is not left by its last
  /// user as long as the watch is there.
  public func watch() throws -> (any StateWatch)? { try engine.watch() }

  /// After a write of unknown outcome: when this returns, what can be read now is durable.
  public func settle() throws { try engine.settle() }

  /// Looks through the whole storage: damage, broken constraints, rows that refer to nothing; each told in a line.
  public func integrityFaults() throws -> [String] {
    try access.exclusively {
      try readers.reading { session in try session.storageFaults() + session.foreignKeyFaults() }
    }
  }

  /// Closes the database; what is running ends first. A later read or write is refused.
  public func close() {
    shared.close()
    readers.close()
    writers.close()
  }

  /// Runs statements with foreign keys and CHECK constraints off, so that a test can plant the fault that an
  /// invariant must find. For tests only.
  package func plantFault(_ statements: [String]) throws {
    try access.exclusively {
      try engine.once(.faultPlanting) { session in
        for statement in statements { try session.define(statement) }
      }
    }
  }

  /// Removes a database with everything in it. For tests only.
  package static func discard(_ location: DatabaseLocation) throws {
    try location.engine.discardStorage()
  }

  /// Opens a PostgreSQL database whose writes are READ COMMITTED, so that a test can show what the stricter level
  /// prevents. For tests only.
  package static func openWeakened(url: String, migrations: [Migration]) throws -> SQLDatabase {
    try open(PostgresEngine(url: url, writeIsolation: .readCommitted), migrations: migrations, readers: 2, now: utcNow)
  }
}

/// Tells one state of a database from others.
public protocol StateWatch: Sendable {
  /// What changes with every commit, also those of other processes: two equal marks are one state. Nil in the instant in
  /// which a commit is being told.
  func mark() -> StateMark?
}

/// The state of a database at one moment, as far as it can be told from other states.
public struct StateMark: Sendable, Hashable {
  private let words: SIMD8<UInt64>

  init(_ a: UInt64, _ b: UInt64, _ c: UInt64, _ d: UInt64, _ e: UInt64, _ f: UInt64) {
    words = SIMD8(a, b, c, d, e, f, 0, 0)
  }
}

extension SQLDatabase {
  private static func open(
    _ engine: any Engine, migrations: [Migration], readers: Int, upgrade: Upgrade = .afterCopy,
    now: @escaping @Sendable () -> String
  ) throws -> SQLDatabase {
    try engine.requireStorage()
    return try opened(
      engine, MigrationRunner(migrations, dialect: engine.dialect, now: now), readers, upgrade, initialising: false)
  }

  private static func opened(
    _ engine: any Engine, _ runner: MigrationRunner, _ readers: Int, _ upgrade: Upgrade, initialising: Bool
  ) throws -> SQLDatabase {
    let database = SQLDatabase(engine, readers: readers)
    // Most openings find nothing to do, and they need no lock for it.
    let isUpToDate = try database.readers.reading { session in
      try runner.pending(in: session, initialising: initialising).isEmpty
        && session.tableNames().contains("schema_migration")
    }
    if !isUpToDate {
      try engine.once(.migration) { session in
        // Nobody else writes from here to the commit, so that the copy is what the migrations begin with.
        if upgrade == .afterCopy, let version = try runner.versionAhead(in: session) {
          try engine.keepCopy(before: version)
        }
        try runner.apply(in: session, initialising: initialising)
      }
    }
    return database
  }
}
