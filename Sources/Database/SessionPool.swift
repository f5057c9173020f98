import Foundation

/// The sessions of one role: opened when first wanted, never more than a limit, each with one thread at a time.
///
/// Unchecked: `condition` protects the variables; a session is touched only by the thread that took it out, and
/// taking and giving back under the lock orders one thread's use before the next one's.
final class SessionPool: @unchecked Sendable {
  /// How writes that met one another are kept apart.
  let turnstile = Turnstile()
  private let limit: Int
  private let open: @Sendable () throws -> any Session
  private let condition = NSCondition()
  private var idle: [any Session] = []
  private var taken = 0
  private var isClosed = false

  init(limit: Int, open: @escaping @Sendable () throws -> any Session) {
    precondition(limit > 0, "a pool has at least one session")
    self.limit = limit
    self.open = open
  }

  deinit { close() }

  /// Lends a session to a closure, waiting for one if all are lent.
  func withSession<T>(_ body: (any Session) throws -> T) throws -> T {
    let session = try take()
    defer { give(session) }
    return try body(session)
  }

  /// Closes idle sessions at once and lent ones when they come back. Lending afterwards is refused.
  func close() {
    condition.lock()
    defer { condition.unlock() }
    isClosed = true
    idle.forEach { $0.close() }
    idle = []
    condition.broadcast()
  }

  private func take() throws -> any Session {
    if let session = try takePlace() { return session }
    // Not under the lock: a server may take seconds to answer.
    do { return try open() } catch {
      givePlace()
      throw error
    }
  }

  /// Waits until the limit leaves a place and takes it, with the session that is idle there, if one is.
  private func takePlace() throws -> (any Session)? {
    condition.lock()
    defer { condition.unlock() }
    while taken == limit && !isClosed { condition.wait() }
    guard !isClosed else { throw DatabaseFailure.misuse("the database is closed") }
    taken += 1
    return idle.popLast()
  }

  private func givePlace() {
    condition.lock()
    defer { condition.unlock() }
    taken -= 1
    condition.signal()
  }

  private func give(_ session: any Session) {
    condition.lock()
    defer { condition.unlock() }
    taken -= 1
    if isClosed || !session.isUsable { session.close() } else { idle.append(session) }
    condition.signal()
  }
}
