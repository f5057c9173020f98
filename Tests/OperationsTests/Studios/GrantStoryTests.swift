import Foundation
import LedgerRules
import Primitives
import StudioRules
import Testing

@testable import Operations

@Suite("The vouchers of sections 5.4 to 5.7, from the acts themselves")
struct GrantStoryTests {
  /// The trial balance's closing lines that are not zero.
  private func closings(_ house: Installation, _ unit: String) throws -> [String: String] {
    try house.closings(unit, "2026-12")
  }

  private func lines(_ house: Installation, _ grant: String, _ unit: String) throws -> [String] {
    try house.shown(grant).vouchers.filter { $0.unit == unit && $0.number != nil }.map {
      "\($0.day) \($0.step.rawValue) \($0.amount)"
    }
  }

  private func closeYear(_ house: Installation, _ units: [String]) throws {
    try house.goTo("2026-12-31")
    for unit in units {
      let drafts = try house.run(
        YearClose.self, YearClose.Input(unit: unit, year: 2026), as: Installation.preparer(of: unit))
      for draft in drafts.vouchers { try house.settle(draft.voucher, unit) }
    }
  }

  @Test("R-306 R-401 R-409 R-417 section 5.4: a grant of 50,000 yuan from the payment to the year's end, to the fen")
  func craftsman() throws {
    let house = try GrantStage.received.installation()
    let grant = try house.grant()
    #expect(try house.shown(grant).matchDueOn == "2026-08-13")
    #expect(try house.shown(grant).state == .baseReceivedLocked)
    try house.match(grant, "50000", on: "2026-08-05")
    #expect(try house.shown(grant).state == .unlocked)
    try house.spend(
      house.expense(
        grant, "20000", on: "2026-08-20", .equipment, purpose: "设备购置", equipment: .special, unitPrice: "20000"))
    try house.spend(house.expense(grant, "15000", on: "2026-09-02"))
    try house.spend(house.expense(grant, "2800", on: "2026-09-10", .talent, purpose: "授课酬金", tax: "400"))
    try house.pass(grant, .taxPaid, on: "2026-10-12", amount: "400")
    try house.spend(house.expense(grant, "3200", on: "2026-10-20", .talent, purpose: "其他培训"))
    try house.spend(house.expense(grant, "4000", on: "2026-11-05", .promotion, purpose: "成果宣传"))
    #expect(try house.shown(grant).state == .spending)
    try house.spend(house.expense(grant, "5000", on: "2026-11-20", .conditions, purpose: "改善工作条件"))
    #expect(try house.shown(grant).state == .spent)
    try house.spend(house.expense(grant, "50000", on: "2026-12-10", source: .match))
    try closeYear(house, ["37", "3701"])
    #expect(try closings(house, "T1") == [:])
    #expect(try closings(house, "3701") == [:])
    // The province paid from money that these books did not begin with.
    #expect(try closings(house, "37") == ["102": "-50000.00", "321": "50000.00", "32104": "50000.00"])
    let shown = try house.shown(grant)
    #expect(
      [shown.received, shown.spent, shown.left, shown.matchSpent] == ["50000.00", "50000.00", "0.00", "50000.00"])
    #expect(
      try lines(house, grant, "T1") == [
        "2026-07-13 BASE_RECEIVES 50000.00", "2026-08-05 BASE_RECEIVES_MATCH 50000.00",
        "2026-08-20 BASE_SPENDS 20000.00", "2026-09-02 BASE_SPENDS 15000.00", "2026-09-10 BASE_SPENDS 2800.00",
        "2026-10-12 TAX_PAID 400.00", "2026-10-20 BASE_SPENDS 3200.00", "2026-11-05 BASE_SPENDS 4000.00",
        "2026-11-20 BASE_SPENDS 5000.00", "2026-12-10 BASE_SPENDS 50000.00",
      ])
    let register = try house.run(GrantRegister.self, GrantRegister.Input(unit: "T1"), as: .baseReviewer).entries
    #expect(register.map { "\($0.kind.rawValue) \($0.amount)" } == ["ASSET 20000.00"])
    #expect(try house.faults() == [])
  }

  @Test("R-305 R-308 R-319 section 5.5: 300,000 yuan, matched late, with an inspection and money that goes back")
  func great() throws {
    let house = try Installation.withGrants()
    let grant = try house.received(great: true)
    try house.match(grant, "200000", on: "2026-08-10")
    #expect(try house.shown(grant).state == .baseReceivedLocked)
    #expect(try house.shown(grant).missing == "100000.00")
    try house.match(grant, "100000", on: "2026-08-18")
    #expect(try house.shown(grant).state == .unlockedLate)
    #expect(try house.shown(grant).gate == .openLate)
    let spends: [(String, String, UseCategory)] = [
      ("110000", "2026-09-01", .equipment), ("120000", "2026-09-15", .projectResearch),
      ("30000", "2026-10-08", .talent),
      ("20000", "2026-10-30", .promotion), ("20000", "2026-11-16", .conditions),
    ]
    for (amount, day, category) in spends { try house.spend(house.expense(grant, amount, on: day, category)) }
    #expect(try house.shown(grant).state == .spent)
    try house.goTo("2026-11-20")
    try house.run(GrantInspect.self, GrantInspect.Input(grant: grant, reason: "年度检查"), as: .provinceReviewer)
    let conclusion = GrantConclude.Input(
      grant: grant, on: "2026-11-20", inspectors: "样本·检查甲、样本·检查乙", findings: "一笔支出不符合规定", result: .recover,
      misused: "1200", deadline: "2026-12-20", document: "样例〔2026〕30号")
    try house.run(GrantConclude.self, conclusion, as: .provinceReviewer)
    #expect(try house.shown(grant).state == .recovery)
    let early = GrantBook.Input(grant: grant, step: .baseReturns, on: "2026-11-20")
    #expect(try house.refusal(GrantBook.self, early, as: .basePreparer).code == "recovery.no-such-step")
    try house.pass(grant, .baseRepaid, on: "2026-11-25")
    try house.pass(grant, .baseReturns, on: "2026-11-26")
    try house.pass(grant, .cityTakesBack, on: "2026-11-27")
    try house.pass(grant, .cityReturns, on: "2026-11-28")
    try house.pass(grant, .provinceTakesBack, on: "2026-11-30")
    #expect(try house.shown(grant).state == .closed)
    try closeYear(house, ["37", "3701"])
    #expect(try closings(house, "3701") == [:])
    #expect(try closings(house, "37") == ["102": "-298800.00", "321": "298800.00", "32104": "298800.00"])
    #expect(
      try closings(house, "T1") == ["102": "300000.00", "10201": "300000.00", "221": "-300000.00"])
    let levels = try house.run(BooksLevels.self, BooksLevels.Input(), as: .provinceReviewer)
    #expect(levels.differences.isEmpty)
    #expect([levels.provincePaidToCities, levels.basesReceived] == ["298800.00", "298800.00"])
    #expect(try house.faults() == [])
  }

  @Test(
    "R-411 R-412 R-418 section 5.6: the same 50,000 yuan where the base union keeps its books by the standard of 2021")
  func standard2021() throws {
    let house = try Installation.withGrants()
    let change = LedgerChange.Input(unit: "T1", profile: .standard2021, document: "样例〔2026〕23号")
    try house.run(LedgerChange.self, change, as: .provinceReviewer)
    let grant = try house.received(mode: .unionIncome)
    try house.match(grant, "50000", on: "2026-08-05")
    try house.spend(house.expense(grant, "30000", on: "2026-09-02"))
    try house.spend(
      house.expense(grant, "20000", on: "2026-09-03", .equipment, equipment: .special, unitPrice: "20000"))
    try closeYear(house, ["37", "3701", "T1"])
    #expect(
      try closings(house, "T1") == [
        "102": "50000.00", "162": "20000.00", "301": "-20000.00", "30104": "-20000.00", "321": "-50000.00",
        "32104": "-50000.00",
      ])
    #expect(try closings(house, "3701") == [:])
    #expect(try house.shown(grant).state == .spent)
    #expect(try house.faults() == [])
  }

  @Test("OP-30 a unit directly under the province is paid by the province itself")
  func direct() throws {
    let house = try Installation.withGrants()
    try house.plant("UPDATE union_unit SET parent_id = (SELECT id FROM union_unit WHERE code = '37') WHERE code = 'T1'")
    let grant = try house.grant()
    try house.approve(grant)
    #expect(try house.shown(grant).city == nil)
    try house.pass(grant, .provincePays, on: "2026-07-01")
    try house.pass(grant, .baseReceives, on: "2026-07-02")
    #expect(try house.shown(grant).state == .baseReceivedLocked)
    let levels = try house.run(BooksLevels.self, BooksLevels.Input(), as: .provinceReviewer)
    #expect(levels.provincePaidToBases == "50000.00")
    #expect(levels.differences.isEmpty)
    #expect(try house.faults() == [])
  }

  @Test("R-407 R-408 what was notified in one year is paid and received in the next")
  func notified() throws {
    let house = try Installation.withGrants()
    let grant = try house.grant()
    try house.approve(grant)
    try house.pass(grant, .provinceNotified, on: "2026-12-31")
    try house.pass(grant, .cityNotified, on: "2026-12-31")
    #expect(try house.shown(grant).state == .approved)
    try house.pass(grant, .provincePaysNotified, on: "2027-01-08")
    try house.pass(grant, .cityReceivesNotified, on: "2027-01-09")
    #expect(try house.shown(grant).state == .cityReceived)
    #expect(try house.closings("37", "2027-01")["212"] == nil)
    #expect(try house.closings("3701", "2027-01")["131"] == nil)
    let twice = GrantBook.Input(grant: grant, step: .provincePays, on: "2027-01-09")
    #expect(try house.refusal(GrantBook.self, twice, as: .provincePreparer).code == "grant.other-step")
    #expect(try house.faults() == [])
  }
}
