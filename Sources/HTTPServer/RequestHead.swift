import CMicroHTTPD
import Glibc

/// What the headers of a request say of its form; filled by one pass over them.
struct RequestHead {
  /// Bytes of the request line and the headers.
  private(set) var bytes: Int
  private var lengths = 0
  private var encodings = 0
  private var hosts = 0
  private var isFaulty = false
  private var isChunked = false
  /// The length that the client announced.
  private(set) var length: Int?

  /// Method, version and blanks of a request line, near enough.
  static let restOfLine = 15

  /// Reads the headers; `lineBytes` is the size of the request line.
  init(of connection: OpaquePointer, lineBytes: Int) {
    bytes = lineBytes
    withUnsafeMutablePointer(to: &self) { head in
      _ = MHD_get_connection_values_n(
        connection, .HEADER_KIND,
        { context, _, name, nameSize, value, valueSize in
          guard let head = context?.assumingMemoryBound(to: RequestHead.self), let name else { return .NO }
          head.pointee.take(
            UnsafeBufferPointer(start: name, count: nameSize), UnsafeBufferPointer(start: value, count: valueSize))
          return .YES
        }, head)
    }
  }

  var hasBody: Bool { isChunked || (length ?? 0) > 0 }

  /// Why the request is not taken because of its headers; nil where they are in order.
  ///
  /// Two lengths, or a length and an encoding, are read differently by different programs, so that a proxy and this
  /// server could disagree where a request ends: all refused (RFC 9112, 6.3 and 11.2).
  func fault(isOldVersion: Bool, limits: HTTPLimits) -> HTTPFault? {
    if bytes > limits.headerBytes { return .headersTooLarge }
    if isFaulty || lengths > 1 || encodings > 1 || hosts > 1 { return .malformed }
    if encodings == 1, lengths > 0 || !isChunked || isOldVersion { return .malformed }
    return nil
  }

  private mutating func take(_ name: UnsafeBufferPointer<CChar>, _ value: UnsafeBufferPointer<CChar>) {
    bytes += name.count + value.count + 4
    // libmicrohttpd leaves blanks in names, so that "Content-Length " would be another header.
    for character in name where character <= 0x20 || character == 0x7F { isFaulty = true }
    switch name.count {
    case 4 where RequestHead.isEqual(name, "host"): hosts += 1
    case 6 where RequestHead.isEqual(name, "cookie"): isFaulty = isFaulty || !RequestHead.isCookie(value)
    case 14 where RequestHead.isEqual(name, "content-length"): takeLength(value)
    case 17 where RequestHead.isEqual(name, "transfer-encoding"):
      encodings += 1
      isChunked = value.count == 7 && RequestHead.isEqual(value, "chunked")
    default: break
    }
  }

  private mutating func takeLength(_ value: UnsafeBufferPointer<CChar>) {
    lengths += 1
    guard let base = value.baseAddress, !value.isEmpty, value.allSatisfy({ (0x30...0x39).contains($0) }) else {
      isFaulty = true
      return
    }
    length = Int(String(cString: base))
    isFaulty = isFaulty || length == nil
  }

  private static func isCookie(_ value: UnsafeBufferPointer<CChar>) -> Bool {
    if value.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return true }
    return CookieText.items(in: value.lazy.map { UInt8(bitPattern: $0) }) != nil
  }

  private static func isEqual(_ bytes: UnsafeBufferPointer<CChar>, _ lower: StaticString) -> Bool {
    lower.withUTF8Buffer { zip(bytes, $0).allSatisfy { UInt8(bitPattern: $0) | 0x20 == $1 | 0x20 } }
  }
}

/// Path and query of a request line.
struct RequestTarget {
  /// The path as it came; `*` where the whole server is meant.
  let path: String
  /// What stands behind the question mark.
  let rawQuery: String?

  /// Takes the target apart; nil where it holds control characters, blanks or bytes beyond ASCII, or is of a form
  /// that is not served.
  init?(_ target: UnsafeBufferPointer<UInt8>) {
    guard target.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), let first = target.first else { return nil }
    var rest = target[...]
    if first != UInt8(ascii: "/") {
      guard let start = RequestTarget.pathStart(in: target) else { return nil }
      rest = target[start...]
    }
    let question = rest.firstIndex(of: UInt8(ascii: "?")) ?? rest.endIndex
    path = String(decoding: rest[..<question], as: UTF8.self)
    rawQuery = question == rest.endIndex ? nil : String(decoding: rest[(question + 1)...], as: UTF8.self)
  }

  /// Where the path begins in `http://host/path`, which is to be understood (RFC 9112, 3.2.2), and in `*`.
  private static func pathStart(in target: UnsafeBufferPointer<UInt8>) -> Int? {
    if target.count == 1, target[0] == UInt8(ascii: "*") { return 0 }
    let text = String(decoding: target, as: UTF8.self).lowercased()
    guard let scheme = ["http://", "https://"].first(where: { text.hasPrefix($0) }) else { return nil }
    return target[scheme.utf8.count...].firstIndex(of: UInt8(ascii: "/"))
  }
}
