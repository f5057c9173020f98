import Foundation
import Primitives
import Testing

@testable import Database

/// How PostgreSQL's own failures and types are told.
@Suite(.enabled(if: TestEngine.postgresURL != nil, "QILU_TEST_POSTGRES names no server"))
struct PostgresEngineTests {
  private func setting(_ name: String, _ place: Place, _ role: SessionRole) throws -> String? {
    let session = try PostgresEngine(url: place.url).openSession(role)
    defer { session.close() }
    try session.begin()
    defer { session.rollback() }
    var value: String?
    try session.run("SELECT current_setting(?)", [.text(name)]) { row in
      value = try row.text(0)
      return false
    }
    return value
  }

  @Test(
    "a session has its name, isolation and limits",
    arguments: [
      (SessionRole.writer, "transaction_isolation", "serializable"), (.writer, "synchronous_commit", "on"),
      (.writer, "lock_timeout", "5s"), (.writer, "statement_timeout", "5min"),
      (.writer, "idle_in_transaction_session_timeout", "5min"), (.writer, "application_name", "qilu"),
      (.writer, "client_encoding", "UTF8"), (.writer, "tcp_keepalives_idle", "30"),
      (.reader, "transaction_isolation", "repeatable read"), (.reader, "transaction_read_only", "on"),
      (.migration, "statement_timeout", "0"), (.migration, "transaction_isolation", "serializable"),
    ])
  func settings(_ role: SessionRole, _ name: String, _ value: String) throws {
    let place = try Place(.postgres)
    try Sample.create(in: place).close()
    #expect(try setting(name, place, role) == value)
  }

  @Test("a durability that the server or the URL has switched off is switched on")
  func durability() throws {
    let place = try Place(.postgres)
    try Sample.create(in: place).close()
    let url = place.url + "%20-csynchronous_commit%3Doff"
    let session = try PostgresEngine(url: url).openSession(.writer)
    defer { session.close() }
    try session.begin()
    defer { session.rollback() }
    var value: String?
    try session.run("SELECT current_setting('synchronous_commit')", []) { row in
      value = try row.text(0)
      return false
    }
    #expect(value == "on")
  }

  @Test(
    "a sum that is not cast is refused, with or without rows", arguments: ["SELECT sum(pages) FROM book", "SELECT 1.5"])
  func numeric(_ sql: String) throws {
    let place = try Place(.postgres)
    let database = try Sample.create(in: place)
    let error = #expect(throws: DatabaseFailure.self) { try database.read { try $0.query(sql) { _ in } } }
    guard case .misuse(let how) = error else {
      Issue.record("\(String(describing: error)) is not misuse")
      return
    }
    #expect(how.contains("CAST"))
  }

  struct Raised: Sendable, CustomTestStringConvertible {
    let state: String
    let failure: DatabaseFailure
    var testDescription: String { state }
  }

  @Test(
    "each SQLSTATE is told as its failure",
    arguments: [
      Raised(state: "23505", failure: .unique("index ''")), Raised(state: "23503", failure: .foreignKey("")),
      Raised(state: "23514", failure: .check("")), Raised(state: "42804", failure: .wrongType("raised")),
      Raised(state: "22021", failure: .check("text_without_nul")), Raised(state: "25006", failure: .readOnly),
      Raised(state: "42501", failure: .readOnly), Raised(state: "55P03", failure: .busy),
      Raised(state: "57014", failure: .busy), Raised(state: "53100", failure: .full),
      Raised(state: "XX001", failure: .corrupt("raised")), Raised(state: "58030", failure: .io("raised (58030)")),
      Raised(state: "53200", failure: .io("raised (53200)")),
      Raised(state: "22012", failure: .other(code: 0, message: "22012: a value is not valid where it is used")),
      Raised(state: "42P01", failure: .other(code: 0, message: "42P01: raised")),
    ])
  func states(_ one: Raised) throws {
    let place = try Place(.postgres)
    let database = try Sample.create(in: place)
    try database.plantFault([
      """
      CREATE FUNCTION fail(state text) RETURNS bigint LANGUAGE plpgsql
      AS 'BEGIN RAISE EXCEPTION USING ERRCODE = state, MESSAGE = ''raised''; END'
      """
    ])
    #expect(throws: one.failure) {
      try database.write { try $0.first("SELECT fail(?)", [one.state]) { _ in } }
    }
  }

  @Test("a unique key of several columns names them, one over an expression names its index")
  func uniqueKeys() throws {
    let place = try Place(.postgres)
    let migration = Migration(
      1, "keys",
      [
        "CREATE TABLE a (b INT64, c INT64, d TEXT, UNIQUE (c, b))",
        "CREATE UNIQUE INDEX folded ON a (lower(d)) WHERE d IS NOT NULL",
      ])
    let database = try SQLDatabase.create(at: place.database, migrations: [migration])
    try database.write { connection throws in
      try connection.execute("INSERT INTO a (b, c, d) VALUES (1, 2, 'x')")
      #expect(throws: DatabaseFailure.unique("a.c, a.b")) {
        try connection.execute("INSERT INTO a (b, c) VALUES (1, 2)")
      }
      #expect(throws: DatabaseFailure.unique("index 'folded'")) {
        try connection.execute("INSERT INTO a (b, d) VALUES (3, 'X')")
      }
    }
  }

  @Test("a value that was bound stands in no message")
  func discretion() throws {
    let place = try Place(.postgres)
    let database = try Sample.create(in: place)
    let secret = "110101190001010000"
    for sql in [
      "SELECT CAST(? AS BIGINT) / 0", "SELECT CAST(? || 'x' AS BIGINT)",
      "INSERT INTO shelf (id, label) VALUES (1, ?), (2, ?)",
    ] {
      let values = Array(repeating: secret, count: sql.count(where: { $0 == "?" }))
      let error = #expect(throws: DatabaseFailure.self) { try database.write { _ = try $0.execute(sql, values) } }
      #expect(error.map { !"\($0)\($0.asRefusal)".contains(secret) } == true)
    }
  }

  @Test("a constraint that is not checked is told although no row breaks it, until a fault is planted anew")
  func uncheckedConstraint() throws {
    let place = try Place(.postgres)
    let database = try Sample.create(in: place)
    try database.plantFault(["INSERT INTO book (id, pages) VALUES (1, -1)"])
    #expect(try database.integrityFaults() == ["CHECK constraint failed in book"])
    try database.write { _ = try $0.execute("DELETE FROM book") }
    #expect(try database.integrityFaults() == ["the constraint book_has_pages of book is not checked"])
    #expect(throws: DatabaseFailure.check("book_has_pages")) {
      try database.write { _ = try $0.execute("INSERT INTO book (id, pages) VALUES (1, -1)") }
    }
    try database.plantFault([])
    #expect(try database.integrityFaults() == [])
  }

  @Test(
    "a URL that is none, and a server that is not there, are told without the password",
    arguments: [
      ("postgres://u:hidden@127.0.0.1:99999999999/x", "database.unreachable"),
      ("postgres://u:hidden@127.0.0.1:1/x", "database.unreachable"), ("postgres://u:hidden@[::1/x", "database.url"),
      ("postgres://u:hidden@h/x?nonsense=1", "database.url"),
    ])
  func unreachable(_ url: String, _ code: String) throws {
    let refusal = #expect(throws: Refusal.self) { try SQLDatabase.open(.postgres(url: url), migrations: []) }
    #expect(refusal?.code == code)
    #expect(refusal.map { !"\($0)".contains("hidden") } == true)
  }
}
