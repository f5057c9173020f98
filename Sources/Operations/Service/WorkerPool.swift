import Foundation

/// Threads for work that may take a while, so that the server's own threads never wait.
///
/// A yielding pool does what takes the processor for long, such as the hashes of passwords: its threads give way to all
/// others, so that a morning on which everybody signs in leaves the reading of everybody else as fast as it was.
///
/// Unchecked: `condition` protects the variables.
final class WorkerPool: @unchecked Sendable {
  /// How far yielding threads stand back, as `nice` counts it: as far as they can. They still get a part of a processor
  /// that is never idle.
  private static let yielding: Int32 = 19

  private let condition = NSCondition()
  private let limit: Int
  private var waiting: [@Sendable () -> Void] = []
  private var head = 0
  private var threads = 0
  private var idle = 0
  private var isClosed = false

  /// How much may wait: some seconds of work; whoever comes then is told to come again.
  private let waitingLimit: Int
  private let yields: Bool

  init(threads: Int, waiting: Int = 2_048, yields: Bool = false) {
    limit = threads
    waitingLimit = waiting
    self.yields = yields
  }

  /// Takes work in; false where too much is waiting.
  func run(_ work: @escaping @Sendable () -> Void) -> Bool {
    condition.lock()
    defer { condition.unlock() }
    guard !isClosed, waiting.count - head < waitingLimit else { return false }
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
      // On Linux this is the priority of the one thread; without it the work is done all the same.
      if yields { _ = setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, Self.yielding) }
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
