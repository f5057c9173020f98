import Primitives
import Testing

@testable import LedgerRules

@Suite("Balances and trial balance")
struct BalanceTests {
  private static func key(_ code: String, _ project: String? = nil, _ fund: Fund? = nil) throws -> BalanceKey {
    BalanceKey(AccountKey(.of2021, code), project: try project.map { try ProjectCode($0) }, fund: fund)
  }

  @Test("R-404 the trial balance rolls details, projects and funds up, and its six totals agree in pairs")
  func rollUp() throws {
    let balances = try Balances([
      BalanceRow(Self.key("102"), opening: Money("100"), debit: Money("70"), credit: Money("20")),
      BalanceRow(Self.key("10201", "P1", .province), opening: Money("50"), credit: Money("10")),
      BalanceRow(Self.key("221", "P1", .province), opening: Money("-50"), debit: Money("10")),
      BalanceRow(Self.key("32205"), opening: Money("-100")),
      BalanceRow(Self.key("50303", "P1"), debit: Money("20")),
      BalanceRow(Self.key("408"), credit: Money("70")),
    ])
    let trial = try TrialBalance(balances, chart: .standard)
    #expect(
      trial.rows.map { "\($0.level) \($0.account.key.code) \($0.closing.sideName.zh) \($0.closing.amount.text)" } == [
        "1 102 借 190.00", "2 10201 借 40.00", "1 221 贷 40.00", "1 322 贷 100.00", "2 32205 贷 100.00",
        "1 408 贷 70.00", "1 503 借 20.00", "2 50303 借 20.00",
      ])
    #expect(trial.totals.agree)
    #expect(trial.totals.opening.debit.text == "150.00")
    #expect(trial.totals.turnover.credit.text == "100.00")
    #expect(trial.totals.closing.debit.text == "210.00")
  }

  @Test("R-404 totals that do not agree are told")
  func disagree() throws {
    let balances = try Balances([BalanceRow(Self.key("102"), debit: Money("0.01"))])
    #expect(try !TrialBalance(balances, chart: .standard).totals.agree)
  }

  @Test("R-421 a red line lowers the turnover of its own side, so that it may fall below zero")
  func red() throws {
    var balances = try Balances()
    try balances.post(VoucherLine(.credit, AccountKey(.of2021, "408"), Money("30"), isRed: true))
    let row = try balances.total(AccountKey(.of2021, "408"))
    #expect(row.credit.text == "-30.00")
    #expect(row.debit == .zero)
    #expect(try row.closing().text == "30.00")
  }

  @Test("R-405 R-409 balances are kept by project and fund and carried forward without empty rows")
  func projects() throws {
    var balances = try Balances()
    for (project, fund, side) in [("P1", Fund.province, Side.credit), ("P1", .match, .credit), ("P2", .match, .credit)]
    {
      let code = try ProjectCode(project)
      try balances.post(
        VoucherLine(side, AccountKey(.of2021, "221"), Money("10"), project: code, fund: fund))
    }
    try balances.post(
      VoucherLine(.debit, AccountKey(.of2021, "221"), Money("10"), project: ProjectCode("P2"), fund: .match))
    #expect(balances.rows.count == 3)
    let next = try balances.carriedForward()
    #expect(next.rows.map(\.opening.text) == ["-10.00", "-10.00"])
    #expect(next.rows.map(\.key.fund) == [.match, .province])
  }

  @Test("R-419 custodial cash that is not what is owed is found, by project and fund")
  func custody() throws {
    let cash = try [
      BalanceRow(Self.key("10201", "P1", .province), debit: Money("100")),
      BalanceRow(Self.key("10101", "P1", .province), debit: Money("5")),
    ]
    let owed = try [
      BalanceRow(Self.key("221", "P1", .province), credit: Money("95")),
      BalanceRow(Self.key("21501", "P1", .province), credit: Money("10")),
      BalanceRow(Self.key("21501", "P2"), credit: Money("7")), BalanceRow(Self.key("21501"), credit: Money("3")),
    ]
    #expect(try CustodyCheck.differences(Balances(cash + owed)).isEmpty)
    let planted = try BalanceRow(Self.key("221", "P1", .match), credit: Money("1"))
    let found = try CustodyCheck.differences(Balances(cash + owed + [planted]))
    #expect(found.map(\.fund) == [.match])
    #expect(found.map(\.owed.text) == ["1.00"])
    #expect(found.map(\.cash.text) == ["0.00"])
  }

  @Test("R-315 money in custody that was spent beyond what came in is found, by project and fund")
  func overdrawn() throws {
    let balances = try Balances([
      BalanceRow(Self.key("221", "P1", .province), opening: Money("-10"), debit: Money("10.01")),
      BalanceRow(Self.key("221", "P1", .match), opening: Money("-10"), debit: Money("10")),
      BalanceRow(Self.key("102"), debit: Money("1")),
    ])
    #expect(try CustodyCheck.overdrawn(balances).map(\.key) == [Self.key("221", "P1", .province)])
  }
}
