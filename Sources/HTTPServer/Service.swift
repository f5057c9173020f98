import CMicroHTTPD
import Synchronization

/// What the threads of libmicrohttpd share: the settings, the handler and the counters.
final class Service: Sendable {
  let settings: HTTPServerSettings
  let proxies: TrustedProxies
  let registry = ConnectionRegistry()
  private let handler: @Sendable (HTTPExchange) -> HTTPResponse?
  private let buffered: BufferedBytes
  private let suspended = Atomic<Int>(0)
  private let active = Atomic<Int>(0)
  private let stopping = Atomic<Bool>(false)
  private let closed = Atomic<Bool>(false)

  init(
    settings: HTTPServerSettings, proxies: TrustedProxies,
    handler: @escaping @Sendable (HTTPExchange) -> HTTPResponse?
  ) {
    self.settings = settings
    self.proxies = proxies
    self.handler = handler
    buffered = BufferedBytes(limit: settings.limits.bufferedBytes)
  }

  var isEncrypted: Bool { settings.tls != nil }
  /// Exchanges between their first line and the last byte of their answer.
  var activeExchanges: Int { active.load(ordering: .acquiring) }
  /// Exchanges whose answer is to come from another thread.
  var suspendedExchanges: Int { suspended.load(ordering: .acquiring) }
  var isClosed: Bool { closed.load(ordering: .acquiring) }

  /// From here on every answer ends its connection.
  func beginStopping() { stopping.store(true, ordering: .releasing) }

  /// From here on every request is answered 503.
  func close() { closed.store(true, ordering: .releasing) }

  func didSuspend() { suspended.add(1, ordering: .acquiringAndReleasing) }
  func didResume() { suspended.subtract(1, ordering: .acquiringAndReleasing) }

  /// Whether a connection from there is taken.
  func accepts(_ peer: PeerAddress?) -> Bool {
    guard !stopping.load(ordering: .relaxed) else { return false }
    guard let peer, !proxies.contains(peer) else { return true }
    return registry.count(of: peer) < settings.limits.connectionsPerAddress
  }

  /// The first line of a request is there.
  func begin(_ target: UnsafeBufferPointer<UInt8>, _ handle: OpaquePointer, _ connection: Connection) -> HTTPExchange {
    let exchange = HTTPExchange(target: target, handle: handle, connection: connection, service: self)
    active.add(1, ordering: .relaxed)
    connection.begin(exchange)
    return exchange
  }

  /// The headers are there. An answer given now ends the connection, so that only refusals are.
  func readHead(_ exchange: HTTPExchange, _ handle: OpaquePointer, method: String?, isOldVersion: Bool) -> MHD_Result {
    exchange.isHeadRead = true
    do throws(HTTPFault) {
      guard let method else { throw HTTPFault.methodNotAllowed }
      exchange.method = method
      try check(exchange, handle, isOldVersion)
      return .YES
    } catch {
      exchange.answer()
      return queue(settings.errorBody(error.status), on: handle)
    }
  }

  private func check(_ exchange: HTTPExchange, _ handle: OpaquePointer, _ isOldVersion: Bool) throws(HTTPFault) {
    guard !exchange.isMalformed else { throw .malformed }
    let head = RequestHead(of: handle, lineBytes: exchange.targetBytes + RequestHead.restOfLine)
    if let fault = head.fault(isOldVersion: isOldVersion, limits: settings.limits) { throw fault }
    if let rawQuery = exchange.rawQuery, QueryText.items(in: rawQuery.utf8) == nil { throw .malformed }
    guard head.hasBody else { return }
    exchange.receiver = try BodyReceiver(
      contentType: exchange.header("content-type"), length: head.length, settings: settings, buffered: buffered)
  }

  /// A piece of the body is there.
  ///
  /// libmicrohttpd 0.9.75 takes no answer in the middle of a body: a refusal is written to the socket itself. Inside
  /// TLS that is not possible; there the rest is read and discarded, up to the limit once more.
  func readBody(_ exchange: HTTPExchange, _ handle: OpaquePointer, _ piece: UnsafeRawBufferPointer) -> MHD_Result {
    exchange.receiver?.receive(piece)
    guard let receiver = exchange.receiver, let fault = receiver.fault else { return .YES }
    if isEncrypted { return receiver.isFlooded ? .NO : .YES }
    RawAnswer.send(settings.errorBody(fault.status), to: qilu_mhd_connection_socket(handle))
    return .NO
  }

  /// The whole request is there, or its late answer.
  func answer(_ exchange: HTTPExchange, _ handle: OpaquePointer, _ connection: Connection) -> MHD_Result {
    if exchange.isHandled {
      guard let response = exchange.takeResponse() else { return .YES }
      return queue(response, on: handle)
    }
    exchange.isHandled = true
    guard connection.handle() else { return .NO }
    do throws(HTTPFault) {
      if let body = try exchange.receiver?.finish() { exchange.body = body }
      guard !isClosed, suspendedExchanges < settings.limits.suspendedExchanges else { throw HTTPFault.tooMany }
    } catch {
      exchange.answer()
      return queue(settings.errorBody(error.status), on: handle)
    }
    return ask(exchange, handle)
  }

  private func ask(_ exchange: HTTPExchange, _ handle: OpaquePointer) -> MHD_Result {
    if let response = handler(exchange) {
      exchange.answer()
      return queue(response, on: handle)
    }
    exchange.suspend()
    return .YES
  }

  /// The answer was sent, or the connection was lost.
  func end(_ exchange: HTTPExchange, _ connection: Connection) {
    exchange.receiver?.discard()
    exchange.receiver = nil
    connection.finish()
    active.subtract(1, ordering: .releasing)
  }

  private func queue(_ response: HTTPResponse, on handle: OpaquePointer) -> MHD_Result {
    guard let native = NativeResponse(response) ?? NativeResponse(settings.errorBody(500)) else { return .NO }
    if stopping.load(ordering: .relaxed) { native.closeConnection() }
    return native.queue(on: handle)
  }
}
