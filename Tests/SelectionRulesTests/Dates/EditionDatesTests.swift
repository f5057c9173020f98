import Primitives
import Testing

@testable import SelectionRules

@Suite("The dates of an edition")
struct EditionDatesTests {
  private func code(_ body: () throws -> Void) -> String? {
    do {
      try body()
      return nil
    } catch {
      return (error as? Refusal)?.code
    }
  }

  @Test("SM-1 a date is set in the draft, or while it has none", arguments: EditionState.allCases)
  func setting(state: EditionState) throws {
    let day = try CalendarDay("2026-06-10")
    let over: [EditionState] = [.named, .closed, .cancelled]
    for isSet in [true, false] {
      let known = isSet ? [EditionDateName.filingDeadline: day] : [:]
      let code = code { try EditionDates.checkSetting(.filingDeadline, to: day, state: state, known: known) }
      let expected = over.contains(state) ? "date.over" : state == .draft || !isSet ? nil : "date.set"
      #expect(code == expected)
    }
  }

  @Test(
    "SM-1 a date is extended later only, and only after it was set",
    arguments: [
      ("2026-06-11", nil), ("2026-06-10", "date.not-later"), ("2026-06-09", "date.not-later"),
      ("2026-06-21", "date.order"),
    ])
  func extending(day: String, expected: String?) throws {
    let known: [EditionDateName: CalendarDay] = [
      .filingDeadline: try CalendarDay("2026-06-10"), .forwardingDeadline: try CalendarDay("2026-06-20"),
    ]
    let to = try CalendarDay(day)
    #expect(
      code { try EditionDates.checkExtension(.filingDeadline, to: to, state: .nominating, known: known) } == expected)
    #expect(
      code { try EditionDates.checkExtension(.voteTo, to: to, state: .nominating, known: known) } == "date.not-set")
    #expect(
      code { try EditionDates.checkExtension(.filingDeadline, to: to, state: .draft, known: known) } == "date.not-set")
  }

  @Test("SM-1 the vote does not end before it begins", arguments: [("2026-06-09", false), ("2026-06-10", true)])
  func order(day: String, isAllowed: Bool) throws {
    let known = [EditionDateName.voteFrom: try CalendarDay("2026-06-10")]
    let to = try CalendarDay(day)
    #expect((code { try EditionDates.checkSetting(.voteTo, to: to, state: .draft, known: known) } == nil) == isAllowed)
  }

  @Test(
    "R-217 the last day is in time, the day after is late",
    arguments: [("2026-06-09", false), ("2026-06-10", false), ("2026-06-11", true)])
  func late(day: String, isLate: Bool) throws {
    #expect(EditionDates.isLate(try CalendarDay(day), against: try CalendarDay("2026-06-10")) == isLate)
  }

  @Test("SM-1 nothing but a date can be extended: no weight, no cap, no key")
  func datesAlone() {
    let names = EditionDateName.allCases.map(\.rawValue)
    #expect(names.allSatisfy { $0.hasSuffix("_deadline") || $0.hasPrefix("vote_") })
    for word in ["weight", "cap", "quota", "key"] { #expect(!names.contains { $0.contains(word) }) }
  }

  @Test(
    "SM-1 R-224 an edition goes on when the days that people were given are over, and a day not set holds nobody",
    arguments: [
      (EditionState.nominating, EditionState.preliminaryReview, "2026-06-12", nil),
      (.nominating, .preliminaryReview, "2026-06-11", "date.still-running"),
      (.nominating, .preliminaryReview, "2026-06-10", "date.still-running"),
      (.nominating, .cancelled, "2026-06-10", nil),
      (.display, .voting, "2026-06-19", "date.not-yet"), (.display, .voting, "2026-06-20", nil),
      (.voting, .composite, "2026-06-27", "date.still-running"), (.voting, .composite, "2026-06-28", nil),
      (.display, .composite, "2026-06-01", nil), (.preliminaryReview, .expertReview, "2026-06-01", nil),
    ] as [(EditionState, EditionState, String, String?)])
  func advance(from: EditionState, to: EditionState, today: String, expected: String?) throws {
    let known: [EditionDateName: CalendarDay] = [
      .filingDeadline: try CalendarDay("2026-06-10"), .forwardingDeadline: try CalendarDay("2026-06-11"),
      .reviewDeadline: try CalendarDay("2026-07-01"), .sheetDeadline: try CalendarDay("2026-07-01"),
      .voteFrom: try CalendarDay("2026-06-20"), .voteTo: try CalendarDay("2026-06-27"),
    ]
    let day = try CalendarDay(today)
    #expect(code { try EditionDates.checkAdvance(from: from, to: to, today: day, known: known) } == expected)
    #expect(code { try EditionDates.checkAdvance(from: from, to: to, today: day, known: [:]) } == nil)
  }
}
