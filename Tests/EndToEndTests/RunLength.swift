import Foundation

/// How much is tried: little on each change, more where `QILU_LONG` is set.
enum RunLength {
  static var isLong: Bool { ProcessInfo.processInfo.environment["QILU_LONG"].map { !$0.isEmpty } ?? false }

  static func count(_ usual: Int, long: Int) -> Int { isLong ? long : usual }
}
