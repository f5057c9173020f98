import Foundation
import Testing

@testable import Database

@Suite struct FailureTests {
  private func session(_ folder: TemporaryFolder, _ role: SessionRole = .writer) throws -> SQLiteSession {
    try SQLiteSession(path: folder.databasePath, role: role, patienceMilliseconds: 1)
  }

  private func pragma(_ name: String, _ session: SQLiteSession) throws -> SQLValue? {
    var value: SQLValue?
    try session.begin()
    defer { session.rollback() }
    _ = try session.run("SELECT * FROM pragma_\(name)", []) { row in
      value = try row.value(0)
      return false
    }
    return value
  }

  @Test("a writer syncs every commit, checks foreign keys and works beside readers")
  func settings() throws {
    let folder = try TemporaryFolder()
    try Sample.create(in: folder).close()
    let session = try session(folder)
    defer { session.close() }
    #expect(try pragma("journal_mode", session) == .text("wal"))
    #expect(try pragma("synchronous", session) == .integer(2))
    #expect(try pragma("foreign_keys", session) == .integer(1))
    #expect(try pragma("ignore_check_constraints", session) == .integer(0))
    #expect(try pragma("trusted_schema", session) == .integer(0))
    #expect(try pragma("journal_size_limit", session) == .integer(67_108_864))
  }

  @Test("a database that another process keeps locked is told as busy")
  func busy() throws {
    let folder = try TemporaryFolder()
    try Sample.create(in: folder).close()
    let holder = try session(folder)
    let other = try session(folder)
    defer {
      holder.close()
      other.close()
    }
    try holder.begin()
    #expect(throws: DatabaseFailure.busy) { try other.begin() }
    holder.rollback()
    try other.begin()
    other.rollback()
  }

  @Test("a full disk is told as such; a closure that ignores it cannot write outside of a transaction")
  func full() throws {
    let folder = try TemporaryFolder()
    try Sample.create(in: folder).close()
    let session = try session(folder)
    defer { session.close() }
    try session.begin()
    _ = try session.run("INSERT INTO shelf (id, label) VALUES (1, 'a')", []) { _ in true }
    try session.define("PRAGMA max_page_count = 1")
    let large = SQLValue.bytes([UInt8](repeating: 1, count: 1 << 20))
    #expect(throws: DatabaseFailure.full) {
      _ = try session.run("INSERT INTO book (id, pages, cover) VALUES (1, 1, ?)", [large]) { _ in true }
    }
    session.rollback()
    #expect(throws: DatabaseFailure.io("an earlier failure has ended the transaction")) {
      _ = try session.run("INSERT INTO shelf (id, label) VALUES (2, 'b')", []) { _ in true }
    }
    #expect(throws: DatabaseFailure.io("an earlier failure has ended the transaction")) { try session.commit() }
  }

  @Test("a commit that the disk fails is told as of unknown outcome, and the next write works again")
  func unknownOutcome() async {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      let database = try Sample.create(in: folder)
      try database.write { _ = try $0.execute("INSERT INTO shelf (id, label) VALUES (1, 'before')") }
      // Files may not grow: the write of the commit fails as a disk does.
      signal(SIGXFSZ, SIG_IGN)
      let fileSize = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
      var old = rlimit()
      getrlimit(fileSize, &old)
      var none = rlimit(rlim_cur: 1, rlim_max: old.rlim_max)
      setrlimit(fileSize, &none)
      do {
        try database.write { _ = try $0.execute("INSERT INTO shelf (id, label) VALUES (2, 'doubtful')") }
        exit(2)
      } catch DatabaseFailure.unknownOutcome {
        setrlimit(fileSize, &old)
      }
      try database.write { _ = try $0.execute("INSERT INTO shelf (id, label) VALUES (3, 'after')") }
      guard try database.integrityFaults().isEmpty else { exit(3) }
      let labels = try database.read { try $0.query("SELECT label FROM shelf ORDER BY id") { try $0.text(0) } }
      guard labels == ["before", "after"] || labels == ["before", "doubtful", "after"] else { exit(4) }
    }
  }

  @Test("a process that is killed inside a write leaves what was committed and nothing of the write")
  func killed() async throws {
    let folder = try TemporaryFolder()
    let path = folder.databasePath
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      let database = try SQLDatabase.create(at: .file(path), migrations: [Sample.first])
      try database.write { _ = try $0.execute("INSERT INTO shelf (id, label) VALUES (1, 'committed')") }
      try database.write { connection throws in
        try connection.execute("INSERT INTO shelf (id, label) VALUES (2, 'lost')")
        kill(getpid(), SIGKILL)
      }
    }
    let database = try SQLDatabase.open(folder.database, migrations: [Sample.first])
    #expect(try database.read { try $0.query("SELECT label FROM shelf") { try $0.text(0) } } == ["committed"])
    #expect(try database.integrityFaults() == [])
  }
}
