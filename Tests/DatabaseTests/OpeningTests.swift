import Database
import Foundation
import Primitives
import Testing

@Suite struct OpeningTests {
  private func refusal(_ body: () throws -> Void) -> Refusal? {
    #expect(throws: Refusal.self) { try body() }
  }

  /// What stands before an upgrade is another suite's matter.
  private func open(_ folder: TemporaryFolder, _ migrations: [Migration]) throws -> SQLDatabase {
    try SQLDatabase.open(folder.database, migrations: migrations, upgrade: .asItIs)
  }

  private func open(_ place: Place, _ migrations: [Migration]) throws -> SQLDatabase {
    try SQLDatabase.open(place.database, migrations: migrations, upgrade: .asItIs)
  }

  @Test("creating twice is opening: nothing is lost", arguments: TestEngine.all)
  func createdTwice(_ engine: TestEngine) throws {
    let place = try Place(engine)
    try Sample.create(in: place).write { _ = try $0.execute("INSERT INTO shelf (id, label) VALUES (1, 'a')") }
    #expect(try Sample.create(in: place).read { try $0.number("SELECT COUNT(*) FROM shelf") } == 1)
  }

  @Test("a database is for its owner alone")
  func fileModes() throws {
    let folder = try TemporaryFolder()
    let database = try Sample.create(in: folder)
    try database.write { _ = try $0.execute("INSERT INTO shelf (id, label) VALUES (1, 'a')") }
    for end in ["", "-wal", "-shm"] {
      let attributes = try FileManager.default.attributesOfItem(atPath: folder.databasePath + end)
      #expect(attributes[.posixPermissions] as? Int == 0o600)
    }
  }

  @Test("an absent database is refused and not made", arguments: TestEngine.all)
  func missing(_ engine: TestEngine) throws {
    let place = try Place(engine)
    for _ in 1...2 {
      let refusal = refusal { _ = try open(place, [Sample.first]) }
      #expect(refusal?.code == "database.missing")
      #expect(refusal?.kind == .storage)
    }
  }

  @Test("an initialisation that was cut off is refused by open and finished by create", arguments: TestEngine.all)
  func cutOff(_ engine: TestEngine) throws {
    let place = try Place(engine)
    try place.makeEmpty()
    #expect(refusal { _ = try open(place, [Sample.first]) }?.code == "database.empty")
    #expect(try Sample.create(in: place).read { try $0.number("SELECT COUNT(*) FROM shelf") } == 0)
    #expect(try open(place, [Sample.first]).integrityFaults() == [])
  }

  @Test("a file that is no database is told as damaged")
  func notADatabase() throws {
    let folder = try TemporaryFolder()
    let text = Data(String(repeating: "this is a letter ", count: 100).utf8)
    try text.write(to: URL(filePath: folder.databasePath))
    #expect(throws: DatabaseFailure.corrupt("file is not a database")) { try open(folder, [Sample.first]) }
    #expect(try Data(contentsOf: URL(filePath: folder.databasePath)) == text)
  }

  @Test("another program's database is refused", arguments: TestEngine.all)
  func foreign(_ engine: TestEngine) throws {
    let place = try Place(engine)
    let database = try Sample.create(in: place)
    try database.plantFault(["DROP TABLE schema_migration"])
    #expect(refusal { _ = try open(place, [Sample.first]) }?.code == "database.foreign")
    #expect(refusal { _ = try Sample.create(in: place) }?.code == "database.foreign")
  }

  @Test("missing migrations are applied once, with their moment, and keep the rows", arguments: TestEngine.all)
  func migrated(_ engine: TestEngine) throws {
    let place = try Place(engine)
    let database = try SQLDatabase.create(at: place.database, migrations: [Sample.first], now: { "first moment" })
    try database.write { _ = try $0.execute("INSERT INTO book (id, pages) VALUES (1, 1)") }
    database.close()
    for _ in 1...2 {
      let migrations = [Sample.first, Sample.second]
      let again = try SQLDatabase.open(
        place.database, migrations: migrations, upgrade: .asItIs, now: { "second moment" })
      #expect(try again.read { try $0.query("SELECT is_lent FROM book") { try $0.boolean(0) } } == [false])
      let sql = "SELECT name, applied_at FROM schema_migration ORDER BY version"
      let applied = try again.read { try $0.query(sql) { [try $0.text(0), try $0.text(1)] } }
      #expect(applied == [["shelves and books", "first moment"], ["a mark for lent books", "second moment"]])
    }
  }

