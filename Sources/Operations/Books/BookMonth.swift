import Primitives

/// A calendar month of the books, `YYYY-MM`.
struct BookMonth: Hashable, Comparable {
  /// Its first day.
  let first: CalendarDay

  /// Reads a month.
  ///
  /// - Throws: a ``Refusal`` `month.form` of wrong use.
  init(_ text: String) throws {
    guard text.utf8.count == 7, let day = try? CalendarDay(text + "-01") else { throw BookRefusals.month(text) }
    first = day
  }

  /// The month of a day.
  init(of day: CalendarDay) throws { first = try day.adding(days: 1 - day.day) }

  /// `2026-07`.
  var text: String { String(first.text.prefix(7)) }
  /// The key under which stands what its year was opened with.
  var openingOfYear: String { first.text.prefix(4) + "-00" }
  /// Its last day.
  var last: CalendarDay {
    get throws { try first.adding(days: CalendarDay.length(ofMonth: first.month, year: first.year) - 1) }
  }
  /// The first month of its year.
  var firstOfYear: BookMonth { get throws { try adding(1 - first.month) } }

  /// The month some months later, earlier where negative.
  func adding(_ months: Int) throws -> BookMonth { try BookMonth(of: first.adding(months: months)) }

  static func < (left: BookMonth, right: BookMonth) -> Bool { left.first < right.first }
}
