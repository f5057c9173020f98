import Database
import Primitives
import Sealing

/// Copies the store from one database to another, whatever their engines, and proves the copy.
public enum TableCopy {
  /// What a table holds: the number of its rows and a digest of all their values in the order of the key.
  public struct Content: Sendable, Hashable {
    /// The table.
    public let table: String
    /// How many rows.
    public let rows: Int
    /// SHA-256 over every value with its shape and length.
    public let digest: Digest
  }

  /// The contents of all tables.
  public static func contents(in connection: ReadConnection) throws -> [Content] {
    try StoreTables.all.map { try content(of: $0, in: connection) }
  }

  /// Copies all rows of all tables into a database that has none.
  public static func copy(from source: ReadConnection, to target: WriteConnection) throws {
    for table in StoreTables.all { try copy(table, from: source, to: target) }
  }

  /// Values sent in one statement at most: a server is asked once for many rows, and SQLite takes 32,766.
  private static let valuesAtOnce = 2_000

  private static func copy(
    _ table: StoreTables.Table, from source: ReadConnection, to target: WriteConnection
  ) throws {
    var names: [String] = []
    var values: [SQLValue] = []
    try source.forEach("SELECT * FROM \(table.name) ORDER BY \(table.order)", []) { row in
      if names.isEmpty { names = (0..<row.columnCount).map { row.name($0) } }
      for column in 0..<row.columnCount { values.append(try row.value(column)) }
      guard values.count + names.count > valuesAtOnce else { return }
      try insert(values, into: table, names, target)
      values.removeAll(keepingCapacity: true)
    }
    if !values.isEmpty { try insert(values, into: table, names, target) }
  }

  private static func insert(
    _ values: [SQLValue], into table: StoreTables.Table, _ names: [String], _ target: WriteConnection
  ) throws {
    let row = "(" + Array(repeating: "?", count: names.count).joined(separator: ", ") + ")"
    let rows = Array(repeating: row, count: values.count / names.count).joined(separator: ", ")
    try target.execute("INSERT INTO \(table.name) (\(names.joined(separator: ", "))) VALUES \(rows)", values)
  }

  private static func content(of table: StoreTables.Table, in connection: ReadConnection) throws -> Content {
    var stream = SHA256Stream()
    var rows = 0
    try connection.forEach("SELECT * FROM \(table.name) ORDER BY \(table.order)", []) { row in
      rows += 1
      for column in 0..<row.columnCount {
        AuditChain.add(Array(row.name(column).utf8), to: &stream)
        add(try row.value(column), to: &stream)
      }
    }
    return Content(table: table.name, rows: rows, digest: stream.finish())
  }

  private static func add(_ value: SQLValue, to stream: inout SHA256Stream) {
    switch value {
    case .null: AuditChain.add(Array("null".utf8), to: &stream)
    case .integer(let number): AuditChain.add(Array("integer \(number)".utf8), to: &stream)
    case .text(let text): AuditChain.add(Array("text ".utf8) + Array(text.utf8), to: &stream)
    case .bytes(let bytes): AuditChain.add(Array("bytes ".utf8) + bytes, to: &stream)
    }
  }
}
