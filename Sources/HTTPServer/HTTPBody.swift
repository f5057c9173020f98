/// What came behind the headers of a request.
public enum HTTPBody: Sendable, Hashable {
  /// Nothing.
  case none
  /// Bytes, as they came.
  case bytes([UInt8])
  /// The parts of a form (multipart/form-data), in their order.
  case multipart([HTTPPart])
}

/// One part of a form.
public struct HTTPPart: Sendable, Hashable {
  /// Where the content of a part is.
  public enum Content: Sendable, Hashable {
    /// In memory.
    case bytes([UInt8])
    /// In a file that only this user can read, and that is deleted when the exchange ends: link or copy what shall stay.
    case file(path: String)
  }

  /// The name of the field; never empty.
  public let name: String
  /// The name that the file had at the client, without its folders; empty where no file was chosen, nil where the
  /// part is no file.
  public let filename: String?
  /// What the client says that it is; not to be believed.
  public let contentType: String?
  /// The content.
  public let content: Content

  /// Makes a part.
  public init(name: String, filename: String?, contentType: String?, content: Content) {
    self.name = name
    self.filename = filename
    self.contentType = contentType
    self.content = content
  }
}

/// Why a request is not taken: the status that says so.
struct HTTPFault: Error, Hashable {
  let status: Int

  static let malformed = HTTPFault(status: 400)
  static let methodNotAllowed = HTTPFault(status: 405)
  static let tooSlow = HTTPFault(status: 408)
  static let bodyTooLarge = HTTPFault(status: 413)
  static let headersTooLarge = HTTPFault(status: 431)
  static let diskFailed = HTTPFault(status: 500)
  static let tooMany = HTTPFault(status: 503)
}
