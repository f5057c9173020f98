/// A path on the machine, as the person gave it.
public struct FilePath: Sendable, Hashable, Codable, SchemaStating {
  /// The path.
  public let text: String

  /// Makes a path.
  public init(_ text: String) { self.text = text }

  /// Reads a path as a string.
  public init(from decoder: any Decoder) throws { self.init(try decoder.singleValueContainer().decode(String.self)) }

  /// Writes a path as a string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }

  /// A text of the form `path`.
  public static var schema: Schema { .string(format: "path") }
  /// Any path.
  public static var example: FilePath { FilePath("path") }

  /// A file inside the folder that this path names.
  public func appending(_ name: String) -> FilePath { FilePath(text.hasSuffix("/") ? text + name : text + "/" + name) }
}
