import CMicroHTTPD
import Glibc
import Synchronization

/// A clock that only goes forward, in milliseconds; exact to some milliseconds and cheap.
enum Uptime {
  static var milliseconds: Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC_COARSE, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }
}

/// One connection, from its acceptance to its end.
///
/// Its thread moves it from phase to phase; the watch ends it from outside. Both compare and exchange the phase, so that
/// a request is either answered or ended.
final class Connection: Sendable {
  /// What is being done on the connection.
  enum Phase {
    /// Nothing; or the first line of a request is coming.
    static let resting: UInt8 = 0
    /// The rest of a request is coming.
    static let reading: UInt8 = 1
    /// The handler has the request, or its answer is being sent.
    static let handling: UInt8 = 2
    /// The watch has ended it.
    static let ended: UInt8 = 3
  }

  /// The peer, as its socket says; nil for what is no IP.
  let peer: PeerAddress?
  let isTrustedProxy: Bool
  /// The peer as text, made once for all requests.
  let peerText: String
  let socket: Int32
  private let phase = Atomic<UInt8>(Phase.resting)
  private let since = Atomic<Int>(Uptime.milliseconds)
  private let isUsed = Atomic<Bool>(false)
  private let current = Mutex<HTTPExchange?>(nil)

  init(peer: PeerAddress?, socket: Int32, isTrustedProxy: Bool) {
    self.peer = peer
    self.socket = socket
    self.isTrustedProxy = isTrustedProxy
    peerText = peer?.text ?? ""
  }

  /// The exchange that is under way.
  var exchange: HTTPExchange? { current.withLock { $0 } }

  /// The first line of a request is there.
  func begin(_ exchange: HTTPExchange) {
    current.withLock { $0 = exchange }
    since.store(Uptime.milliseconds, ordering: .relaxed)
    _ = move(from: Phase.resting, to: Phase.reading)
  }

  /// The whole request is there; false if it was ended meanwhile.
  func handle() -> Bool { move(from: Phase.reading, to: Phase.handling) }

  /// The answer was sent, or the exchange was given up.
  func finish() {
    current.withLock { $0 = nil }
    isUsed.store(true, ordering: .relaxed)
    since.store(Uptime.milliseconds, ordering: .relaxed)
    if !move(from: Phase.handling, to: Phase.resting) { _ = move(from: Phase.reading, to: Phase.resting) }
  }

  /// Ends what takes too long. The caller sees to it that the socket is not closed meanwhile.
  func endIfLate(at now: Int, _ settings: HTTPServerSettings) {
    let limits = settings.limits
    let waited = now - since.load(ordering: .relaxed)
    switch phase.load(ordering: .relaxed) {
    case Phase.reading where waited > limits.requestMilliseconds:
      guard move(from: Phase.reading, to: Phase.ended) else { return }
      if settings.tls == nil { RawAnswer.send(settings.errorBody(HTTPFault.tooSlow.status), to: socket) }
    case Phase.resting where waited > allowedRest(limits):
      guard move(from: Phase.resting, to: Phase.ended) else { return }
    default: return
    }
    shutdown(socket, Int32(SHUT_RDWR))
  }

  /// Between requests libmicrohttpd ends what is silent; what trickles a first line has the time of a request more.
  private func allowedRest(_ limits: HTTPLimits) -> Int {
    (isUsed.load(ordering: .relaxed) ? limits.idleSeconds * 1000 : 0) + limits.requestMilliseconds
  }

  private func move(from old: UInt8, to new: UInt8) -> Bool {
    phase.compareExchange(expected: old, desired: new, ordering: .acquiringAndReleasing).exchanged
  }
}

/// An answer written to the socket past libmicrohttpd, which cannot answer in the middle of a body.
enum RawAnswer {
  /// Sends an answer that ends the connection, as far as the system takes it at once.
  static func send(_ response: HTTPResponse, to socket: Int32) {
    let bytes = bytes(of: response)
    _ = Glibc.send(socket, bytes, bytes.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
    shutdown(socket, Int32(SHUT_WR))
    // What is unread when a socket is closed makes the system take back the answer.
    var rest = [UInt8](repeating: 0, count: 64 * 1024)
    for _ in 0..<16 where recv(socket, &rest, rest.count, Int32(MSG_DONTWAIT)) <= 0 { return }
  }

  static func bytes(of response: HTTPResponse) -> [UInt8] {
    var content: [UInt8] = []
    if case .bytes(let bytes) = response.body { content = bytes }
    let reason = MHD_get_reason_phrase_for(UInt32(response.status)).map { String(cString: $0) } ?? ""
    var head = "HTTP/1.1 \(response.status) \(reason)\r\nConnection: close\r\nContent-Length: \(content.count)\r\n"
    for header in response.headers where header.isSound { head += "\(header.name): \(header.value)\r\n" }
    return Array((head + "\r\n").utf8) + content
  }
}

extension HTTPResponse.Header {
  /// Whether it can be sent: nothing in it ends a line or a text.
  var isSound: Bool {
    !name.isEmpty && !name.utf8.contains { $0 <= 0x20 || $0 == 0x3A || $0 >= 0x7F }
      && !value.utf8.contains { $0 == 0x0D || $0 == 0x0A || $0 == 0 }
  }
}
