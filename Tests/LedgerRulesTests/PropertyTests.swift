import Primitives
import Testing

@testable import LedgerRules

@Suite("Properties of random books")
struct PropertyTests {
  @Test("R-421 every random balanced voucher may be posted, and one fen more or less on any line is refused")
  func vouchers() throws {
    var random = try RandomBooks(seed: 7)
    for index in 0..<2_000 {
      let voucher = try random.voucher(on: CalendarDay(index.isMultiple(of: 2) ? "2021-12-31" : "2022-01-01"))
      try voucher.check(in: .standard)
      var broken = voucher
      let line = random.number(below: broken.lines.count)
      let amount = broken.lines[line].amount
      broken.lines[line].amount = Money(fen: amount.fen + (index.isMultiple(of: 3) && amount.fen > 1 ? -1 : 1))
      #expect(refusalCode { try broken.check(in: .standard) } == "voucher.unbalanced")
    }
  }

  @Test(
    "R-404 R-413 R-421 after random vouchers, reversals and closings the trial balance agrees and the result is empty",
    arguments: [UInt64(1), 2, 3])
  func books(_ seed: UInt64) throws {
    for (year, end) in [("2019-07-01", "2019-12-31"), ("2026-07-01", "2026-12-31")] {
      var balances = try Self.random(seed, CalendarDay(year))
      #expect(try TrialBalance(balances, chart: .standard).totals.agree)
      for voucher in try Closing.year(balances, on: CalendarDay(end), chart: .standard) {
        try voucher.check(in: .standard)
        try balances.post(voucher)
      }
      #expect(try TrialBalance(balances, chart: .standard).totals.agree)
      let open = try balances.rows.filter { try $0.closing() != .zero }.map(\.key.account)
      let kinds = try Set(open.map { try ChartOfAccounts.standard.account($0).kind })
      #expect(kinds.isDisjoint(with: [.income, .expense]))
      let movements: Set = ["32101", "32102", "32103", "32201", "32202", "32203", "32204"]
      #expect(movements.isDisjoint(with: open.filter { $0.chart == .of2021 }.map(\.code)))
    }
  }

  @Test("R-404 the balance sheet of random books balances before and after closing", arguments: [UInt64(4), 5])
  func sheet(_ seed: UInt64) throws {
    #expect(try BalanceSheet(Self.random(seed, CalendarDay("2026-07-01"))).balances)
  }

  @Test("R-403 random books of 2021, closed, convert to a trial balance that agrees", arguments: [UInt64(6), 7])
  func conversion(_ seed: UInt64) throws {
    var balances = try Self.random(seed, CalendarDay("2021-07-01"))
    for voucher in try Closing.year(balances, on: CalendarDay("2021-12-31"), chart: .standard) {
      try balances.post(voucher)
    }
    let byHand = ["121", "201", "202", "203", "211", "302", "311", "322"].map {
      (AccountKey(.of2009, $0), AccountRole.withheldTax.key(in: .of2021))
    }
    let conversion = try ChartConversion(
      balances, chart: .standard, assigning: Dictionary(uniqueKeysWithValues: byHand))
    let divisions = Dictionary(uniqueKeysWithValues: conversion.undivided.map { ($0.from, $0.proposal) })
    let opening = try Balances(conversion.opening(dividing: divisions))
    let trial = try TrialBalance(opening, chart: .standard)
    #expect(trial.totals.agree)
    #expect(try Money.sum(opening.rows.map(\.opening)) == .zero)
  }

  /// 300 vouchers of a day, each fifth taken back.
  private static func random(_ seed: UInt64, _ day: CalendarDay) throws -> Balances {
    var (random, balances) = (try RandomBooks(seed: seed), try Balances())
    for index in 0..<300 {
      let voucher = try random.voucher(on: day)
      try balances.post(voucher)
      if index.isMultiple(of: 5) { try balances.post(voucher.reversal(on: day, summary: "冲销")) }
    }
    return balances
  }
}
