import Primitives

/// Where the columns of the row under a cursor are read from; each engine has its own.
protocol RowSource: AnyObject {
  /// How many columns a row has.
  var columnCount: Int { get }
  /// Changes whenever the cursor moves, so that a row which outlived its turn is noticed.
  var position: Int { get }
  /// The name of a column as the statement gives it.
  func name(_ column: Int) -> String
  /// The value of a column; throws ``DatabaseFailure/unreadable(column:expected:)`` for a text that is not UTF-8.
  func value(_ column: Int) throws -> SQLValue
  /// The whole number in a column, nil for null.
  func integer(_ column: Int) throws -> Int64?
  /// The text in a column, nil for null.
  func text(_ column: Int) throws -> String?
  /// The bytes in a column, nil for null.
  func bytes(_ column: Int) throws -> [UInt8]?
  /// Lends the bytes of the text in a column, none for null.
  func withText(_ column: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Void) throws
}

extension RowSource {
  /// By way of a text, where the engine has no bytes to lend.
  func withText(_ column: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
    var text = try text(column) ?? ""
    try text.withUTF8(body)
  }
}

/// One row of an answer, valid only inside the closure that it was given to.
///
/// Columns count from 0 in the order of the `SELECT`. A column of another shape than asked for, or null where a
/// value was asked for, throws ``DatabaseFailure/unreadable(column:expected:)``; nothing is ever converted. A column
/// that does not exist, and a row that is kept beyond its closure, trap.
public struct Row {
  private let source: any RowSource
  private let position: Int

  init(_ source: any RowSource) {
    self.source = source
    self.position = source.position
  }

  /// How many columns the row has.
  public var columnCount: Int { source.columnCount }

  /// The name of a column as the statement gives it, for printing.
  public func name(_ column: Int) -> String { checked(column).name(column) }

  /// The value of a column in whatever shape it has.
  public func value(_ column: Int) throws -> SQLValue { try checked(column).value(column) }

  /// The whole number in a column.
  public func integer(_ column: Int) throws -> Int64 { try some(optionalInteger(column), column, "integer") }

  /// The whole number in a column, as `Int`.
  public func int(_ column: Int) throws -> Int { Int(try integer(column)) }

  /// The text in a column.
  public func text(_ column: Int) throws -> String { try some(optionalText(column), column, "text") }

  /// The text in a column, to be compared by its bytes.
  public func byteText(_ column: Int) throws -> ByteText { ByteText(try text(column)) }

  /// The bytes in a column.
  public func bytes(_ column: Int) throws -> [UInt8] { try some(optionalBytes(column), column, "bytes") }

  /// Lends the bytes of the text in a column, none for null, to whoever needs no text of them. That they are UTF-8 is not
  /// looked at.
  public func withText(_ column: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> Void) throws {
    try checked(column).withText(column, body)
  }

  /// The boolean in a column: 0 or 1, nothing else.
  public func boolean(_ column: Int) throws -> Bool {
    switch try integer(column) {
    case 0: false
    case 1: true
    default: throw DatabaseFailure.unreadable(column: source.name(column), expected: "0 or 1")
    }
  }

  /// The whole number in a column, nil for null.
  public func optionalInteger(_ column: Int) throws -> Int64? { try checked(column).integer(column) }

  /// The text in a column, nil for null.
  public func optionalText(_ column: Int) throws -> String? { try checked(column).text(column) }

  /// The bytes in a column, nil for null.
  public func optionalBytes(_ column: Int) throws -> [UInt8]? { try checked(column).bytes(column) }

  /// The identifier in a column; an empty text is not one.
  public func identifier<Subject>(_ column: Int) throws -> Identifier<Subject> {
    try some(optionalIdentifier(column), column, "identifier")
  }

  /// The identifier in a column, nil for null; an empty text is not one.
  public func optionalIdentifier<Subject>(_ column: Int) throws -> Identifier<Subject>? {
    guard let text = try optionalText(column) else { return nil }
    guard !text.isEmpty else {
      throw DatabaseFailure.unreadable(column: source.name(column), expected: "identifier")
    }
    return Identifier(text)
  }

  private func some<T>(_ value: T?, _ column: Int, _ expected: String) throws -> T {
    guard let value else { throw DatabaseFailure.unreadable(column: source.name(column), expected: expected) }
    return value
  }

  private func checked(_ column: Int) -> any RowSource {
    precondition(source.position == position, "a row is read only inside the closure that it was given to")
    precondition(column >= 0 && column < source.columnCount, "the row has no column \(column)")
    return source
  }
}
