import Glibc
import Primitives

/// A socket that takes connections.
struct ListeningSocket {
  let descriptor: Int32
  /// The port, also where the system chose it.
  let port: UInt16

  /// Listens at a numeric address. Throws a ``Primitives/Refusal``: `server.port-taken`, `server.address-unusable`.
  init(address: String, port: UInt16) throws {
    let found = try ListeningSocket.resolve(address, port)
    defer { freeaddrinfo(found) }
    let info = found.pointee
    descriptor = socket(
      info.ai_family, info.ai_socktype | Int32(SOCK_CLOEXEC.rawValue) | Int32(SOCK_NONBLOCK.rawValue), 0)
    guard descriptor >= 0 else { throw Refusal.unusableAddress(address, port, String(cString: strerror(errno))) }
    var isOn: Int32 = 1
    // A restart does not wait for connections of the old server to be forgotten.
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &isOn, socklen_t(MemoryLayout<Int32>.size))
    guard bind(descriptor, info.ai_addr, info.ai_addrlen) == 0, listen(descriptor, SOMAXCONN) == 0 else {
      let code = errno
      close(descriptor)
      throw code == EADDRINUSE
        ? Refusal.takenPort(address, port) : .unusableAddress(address, port, String(cString: strerror(code)))
    }
    self.port = ListeningSocket.port(of: descriptor)
  }

  private static func resolve(_ address: String, _ port: UInt16) throws -> UnsafeMutablePointer<addrinfo> {
    var hints = addrinfo()
    hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE
    hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var result: UnsafeMutablePointer<addrinfo>?
    let code = getaddrinfo(address, String(port), &hints, &result)
    guard code == 0, let result else {
      throw Refusal.unusableAddress(address, port, String(cString: gai_strerror(code)))
    }
    return result
  }

  private static func port(of descriptor: Int32) -> UInt16 {
    var address = sockaddr_in6()
    var size = socklen_t(MemoryLayout<sockaddr_in6>.size)
    let code = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &size) }
    }
    // The port stands at the same place for both families.
    return code == 0 ? UInt16(bigEndian: address.sin6_port) : 0
  }
}
