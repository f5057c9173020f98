/// Which days are worked: weekends, statutory holidays, and the weekends worked in exchange.
///
/// A year is known when the data has its National Day (1 October): the notice of one year also names a few days of the
/// year before, which do not make that year known. For other years the answers carry a ``CalendarWarning``.
public struct WorkingCalendar: Sendable {
  /// What the data says of a day that is not worked, or not rested, as its weekday would have it.
  public enum Exception: String, Sendable, Hashable, CaseIterable {
    /// A rest day by the notice.
    case holiday
    /// A weekend day that is worked.
    case shiftedWorkday = "shifted_workday"
  }

  private let exceptions: [CalendarDay: Exception]
  /// The years whose data is complete.
  public let knownYears: Set<Int>

  /// The calendar that comes with the program, the State Council's notices from 2018 on.
  public static let national: WorkingCalendar = {
    do {
      return try WorkingCalendar(csv: PackageResources.working_days_csv, file: "working-days.csv")
    } catch { preconditionFailure("the embedded working-days.csv is broken: \(error)") }
  }()

  /// Reads a calendar of rows `date,kind,name` (kind `holiday` or `shifted_workday`, the name free).
  ///
  /// Throws `reference-data.…` with file and line for a malformed row, an unknown kind and a day that stands twice.
  public init(csv bytes: [UInt8], file: String) throws {
    let data = try ReferenceRows(bytes, header: ["date", "kind", "name"], file: file)
    var exceptions: [CalendarDay: Exception] = [:]
    for row in data.rows {
      guard let day = try? CalendarDay(row.fields[0]) else {
        throw data.fault("date", "日期应为 YYYY-MM-DD。", "The date should be YYYY-MM-DD.", row, "date")
      }
      guard let kind = Exception(rawValue: row.fields[1]) else {
        throw data.fault(
          "kind", "类别应为 holiday 或 shifted_workday。", "The kind should be holiday or shifted_workday.", row, "kind")
      }
      guard exceptions.updateValue(kind, forKey: day) == nil else {
        throw data.fault("repeated", "同一日期重复出现。", "The day stands twice.", row, "date")
      }
    }
    self.exceptions = exceptions
    knownYears = Set(exceptions.keys.filter { $0.month == 10 && $0.day == 1 }.map(\.year))
  }

  /// Whether a day is worked.
  public func isWorkingDay(_ day: CalendarDay) -> CalendarAnswer<Bool> {
    CalendarAnswer(works(day), warnings: warnings(day...day))
  }

  /// The first working day on or after a day. Throws `calendar-day.range` past the year 9999.
  public func workingDay(onOrAfter day: CalendarDay) throws -> CalendarAnswer<CalendarDay> {
    let found = try firstWorkingDay(from: day)
    return CalendarAnswer(found, warnings: warnings(day...found))
  }

  /// The first working day after a day. Throws `calendar-day.range` past the year 9999.
  public func workingDay(after day: CalendarDay) throws -> CalendarAnswer<CalendarDay> {
    try workingDay(onOrAfter: day.adding(days: 1))
  }

  /// The working day on which a period of working days ends; the first day is not counted.
  ///
  /// Five working days after a Monday without holidays end the Monday after. A count of 0 or less gives the day itself.
  /// Throws `calendar-day.range` past the year 9999.
  public func adding(workingDays count: Int, to day: CalendarDay) throws -> CalendarAnswer<CalendarDay> {
    var end = day
    for _ in 0..<max(0, count) { end = try firstWorkingDay(from: end.adding(days: 1)) }
    return CalendarAnswer(end, warnings: warnings(day...end))
  }

  /// The number of working days from a day through another, both counted; 0 where the other is earlier.
  public func workingDays(from first: CalendarDay, through last: CalendarDay) -> CalendarAnswer<Int> {
    guard first <= last else { return CalendarAnswer(0) }
    let count = (first.dayNumber...last.dayNumber).count { CalendarDay(dayNumber: $0).map(works) ?? false }
    return CalendarAnswer(count, warnings: warnings(first...last))
  }

  /// The number of working days of a period that begins on a day, which is itself not counted: what a publicity
  /// of at least five working days is measured with.
  public func workingDays(after start: CalendarDay, through last: CalendarDay) -> CalendarAnswer<Int> {
    guard let first = CalendarDay(dayNumber: start.dayNumber + 1) else { return CalendarAnswer(0) }
    return workingDays(from: first, through: last)
  }

  /// The last day of a period of months after an event: its day is not counted, the period ends on the day of the same
  /// number or else the month's last, and a rest day moves it to the next working day.
  ///
  /// Throws `calendar-day.range` past the year 9999.
  public func deadline(months: Int, after day: CalendarDay) throws -> CalendarAnswer<CalendarDay> {
    try workingDay(onOrAfter: day.adding(months: months))
  }

  /// The last day of a period of calendar days after an event, counted and moved as ``deadline(months:after:)`` does.
  ///
  /// Throws `calendar-day.range` past the year 9999.
  public func deadline(days: Int, after day: CalendarDay) throws -> CalendarAnswer<CalendarDay> {
    try workingDay(onOrAfter: day.adding(days: days))
  }

  private func works(_ day: CalendarDay) -> Bool {
    switch exceptions[day] {
    case .holiday: false
    case .shiftedWorkday: true
    case nil: !day.weekday.isWeekend
    }
  }

  private func firstWorkingDay(from day: CalendarDay) throws -> CalendarDay {
    var day = day
    while !works(day) { day = try day.adding(days: 1) }
    return day
  }

  private func warnings(_ days: ClosedRange<CalendarDay>) -> [CalendarWarning] {
    (days.lowerBound.year...days.upperBound.year).filter { !knownYears.contains($0) }.map(CalendarWarning.init)
  }
}
