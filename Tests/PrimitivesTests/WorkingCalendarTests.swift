import Primitives
import Testing

@Suite struct WorkingCalendarTests {
  private let calendar = WorkingCalendar.national

  @Test(
    "R-307 one month after receipt, the first day not counted, a rest day moves on",
    arguments: [
      ("2026-07-13", "2026-08-13"), ("2026-01-31", "2026-02-28"), ("2026-04-30", "2026-06-01"),
      ("2026-09-03", "2026-10-08"),
    ])
  func deadlines(_ receipt: String, _ deadline: String) throws {
    let answer = try calendar.deadline(months: 1, after: CalendarDay(receipt))
    #expect(answer.value.text == deadline)
    #expect(answer.warnings.isEmpty)
  }

  @Test("R-806 a period of days that ends on a rest day moves to the next working day")
  func dayDeadlines() throws {
    #expect(try calendar.deadline(days: 5, after: CalendarDay("2026-07-13")).value.text == "2026-07-20")
    #expect(try calendar.deadline(days: 4, after: CalendarDay("2026-07-13")).value.text == "2026-07-17")
  }

  @Test(
    "R-806 knows weekends, holidays and shifted working days",
    arguments: [
      ("2026-07-13", true), ("2026-07-18", false), ("2026-10-01", false), ("2026-10-07", false), ("2026-10-08", true),
      ("2026-02-28", true), ("2026-10-10", true), ("2026-05-30", false), ("2018-01-01", false), ("2018-02-11", true),
    ])
  func workingDays(_ day: String, _ works: Bool) throws {
    #expect(try calendar.isWorkingDay(CalendarDay(day)) == CalendarAnswer(works))
  }

  @Test("R-806 finds the next working day")
  func next() throws {
    #expect(try calendar.workingDay(onOrAfter: CalendarDay("2026-10-08")).value.text == "2026-10-08")
    #expect(try calendar.workingDay(after: CalendarDay("2026-10-08")).value.text == "2026-10-09")
    #expect(try calendar.workingDay(after: CalendarDay("2026-09-30")).value.text == "2026-10-08")
    #expect(try calendar.workingDay(onOrAfter: CalendarDay("2026-10-10")).value.text == "2026-10-10")
  }

  @Test(
    "R-806 working days are added without counting the first day",
    arguments: [
      ("2026-07-13", 5, "2026-07-20"), ("2026-07-11", 1, "2026-07-13"), ("2026-09-30", 1, "2026-10-08"),
      ("2026-09-30", 3, "2026-10-10"), ("2026-07-11", 0, "2026-07-11"), ("2026-07-13", -3, "2026-07-13"),
    ])
  func adding(_ start: String, _ count: Int, _ end: String) throws {
    #expect(try calendar.adding(workingDays: count, to: CalendarDay(start)).value.text == end)
  }

  @Test(
    "R-228 working days of a window are counted, with its first day and without",
    arguments: [
      ("2026-07-13", "2026-07-17", 5, 4), ("2026-07-13", "2026-07-20", 6, 5), ("2026-09-30", "2026-10-10", 4, 3),
      ("2026-07-18", "2026-07-19", 0, 0), ("2026-07-13", "2026-07-13", 1, 0), ("2026-07-14", "2026-07-13", 0, 0),
    ])
  func counting(_ first: String, _ last: String, _ both: Int, _ after: Int) throws {
    let (first, last) = (try CalendarDay(first), try CalendarDay(last))
    #expect(calendar.workingDays(from: first, through: last).value == both)
    #expect(calendar.workingDays(after: first, through: last).value == after)
  }

  @Test("R-228 counting agrees with adding for every start of a year")
  func agreement() throws {
    for offset in 0..<365 {
      let start = try CalendarDay("2025-01-01").adding(days: offset)
      let end = try calendar.adding(workingDays: 5, to: start).value
      #expect(calendar.workingDays(after: start, through: end).value == 5)
      #expect(calendar.isWorkingDay(end).value)
    }
  }

  @Test("R-806 a year without data gives a warning that names it, and weekends alone")
  func unknownYear() throws {
    let answer = try calendar.deadline(months: 1, after: CalendarDay("2027-09-01"))
    #expect(answer.value.text == "2027-10-01")
    #expect(answer.warnings == [CalendarWarning(year: 2027)])
    #expect(answer.warnings[0].message.zh.contains("2027"))
    #expect(answer.warnings[0].message.en.contains("2027"))
    let window = try calendar.workingDays(from: CalendarDay("2026-12-30"), through: CalendarDay("2028-01-03"))
    #expect(window.warnings.map(\.year) == [2027, 2028])
  }

  @Test("R-806 the embedded calendar knows 2018 to 2026")
  func knownYears() {
    #expect(calendar.knownYears == Set(2018...2026))
  }

  @Test("R-806 a newer calendar can be given; the few days of a year before do not make that year known")
  func newerData() throws {
    let csv =
      "\u{FEFF}date,kind,name\r\n2026-12-31,holiday,元旦\r\n2027-10-01,holiday,国庆节\r\n2027-10-09,shifted_workday,国庆节\r\n"
    let newer = try WorkingCalendar(csv: Array(csv.utf8), file: "new.csv")
    #expect(newer.knownYears == [2027])
    #expect(try newer.isWorkingDay(CalendarDay("2026-12-31")).value == false)
    #expect(try newer.isWorkingDay(CalendarDay("2026-12-31")).warnings == [CalendarWarning(year: 2026)])
    #expect(try newer.isWorkingDay(CalendarDay("2027-10-09")) == CalendarAnswer(true))
  }

  @Test(
    "a malformed calendar is refused with its line",
    arguments: [
      ("", "header", 1, nil), ("date,kind\n", "fields", 1, nil), ("date,name,kind\n", "header", 1, nil),
      ("date,kind,name\n2027-10-01,holiday\n", "fields", 2, nil), ("date,kind,name\n\n", "fields", 2, nil),
      ("date,kind,name\n2027-10-1,holiday,x\n", "date", 2, "date"),
      ("date,kind,name\n2027-02-29,holiday,x", "date", 2, "date"),
      ("date,kind,name\n2027-10-01,Holiday,x\n", "kind", 2, "kind"),
      ("date,kind,name\n2027-10-01,holiday,x\n2027-10-01,holiday,x\n", "repeated", 3, "date"),
      ("date,kind,name\n2027-10-01,holiday,\"x\"\n", "quote", 2, nil),
    ] as [(String, String, Int, String?)])
  func malformed(_ csv: String, _ code: String, _ line: Int, _ column: String?) {
    let refusal = refusal { try WorkingCalendar(csv: Array(csv.utf8), file: "new.csv") }
    #expect(refusal?.code == "reference-data.\(code)")
    #expect(refusal?.location == Refusal.Location(file: "new.csv", line: line, column: column))
  }

  @Test("a calendar that is not UTF-8 is refused")
  func encoding() {
    #expect(refusalCode { try WorkingCalendar(csv: [0x64, 0xFF], file: "new.csv") } == "reference-data.encoding")
  }

  @Test("a deadline past the last year is refused")
  func lastYear() throws {
    #expect(refusalCode { try calendar.workingDay(after: .latest) } == "calendar-day.range")
    #expect(calendar.workingDays(after: .latest, through: .latest).value == 0)
  }
}
