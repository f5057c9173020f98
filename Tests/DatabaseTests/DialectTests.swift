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
