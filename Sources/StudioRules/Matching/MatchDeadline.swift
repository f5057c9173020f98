import Primitives

/// By when the employer has to match a grant: one month from the base union's bank credit (OP-26).
public struct MatchDeadline: Sendable, Hashable {
  /// Months that the employer has (article 5).
  public static let months = 1

  /// The day on which the base union's bank credited the grant.
  public let receivedOn: CalendarDay
  /// The last day of the period; a warning for each year whose holidays are not known.
  public let lastDay: CalendarAnswer<CalendarDay>

  /// Counts the period: the first day is not counted, a rest day moves its end (Civil Code, articles 201 to 203).
  ///
  /// Throws `calendar-day.range` past the year 9999.
  public init(receivedOn: CalendarDay, calendar: WorkingCalendar) throws {
    self.receivedOn = receivedOn
    lastDay = try calendar.deadline(months: Self.months, after: receivedOn)
  }

  /// Whether the period is over at a day: from the day after its last one.
  public func isOver(on day: CalendarDay) -> Bool { day > lastDay.value }

  /// Days from a day to the last one; 0 on the last day, negative after it.
  public func daysLeft(on day: CalendarDay) -> Int { day.days(to: lastDay.value) }
}
