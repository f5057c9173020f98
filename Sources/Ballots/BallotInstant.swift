import Primitives

/// Instants as hand-overs write them, in seconds since 1970-01-01T00:00:00Z.
public enum BallotInstant {
  /// A day begins eight hours before its UTC day: China has kept UTC+8 without summer time since 1991-09-15, which is why
  /// rules name no earlier year than 1992.
  static let offset: Int64 = 8 * 3600
  static let daySeconds: Int64 = 86_400
  /// 1992-01-01T00:00:00Z.
  static let earliestOpening: Int64 = 694_224_000
  /// The last second whose day in UTC+8 is still one of the year 9999, and the first behind it.
  static let latest = (Int64(CalendarDay.latest.dayNumber) + 1) * daySeconds - offset

  /// Reads `YYYY-MM-DDThh:mm:ssZ` of the years 1 to 9999; nil for anything else.
  public static func seconds(_ bytes: some RandomAccessCollection<UInt8>) -> Int64? {
    guard bytes.count == 20 else { return nil }
    let text = Array(bytes)
    guard text[4] == ASCII.hyphen, text[7] == ASCII.hyphen, text[10] == UInt8(ascii: "T"), text[13] == ASCII.colon,
      text[16] == ASCII.colon, text[19] == UInt8(ascii: "Z"), let day = dayNumber(text[0..<10]),
      let hour = ASCII.number(text[11..<13]), let minute = ASCII.number(text[14..<16]),
      let second = ASCII.number(text[17..<19]), hour < 24, minute < 60, second < 60
    else { return nil }
    return Int64(day) * daySeconds + Int64(hour * 3600 + minute * 60 + second)
  }

  /// Writes `YYYY-MM-DDThh:mm:ssZ`.
  public static func text(_ seconds: Int64) -> String {
    let (day, rest) = parts(seconds, by: daySeconds)
    guard let calendarDay = CalendarDay(dayNumber: Int(day)) else { return "?" }
    let (hour, minute, second) = (Int(rest) / 3600, Int(rest) / 60 % 60, Int(rest) % 60)
    return "\(calendarDay.text)T\(twoDigits(hour)):\(twoDigits(minute)):\(twoDigits(second))Z"
  }

  /// The number of the hour of an instant; whole hours are the same in UTC and in UTC+8.
  static func hour(of seconds: Int64) -> Int64 { parts(seconds, by: 3600).quotient }

  /// The number of the day in UTC+8 that an hour belongs to.
  static func day(ofHour hour: Int64) -> Int64 { parts(hour + 8, by: 24).quotient }

  /// The day number of `YYYY-MM-DD`; nil for a day that is none.
  static func dayNumber(_ text: ArraySlice<UInt8>) -> Int? {
    let digits = Array(text)
    guard digits.count == 10, let year = ASCII.number(digits[0..<4]), let month = ASCII.number(digits[5..<7]),
      let day = ASCII.number(digits[8..<10])
    else { return nil }
    return CalendarDay(year: year, month: month, day: day)?.dayNumber
  }

  /// Rounded down, also before 1970.
  private static func parts(_ number: Int64, by divisor: Int64) -> (quotient: Int64, rest: Int64) {
    let (quotient, rest) = number.quotientAndRemainder(dividingBy: divisor)
    return rest < 0 ? (quotient - 1, rest + divisor) : (quotient, rest)
  }

  private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
