import Primitives
import SelectionRules
import Testing

@Suite("Publicity windows")
struct PublicityWindowTests {
  @Test(
    "R-228 R-806 five working days end where the calendar says, the first day not counted",
    arguments: [
      ("2026-05-20", 5, "2026-05-27"), ("2026-05-18", 5, "2026-05-25"), ("2026-05-15", 5, "2026-05-22"),
      // Labour Day: 1 to 5 May rest, Saturday 9 May is worked.
      ("2026-04-30", 5, "2026-05-11"), ("2026-05-08", 5, "2026-05-14"),
      // The Dragon Boat Festival on Friday 19 June.
      ("2026-06-15", 5, "2026-06-23"), ("2026-05-16", 5, "2026-05-22"), ("2026-05-20", 7, "2026-05-29"),
    ])
  func end(from: String, days: Int, through: String) throws {
    let planned = try PublicityWindow.planned(from: try CalendarDay(from), workdays: days)
    #expect(planned.value.through.text == through)
    #expect(planned.value.workdays() == days)
    #expect(planned.warnings.isEmpty)
  }

  @Test("R-228 a publicity below 5 working days, and one beyond all measure, is refused", arguments: [-1, 0, 1, 4, 61])
  func tooShort(days: Int) throws {
    let refusal = #expect(throws: Refusal.self) {
      try PublicityWindow.planned(from: try CalendarDay("2026-05-20"), workdays: days)
    }
    #expect(refusal?.code == "publicity.days")
    #expect(refusal?.citation?.rule == "R-228")
  }

  @Test("R-806 a year without holiday data is told")
  func warning() throws {
    let planned = try PublicityWindow.planned(from: try CalendarDay("2031-05-20"), workdays: 5)
    #expect(planned.warnings.map(\.year) == [2031])
  }

  @Test(
    "R-228 the first and the last day are inside, their neighbours are not",
    arguments: [("2026-05-19", false), ("2026-05-20", true), ("2026-05-27", true), ("2026-05-28", false)])
  func contains(day: String, isInside: Bool) throws {
    let window = try PublicityWindow.planned(from: try CalendarDay("2026-05-20"), workdays: 5).value
    #expect(window.contains(try CalendarDay(day)) == isInside)
  }

  @Test(
    "R-228 a publicity is entered when it is near, or afterwards, and not for a later year by a slip of the pen",
    arguments: [
      ("2026-05-01", true), ("2026-06-01", true), ("2026-07-01", true), ("2026-07-02", false), ("2027-06-01", false),
    ])
  func start(day: String, isAllowed: Bool) throws {
    let from = try CalendarDay(day)
    let today = try CalendarDay("2026-06-01")
    #expect(((try? PublicityWindow.checkStart(from, today: today)) != nil) == isAllowed)
  }
}
