import CMicroHTTPD
import Glibc

/// What libmicrohttpd calls. Each turns pointers into objects and hands on; none of them throws or traps on input.
enum Callbacks {
  static let accept: MHD_AcceptPolicyCallback = { context, address, _ in
    guard let service = Callbacks.service(context) else { return .NO }
    return service.accepts(address.flatMap { PeerAddress($0) }) ? .YES : .NO
  }

  /// A connection began, before its first byte is read, or ends, before its socket is closed.
  static let notify: MHD_NotifyConnectionCallback = { context, handle, socketContext, _ in
    guard let service = Callbacks.service(context), let handle, let socketContext else { return }
    if let pointer = socketContext.pointee {
      service.registry.remove(Unmanaged<Connection>.fromOpaque(pointer).takeRetainedValue())
      socketContext.pointee = nil
    } else {
      let peer = qilu_mhd_connection_address(handle).flatMap { PeerAddress($0) }
      let connection = Connection(
        peer: peer, socket: qilu_mhd_connection_socket(handle),
        isTrustedProxy: peer.map(service.proxies.contains) ?? false)
      service.registry.add(connection)
      socketContext.pointee = Unmanaged.passRetained(connection).toOpaque()
    }
  }

  /// The first line is there and not yet taken apart. What is returned belongs to the request until `completed`.
  static let target:
    @convention(c) (UnsafeMutableRawPointer?, UnsafePointer<CChar>?, OpaquePointer?)
      -> UnsafeMutableRawPointer? = { context, target, handle in
        guard let service = Callbacks.service(context), let handle, let connection = Callbacks.connection(handle) else {
          return nil
        }
        let count = target.map { strlen($0) } ?? 0
        let bytes = UnsafeRawBufferPointer(start: target, count: count).assumingMemoryBound(to: UInt8.self)
        defer { if let target { Callbacks.hideQuery(target) } }
        return Unmanaged.passRetained(service.begin(bytes, handle, connection)).toOpaque()
      }

  /// Ends the query behind its question mark, now that it was copied.
  ///
  /// libmicrohttpd 0.9.75 would make a record for each item, and where its memory does not suffice for them forget the
  /// request until its deadline. The text stands in its own buffer, which it changes itself.
  private static func hideQuery(_ target: UnsafePointer<CChar>) {
    guard let question = strchr(target, CInt(UInt8(ascii: "?"))), question[1] != 0 else { return }
    question[1] = 0
  }

  /// Nothing is decoded by libmicrohttpd: paths stay as they were received.
  static let unescape: @convention(c) (UnsafeMutableRawPointer?, OpaquePointer?, UnsafeMutablePointer<CChar>?) -> Int =
    { _, _, text in text.map { strlen($0) } ?? 0 }

  static let handle: MHD_AccessHandlerCallback = { context, handle, url, method, version, data, size, requestContext in
    guard let service = Callbacks.service(context), let handle, let pointer = requestContext?.pointee, let size,
      let connection = Callbacks.connection(handle)
    else { return .NO }
    let exchange = Unmanaged<HTTPExchange>.fromOpaque(pointer).takeUnretainedValue()
    guard exchange.isHeadRead else {
      guard let url, let version else { return .NO }
      // The version stands one blank behind the target: more than what the text had holds a NUL.
      exchange.isMalformed = exchange.isMalformed || version - url != exchange.targetBytes + 1
      let isOld = strcmp(version, "HTTP/1.0") == 0
      return service.readHead(exchange, handle, method: method.flatMap(Callbacks.method), isOldVersion: isOld)
    }
    guard size.pointee > 0 else { return service.answer(exchange, handle, connection) }
    defer { size.pointee = 0 }
    return service.readBody(exchange, handle, UnsafeRawBufferPointer(start: data, count: size.pointee))
  }

  static let completed: MHD_RequestCompletedCallback = { context, handle, requestContext, _ in
    guard let service = Callbacks.service(context), let handle, let requestContext,
      let pointer = requestContext.pointee, let connection = Callbacks.connection(handle)
    else { return }
    requestContext.pointee = nil
    service.end(Unmanaged<HTTPExchange>.fromOpaque(pointer).takeRetainedValue(), connection)
  }

  private static func service(_ context: UnsafeMutableRawPointer?) -> Service? {
    context.map { Unmanaged<Service>.fromOpaque($0).takeUnretainedValue() }
  }

  private static func connection(_ handle: OpaquePointer) -> Connection? {
    qilu_mhd_connection_context(handle).map { Unmanaged<Connection>.fromOpaque($0).takeUnretainedValue() }
  }

  /// The method as one of those that are served, without a copy; nil for others.
  private static func method(_ text: UnsafePointer<CChar>) -> String? {
    methods.first { strcmp(text, $0) == 0 }
  }

  private static let methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]
}
