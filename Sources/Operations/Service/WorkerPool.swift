import Foundation

/// Threads for work that may take a while, so that the server's own threads never wait.
///
/// Unchecked: `condition` protects the variables.
final class WorkerPool: @unchecked Sendable {
  /// How much may wait: some seconds of work; whoever comes then is told to come again.
  private static let waitingLimit = 2_048

  private let condition = NSCondition()
  private let limit: Int
  private var waiting: [@Sendable () -> Void] = []
  private var head = 0
  private var threads = 0
  private var idle = 0
  private var isClosed = false

  init(threads: Int) { limit = threads }

  /// Takes work in; false where too much is waiting.
  func run(_ work: @escaping @Sendable () -> Void) -> Bool {
    condition.lock()
    defer { condition.unlock() }
    guard !isClosed, waiting.count - head < Self.waitingLimit else { return false }
    waiting.append(work)
    if waiting.count - head > idle, threads < limit { startThread() } else { condition.signal() }
    return true
  }

  /// Does what is waiting, then ends.
  func close() {
    condition.lock()
    defer { condition.unlock() }
    isClosed = true
    condition.broadcast()
    while threads > 0 { condition.wait() }
  }

  private func startThread() {
    threads += 1
    let thread = Thread { [self] in
      while let work = next() { work() }
    }
    thread.name = "qilu-worker"
    // Reading a form of JSON nests one frame a level.
    thread.stackSize = 1 << 20
    thread.start()
  }

  private func next() -> (@Sendable () -> Void)? {
    condition.lock()
    defer { condition.unlock() }
    while head == waiting.count {
      if isClosed {
        threads -= 1
        condition.broadcast()
        return nil
      }
      idle += 1
      condition.wait()
      idle -= 1
    }
    let work = waiting[head]
    head += 1
    if head == waiting.count {
      waiting.removeAll(keepingCapacity: true)
      head = 0
    }
    return work
  }
}
