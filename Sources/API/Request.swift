import Foundation
import HTTPServer
import Operations
import Primitives
import Synchronization

/// What the door needs to know of a request while it is answered.
///
/// Unchecked: `operation` is written by the thread that reads the request, before another one sees it. Everything that
/// is wanted of the headers later is read at once: they go with the exchange's answer.
final class Request: @unchecked Sendable {
  let exchange: HTTPExchange
  /// Tells the request from all others, in the answer and in the log.
  let id: String
  /// What the caller showed, and whether as a cookie.
  let secret: String?
  let isCookie: Bool
  let acceptsGzip: Bool
  let seenTags: String?
  let isForwarded: Bool
  /// The operation's name, for the log and the counts: of few and known words.
  var operation = "-"
  private let began: UInt64

  init(_ exchange: HTTPExchange, isTraced: Bool) {
    self.exchange = exchange
    began = Self.clock()
    isForwarded = isTraced
    id = (isTraced ? exchange.header("x-request-id").flatMap(Self.known) : nil) ?? RequestNumber.next()
    let bearer = exchange.header("authorization").flatMap(Self.bearer)
    let cookie = bearer == nil ? Self.cookie(exchange) : nil
    secret = bearer ?? cookie
    isCookie = cookie != nil
    acceptsGzip = exchange.header("accept-encoding")?.contains("gzip") == true
    seenTags = exchange.header("if-none-match")
  }

  /// The language of texts that are given in one only.
  var language: Language {
    let wanted = exchange.header("accept-language")?.lowercased() ?? ""
    return wanted.hasPrefix("en") ? .english : .chinese
  }

  /// Nanoseconds since the request was whole.
  func elapsed() -> UInt64 { Self.clock() &- began }

  /// Milliseconds of a clock that nobody sets.
  var milliseconds: Int64 { Int64(began / 1_000_000) }

  private static func clock() -> UInt64 { DispatchTime.now().uptimeNanoseconds }

  private static func bearer(_ header: String) -> String? {
    guard header.count > 7, header.prefix(7).lowercased() == "bearer " else { return nil }
    return String(header.dropFirst(7))
  }

  private static func cookie(_ exchange: HTTPExchange) -> String? {
    guard exchange.header("cookie") != nil else { return nil }
    return exchange.cookies.first { $0.name == Door.cookie }?.value
  }

  /// A number that a trusted proxy gave, if it is one that a log can hold.
  private static func known(_ text: String) -> String? {
    guard (8...64).contains(text.utf8.count), text.utf8.allSatisfy({ (0x2D...0x7A).contains($0) }) else { return nil }
    return text
  }
}

/// Numbers of requests: the moment at which the server began, and a count.
enum RequestNumber {
  private static let start = String(UInt64(Date().timeIntervalSince1970 * 1000), radix: 36)
  private static let count = Atomic<UInt64>(0)

  static func next() -> String {
    start + "-" + String(count.wrappingAdd(1, ordering: .relaxed).newValue, radix: 36)
  }
}

/// Tags of answers in headers (RFC 9110, 8.8.3).
enum EntityTags {
  /// The tags of an If-Match; nil for `*`.
  static func strong(_ header: String) throws -> [String]? {
    if header.trimmingCharacters(in: .whitespaces) == "*" { return nil }
    let tags = header.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
    guard !tags.isEmpty, tags.allSatisfy({ $0.utf8.count >= 2 && $0.hasPrefix("\"") && $0.hasSuffix("\"") }) else {
      throw InputRefusals.malformed("If-Match")
    }
    return tags.map { String($0.dropFirst().dropLast()) }
  }

  /// Whether an If-None-Match names a tag.
  static func matches(_ header: String, _ tag: String) -> Bool {
    header.split(separator: ",").contains { part in
      let text = part.trimmingCharacters(in: .whitespaces)
      return text == "*" || text == tag || text == "W/" + tag
    }
  }
}
