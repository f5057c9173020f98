import Foundation

/// Tries an act again whose transaction met another one, where an engine lets transactions run side by side.
enum Repetition {
  /// How often an act is tried at all. Within one process the second try goes through (``Turnstile``); of two or four
  /// processes that did nothing but change one row, one act in 4,000 was refused. Whoever comes to the end of it learns
  /// that the database is busy instead of waiting for ever.
  static let limit = 10

  /// What became of one try.
  enum Outcome<T> {
    /// The act is done.
    case done(T)
    /// Nothing of it was kept and it may be tried again; else this is thrown.
    case again(DatabaseFailure)
  }

  /// Tries until it is done, at most ``limit`` times; the closure is told which try it is, from 1.
  static func run<T>(_ attempt: (_ tries: Int) throws -> Outcome<T>) throws -> T {
    var tries = 1
    while true {
      switch try attempt(tries) {
      case .done(let result): return result
      case .again(let failure):
        guard tries < limit else { throw failure }
        pause(after: tries)
        tries += 1
      }
    }
  }

  /// A random pause, so that two acts which met do not meet again: up to 4 ms after the first try, twice as much after
  /// each further one, never more than 256 ms.
  private static func pause(after tries: Int) {
    let longest = 2_000 << min(tries, 7)
    usleep(useconds_t(Int.random(in: 0...longest)))
  }
}
