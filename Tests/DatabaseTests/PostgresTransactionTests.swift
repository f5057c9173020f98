import Foundation
import Synchronization
import Testing

@testable import Database

/// What only an engine with several writers and a connection can do: repeat, lose, not know.
@Suite(.enabled(if: TestEngine.postgresURL != nil, "QILU_TEST_POSTGRES names no server"))
struct PostgresTransactionTests {
  private struct Replaced: Error {}

  private let killItself = "SELECT pg_terminate_backend(pg_backend_pid())"

  private func makeShelf(in place: Place) throws -> SQLDatabase {
    let database = try Sample.create(in: place)
    try database.write { _ = try $0.execute("INSERT INTO book (id, pages) VALUES (1, 1)") }
    return database
  }

  private func open(_ place: Place) throws -> SQLDatabase {
    try SQLDatabase.open(place.database, migrations: [Sample.first])
  }

  /// Adds a page as somebody else does, in a transaction of its own.
  private func addPage(_ database: SQLDatabase) throws {
    try database.write { _ = try $0.execute("UPDATE book SET pages = pages + 1") }
  }

  @Test("a write that met another one runs again on the new state")
  func repeated() throws {
    let place = try Place(.postgres)
    let (database, other) = (try makeShelf(in: place), try open(place))
    var runs = 0
    let read = try database.write { connection throws in
      runs += 1
      let pages = try connection.number("SELECT pages FROM book") ?? 0
      if runs == 1 { try addPage(other) }
      try connection.execute("UPDATE book SET pages = ?", [pages + 1])
      return pages
    }
    #expect(runs == 2)
    #expect(read == 2)
    #expect(try database.read { try $0.number("SELECT pages FROM book") } == 3)
  }

