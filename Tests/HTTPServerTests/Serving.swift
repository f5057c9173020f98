import Foundation
import HTTPServer
import Synchronization

/// A server for one test, and what it was asked.
final class Serving: Sendable {
  let listener: HTTPListener
  let folder: TemporaryFolder
  /// Exchanges that were asked for under `/late`, to be answered by the test.
  let late = Mutex<[HTTPExchange]>([])

  init(_ change: (inout HTTPServerSettings) -> Void = { _ in }) throws {
    folder = try TemporaryFolder()
    var settings = HTTPServerSettings()
    settings.spoolFolder = folder.path
    settings.errorBody = { HTTPResponse($0, body: .bytes(Array("refused \($0)".utf8))) }
    change(&settings)
    let box = Box()
    listener = try HTTPListener(settings: settings) { exchange in box.serving?.answer(exchange) }
    box.set(self)
  }

  deinit { listener.stop(graceMilliseconds: 0) }

  func client(from source: String? = nil) throws -> Client { try Client(port: listener.port, from: source) }

  /// Sends one request on a connection of its own and gives the answer.
  func ask(_ request: String, from source: String? = nil) throws -> Answer? {
    try ask(Array(request.utf8), from: source)
  }

  func ask(_ request: [UInt8], from source: String? = nil) throws -> Answer? {
    let client = try client(from: source)
    client.send(request)
    var reader = AnswerReader(client)
    return reader.next(toHead: request.starts(with: "HEAD".utf8))
  }

  /// Takes the exchanges that wait, once there are so many.
  func waiting(_ count: Int) -> [HTTPExchange] {
    for _ in 0..<5000 where late.withLock({ $0.count }) < count { usleep(2000) }
    return late.withLock { late in
      defer { late = [] }
      return late
    }
  }

  private func answer(_ exchange: HTTPExchange) -> HTTPResponse? {
    switch exchange.path {
    case "/late":
      late.withLock { $0.append(exchange) }
      return nil
    case "/early":
      // Answered by another thread, perhaps before the handler returns.
      DispatchQueue.global().async { exchange.respond(HTTPResponse(200, body: .bytes([0x6F, 0x6B]))) }
      return nil
    case "/file": return HTTPResponse(200, body: .file(path: folder.path + "/served"))
    case "/broken-header":
      return HTTPResponse(200, headers: [.init("X-A", "1\r\nX-Injected: 2"), .init("X B", "2"), .init("X-C", "3")])
    default:
      return HTTPResponse(200, headers: [.init("X-Test", "yes")], body: .bytes(Array(Serving.report(exchange).utf8)))
    }
  }

  /// What the handler saw, as lines.
  private static func report(_ exchange: HTTPExchange) -> String {
    var lines = ["\(exchange.method) \(exchange.path)"]
    lines += exchange.query.map { "query \($0.name)=\($0.value)" }
    lines += exchange.cookies.map { "cookie \($0.name)=\($0.value)" }
    lines += ["from \(exchange.remoteAddress) forwarded \(exchange.isForwarded) secure \(exchange.isSecure)"]
    lines += exchange.header("x-ECHO").map { ["echo \($0)"] } ?? []
    switch exchange.body {
    case .none: lines.append("no body")
    case .bytes(let bytes): lines.append("body \(bytes.count) \(String(decoding: bytes.prefix(60), as: UTF8.self))")
    case .multipart(let parts): lines += parts.map(report)
    }
    return lines.joined(separator: "\n")
  }

  private static func report(_ part: HTTPPart) -> String {
    let content: String
    switch part.content {
    case .bytes(let bytes): content = "memory \(bytes.count) \(String(decoding: bytes.prefix(40), as: UTF8.self))"
    case .file(let path):
      var status = stat()
      stat(path, &status)
      content = "file \(status.st_size) mode \(String(status.st_mode & 0o777, radix: 8))"
    }
    return "part \(part.name)|\(part.filename ?? "-")|\(part.contentType ?? "-")|\(content)"
  }

  /// The handler is made before the object that it asks.
  private final class Box: Sendable {
    private let held = Mutex<Unowned?>(nil)
    private struct Unowned: @unchecked Sendable { weak var serving: Serving? }
    var serving: Serving? { held.withLock { $0?.serving } }
    func set(_ serving: Serving) { held.withLock { $0 = Unowned(serving: serving) } }
  }
}

/// A folder of its own for one test, removed with everything in it when the test lets go.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "http-tests-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  }

  func contents() -> [String] { (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? ["?"] }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}

/// Chance that is the same in every run (SplitMix64, Steele, Lea and Flood 2014).
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
