import Primitives
import Sealing

/// Raw ballots that were handed over for an edition.
public struct HandOverRow: Sendable, Hashable {
  /// 1 for the first; the last one is in force.
  public let number: Int
  /// The digest of the rules of the count as kept.
  public let rules: Digest
  /// Why it replaced what was there before; empty for the first one.
  public let reason: String
  /// Who imported it, by name.
  public let by: String
  /// When.
  public let at: String
}

/// A file of a hand-over.
public struct BallotFileRow: Sendable, Hashable {
  /// Its place in the order of reading, from 1.
  public let place: Int
  /// The name as it was given.
  public let name: String
  /// The SHA-256 of the bytes as handed over, under which they are kept.
  public let digest: Digest
  /// The SHA-256 of what they hold when unpacked.
  public let content: Digest
  /// How many bytes were handed over.
  public let bytes: Int
  /// How many rows, of all classes.
  public let rows: Int

  /// Makes a row.
  public init(place: Int, name: String, digest: Digest, content: Digest, bytes: Int, rows: Int) {
    self.place = place
    self.name = name
    self.digest = digest
    self.content = content
    self.bytes = bytes
    self.rows = rows
  }
}

/// Why ballots were counted.
public enum BallotCountCause: String, Sendable, Hashable, Codable, CaseIterable {
  /// They were imported.
  case `import`
  /// Decisions about voters had changed, or somebody wanted to be sure.
  case recount
}

/// A count of a hand-over.
public struct BallotCountRow: Sendable, Hashable {
  /// The hand-over.
  public var handOver: Int
  /// 1 for the count of the import.
  public var number: Int
  /// Why.
  public var cause: BallotCountCause
  /// The number of the last decision that it knew; 0 for none.
  public var decisions: Int
  /// The digest of the counted choices as kept.
  public var choices: Digest
  /// Rows of all classes.
  public var read: Int
  /// Distinct voters of whom something was counted.
  public var voters: Int
  /// Rows by class, by the class's stable name.
  public var classes: [String: Int]
  /// Rows that each decision excluded, by its number.
  public var exclusions: [Int: Int]
  /// Who counted, by name; empty for one that is not stored yet.
  public var by: String
  /// When; empty for one that is not stored yet.
  public var at: String

  /// Makes a count that is not stored yet.
  public init(
    handOver: Int, number: Int, cause: BallotCountCause, decisions: Int, choices: Digest, read: Int, voters: Int,
    classes: [String: Int], exclusions: [Int: Int]
  ) {
    self.handOver = handOver
    self.number = number
    self.cause = cause
    self.decisions = decisions
    self.choices = choices
    self.read = read
    self.voters = voters
    self.classes = classes
    self.exclusions = exclusions
    (by, at) = ("", "")
  }
}

/// A decision that a voter's choices do not count (SM-4).
public struct BallotVoidRow: Sendable, Hashable {
  /// 1 for the edition's first.
  public let number: Int
  /// The voter's 32 hexadecimal digits.
  public let voter: String
  /// The document of the decision.
  public let document: String
  /// Why.
  public let reason: String
  /// Who decided, by name.
  public let by: String
  /// When.
  public let at: String
}

/// What stood out in a count.
public struct BallotSignalRow: Sendable, Hashable {
  /// The signal's stable name.
  public let kind: String
  /// The nomination.
  public let nomination: ByteText
  /// The hour in UTC, the channel, or nothing.
  public let subject: String
  /// The figure.
  public let value: String
  /// The figure from which it stands out.
  public let threshold: String

  /// Makes a row.
  public init(kind: String, nomination: ByteText, subject: String, value: String, threshold: String) {
    self.kind = kind
    self.nomination = nomination
    self.subject = subject
    self.value = value
    self.threshold = threshold
  }
}
