import CMicroHTTPD
import Glibc
import Synchronization

/// One request and its answer; valid until the answer was given.
///
/// `@unchecked`: what is not behind `state` is written only by the thread of the connection before the handler gets
/// the exchange. Headers are read from libmicrohttpd's memory of the connection, which does not move while the handler
/// runs or the connection is suspended.
public final class HTTPExchange: @unchecked Sendable {
  private enum Phase {
    case running, suspended, answered
  }

  private struct State {
    var phase = Phase.running
    var response: HTTPResponse?
    var query: [HTTPItem]?
  }

  /// The method: `GET`, `HEAD`, `POST`, `PUT`, `PATCH`, `DELETE` or `OPTIONS`.
  public internal(set) var method = ""
  /// The path as received, percent-encoded, without the query.
  public let path: String
  /// The query as received, without its question mark; nil where there is none.
  public let rawQuery: String?
  /// What came behind the headers.
  public internal(set) var body = HTTPBody.none

  var isMalformed: Bool
  let targetBytes: Int
  /// Nil until the headers were seen to be in order.
  var receiver: BodyReceiver?
  var isHeadRead = false
  var isHandled = false
  private let handle: OpaquePointer
  private let connection: Connection
  private let service: Service
  private let state = Mutex(State())

  /// Begins with the target of the request line.
  init(target: UnsafeBufferPointer<UInt8>, handle: OpaquePointer, connection: Connection, service: Service) {
    let parsed = RequestTarget(target)
    path = parsed?.path ?? ""
    rawQuery = parsed?.rawQuery
    isMalformed = parsed == nil
    targetBytes = target.count
    self.handle = handle
    self.connection = connection
    self.service = service
  }

  /// The value of the first header of that name, in any case; nil where there is none, or when the answer was given.
  public func header(_ name: String) -> String? {
    guard !isAnswered else { return nil }
    return name.withCString { name in
      var value: UnsafePointer<CChar>?
      var count = 0
      let found = MHD_lookup_connection_value_n(handle, .HEADER_KIND, name, strlen(name), &value, &count)
      guard found == .YES, let value else { return nil }
      return String(decoding: UnsafeRawBufferPointer(start: value, count: count), as: UTF8.self)
    }
  }

  /// The items of the query, decoded once, in their order, repeated names kept.
  public var query: [HTTPItem] {
    guard let rawQuery else { return [] }
    return state.withLock { state in
      if let query = state.query { return query }
      // A malformed query was refused before.
      let query = QueryText.items(in: rawQuery.utf8) ?? []
      state.query = query
      return query
    }
  }

  /// The cookies in their order, as they were sent.
  public var cookies: [HTTPItem] {
    values(of: "cookie").flatMap { CookieText.items(in: $0.utf8) ?? [] }
  }

  /// The address of the client, without its port; behind a trusted proxy the one that the proxy names.
  public var remoteAddress: String { forwardedClient?.text ?? connection.peerText }

  /// Whether a trusted proxy spoke for the client.
  public var isForwarded: Bool { forwardedClient != nil }

  /// Whether the client's own connection is encrypted: here, or as a trusted proxy says.
  public var isSecure: Bool {
    service.isEncrypted || connection.isTrustedProxy && values(of: "x-forwarded-proto") == ["https"]
  }

  /// Answers a request whose handler returned nil; from any thread. Only the first answer counts: the server itself
  /// answers 503 when it stops and cannot wait any longer.
  public func respond(_ response: HTTPResponse) {
    let wasSuspended = state.withLock { state in
      guard state.phase != .answered else { return false }
      defer { (state.phase, state.response) = (.answered, response) }
      return state.phase == .suspended
    }
    guard wasSuspended else { return }
    MHD_resume_connection(handle)
    service.didResume()
  }

  /// Marks the answer as given by the handler itself.
  func answer() { state.withLock { $0.phase = .answered } }

  /// The answer that was given later, once.
  func takeResponse() -> HTTPResponse? {
    state.withLock { state in
      defer { state.response = nil }
      return state.response
    }
  }

  /// Suspends the connection until ``respond(_:)``; at once resumed where the answer came meanwhile.
  ///
  /// The lock is not held while libmicrohttpd suspends, since it takes a lock of its own: an answer that comes in
  /// between finds the exchange running and only leaves its answer.
  func suspend() {
    MHD_suspend_connection(handle)
    service.didSuspend()
    let isWaiting = state.withLock { state in
      guard state.phase == .running else { return false }
      state.phase = .suspended
      return true
    }
    guard !isWaiting else { return }
    MHD_resume_connection(handle)
    service.didResume()
  }

  /// Whether the handler gave the exchange to another thread that has not answered.
  var isSuspended: Bool { state.withLock { $0.phase == .suspended } }

  private var isAnswered: Bool { state.withLock { $0.phase == .answered } }

  private var forwardedClient: PeerAddress? {
    guard connection.isTrustedProxy else { return nil }
    let lists = values(of: "x-forwarded-for")
    guard !lists.isEmpty else { return nil }
    return service.proxies.client(in: lists.joined(separator: ","))
  }

  /// The values of all headers of a name (in lower case), in their order.
  private func values(of name: String) -> [String] {
    guard !isAnswered else { return [] }
    var found = (name: name, values: [String]())
    withUnsafeMutablePointer(to: &found) { found in
      _ = MHD_get_connection_values_n(
        handle, .HEADER_KIND,
        { context, _, name, nameSize, value, valueSize in
          guard let found = context?.assumingMemoryBound(to: (name: String, values: [String]).self), let name else {
            return .NO
          }
          if nameSize == found.pointee.name.utf8.count, strcasecmp(name, found.pointee.name) == 0 {
            let bytes = UnsafeRawBufferPointer(start: value, count: valueSize)
            found.pointee.values.append(String(decoding: bytes, as: UTF8.self))
          }
          return .YES
        }, found)
    }
    return found.values
  }
}
