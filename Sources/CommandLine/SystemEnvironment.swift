import Foundation
import Operations

extension Environment {
  /// The effects of the running process: its clock, its user, identifiers made of both clock and chance.
  public static func system() -> Environment {
    let identifiers = IdentifierSource(now: wallClock, random: { UInt64.random(in: .min ... .max) })
    return Environment(
      now: wallClock, newIdentifier: { identifiers.next() }, operatingSystemUser: effectiveUser,
      pause: { usleep(UInt32($0) * 1000) }, giveWay: lowerPriority,
      upgradesServers: ProcessInfo.processInfo.environment["QILU_MIGRATE"] == "yes")
  }

  /// Ten of the twenty steps towards the least: on Linux this concerns the calling thread.
  @Sendable private static func lowerPriority() { setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10) }

  @Sendable private static func wallClock() -> Int64 {
    var moment = timespec()
    clock_gettime(CLOCK_REALTIME, &moment)
    return Int64(moment.tv_sec) * 1000 + Int64(moment.tv_nsec) / 1_000_000
  }

  /// The user whose rights the process has, not the one who once signed in.
  @Sendable private static func effectiveUser() -> String? {
    guard let entry = getpwuid(geteuid()), let name = entry.pointee.pw_name else { return nil }
    return String(cString: name)
  }
}
