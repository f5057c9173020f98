import Foundation

/// Lets the writes of many callers share one commit, so that one flush of the disk serves all that were waiting.
///
/// What it guarantees:
/// - A caller is told of its write only after the commit that holds it is durable.
/// - Each write runs in a savepoint of its own: one that throws leaves no trace and harms no other. Where the commit of
///   several fails and nothing was kept, each is tried once more alone.
/// - Writes run in the order in which they came. Where the engine has several writers they run side by side instead,
///   each with a commit of its own.
///
/// Unchecked: `condition` protects the variables.
final class SharedWriter: @unchecked Sendable {
  /// One write that waits.
  private struct Item {
    let body: @Sendable (WriteConnection) throws -> Void
    let then: @Sendable ((any Error)?) -> Void
  }

  /// How many writes share a commit at most: more would not make a flush cheaper, but the first would wait longer.
  private static let batchLimit = 256
  /// How many writes may wait: whoever comes then is refused as busy, since the disk does not keep up.
  private static let waitingLimit = 8_192

  private let writers: SessionPool
  private let access: AccessGuard
  private let isShared: Bool
  private let condition = NSCondition()
  private var waiting: [Item] = []
  private var running = 0
  private var threads = 0
  private let threadLimit: Int
  private var isClosed = false
  private var counts = WriterCounts()

  init(_ writers: SessionPool, _ access: AccessGuard, threads: Int) {
    self.writers = writers
    self.access = access
    threadLimit = threads
    isShared = threads == 1
  }

  /// How much was written so far.
  var written: WriterCounts {
    condition.lock()
    defer { condition.unlock() }
    var counts = counts
    counts.waiting = waiting.count + running
    return counts
  }

  /// Takes a write in; `then` is called on a thread of this object once the outcome is known.
  func submit(
    _ body: @escaping @Sendable (WriteConnection) throws -> Void, then: @escaping @Sendable ((any Error)?) -> Void
  ) {
    guard let refusal = enqueue(Item(body: body, then: then)) else { return }
    then(refusal)
  }

  /// Does what is waiting, then ends. What comes afterwards is refused.
  func close() {
    condition.lock()
    defer { condition.unlock() }
    isClosed = true
    condition.broadcast()
    while threads > 0 { condition.wait() }
  }

  private func enqueue(_ item: Item) -> DatabaseFailure? {
    condition.lock()
    defer { condition.unlock() }
    if isClosed { return .misuse("the database is closed") }
    if waiting.count >= Self.waitingLimit { return .busy }
    waiting.append(item)
    if threads == 0 || threads < threadLimit && running == threads { startThread() } else { condition.signal() }
    return nil
  }

  private func startThread() {
    threads += 1
    let thread = Thread { [self] in work() }
    thread.name = "qilu-writer"
    thread.start()
  }

  private func work() {
    while let batch = next() { commit(batch, mayGrow: true) }
  }

  /// The writes that are to be done together, waited for; nil at the end.
  private func next() -> [Item]? {
    condition.lock()
    defer { condition.unlock() }
    while waiting.isEmpty {
      guard !isClosed else {
        threads -= 1
        condition.broadcast()
        return nil
      }
      condition.wait()
    }
    return take(isShared ? Self.batchLimit : 1)
  }

  /// Adds to a batch what has come meanwhile; false where that is nothing, or the batch is full.
  private func takeMore(_ batch: inout [Item]) -> Bool {
    condition.lock()
    defer { condition.unlock() }
    let more = take(Self.batchLimit - batch.count)
    batch += more
    return !more.isEmpty
  }

  /// Takes writes that wait, under the lock.
  private func take(_ limit: Int) -> [Item] {
    let batch = Array(waiting.prefix(limit))
    waiting.removeFirst(batch.count)
    running += batch.count
    return batch
  }

  /// Commits a batch, and what else comes while it runs, if it may grow.
  private func commit(_ first: [Item], mayGrow: Bool) {
    var batch = first
    do {
      let outcomes = try access.exclusively { try isShared ? together(&batch, mayGrow) : [alone(batch[0])] }
      tell(batch, outcomes)
    } catch {
      // Nobody knows what became of a commit that failed in its last step, so nothing may be done a second time.
      if batch.count == 1 || Self.isUnknown(error) {
        tell(batch, batch.map { _ in error })
      } else {
        for item in batch { commit([item], mayGrow: false) }
      }
    }
  }

  private func tell(_ batch: [Item], _ outcomes: [(any Error)?]) {
    condition.lock()
    running -= batch.count
    counts.add(batch.count)
    condition.unlock()
    for (item, outcome) in zip(batch, outcomes) { item.then(outcome) }
  }

  private static func isUnknown(_ error: any Error) -> Bool {
    if case DatabaseFailure.unknownOutcome = error { true } else { false }
  }

  /// Runs each write in a savepoint, and commits once; answers why those failed that did.
  ///
  /// Whoever was told of the last commit comes again while this one runs: he is taken along, else the callers would fall
  /// into two halves that wait for each other's flush.
  private func together(_ batch: inout [Item], _ mayGrow: Bool) throws -> [(any Error)?] {
    try writers.writing { session in
      var outcomes: [(any Error)?] = []
      repeat {
        for item in batch[outcomes.count...] { outcomes.append(try Self.outcome(of: item, in: session)) }
      } while mayGrow && takeMore(&batch)
      return outcomes
    }
  }

  private static func outcome(of item: Item, in session: any Session) throws -> (any Error)? {
    try session.mark()
    let connection = WriteConnection(session)
    defer { connection.end() }
    do {
      try item.body(connection)
      try session.keepMarked()
      return nil
    } catch {
      try session.returnToMark()
      return error
    }
  }

  private func alone(_ item: Item) throws -> (any Error)? {
    try writers.writing { session in
      let connection = WriteConnection(session)
      defer { connection.end() }
      try item.body(connection)
    }
    return nil
  }
}

/// How much a database has written for callers that share commits.
public struct WriterCounts: Sendable, Hashable {
  /// Commits.
  public private(set) var commits = 0
  /// Writes in them, those that were refused included.
  public private(set) var writes = 0
  /// The most writes in one commit.
  public private(set) var largest = 0
  /// Writes that wait or run now.
  public internal(set) var waiting = 0

  fileprivate mutating func add(_ count: Int) {
    commits += 1
    writes += count
    largest = max(largest, count)
  }
}
