import Primitives

/// A figure that auditors should look at; never a reason by itself to leave votes out.
public struct BallotSignal: Sendable, Hashable {
  /// What stands out.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// An hour of a nominee with far more votes than the usual ones.
    case burst
    /// A nominee whose voters chose nobody else far more often than voters do.
    case singleChoice = "single_choice"
    /// A nominee whose share in one channel is far from the share in the others.
    case channelShare = "channel_share"
  }

  /// What stands out.
  public let kind: Kind
  /// The nominee's ballot number.
  public let candidate: Int
  /// The hour in UTC, the channel, or nothing.
  public let subject: String
  /// The figure: votes, or a share with four decimals.
  public let value: String
  /// The figure from which it stands out.
  public let threshold: String
}

/// The limits of the signals.
enum SignalLimits {
  /// Votes of an hour.
  static let burstVotes = 1_000
  /// Times the median.
  static let burstFactor = 10
  /// Voters of a nominee.
  static let soleVoters = 1_000
  /// Hundredths above the share over all voters.
  static let soleHundredths = 30
  /// Votes of a channel.
  static let channelVotes = 10_000
  /// Hundredths between a channel and the others.
  static let channelHundredths = 20
}

extension BallotResult {
  /// The signals: by kind, nominee, then hour or channel.
  public var signals: [BallotSignal] { bursts + singleChoices + channelShares }

  // MARK: Bursts

  private var bursts: [BallotSignal] {
    var found: [BallotSignal] = []
    var hours = HourSums(result: self)
    votes.forEach { cell, count in
      let (place, hour) = cell.quotientAndRemainder(dividingBy: cells.hours)
      let candidate = place / cells.channels + 1
      if candidate != hours.candidate { found += hours.finish(next: candidate) }
      hours.add(hour, Int(count))
    }
    return found + hours.finish(next: 0)
  }

  /// The votes of one nominee by hour.
  private struct HourSums {
    let result: BallotResult
    var candidate = 0
    private var sums: [Int: Int] = [:]
    /// The first and the last hour that lie in the window as a whole.
    private let full: Range<Int>

    init(result: BallotResult) {
      self.result = result
      let (first, cells) = (result.cells.firstHour, result.cells)
      let begin = result.rules.opens == first * 3600 ? 0 : 1
      let end = result.rules.closes == (first + Int64(cells.hours)) * 3600 ? cells.hours : cells.hours - 1
      full = begin..<max(begin, end)
    }

    mutating func add(_ hour: Int, _ votes: Int) { sums[hour, default: 0] += votes }

    mutating func finish(next: Int) -> [BallotSignal] {
      defer { (candidate, sums) = (next, [:]) }
      guard candidate > 0, !full.isEmpty else { return [] }
      // Half of the factor times twice the median, which is a whole number.
      let bound = twiceMedian * SignalLimits.burstFactor / 2
      return sums.filter { $0.value >= SignalLimits.burstVotes && $0.value > bound }.sorted { $0.key < $1.key }.map {
        BallotSignal(
          kind: .burst, candidate: candidate,
          subject: BallotInstant.text((result.cells.firstHour + Int64($0.key)) * 3600), value: "\($0.value)",
          threshold: "\(max(bound, SignalLimits.burstVotes))")
      }
    }

    /// The two middle ones together, the hours without votes among them.
    private var twiceMedian: Int {
      let counted = sums.filter { full.contains($0.key) }.values.sorted()
      let empty = full.count - counted.count
      func at(_ place: Int) -> Int { place < empty ? 0 : counted[place - empty] }
      return at((full.count - 1) / 2) + at(full.count / 2)
    }
  }

  // MARK: Single choices

  private var singleChoices: [BallotSignal] {
    var allSole = 0
    soleVoters.forEach { _, count in allSole += Int(count) }
    let overall = Share(allSole, voters)
    return votersByCandidate.compactMap { candidate, voters in
      let share = Share(Int(soleVoters[candidate]), voters)
      guard voters >= SignalLimits.soleVoters, share.exceeds(overall, by: SignalLimits.soleHundredths) else {
        return nil
      }
      return BallotSignal(
        kind: .singleChoice, candidate: candidate, subject: "", value: share.text(),
        threshold: overall.text(moreHundredths: SignalLimits.soleHundredths))
    }
  }

  /// The distinct voters of each nominee who has some.
  private var votersByCandidate: [(candidate: Int, voters: Int)] {
    var found: [(candidate: Int, voters: Int)] = []
    if rules.oncePer == .day {
      candidateVoters.forEach { found.append(($0, Int($1))) }
      return found
    }
    for sum in votesByChannel {
      if found.last?.candidate == sum.candidate {
        found[found.count - 1].voters += sum.votes
      } else {
        found.append((sum.candidate, sum.votes))
      }
    }
    return found
  }

  // MARK: Channel shares

  private var channelShares: [BallotSignal] {
    var totals = [Int](repeating: 0, count: cells.channels)
    var own: [Int: [Int: Int]] = [:]
    for sum in votesByChannel {
      totals[sum.channel] += sum.votes
      own[sum.candidate, default: [:]][sum.channel] = sum.votes
    }
    let all = totals.reduce(0, +)
    let big = totals.indices.filter { totals[$0] >= SignalLimits.channelVotes && totals[$0] < all }
    return own.keys.sorted().flatMap { candidate -> [BallotSignal] in
      let votes = own[candidate] ?? [:]
      let sum = votes.values.reduce(0, +)
      return big.compactMap { channel in
        let here = Share(votes[channel] ?? 0, totals[channel])
        let elsewhere = Share(sum - (votes[channel] ?? 0), all - totals[channel])
        let hundredths = SignalLimits.channelHundredths
        let isAbove = here.exceeds(elsewhere, by: hundredths)
        guard isAbove || elsewhere.exceeds(here, by: hundredths) else { return nil }
        return BallotSignal(
          kind: .channelShare, candidate: candidate, subject: rules.channels[channel].string, value: here.text(),
          threshold: elsewhere.text(moreHundredths: isAbove ? hundredths : -hundredths))
      }
    }
  }
}

/// A part of a whole, compared exactly.
private struct Share {
  private let part: Int128
  private let whole: Int128

  init(_ part: Int, _ whole: Int) {
    self.part = Int128(part)
    self.whole = Int128(max(whole, 1))
  }

  /// Whether it is at least so many hundredths above another.
  func exceeds(_ other: Share, by hundredths: Int) -> Bool {
    100 * (part * other.whole - other.part * whole) >= Int128(hundredths) * whole * other.whole
  }

  /// Four decimals, rounded half up; changed by hundredths.
  func text(moreHundredths: Int = 0) -> String {
    let scaled = (part * 20_000 + whole) / (whole * 2) + Int128(moreHundredths * 100)
    let size = scaled.magnitude
    let decimals = String(size % 10_000)
    return (scaled < 0 ? "-" : "") + "\(size / 10_000)." + String(repeating: "0", count: 4 - decimals.count) + decimals
  }
}
