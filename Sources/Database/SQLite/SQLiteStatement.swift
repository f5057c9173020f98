import CSQLite
import Foundation
import Primitives

/// One compiled statement: bound, stepped, reset, and bound again.
final class SQLiteStatement: RowSource {
  /// The text that it was compiled from.
  let sql: ByteText
  let columnCount: Int
  /// Whether somebody runs it; kept by the ``StatementCache``.
  var isTaken = false
  private(set) var position = 0
  /// Rows changed by this run, once it has come to its end.
  private(set) var changes = 0
  private let handle: OpaquePointer

  /// Compiles one statement; a second one in the same text, or none, is misuse.
  init(_ sql: String, on database: OpaquePointer) throws {
    self.sql = ByteText(sql)
    let bytes = self.sql.bytes
    var compiled: OpaquePointer?
    var isWhole = true
    let code = bytes.withUnsafeBytes { text in
      text.withMemoryRebound(to: CChar.self) { characters in
        var tail: UnsafePointer<CChar>?
        let code = sqlite3_prepare_v3(
          database, characters.baseAddress, Int32(characters.count), UInt32(SQLITE_PREPARE_PERSISTENT), &compiled, &tail
        )
        if let start = characters.baseAddress, let tail { isWhole = Self.isBlank(bytes[(tail - start)...]) }
        return code
      }
    }
    guard code == SQLITE_OK else { throw DatabaseFailure(of: database, code) }
    guard let compiled else { throw DatabaseFailure.misuse("a statement is empty") }
    handle = compiled
    columnCount = Int(sqlite3_column_count(compiled))
    guard isWhole else { throw DatabaseFailure.misuse("one call runs one statement") }
  }

  deinit { sqlite3_finalize(handle) }

  /// Whether a text is the one that it was compiled from.
  func isMade(of text: UnsafeBufferPointer<UInt8>) -> Bool {
    sql.bytes.withUnsafeBufferPointer { $0.hasBytes(of: text) }
  }

  /// Whether running it changes nothing.
  var isReadOnly: Bool { sqlite3_stmt_readonly(handle) != 0 }

  /// Gives a value to each `?`.
  func bind(_ values: [SQLValue]) throws {
    let wanted = Int(sqlite3_bind_parameter_count(handle))
    guard wanted == values.count else {
      throw DatabaseFailure.misuse("\(values.count) parameters for \(wanted) placeholders in: \(sql)")
    }
    for (offset, value) in values.enumerated() {
      let index = Int32(offset + 1)
      guard sqlite3_bind_parameter_name(handle, index) == nil else {
        throw DatabaseFailure.misuse("placeholders are written ? alone, in: \(sql)")
      }
      let code = bind(value, at: index)
      guard code == SQLITE_OK else { throw DatabaseFailure(of: sqlite3_db_handle(handle), code) }
    }
  }

  private func bind(_ value: SQLValue, at index: Int32) -> Int32 {
    switch value {
    case .null: sqlite3_bind_null(handle, index)
    case .integer(let number): sqlite3_bind_int64(handle, index, number)
    case .text(var text):
      text.withUTF8 { bytes in
        // A null pointer would bind null; any other will do for a text of no bytes.
        bytes.withMemoryRebound(to: CChar.self) { characters in
          qilu_bind_text_copy(handle, index, characters.baseAddress ?? Self.nothing, UInt64(characters.count))
        }
      }
    case .bytes(let bytes) where bytes.isEmpty: sqlite3_bind_zeroblob(handle, index, 0)
    case .bytes(let bytes):
      bytes.withUnsafeBytes { qilu_bind_blob_copy(handle, index, $0.baseAddress, UInt64($0.count)) }
    }
  }

