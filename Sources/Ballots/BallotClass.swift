/// What a row of a hand-over is: exactly one of nine, the first that fits.
public enum BallotClass: Int, Sendable, Hashable, CaseIterable {
  /// Not five fields, or a field not of its form.
  case malformed
  /// A ballot number that no nominee has.
  case unknownCandidate
  /// A channel that the rules do not name.
  case unknownChannel
  /// Cast before the vote opened, or when it had closed.
  case outsideWindow
  /// The `ballot_id` of an earlier row of this class or a later one.
  case repeatedBallot
  /// Of a voter who was voided.
  case voidedVoter
  /// The same voter and nominee were counted already, in the same edition or day.
  case repeatedChoice
  /// The voter has as many counted choices on that day as one may have.
  case overDailyLimit
  /// A vote.
  case counted

  /// The name in files: `repeated_ballot`.
  public var code: String {
    switch self {
    case .malformed: "malformed"
    case .unknownCandidate: "unknown_candidate"
    case .unknownChannel: "unknown_channel"
    case .outsideWindow: "outside_window"
    case .repeatedBallot: "repeated_ballot"
    case .voidedVoter: "voided_voter"
    case .repeatedChoice: "repeated_choice"
    case .overDailyLimit: "over_daily_limit"
    case .counted: "counted"
    }
  }

  /// The classes of rows that were cast as the rules say, told apart by what came before them.
  public static let ordered: [BallotClass] = [
    .repeatedBallot, .voidedVoter, .repeatedChoice, .overDailyLimit, .counted,
  ]
}

/// The columns of a hand-over, in the order in which a bad field is named.
public enum BallotField: Int, Sendable, Hashable, CaseIterable {
  /// `B` and ten digits.
  case ballotID
  /// 32 lower-case hexadecimal digits.
  case voterHash
  /// `0` or up to nine digits without a leading zero.
  case candidateNumber
  /// Not empty.
  case channel
  /// `YYYY-MM-DDThh:mm:ssZ`.
  case timestamp

  /// The column's name.
  public var name: String {
    switch self {
    case .ballotID: "ballot_id"
    case .voterHash: "voter_hash"
    case .candidateNumber: "candidate_no"
    case .channel: "channel"
    case .timestamp: "timestamp"
    }
  }

  /// How `rejected.csv` names a row that has not five fields.
  public static let columns = "columns"
}

/// What a row is by itself, before it is known what came earlier.
enum RowVerdict: Equatable {
  /// Not five fields, or a field not of its form; nil where the row has not five fields.
  case malformed(BallotField?)
  case unknownCandidate
  case unknownChannel
  case outsideWindow
  case cast(Choice)

  var ballotClass: BallotClass {
    switch self {
    case .malformed: .malformed
    case .unknownCandidate: .unknownCandidate
    case .unknownChannel: .unknownChannel
    case .outsideWindow: .outsideWindow
    case .cast: .counted
    }
  }
}

/// One voter's choice of one nominee, as a row of a hand-over says it.
struct Choice: Equatable {
  var ballot: UInt64
  var voterHigh: UInt64
  var voterLow: UInt64
  var candidate: UInt32
  /// The place of the channel in the order of bytes.
  var channel: UInt32
  /// Hours since the hour in which the vote opened.
  var hour: UInt32
}
