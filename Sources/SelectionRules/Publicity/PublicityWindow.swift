import Primitives

/// The days of a publicity (公示): the first one is not counted, both are inside.
public struct PublicityWindow: Sendable, Hashable {
  /// The shortest publicity, in working days.
  public static let leastWorkdays = 5
  /// The longest one: a longer one is a slip of the pen.
  public static let mostWorkdays = 60

  /// How many days ahead a publicity may be entered: one of a later year is a slip of the pen, and would hold the naming.
  public static let mostDaysAhead = 30

  /// The day on which the list is put up.
  public let from: CalendarDay
  /// The last day.
  public let through: CalendarDay

  /// Makes a window.
  public init(from: CalendarDay, through: CalendarDay) {
    self.from = from
    self.through = through
  }

  /// The window of so many working days that begins on a day, with a warning for each year without holiday data.
  ///
  /// - Throws: a ``Refusal`` `publicity.days` for fewer than 5 or more than 60 working days.
  public static func planned(
    from: CalendarDay, workdays: Int, calendar: WorkingCalendar = .national
  ) throws -> CalendarAnswer<PublicityWindow> {
    guard (leastWorkdays...mostWorkdays).contains(workdays) else { throw PublicityRefusals.days(workdays) }
    let last = try calendar.adding(workingDays: workdays, to: from)
    return CalendarAnswer(PublicityWindow(from: from, through: last.value), warnings: last.warnings)
  }

  /// Passes if a publicity that begins on a day may be entered today.
  ///
  /// - Throws: a ``Refusal`` `publicity.far` for one that begins more than 30 days from today.
  public static func checkStart(_ from: CalendarDay, today: CalendarDay) throws {
    guard from <= (try today.adding(days: mostDaysAhead)) else { throw PublicityRefusals.far(from, today: today) }
  }

  /// Whether a day is inside, the first and the last included.
  public func contains(_ day: CalendarDay) -> Bool { from <= day && day <= through }

  /// How many working days it has, the first day not counted.
  public func workdays(_ calendar: WorkingCalendar = .national) -> Int {
    calendar.workingDays(after: from, through: through).value
  }

  /// Whether it was long enough and ended before a day.
  public func isFinished(before day: CalendarDay, _ calendar: WorkingCalendar = .national) -> Bool {
    through < day && workdays(calendar) >= Self.leastWorkdays
  }
}

/// A publicity of an edition: when, and who was shown.
public struct Publicity: Sendable, Hashable {
  /// Its days.
  public let window: PublicityWindow
  /// The nominations that were shown.
  public let shown: Set<ByteText>

  /// Makes a publicity.
  public init(window: PublicityWindow, shown: Set<ByteText>) {
    self.window = window
    self.shown = shown
  }
}
