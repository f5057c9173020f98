import Foundation
import Primitives

/// `qilu serve`: the catalogue over HTTP, until the process is told to end (SIGTERM, SIGINT).
struct Serve: LocalOperation {
  struct Input: Codable, Sendable {
    var address: String?
    var port: Int?
    var threads: Int?
    var tlsCertificate: FilePath?
    var tlsKey: FilePath?
    var trustedProxy: [String]?
    var rateLimit: Int?
    var connections: Int?
    var connectionsPerAddress: Int?
    var quietRequests: Bool?
  }

  struct Output: OperationOutput {
    var acts: Int
    var commits: Int

    var presentation: [Block] {
      [.line("服务已停止：\(acts) 次写入，\(commits) 次提交", "the server has stopped: \(acts) acts in \(commits) commits")]
    }
  }

  static let name = "serve"
  static let summary = Bilingual("以 HTTP 提供全部操作，直到收到 SIGTERM", "offer all operations over HTTP until SIGTERM")
  static let reach = Reach.localOnly
  static let notes: [FieldNote] = [
    .option("address", "ADDRESS", "监听地址，默认 127.0.0.1", "the address to listen at, 127.0.0.1 if absent"),
    .option("port", "PORT", "端口，默认 8080；0 由系统选择", "the port, 8080 if absent; 0 lets the system choose"),
    .option("threads", "N", "连接线程数，默认 2", "threads for connections, 2 if absent"),
    .option("tlsCertificate", "FILE", "TLS 证书链（PEM）", "the TLS certificate and its chain (PEM)"),
    .option("tlsKey", "FILE", "TLS 私钥（PEM）", "the TLS key (PEM)"),
    .option("trustedProxy", "ADDRESS", "可信反向代理的地址，可多次", "the address of a trusted proxy; may be repeated"),
    .option(
      "rateLimit", "N", "每个调用者平均每秒请求数，默认 20；0 不限", "requests a second of one caller, 20 if absent; 0 for no limit"),
    .option("connections", "N", "连接总数上限，默认 4096", "connections at most, 4096 if absent"),
    .option("connectionsPerAddress", "N", "每个地址的连接上限，默认 256", "connections of one address, 256 if absent"),
    .option("quietRequests", "", "只记录出错的请求", "log faulty requests only"),
  ]

  static func run(_ input: Input, _ session: Session) throws -> Output {
    let settings = try settings(input)
    let service = try Service(paths: session.paths, environment: session.environment)
    service.begin()
    defer { service.close() }
    try session.environment.serve(settings, service)
    let written = service.written
    return Output(acts: written.writes, commits: written.commits)
  }

  private static func settings(_ input: Input) throws -> ServerSettings {
    guard (input.tlsCertificate == nil) == (input.tlsKey == nil) else { throw ServeRefusals.halfOfTLS }
    let numbers = [
      ("--port", input.port ?? 8080, 0...65_535), ("--threads", input.threads ?? 2, 1...64),
      ("--rate-limit", input.rateLimit ?? 20, 0...100_000), ("--connections", input.connections ?? 4096, 1...65_536),
      ("--connections-per-address", input.connectionsPerAddress ?? 256, 1...65_536),
    ]
    for (flag, value, range) in numbers where !range.contains(value) { throw ServeRefusals.outOfRange(flag, range) }
    return ServerSettings(
      address: input.address ?? "127.0.0.1", port: numbers[0].1, threads: numbers[1].1,
      tlsCertificate: input.tlsCertificate?.text, tlsKey: input.tlsKey?.text, trustedProxies: input.trustedProxy ?? [],
      rateLimit: numbers[2].1, connections: numbers[3].1, connectionsPerAddress: numbers[4].1,
      logsRequests: !(input.quietRequests ?? false))
  }
}

/// What is refused about serving.
enum ServeRefusals {
  static let halfOfTLS = Refusal(
    "serve.tls", kind: .wrongUse,
    message: Bilingual("TLS 证书和私钥须同时指定", "a TLS certificate needs its key, and a key its certificate"),
    remedy: Bilingual("同时用 --tls-certificate 和 --tls-key", "give --tls-certificate and --tls-key"))

  static func outOfRange(_ flag: String, _ range: ClosedRange<Int>) -> Refusal {
    Refusal(
      "serve.range", kind: .wrongUse,
      message: Bilingual(
        "\(flag) 须在 \(range.lowerBound) 到 \(range.upperBound) 之间",
        "\(flag) is from \(range.lowerBound) to \(range.upperBound)"),
      remedy: Bilingual("改用该范围内的数值", "take a number of that range"))
  }

  static let unavailable = Refusal(
    "serve.unavailable", message: Bilingual("本程序没有 HTTP 入口", "this program has no HTTP door"),
    remedy: Bilingual("请用完整的 qilu", "use the whole qilu"))
}
