import Foundation

/// What is asked of a server.
public struct HTTPRequest: Sendable {
  /// What a request brings.
  public enum Content: Sendable {
    /// Nothing.
    case none
    /// Bytes of a media type.
    case bytes([UInt8], type: String)
    /// A file of a media type, read while it is sent.
    case file(path: String, type: String)
  }

  /// The method, in capitals.
  public var method: String
  /// The address.
  public var url: URL
  /// Header lines beside those that the content needs.
  public var headers: [String: String] = [:]
  /// What it brings.
  public var content = Content.none

  /// Makes a request without headers and content.
  public init(_ method: String, _ url: URL) {
    self.method = method
    self.url = url
  }
}

/// What a server answered.
public struct HTTPReply: Sendable {
  /// The status code.
  public let status: Int
  /// The body; empty where it went to a file.
  public let body: [UInt8]
  private let headers: [String: String]

  /// Makes a reply.
  public init(status: Int, headers: [String: String], body: [UInt8]) {
    self.status = status
    self.body = body
    self.headers = Dictionary(headers.map { ($0.key.lowercased(), $0.value) }) { first, _ in first }
  }

  /// The value of a header, whatever the case of its name.
  public func header(_ name: String) -> String? { headers[name.lowercased()] }

  /// The media type without its parameters, in lower case.
  public var mediaType: String? {
    header("content-type")?.split(separator: ";").first.map { $0.trimmingCharacters(in: .whitespaces).lowercased() }
  }
}
