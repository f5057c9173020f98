import Primitives

/// One value of one column, in the four shapes that every engine holds alike.
///
/// There is no floating point: money is fen, scores are thousandths of a point.
public enum SQLValue: Sendable, Hashable {
  /// No value.
  case null
  /// A whole number (`INT64`); booleans are 0 and 1.
  case integer(Int64)
  /// A text (`TEXT`): stored and given back as the same UTF-8 bytes, an embedded NUL included
  /// on SQLite; PostgreSQL has no such text, and refuses it as ``DatabaseFailure/check(_:)``.
  case text(String)
  /// Bytes (`BYTES`); no bytes at all is not the same as ``null``.
  case bytes([UInt8])
}

/// What can be given to a `?` of a statement.
public protocol SQLBindable: Sendable {
  /// The value as the database holds it.
  var sqlValue: SQLValue { get }
}

extension SQLValue: SQLBindable {
  /// The value itself.
  public var sqlValue: SQLValue { self }
}

extension Int: SQLBindable {
  /// The number as 64 bits.
  public var sqlValue: SQLValue { .integer(Int64(self)) }
}

extension Int64: SQLBindable {
  /// The number.
  public var sqlValue: SQLValue { .integer(self) }
}

extension Bool: SQLBindable {
  /// 1 for true, 0 for false.
  public var sqlValue: SQLValue { .integer(self ? 1 : 0) }
}

extension String: SQLBindable {
  /// The text's UTF-8 bytes.
  public var sqlValue: SQLValue { .text(self) }
}

extension ByteText: SQLBindable {
  /// The text's UTF-8 bytes.
  public var sqlValue: SQLValue { .text(string) }
}

extension Array: SQLBindable where Element == UInt8 {
  /// The bytes.
  public var sqlValue: SQLValue { .bytes(self) }
}

extension Identifier: SQLBindable {
  /// The identifier's text.
  public var sqlValue: SQLValue { .text(text) }
}

extension Optional: SQLBindable where Wrapped: SQLBindable {
  /// The wrapped value, or null.
  public var sqlValue: SQLValue { self?.sqlValue ?? .null }
}
