import Primitives

/// The one reader of CSV files: UTF-8, RFC 4180, LF or CRLF, a byte order mark skipped, columns found by name in any
/// order, unknown columns ignored. Nothing is trimmed, folded or normalised.
///
/// Every fault is a ``Refusal`` with file, physical line and column (source: the edition package, "CSV" and "Errors").
public struct TableReader {
  /// One row: the wanted columns' bytes, valid until the next row is read.
  public struct Row {
    fileprivate let scanner: RowScanner
    fileprivate let indexes: [Int]
    fileprivate let names: [String]

    /// The physical line where the row begins; the header is line 1.
    public var line: Int { scanner.line }

    /// The bytes of the wanted column with this position in the list given to the reader.
    public subscript(column: Int) -> UnsafeBufferPointer<UInt8> { scanner.field(indexes[column]) }

    /// Whether an optional column is there.
    public func has(_ column: Int) -> Bool { indexes[column] >= 0 }

    /// The column's bytes as a text that is compared byte for byte.
    public func text(_ column: Int) -> ByteText { ByteText(validUTF8: Array(self[column])) }

    /// Where the column of this row stands.
    public func location(_ column: Int) -> Refusal.Location {
      Refusal.Location(file: scanner.file, line: line, column: names[column])
    }
  }

  /// The columns in the order of the header of the file.
  public let header: [String]

  private let scanner: RowScanner
  private let indexes: [Int]
  private let names: [String]

  /// Reads the header and finds the columns.
  ///
  /// - Parameters:
  ///   - file: the name that faults bear.
  ///   - source: the bytes.
  ///   - columns: the wanted columns; each must be there exactly once.
  ///   - optional: columns that may be missing; they follow `columns` in a row's numbering.
  /// - Throws: a ``Refusal`` for a missing or repeated column, a bad quote, bytes that are not UTF-8.
  public init(
    file: String, source: ByteSource, columns: [String], optional: [String] = [], limits: TableLimits = .package
  ) throws {
    scanner = RowScanner(file: file, source: source, limit: limits.rowBytes)
    try scanner.skipByteOrderMark()
    header = try Self.readHeader(scanner, limits: limits)
    scanner.columnNames = header
    names = columns + optional
    let places = try Self.places(of: names, in: header, file: file)
    for (name, place) in zip(names, places).prefix(columns.count) where place < 0 {
      throw TableFault.missingColumn(Refusal.Location(file: file, line: 1, column: name))
    }
    indexes = places
  }

  /// Calls `body` with each row in order.
  ///
  /// - Parameter onFault: receives the faults of rows after which reading can go on (a wrong number of fields, a blank
  ///   line, bytes that are not UTF-8); without it they are thrown as all others are.
  public func forEachRow(onFault: ((Refusal) throws -> Void)? = nil, _ body: (Row) throws -> Void) throws {
    let row = Row(scanner: scanner, indexes: indexes, names: names)
    while true {
      do {
        guard try scanner.next() else { return }
        try checkRow()
      } catch let refusal as Refusal where TableFault.isRecoverable(refusal) {
        guard let onFault else { throw refusal }
        try onFault(refusal)
        continue
      }
      try body(row)
    }
  }

  private func checkRow() throws {
    if scanner.hasHighBytes {
      for index in 0..<scanner.fieldCount where !isValidUTF8(scanner.field(index)) {
        let name = index < header.count ? header[index] : nil
        throw TableFault.encoding(Refusal.Location(file: scanner.file, line: scanner.line, column: name))
      }
    }
    guard scanner.fieldCount == header.count else {
      throw TableFault.fieldCount(scanner.here, expected: header.count, found: scanner.fieldCount)
    }
  }

  private static func readHeader(_ scanner: RowScanner, limits: TableLimits) throws -> [String] {
    guard try scanner.next() else { return [] }
    guard scanner.fieldCount <= limits.columns else {
      throw TableFault.tooManyColumns(scanner.here, limit: limits.columns)
    }
    return try (0..<scanner.fieldCount).map { index in
      let bytes = scanner.field(index)
      guard isValidUTF8(bytes) else {
        throw TableFault.encoding(
          Refusal.Location(file: scanner.file, line: scanner.line, column: "\(index + 1)"))
      }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  private static func places(of names: [String], in header: [String], file: String) throws -> [Int] {
    let keys = header.map { ByteText($0) }
    return try names.map { name in
      let found = keys.indices.filter { keys[$0] == ByteText(name) }
      if found.count > 1 {
        throw TableFault.repeatedColumn(Refusal.Location(file: file, line: 1, column: name))
      }
      return found.first ?? -1
    }
  }
}
