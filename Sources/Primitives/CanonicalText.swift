/// A value that is written as one canonical text and read back from it, in files, answers and the database alike.
///
/// Its `Codable` form is that text. A text that does not hold is thrown as the type's own ``Refusal``, not as a
/// `DecodingError`, so that the code and the remedy reach the person on every door.
public protocol CanonicalText: Codable, CustomStringConvertible {
  /// Reads the value. Throws a ``Refusal`` that says which form is wanted.
  init(_ text: String) throws
  /// The one text of the value; reading it gives an equal value.
  var text: String { get }
}

extension CanonicalText {
  /// The canonical text.
  public var description: String { text }

  /// Reads the value from a single string.
  public init(from decoder: any Decoder) throws {
    try self.init(decoder.singleValueContainer().decode(String.self))
  }

  /// Writes the value as a single string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
