import Primitives

/// Everything that decides one edition, as values (source: the edition package, "Inputs").
///
/// Nominations and experts are referred to by their position in ``nominations`` and ``experts``; the builder
/// has proven that every reference exists and that no key is repeated.
public struct EditionInputs: Sendable {
  /// The edition's rules.
  public var rules: EditionRules
  /// The nominations in the order of reading.
  public var nominations: [NominationEntry] = []
  /// The preliminary scores.
  public var preliminary: [PreliminaryScore] = []
  /// The experts in the order of reading.
  public var experts: [ExpertEntry] = []
  /// The declared recusals.
  public var recusals: [Recusal] = []
  /// The score sheets.
  public var sheets: [ScoreSheet] = []
  /// The vote totals of nominations by channel.
  public var votes: [ChannelVotes] = []
  /// The recorded decisions in the order of reading.
  public var decisions: [Decision] = []

  /// Inputs with rules and nothing else.
  public init(rules: EditionRules) { self.rules = rules }
}

/// A nomination as the package knows it.
public struct NominationEntry: Sendable, Hashable {
  /// The nomination's number, its key.
  public var key: ByteText
  /// The nominee's name.
  public var name: ByteText
  /// The employer's unified social credit code; empty differs from every code.
  public var employerCreditCode: ByteText
  /// The region's code.
  public var region: ByteText
  /// How the nomination came.
  public var channel: NominationChannel
  /// Why it is not qualified; nil for a qualified one.
  public var disqualification: ByteText?

  /// Makes a nomination.
  public init(
    key: ByteText, name: ByteText, employerCreditCode: ByteText, region: ByteText, channel: NominationChannel,
    disqualification: ByteText?
  ) {
    self.key = key
    self.name = name
    self.employerCreditCode = employerCreditCode
    self.region = region
    self.channel = channel
    self.disqualification = disqualification
  }
}

/// The three channels of nomination.
public enum NominationChannel: String, Sendable, Hashable, Codable, CaseIterable {
  /// 单位推荐.
  case unit
  /// 个人自荐.
  case selfRecommended = "self"
  /// 联名推荐.
  case joint
}

/// One reviewer's score of the preliminary review.
public struct PreliminaryScore: Sendable, Hashable {
  /// The position of the nomination.
  public var nomination: Int
  /// The reviewer, free text.
  public var reviewer: ByteText
  /// The score in hundredths, 0…10000.
  public var hundredths: Int

  /// Makes a score.
  public init(nomination: Int, reviewer: ByteText, hundredths: Int) {
    self.nomination = nomination
    self.reviewer = reviewer
    self.hundredths = hundredths
  }
}

/// An expert of the panel.
public struct ExpertEntry: Sendable, Hashable {
  /// The expert's code, its key.
  public var key: ByteText
  /// The name.
  public var name: ByteText
  /// The employer's unified social credit code; empty differs from every code.
  public var employerCreditCode: ByteText

  /// Makes an expert.
  public init(key: ByteText, name: ByteText, employerCreditCode: ByteText) {
    self.key = key
    self.name = name
    self.employerCreditCode = employerCreditCode
  }
}

/// Why an expert does not score a nomination.
public enum RecusalKind: String, Sendable, Hashable, Codable, CaseIterable {
  /// 同单位.
  case employer
  /// 亲属.
  case kinship
  /// 师徒.
  case mentorship
  /// 其他.
  case other
}

/// An expert's recusal from a nomination.
public struct Recusal: Sendable, Hashable {
  /// The position of the expert.
  public var expert: Int
  /// The position of the nomination.
  public var nomination: Int
  /// The reason.
  public var kind: RecusalKind

  /// Makes a recusal.
  public init(expert: Int, nomination: Int, kind: RecusalKind) {
    self.expert = expert
    self.nomination = nomination
    self.kind = kind
  }
}

/// An expert's sheet for a nomination: four scores in hundredths, 0…10000.
public struct ScoreSheet: Sendable, Hashable {
  /// The position of the expert.
  public var expert: Int
  /// The position of the nomination.
  public var nomination: Int
  /// The scores in hundredths.
  public var hundredths: ByDimension<Int>

  /// Makes a sheet.
  public init(expert: Int, nomination: Int, hundredths: ByDimension<Int>) {
    self.expert = expert
    self.nomination = nomination
    self.hundredths = hundredths
  }
}

/// The votes of one nomination in one channel.
public struct ChannelVotes: Sendable, Hashable {
  /// The position of the nomination.
  public var nomination: Int
  /// The voting channel.
  public var channel: ByteText
  /// The number of votes, 0…999,999,999,999.
  public var votes: Int64

  /// Makes a vote total.
  public init(nomination: Int, channel: ByteText, votes: Int64) {
    self.nomination = nomination
    self.channel = channel
    self.votes = votes
  }
}

/// What a recorded decision says about a nomination at a stage.
public enum DecisionKind: String, Sendable, Hashable, Codable, CaseIterable {
  /// Struck out: an upheld objection, a failed inspection, a withdrawal.
  case remove
  /// A committee's vote on the order of a tied group.
  case order
  /// Given a place that a removal emptied.
  case substitute
}

/// A recorded decision with its document.
public struct Decision: Sendable, Hashable {
  /// The stage it concerns.
  public var stage: Stage
  /// The position of the nomination.
  public var nomination: Int
  /// What it says.
  public var kind: DecisionKind
  /// The position in a tied group, for an order.
  public var position: Int?
  /// The document's number.
  public var document: ByteText
  /// The reason.
  public var reason: ByteText
  /// The line of decisions.csv, or the row's number in the database's order.
  public var line: Int

  /// Makes a decision.
  public init(
    stage: Stage, nomination: Int, kind: DecisionKind, position: Int?, document: ByteText, reason: ByteText, line: Int
  ) {
    self.stage = stage
    self.nomination = nomination
    self.kind = kind
    self.position = position
    self.document = document
    self.reason = reason
    self.line = line
  }
}
