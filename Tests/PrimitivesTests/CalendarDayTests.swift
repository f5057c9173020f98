import Foundation
import Primitives
import Testing

@Suite struct CalendarDayTests {
  @Test(
    "a calendar day has its number and its weekday",
    arguments: [
      ("1970-01-01", 0, .thursday), ("0001-01-01", -719_162, .monday), ("9999-12-31", 2_932_896, .friday),
      ("2000-02-29", 11_016, .tuesday), ("1969-12-31", -1, .wednesday), ("2026-07-13", 20_647, .monday),
    ] as [(String, Int, Weekday)])
  func numbers(_ text: String, _ number: Int, _ weekday: Weekday) throws {
    let day = try CalendarDay(text)
    #expect(day.dayNumber == number)
    #expect(day.weekday == weekday)
    #expect(CalendarDay(dayNumber: number)?.text == text)
  }

  @Test("every day of 400 years follows the day before it, and its text gives it back")
  func continuity() throws {
    var previous = try CalendarDay("1799-12-31")
    while previous.year < 2200 {
      let day = try previous.adding(days: 1)
      let begins = day.day == 1 && previous.day == CalendarDay.length(ofMonth: previous.month, year: previous.year)
      #expect(begins || (day.day == previous.day + 1 && day.month == previous.month))
      #expect(CalendarDay(year: day.year, month: day.month, day: day.day) == day)
      #expect(try CalendarDay(day.text) == day)
      previous = day
    }
  }

  @Test(
    "a text that is not a day is refused",
    arguments: [
      ("", "calendar-day.form"), ("2026-7-13", "calendar-day.form"), ("20260713", "calendar-day.form"),
      ("2026-07-13 ", "calendar-day.form"), ("2026/07/13", "calendar-day.form"), ("+026-07-13", "calendar-day.form"),
      ("２０２６-07-13", "calendar-day.form"), ("2026-02-29", "calendar-day.missing"),
      ("1900-02-29", "calendar-day.missing"),
      ("2026-13-01", "calendar-day.missing"), ("2026-00-01", "calendar-day.missing"),
      ("2026-01-00", "calendar-day.missing"),
      ("2026-04-31", "calendar-day.missing"), ("0000-01-01", "calendar-day.missing"),
    ])
  func refuses(_ text: String, _ code: String) {
    #expect(refusalCode { try CalendarDay(text) } == code)
  }

  @Test(
    "R-806 adding months keeps the number of the day or ends with the month",
    arguments: [
      ("2026-01-31", 1, "2026-02-28"), ("2024-01-31", 1, "2024-02-29"), ("2026-07-13", 1, "2026-08-13"),
      ("2026-12-15", 1, "2027-01-15"), ("2026-03-31", -1, "2026-02-28"), ("2026-01-15", -1, "2025-12-15"),
      ("2024-02-29", 12, "2025-02-28"), ("2026-08-31", 1, "2026-09-30"), ("2026-05-05", 0, "2026-05-05"),
      ("9999-11-30", 1, "9999-12-30"), ("0001-02-03", -1, "0001-01-03"),
    ])
  func months(_ start: String, _ months: Int, _ end: String) throws {
    #expect(try CalendarDay(start).adding(months: months).text == end)
  }

  @Test("days outside the years 1 to 9999 are refused")
  func range() {
    #expect(refusalCode { try CalendarDay.latest.adding(days: 1) } == "calendar-day.range")
    #expect(refusalCode { try CalendarDay.earliest.adding(days: -1) } == "calendar-day.range")
    #expect(refusalCode { try CalendarDay.latest.adding(days: .max) } == "calendar-day.range")
    #expect(refusalCode { try CalendarDay.latest.adding(months: 1) } == "calendar-day.range")
    #expect(refusalCode { try CalendarDay.earliest.adding(months: -1) } == "calendar-day.range")
    #expect(refusalCode { try CalendarDay.latest.adding(months: .max) } == "calendar-day.range")
    #expect(refusalCode { try CalendarDay(instantMilliseconds: .max) } == "calendar-day.range")
    #expect(refusalCode { try CalendarDay(instantMilliseconds: .min) } == "calendar-day.range")
  }

  @Test(
    "an instant falls on the day that it is in Shanghai",
    arguments: [
      (0, "1970-01-01"), (57_599_999, "1970-01-01"), (57_600_000, "1970-01-02"), (-28_800_000, "1970-01-01"),
      (-28_800_001, "1969-12-31"), (1_783_871_999_999, "2026-07-12"), (1_783_872_000_000, "2026-07-13"),
    ] as [(Int64, String)])
  func instants(_ milliseconds: Int64, _ text: String) throws {
    #expect(try CalendarDay(instantMilliseconds: milliseconds).text == text)
  }

  @Test(
    "R-813 writes and reads days as documents print them",
    arguments: [("2026-04-23", "2026年4月23日"), ("2026-11-03", "2026年11月3日"), ("0987-01-01", "987年1月1日")])
  func documentStyle(_ text: String, _ printed: String) throws {
    #expect(try CalendarDay(text).documentStyle == printed)
    #expect(try CalendarDay(documentStyle: printed).text == text)
  }

  @Test(
    "R-813 refuses leading zeros, Chinese numerals and half dates on documents",
    arguments: [
      "2026年04月23日", "2026年4月03日", "二〇二六年四月二十三日", "2026年4月", "2026年4月23日 ", "２０２６年4月23日", "02026年4月23日", "",
      "2026-04-23", "年月日",
    ])
  func refusesDocumentStyle(_ text: String) {
    #expect(refusalCode { try CalendarDay(documentStyle: text) } == "calendar-day.document-form")
    #expect(refusalCode { try CalendarDay(documentStyle: "2026年2月30日") } == "calendar-day.missing")
  }

  @Test("days are ordered, counted and coded as their text")
  func order() throws {
    let (first, second) = (try CalendarDay("2026-02-28"), try CalendarDay("2026-03-01"))
    #expect(first < second)
    #expect(first.days(to: second) == 1)
    #expect(second.days(to: first) == -1)
    let coded = try JSONEncoder().encode([first])
    #expect(String(decoding: coded, as: UTF8.self) == "[\"2026-02-28\"]")
    #expect(try JSONDecoder().decode([CalendarDay].self, from: coded) == [first])
  }
}