  @Test("a migration that fails undoes all missing ones", arguments: TestEngine.all)
  func failedMigration(_ engine: TestEngine) throws {
    let place = try Place(engine)
    try Sample.create(in: place).close()
    let broken = Migration(3, "broken", ["ALTER TABLE nothing ADD COLUMN a TEXT"])
    #expect(throws: DatabaseFailure.self) { try open(place, [Sample.first, Sample.second, broken]) }
    let database = try open(place, [Sample.first])
    #expect(try database.read { try $0.number("SELECT COUNT(*) FROM schema_migration") } == 1)
  }

  @Test("a migration that leaves a row referring to nothing is undone", arguments: TestEngine.all)
  func danglingMigration(_ engine: TestEngine) throws {
    let place = try Place(engine)
    let database = try Sample.create(in: place)
    try database.write { connection throws in
      try connection.execute("INSERT INTO shelf (id, label) VALUES (1, 'a')")
      try connection.execute("INSERT INTO book (id, pages, shelf_id) VALUES (1, 1, 1)")
    }
    let careless = Migration(2, "careless", ["DELETE FROM shelf"])
    #expect(throws: DatabaseFailure.foreignKey("a row of book refers to a row of shelf that is not there")) {
      try open(place, [Sample.first, careless])
    }
    #expect(try database.read { try $0.number("SELECT COUNT(*) FROM shelf") } == 1)
  }

  @Test("a migration may rebuild a table that others refer to", arguments: TestEngine.all)
  func rebuiltTable(_ engine: TestEngine) throws {
    let place = try Place(engine)
    let database = try Sample.create(in: place)
    try database.write { connection throws in
      try connection.execute("INSERT INTO shelf (id, label) VALUES (1, 'a')")
      try connection.execute("INSERT INTO book (id, pages, shelf_id) VALUES (1, 1, 1)")
    }
    database.close()
    let rebuild = Migration(
      2, "labels need not differ",
      [
        "CREATE TABLE shelf_rebuilt (id INT64 NOT NULL PRIMARY KEY, label TEXT NOT NULL)",
        "INSERT INTO shelf_rebuilt (id, label) SELECT id, label FROM shelf", "DROP TABLE shelf",
        "ALTER TABLE shelf_rebuilt RENAME TO shelf",
      ])
    let again = try open(place, [Sample.first, rebuild])
    try again.write { connection throws in
      try connection.execute("INSERT INTO shelf (id, label) VALUES (2, 'a')")
      let key = engine == .sqlite ? "" : "book_shelf_id_fkey"
      #expect(throws: DatabaseFailure.foreignKey(key)) { try connection.execute("DELETE FROM shelf WHERE id = 1") }
    }
    #expect(try again.integrityFaults() == [])
  }

  @Test("a database of a newer program is refused and not touched", arguments: TestEngine.all)
  func newer(_ engine: TestEngine) throws {
    let place = try Place(engine)
    try SQLDatabase.create(at: place.database, migrations: [Sample.first, Sample.second]).close()
    let before = try place.fileContent()
    let refusal = refusal { _ = try open(place, [Sample.first]) }
    #expect(refusal?.code == "database.newer")
    #expect(refusal?.kind == .storage)
    #expect(try place.fileContent() == before)
    let again = try open(place, [Sample.first, Sample.second])
    #expect(try again.read { try $0.number("SELECT COUNT(*) FROM schema_migration") } == 2)
  }

  @Test(
    "an applied migration that the program has with another name or other statements is refused",
    arguments: [
      Migration(1, "another name", Sample.first.statements),
      Migration(1, Sample.first.name, Sample.first.statements.dropLast()),
      Migration(1, Sample.first.name, Sample.first.statements.reversed()),
      Migration(1, Sample.first.name, [Sample.first.statements.joined()]),
    ], TestEngine.all)
  func changed(_ migration: Migration, _ engine: TestEngine) throws {
    let place = try Place(engine)
    try Sample.create(in: place).close()
    #expect(refusal { _ = try open(place, [migration, Sample.second]) }?.code == "database.migration-differs")
  }

  @Test("two processes that begin the same database at once leave one", arguments: TestEngine.all)
  func createdAtOnce(_ engine: TestEngine) throws {
    let place = try Place(engine)
    DispatchQueue.concurrentPerform(iterations: 8) { _ in
      #expect(throws: Never.self) { try Sample.create(in: place).close() }
    }
    let database = try open(place, [Sample.first])
    #expect(try database.read { try $0.number("SELECT COUNT(*) FROM schema_migration") } == 1)
  }
}
