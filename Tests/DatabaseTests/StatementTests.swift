import Database
import Testing

@Suite struct StatementTests {
  private func isMisuse(_ error: any Error) -> Bool {
    if case DatabaseFailure.misuse = error { true } else { false }
  }

  @Test(
    "a number of parameters other than of placeholders is refused",
    arguments: [("SELECT 1", 1), ("SELECT ?", 0), ("SELECT ?", 2), ("SELECT ?, '?'", 2)])
  func parameterCount(_ sql: String, _ count: Int) throws {
    let folder = try TemporaryFolder()
    let database = try Sample.create(in: folder)
    try database.read { connection throws in
      let error = #expect(throws: DatabaseFailure.self) {
        try connection.query(sql, Array(repeating: 1, count: count)) { try $0.int(0) }
      }
      #expect(error.map(isMisuse) == true)
    }
  }

  @Test(
    "what is not one statement of data is refused as misuse",
    arguments: [
      "", "-- nothing", "BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT a", "PRAGMA foreign_keys = OFF", "ATTACH 'a' AS a",
      "DROP TABLE book", "SELECT 1; SELECT 2", "SELECT ?1", "SELECT :name",
    ])
  func notData(_ sql: String) throws {
    let folder = try TemporaryFolder()
    let database = try Sample.create(in: folder)
    try database.write { connection throws in
      let parameters: [any SQLBindable] = sql.contains("1;") || !sql.hasPrefix("SELECT") ? [] : [1]
      let error = #expect(throws: DatabaseFailure.self) { try connection.execute(sql, parameters) }
      #expect(error.map(isMisuse) == true)
    }
  }

  @Test("a name in double quotes that no column has is an error and not a text")
  func doubleQuotes() throws {
    let folder = try TemporaryFolder()
    let database = try Sample.create(in: folder)
    #expect(throws: DatabaseFailure.other(code: 1, message: "no such column: titel")) {
      try database.read { try $0.query("SELECT \"titel\" FROM book") { try $0.text(0) } }
    }
  }

  @Test("a read closure refuses statements that write")
  func readOnly() throws {
    let folder = try TemporaryFolder()
    let database = try Sample.create(in: folder)
    #expect(throws: DatabaseFailure.misuse("a read closure may not write")) {
      try database.read { try $0.query("DELETE FROM book") { _ in } }
    }
  }

  @Test("execute tells how many rows it changed")
  func changes() throws {
    let folder = try TemporaryFolder()
    let database = try Sample.create(in: folder)
    try database.write { connection throws in
      #expect(try connection.execute("INSERT INTO shelf (id, label) VALUES (1, 'a'), (2, 'b')") == 2)
      #expect(try connection.execute("UPDATE shelf SET label = label WHERE id = 9") == 0)
      #expect(try connection.execute("SELECT 1") == 0)
      #expect(try connection.execute("DELETE FROM shelf") == 2)
    }
  }

  @Test("the same statement runs inside its own rows")
  func reentrant() throws {
    let folder = try TemporaryFolder()
    let database = try Sample.create(in: folder)
    let sql = "WITH numbers (n) AS (VALUES (1), (2), (3)) SELECT n FROM numbers WHERE n > ? ORDER BY n"
    var pairs: [[Int]] = []
    try database.read { connection throws in
      try connection.forEach(sql, [1]) { outer in
        let value = try outer.int(0)
        pairs += try connection.query(sql, [value]) { [value, try $0.int(0)] }
      }
    }
    #expect(pairs == [[2, 3]])
  }

  @Test("more different statements than are kept give the right answers, twice")
  func manyStatements() throws {
    let folder = try TemporaryFolder()
    let database = try Sample.create(in: folder)
    try database.read { connection throws in
      for _ in 1...2 {
        for number in 0..<300 { #expect(try connection.number("SELECT \(number)") == number) }
      }
    }
  }

  @Test("a statement that was left in the middle begins anew")
  func leftEarly() throws {
    let folder = try TemporaryFolder()
    let database = try Sample.create(in: folder)
    let sql = "WITH numbers (n) AS (VALUES (1), (2), (3)) SELECT n FROM numbers ORDER BY n"
    struct Enough: Error {}
    try database.read { connection throws in
      #expect(try connection.first(sql) { try $0.int(0) } == 1)
      #expect(throws: Enough.self) { try connection.forEach(sql) { _ in throw Enough() } }
      #expect(try connection.query(sql) { try $0.int(0) } == [1, 2, 3])
      #expect(try connection.first("SELECT 1 FROM book") { try $0.int(0) } == nil)
    }
  }
}
