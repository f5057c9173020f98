import LedgerRules
import Primitives
import Testing

@Suite("The sample vouchers of the domain rules")
struct SampleVoucherTests {
  @Test("R-401 R-407 R-409 R-417 the grant of 50,000 in profile A, to the fen, with its closing balances")
  func fiftyThousand() throws {
    var (province, city, base) = (Book(), Book(), Book())
    try province.post("2026-07-01", .provincePays, facts("50000"))
    try city.post("2026-07-03", .cityReceives, facts("50000"))
    try city.post("2026-07-10", .cityPays, facts("50000"))
    try base.post("2026-07-13", .baseReceives, facts("50000"))
    try base.post("2026-08-05", .matchReceived, facts("50000"))
    for (day, amount) in [("2026-08-20", "20000"), ("2026-09-02", "15000")] {
      try base.post(day, .spend, facts(amount))
    }
    try base.post("2026-09-10", .spend, facts("2800", tax: "400"))
    #expect(base.vouchers.last?.lines.map(\.account) == ["221", "10201", "21501"])
    #expect(try base.closing("21501") == "-400.00")
    try base.post("2026-10-12", .taxPaid, facts("400"))
    for (day, amount) in [("2026-10-20", "3200"), ("2026-11-05", "4000"), ("2026-11-20", "5000")] {
      try base.post(day, .spend, facts(amount))
    }
    #expect(try base.closing("221", .province) == "0.00")
    #expect(try base.closing("221", .match) == "-50000.00")
    try base.post("2026-12-10", .spend, facts("50000", .match))
    #expect(try ["221", "10201", "215"].map { try base.closing($0) } == ["0.00", "0.00", "0.00"])
    #expect(
      try province.closeYear("2026-12-31") == [
        "借32103 50000.00 贷50802 50000.00", "借32104 50000.00 贷32103 50000.00",
      ])
    #expect(
      try city.closeYear("2026-12-31") == [
        "借40302 50000.00 贷32103 50000.00", "借32103 50000.00 贷50503 50000.00",
      ])
    #expect(try city.closing("32103") == "0.00")
    #expect(try base.closeYear("2026-12-31") == [])
  }

  @Test("R-415 R-308 the grant of 300,000 with late matching and a recovery, to the fen")
  func threeHundredThousand() throws {
    var (province, city, base) = (Book(), Book(), Book())
    try province.post("2026-07-01", .provincePays, facts("300000"))
    try city.post("2026-07-03", .cityReceives, facts("300000"))
    try city.post("2026-07-10", .cityPays, facts("300000"))
    try base.post("2026-07-13", .baseReceives, facts("300000"))
    for (day, amount) in [("2026-08-10", "200000"), ("2026-08-18", "100000")] {
      try base.post(day, .matchReceived, facts(amount))
    }
    for amount in ["110000", "120000", "30000", "20000", "20000"] {
      try base.post("2026-09-01", .spend, facts(amount))
    }
    try base.post("2026-11-25", .disallowedRepaid, facts("1200"))
    try base.post("2026-11-26", .baseReturns, facts("1200"))
    try city.post("2026-11-27", .cityTakesBack, facts("1200"))
    try city.post("2026-11-28", .cityReturns, facts("1200"))
    try province.post("2026-11-30", .provinceTakesBack, facts("1200"))
    #expect(city.vouchers[2].lines.map(\.account) == ["102", "50503"])
    #expect(city.vouchers[3].lines.map(\.account) == ["40302", "102"])
    #expect(try base.closing("221", .province) == "0.00")
    #expect(try base.closing("221", .match) == "-300000.00")
    #expect(try base.closing("10201") == "300000.00")
    #expect(
      try province.closeYear("2026-12-31") == [
        "借32103 298800.00 贷50802 298800.00", "借32104 298800.00 贷32103 298800.00",
      ])
    #expect(
      try city.closeYear("2026-12-31") == [
        "借40302 298800.00 贷32103 298800.00", "借32103 298800.00 贷50503 298800.00",
      ])
  }

  @Test(
    "R-402 R-403 R-407 R-408 R-415 each step in both charts and profiles",
    arguments: [
      (LedgerStep.provincePays, "借50602 1.00 贷102 1.00", "借50802 1.00 贷102 1.00", "借50802 1.00 贷102 1.00"),
      (.cityReceives, "借102 1.00 贷40302 1.00", "借102 1.00 贷40302 1.00", "借102 1.00 贷40302 1.00"),
      (.cityPays, "借50304 1.00 贷102 1.00", "借50503 1.00 贷102 1.00", "借50802 1.00 贷102 1.00"),
      (.baseReceives, "借10201 1.00 贷231 1.00", "借10201 1.00 贷221 1.00", "借102 1.00 贷40302 1.00"),
      (.matchReceived, "借10201 1.00 贷231 1.00", "借10201 1.00 贷221 1.00", "借102 1.00 贷405 1.00"),
      (.matchReturned, "借231 1.00 贷10201 1.00", "借221 1.00 贷10201 1.00", "借405 1.00 贷102 1.00"),
      (.spend, "借231 1.00 贷10201 1.00", "借221 1.00 贷10201 1.00", "借50303 1.00 贷102 1.00"),
      (.provinceOwes, "借50602 1.00 贷22201 1.00", "借50802 1.00 贷21201 1.00", "借50802 1.00 贷21201 1.00"),
      (.cityAwaits, "借13101 1.00 贷40302 1.00", "借13101 1.00 贷40302 1.00", "借13101 1.00 贷40302 1.00"),
      (.taxPaid, "借22501 1.00 贷10201 1.00", "借21501 1.00 贷10201 1.00", "借21501 1.00 贷102 1.00"),
      (.baseReturns, "借231 1.00 贷10201 1.00", "借221 1.00 贷10201 1.00", "借40302 1.00 贷102 1.00"),
    ])
  func steps(step: LedgerStep, old: String, custodial: String, income: String) throws {
    #expect(try text(step, facts("1"), .local2018, .of2009) == old)
    #expect(try text(step, facts("1"), .local2018, .of2021) == custodial)
    #expect(try text(step, facts("1"), .std2021, .of2021) == income)
  }

  @Test("R-415 money of an earlier year meets the adjustment of the opening")
  func earlierYear() throws {
    let past = try facts("1", earlier: true)
    #expect(try text(.cityTakesBack, past, .local2018, .of2021) == "借102 1.00 贷32101 1.00")
    #expect(try text(.cityReturns, past, .local2018, .of2021) == "借32101 1.00 贷102 1.00")
    #expect(try text(.provinceTakesBack, past, .local2018, .of2021) == "借102 1.00 贷32101 1.00")
    #expect(try text(.baseReturns, past, .std2021, .of2021) == "借32101 1.00 贷102 1.00")
    #expect(try text(.baseReturns, past, .local2018, .of2021) == "借221 1.00 贷10201 1.00")
  }

  @Test("R-407 R-408 what was accrued at the year's end is cleared by the payment")
  func accrued() throws {
    let owed = try facts("1", accrued: true)
    #expect(try text(.provincePays, owed, .local2018, .of2021) == "借21201 1.00 贷102 1.00")
    #expect(try text(.cityReceives, owed, .local2018, .of2021) == "借102 1.00 贷13101 1.00")
  }

  @Test("R-412 R-418 the grant of 50,000 in profile B with equipment, closed at the year's end")
  func profileB() throws {
    var base = Book()
    try base.post("2026-07-13", .baseReceives, facts("50000"), .std2021)
    try base.post("2026-08-05", .matchReceived, facts("50000"), .std2021)
    try base.post("2026-09-01", .spend, facts("30000"), .std2021)
    try base.post("2026-09-02", .spend, facts("20000", asset: .special), .std2021)
    #expect(
      try text(.spend, facts("20000", asset: .special), .std2021, .of2021)
        == "借50703 20000.00 贷102 20000.00 借162 20000.00 贷30104 20000.00")
    #expect(
      try base.closeYear("2026-12-31") == [
        "借40302 50000.00 贷32103 50000.00 借405 50000.00 贷32103 50000.00",
        "借32103 30000.00 贷50303 30000.00 借32103 20000.00 贷50703 20000.00",
        "借32103 50000.00 贷32104 50000.00",
      ])
    #expect(try base.closing("32104") == "-50000.00")
    #expect(try base.closing("162") == "20000.00")
  }

  @Test("R-413 what has no project is closed to the surplus, and 2009 has one account for all")
  func surplus() throws {
    var book = Book()
    let interest = [VoucherLine(.debit, "102", Money(fen: 150)), VoucherLine(.credit, "408", Money(fen: 150))]
    try book.post(VoucherContent(day: try CalendarDay("2026-12-21"), summary: "利息", lines: interest))
    #expect(
      try book.closeYear("2026-12-31") == ["借408 1.50 贷32203 1.50", "借32203 1.50 贷32205 1.50"])
    var old = Book(.of2009)
    try old.post("2020-07-01", .provincePays, facts("5"))
    #expect(try old.closeYear("2020-12-31") == ["借331 5.00 贷50602 5.00"])
  }
}
