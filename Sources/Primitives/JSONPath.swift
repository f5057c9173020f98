/// Where in a JSON value something stands: `caps.nominee`, `unresolved[3]`, `files["results/named.csv"]`.
///
/// A refusal about a JSON file carries the path as its location's column.
public struct JSONPath: Sendable, Hashable, CustomStringConvertible {
  /// The path as people read it; `(root)` for the value as a whole.
  public var text: String { written.isEmpty ? "(root)" : written }
  private let written: String

  /// The value as a whole.
  public static let root = JSONPath("")

  private init(_ written: String) { self.written = written }

  /// The path of a member.
  public func key(_ key: ByteText) -> JSONPath {
    guard Self.isPlain(key) else { return JSONPath("\(written)[\"\(Self.shown(key))\"]") }
    return JSONPath(written.isEmpty ? key.string : "\(written).\(key.string)")
  }

  /// The path of an element, counted from 0.
  public func index(_ index: Int) -> JSONPath { JSONPath("\(written)[\(index)]") }

  /// The path itself.
  public var description: String { text }

  /// The most characters of a strange key that a path repeats: a message stays a line, whatever a file holds.
  static let shownKeyLimit = 60

  /// Keys of ASCII letters, digits, `_` and `-` stand in a path as they are.
  private static func isPlain(_ key: ByteText) -> Bool {
    (1...shownKeyLimit).contains(key.bytes.count)
      && key.bytes.allSatisfy { byte in
        ASCII.isDigit(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == UInt8(ascii: "_") || byte == ASCII.hyphen
      }
  }

  private static func shown(_ key: ByteText) -> String {
    let escaped = JSONValue.string(String(key.string.prefix(shownKeyLimit))).pythonText.dropFirst().dropLast()
    return key.string.count > shownKeyLimit ? "\(escaped)…" : String(escaped)
  }
}