  @Test("a write that always meets another one is refused as busy after ten tries and leaves nothing")
  func bound() throws {
    let place = try Place(.postgres)
    let (database, other) = (try makeShelf(in: place), try open(place))
    var runs = 0
    #expect(throws: DatabaseFailure.busy) {
      try database.write { connection throws in
        runs += 1
        _ = try connection.number("SELECT pages FROM book")
        try addPage(other)
        try connection.execute("UPDATE book SET pages = 100")
      }
    }
    #expect(runs == 10)
    #expect(try database.read { try $0.number("SELECT pages FROM book") } == 11)
  }

  @Test("a closure that swallows or replaces the error of a conflict neither commits nor escapes the repetition")
  func swallowed() throws {
    let place = try Place(.postgres)
    let (database, other) = (try makeShelf(in: place), try open(place))
    var runs = 0
    try database.write { connection throws in
      runs += 1
      try connection.execute("INSERT INTO shelf (id, label) VALUES (?, 'try')", [runs])
      if runs <= 2 { try addPage(other) }
      do { try connection.execute("UPDATE book SET pages = 100") } catch {
        if runs == 1 { throw Replaced() }
        #expect(throws: DatabaseFailure.busy) { try connection.number("SELECT 1") }
      }
    }
    #expect(runs == 3)
    #expect(try database.read { try $0.query("SELECT id FROM shelf") { try $0.int(0) } } == [3])
  }

  @Test("two writes that read what the other changes do not both go through")
  func writeSkew() throws {
    let place = try Place(.postgres)
    let (database, other) = (try makeShelf(in: place), try open(place))
    var runs = 0
    // Each adds a shelf only if there is none: either alone is right, both on the same state are not.
    func addIfEmpty(_ connection: WriteConnection, _ id: Int) throws {
      guard try connection.number("SELECT COUNT(*) FROM shelf") == 0 else { return }
      try connection.execute("INSERT INTO shelf (id, label) VALUES (?, ?)", [id, "shelf \(id)"])
    }
    try database.write { connection throws in
      runs += 1
      try addIfEmpty(connection, 1)
      if runs == 1 { try other.write { try addIfEmpty($0, 2) } }
    }
    #expect(runs == 2)
    #expect(try database.read { try $0.query("SELECT id FROM shelf") { try $0.int(0) } } == [2])
  }

  @Test("two writes that wait for each other are told apart by the server and both go through")
  func deadlock() throws {
    let place = try Place(.postgres)
    let database = try makeShelf(in: place)
    try database.write { _ = try $0.execute("INSERT INTO book (id, pages) VALUES (2, 1)") }
    let runs = Mutex(0)
    let bothHold = DispatchGroup()
    bothHold.enter()
    bothHold.enter()
    let threads = DispatchQueue(label: "deadlock", attributes: .concurrent)
    let ended = DispatchGroup()
    for (first, second) in [(1, 2), (2, 1)] {
      threads.async(group: ended) {
        var isFirst = true
        #expect(throws: Never.self) {
          try database.write { connection throws in
            runs.withLock { $0 += 1 }
            try connection.execute("UPDATE book SET pages = pages + 1 WHERE id = ?", [first])
            if isFirst {
              isFirst = false
              bothHold.leave()
              bothHold.wait()
            }
            try connection.execute("UPDATE book SET pages = pages + 1 WHERE id = ?", [second])
          }
        }
      }
    }
    ended.wait()
    #expect(runs.withLock { $0 } > 2)
    #expect(try database.read { try $0.query("SELECT pages FROM book") { try $0.int(0) } } == [3, 3])
  }

  @Test("a connection lost before the commit is replaced and the write runs again")
  func lostBeforeCommit() throws {
    let place = try Place(.postgres)
    let database = try makeShelf(in: place)
    var runs = 0
    try database.write { connection throws in
      runs += 1
      try connection.execute("UPDATE book SET pages = pages + 1")
      if runs == 1 { _ = try connection.number(killItself) }
    }
    #expect(runs == 2)
    #expect(try database.read { try $0.number("SELECT pages FROM book") } == 2)
  }

  @Test("idle connections that the server has closed are replaced unnoticed, for reads and writes")
  func lostIdle() throws {
    let place = try Place(.postgres)
    let (database, other) = (try makeShelf(in: place), try open(place))
    let asking = "SELECT pg_backend_pid()"
    let reader = try database.read { try $0.number(asking) } ?? 0
    let writer = try database.write { try $0.number(asking) } ?? 0
    try other.write { connection throws in
      for process in [reader, writer] {
        _ = try connection.first("SELECT pg_terminate_backend(CAST(? AS INTEGER), 5000)", [process]) {
          try $0.boolean(0)
        }
      }
    }
    #expect(try database.read { try $0.number("SELECT pages FROM book") } == 1)
    try addPage(database)
    #expect(try database.read { try $0.number("SELECT pages FROM book") } == 2)
  }

  @Test("a read whose connection is lost in the middle is told and not repeated")
  func lostRead() throws {
    let place = try Place(.postgres)
    let database = try makeShelf(in: place)
    var runs = 0
    let error = #expect(throws: DatabaseFailure.self) {
      try database.read { connection throws in
        runs += 1
        _ = try connection.number(killItself)
      }
    }
    guard case .io = error else {
      Issue.record("\(String(describing: error)) is not io")
      return
    }
    #expect(runs == 1)
    #expect(try database.read { try $0.number("SELECT pages FROM book") } == 1)
  }

  @Test("a connection lost during the commit is told as of unknown outcome, and the next write works")
  func lostDuringCommit() throws {
    let place = try Place(.postgres)
    let database = try makeShelf(in: place)
    try database.plantFault([
      """
      CREATE FUNCTION end_connection() RETURNS trigger LANGUAGE plpgsql
      AS 'BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END'
      """,
      """
      CREATE CONSTRAINT TRIGGER ends AFTER INSERT ON shelf DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW EXECUTE FUNCTION end_connection()
      """,
    ])
    var runs = 0
    let error = #expect(throws: DatabaseFailure.self) {
      try database.write { connection throws in
        runs += 1
        try connection.execute("INSERT INTO shelf (id, label) VALUES (1, 'doubtful')")
      }
    }
    guard case .unknownOutcome = error else {
      Issue.record("\(String(describing: error)) is not unknownOutcome")
      return
    }
    #expect(runs == 1)
    try addPage(database)
    #expect(try database.read { try $0.number("SELECT pages FROM book") } == 2)
  }

  @Test("a statement whose tables were changed by another process is prepared anew")
  func staleStatement() throws {
    let place = try Place(.postgres)
    let (database, other) = (try makeShelf(in: place), try open(place))
    func columns() throws -> Int? {
      try database.write { try $0.first("SELECT * FROM book") { $0.columnCount } }
    }
    #expect(try columns() == 5)
    try other.plantFault(["ALTER TABLE book ADD COLUMN extra BIGINT"])
    #expect(try columns() == 6)
  }
}
