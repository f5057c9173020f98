import Foundation

/// Keeps the signals that end a process waiting while something is half done; they work as always afterwards.
///
/// Only the calling thread holds them back, and so it must be the only one of the process that takes them: a count's own
/// threads have ended, and those of Dispatch take none.
enum HeldSignals {
  /// Does something; it is told whether a signal waits.
  static func hold<Result>(_ body: (_ isInterrupted: () -> Bool) throws -> Result) throws -> Result {
    var set = sigset_t()
    var old = sigset_t()
    sigemptyset(&set)
    for signal in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&set, signal) }
    pthread_sigmask(SIG_BLOCK, &set, &old)
    defer { pthread_sigmask(SIG_SETMASK, &old, nil) }
    return try body {
      var waiting = sigset_t()
      sigpending(&waiting)
      return [SIGINT, SIGTERM, SIGHUP].contains { sigismember(&waiting, $0) == 1 }
    }
  }
}
