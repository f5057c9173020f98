import Store

/// How many guesses at a password there are, in a way that nobody can use to lock others out.
///
/// - After 5 failures of an account from one address, that address waits for that account: 1, 2, 4, 8, then 15 minutes. That
///   is at most 9 + 24 · 4 = 105 guesses a day.
/// - After 50 failures of an account in an hour, only addresses from which it signed in within 90 days may still try it: at
///   most 50 · 24 = 1,200 guesses a day from all others together, out of more than 10¹² passwords that no list holds.
/// - After 100 failures of one address in an hour, whatever the accounts, it may try only accounts that signed in from there.
/// - A known address waits for nothing but its own failures.
enum GuessLimits {
  static let triesBeforeWait = 5
  static let triesOfAccountAnHour = 50
  static let triesOfAddressAnHour = 100
  /// Failures in an hour of the whole installation, behind which their beginnings are no longer audited one by one.
  static let auditedAnHour = 200
  static let hour: Int64 = 3_600_000
  static let day = 24 * hour
  /// How long an address is remembered.
  static let remembered = 90 * day
  private static let minute: Int64 = 60_000
  private static let longestWait = 15 * minute

  /// Until when a try has to wait, in milliseconds since 1970; nil where it may be made.
  static func waitEnd(_ counts: GuessCounts, isKnown: Bool, now: Int64) -> Int64? {
    var ends: [Int64] = []
    if counts.pair >= triesBeforeWait { ends.append(counts.lastOfPair + wait(after: counts.pair)) }
    if !isKnown, counts.account >= triesOfAccountAnHour { ends.append(counts.firstOfAccount + hour) }
    if !isKnown, counts.address >= triesOfAddressAnHour { ends.append(counts.firstOfAddress + hour) }
    return ends.max().flatMap { $0 > now ? $0 : nil }
  }

  /// How long an address waits for an account after so many failures, in milliseconds.
  static func wait(after failures: Int) -> Int64 {
    min(minute << Int64(min(failures - triesBeforeWait, 10)), longestWait)
  }
}
