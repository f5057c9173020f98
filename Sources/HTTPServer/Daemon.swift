import CMicroHTTPD
import Foundation
import Primitives

/// libmicrohttpd's server, started and stopped.
///
/// Its pointer is used by ``stop()`` alone; libmicrohttpd has locks of its own for `quiesce`.
final class Daemon: @unchecked Sendable {
  private let handle: OpaquePointer
  private let socket: Int32
  private let service: Unmanaged<Service>

  /// Starts threads that serve `socket`, which belongs to the daemon from here on, also where this throws.
  ///
  /// Throws a ``Primitives/Refusal``: `server.tls-file`, `server.tls-unusable`, `server.start-failed`.
  init(_ service: Service, socket: Int32) throws {
    let settings = service.settings
    let context = Unmanaged.passRetained(service)
    do {
      handle = try Daemon.start(settings, context.toOpaque(), socket)
    } catch {
      context.release()
      close(socket)
      throw error
    }
    self.socket = socket
    self.service = context
  }

  /// Takes no further connections.
  func quiesce() { if MHD_quiesce_daemon(handle) >= 0 { close(socket) } }

  /// Ends all connections and threads; after ``quiesce()``, once, and with nothing suspended.
  func stop() {
    MHD_stop_daemon(handle)
    service.release()
  }

  private static func start(
    _ settings: HTTPServerSettings, _ context: UnsafeMutableRawPointer, _ socket: Int32
  ) throws -> OpaquePointer {
    let key = try settings.tls.map { try pem($0.keyPath) }
    let certificate = try settings.tls.map { try pem($0.certificatePath) }
    let handle = withOptional(key) { key in
      withOptional(certificate) { certificate in
        var options = options(settings, context, socket)
        if let key, let certificate { options += encryption(key, certificate) }
        options.append(MHD_OptionItem(option: .END, value: 0, ptr_value: nil))
        return qilu_mhd_start(
          flags(settings), Callbacks.accept, context, Callbacks.handle, context, &options)
      }
    }
    guard let handle else { throw settings.tls == nil ? Refusal.failedStart() : Refusal.unusableTLS() }
    return handle
  }

  /// The strict mode refuses requests without `Host`; messages of the library are not wanted on the error output.
  private static func options(
    _ settings: HTTPServerSettings, _ context: UnsafeMutableRawPointer, _ socket: Int32
  ) -> [MHD_OptionItem] {
    let limits = settings.limits
    return [
      item(.LISTEN_SOCKET, Int(socket)),
      item(.CONNECTION_MEMORY_LIMIT, limits.memoryPerConnection),
      item(.CONNECTION_LIMIT, limits.connections),
      item(.CONNECTION_TIMEOUT, limits.idleSeconds),
      item(.STRICT_FOR_CLIENT, 1),
      item(.NOTIFY_COMPLETED, unsafeBitCast(Callbacks.completed, to: Int.self), context),
      item(.NOTIFY_CONNECTION, unsafeBitCast(Callbacks.notify, to: Int.self), context),
      item(.URI_LOG_CALLBACK, unsafeBitCast(Callbacks.target, to: Int.self), context),
      item(.UNESCAPE_CALLBACK, unsafeBitCast(Callbacks.unescape, to: Int.self), nil),
    ] + (settings.threads > 1 ? [item(.THREAD_POOL_SIZE, settings.threads)] : [])
  }

  private static func encryption(
    _ key: UnsafeMutablePointer<CChar>, _ certificate: UnsafeMutablePointer<CChar>
  ) -> [MHD_OptionItem] {
    [
      item(.HTTPS_MEM_KEY, 0, key),
      item(.HTTPS_MEM_CERT, 0, certificate),
      item(.HTTPS_PRIORITIES, 0, protocols),
    ]
  }

  /// TLS 1.2 and 1.3; older ones are broken. Kept for the life of the program.
  private static nonisolated(unsafe) let protocols = strdup("NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2")

  private static func item(_ option: MHD_OPTION, _ value: Int, _ pointer: UnsafeMutableRawPointer? = nil)
    -> MHD_OptionItem
  {
    MHD_OptionItem(option: option, value: value, ptr_value: pointer)
  }

  private static func flags(_ settings: HTTPServerSettings) -> UInt32 {
    var flags = MHD_USE_EPOLL_INTERNAL_THREAD.rawValue | MHD_USE_ITC.rawValue | MHD_ALLOW_SUSPEND_RESUME.rawValue
    // Reads before it asks whether there is something to read: as fast for small answers, faster for late ones.
    flags |= MHD_USE_TURBO.rawValue
    if settings.tls != nil { flags |= MHD_USE_TLS.rawValue }
    return UInt32(flags)
  }

  private static func pem(_ path: String) throws -> [CChar] {
    guard let bytes = FileManager.default.contents(atPath: path), !bytes.contains(0) else {
      throw Refusal.unreadableTLSFile(path)
    }
    return bytes.map { CChar(bitPattern: $0) } + [0]
  }

  private static func withOptional<Result>(
    _ text: [CChar]?, _ body: (UnsafeMutablePointer<CChar>?) -> Result
  ) -> Result {
    guard var text else { return body(nil) }
    return text.withUnsafeMutableBufferPointer { body($0.baseAddress) }
  }
}
