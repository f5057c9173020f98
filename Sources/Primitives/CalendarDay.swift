/// A day of the calendar in Asia/Shanghai: proleptic Gregorian, years 1 to 9999, no time and no zone.
///
/// Written `YYYY-MM-DD`; that text sorts like the days.
public struct CalendarDay: Sendable, Hashable, Comparable {
  /// Days since 1970-01-01, negative before it: what arithmetic counts with.
  public let dayNumber: Int
  /// The year, 1 to 9999.
  public let year: Int
  /// The month, 1 to 12.
  public let month: Int
  /// The day of the month, from 1.
  public let day: Int

  /// 0001-01-01.
  public static let earliest = CalendarDay(unchecked: -719_162)
  /// 9999-12-31.
  public static let latest = CalendarDay(unchecked: 2_932_896)

  /// Makes a day of its numbers; nil if there is no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month),
      (1...Self.length(ofMonth: month, year: year)).contains(day)
    else { return nil }
    self.init(year: year, existingMonth: month, day: day)
  }

  /// Makes a day of its number; nil outside the years 1 to 9999.
  public init?(dayNumber: Int) {
    guard (Self.earliest.dayNumber...Self.latest.dayNumber).contains(dayNumber) else { return nil }
    self.init(unchecked: dayNumber)
  }

  /// The day that it is in Asia/Shanghai at an instant in milliseconds since 1970-01-01 00:00 UTC.
  ///
  /// China has kept UTC+8 without summer time since 1991-09-15, and no earlier instant is recorded here; the offset is
  /// therefore fixed. Throws `calendar-day.range` outside the years 1 to 9999.
  public init(instantMilliseconds: Int64) throws {
    let local = Int128(instantMilliseconds) + 8 * 3_600_000
    let days = local / 86_400_000 - (local % 86_400_000 < 0 ? 1 : 0)
    guard let day = CalendarDay(dayNumber: Int(days)) else { throw Self.outOfRange }
    self = day
  }

  private init(year: Int, existingMonth month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
    dayNumber = Self.number(year: year, month: month, day: day)
  }

  /// From the number of a day inside the range. The era arithmetic is Howard Hinnant's `civil_from_days`: years begin
  /// on 1 March, so that the leap day is the last day of a year, and 400 years are 146,097 days.
  private init(unchecked dayNumber: Int) {
    let shifted = dayNumber + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    self.dayNumber = dayNumber
    month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// The number of an existing day: the inverse of the above, `days_from_civil`.
  private static func number(year: Int, month: Int, day: Int) -> Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// The number of days of a month.
  public static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// Whether a year has 29 February.
  public static func isLeap(_ year: Int) -> Bool {
    year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
  }

  /// The earlier day first.
  public static func < (left: CalendarDay, right: CalendarDay) -> Bool { left.dayNumber < right.dayNumber }
}

/// A day of the week; the raw value is the number of ISO 8601, Monday 1 to Sunday 7.
public enum Weekday: Int, Sendable, Hashable, Codable, CaseIterable {
  /// 星期一.
  case monday = 1
  /// 星期二.
  case tuesday
  /// 星期三.
  case wednesday
  /// 星期四.
  case thursday
  /// 星期五.
  case friday
  /// 星期六.
  case saturday
  /// 星期日.
  case sunday

  /// Saturday or Sunday.
  public var isWeekend: Bool { self == .saturday || self == .sunday }
}

extension CalendarDay {
  /// The day of the week. 1970-01-01 was a Thursday.
  public var weekday: Weekday {
    let fromMonday = ((dayNumber + 3) % 7 + 7) % 7
    return Weekday.allCases[fromMonday]
  }

  /// The day a number of days later (earlier where negative). Throws `calendar-day.range` outside the years 1 to 9999.
  public func adding(days: Int) throws -> CalendarDay {
    let (number, overflow) = dayNumber.addingReportingOverflow(days)
    guard !overflow, let day = CalendarDay(dayNumber: number) else { throw Self.outOfRange }
    return day
  }

  /// The day of the same number some months later (earlier where negative), or the month's last day where it has no
  /// such day. Throws `calendar-day.range` outside the years 1 to 9999.
  public func adding(months: Int) throws -> CalendarDay {
    let (index, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
    guard !overflow, index >= 12, index < 10_000 * 12 else { throw Self.outOfRange }
    let (year, month) = (index / 12, index % 12 + 1)
    return CalendarDay(
      year: year, existingMonth: month, day: min(day, Self.length(ofMonth: month, year: year)))
  }

  /// The number of days from this day to another; negative where the other is earlier.
  public func days(to other: CalendarDay) -> Int { other.dayNumber - dayNumber }
}
