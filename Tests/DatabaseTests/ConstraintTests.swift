import Database
import Primitives
import Testing

@Suite struct ConstraintTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let sql: String
    let failure: DatabaseFailure
    /// Where PostgreSQL tells it otherwise.
    var onPostgres: DatabaseFailure?
    var testDescription: String { sql }
  }

  static let cases = [
    Case(sql: "INSERT INTO shelf (id, label) VALUES (1, 'other')", failure: .unique("shelf.id")),
    Case(sql: "INSERT INTO shelf (id, label) VALUES (2, 'history')", failure: .unique("shelf.label")),
    Case(
      sql: "INSERT INTO book (id, pages, shelf_id) VALUES (2, 1, 99)", failure: .foreignKey(""),
      onPostgres: .foreignKey("book_shelf_id_fkey")),
    Case(
      sql: "DELETE FROM shelf WHERE id = 1", failure: .foreignKey(""), onPostgres: .foreignKey("book_shelf_id_fkey")),
    Case(sql: "INSERT INTO book (id, pages) VALUES (2, 0)", failure: .check("book_has_pages")),
    Case(sql: "INSERT INTO book (id) VALUES (2)", failure: .notNull("book.pages")),
    Case(sql: "INSERT INTO shelf (label) VALUES ('without an id')", failure: .notNull("shelf.id")),
    Case(
      sql: "INSERT INTO book (id, pages) VALUES (2, 'many')",
      failure: .wrongType("cannot store TEXT value in INT column book.pages"),
      onPostgres: .wrongType("a text or a number does not fit where it is used (22P02)")),
    Case(
      sql: "INSERT INTO book (id, pages) VALUES (1, 2), (2, 2)", failure: .unique("book.id")),
  ]

  @Test("a broken constraint is told by its sort and name, and the closure may go on", arguments: cases, TestEngine.all)
  func broken(_ one: Case, _ engine: TestEngine) throws {
    let place = try Place(engine)
    let database = try Sample.create(in: place)
    try database.write { connection throws in
      try connection.execute("INSERT INTO shelf (id, label) VALUES (1, 'history')")
      try connection.execute("INSERT INTO book (id, pages, shelf_id) VALUES (1, 10, 1)")
      let failure = engine == .sqlite ? one.failure : one.onPostgres ?? one.failure
      #expect(throws: failure) { try connection.execute(one.sql) }
      try connection.execute("UPDATE book SET title = 'went on'")
    }
    #expect(try database.read { try $0.query("SELECT title FROM book") { try $0.text(0) } } == ["went on"])
    #expect(try database.integrityFaults() == [])
  }

  @Test("what a person meets has a code, a remedy and the kind that decides the exit code")
  func refusals() {
    let failures: [(DatabaseFailure, String, Refusal.Kind)] = [
      (.unique("a"), "database.unique", .storage), (.foreignKey(""), "database.foreign-key", .storage),
      (.check("a"), "database.check", .storage), (.notNull("a"), "database.not-null", .bug),
      (.wrongType("a"), "database.wrong-type", .bug), (.busy, "database.busy", .storage),
      (.full, "database.full", .storage), (.readOnly, "database.read-only", .storage),
      (.corrupt("a"), "database.corrupt", .storage), (.io("a"), "database.io", .storage),
      (.unknownOutcome("a"), "database.unknown-outcome", .storage),
      (.unreadable(column: "a", expected: "b"), "database.unreadable", .bug), (.misuse("a"), "database.misuse", .bug),
      (.other(code: 1, message: "a"), "database.other", .storage),
    ]
    for (failure, code, kind) in failures {
      let refusal = failure.asRefusal
      #expect(refusal.code == code)
      #expect(refusal.kind == kind)
      #expect(!refusal.message.zh.isEmpty && !refusal.remedy.en.isEmpty)
    }
  }

  @Test(
    "a planted fault passes the constraints and is found by the look through the storage", arguments: TestEngine.all)
  func plantedFaults(_ engine: TestEngine) throws {
    let place = try Place(engine)
    let database = try Sample.create(in: place)
    #expect(try database.integrityFaults() == [])
    try database.plantFault([
      "INSERT INTO book (id, pages, shelf_id) VALUES (1, 1, 99)",
      "INSERT INTO book (id, pages) VALUES (2, -1)",
    ])
    let faults = try database.integrityFaults()
    #expect(faults.contains("a row of book refers to a row of shelf that is not there"))
    #expect(faults.contains("CHECK constraint failed in book"))
    #expect(faults.count == 2)
  }
}
