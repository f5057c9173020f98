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
}
