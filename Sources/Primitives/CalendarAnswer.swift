/// What a working calendar answers: the value, and a warning for each year that it had to guess.
public struct CalendarAnswer<Value: Sendable & Hashable>: Sendable, Hashable {
  /// The answer; computed with weekends alone where the calendar has no data.
  public let value: Value
  /// One warning for each year without data that was needed, by year; empty where the answer is sure.
  public let warnings: [CalendarWarning]

  /// Makes an answer.
  public init(_ value: Value, warnings: [CalendarWarning] = []) {
    self.value = value
    self.warnings = warnings
  }
}

/// That the working days of a year are not known, so that holidays of that year were counted as ordinary days.
public struct CalendarWarning: Sendable, Hashable {
  /// The stable code of this warning, beside the codes of refusals.
  public static let code = "working-calendar.year-without-data"
  /// The year that has no data.
  public let year: Int

  /// Warns about a year.
  public init(year: Int) { self.year = year }

  /// What is uncertain and what to do, for people.
  public var message: Bilingual {
    Bilingual(
      "系统没有 \(year) 年的节假日安排，仅按周六、周日为休息日计算；请在国务院办公厅通知公布后更新工作日数据。",
      "No holiday data for \(year): only weekends were taken as rest days. Update it once the notice is out."
    )
  }
}
