import Foundation
import HTTPClient
import HTTPServer
import Synchronization

/// A server of ours for one test, that remembers what it was asked.
final class Peer: Sendable {
  /// What the server saw of a request.
  struct Seen: Sendable {
    let line: String
    let headers: [String: String]
    let body: HTTPBody
  }

  private let seen: Records
  let listener: HTTPListener
  let folder: TemporaryFolder

  init(
    _ change: (inout HTTPServerSettings) -> Void = { _ in },
    answer: @escaping @Sendable (String) -> HTTPResponse = { _ in HTTPResponse(200, body: .bytes(Array("ok".utf8))) }
  ) throws {
    folder = try TemporaryFolder()
    var settings = HTTPServerSettings()
    settings.spoolFolder = folder.path
    change(&settings)
    let (seen, spool) = (Records(), folder.path)
    self.seen = seen
    listener = try HTTPListener(settings: settings) { exchange in
      seen.add(exchange, keepingFilesIn: spool)
      return answer(exchange.path)
    }
  }

  deinit { listener.stop(graceMilliseconds: 0) }

  var requests: [Seen] { seen.all }

  func url(_ path: String, scheme: String = "http") throws -> URL {
    guard let url = URL(string: "\(scheme)://127.0.0.1:\(listener.port)\(path)") else { throw URLError(.badURL) }
    return url
  }

  private final class Records: Sendable {
    private let list = Mutex<[Seen]>([])
    var all: [Seen] { list.withLock { $0 } }

    func add(_ exchange: HTTPExchange, keepingFilesIn folder: String) {
      let names = ["authorization", "content-type", "idempotency-key", "content-length"]
      let headers = names.compactMap { name in exchange.header(name).map { (name, $0) } }
      let query = exchange.rawQuery.map { "?" + $0 } ?? ""
      let seen = Seen(
        line: "\(exchange.method) \(exchange.path)\(query)",
        headers: Dictionary(headers) { first, _ in first }, body: Self.kept(exchange.body, folder))
      list.withLock { $0.append(seen) }
    }

    /// The server deletes the files of parts with their exchange; the test looks at them later.
    private static func kept(_ body: HTTPBody, _ folder: String) -> HTTPBody {
      guard case .multipart(let parts) = body else { return body }
      return .multipart(
        parts.map { part in
          guard case .file(let path) = part.content else { return part }
          let copy = folder + "/kept-" + UUID().uuidString
          try? FileManager.default.linkItem(atPath: path, toPath: copy)
          return HTTPPart(
            name: part.name, filename: part.filename, contentType: part.contentType, content: .file(path: copy))
        })
    }
  }
}

/// A server that sends given bytes to whoever connects, then closes.
final class RawPeer: Sendable {
  let port: UInt16
  private let descriptor: Int32

  /// - Parameter closesAfter: milliseconds between the answer and the end of the connection.
  init(_ answer: String, closesAfter milliseconds: UInt32 = 0) throws {
    let listening = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    inet_pton(AF_INET, "127.0.0.1", &address.sin_addr)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let code = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listening, $0, size) | listen(listening, 8) | getsockname(listening, $0, &size)
      }
    }
    guard code == 0 else { throw POSIXError(.EADDRINUSE) }
    (descriptor, port) = (listening, UInt16(bigEndian: address.sin_port))
    Thread.detachNewThread {
      while case let connection = accept(listening, nil, nil), connection >= 0 {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        _ = recv(connection, &buffer, buffer.count, 0)
        _ = Array(answer.utf8).withUnsafeBytes { send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        usleep(milliseconds * 1000)
        close(connection)
      }
    }
  }

  deinit {
    shutdown(descriptor, Int32(SHUT_RDWR))
    close(descriptor)
  }

  func url() throws -> URL {
    guard let url = URL(string: "http://127.0.0.1:\(port)/") else { throw URLError(.badURL) }
    return url
  }
}

/// A folder of its own for one test, removed with everything in it when the test lets go.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "client-tests-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func names() -> [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? ["?"]).sorted() }

  func bytes(_ name: String) -> [UInt8]? {
    (try? Data(contentsOf: URL(fileURLWithPath: path + "/" + name))).map(Array.init)
  }

  func write(_ bytes: [UInt8], _ name: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: path + "/" + name))
  }
}
