import Foundation
import HTTPServer
import Operations
import Primitives
import Synchronization

extension Door {
  /// How long what is running may take to end once the server is told to: a proxy waits no longer either.
  private static let graceMilliseconds = 20_000

  /// Serves until SIGTERM or SIGINT; what is running then is answered first.
  ///
  /// - Throws: a ``Refusal`` where the port, the certificate or an address cannot be used.
  @Sendable public static func serve(_ settings: ServerSettings, _ service: Service) throws {
    let ends = TerminationSignals()
    let log = AccessLog(requests: settings.logsRequests) { line in
      // Whoever read the log may be gone: that ends no server.
      try? FileHandle.standardError.write(contentsOf: Data(line.utf8))
    }
    let handler = RequestHandler(service, .all, settings, log: log, spool: service.spool)
    let connections = Connections()
    let listener = try HTTPListener(settings: try transport(settings, service.spool)) { exchange in
      handler.answer(exchange, connections: connections.count)
    }
    connections.follow(listener)
    log.event("listening", [("address", settings.address), ("port", String(listener.port))])
    ends.wait()
    log.event("stopping")
    listener.stop(graceMilliseconds: graceMilliseconds)
    log.event("stopped")
  }

  private static func transport(_ settings: ServerSettings, _ spool: String) throws -> HTTPServerSettings {
    var transport = HTTPServerSettings()
    transport.address = settings.address
    transport.port = UInt16(settings.port)
    transport.threads = settings.threads
    transport.tls = settings.tls.map { HTTPServerSettings.TLS(certificatePath: $0.certificate, keyPath: $0.key) }
    transport.trustedProxies = settings.trustedProxies
    transport.spoolFolder = spool
    transport.limits.connections = settings.connections
    transport.limits.connectionsPerAddress = settings.connectionsPerAddress
    transport.errorBody = { status in
      Problem.response(
        Problem.transport(status), status: status, language: .chinese, requestID: RequestNumber.next())
    }
    return transport
  }
}

/// How many connections a listener has, for whoever was made before it.
private final class Connections: Sendable {
  private let listener = Mutex<HTTPListener?>(nil)

  func follow(_ listener: HTTPListener) { self.listener.withLock { $0 = listener } }
  var count: Int { listener.withLock { $0?.openConnections ?? 0 } }
}

/// The signals that end a server, taken from every thread that begins from now on.
private struct TerminationSignals {
  private var set = sigset_t()

  init() {
    signal(SIGPIPE, SIG_IGN)
    sigemptyset(&set)
    sigaddset(&set, SIGTERM)
    sigaddset(&set, SIGINT)
    pthread_sigmask(SIG_BLOCK, &set, nil)
  }

  func wait() {
    var (set, number) = (set, Int32(0))
    while sigwait(&set, &number) != 0 {}
  }
}
