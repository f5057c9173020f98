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

/// A new folder for the files that an answer consists of: on the machine the one that the person named; over a door the
/// files come back as one archive.
public struct ResultFolder: Sendable, Hashable, Codable, SchemaStating {
  /// The path.
  public let path: FilePath

  /// Makes a path.
  public init(_ text: String) { path = FilePath(text) }

  /// The path as text.
  public var text: String { path.text }

  /// Reads a path as a string.
  public init(from decoder: any Decoder) throws { path = try FilePath(from: decoder) }

  /// Writes a path as a string.
  public func encode(to encoder: any Encoder) throws { try path.encode(to: encoder) }

  /// A text of the form `result-folder`.
  public static var schema: Schema { .string(format: "result-folder") }
  /// Any path.
  public static var example: ResultFolder { ResultFolder("path") }
}
