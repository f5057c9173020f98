import Primitives

/// Instants as UTC text to the millisecond: `2026-11-20T02:41:05.123Z`.
enum InstantText {
  static func text(milliseconds: Int64) -> String {
    let dayLength: Int64 = 86_400_000
    let day = Int(milliseconds.floorDivided(by: dayLength))
    let rest = Int(milliseconds - Int64(day) * dayLength)
    var text = Array(dayText(day).utf8)
    text.reserveCapacity(text.count + 14)
    append(rest / 3_600_000, 2, behind: UInt8(ascii: "T"), to: &text)
    append(rest / 60_000 % 60, 2, behind: ASCII.colon, to: &text)
    append(rest / 1000 % 60, 2, behind: ASCII.colon, to: &text)
    append(rest % 1000, 3, behind: UInt8(ascii: "."), to: &text)
    text.append(UInt8(ascii: "Z"))
    return String(decoding: text, as: UTF8.self)
  }

  // CalendarDay counts days of the same calendar; its own zone plays no part here.
  private static let epoch = CalendarDay(year: 1970, month: 1, day: 1)?.dayNumber ?? 0

  /// The proleptic Gregorian date of a day counted from 1970-01-01.
  private static func dayText(_ day: Int) -> String {
    CalendarDay(dayNumber: epoch + day)?.text ?? "0001-01-01"
  }

  private static func append(_ number: Int, _ width: Int, behind mark: UInt8, to text: inout [UInt8]) {
    text.append(mark)
    if width == 3 { text.append(ASCII.zero + UInt8(number / 100)) }
    text.append(ASCII.zero + UInt8(number / 10 % 10))
    text.append(ASCII.zero + UInt8(number % 10))
  }
}

extension Int64 {
  fileprivate func floorDivided(by divisor: Int64) -> Int64 {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
