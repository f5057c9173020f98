import Foundation

/// A connection to a server on this machine, byte by byte.
final class Client: @unchecked Sendable {
  private let descriptor: Int32

  /// Connects; `from` is a loopback address to connect from, so that one machine is several clients.
  init(port: UInt16, from source: String? = nil) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    if let source {
      var address = Client.address(source, 0)
      _ = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
    }
    var address = Client.address("127.0.0.1", port)
    let code = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
    setTimeout(milliseconds: 10_000)
  }

  deinit { close(descriptor) }

  func setTimeout(milliseconds: Int) {
    var time = timeval(tv_sec: milliseconds / 1000, tv_usec: milliseconds % 1000 * 1000)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, socklen_t(MemoryLayout<timeval>.size))
  }

  /// Sends all of it; false where the server has closed.
  @discardableResult func send(_ bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  @discardableResult func send(_ text: String) -> Bool { send(Array(text.utf8)) }

  /// No more will be sent.
  func finishSending() { shutdown(descriptor, Int32(SHUT_WR)) }

  /// Some bytes; empty at the end, nil where nothing came in time or the connection was reset.
  func receive() -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 64 * 1024)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    return count < 0 ? nil : Array(buffer.prefix(count))
  }

  /// All bytes until the server closes.
  func receiveAll() -> [UInt8] {
    var all: [UInt8] = []
    while let part = receive(), !part.isEmpty { all += part }
    return all
  }

  /// Whether the server closes without a further byte.
  func isClosed() -> Bool {
    guard let rest = receive() else { return errno == ECONNRESET }
    return rest.isEmpty
  }

  private static func address(_ text: String, _ port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    inet_pton(AF_INET, text, &address.sin_addr)
    return address
  }
}

/// Reads answers one after the other from a connection.
struct AnswerReader {
  let client: Client
  private var pending: [UInt8] = []

  init(_ client: Client) { self.client = client }

  /// The next answer; `toHead` where none has a body. Nil where the connection ended before it was whole.
  mutating func next(toHead: Bool = false) -> Answer? {
    while true {
      if let answer = Answer(pending, toHead: toHead) {
        pending.removeFirst(answer.size)
        return answer
      }
      guard let part = client.receive(), !part.isEmpty else { return nil }
      pending += part
    }
  }
}

/// One answer of a server.
struct Answer {
  let status: Int
  let headers: [(name: String, value: String)]
  let body: [UInt8]
  /// How many bytes it took.
  let size: Int

  var text: String { String(decoding: body, as: UTF8.self) }

  init?(_ bytes: [UInt8], toHead: Bool = false) {
    guard let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) else { return nil }
    let lines = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
    let words = lines[0].split(separator: " ")
    guard words.count > 1, words[0] == "HTTP/1.1", let status = Int(words[1]) else { return nil }
    self.status = status
    headers = lines.dropFirst().map { line in
      let parts = line.split(separator: ":", maxSplits: 1)
      return (parts[0].lowercased(), parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : "")
    }
    let length = headers.first { $0.name == "content-length" }.flatMap { Int($0.value) } ?? 0
    let count = toHead || status < 200 ? 0 : length
    guard bytes.count >= end.upperBound + count else { return nil }
    body = Array(bytes[end.upperBound..<(end.upperBound + count)])
    size = end.upperBound + count
  }

  func header(_ name: String) -> String? { headers.first { $0.name == name.lowercased() }?.value }
}
