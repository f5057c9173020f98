import CSQLite
import Foundation
import Synchronization

/// Whether a flush of the log has failed since it was last brought into the database file.
final class SQLiteDoubt: Sendable {
  private let state = Mutex(false)

  var isOpen: Bool { state.withLock { $0 } }
  func arise() { state.withLock { $0 = true } }
  func end() { state.withLock { $0 = false } }
}

/// One connection to the file of the embedded engine.
final class SQLiteSession: Session {
  let handle: OpaquePointer
  private let role: SessionRole
  private let doubt: SQLiteDoubt
  private var cache = StatementCache(limit: 256)
  private var markStatement: SQLiteStatement?
  private var keepStatement: SQLiteStatement?
  private(set) var isUsable = true
  /// Writers queue for the one lock, so no transaction ever has to be repeated.
  let repeatable: DatabaseFailure? = nil

  /// Opens the file, which exists, and sets everything that the guarantees of ``SQLDatabase`` rest on.
  ///
  /// Another process may hold a lock for `patienceMilliseconds` before ``DatabaseFailure/busy`` is thrown.
  init(
    path: String, role: SessionRole, doubt: SQLiteDoubt = SQLiteDoubt(), patienceMilliseconds: Int32 = 5_000
  ) throws {
    _ = Self.isPrepared
    var opened: OpaquePointer?
    // No mutex of SQLite's own: the pool lends a session to one thread at a time.
    let code = sqlite3_open_v2(path, &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nil)
    guard let opened else { throw DatabaseFailure.io("no memory to open the database") }
    guard code == SQLITE_OK else {
      let failure = DatabaseFailure(of: opened, code)
      sqlite3_close(opened)
      throw failure
    }
    self.handle = opened
    self.role = role
    self.doubt = doubt
    do {
      try configure(patienceMilliseconds)
      if role == .writer, doubt.isOpen { try settle() }
    } catch {
      close()
      throw error
    }
  }

  /// Twice the pages of a month's rows in large books; without it each was read from the system many times over.
  func expectLongRead() throws { try command("PRAGMA cache_size = -32768") }

  func begin() throws {
    guard role == .reader else { return try command("BEGIN IMMEDIATE") }
    try command("BEGIN")
    do {
      // SQLite takes the snapshot with the first look at a table; the promise is the state at the beginning.
      try command("SELECT 1 FROM sqlite_schema LIMIT 1")
    } catch {
      rollback()
      throw error
    }
  }

  func commit() throws {
    try requireTransaction()
    let code = sqlite3_exec(handle, "COMMIT", nil, nil, nil)
    guard code != SQLITE_OK else { return }
    let failure = DatabaseFailure(of: handle, code)
    switch failure {
    // The commit record was not written: known to be undone by the rollback that follows.
    case .busy, .full, .unique, .foreignKey, .check, .notNull: throw failure
    // It may stand in the log, synced or not. A later write of this connection would rest on a doubtful log.
    default:
      isUsable = false
      doubt.arise()
      throw DatabaseFailure.unknownOutcome(String(cString: sqlite3_errmsg(handle)))
    }
  }

  func rollback() {
    guard sqlite3_get_autocommit(handle) == 0 else { return }
    if sqlite3_exec(handle, "ROLLBACK", nil, nil, nil) != SQLITE_OK { isUsable = false }
  }

  // Every act has a mark, so its statements are compiled once.
  func mark() throws {
    let statement = try markStatement ?? SQLiteStatement("SAVEPOINT act", on: handle)
    markStatement = statement
    try statement.runToEnd()
  }

  func keepMarked() throws {
    try requireTransaction()
    let statement = try keepStatement ?? SQLiteStatement("RELEASE act", on: handle)
    keepStatement = statement
    try statement.runToEnd()
  }

  func returnToMark() throws {
    try requireTransaction()
    try command("ROLLBACK TO act; RELEASE act")
  }

  /// After a failed flush the log may hold commits that its disk lost and its cache still shows. Bringing them into the
  /// database file writes and flushes them anew; until that succeeds nothing further is written.
  private func settle() throws {
    let busy = try lines("PRAGMA wal_checkpoint(TRUNCATE)") { String(try $0.integer(0)) }
    guard busy == ["0"] else { throw DatabaseFailure.io("the log of an earlier failure is not written yet") }
    doubt.end()
  }

  func run(_ sql: String, _ values: [SQLValue], _ fetch: Fetch, _ body: (Row) throws -> Bool) throws -> Int {
    try requireTransaction()
    let statement = try cache.take(sql) ?? prepare(sql)
    defer {
      statement.reset()
      cache.give(statement)
    }
    try statement.bind(values)
    while try statement.step() {
      guard try body(Row(statement)) else { break }
    }
    return statement.changes
  }

  func define(_ statement: String) throws {
    try requireTransaction()
    let prepared = try SQLiteStatement(statement, on: handle)
    while try prepared.step() {}
  }

