import CPostgres

/// Values as libpq wants them: type, bytes in the server's binary form, and lengths.
struct PostgresParameters {
  /// The type of each parameter; 0 for a null, whose type the server finds out.
  let types: [Oid]
  private let bytes: [UInt8]
  private let ranges: [Range<Int>?]

  /// Lays the values out. A text with a NUL is refused: PostgreSQL has no such text.
  init(_ values: [SQLValue]) throws {
    var types: [Oid] = []
    var bytes: [UInt8] = []
    var ranges: [Range<Int>?] = []
    for value in values {
      let start = bytes.count
      types.append(try Self.append(value, to: &bytes))
      ranges.append(value == .null ? nil : start..<bytes.count)
    }
    // One byte more, so that even a value of no bytes at the end has an address: a null pointer means null.
    self.bytes = bytes + [0]
    self.types = types
    self.ranges = ranges
  }

  private static func append(_ value: SQLValue, to bytes: inout [UInt8]) throws -> Oid {
    switch value {
    case .null: return 0
    case .integer(let number):
      withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
      return PostgresType.int8
    case .text(let text):
      guard !text.utf8.contains(0) else { throw DatabaseFailure.check(DatabaseFailure.textWithoutNUL) }
      bytes.append(contentsOf: text.utf8)
      return PostgresType.text
    case .bytes(let content):
      bytes.append(contentsOf: content)
      return PostgresType.bytea
    }
  }

  /// Pointers to all of it, as `PQexecParams` and its kin take them.
  struct Arrays {
    let count: Int32
    let values: [UnsafePointer<CChar>?]
    let lengths: [Int32]
    /// 1 for each: binary.
    let formats: [Int32]
  }

  /// Gives the pointers to a closure, in which alone they are valid.
  func withArrays<T>(_ body: (Arrays) throws -> T) rethrows -> T {
    try bytes.withUnsafeBytes { raw in
      try raw.withMemoryRebound(to: CChar.self) { characters in
        let values = ranges.map { range in
          range.flatMap { range in characters.baseAddress.map { UnsafePointer($0 + range.lowerBound) } }
        }
        return try body(
          Arrays(
            count: Int32(ranges.count), values: values, lengths: ranges.map { Int32($0?.count ?? 0) },
            formats: Array(repeating: 1, count: ranges.count)))
      }
    }
  }
}

/// The types of the server that stand for the shapes of ``SQLValue`` (src/include/catalog/pg_type.dat).
enum PostgresType {
  static let int8: Oid = 20
  static let text: Oid = 25
  static let bytea: Oid = 17

  /// How a column of a type is read.
  enum Shape {
    /// A signed whole number of 2, 4 or 8 bytes, the highest first.
    case integer
    /// One byte, read as 0 or 1, which is what SQLite answers to a comparison.
    case boolean
    /// UTF-8.
    case text
    /// Bytes as they are.
    case bytes
  }

  /// The shape of a type, nil for one that no column of ours has.
  static func shape(of type: Oid) -> Shape? {
    switch type {
    case int8, 23, 21: .integer
    case 16: .boolean
    case text, 1043, 19, 705: .text  // text, varchar, name, a literal without a type
    case bytea: .bytes
    default: nil
    }
  }
}
