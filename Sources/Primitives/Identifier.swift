/// The program's own name for one stored thing of a kind: a text that sorts by the moment it was made.
///
/// `Subject` is a phantom type, so that the identifier of a unit cannot be passed where a person's is wanted.
/// Identifiers are made by the environment (UUID version 7 outside tests), never by the database.
public struct Identifier<Subject>: Sendable, Hashable, Comparable {
  /// The text as it stands in the database and in answers.
  public let text: String

  /// Wraps a text that was made as an identifier of this kind. It is not empty.
  public init(_ text: String) {
    precondition(!text.isEmpty, "an identifier is never empty")
    self.text = text
  }

  /// The order in which identifiers were made, as far as their clock tells.
  public static func < (left: Identifier, right: Identifier) -> Bool {
    ByteText(left.text) < ByteText(right.text)
  }
}

extension Identifier: CustomStringConvertible, Codable {
  /// The text itself.
  public var description: String { text }

  /// Reads an identifier as a string; an empty one is refused.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard !text.isEmpty else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "an identifier is never empty")
    }
    self.init(text)
  }

  /// Writes an identifier as a string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
