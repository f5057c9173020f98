import Foundation
import Primitives

/// Where a server's API stands: `https://qilu.example`, or below a path that a proxy gives it.
struct ServerAddress: Sendable, Hashable {
  /// Everything in front of a route, without a slash at the end.
  let base: String
  /// The host.
  let host: String
  /// Whether what is sent can be read on its way.
  let isReadableByOthers: Bool

  /// The root of the version that this program speaks.
  private static let root = "/api/v1"
  private static let loopback: Set<String> = ["localhost", "::1", "[::1]"]

  /// Reads an address.
  ///
  /// - Throws: a ``Refusal`` `usage.server-address` of kind wrong use.
  init(_ text: String) throws {
    guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
      ["http", "https"].contains(scheme), let host = parts.host, !host.isEmpty, parts.user == nil,
      parts.password == nil, parts.query == nil, parts.fragment == nil, (1...65_535).contains(parts.port ?? 80)
    else { throw ServerFaults.address }
    let path = parts.percentEncodedPath.reversed().drop { $0 == "/" }.reversed()
    let port = parts.port.map { ":\($0)" } ?? ""
    self.host = host
    base = "\(scheme)://\(parts.percentEncodedHost ?? host)\(port)\(String(path))\(Self.root)"
    isReadableByOthers = scheme == "http" && !Self.loopback.contains(host) && !Self.isLoopbackNumber(host)
  }

  /// 127.0.0.0/8 (RFC 1122, 3.2.1.3), written as four numbers: a name that only begins so is another machine's.
  private static func isLoopbackNumber(_ host: String) -> Bool {
    let numbers = host.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    return numbers.count == 4 && numbers[0] == 127 && !numbers.contains(nil)
  }

  /// The address of a path below the root, whose parts are encoded.
  ///
  /// - Throws: a ``Refusal`` `usage.server-address`.
  func url(_ path: String, query: String = "") throws -> URL {
    guard let url = URL(string: base + path + (query.isEmpty ? "" : "?" + query)) else { throw ServerFaults.address }
    return url
  }
}
