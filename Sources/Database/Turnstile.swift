import Foundation

/// Lets closures pass side by side, or one of them alone.
///
/// Writes begin side by side. One that met another is tried again alone, so that within a process it meets nobody a
/// second time; only other processes are left for it to meet. Without this, four writers of one row had one act in a
/// hundred refused as busy, those that waited longest being beaten by those that had just come, and took ten times as
/// long.
///
/// Unchecked: `condition` protects the variables.
final class Turnstile: @unchecked Sendable {
  private let condition = NSCondition()
  private var passing = 0
  private var isTaken = false
  private var waitingAlone = 0

  /// Runs a closure when it is its turn. Whoever wants to be alone goes before those who would pass side by side.
  func pass<T>(alone: Bool, _ body: () throws -> T) rethrows -> T {
    enter(alone: alone)
    defer { leave(alone: alone) }
    return try body()
  }

  private func enter(alone: Bool) {
    condition.lock()
    defer { condition.unlock() }
    if alone {
      waitingAlone += 1
      while isTaken || passing > 0 { condition.wait() }
      waitingAlone -= 1
      isTaken = true
    } else {
      while isTaken || waitingAlone > 0 { condition.wait() }
      passing += 1
    }
  }

  private func leave(alone: Bool) {
    condition.lock()
    defer { condition.unlock() }
    if alone { isTaken = false } else { passing -= 1 }
    condition.broadcast()
  }
}
