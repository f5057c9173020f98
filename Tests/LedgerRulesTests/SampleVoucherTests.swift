import Primitives
import Testing

@testable import LedgerRules

/// The sample vouchers of sections 5.4 and 5.5 of the domain rules, to the fen.
@Suite("Sample vouchers of the rule of 2018")
struct SampleVoucherTests {
  @Test("R-401 R-407 R-409 the 50,000 yuan of section 5.4 pass three levels, are spent and closed")
  func grantOf50000() throws {
    var books = try SampleBooks()
    #expect(
      try books.post(.province, "2026-07-01", .provincePays, "50000") == ["D 50802 50000.00", "C 102 50000.00"])
    #expect(try books.post(.city, "2026-07-03", .cityReceives, "50000") == ["D 102 50000.00", "C 40302 50000.00"])
    #expect(try books.post(.city, "2026-07-10", .cityPays, "50000") == ["D 50503 50000.00", "C 102 50000.00"])
    #expect(
      try books.post(.base, "2026-07-13", .baseReceives, "50000", fund: .province)
        == ["D 10201 50000.00 PROVINCE", "C 221 50000.00 PROVINCE"])
    #expect(
      try books.post(.base, "2026-08-05", .baseReceivesMatch, "50000", fund: .match)
        == ["D 10201 50000.00 MATCH", "C 221 50000.00 MATCH"])
    try spend50000(&books)
    #expect(try books.close(.province, "2026-12-31") == [p("32103", "50802"), p("32104", "32103")])
    #expect(try books.close(.city, "2026-12-31") == [p("40302", "32103"), p("32103", "50503")])
    #expect(try books.close(.base, "2026-12-31").isEmpty)
    try expectClosed50000(books)
  }

  private func spend50000(_ books: inout SampleBooks) throws {
    let spends = [
      ("2026-08-20", "20000", Fund.province), ("2026-09-02", "15000", .province), ("2026-10-20", "3200", .province),
      ("2026-11-05", "4000", .province), ("2026-11-20", "5000", .province), ("2026-12-10", "50000", .match),
    ]
    for (day, yuan, fund) in spends {
      let text = try Money(yuan).text
      #expect(
        try books.post(.base, day, .baseSpends, yuan, fund: fund)
          == ["D 221 \(text) \(fund.rawValue)", "C 10201 \(text) \(fund.rawValue)"])
    }
    #expect(
      try books.post(.base, "2026-09-10", .baseSpends, "2800", fund: .province, tax: "400")
        == ["D 221 2800.00 PROVINCE", "C 10201 2400.00 PROVINCE", "C 21501 400.00 PROVINCE"])
    #expect(try CustodyCheck.differences(books.balances[.base] ?? Balances()).isEmpty)
    #expect(
      try books.post(.base, "2026-10-12", .taxPaid, "400", fund: .province)
        == ["D 21501 400.00 PROVINCE", "C 10201 400.00 PROVINCE"])
  }

  private func expectClosed50000(_ books: SampleBooks) throws {
    #expect(try books.balance(.province, .of2021, "102") == "-50000.00")
    #expect(try books.balance(.province, .of2021, "32104") == "50000.00")
    #expect(try books.balance(.province, .of2021, "50802") == "0.00")
    #expect(try books.balance(.city, .of2021, "321") == "0.00")
    #expect(try books.balance(.city, .of2021, "102") == "0.00")
    for code in ["10201", "221", "215"] { #expect(try books.balance(.base, .of2021, code) == "0.00") }
  }

  /// A pair of 50,000.00 without a fund.
  private func p(_ debit: String, _ credit: String, _ amount: String = "50000.00") -> [String] {
    ["D \(debit) \(amount)", "C \(credit) \(amount)"]
  }

  @Test("R-319 R-415 the 300,000 yuan of section 5.5 are matched late, partly recovered and closed at 298,800")
  func grantOf300000() throws {
    var books = try SampleBooks()
    _ = try books.post(.province, "2026-07-01", .provincePays, "300000")
    _ = try books.post(.city, "2026-07-03", .cityReceives, "300000")
    _ = try books.post(.city, "2026-07-10", .cityPays, "300000")
    _ = try books.post(.base, "2026-07-13", .baseReceives, "300000", fund: .province)
    for (day, yuan) in [("2026-08-10", "200000"), ("2026-08-18", "100000")] {
      _ = try books.post(.base, day, .baseReceivesMatch, yuan, fund: .match)
    }
    for yuan in ["110000", "120000", "30000", "20000", "20000"] {
      _ = try books.post(.base, "2026-11-16", .baseSpends, yuan, fund: .province)
    }
    try recover1200(&books)
    #expect(
      try books.close(.province, "2026-12-31")
        == [p("32103", "50802", "298800.00"), p("32104", "32103", "298800.00")])
    #expect(
      try books.close(.city, "2026-12-31") == [p("40302", "32103", "298800.00"), p("32103", "50503", "298800.00")])
    #expect(try books.balance(.base, .of2021, "221") == "-300000.00")
    let match = BalanceKey(AccountKey(.of2021, "221"), project: books.project, fund: .match)
    #expect(try books.balances[.base]?[match].closing().text == "-300000.00")
    #expect(try books.balance(.base, .of2021, "10201") == "300000.00")
  }

  private func recover1200(_ books: inout SampleBooks) throws {
    #expect(
      try books.post(.base, "2026-11-25", .baseRepaid, "1200", fund: .province)
        == ["D 10201 1200.00 PROVINCE", "C 221 1200.00 PROVINCE"])
    #expect(
      try books.post(.base, "2026-11-26", .baseReturns, "1200", fund: .province)
        == ["D 221 1200.00 PROVINCE", "C 10201 1200.00 PROVINCE"])
    #expect(try books.post(.city, "2026-11-27", .cityTakesBack, "1200") == p("102", "50503", "1200.00"))
    #expect(try books.post(.city, "2026-11-28", .cityReturns, "1200") == p("40302", "102", "1200.00"))
    #expect(try books.post(.province, "2026-11-30", .provinceTakesBack, "1200") == p("102", "50802", "1200.00"))
  }

  @Test("R-415 money of an earlier year comes back through 32101 at all levels")
  func laterYear() throws {
    var books = try SampleBooks()
    for (tier, step, lines) in [
      (LedgerTier.province, LedgerStep.provinceTakesBack, p("102", "32101", "1200.00")),
      (.city, .cityTakesBack, p("102", "32101", "1200.00")), (.city, .cityReturns, p("32101", "102", "1200.00")),
    ] {
      #expect(try books.post(tier, "2027-03-01", step, "1200", isOfEarlierYear: true) == lines)
    }
    #expect(try books.close(.province, "2027-12-31") == [p("32101", "32104", "1200.00")])
    #expect(try books.close(.city, "2027-12-31").isEmpty)
  }

  @Test("R-407 R-408 a grant notified and unpaid at year end stands in 21201 and 13101, and is cleared when paid")
  func notified() throws {
    var books = try SampleBooks()
    #expect(try books.post(.province, "2026-12-31", .provinceNotified, "50000") == [d("50802"), c("21201")])
    #expect(try books.post(.city, "2026-12-31", .cityNotified, "50000") == [d("13101"), c("40302")])
    #expect(try books.post(.province, "2027-01-08", .provincePaysNotified, "50000") == [d("21201"), c("102")])
    #expect(try books.post(.city, "2027-01-10", .cityReceivesNotified, "50000") == [d("102"), c("13101")])
    for code in ["212", "131"] {
      #expect(try books.balance(code == "212" ? .province : .city, .of2021, code) == "0.00")
    }
  }

  private func d(_ code: String) -> String { "D \(code) 50000.00" }
  private func c(_ code: String) -> String { "C \(code) 50000.00" }

  @Test("OP-30 without a city the province pays the base union: 50802 there, 221 here")
  func withoutCity() throws {
    var books = try SampleBooks()
    #expect(try books.post(.province, "2026-07-01", .provincePays, "50000") == [d("50802"), c("102")])
    #expect(
      try books.post(.base, "2026-07-03", .baseReceives, "50000", fund: .province)
        == ["D 10201 50000.00 PROVINCE", "C 221 50000.00 PROVINCE"])
    var grant = GrantMovements(project: books.project, granted: try Money("50000"), hasCity: false)
    grant.provincePaid = [DatedAmount(try CalendarDay("2026-07-01"), try Money("50000"))]
    grant.baseReceived = [DatedAmount(try CalendarDay("2026-07-03"), try Money("50000"))]
    let levels = try LevelReconciliation([grant], on: CalendarDay("2026-07-31"))
    #expect(levels.differences.isEmpty)
    #expect(levels.totals.provincePaidToBases == levels.totals.basesReceived)
    #expect(levels.delays.map(\.days) == [2])
  }
}
