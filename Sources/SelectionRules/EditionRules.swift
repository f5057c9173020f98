import Primitives

/// The rules of one edition, the content of rules.json (source: the edition package, "Inputs").
public struct EditionRules: Sendable, Hashable {
  /// The upper limits of the four stages; 0 and any relation between them are allowed.
  public struct Caps: Sendable, Hashable {
    /// At most so many 候选人.
    public var candidate: Int
    /// At most so many 提名人选.
    public var nominee: Int
    /// At most so many 齐鲁工匠.
    public var named: Int
    /// At most so many 齐鲁大工匠.
    public var great: Int

    /// Makes the four limits.
    public init(candidate: Int, nominee: Int, named: Int, great: Int) {
      self.candidate = candidate
      self.nominee = nominee
      self.named = named
      self.great = great
    }

    /// The limit of a stage.
    public subscript(stage: Stage) -> Int {
      switch stage {
      case .candidate: candidate
      case .nominee: nominee
      case .named: named
      case .great: great
      }
    }
  }

  /// How the panel's sheets are counted.
  public struct Panel: Sendable, Hashable {
    /// Fewer counting sheets give no result; at least 1.
    public var minimumSheets: Int
    /// From so many counting sheets on one highest and one lowest total are dropped; at least 3.
    public var trimFrom: Int

    /// Makes the panel's two numbers.
    public init(minimumSheets: Int, trimFrom: Int) {
      self.minimumSheets = minimumSheets
      self.trimFrom = trimFrom
    }
  }

  /// How the public vote counts (R-222, R-223, OP-25).
  public struct Vote: Sendable, Hashable {
    /// How votes become a score.
    public enum Method: String, Sendable, Hashable, CaseIterable {
      /// By rank among those with votes.
      case rank
      /// By share of the highest.
      case share
    }

    /// Whether there is a public vote.
    public var enabled: Bool
    /// How votes become a score.
    public var method: Method
    /// The weight of a channel; one that is not named weighs 1.
    public var channelWeights: [ByteText: ExactDecimal]

    /// Makes the vote's rules.
    public init(enabled: Bool, method: Method, channelWeights: [ByteText: ExactDecimal] = [:]) {
      self.enabled = enabled
      self.method = method
      self.channelWeights = channelWeights
    }
  }

  /// The weights of the composite; they sum to 1.
  public struct Composite: Sendable, Hashable {
    /// The expert score's weight.
    public var expert: ExactDecimal
    /// The public score's weight.
    public var publicVote: ExactDecimal

    /// Makes the two weights; the reader proves that they sum to 1.
    public init(expert: ExactDecimal, publicVote: ExactDecimal) {
      self.expert = expert
      self.publicVote = publicVote
    }
  }

  /// The floors on a stage's first key; equal is not below.
  public struct Floors: Sendable, Hashable {
    /// On the preliminary mean.
    public var preliminary: ExactDecimal?
    /// On the expert score.
    public var expert: ExactDecimal?
    /// On the composite, for the named.
    public var named: ExactDecimal?
    /// On the composite, for the great.
    public var great: ExactDecimal?

    /// Makes floors; nil is none.
    public init(
      preliminary: ExactDecimal? = nil, expert: ExactDecimal? = nil, named: ExactDecimal? = nil,
      great: ExactDecimal? = nil
    ) {
      self.preliminary = preliminary
      self.expert = expert
      self.named = named
      self.great = great
    }
  }

  /// The edition's year or name, not empty.
  public var edition: ByteText
  /// The upper limits.
  public var caps: Caps
  /// The weights of the four dimensions; they sum to 1.
  public var dimensionWeights: ByDimension<ExactDecimal>
  /// How sheets are counted.
  public var panel: Panel
  /// How votes are counted.
  public var vote: Vote
  /// How expert and public score are combined.
  public var composite: Composite
  /// The floors.
  public var floors: Floors

  /// Makes rules of their parts; the reader of files proves the sums.
  public init(
    edition: ByteText, caps: Caps, dimensionWeights: ByDimension<ExactDecimal>, panel: Panel, vote: Vote,
    composite: Composite, floors: Floors = Floors()
  ) {
    self.edition = edition
    self.caps = caps
    self.dimensionWeights = dimensionWeights
    self.panel = panel
    self.vote = vote
    self.composite = composite
    self.floors = floors
  }
}
