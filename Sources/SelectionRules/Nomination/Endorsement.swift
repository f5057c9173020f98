import Primitives

/// Who gives an opinion on a form below the city (form 12.5).
public enum EndorsementParty: String, Sendable, Hashable, Codable, CaseIterable {
  /// 所在单位.
  case unit
  /// 基层工会.
  case baseUnion = "base_union"

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .unit: Bilingual("所在单位", "the unit")
    case .baseUnion: Bilingual("基层工会", "the base union")
    }
  }
}

extension NominationChannel {
  /// Whose opinion with seal the channel needs: a self-recommendation the base union's alone.
  public var parties: [EndorsementParty] { self == .selfRecommended ? [.baseUnion] : [.unit, .baseUnion] }

  /// Who shows the nominee to the colleagues before the form is filed.
  public var publisher: EndorsementParty { self == .selfRecommended ? .baseUnion : .unit }
}

/// The publicity of a unit.
public struct UnitPublicity: Sendable, Hashable {
  /// Its first day, which is not counted.
  public let from: CalendarDay
  /// Its last day.
  public let to: CalendarDay

  /// Makes a publicity of its days.
  public init(from: CalendarDay, to: CalendarDay) {
    self.from = from
    self.to = to
  }

  /// Passes if it lasted long enough and is over; answers the years whose holidays are not known.
  ///
  /// - Throws: a ``Refusal`` `form.publicity-…`.
  public func check(
    today: CalendarDay, calendar: WorkingCalendar = .national
  ) throws -> [CalendarWarning] {
    guard from <= to else { throw Self.reversed }
    guard to < today else { throw Self.running }
    let days = calendar.workingDays(after: from, through: to)
    guard days.value >= FormLimits.publicityDays else { throw Self.tooShort(days.value) }
    return days.warnings
  }

  private static let reversed = FormRefusals.make(
    "form.publicity-reversed", Citation("R-228", Citation.houseRules),
    Bilingual("公示的结束日期早于开始日期", "the publicity ends before it begins"),
    Bilingual("核对公示起止日期", "check its two dates"))

  private static let running = FormRefusals.make(
    "form.publicity-running", Citation("R-228", Citation.houseRules),
    Bilingual("公示尚未结束", "the publicity is not over"),
    Bilingual("公示期满次日起再登记意见", "record the opinion on a day after its last one"))

  private static func tooShort(_ days: Int) -> Refusal {
    FormRefusals.make(
      "form.publicity-too-short", Citation("R-228", Citation.houseRules),
      Bilingual(
        "公示只有 \(days) 个工作日，不足 \(FormLimits.publicityDays) 个（首日不计）",
        "the publicity lasted \(days) working days, fewer than \(FormLimits.publicityDays); the first day is not counted"
      ),
      Bilingual("补足公示后重新登记", "publish again, long enough"))
  }
}

/// An opinion with its seal, as far as the rules look at it.
public struct SealedOpinion: Sendable, Hashable {
  /// Who gave it.
  public let party: EndorsementParty
  /// The revision of the form that was sealed.
  public let revision: Int
  /// Whether the publicity was recorded with it.
  public let hasPublicity: Bool

  /// Makes an opinion.
  public init(party: EndorsementParty, revision: Int, hasPublicity: Bool) {
    self.party = party
    self.revision = revision
    self.hasPublicity = hasPublicity
  }
}

/// When a form counts as endorsed (SM-2, R-228, R-235).
public enum Endorsement {
  /// What is still missing; nothing for a form that is endorsed. An opinion on another revision is none.
  public static func missing(
    _ channel: NominationChannel, revision: Int, opinions: [SealedOpinion]
  ) -> [FormFault] {
    let valid = opinions.filter { $0.revision == revision }
    var faults = channel.parties.filter { party in !valid.contains { $0.party == party } }.map(opinionMissing)
    if !valid.contains(where: { $0.party == channel.publisher && $0.hasPublicity }) {
      faults.append(publicityMissing(channel.publisher))
    }
    return faults
  }

  private static func opinionMissing(_ party: EndorsementParty) -> FormFault {
    FormFault(
      "opinion.\(party.rawValue)",
      FormRefusals.make(
        "form.opinion-missing", Citation(party == .unit ? "SM-2" : "R-235", Citation.houseRules),
        Bilingual(
          "缺少\(party.displayName.zh)对本版推荐表的盖章意见",
          "the sealed opinion of \(party.displayName.en) on this revision is missing"),
        Bilingual("用 form endorse 登记意见和盖章页", "record the opinion and its sealed page with form endorse")))
  }

  private static func publicityMissing(_ party: EndorsementParty) -> FormFault {
    FormFault("publicity", Self.withoutPublicity(party))
  }

  /// The opinion of the publisher comes with the dates and the proof of the publicity.
  public static func withoutPublicity(_ party: EndorsementParty) -> Refusal {
    FormRefusals.make(
      "form.publicity-missing", Citation("R-228", Citation.houseRules),
      Bilingual(
        "缺少\(party.displayName.zh)不少于 \(FormLimits.publicityDays) 个工作日的公示",
        "the publicity of at least \(FormLimits.publicityDays) working days by \(party.displayName.en) is missing"),
      Bilingual(
        "登记意见时一并给出公示起止日期和公示材料",
        "give --publicity-from, --publicity-to and --publicity-proof with the opinion"))
  }

  /// Passes if a channel asks for a party's opinion at all.
  ///
  /// - Throws: a ``Refusal`` `form.no-such-party`.
  public static func check(_ party: EndorsementParty, of channel: NominationChannel) throws {
    guard !channel.parties.contains(party) else { return }
    throw FormRefusals.make(
      "form.no-such-party", Citation("R-235", Citation.houseRules),
      Bilingual("个人自荐不需要单位意见", "a self-recommendation takes no opinion of the unit"),
      Bilingual("登记基层工会的盖章意见", "record the sealed opinion of the base union"))
  }
}
