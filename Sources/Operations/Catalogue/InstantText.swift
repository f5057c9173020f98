import Primitives

/// Instants as UTC text to the millisecond: `2026-11-20T02:41:05.123Z`.
enum InstantText {
  static func text(milliseconds: Int64) -> String {
    let dayLength: Int64 = 86_400_000
    let day = Int(milliseconds.floorDivided(by: dayLength))
    let rest = Int(milliseconds - Int64(day) * dayLength)
    let parts = [rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60].map { padded($0, 2) }
    return "\(dayText(day))T\(parts.joined(separator: ":")).\(padded(rest % 1000, 3))Z"
  }

  /// The proleptic Gregorian date of a day counted from 1970-01-01.
  private static func dayText(_ day: Int) -> String {
    // CalendarDay counts days of the same calendar; its own zone plays no part here.
    let epoch = CalendarDay(year: 1970, month: 1, day: 1)?.dayNumber ?? 0
    return CalendarDay(dayNumber: epoch + day)?.text ?? "0001-01-01"
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

extension Int64 {
  fileprivate func floorDivided(by divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
