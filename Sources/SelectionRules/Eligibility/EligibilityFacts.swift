import Primitives

/// Everything that the eligibility checks ask of one nomination.
public struct EligibilityFacts: Sendable {
  /// Whose sealed opinion the checks look for.
  public enum Seal: String, Sendable, Hashable, CaseIterable {
    /// 所在单位.
    case unit
    /// 基层工会.
    case baseUnion = "base_union"
    /// 市总工会（产业工会）.
    case city

    /// The name that people read.
    public var displayName: Bilingual {
      switch self {
      case .unit: Bilingual("所在单位", "the unit")
      case .baseUnion: Bilingual("基层工会", "the base union")
      case .city: Bilingual("市总工会（产业工会）", "the city's or industrial union")
      }
    }
  }

  /// An earlier naming at the level of the edition that may be the nominee's.
  public struct EarlierNaming: Sendable, Hashable {
    /// The year.
    public let year: Int
    /// Whether it is known to be the same person; otherwise name and employer agree and the identity is unknown.
    public let isSamePerson: Bool

    /// Makes one.
    public init(year: Int, isSamePerson: Bool) {
      self.year = year
      self.isSamePerson = isSamePerson
    }
  }

  /// The form.
  public var form: NominationForm
  /// The channel.
  public var channel: NominationChannel
  /// The kinds of the files that are attached.
  public var attachments: Set<AttachmentKind>
  /// Who sealed the form as it stands.
  public var seals: Set<Seal>
  /// How many co-nominators confirmed.
  public var confirmations: Int
  /// The publicity in the unit; nil without one.
  public var publicity: UnitPublicity?
  /// What is recorded of the employer.
  public var vetoes: [VetoFact]
  /// Earlier namings at the edition's level.
  public var earlier: [EarlierNaming]
  /// Whether the edition checks posts and cadres.
  public var checksPosts: Bool
  /// The day of the check.
  public var today: CalendarDay

  /// Makes facts.
  public init(
    form: NominationForm, channel: NominationChannel, attachments: Set<AttachmentKind>, seals: Set<Seal>,
    confirmations: Int,
    publicity: UnitPublicity?, vetoes: [VetoFact], earlier: [EarlierNaming], checksPosts: Bool, today: CalendarDay
  ) {
    self.form = form
    self.channel = channel
    self.attachments = attachments
    self.seals = seals
    self.confirmations = confirmations
    self.publicity = publicity
    self.vetoes = vetoes
    self.earlier = earlier
    self.checksPosts = checksPosts
    self.today = today
  }
}
