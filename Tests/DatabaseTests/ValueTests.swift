import Database
import Primitives
import Testing

@Suite struct ValueTests {
  private func roundTrip(_ value: SQLValue, column: String, _ engine: TestEngine) throws -> SQLValue? {
    let place = try Place(engine)
    let database = try Sample.create(in: place)
    try database.write { connection throws in
      _ = try connection.execute("INSERT INTO book (id, pages, \(column)) VALUES (1, 1, ?)", [value])
    }
    return try database.read { try $0.first("SELECT \(column) FROM book") { try $0.value(0) } }
  }

  @Test(
    "a text comes back as the same bytes",
    arguments: [
      "", "齐鲁工匠", "\u{65}\u{301}", "\u{e9}", "'; DROP TABLE book", String(repeating: "长", count: 400_000),
    ], TestEngine.all)
  func text(_ text: String, _ engine: TestEngine) throws {
    guard case .text(let stored) = try roundTrip(.text(text), column: "title", engine) else {
      Issue.record("the text did not come back as one")
      return
    }
    #expect(ByteText(stored) == ByteText(text))
  }

  @Test(
    "bytes come back as they were, and no bytes are not null",
    arguments: [[], [0], [0, 255, 0], [UInt8](repeating: 7, count: 3_000_000)], TestEngine.all)
  func bytes(_ bytes: [UInt8], _ engine: TestEngine) throws {
    #expect(try roundTrip(.bytes(bytes), column: "cover", engine) == .bytes(bytes))
  }

  @Test("a whole number keeps its 64 bits", arguments: [0, 1, -1, Int64.max, Int64.min], TestEngine.all)
  func integer(_ number: Int64, _ engine: TestEngine) throws {
    let place = try Place(engine)
    let database = try Sample.create(in: place)
    try database.write { connection throws in
      _ = try connection.execute("INSERT INTO shelf (id, label) VALUES (?, 'a')", [number])
    }
    #expect(try database.read { try $0.query("SELECT id FROM shelf") { try $0.integer(0) } } == [number])
  }

  @Test(
    "null comes back as null from each column that may be null", arguments: ["title", "cover", "shelf_id"],
    TestEngine.all)
  func null(_ column: String, _ engine: TestEngine) throws {
    #expect(try roundTrip(.null, column: column, engine) == .null)
  }

  @Test("Swift values are bound in the shape their column has")
  func bindable() {
    enum Thing {}
    let values: [any SQLBindable] = [
      1, Int64(2), true, false, "t", ByteText("b"), [UInt8](), Identifier<Thing>("id"), Int?.none, String?.some("s"),
    ]
    #expect(
      values.map(\.sqlValue) == [
        .integer(1), .integer(2), .integer(1), .integer(0), .text("t"), .text("b"), .bytes([]), .text("id"), .null,
        .text("s"),
      ])
  }

  @Test("a column of another shape is refused and never converted", arguments: TestEngine.all)
  func shapes(_ engine: TestEngine) throws {
    enum Thing {}
    let place = try Place(engine)
    let database = try Sample.create(in: place)
    try database.read { connection throws in
      _ = try connection.first("SELECT 7 AS number, '7' AS letters, NULL AS absent, '' AS blank") { row throws in
        #expect(try row.integer(0) == 7)
        #expect(try row.byteText(1) == "7")
        #expect(try row.optionalText(2) == nil)
        #expect(try row.optionalInteger(2) == nil)
        #expect(try row.optionalBytes(2) == nil)
        let none: Identifier<Thing>? = try row.optionalIdentifier(2)
        #expect(none == nil)
        let identifier: Identifier<Thing> = try row.identifier(1)
        #expect(identifier.text == "7")
        #expect(throws: DatabaseFailure.unreadable(column: "number", expected: "text")) { try row.text(0) }
        #expect(throws: DatabaseFailure.unreadable(column: "number", expected: "bytes")) { try row.bytes(0) }
        #expect(throws: DatabaseFailure.unreadable(column: "number", expected: "0 or 1")) { try row.boolean(0) }
        #expect(throws: DatabaseFailure.unreadable(column: "letters", expected: "integer")) { try row.integer(1) }
        #expect(throws: DatabaseFailure.unreadable(column: "letters", expected: "bytes")) { try row.optionalBytes(1) }
        #expect(throws: DatabaseFailure.unreadable(column: "absent", expected: "integer")) { try row.int(2) }
        #expect(throws: DatabaseFailure.unreadable(column: "absent", expected: "text")) { try row.text(2) }
        #expect(throws: DatabaseFailure.unreadable(column: "blank", expected: "identifier")) {
          let _: Identifier<Thing> = try row.identifier(3)
        }
      }
    }
  }

  @Test("a text that is not UTF-8 is refused and not repaired")
  func brokenText() throws {
    let folder = try TemporaryFolder()
    let database = try Sample.create(in: folder)
    try database.plantFault(["INSERT INTO book (id, pages, title) VALUES (1, 1, CAST(x'ff' AS TEXT))"])
    #expect(throws: DatabaseFailure.unreadable(column: "title", expected: "UTF-8")) {
      try database.read { try $0.query("SELECT title FROM book") { try $0.text(0) } }
    }
  }

  @Test("a text with a NUL is kept by SQLite and refused by PostgreSQL before it is sent", arguments: TestEngine.all)
  func textWithNUL(_ engine: TestEngine) throws {
    switch engine {
    case .sqlite:
      guard case .text(let stored) = try roundTrip(.text("a\u{0}b"), column: "title", engine) else {
        Issue.record("the text did not come back as one")
        return
      }
      #expect(ByteText(stored) == "a\u{0}b")
    case .postgres:
      #expect(throws: DatabaseFailure.check("text_without_nul")) {
        try roundTrip(.text("a\u{0}b"), column: "title", engine)
      }
    }
  }

  @Test("texts are sorted by their bytes and not by a language", arguments: TestEngine.all)
  func byteOrder(_ engine: TestEngine) throws {
    let place = try Place(engine)
    let database = try Sample.create(in: place)
    try database.write { connection throws in
      for (id, label) in ["b", "B", "a b", "ab", "中", "é", "_"].enumerated() {
        try connection.execute("INSERT INTO shelf (id, label) VALUES (?, ?)", [id, label])
      }
    }
    let sorted = try database.read { try $0.query("SELECT label FROM shelf ORDER BY label") { try $0.text(0) } }
    #expect(sorted == ["B", "_", "a b", "ab", "b", "é", "中"])
  }
}