  /// Moves to the next row; false at the end.
  func step() throws -> Bool {
    position += 1
    let code = sqlite3_step(handle)
    switch code {
    case SQLITE_ROW: return true
    case SQLITE_DONE:
      changes = isReadOnly ? 0 : Int(sqlite3_changes64(sqlite3_db_handle(handle)))
      return false
    default: throw DatabaseFailure(of: sqlite3_db_handle(handle), code)
    }
  }

  /// Runs it once, whatever it answers.
  func runToEnd() throws {
    defer { reset() }
    while try step() {}
  }

  /// Makes it ready to be bound again and lets go of what was bound.
  func reset() {
    position += 1
    changes = 0
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
  }

  private static func isBlank(_ rest: ArraySlice<UInt8>) -> Bool {
    rest.allSatisfy { [UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t"), UInt8(ascii: ";")].contains($0) }
  }

  /// A pointer that is not null and is never read.
  private static var nothing: UnsafePointer<CChar> {
    let empty: StaticString = ""
    return UnsafeRawPointer(empty.utf8Start).assumingMemoryBound(to: CChar.self)
  }
}

extension SQLiteStatement {
  func name(_ column: Int) -> String {
    sqlite3_column_name(handle, Int32(column)).map { String(cString: $0) } ?? ""
  }

  func value(_ column: Int) throws -> SQLValue {
    switch sqlite3_column_type(handle, Int32(column)) {
    case SQLITE_NULL: .null
    case SQLITE_INTEGER: .integer(sqlite3_column_int64(handle, Int32(column)))
    case SQLITE_TEXT: .text(try storedText(column))
    case SQLITE_BLOB: .bytes(storedBytes(column))
    default: throw unreadable(column, "integer, text or bytes")
    }
  }

  func integer(_ column: Int) throws -> Int64? {
    switch sqlite3_column_type(handle, Int32(column)) {
    case SQLITE_NULL: nil
    case SQLITE_INTEGER: sqlite3_column_int64(handle, Int32(column))
    default: throw unreadable(column, "integer")
    }
  }

  func text(_ column: Int) throws -> String? {
    switch sqlite3_column_type(handle, Int32(column)) {
    case SQLITE_NULL: nil
    case SQLITE_TEXT: try storedText(column)
    default: throw unreadable(column, "text")
    }
  }

  func bytes(_ column: Int) throws -> [UInt8]? {
    switch sqlite3_column_type(handle, Int32(column)) {
    case SQLITE_NULL: nil
    case SQLITE_BLOB: storedBytes(column)
    default: throw unreadable(column, "bytes")
    }
  }

  func withText(_ column: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
    switch sqlite3_column_type(handle, Int32(column)) {
    case SQLITE_NULL: try body(UnsafeBufferPointer(start: nil, count: 0))
    case SQLITE_TEXT:
      let start = sqlite3_column_text(handle, Int32(column))
      try body(UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, Int32(column)))))
    default: throw unreadable(column, "text")
    }
  }

  /// The pointer is asked for before the length, as SQLite wants it.
  private func storedText(_ column: Int) throws -> String {
    let start = sqlite3_column_text(handle, Int32(column))
    let bytes = UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, Int32(column))))
    // Decoding repairs what is not UTF-8, so what it leaves as it was is UTF-8; this way is several times faster than
    // the validating one.
    var text = String(decoding: bytes, as: UTF8.self)
    guard text.withUTF8({ $0.hasBytes(of: bytes) }) else { throw unreadable(column, "UTF-8") }
    return text
  }

  private func storedBytes(_ column: Int) -> [UInt8] {
    let start = sqlite3_column_blob(handle, Int32(column))
    return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(handle, Int32(column)))))
  }

  private func unreadable(_ column: Int, _ expected: String) -> DatabaseFailure {
    .unreadable(column: name(column), expected: expected)
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Whether another buffer holds the same bytes.
  fileprivate func hasBytes(of other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard count == other.count else { return false }
    guard let own = baseAddress, let others = other.baseAddress else { return true }
    return memcmp(own, others, count) == 0
  }
}
