import Foundation
import Synchronization

/// Traps a closure that calls the database it is already inside.
///
/// A nested write would wait for itself; a nested read would see another state than the closure around it, and
/// enough of them would wait for each other. So one thread is inside one database at most once.
final class AccessGuard: Sendable {
  private let threads = Mutex<Set<pthread_t>>([])

  /// Runs a closure as this thread's only access.
  func exclusively<T>(_ body: () throws -> T) rethrows -> T {
    // Unique among running threads.
    let thread = pthread_self()
    let entered = threads.withLock { $0.insert(thread).inserted }
    precondition(entered, "a read or write closure may not call read or write of the same database")
    defer { threads.withLock { _ = $0.remove(thread) } }
    return try body()
  }
}
