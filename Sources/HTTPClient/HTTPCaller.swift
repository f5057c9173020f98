import Foundation
import FoundationNetworking
import Primitives

/// Asks a server, one request after the other, and waits for each answer.
///
/// Certificates are verified against those that the system trusts. Cookies, caches and kept passwords are not used, and
/// no redirection is followed: a secret is shown to the server that was named and to no other.
public final class HTTPCaller: Sendable {
  /// What an answer may take.
  public struct Limits: Sendable {
    /// Seconds without a single byte, in either direction. A server of ours answers the longest act within one.
    public var silence: Double = 60
    /// Bytes of a body that is held in memory: the longest answer of the system is about 10 MB.
    public var memory = 64 << 20
    /// Bytes of a body that goes to a file.
    public var download = 4 << 30

    /// The limits for a server of ours.
    public init() {}
  }

  private let limits: Limits

  /// Makes a caller.
  public init(limits: Limits = Limits()) { self.limits = limits }

  /// Asks, and gives the answer with its body.
  ///
  /// - Throws: a ``Refusal`` of kind storage: `server.unreachable` where nothing was sent; `server.lost`,
  ///   `server.timeout` where it may have been done; `server.certificate`, `server.too-large`.
  public func answer(to request: HTTPRequest) throws -> HTTPReply {
    try perform(request, BodyReceiver(memory: limits.memory))
  }

  /// Asks, and writes the body of a successful answer to a new file, for its owner alone; other bodies are held.
  ///
  /// - Throws: as ``answer(to:)`` does; `file.failed`. A file that was begun is removed.
  public func download(_ request: HTTPRequest, to path: String) throws -> HTTPReply {
    let receiver = try BodyReceiver(memory: limits.memory, file: path, limit: limits.download)
    do {
      return try perform(request, receiver)
    } catch {
      try? FileManager.default.removeItem(atPath: path)
      throw error
    }
  }

  private func perform(_ request: HTTPRequest, _ receiver: BodyReceiver) throws -> HTTPReply {
    let transfer = Transfer(receiver)
    let session = URLSession(configuration: configuration, delegate: transfer, delegateQueue: nil)
    defer { session.finishTasksAndInvalidate() }
    let task = try Self.task(request, silence: limits.silence, in: session)
    task.resume()
    return try transfer.wait(host: request.url.host ?? "")
  }

  private var configuration: URLSessionConfiguration {
    let configuration = URLSessionConfiguration.ephemeral
    configuration.httpCookieStorage = nil
    configuration.httpShouldSetCookies = false
    configuration.urlCache = nil
    configuration.urlCredentialStorage = nil
    configuration.timeoutIntervalForRequest = limits.silence
    return configuration
  }

  private static func task(_ request: HTTPRequest, silence: Double, in session: URLSession) throws -> URLSessionTask {
    var native = URLRequest(url: request.url, cachePolicy: .reloadIgnoringLocalCacheData, timeoutInterval: silence)
    native.httpMethod = request.method
    for (name, value) in request.headers { native.setValue(value, forHTTPHeaderField: name) }
    switch request.content {
    case .none: return session.dataTask(with: native)
    case .bytes(let bytes, let type):
      native.setValue(type, forHTTPHeaderField: "Content-Type")
      native.httpBody = Data(bytes)
      return session.dataTask(with: native)
    case .file(let path, let type):
      native.setValue(type, forHTTPHeaderField: "Content-Type")
      return session.uploadTask(with: native, fromFile: URL(fileURLWithPath: path))
    }
  }
}
