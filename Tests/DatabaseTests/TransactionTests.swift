import Database
import Foundation
import Synchronization
import Testing

@Suite struct TransactionTests {
  private struct Stopped: Error {}

  @Test("what was written is there after closing and opening again", arguments: TestEngine.all)
  func reopened(_ engine: TestEngine) throws {
    let place = try Place(engine)
    let database = try Sample.create(in: place)
    try database.write { _ = try $0.execute("INSERT INTO shelf (id, label) VALUES (1, 'kept')") }
    database.close()
    let again = try SQLDatabase.open(place.database, migrations: [Sample.first])
    #expect(try again.read { try $0.query("SELECT label FROM shelf") { try $0.text(0) } } == ["kept"])
  }

  @Test(
    "a closure that throws leaves nothing, its error passes through, and the next write works",
    arguments: TestEngine.all)
  func rolledBack(_ engine: TestEngine) throws {
    let place = try Place(engine)
    let database = try Sample.create(in: place)
    #expect(throws: Stopped.self) {
      try database.write { connection throws in
        try connection.execute("INSERT INTO shelf (id, label) VALUES (1, 'gone')")
        #expect(try connection.number("SELECT COUNT(*) FROM shelf") == 1)
        throw Stopped()
      }
    }
    #expect(try database.read { try $0.number("SELECT COUNT(*) FROM shelf") } == 0)
    try database.write { _ = try $0.execute("INSERT INTO shelf (id, label) VALUES (1, 'kept')") }
    #expect(try database.read { try $0.number("SELECT COUNT(*) FROM shelf") } == 1)
  }

  @Test(
    "a read apart takes no reader's place, sees one state, writes nothing, and throws what its closure throws",
    arguments: TestEngine.all)
  func apart(_ engine: TestEngine) throws {
    let place = try Place(engine)
    let database = try Sample.create(in: place)
    try database.write { _ = try $0.execute("INSERT INTO shelf (id, label) VALUES (1, 'kept')") }
    let counts = Mutex<[Int64]>([])
    // More at once than there are readers, each inside a read of another thread.
    DispatchQueue.concurrentPerform(iterations: 4) { _ in
      let count = try? database.readApart { try $0.number("SELECT COUNT(*) FROM shelf") }
      counts.withLock { $0.append(Int64(count ?? -1)) }
    }
    #expect(counts.withLock { $0 } == [1, 1, 1, 1])
    #expect(throws: Stopped.self) { try database.readApart { _ in throw Stopped() } }
    #expect(throws: DatabaseFailure.self) {
      try database.readApart { try $0.query("DELETE FROM shelf RETURNING id") { _ in 0 } }
    }
    #expect(try database.read { try $0.number("SELECT COUNT(*) FROM shelf") } == 1)
  }

  @Test(
    "a read sees the state of its beginning while another thread writes, the next read sees the new one",
    arguments: TestEngine.all)
  func snapshot(_ engine: TestEngine) throws {
    let place = try Place(engine)
    let database = try Sample.create(in: place)
    try database.read { connection throws in
      let written = DispatchSemaphore(value: 0)
      DispatchQueue.global().async {
        _ = try? database.write { try $0.execute("INSERT INTO shelf (id, label) VALUES (1, 'new')") }
        written.signal()
      }
      written.wait()
      #expect(try connection.number("SELECT COUNT(*) FROM shelf") == 0)
    }
    #expect(try database.read { try $0.number("SELECT COUNT(*) FROM shelf") } == 1)
  }

  @Test(
    "writes of many threads and of two openings follow one another: no increment is lost", arguments: TestEngine.all)
  func serialWrites(_ engine: TestEngine) throws {
    let place = try Place(engine)
    let openings = [try Sample.create(in: place), try SQLDatabase.open(place.database, migrations: [Sample.first])]
    try openings[0].write { _ = try $0.execute("INSERT INTO book (id, pages) VALUES (1, 1)") }
    DispatchQueue.concurrentPerform(iterations: 200) { turn in
      let database = openings[turn % 2]
      #expect(throws: Never.self) {
        try database.write { connection throws in
          let pages = try connection.number("SELECT pages FROM book") ?? 0
          try connection.execute("UPDATE book SET pages = ?", [pages + 1])
        }
        #expect(try database.read { try $0.number("SELECT pages FROM book") } ?? 0 > 1)
      }
    }
    #expect(try openings[1].read { try $0.number("SELECT pages FROM book") } == 201)
  }

  @Test("a foreign key that is looked at only at the end undoes the whole write", arguments: TestEngine.all)
  func deferredKey(_ engine: TestEngine) throws {
    let place = try Place(engine)
    let table = "CREATE TABLE a (id INT64 PRIMARY KEY, b INT64 REFERENCES a (id) DEFERRABLE INITIALLY DEFERRED)"
    let database = try SQLDatabase.create(at: place.database, migrations: [Migration(1, "a", [table])])
    #expect(throws: DatabaseFailure.foreignKey(engine == .sqlite ? "" : "a_b_fkey")) {
      try database.write { _ = try $0.execute("INSERT INTO a (id, b) VALUES (1, 2)") }
    }
    try database.write { _ = try $0.execute("INSERT INTO a (id, b) VALUES (1, 2), (2, 1)") }
    #expect(try database.read { try $0.number("SELECT COUNT(*) FROM a") } == 2)
  }

  @Test("a closed database refuses to be used", arguments: TestEngine.all)
  func closed(_ engine: TestEngine) throws {
    let place = try Place(engine)
    let database = try Sample.create(in: place)
    database.close()
    #expect(throws: DatabaseFailure.misuse("the database is closed")) { try database.read { _ in } }
    #expect(throws: DatabaseFailure.misuse("the database is closed")) { try database.write { _ in } }
  }
}
