/// A text that is compared byte for byte, as keys and codes are.
///
/// Swift's `String` compares by canonical equivalence (é as one scalar equals é as two) and orders by scalar;
/// the edition package compares and orders keys by their UTF-8 bytes. Every key of a file or a table is therefore a
/// `ByteText` as long as it is a key. The bytes are valid UTF-8.
public struct ByteText: Sendable, Hashable, Comparable {
  /// The UTF-8 bytes.
  public let bytes: [UInt8]

  /// Makes a text of bytes that the caller knows to be valid UTF-8.
  public init(validUTF8 bytes: [UInt8]) { self.bytes = bytes }

  /// Makes a text of a string's UTF-8 bytes.
  public init(_ string: String) { self.bytes = Array(string.utf8) }

  /// The text as a string, for people.
  public var string: String { String(decoding: bytes, as: UTF8.self) }

  /// Whether the text has no bytes.
  public var isEmpty: Bool { bytes.isEmpty }

  /// Feeds all bytes at once: byte by byte it is several times slower, and texts are keys everywhere.
  public func hash(into hasher: inout Hasher) {
    bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
  }

  /// Byte order: the order of the UTF-8 bytes, a prefix first.
  public static func < (left: ByteText, right: ByteText) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}

extension ByteText: ExpressibleByStringLiteral, CustomStringConvertible, Codable {
  /// Makes a text of a literal.
  public init(stringLiteral value: String) { self.init(value) }

  /// The text itself.
  public var description: String { string }

  /// Reads the text as a string.
  public init(from decoder: any Decoder) throws {
    self.init(try decoder.singleValueContainer().decode(String.self))
  }

  /// Writes the text as a string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(string)
  }
}
