import Testing

@testable import Database

@Suite struct DialectTests {
  @Test(
    "the three words are spelled for SQLite outside quotes and comments, and tables are strict",
    arguments: [
      ("CREATE TABLE a (b INT64, c BYTES, d TEXT)", "CREATE TABLE a (b INT, c BLOB, d TEXT)\nSTRICT"),
      (" create  table a (b INT64) ;\n", " create  table a (b INT)\nSTRICT"),
      ("CREATE INDEX i ON a (b)", "CREATE INDEX i ON a (b)"),
      ("ALTER TABLE a ADD COLUMN b BYTES", "ALTER TABLE a ADD COLUMN b BLOB"),
      ("INSERT INTO a VALUES ('INT64', 'it''s BYTES')", "INSERT INTO a VALUES ('INT64', 'it''s BYTES')"),
      ("SELECT \"BYTES\", INT64_x -- a BLOB\n, 中INT64", "SELECT \"BYTES\", INT64_x -- a BLOB\n, 中INT64"),
      ("SELECT 'not closed INT64", "SELECT 'not closed INT64"),
    ])
  func spelled(_ portable: String, _ sqlite: String) throws {
    #expect(try Dialect.sqlite.spell(portable) == sqlite)
  }

  @Test(
    "the three words are spelled for PostgreSQL, texts by their bytes, and a CAST takes no collation",
    arguments: [
      ("CREATE TABLE a (b INT64, c BYTES, d TEXT)", "CREATE TABLE a (b BIGINT, c BYTEA, d TEXT COLLATE \"C\")"),
      ("ALTER TABLE a ADD COLUMN b TEXT NOT NULL", "ALTER TABLE a ADD COLUMN b TEXT COLLATE \"C\" NOT NULL"),
      (
        "CREATE TABLE a (b INT64 CHECK (CAST(b AS TEXT) <> 'TEXT'))",
        "CREATE TABLE a (b BIGINT CHECK (CAST(b AS TEXT) <> 'TEXT'))"
      ),
      ("CREATE INDEX i ON a (b)", "CREATE INDEX i ON a (b)"),
    ])
  func spelledForPostgres(_ portable: String, _ postgres: String) throws {
    #expect(try Dialect.postgres.spell(portable) == postgres)
  }

  @Test(
    "question marks become numbered parameters outside quotes and comments",
    arguments: [
      ("SELECT ?", "SELECT $1", 1), ("SELECT ? + ?;  ", "SELECT $1 + $2", 2),
      ("SELECT '?', \"?\" -- ?\n, 'it''s ?' WHERE a=?", "SELECT '?', \"?\" -- ?\n, 'it''s ?' WHERE a=$1", 1),
    ])
  func placeholders(_ portable: String, _ postgres: String, _ count: Int) throws {
    let statement = try PostgresStatement(portable)
    #expect(statement.sql == postgres)
    #expect(statement.placeholders == count)
    #expect(statement.isQuery)
  }

  @Test(
    "a statement that changes rows is known as such, and one that only names the word is not",
    arguments: [
      ("DELETE FROM a", false), ("WITH b AS (SELECT 1) UPDATE a SET c = 1", false), ("insert into a values (1)", false),
      ("SELECT 'DELETE', \"update\"", true), ("SELECT deleted FROM a", true),
    ])
  func queries(_ sql: String, _ isQuery: Bool) throws {
    #expect(try PostgresStatement(sql).isQuery == isQuery)
  }

  @Test(
    "a URL is PostgreSQL, anything else a file",
    arguments: [
      ("postgres://a@b/c", DatabaseLocation.postgres(url: "postgres://a@b/c")),
      ("postgresql:///c", .postgres(url: "postgresql:///c")), ("postgres.sqlite", .file("postgres.sqlite")),
      ("/var/postgres://a", .file("/var/postgres://a")), ("", .file("")),
    ])
  func locations(_ text: String, _ location: DatabaseLocation) {
    #expect(DatabaseLocation(text) == location)
  }

  @Test(
    "a word that another engine understands otherwise is refused",
    arguments: ["INTEGER", "blob", "bigint", "Real", "SERIAL", "AUTOINCREMENT", "rowid", "BOOLEAN", "TRIGGER"])
  func refused(_ word: String) {
    #expect(throws: DatabaseFailure.misuse("the word \(word.uppercased()) in a migration is not portable")) {
      try Dialect.sqlite.spell("CREATE TABLE a (b \(word))")
    }
  }

  @Test("the digest of a migration is FNV-1a of its statements, each ended by a zero byte")
  func digest() {
    // FNV-1a of no bytes is the offset basis; of one zero byte the basis times the prime.
    #expect(Migration(1, "a", []).digest == "fnv1a64:cbf29ce484222325")
    #expect(Migration(1, "a", [""]).digest == "fnv1a64:af63bd4c8601b7df")
    #expect(Migration(1, "a", ["a", "b"]).digest != Migration(1, "a", ["ab"]).digest)
  }
}
