import Foundation
import Primitives
import Sealing

/// One request as a door hands it over: an operation, its input, and what the caller showed and asked for.
public struct ServiceCall: Sendable {
  /// What a caller saw before he acts: an answer's tag, and the read that gave it.
  public struct Condition: Sendable {
    /// The tags of which one must be the current answer's; nil for any answer, so that there must be one.
    public let tags: [String]?
    /// The read.
    public let entry: CatalogueEntry
    /// Its input, as JSON.
    public let input: Data

    /// Makes a condition.
    public init(tags: [String]?, entry: CatalogueEntry, input: Data) {
      self.tags = tags
      self.entry = entry
      self.input = input
    }
  }

  /// The operation.
  public let entry: CatalogueEntry
  /// Its input, as JSON.
  public let input: Data
  /// What tells this request from others under the same key: the input, with what its files hold in the place of their paths.
  public var identity: Data
  /// The folder of the request's files, which no answer names.
  public var folder: String?
  /// What must live as long as the call: it keeps the request's files.
  public var anchor: (any AnyObject & Sendable)?
  /// The secret that the caller showed: a session's or a token's; nil for none.
  public var secret: String?
  /// Who the caller is, where a test says so in the place of a secret.
  var principal: Principal?
  /// The caller's address.
  public var address: String?
  /// The key under which the answer is kept for a retry.
  public var key: String?
  /// What must still be so.
  public var condition: Condition?
  /// The part of a list that is wanted; nil where the answer is no list.
  public var shape: ListShape?

  /// Makes a call.
  public init(_ entry: CatalogueEntry, input: Data) {
    self.entry = entry
    self.input = input
    identity = input
  }
}

/// What came of a call.
public enum ServiceAnswer: Sendable {
  /// The operation's answer as JSON, with a tag that another answer does not have.
  case output(body: [UInt8], tag: String, verdict: Verdict, isRepeated: Bool)
  /// It was refused; nothing was changed, unless the refusal's code says that nobody knows.
  case refusal(Refusal)
}

/// Tags of answers.
enum AnswerTag {
  /// The tag of an answer's bytes: what is the same has the same tag, whoever asks.
  static func tag(of body: [UInt8]) -> String { String(Digest.sha256(of: body).hex.prefix(32)) }
}
