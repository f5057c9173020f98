import Foundation
import Primitives
import Synchronization

/// An HTTP/1.1 server: takes connections and asks its handler for the answer to each request.
///
/// The handler is called on the server's threads once a whole request is there. It answers at once by returning a
/// response, or returns nil and has the exchange answered later (``HTTPExchange/respond(_:)``); the connection costs no
/// thread meanwhile. What a client may take is told in ``HTTPLimits``.
public final class HTTPListener: Sendable {
  /// The port, also where the system chose it.
  public let port: UInt16
  private let service: Service
  private let daemon: Daemon
  private let isStopped = Mutex(false)

  /// Starts to listen.
  ///
  /// Throws a ``Primitives/Refusal``: `server.port-taken`, `server.address-unusable`, `server.proxy-address`,
  /// `server.tls-file`, `server.tls-unusable`, `server.start-failed`.
  public init(settings: HTTPServerSettings, handler: @escaping @Sendable (HTTPExchange) -> HTTPResponse?) throws {
    guard let proxies = TrustedProxies(settings.trustedProxies) else { throw Refusal.unknownProxy() }
    service = Service(settings: settings, proxies: proxies, handler: handler)
    OpenFileLimit.raise(to: settings.limits.connections + OpenFileLimit.reserve)
    let socket = try ListeningSocket(address: settings.address, port: settings.port)
    port = socket.port
    daemon = try Daemon(service, socket: socket.descriptor)
    Watch.start(service)
  }

  /// A server that is let go stops at once; its last reference must not end inside a handler, whose thread is awaited.
  deinit { stop(graceMilliseconds: 0) }

  /// How many connections are open.
  public var openConnections: Int { service.registry.count }

  /// How many exchanges wait for a late answer.
  public var suspendedExchanges: Int { service.suspendedExchanges }

  /// Stops: takes no further connections, lets what is running be answered for up to `graceMilliseconds`, answers 503
  /// to what is still suspended then, and closes. Not to be called from a handler. A second call does nothing.
  public func stop(graceMilliseconds: Int) {
    let isFirst = isStopped.withLock { isStopped in
      defer { isStopped = true }
      return !isStopped
    }
    guard isFirst else { return }
    service.beginStopping()
    daemon.quiesce()
    wait(milliseconds: graceMilliseconds) { service.activeExchanges == 0 }
    service.close()
    refuseSuspended()
    daemon.stop()
  }

  /// Answers all that is suspended and gives the answers time to be sent.
  private func refuseSuspended() {
    let deadline = Uptime.milliseconds + HTTPListener.lastAnswerMilliseconds
    // An exchange may be suspended between the two looks: its handler had it before the close.
    repeat {
      for exchange in service.registry.exchanges() where exchange.isSuspended {
        exchange.respond(service.settings.errorBody(HTTPFault.tooMany.status))
      }
      usleep(2000)
    } while service.suspendedExchanges > 0 || (service.activeExchanges > 0 && Uptime.milliseconds < deadline)
  }

  /// What an answer that is in memory needs to be sent to a client that reads.
  private static let lastAnswerMilliseconds = 500

  private func wait(milliseconds: Int, until isDone: () -> Bool) {
    let deadline = Uptime.milliseconds + milliseconds
    while !isDone() && Uptime.milliseconds < deadline { usleep(2000) }
  }
}

/// Looks at all connections and ends those that take too long, while its server runs.
enum Watch {
  static func start(_ service: Service) {
    let settings = service.settings
    // The shortest deadline is met with a tenth of it to spare, and no more often than that needs.
    let pause = max(10, min(500, settings.limits.requestMilliseconds / 10))
    Thread.detachNewThread {
      while !service.isClosed {
        usleep(UInt32(pause) * 1000)
        service.registry.endLate(settings)
      }
    }
  }
}

/// How many files and connections the process may hold open.
enum OpenFileLimit {
  /// For the database, its readers, evidence and the like.
  static let reserve = 512

  /// Raises the limit as far as needed and allowed.
  static func raise(to count: Int) {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0, limit.rlim_cur < rlim_t(count) else {
      return
    }
    limit.rlim_cur = min(rlim_t(count), limit.rlim_max)
    setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
  }
}
