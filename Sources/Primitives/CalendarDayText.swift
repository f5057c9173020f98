extension CalendarDay: CanonicalText {
  /// Reads `YYYY-MM-DD`. Throws `calendar-day.form`, or `calendar-day.missing` where there is no such day.
  public init(_ text: String) throws {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == ASCII.hyphen, bytes[7] == ASCII.hyphen,
      let year = ASCII.number(bytes[0..<4]), let month = ASCII.number(bytes[5..<7]),
      let day = ASCII.number(bytes[8..<10])
    else { throw Self.form }
    guard let calendarDay = CalendarDay(year: year, month: month, day: day) else { throw Self.missing }
    self = calendarDay
  }

  /// `YYYY-MM-DD`.
  public var text: String {
    "\(ASCII.padded(year, width: 4))-\(ASCII.padded(month, width: 2))-\(ASCII.padded(day, width: 2))"
  }

  /// Reads a day as documents print it, `2026年4月23日`: ASCII digits without leading zeros. Throws
  /// `calendar-day.document-form`, or `calendar-day.missing` where there is no such day.
  public init(documentStyle text: String) throws {
    guard let (year, afterYear) = Self.number(before: "年", in: Array(text.utf8)[...]),
      let (month, afterMonth) = Self.number(before: "月", in: afterYear),
      let (day, rest) = Self.number(before: "日", in: afterMonth), rest.isEmpty
    else { throw Self.documentForm }
    guard let calendarDay = CalendarDay(year: year, month: month, day: day) else { throw Self.missing }
    self = calendarDay
  }

  /// The day as documents print it, without leading zeros: `2026年4月23日`.
  public var documentStyle: String { "\(year)年\(month)月\(day)日" }

  /// The number without leading zeros before a mark, and what follows the mark.
  private static func number(before mark: String, in bytes: ArraySlice<UInt8>) -> (Int, ArraySlice<UInt8>)? {
    let digits = bytes.prefix(while: ASCII.isDigit)
    let rest = bytes[digits.endIndex...]
    guard (1...4).contains(digits.count), digits.first != ASCII.zero, rest.starts(with: mark.utf8),
      let number = ASCII.number(digits)
    else { return nil }
    return (number, rest.dropFirst(mark.utf8.count))
  }

  private static let form = Refusal(
    "calendar-day.form", citation: Citation("R-806", Citation.houseRules),
    message: Bilingual("日期格式不正确。", "This is not a date of the accepted form."),
    remedy: Bilingual("请按“年-月-日”填写，例如 2026-04-23。", "Give year-month-day, such as 2026-04-23."))

  private static let documentForm = Refusal(
    "calendar-day.document-form", citation: Citation("R-813", Citation.officialDocuments),
    message: Bilingual("公文日期格式不正确。", "This is not a date as documents print it."),
    remedy: Bilingual(
      "请用阿拉伯数字且不加前导零，例如 2026年4月23日。",
      "Use Arabic digits without leading zeros, such as 2026年4月23日."))

  private static let missing = Refusal(
    "calendar-day.missing", citation: Citation("R-806", Citation.houseRules),
    message: Bilingual("日历上没有这一天。", "The calendar has no such day."),
    remedy: Bilingual("请核对年、月、日。", "Check year, month and day."))

  static let outOfRange = Refusal(
    "calendar-day.range", citation: Citation("R-806", Citation.houseRules),
    message: Bilingual("日期超出公元 1 年至 9999 年。", "The date is outside the years 1 to 9999."),
    remedy: Bilingual("请核对日期和期限的长度。", "Check the date and the length of the period."))
}
