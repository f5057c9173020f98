import CPostgres

/// An answer of the server, kept by libpq until the last reference is gone.
final class PostgresResult {
  private let handle: OpaquePointer

  init(_ handle: OpaquePointer) { self.handle = handle }

  deinit { PQclear(handle) }

  /// What was done: `SELECT 3`, `COMMIT`.
  var tag: String { String(cString: PQcmdStatus(handle)) }
  /// How many rows the answer has.
  var rowCount: Int { Int(PQntuples(handle)) }
  /// How many columns a row has.
  var columnCount: Int { Int(PQnfields(handle)) }
  /// How many bytes of memory the answer takes.
  var memorySize: Int { PQresultMemorySize(handle) }

  /// How many rows were changed; 0 for a statement that only asks.
  var changes: Int {
    guard ["INSERT ", "UPDATE ", "DELETE "].contains(where: tag.hasPrefix) else { return 0 }
    return Int(String(cString: PQcmdTuples(handle))) ?? 0
  }

  /// The name of a column.
  func name(_ column: Int) -> String { PQfname(handle, Int32(column)).map { String(cString: $0) } ?? "" }

  /// The type of a column.
  func type(_ column: Int) -> Oid { PQftype(handle, Int32(column)) }

  /// The bytes of a value, nil for null.
  func bytes(_ row: Int, _ column: Int) -> UnsafeRawBufferPointer? {
    guard PQgetisnull(handle, Int32(row), Int32(column)) == 0 else { return nil }
    return UnsafeRawBufferPointer(
      start: PQgetvalue(handle, Int32(row), Int32(column)), count: Int(PQgetlength(handle, Int32(row), Int32(column))))
  }
}

/// The row under a cursor that moves through one answer, or through the parts of a long one.
final class PostgresRows: RowSource {
  let columnCount: Int
  private(set) var position = 0
  private let names: [String]
  private let shapes: [PostgresType.Shape]
  private var result: PostgresResult
  private var row = 0

  /// Refuses a column whose type has no shape, before any row is read: above all the numeric of a `sum()`.
  init(_ result: PostgresResult) throws {
    columnCount = result.columnCount
    names = (0..<columnCount).map(result.name)
    shapes = try (0..<columnCount).map { column in
      guard let shape = PostgresType.shape(of: result.type(column)) else {
        throw DatabaseFailure.misuse(
          "column \(result.name(column)) is no INT64, TEXT or BYTES (type \(result.type(column))): CAST it")
      }
      return shape
    }
    self.result = result
  }

  /// Moves to a row.
  func move(to row: Int, of result: PostgresResult) {
    position += 1
    self.row = row
    self.result = result
  }

  /// No row is under the cursor any more.
  func end() { position += 1 }

  func name(_ column: Int) -> String { names[column] }

  func value(_ column: Int) throws -> SQLValue {
    switch shapes[column] {
    case .integer, .boolean: try integer(column).map { .integer($0) } ?? .null
    case .text: try text(column).map { .text($0) } ?? .null
    case .bytes: try bytes(column).map { .bytes($0) } ?? .null
    }
  }

  func integer(_ column: Int) throws -> Int64? {
    guard let bytes = result.bytes(row, column) else { return nil }
    switch shapes[column] {
    case .boolean: return bytes.first == 0 ? 0 : 1
    case .integer:
      let negative = bytes.first.map { $0 >= 0x80 } ?? false
      return bytes.reduce(negative ? -1 : 0) { $0 << 8 | Int64($1) }
    case .text, .bytes: throw unreadable(column, "integer")
    }
  }

  func text(_ column: Int) throws -> String? {
    guard let bytes = result.bytes(row, column) else { return nil }
    guard case .text = shapes[column] else { throw unreadable(column, "text") }
    guard let text = String(validating: bytes, as: UTF8.self) else { throw unreadable(column, "UTF-8") }
    return text
  }

  func bytes(_ column: Int) throws -> [UInt8]? {
    guard let bytes = result.bytes(row, column) else { return nil }
    guard case .bytes = shapes[column] else { throw unreadable(column, "bytes") }
    return Array(bytes)
  }

  private func unreadable(_ column: Int, _ expected: String) -> DatabaseFailure {
    .unreadable(column: names[column], expected: expected)
  }
}