  func tableNames() throws -> [String] {
    try lines(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name"
    ) {
      try $0.text(0)
    }
  }

  func foreignKeyFaults() throws -> [String] {
    try lines("PRAGMA foreign_key_check") { row in
      "a row of \(try row.text(0)) refers to a row of \(try row.text(2)) that is not there"
    }
  }

  func storageFaults() throws -> [String] {
    try lines("PRAGMA integrity_check") { try $0.text(0) }.filter { $0 != "ok" }
  }

  func close() {
    cache.removeAll()
    (markStatement, keepStatement) = (nil, nil)
    let code = sqlite3_close(handle)
    assert(code == SQLITE_OK, "a session is closed with a statement still open")
  }
}

extension SQLiteSession {
  /// Done once, before the first connection; where something else opened one before, SQLite stays as it is.
  private static let isPrepared = qilu_count_no_memory() == SQLITE_OK

  private func configure(_ patienceMilliseconds: Int32) throws {
    guard sqlite3_libversion_number() >= 3_037_000 else {
      throw DatabaseFailure.misuse("STRICT tables need SQLite 3.37; this is \(String(cString: sqlite3_libversion()))")
    }
    sqlite3_extended_result_codes(handle, 1)
    sqlite3_busy_timeout(handle, patienceMilliseconds)
    // "name" is never taken for a text, and a schema that somebody tampered with calls no function.
    for (option, on) in [
      (SQLITE_DBCONFIG_DQS_DML, 0), (SQLITE_DBCONFIG_DQS_DDL, 0), (SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0),
      (SQLITE_DBCONFIG_DEFENSIVE, 1),
    ] as [(Int32, Int32)] {
      guard qilu_configure_flag(handle, option, on) == SQLITE_OK else {
        throw DatabaseFailure.misuse("SQLite does not know the setting \(option)")
      }
    }
    for setting in settings { try command(setting) }
    #if DEBUG
      // A test shows what a power cut takes where commits are not flushed. No released program has this switch.
      if role == .writer, let level = ProcessInfo.processInfo.environment["QILU_TEST_SYNCHRONOUS"] {
        try command("PRAGMA synchronous = \(level == "NORMAL" ? "NORMAL" : "FULL")")
      }
    #endif
    if role != .reader { try enterWriteAheadLog() }
  }

  private var settings: [String] {
    switch role {
    case .reader: ["PRAGMA query_only = ON"]
    case .writer:
      [
        "PRAGMA foreign_keys = ON", "PRAGMA synchronous = FULL",
        // 64 MiB: what a large import leaves of the log is cut back to this.
        "PRAGMA journal_size_limit = 67108864",
        // 16 MiB of log: bringing it into the file costs two flushes, which on a slow disk is as much as two commits.
        "PRAGMA wal_autocheckpoint = 4000",
        // 32 MiB: the pages of a commit that many acts share, which SQLite would else write to the log more than once.
        "PRAGMA cache_size = -32768",
        // What an act changes is copied first, so that it can be undone alone: a file is no place for that.
        "PRAGMA temp_store = MEMORY",
      ]
    case .migration: ["PRAGMA foreign_keys = OFF", "PRAGMA synchronous = FULL", "PRAGMA journal_size_limit = 67108864"]
    case .faultPlanting: ["PRAGMA foreign_keys = OFF", "PRAGMA ignore_check_constraints = ON"]
    }
  }

  /// Readers do not wait for the writer, nor it for them. Fails where shared memory does not work (network disks).
  private func enterWriteAheadLog() throws {
    guard try lines("PRAGMA journal_mode = WAL", { try $0.text(0) }) == ["wal"] else {
      throw DatabaseFailure.io("the disk does not support the write-ahead log; use a local disk")
    }
  }

  private func prepare(_ sql: String) throws -> SQLiteStatement {
    try StatementText.requireData(sql)
    let statement = try SQLiteStatement(sql, on: handle)
    guard role != .reader || statement.isReadOnly else {
      throw DatabaseFailure.misuse("a read closure may not write")
    }
    return statement
  }

  /// Some failures (a full disk) make SQLite end the transaction by itself; whoever swallowed the error must not go
  /// on writing outside of one.
  private func requireTransaction() throws {
    guard sqlite3_get_autocommit(handle) == 0 else {
      throw DatabaseFailure.io("an earlier failure has ended the transaction")
    }
  }

  private func command(_ sql: String) throws {
    let code = sqlite3_exec(handle, sql, nil, nil, nil)
    guard code == SQLITE_OK else { throw DatabaseFailure(of: handle, code) }
  }

  private func lines(_ sql: String, _ line: (Row) throws -> String) throws -> [String] {
    let statement = try SQLiteStatement(sql, on: handle)
    var lines: [String] = []
    while try statement.step() { lines.append(try line(Row(statement))) }
    return lines
  }
}
