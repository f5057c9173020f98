import Database
import Foundation

/// A folder of its own for one test, removed with everything in it when the test lets go.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "database-tests-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var database: DatabaseLocation { .file(databasePath) }
  var databasePath: String { path + "/sample.sqlite" }
}

/// A schema with one constraint of each sort.
enum Sample {
  static let first = Migration(
    1, "shelves and books",
    [
      "CREATE TABLE shelf (id INT64 NOT NULL PRIMARY KEY, label TEXT NOT NULL UNIQUE)",
      """
      CREATE TABLE book (
        id INT64 NOT NULL PRIMARY KEY,
        shelf_id INT64 REFERENCES shelf (id),
        pages INT64 NOT NULL CONSTRAINT book_has_pages CHECK (pages > 0),
        title TEXT,
        cover BYTES)
      """,
    ])
  static let second = Migration(
    2, "a mark for lent books",
    ["ALTER TABLE book ADD COLUMN is_lent INT64 NOT NULL DEFAULT 0 CHECK (is_lent IN (0, 1))"])

  static func create(in folder: TemporaryFolder) throws -> SQLDatabase {
    try SQLDatabase.create(at: folder.database, migrations: [first])
  }

  static func create(in place: Place) throws -> SQLDatabase {
    try SQLDatabase.create(at: place.database, migrations: [first])
  }

  static func create(at text: String) throws -> SQLDatabase {
    try SQLDatabase.create(at: DatabaseLocation(text), migrations: [first])
  }
}

extension ReadConnection {
  /// The number that a query of one column answers.
  func number(_ sql: String) throws -> Int? { try first(sql) { try $0.int(0) } }
}
