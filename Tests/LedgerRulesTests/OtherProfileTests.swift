import Primitives
import Testing

@testable import LedgerRules

/// Section 5.6: the same grant in the chart of 2009, and in the profile of the standard of 2021; section 5.7.
@Suite("Sample vouchers of the other chart and profile")
struct OtherProfileTests {
  private func pair(_ debit: String, _ credit: String, _ amount: String) -> [String] {
    ["D \(debit) \(amount)", "C \(credit) \(amount)"]
  }

  @Test("R-402 R-403 the chart of 2009 books 50602, 40302, 50304, 231, 22501 and closes to 331 alone")
  func chart2009() throws {
    var books = try SampleBooks()
    #expect(
      try books.post(.province, "2019-07-01", .provincePays, "50000") == pair("50602", "102", "50000.00"))
    #expect(try books.post(.city, "2019-07-03", .cityReceives, "50000") == pair("102", "40302", "50000.00"))
    #expect(try books.post(.city, "2019-07-10", .cityPays, "50000") == pair("50304", "102", "50000.00"))
    #expect(
      try books.post(.base, "2019-07-13", .baseReceives, "50000", fund: .province)
        == ["D 10201 50000.00 PROVINCE", "C 231 50000.00 PROVINCE"])
    #expect(
      try books.post(.base, "2019-09-10", .baseSpends, "2800", fund: .province, tax: "400")
        == ["D 231 2800.00 PROVINCE", "C 10201 2400.00 PROVINCE", "C 22501 400.00 PROVINCE"])
    #expect(try books.close(.province, "2019-12-31") == [pair("331", "50602", "50000.00")])
    #expect(
      try books.close(.city, "2019-12-31") == [pair("40302", "331", "50000.00"), pair("331", "50304", "50000.00")])
    #expect(try books.balance(.city, .of2009, "331") == "0.00")
    #expect(try books.balance(.base, .of2009, "231") == "-47200.00")
  }

  @Test("R-407 R-408 in the chart of 2009 what is notified stands in 22201 and 13101, what comes back late in 331")
  func chart2009Rest() throws {
    var books = try SampleBooks()
    #expect(try books.post(.province, "2020-12-31", .provinceNotified, "9") == pair("50602", "22201", "9.00"))
    #expect(try books.post(.city, "2020-12-31", .cityNotified, "9") == pair("13101", "40302", "9.00"))
    #expect(
      try books.post(.city, "2020-12-31", .cityTakesBack, "9", isOfEarlierYear: true) == pair("102", "331", "9.00"))
  }

  @Test("R-411 R-412 R-418 the 50,000 yuan of section 5.6 in the profile of 2021 leave the unspent match carried")
  func profileB() throws {
    var books = try SampleBooks()
    books.profile = .standard2021
    #expect(try books.post(.city, "2026-07-10", .cityPays, "50000") == pair("50802", "102", "50000.00"))
    #expect(
      try books.post(.base, "2026-07-13", .baseReceives, "50000", fund: .province)
        == ["D 102 50000.00", "C 40302 50000.00 PROVINCE"])
    #expect(
      try books.post(.base, "2026-08-05", .baseReceivesMatch, "50000", fund: .match)
        == ["D 102 50000.00", "C 405 50000.00 MATCH"])
    #expect(
      try books.post(.base, "2026-09-02", .baseSpends, "30000", fund: .province)
        == ["D 50303 30000.00 PROVINCE", "C 102 30000.00"])
    let machine = EquipmentPurchase(.special, unitPrice: try Money("20000"))
    #expect(
      try books.post(.base, "2026-09-03", .baseSpends, "20000", fund: .province, equipment: machine) == [
        "D 50703 20000.00 PROVINCE", "C 102 20000.00", "D 162 20000.00 PROVINCE", "C 30104 20000.00 PROVINCE",
      ])
    try expectYearEnd(&books)
  }

  private func expectYearEnd(_ books: inout SampleBooks) throws {
    #expect(
      try books.close(.base, "2026-12-31") == [
        ["D 40302 50000.00 PROVINCE", "D 405 50000.00 MATCH", "C 32103 50000.00 MATCH", "C 32103 50000.00 PROVINCE"],
        ["D 32103 50000.00 PROVINCE", "C 50303 30000.00 PROVINCE", "C 50703 20000.00 PROVINCE"],
        ["D 32103 50000.00 MATCH", "C 32104 50000.00 MATCH"],
      ])
    #expect(try books.balance(.base, .of2021, "32104") == "-50000.00")
    #expect(try books.balance(.base, .of2021, "32103") == "0.00")
    #expect(try books.balance(.base, .of2021, "102") == "50000.00")
  }

  @Test("R-412 mode M1 makes a register entry only, and refuses to spend money that is not in the books")
  func employerBooks() throws {
    let rules = try PostingRules(on: CalendarDay("2026-08-05"), matchMode: .employerBooks)
    let facts = StepFacts(try Money("50000"), project: try ProjectCode("P1"), fund: .match)
    #expect(try rules.posting(.baseReceivesMatch, facts).isRegisterOnly)
    #expect(try rules.posting(.baseMatchWithdrawn, facts).isRegisterOnly)
    #expect(refusalCode { try rules.posting(.baseSpends, facts) } == "step.register-only")
  }

  @Test(
    "R-412 a withdrawn match goes back to the employer on the account on which it stood",
    arguments: [
      (MatchMode.custodial, false, "221", "10201"), (.custodial, true, "221", "10201"),
      (.unionIncome, false, "405", "102"), (.unionIncome, true, "32101", "102"),
    ])
  func withdrawn(_ mode: MatchMode, _ isLate: Bool, _ debit: String, _ credit: String) throws {
    var books = try SampleBooks()
    books.matchMode = mode
    let lines = try books.post(
      .base, "2026-09-01", .baseMatchWithdrawn, "50000", fund: .match, isOfEarlierYear: isLate)
    #expect(lines.map { $0.split(separator: " ")[1] } == [Substring(debit), Substring(credit)])
  }

  @Test("R-411 the profile of 2021 cannot be used for a day of the chart of 2009")
  func profileChart() {
    #expect(
      refusalCode { try PostingRules(on: CalendarDay("2021-12-31"), profile: .standard2021) } == "ledger.profile-chart")
  }

  @Test("R-417 the assist fund's fees of section 5.7 withhold 50.00 and 685.71, which are paid together")
  func assistFund() throws {
    var books = try SampleBooks(project: "ZQX-2026")
    #expect(try books.post(.city, "2026-04-23", .fundReceived, "100000") == pair("102", "40302", "100000.00"))
    #expect(
      try books.post(.city, "2026-05-06", .fundSpends, "1050", tax: "50")
        == ["D 50503 1050.00", "C 102 1000.00", "C 21501 50.00"])
    #expect(
      try books.post(.city, "2026-05-07", .fundSpends, "4285.71", tax: "685.71")
        == ["D 50503 4285.71", "C 102 3600.00", "C 21501 685.71"])
    #expect(try books.post(.city, "2026-06-15", .taxPaid, "735.71") == pair("21501", "102", "735.71"))
    #expect(try books.balance(.city, .of2021, "215") == "0.00")
    #expect(
      try books.close(.city, "2026-12-31") == [
        pair("40302", "32103", "100000.00"), pair("32103", "50503", "5335.71"), pair("32103", "32104", "94664.29"),
      ])
  }

  @Test("OP-11 the assist fund may be booked on 50303 instead")
  func fundExpense() throws {
    let rules = try PostingRules(on: CalendarDay("2026-05-06"), fundExpense: .workerInnovation)
    let lines = try rules.posting(.fundSpends, StepFacts(try Money("10"))).lines
    #expect(lines.map(SampleBooks.text) == ["D 50303 10.00", "C 102 10.00"])
  }

  @Test(
    "OP-12 R-416 interest is other income, or custodial where the account is dedicated",
    arguments: [
      (CustodialInterest.otherIncome, Fund?.some(.province), ["D 102 1.23", "C 408 1.23"]),
      (.project, .some(.province), ["D 10201 1.23 PROVINCE", "C 221 1.23 PROVINCE"]),
      (.project, nil, ["D 102 1.23", "C 408 1.23"]),
    ])
  func interest(_ rule: CustodialInterest, _ fund: Fund?, _ lines: [String]) throws {
    let rules = try PostingRules(on: CalendarDay("2026-09-21"), interest: rule)
    let facts = StepFacts(try Money("1.23"), project: try ProjectCode("P1"), fund: fund)
    #expect(try rules.posting(.interestReceived, facts).lines.map(SampleBooks.text) == lines)
  }

  @Test(
    "R-418 equipment is a fixed asset from its threshold on",
    arguments: [
      (EquipmentClass.general, Chart.of2021, "1000"), (.special, .of2021, "1500"), (.general, .of2009, "500"),
      (.special, .of2009, "800"),
    ])
  func threshold(_ equipment: EquipmentClass, _ chart: Chart, _ yuan: String) throws {
    let price = try Money(yuan)
    let below = Money(fen: price.fen - 1)
    #expect(EquipmentPurchase(equipment, unitPrice: price).isFixedAsset(in: chart))
    #expect(!EquipmentPurchase(equipment, unitPrice: below).isFixedAsset(in: chart))
    #expect(!EquipmentPurchase(equipment, unitPrice: price, isLasting: false).isFixedAsset(in: chart))
  }

  @Test("R-418 an asset bought with custodial money enters the memo register and no asset account")
  func memoRegister() throws {
    let rules = try PostingRules(on: CalendarDay("2026-08-20"))
    let facts = StepFacts(
      try Money("20000"), project: try ProjectCode("P1"), fund: .province,
      equipment: EquipmentPurchase(.special, unitPrice: try Money("20000")))
    let posting = try rules.posting(.baseSpends, facts)
    #expect(posting.entersMemoRegister)
    #expect(posting.lines.map(\.account.code) == ["221", "10201"])
  }

  @Test("R-421 a step needs an amount above zero, a tax below it, and at the base a project and a fund")
  func faults() throws {
    let rules = try PostingRules(on: CalendarDay("2026-08-20"))
    let (project, ten) = (try ProjectCode("P1"), try Money("10"))
    #expect(refusalCode { try rules.posting(.cityPays, StepFacts(.zero)) } == "step.amount")
    #expect(refusalCode { try rules.posting(.cityPays, StepFacts(ten, withheldTax: Money("1"))) } == "step.tax")
    #expect(refusalCode { try rules.posting(.fundSpends, StepFacts(ten, withheldTax: ten)) } == "step.tax")
    #expect(refusalCode { try rules.posting(.baseSpends, StepFacts(ten, project: project)) } == "step.fund")
    #expect(refusalCode { try rules.posting(.baseSpends, StepFacts(ten, fund: .match)) } == "step.fund")
  }

  @Test("R-409 a receipt of the grant is the province's money and a match the employer's, whatever the facts say")
  func fundOfStep() throws {
    let rules = try PostingRules(on: CalendarDay("2026-08-20"))
    let facts = StepFacts(try Money("10"), project: try ProjectCode("P1"), fund: .match)
    #expect(try rules.posting(.baseReceives, facts).lines.map(\.fund) == [.province, .province])
    #expect(try rules.posting(.baseReturns, facts).lines.map(\.fund) == [.province, .province])
    let other = StepFacts(try Money("10"), project: try ProjectCode("P1"), fund: .province)
    #expect(try rules.posting(.baseReceivesMatch, other).lines.map(\.fund) == [.match, .match])
  }

  @Test("R-417 tax on cash paid out of the box, and a step by cash moves 101 instead of 102")
  func cash() throws {
    let rules = try PostingRules(on: CalendarDay("2026-08-20"))
    let facts = StepFacts(try Money("10"), project: try ProjectCode("P1"), fund: .province, means: .cash)
    #expect(try rules.posting(.baseSpends, facts).lines.map(\.account.code) == ["221", "10101"])
    #expect(try rules.posting(.taxPaid, facts).lines.map(\.account.code) == ["21501", "10101"])
    #expect(try rules.posting(.cityPays, facts).lines.map(\.account.code) == ["50503", "101"])
  }
}
