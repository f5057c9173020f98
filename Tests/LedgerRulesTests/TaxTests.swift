import Primitives
import Testing

@testable import LedgerRules

@Suite("Income tax on labour fees")
struct TaxTests {
  @Test(
    "R-432 R-433 gross and tax of a net, with the boundaries",
    arguments: [
      ("1000", "1050.00", "50.00"), ("1500", "1675.00", "175.00"), ("2400", "2800.00", "400.00"),
      ("3600", "4285.71", "685.71"), ("800", "800.00", "0.00"), ("800.01", "800.01", "0.00"),
      ("3360", "4000.00", "640.00"), ("21000", "25000.00", "4000.00"), ("49500", "62500.00", "13000.00"),
      ("60000", "77941.18", "17941.18"), ("0", "0.00", "0.00"),
    ])
  func single(_ net: String, _ gross: String, _ tax: String) throws {
    let fee = try LabourTax.fee(net: Money(net))
    #expect(fee.gross.text == gross)
    #expect(fee.tax.text == tax)
  }

  @Test("R-433 for every net of 0.01 to 60,000.00 yuan the tax on the gross leaves exactly the net")
  func everyFen() throws {
    for fen in Int64(1)...6_000_000 {
      let net = Money(fen: fen)
      let gross = try LabourTax.gross(ofNet: net)
      let left = try gross - LabourTax.tax(onGross: gross)
      if left != net { Issue.record("net \(net.text) gross \(gross.text) leaves \(left.text)") }
    }
  }

  @Test(
    "R-434 fees of one month are accumulated: each time gross and tax",
    arguments: [
      (["1000", "1000", "1000"], ["1050.00/50.00", "1250.00/250.00", "1250.00/250.00"]),
      (["1500", "1500", "1500"], ["1675.00/175.00", "1875.00/375.00", "1807.14/307.14"]),
      (["2400", "2400", "2400"], ["2800.00/400.00", "2914.29/514.29", "2857.14/457.14"]),
      (["3600", "3600", "3600"], ["4285.71/685.71", "4285.72/685.72", "4285.71/685.71"]),
      (["1000", "2400"], ["1050.00/50.00", "2997.62/597.62"]),
    ])
  func accumulated(_ nets: [String], _ fees: [String]) throws {
    var paid = PaidInMonth.nothing
    let found = try nets.map { net in
      let fee = try LabourTax.fee(net: Money(net), after: paid)
      paid = PaidInMonth(gross: try paid.gross + fee.gross, tax: try paid.tax + fee.tax)
      return "\(fee.gross.text)/\(fee.tax.text)"
    }
    #expect(found == fees)
    #expect(try LabourTax.tax(onGross: paid.gross) == paid.tax)
  }

  @Test("OP-13 by the service what was paid before does not matter")
  func perService() throws {
    let paid = PaidInMonth(gross: try Money("1050"), tax: try Money("50"))
    #expect(try LabourTax.fee(net: Money("1000"), after: paid, policy: .perService).tax.text == "50.00")
    #expect(try LabourTax.fee(net: Money("1000"), after: paid).tax.text == "250.00")
  }

  @Test(
    "R-431 tax on a gross at the edges of the brackets",
    arguments: [
      ("800", "0.00"), ("800.02", "0.00"), ("800.03", "0.01"), ("4000", "640.00"), ("4000.01", "640.00"),
      ("25000", "4000.00"), ("25000.01", "4000.00"), ("62500", "13000.00"), ("62500.02", "13000.01"),
    ])
  func brackets(_ gross: String, _ tax: String) throws {
    #expect(try LabourTax.tax(onGross: Money(gross)).text == tax)
  }

  @Test(
    "R-436 OP-14 the option of value-added tax: tax, surcharge and what is paid in all",
    arguments: [
      ("1050", "10.50", "0.63", "1061.13"), ("1675", "16.75", "1.01", "1692.76"), ("2800", "28.00", "1.68", "2829.68"),
      ("4285.71", "42.86", "2.57", "4331.14"), ("999.99", "0.00", "0.00", "999.99"),
      ("1000", "10.00", "0.60", "1010.60"),
    ])
  func vat(_ gross: String, _ tax: String, _ surcharge: String, _ total: String) throws {
    let vat = try LabourVAT(gross: Money(gross), on: CalendarDay("2026-05-06"))
    #expect(vat.tax.text == tax)
    #expect(vat.surcharge.text == surcharge)
    #expect(try (Money(gross) + vat.total()).text == total)
  }

  @Test("R-436 the threshold is that of the whole day, 500 yuan before 2026")
  func vatThreshold() throws {
    let half = try Money("600")
    #expect(try LabourVAT(gross: half, on: CalendarDay("2026-01-01")).tax == .zero)
    #expect(try LabourVAT(gross: half, sameDay: half, on: CalendarDay("2026-01-01")).tax.text == "12.00")
    #expect(try LabourVAT(gross: half, on: CalendarDay("2025-12-31")).tax.text == "6.00")
  }

  @Test(
    "R-435 withheld tax is due on the 15th of the next month",
    arguments: [("2026-09-10", "2026-10-15"), ("2026-01-31", "2026-02-15"), ("2026-12-01", "2027-01-15")])
  func due(_ day: String, _ due: String) throws {
    #expect(try LabourTax.dueDay(withheldOn: CalendarDay(day)).text == due)
  }

  @Test("R-430 an amount below zero or beyond any fee is refused")
  func refused() {
    for fen in [Int64.min, -1, 10_000_000_001, .max] {
      #expect(refusalCode { try LabourTax.gross(ofNet: Money(fen: fen)) } == "tax.amount")
      #expect(refusalCode { try LabourTax.tax(onGross: Money(fen: fen)) } == "tax.amount")
    }
    #expect(refusalCode { try LabourVAT(gross: Money(fen: -1), on: .earliest) } == "tax.amount")
  }

  @Test(
    "R-809 the capital words of the grosses",
    arguments: [("1050", "人民币壹仟零伍拾元整"), ("4285.71", "人民币肆仟贰佰捌拾伍元柒角壹分"), ("300000", "人民币叁拾万元整")])
  func capitals(_ yuan: String, _ words: String) throws {
    #expect(try CapitalAmount(Money(yuan)).text == words)
  }
}
