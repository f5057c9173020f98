import Primitives

/// By what rules choices are counted.
public struct BallotRules: Sendable, Hashable {
  /// How often a voter may choose the same nominee.
  public enum Period: String, Sendable, Hashable, CaseIterable {
    /// Once in the whole vote.
    case edition
    /// Once on each day.
    case day
  }

  /// A voter whose choices do not count.
  public struct VoidedVoter: Sendable, Hashable {
    /// The voter's 32 lower-case hexadecimal digits.
    public let voter: ByteText
    /// The document of the decision.
    public let document: ByteText
    /// Why.
    public let reason: ByteText

    /// Names a voter with the decision.
    public init(voter: ByteText, document: ByteText, reason: ByteText) {
      self.voter = voter
      self.document = document
      self.reason = reason
    }

    /// Whether a text writes a voter: 32 lower-case hexadecimal digits.
    public static func isVoter(_ text: String) -> Bool { VoterKey(Array(text.utf8)) != nil }
  }

  /// How many nominees stand for the vote.
  public let candidates: Int
  /// The channels in the order of their bytes.
  public let channels: [ByteText]
  /// The first second of the vote, since 1970 in UTC.
  public let opens: Int64
  /// The first second after the vote.
  public let closes: Int64
  /// How often a voter may choose the same nominee.
  public let oncePer: Period
  /// How many choices of a voter are counted on one day; nil for any number.
  public let picksPerDay: Int?
  /// Voters whose choices do not count.
  public let voidedVoters: [VoidedVoter]
  /// The nominations by ballot number, from 1; nil where ballots are counted by number alone.
  public let nominations: [ByteText]?

  /// The largest ballot number that nine digits write.
  public static let mostCandidates = 999_999_999
  /// Thirteen bits of a record hold a channel; a platform has a handful.
  public static let mostChannels = 8_000

  /// Makes rules; the channels may stand in any order.
  ///
  /// - Throws: a ``Primitives/Refusal`` `ballot-rules.…` whose location's column is the key that is wrong.
  public init(
    candidates: Int, channels: [ByteText], opens: Int64, closes: Int64, oncePer: Period, picksPerDay: Int? = nil,
    voidedVoters: [VoidedVoter] = [], nominations: [ByteText]? = nil
  ) throws {
    self.candidates = candidates
    self.channels = channels.sorted()
    self.opens = opens
    self.closes = closes
    self.oncePer = oncePer
    self.picksPerDay = picksPerDay
    self.voidedVoters = voidedVoters
    self.nominations = nominations
    try check()
  }

  /// The same rules with other voters whose choices do not count.
  ///
  /// - Throws: a ``Primitives/Refusal`` as the initializer does.
  public func voiding(_ voters: [VoidedVoter]) throws -> BallotRules {
    try BallotRules(
      candidates: candidates, channels: channels, opens: opens, closes: closes, oncePer: oncePer,
      picksPerDay: picksPerDay, voidedVoters: voters, nominations: nominations)
  }

  /// The days in UTC+8 on which the vote opens, and of its last instant.
  public var days: (first: CalendarDay, last: CalendarDay)? {
    let cells = CellLayout(self)
    guard let first = CalendarDay(dayNumber: Int(cells.firstDay)),
      let last = CalendarDay(dayNumber: Int(cells.firstDay) + cells.days - 1)
    else { return nil }
    return (first, last)
  }

  private func check() throws {
    guard (1...Self.mostCandidates).contains(candidates) else {
      throw RuleFaults.range("candidates", 1, Self.mostCandidates)
    }
    guard (1...Self.mostChannels).contains(channels.count) else {
      throw RuleFaults.range("channels", 1, Self.mostChannels)
    }
    guard channels.allSatisfy({ !$0.isEmpty }) else { throw RuleFaults.empty("channels") }
    guard Set(channels).count == channels.count else { throw RuleFaults.repeated("channels") }
    guard opens >= BallotInstant.earliestOpening else { throw RuleFaults.tooEarly }
    guard opens < closes, closes <= BallotInstant.latest else { throw RuleFaults.window }
    if let picksPerDay, picksPerDay < 1 { throw RuleFaults.range("picksPerDay", 1, Int.max) }
    guard CellLayout(self).isCountable else { throw RuleFaults.tooLarge }
    try checkVoters()
    if let nominations {
      guard nominations.count == candidates else { throw RuleFaults.nominations(nominations.count, candidates) }
      guard nominations.allSatisfy({ !$0.isEmpty }) else { throw RuleFaults.empty("nominations") }
      guard Set(nominations).count == nominations.count else { throw RuleFaults.repeated("nominations") }
    }
  }

  private func checkVoters() throws {
    var seen: Set<VoterKey> = []
    for entry in voidedVoters {
      guard let voter = VoterKey(entry.voter.bytes) else { throw RuleFaults.voter }
      guard seen.insert(voter).inserted else { throw RuleFaults.repeated("voidedVoters") }
    }
  }
}

/// The 128 bits that a voter's hash writes.
struct VoterKey: Hashable {
  let high: UInt64
  let low: UInt64

  init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Nil for anything but 32 lower-case hexadecimal digits.
  init?(_ digits: some Collection<UInt8>) {
    guard digits.count == 32 else { return nil }
    var value: UInt128 = 0
    for digit in digits {
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt128(digit - UInt8(ascii: "0"))
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt128(digit - UInt8(ascii: "a") + 10)
      default: return nil
      }
    }
    self.init(high: UInt64(truncatingIfNeeded: value >> 64), low: UInt64(truncatingIfNeeded: value))
  }
}
