import CSQLite
import Foundation

/// A copy of a database file, page for page, made while others read and write.
///
/// The pages are read inside one read transaction of a connection of its own. So the copy is one state, and what others
/// write meanwhile does not make it begin anew, as it would where each step took a snapshot of its own. Writers wait
/// for nothing; only their log cannot begin again from its start until the copy is made, and grows by what they write.
struct SQLiteCopy {
  /// 1 MiB of the usual pages: what is flushed at once, so that a writer's own flush never waits behind a long one.
  private static let pagesAtOnce: Int32 = 256
  private let source: String
  private let target: String
  private let pace: () -> Void

  /// Names the files; the target does not exist. `pace` is called after each mebibyte.
  init(of source: String, to target: String, pace: @escaping () -> Void = {}) {
    self.source = source
    self.target = target
    self.pace = pace
  }

  /// Makes the copy: one file without a log beside it, for its owner alone (0600), durable when this returns.
  ///
  /// Throws a ``DatabaseFailure``; the target is then not there, unless the process died.
  func run() throws {
    let file = Foundation.open(target, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw SQLiteEngine.failure("cannot create \(target)") }
    // Closed last: closing a file lets go of every lock that the process has on it.
    defer { Foundation.close(file) }
    do {
      try copyPages(flushing: file)
      try leaveWriteAheadLog()
      try flush(file)
      try SQLiteEngine.syncFolder(of: target)
    } catch {
      for end in ["", "-journal", "-wal", "-shm"] { unlink(target + end) }
      throw error
    }
  }

  private func copyPages(flushing file: Int32) throws {
    let session = try SQLiteSession(path: source, role: .reader)
    defer { session.close() }
    let copy = try SQLiteHandle(target)
    // The copy counts only once it is whole and flushed: neither a journal nor flushes of SQLite's own would add to that.
    for setting in ["journal_mode = OFF", "synchronous = OFF", "cache_size = -2048"] {
      try copy.command("PRAGMA " + setting)
    }
    try session.begin()
    defer { session.endCopied() }
    try withExtendedLifetime(copy) { try step(from: session.handle, to: copy.handle) { try flush(file) } }
  }

  private func step(from source: OpaquePointer, to target: OpaquePointer, _ flush: () throws -> Void) throws {
    guard let backup = sqlite3_backup_init(target, "main", source, "main") else {
      throw DatabaseFailure(of: target, sqlite3_errcode(target))
    }
    var code = SQLITE_OK
    while code == SQLITE_OK {
      code = sqlite3_backup_step(backup, Self.pagesAtOnce)
      do { try flush() } catch {
        sqlite3_backup_finish(backup)
        throw error
      }
      pace()
    }
    sqlite3_backup_finish(backup)
    guard code == SQLITE_DONE else { throw DatabaseFailure(of: target, code) }
  }

  /// The pages say that a log belongs to them. Without it the copy is one file, which can also be read where nothing
  /// can be written.
  private func leaveWriteAheadLog() throws {
    let copy = try SQLiteHandle(target)
    try copy.command("PRAGMA journal_mode = DELETE")
  }

  private func flush(_ file: Int32) throws {
    guard fsync(file) == 0 else { throw SQLiteEngine.failure("cannot sync \(target)") }
  }
}

/// An open file of the embedded engine with no settings of ours, closed when let go.
private final class SQLiteHandle {
  let handle: OpaquePointer

  init(_ path: String) throws {
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(path, &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nil)
    guard let opened else { throw DatabaseFailure.io("no memory to open the database") }
    handle = opened
    sqlite3_extended_result_codes(handle, 1)
    guard code == SQLITE_OK else { throw DatabaseFailure(of: handle, code) }
  }

  deinit { sqlite3_close(handle) }

  func command(_ sql: String) throws {
    let code = sqlite3_exec(handle, sql, nil, nil, nil)
    guard code == SQLITE_OK else { throw DatabaseFailure(of: handle, code) }
  }
}

extension SQLiteSession {
  /// Lets go of the state that was copied, and takes over what the writers could not do meanwhile: bringing their long
  /// log into the file. Whoever of them committed next would otherwise do it, and his own act would wait for it.
  fileprivate func endCopied() {
    rollback()
    // Busy where a writer began first: then it is his.
    sqlite3_wal_checkpoint_v2(handle, nil, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
  }
}
