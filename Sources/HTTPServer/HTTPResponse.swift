/// What is answered to a request.
public struct HTTPResponse: Sendable {
  /// What is sent behind the headers.
  public enum Body: Sendable {
    /// Bytes in memory.
    case bytes([UInt8])
    /// A file, sent as it is; it must not change meanwhile.
    case file(path: String)
  }

  /// One header.
  public struct Header: Sendable, Hashable {
    /// The name as it is written: `Content-Type`.
    public let name: String
    /// The value; without line breaks.
    public let value: String

    /// Makes a header.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// The status code.
  public var status: Int
  /// The headers beside those that the server sets itself (`Content-Length`, `Date`, `Connection`).
  public var headers: [Header]
  /// The body.
  public var body: Body

  /// Makes a response.
  public init(_ status: Int, headers: [Header] = [], body: Body = .bytes([])) {
    self.status = status
    self.headers = headers
    self.body = body
  }
}
