import Primitives
import Testing

@testable import LedgerRules

@Suite("Reconciliation of the three levels")
struct LevelTests {
  private static func amounts(_ pairs: [(String, String)]) throws -> [DatedAmount] {
    try pairs.map { DatedAmount(try CalendarDay($0.0), try Money($0.1)) }
  }

  private static func grant(
    province: [(String, String)] = [], cityIn: [(String, String)] = [], cityOut: [(String, String)] = [],
    base: [(String, String)] = []
  ) throws -> GrantMovements {
    var grant = GrantMovements(project: try ProjectCode("P1"), granted: try Money("300000"))
    grant.provincePaid = try amounts(province)
    grant.cityReceived = try amounts(cityIn)
    grant.cityPaid = try amounts(cityOut)
    grant.baseReceived = try amounts(base)
    return grant
  }

  private static func found(_ grant: GrantMovements, on day: String = "2026-07-31") throws -> [String] {
    try LevelReconciliation([grant], on: CalendarDay(day)).differences.map {
      "\($0.stretch.rawValue) \($0.kind.rawValue) \($0.amount.text) \($0.since?.text ?? "-") \($0.ageDays)"
    }
  }

  @Test("R-419 the grant of section 5.5 with its recovery agrees at all levels")
  func agrees() throws {
    let grant = try Self.grant(
      province: [("2026-07-01", "300000"), ("2026-11-30", "-1200")],
      cityIn: [("2026-07-03", "300000"), ("2026-11-28", "-1200")],
      cityOut: [("2026-07-10", "300000"), ("2026-11-27", "-1200")],
      base: [("2026-07-13", "300000"), ("2026-11-26", "-1200")])
    let levels = try LevelReconciliation([grant], on: CalendarDay("2026-12-31"))
    #expect(levels.differences.isEmpty)
    #expect(levels.totals.provincePaidToCities.text == "298800.00")
    #expect(levels.totals.citiesReceived == levels.totals.provincePaidToCities)
    #expect(levels.totals.citiesPaid == levels.totals.basesReceived)
    #expect(levels.delays.count == 3)
  }

  @Test(
    "R-419 money on its way, resting, short or beyond is told with amount, day and age",
    arguments: [
      ([("2026-07-01", "300000")], [], [], [], ["PROVINCE_TO_CITY NOT_ARRIVED 300000.00 2026-07-01 30"]),
      (
        [("2026-07-01", "300000")], [("2026-07-03", "300000")], [], [],
        ["WITHIN_CITY NOT_ARRIVED 300000.00 2026-07-03 28"]
      ),
      (
        [("2026-07-01", "300000")], [("2026-07-03", "300000")], [("2026-07-10", "200000")], [("2026-07-13", "200000")],
        ["WITHIN_CITY SHORT 100000.00 2026-07-03 28"]
      ),
      (
        [("2026-07-01", "300000")], [("2026-07-03", "300000")], [("2026-07-10", "300000")], [("2026-07-13", "30000")],
        ["CITY_TO_BASE SHORT 270000.00 2026-07-10 21"]
      ),
      (
        [("2026-07-01", "300000")], [("2026-07-03", "300000")], [("2026-07-10", "300000")],
        [("2026-07-13", "300000"), ("2026-07-14", "1")], ["CITY_TO_BASE BEYOND 1.00 2026-07-14 17"]
      ),
      (
        [("2026-07-01", "290000")], [("2026-07-03", "290000")], [("2026-07-10", "290000")],
        [("2026-07-13", "290000")], ["GRANT_TO_PROVINCE SHORT 10000.00 2026-07-01 30"]
      ),
      (
        [], [("2026-07-03", "300000")], [("2026-07-03", "300000")], [("2026-07-03", "300000")],
        ["PROVINCE_TO_CITY BEYOND 300000.00 2026-07-03 28"]
      ),
      ([], [], [], [], []),
    ] as [([(String, String)], [(String, String)], [(String, String)], [(String, String)], [String])])
  func differences(
    _ province: [(String, String)], _ cityIn: [(String, String)], _ cityOut: [(String, String)],
    _ base: [(String, String)], _ expected: [String]
  ) throws {
    #expect(
      try Self.found(Self.grant(province: province, cityIn: cityIn, cityOut: cityOut, base: base)) == expected)
  }

  @Test("R-419 the days that each stretch took are told")
  func delays() throws {
    let grant = try Self.grant(
      province: [("2026-07-01", "300000")], cityIn: [("2026-07-03", "300000")], cityOut: [("2026-07-10", "300000")],
      base: [("2026-07-13", "300000")])
    let delays = try LevelReconciliation([grant], on: CalendarDay("2026-07-31")).delays
    #expect(delays.map(\.days) == [2, 7, 3])
    #expect(delays.map(\.stretch) == [.provinceToCity, .withinCity, .cityToBase])
  }
}
