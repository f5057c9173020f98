import Primitives

/// Who is to be judged by how many of whom (R-207, R-227, OP-24); the input of ``AssignmentPlan``.
///
/// The order in which nominations and judges are given plays no part, nor do repeated pairs.
public struct AssignmentProblem: Sendable {
  /// A nomination that is to be judged.
  public struct Nomination: Sendable, Hashable {
    /// The number.
    public var key: ByteText
    /// The field; empty for one that needs no judge of its own field.
    public var field: ByteText
    /// The employer's credit code; empty differs from every code.
    public var employerCreditCode: ByteText

    /// Makes a nomination.
    public init(key: ByteText, field: ByteText = "", employerCreditCode: ByteText = "") {
      self.key = key
      self.field = field
      self.employerCreditCode = employerCreditCode
    }
  }

  /// Somebody who judges.
  public struct Judge: Sendable, Hashable {
    /// The code.
    public var key: ByteText
    /// The fields and trades that the judge is at home in.
    public var fields: Set<ByteText>
    /// The employer's credit code; empty differs from every code.
    public var employerCreditCode: ByteText

    /// Makes a judge.
    public init(key: ByteText, fields: Set<ByteText> = [], employerCreditCode: ByteText = "") {
      self.key = key
      self.fields = fields
      self.employerCreditCode = employerCreditCode
    }
  }

  /// A judge who must not judge a nomination.
  public struct Forbidden: Sendable, Hashable {
    /// The judge's code.
    public var judge: ByteText
    /// The nomination's number.
    public var nomination: ByteText

    /// Makes a pair.
    public init(judge: ByteText, nomination: ByteText) {
      self.judge = judge
      self.nomination = nomination
    }
  }

  /// Two judges who must not judge the same nomination.
  public struct Exclusion: Sendable, Hashable {
    /// The one whose code comes first in byte order.
    public let first: ByteText
    /// The other one.
    public let second: ByteText

    /// Makes a pair of two judges, in either order.
    public init(_ one: ByteText, _ other: ByteText) {
      first = min(one, other)
      second = max(one, other)
    }
  }

  /// The nominations; no key twice.
  public var nominations: [Nomination]
  /// The judges; no key twice.
  public var judges: [Judge]
  /// How many judges each nomination has, if it can.
  public var perNomination: Int
  /// Recusals and conflicts, beside equal employers, which are forbidden anyway.
  public var forbidden: Set<Forbidden>
  /// Not both of these.
  public var exclusions: Set<Exclusion>
  /// What decides between equally good plans.
  public var seed: ByteText

  /// Makes a problem.
  public init(
    nominations: [Nomination], judges: [Judge], perNomination: Int, forbidden: Set<Forbidden> = [],
    exclusions: Set<Exclusion> = [], seed: ByteText
  ) {
    self.nominations = nominations
    self.judges = judges
    self.perNomination = perNomination
    self.forbidden = forbidden
    self.exclusions = exclusions
    self.seed = seed
  }

  /// The problem as text, the same for the same problem whatever the order it was given in: what is digested.
  public var canonicalText: String {
    var lines = ["per-nomination\t\(perNomination)", "seed\t\(seed)"]
    lines += nominations.sorted { $0.key < $1.key }.map {
      "nomination\t\($0.key)\t\($0.field)\t\($0.employerCreditCode)"
    }
    lines += judges.sorted { $0.key < $1.key }.map {
      "judge\t\($0.key)\t\($0.fields.sorted().map(\.string).joined(separator: ";"))\t\($0.employerCreditCode)"
    }
    lines += forbidden.map { ($0.judge, $0.nomination) }.sorted(by: <).map { "forbidden\t\($0.0)\t\($0.1)" }
    lines += exclusions.map { ($0.first, $0.second) }.sorted(by: <).map { "exclusion\t\($0.0)\t\($0.1)" }
    return lines.map { $0 + "\n" }.joined()
  }
}
