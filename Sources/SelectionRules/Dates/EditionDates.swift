import Primitives

/// The dates of an edition (SM-1): the only things that a notice may move.
public enum EditionDateName: String, Sendable, Hashable, Codable, CaseIterable {
  /// 单位申报截止.
  case filingDeadline = "filing_deadline"
  /// 市总工会、产业工会上报截止.
  case forwardingDeadline = "forwarding_deadline"
  /// 初审评分截止.
  case reviewDeadline = "review_deadline"
  /// 专家评分截止.
  case sheetDeadline = "sheet_deadline"
  /// 投票开始.
  case voteFrom = "vote_from"
  /// 投票结束.
  case voteTo = "vote_to"

  /// The name that people read.
  public var displayName: Bilingual {
    switch self {
    case .filingDeadline: Bilingual("单位申报截止日", "filing deadline")
    case .forwardingDeadline: Bilingual("上报截止日", "forwarding deadline")
    case .reviewDeadline: Bilingual("初审评分截止日", "review deadline")
    case .sheetDeadline: Bilingual("专家评分截止日", "sheet deadline")
    case .voteFrom: Bilingual("投票开始日", "first day of the vote")
    case .voteTo: Bilingual("投票结束日", "last day of the vote")
    }
  }

  /// The pairs of dates of which the first is not behind the second.
  static let order: [(EditionDateName, EditionDateName)] = [
    (.filingDeadline, .forwardingDeadline), (.voteFrom, .voteTo),
  ]
}

/// When a date may be set and extended (SM-1).
public enum EditionDates {
  /// Passes if a date may be set: in a draft, or while it has none.
  public static func checkSetting(
    _ name: EditionDateName, to day: CalendarDay, state: EditionState, known: [EditionDateName: CalendarDay]
  ) throws {
    try checkOpen(state)
    guard state == .draft || known[name] == nil else { throw DateRefusals.set(name) }
    try checkOrder(name, day, known)
  }

  /// Passes if a date may be extended: it has one, the edition is open, and the new day is later.
  public static func checkExtension(
    _ name: EditionDateName, to day: CalendarDay, state: EditionState, known: [EditionDateName: CalendarDay]
  ) throws {
    try checkOpen(state)
    guard let old = known[name], state != .draft else { throw DateRefusals.notSet(name) }
    guard day > old else { throw DateRefusals.notLater(name, old) }
    try checkOrder(name, day, known)
  }

  /// Whether an act on a day comes too late: the day itself is still in time.
  public static func isLate(_ today: CalendarDay, against day: CalendarDay) -> Bool { today > day }

  /// Passes if the dates that are set let an edition go on: units file and unions forward till the last moment that they
  /// were given, and the vote is open for as long as it was announced (SM-1, R-224). A date that is not set holds nobody.
  public static func checkAdvance(
    from state: EditionState, to target: EditionState, today: CalendarDay, known: [EditionDateName: CalendarDay]
  ) throws {
    let awaited: [EditionDateName] =
      switch (state, target) {
      case (.nominating, .preliminaryReview): [.filingDeadline, .forwardingDeadline]
      case (.voting, .composite): [.voteTo]
      default: []
      }
    for name in awaited {
      if let day = known[name], !isLate(today, against: day) { throw DateRefusals.stillRunning(name, day) }
    }
    if target == .voting, let day = known[.voteFrom], today < day { throw DateRefusals.notYet(.voteFrom, day) }
  }

  private static func checkOpen(_ state: EditionState) throws {
    guard ![.named, .closed, .cancelled].contains(state) else { throw DateRefusals.over(state) }
  }

  private static func checkOrder(
    _ name: EditionDateName, _ day: CalendarDay, _ known: [EditionDateName: CalendarDay]
  ) throws {
    let days = known.merging([name: day]) { $1 }
    for (first, second) in EditionDateName.order where first == name || second == name {
      guard let from = days[first], let through = days[second], from > through else { continue }
      throw DateRefusals.order(first, second)
    }
  }
}

/// What is refused about dates.
enum DateRefusals {
  private static let citation = Citation("SM-1", Citation.houseRules)

  static func set(_ name: EditionDateName) -> Refusal {
    Refusal(
      "date.set", citation: citation,
      message: Bilingual("“\(name.displayName.zh)”已经确定", "the \(name.displayName.en) is set already"),
      remedy: Bilingual("只能凭有文号的通知用 date extend 延期", "it is only extended, by a notice with a number: date extend"))
  }

  static func notSet(_ name: EditionDateName) -> Refusal {
    Refusal(
      "date.not-set", citation: citation,
      message: Bilingual(
        "“\(name.displayName.zh)”尚未确定，或届次仍是草稿", "the \(name.displayName.en) is not set, or the edition is a draft"),
      remedy: Bilingual("用 date set 确定", "set it with date set"))
  }

  static func notLater(_ name: EditionDateName, _ day: CalendarDay) -> Refusal {
    Refusal(
      "date.not-later", citation: citation,
      message: Bilingual(
        "“\(name.displayName.zh)”现为 \(day.text)，只能延后", "the \(name.displayName.en) is \(day.text) and moves later only"),
      remedy: Bilingual("给出更晚的日期", "give a later day"))
  }

  static func order(_ first: EditionDateName, _ second: EditionDateName) -> Refusal {
    Refusal(
      "date.order", citation: citation,
      message: Bilingual(
        "“\(first.displayName.zh)”不能晚于“\(second.displayName.zh)”",
        "the \(first.displayName.en) is not behind the \(second.displayName.en)"),
      remedy: Bilingual("先确定或延后后一个日期", "set or extend the second one first"))
  }

  static func stillRunning(_ name: EditionDateName, _ day: CalendarDay) -> Refusal {
    Refusal(
      "date.still-running", citation: citation,
      message: Bilingual(
        "“\(name.displayName.zh)”是 \(day.text)，当日仍可办理",
        "the \(name.displayName.en) is \(day.text), and that day still counts"),
      remedy: Bilingual("该日过后再转入下一阶段", "go on after that day"))
  }

  static func notYet(_ name: EditionDateName, _ day: CalendarDay) -> Refusal {
    Refusal(
      "date.not-yet", citation: citation,
      message: Bilingual("“\(name.displayName.zh)”是 \(day.text)", "the \(name.displayName.en) is \(day.text)"),
      remedy: Bilingual("到该日再转入", "go on when it has come"))
  }

  static func over(_ state: EditionState) -> Refusal {
    Refusal(
      "date.over", citation: citation,
      message: Bilingual("本届处于“\(state.displayName.zh)”，日期不再变动", "the edition is \(state.rawValue); its dates stand"),
      remedy: Bilingual("新的届次另行确定", "set dates in another edition"))
  }
}
