import Database
import Testing

@Suite struct StatementTests {
  private func isMisuse(_ error: any Error) -> Bool {
    if case DatabaseFailure.misuse = error { true } else { false }
  }

  @Test(
    "a number of parameters other than of placeholders is refused",
    arguments: [("SELECT 1", 1), ("SELECT ?", 0), ("SELECT ?", 2), ("SELECT ?, '?'", 2)], TestEngine.all)
  func parameterCount(_ one: (sql: String, count: Int), _ engine: TestEngine) throws {
    let place = try Place(engine)
    let database = try Sample.create(in: place)
    try database.read { connection throws in
      let error = #expect(throws: DatabaseFailure.self) {
        try connection.query(one.sql, Array(repeating: 1, count: one.count)) { try $0.int(0) }
      }
      #expect(error.map(isMisuse) == true)
    }
  }

  @Test(
    "what is not one statement of data is refused as misuse",
    arguments: [
      "", "-- nothing", "BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT a", "PRAGMA foreign_keys = OFF", "ATTACH 'a' AS a",
      "DROP TABLE book", "SELECT 1; SELECT 2", "SELECT ?1", "SELECT :name",
    ], TestEngine.all)
  func notData(_ sql: String, _ engine: TestEngine) throws {
    let place = try Place(engine)
    let database = try Sample.create(in: place)
    try database.write { connection throws in
      let parameters: [any SQLBindable] = sql.contains("1;") || !sql.hasPrefix("SELECT") ? [] : [1]
      let error = #expect(throws: DatabaseFailure.self) { try connection.execute(sql, parameters) }
      #expect(error.map(isMisuse) == true)
    }
  }

  @Test("a name in double quotes that no column has is an error and not a text", arguments: TestEngine.all)
  func doubleQuotes(_ engine: TestEngine) throws {
    let place = try Place(engine)
    let database = try Sample.create(in: place)
    let failure =
      engine == .sqlite
      ? DatabaseFailure.other(code: 1, message: "no such column: titel")
      : DatabaseFailure.other(code: 0, message: "42703: column \"titel\" does not exist")
    #expect(throws: failure) {
      try database.read { try $0.query("SELECT \"titel\" FROM book") { try $0.text(0) } }
    }
  }

  @Test("a read closure refuses statements that write", arguments: TestEngine.all)
  func readOnly(_ engine: TestEngine) throws {
    let place = try Place(engine)
    let database = try Sample.create(in: place)
    #expect(throws: DatabaseFailure.misuse("a read closure may not write")) {
      try database.read { try $0.query("DELETE FROM book") { _ in } }
    }
  }

  @Test("execute tells how many rows it changed", arguments: TestEngine.all)
  func changes(_ engine: TestEngine) throws {
    let place = try Place(engine)
    let database = try Sample.create(in: place)
    try database.write { connection throws in
      #expect(try connection.execute("INSERT INTO shelf (id, label) VALUES (1, 'a'), (2, 'b')") == 2)
      #expect(try connection.execute("UPDATE shelf SET label = label WHERE id = 9") == 0)
      #expect(try connection.execute("SELECT 1") == 0)
      #expect(try connection.execute("DELETE FROM shelf") == 2)
    }
  }

  @Test("the same statement runs inside its own rows", arguments: TestEngine.all)
  func reentrant(_ engine: TestEngine) throws {
    let place = try Place(engine)
    let database = try Sample.create(in: place)
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

  @Test("more different statements than are kept give the right answers, twice", arguments: TestEngine.all)
  func manyStatements(_ engine: TestEngine) throws {
    let place = try Place(engine)
    let database = try Sample.create(in: place)
    try database.read { connection throws in
      for _ in 1...2 {
        for number in 0..<300 { #expect(try connection.number("SELECT \(number)") == number) }
      }
    }
  }

  @Test("a statement that was left in the middle begins anew", arguments: TestEngine.all)
  func leftEarly(_ engine: TestEngine) throws {
    let place = try Place(engine)
    let database = try Sample.create(in: place)
    let sql = "WITH numbers (n) AS (VALUES (1), (2), (3)) SELECT n FROM numbers ORDER BY n"
    struct Enough: Error {}
    try database.read { connection throws in
      #expect(try connection.first(sql) { try $0.int(0) } == 1)
      #expect(throws: Enough.self) { try connection.forEach(sql) { _ in throw Enough() } }
      #expect(try connection.query(sql) { try $0.int(0) } == [1, 2, 3])
      #expect(try connection.first("SELECT 1 FROM book") { try $0.int(0) } == nil)
    }
  }

  @Test("a statement that fails inside the rows of another leaves those rows as they are", arguments: TestEngine.all)
  func failingInside(_ engine: TestEngine) throws {
    let place = try Place(engine)
    let database = try Sample.create(in: place)
    try database.write { connection throws in
      try connection.execute("INSERT INTO shelf (id, label) VALUES (0, 'kept')")
      let sql = "WITH numbers (n) AS (VALUES (1), (2), (3)) SELECT n FROM numbers ORDER BY n"
      var seen: [Int] = []
      try connection.forEach(sql) { row throws in
        seen.append(try row.int(0))
        #expect(throws: DatabaseFailure.unique("shelf.id")) {
          try connection.execute("INSERT INTO shelf (id, label) VALUES (0, 'again')")
        }
        try connection.execute("INSERT INTO book (id, pages) VALUES (?, 1)", [seen.count])
      }
      #expect(seen == [1, 2, 3])
    }
    #expect(try database.read { try $0.number("SELECT COUNT(*) FROM book") } == 3)
    #expect(try database.read { try $0.query("SELECT label FROM shelf") { try $0.text(0) } } == ["kept"])
  }

  @Test("an answer of many parts comes whole and in order, rows of changing size too", arguments: TestEngine.all)
  func manyRows(_ engine: TestEngine) throws {
    let place = try Place(engine)
    let database = try Sample.create(in: place)
    let count = 3_000
    try database.write { connection throws in
      for id in 1...count {
        let cover = [UInt8](repeating: UInt8(id % 251), count: id % 500 == 0 ? 2_000_000 : id % 7)
        try connection.execute("INSERT INTO book (id, pages, cover) VALUES (?, 1, ?)", [id, cover])
      }
    }
    var next = 1
    try database.read { connection throws in
      try connection.forEach("SELECT id, length(cover) FROM book ORDER BY id") { row throws in
        let size = next % 500 == 0 ? 2_000_000 : next % 7
        guard try row.int(0) == next, try row.int(1) == size else { throw DatabaseFailure.corrupt("row \(next)") }
        next += 1
      }
      try connection.forEach("SELECT cover FROM book WHERE id >= 400 ORDER BY id") { _ = try $0.bytes(0) }
    }
    #expect(next == count + 1)
  }

  @Test(
    "a comparison answers 0 or 1, a null without a context is null, a cast sum is a number", arguments: TestEngine.all)
  func expressions(_ engine: TestEngine) throws {
    let place = try Place(engine)
    let database = try Sample.create(in: place)
    try database.write { connection throws in
      try connection.execute("INSERT INTO book (id, pages) VALUES (1, ?), (2, 5)", [Int64.max - 5])
      #expect(
        try connection.first("SELECT pages > 5, pages < 5 FROM book") { [try $0.boolean(0), try $0.boolean(1)] } == [
          true, false,
        ])
      #expect(
        try connection.first("SELECT ? IS NULL, ? IS NULL", [Int?.none, 7]) { [try $0.int(0), try $0.int(1)] } == [
          1, 0,
        ])
      #expect(try connection.first("SELECT CAST(sum(pages) AS BIGINT) FROM book") { try $0.integer(0) } == Int64.max)
      let absent = Int?.none
      let filtered = "SELECT COUNT(*) FROM book WHERE ? IS NULL OR shelf_id = ?"
      #expect(try connection.first(filtered, [absent, absent]) { try $0.int(0) } == 2)
      #expect(try connection.first(filtered, [1, 1]) { try $0.int(0) } == 0)
    }
  }
}
