import Primitives

/// The one writer of CSV files: UTF-8 without a byte order mark, LF, quotes only where RFC 4180 needs them.
public struct TableWriter {
  /// What was written so far.
  public private(set) var bytes: [UInt8] = []
  private let width: Int

  /// Begins a table with its header.
  public init(columns: [String]) {
    width = columns.count
    append(columns.map { Array($0.utf8) })
  }

  /// Writes a row of texts; as many as the header has columns.
  public mutating func row(_ fields: [ByteText]) {
    append(fields.map(\.bytes))
  }

  /// Gives the bytes away, so that a table without bound is written in parts.
  public mutating func takeBytes() -> [UInt8] {
    defer { bytes.removeAll() }
    return bytes
  }

  private mutating func append(_ fields: [[UInt8]]) {
    precondition(fields.count == width, "a row has as many fields as the header has columns")
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      append(field: field)
    }
    bytes.append(0x0A)
  }

  private mutating func append(field: [UInt8]) {
    let special: (UInt8) -> Bool = { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 == 0x0A || $0 == 0x0D }
    // A single empty field alone on its line would read back as a blank line.
    guard field.contains(where: special) || (width == 1 && field.isEmpty) else {
      bytes.append(contentsOf: field)
      return
    }
    bytes.append(UInt8(ascii: "\""))
    for byte in field {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
