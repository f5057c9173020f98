import Foundation
import FoundationNetworking
import Primitives
import Synchronization

/// One request on its way: what comes back is received on the session's own queue, and whoever asked waits.
///
/// Unchecked: the base class is none that the compiler knows to be Sendable; the state is behind a lock.
final class Transfer: NSObject, URLSessionDataDelegate, @unchecked Sendable {
  private struct State {
    var response: HTTPURLResponse?
    var refusal: Refusal?
    var failure: (any Error)?
  }

  private let state = Mutex(State())
  private let receiver: BodyReceiver
  private let isOver = DispatchSemaphore(value: 0)

  init(_ receiver: BodyReceiver) { self.receiver = receiver }

  /// The answer, once it is whole.
  func wait(host: String) throws -> HTTPReply {
    isOver.wait()
    let (response, refusal, failure) = state.withLock { ($0.response, $0.refusal, $0.failure) }
    if let refusal { throw refusal }
    if let failure { throw Refusal.failedTransfer(failure, host: host) }
    guard let response else { throw Refusal.lost(host) }
    let headers = response.allHeaderFields.map { ("\($0.key)", "\($0.value)") }
    return HTTPReply(
      status: response.statusCode, headers: Dictionary(headers) { first, _ in first }, body: try receiver.finish())
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
    newRequest request: URLRequest, completionHandler: @escaping (URLRequest?) -> Void
  ) {
    // The redirection itself is the answer.
    completionHandler(nil)
  }

  func urlSession(
    _ session: URLSession, dataTask: URLSessionDataTask, didReceive response: URLResponse,
    completionHandler: @escaping (URLSession.ResponseDisposition) -> Void
  ) {
    let response = response as? HTTPURLResponse
    state.withLock { $0.response = response }
    receiver.begin(status: response?.statusCode ?? 0)
    completionHandler(.allow)
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    do {
      try receiver.take(data)
    } catch {
      let refusal = error as? Refusal
      state.withLock { $0.refusal = $0.refusal ?? refusal }
      dataTask.cancel()
    }
  }

  func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
    state.withLock { $0.failure = error }
    isOver.signal()
  }
}

/// Where a body goes: into memory, or where the answer is a success into a file.
///
/// Unchecked: used by the one transfer, first on its queue and after its end by whoever waited.
final class BodyReceiver: @unchecked Sendable {
  private let memory: Int
  private let limit: Int
  private let path: String
  private let file: FileHandle?
  private var goesToFile = false
  private var bytes: [UInt8] = []
  private var written = 0

  /// Receives into memory.
  init(memory: Int) {
    (self.memory, limit, path, file) = (memory, 0, "", nil)
  }

  /// Receives into a new file. Throws `file.failed`.
  init(memory: Int, file path: String, limit: Int) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw Refusal.failedFile(path, errno) }
    (self.memory, self.limit, self.path) = (memory, limit, path)
    file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
  }

  func begin(status: Int) { goesToFile = file != nil && (200..<300).contains(status) }

  /// Takes the next bytes. Throws `server.too-large`, `file.failed`.
  func take(_ data: Data) throws {
    written += data.count
    guard written <= (goesToFile ? limit : memory) else { throw Refusal.tooLargeAnswer(goesToFile ? limit : memory) }
    guard goesToFile, let file else { return bytes.append(contentsOf: data) }
    do { try file.write(contentsOf: data) } catch { throw Refusal.failedFile(path, errno) }
  }

  /// The body that was held in memory. Throws `file.failed`.
  func finish() throws -> [UInt8] {
    guard let file else { return bytes }
    do { try file.close() } catch { throw Refusal.failedFile(path, errno) }
    return bytes
  }
}
