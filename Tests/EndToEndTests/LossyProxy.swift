import Foundation
import Glibc

/// Stands between a program and a server, and breaks the first lines after the server has answered, before the program
/// sees the answer.
final class LossyProxy: Sendable {
  let port: Int
  private let listening: Int32

  /// - Parameter losses: How many connections are broken; those that follow are passed on.
  init(to target: Int, losses: Int) throws {
    let listening = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = Self.address(0)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listening, $0, size) | listen(listening, 16) | getsockname(listening, $0, &size)
      }
    }
    guard code == 0 else { throw POSIXError(.EADDRINUSE) }
    self.listening = listening
    port = Int(UInt16(bigEndian: address.sin_port))
    Thread.detachNewThread {
      var count = 0
      while case let client = accept(listening, nil, nil), client >= 0 {
        count += 1
        Self.pass(client, to: target, isLossy: count <= losses)
      }
    }
  }

  deinit {
    shutdown(listening, Int32(SHUT_RDWR))
    close(listening)
  }

  /// Passes bytes both ways until one side ends; one connection after the other, as the program makes them.
  private static func pass(_ client: Int32, to target: Int, isLossy: Bool) {
    let server = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    defer { close(client) }
    defer { close(server) }
    var address = Self.address(UInt16(target))
    let code = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(server, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard code == 0 else { return }
    while true {
      var ends = [
        pollfd(fd: client, events: Int16(POLLIN), revents: 0), pollfd(fd: server, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&ends, 2, 20_000) > 0 else { return }
      if ends[0].revents != 0, !copy(client, server) { return }
      if ends[1].revents != 0 {
        if isLossy { return }
        if !copy(server, client) { return }
      }
    }
  }

  private static func copy(_ source: Int32, _ target: Int32) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = recv(source, &buffer, buffer.count, 0)
    guard count > 0 else { return false }
    var sent = 0
    while sent < count {
      let part = buffer[sent..<count].withUnsafeBytes { send(target, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard part > 0 else { return false }
      sent += part
    }
    return true
  }

  private static func address(_ port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    inet_pton(AF_INET, "127.0.0.1", &address.sin_addr)
    return address
  }
}
