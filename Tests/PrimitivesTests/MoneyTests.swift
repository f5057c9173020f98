import Foundation
import Primitives
import Testing

@Suite struct MoneyTests {
  @Test(
    "money is read from decimal text exactly",
    arguments: [
      ("0", 0), ("0.0", 0), ("-0.00", 0), ("0.01", 1), ("0.1", 10), ("1", 100), ("49999.99", 4_999_999),
      ("50000", 5_000_000),
      ("-12.3", -1230), ("007.50", 750), ("92233720368547758.07", Int64.max), ("-92233720368547758.08", Int64.min),
    ] as [(String, Int64)])
  func reads(_ text: String, _ fen: Int64) throws {
    #expect(try Money(text).fen == fen)
  }

  @Test(
    "what is not an amount is refused",
    arguments: [
      "", "-", ".", ".5", "5.", "1.234", "1e3", "1,000", " 1", "1 ", "+1", "--1", "1-", "￥1", "¥1", "１", "NaN", "1.2.3",
      "0x10",
      "1.-5", "一",
    ])
  func refusesForm(_ text: String) {
    #expect(refusalCode { try Money(text) } == "money.form")
  }

  @Test(
    "an amount beyond 64 bits of fen is refused",
    arguments: ["92233720368547758.08", "-92233720368547758.09", "100000000000000000000", "92233720368547759"])
  func refusesOverflow(_ text: String) {
    #expect(refusalCode { try Money(text) } == "money.overflow")
  }

  @Test("every amount of 0 to 20,000 fen, and its negative, round trips through its text")
  func roundTrip() throws {
    for fen in Int64(-20_000)...20_000 {
      #expect(try Money(Money(fen: fen).text) == Money(fen: fen))
    }
    #expect(try Money(Money(fen: .min).text) == Money(fen: .min))
  }

  @Test("sums and differences are exact and checked for overflow")
  func arithmetic() throws {
    #expect(try Money(fen: 1) + Money(fen: 2) == Money(fen: 3))
    #expect(try Money(fen: 1) - Money(fen: 2) == Money(fen: -1))
    #expect(try Money.sum([Money(fen: 5), Money(fen: -7)]) == Money(fen: -2))
    #expect(try Money.sum([]) == .zero)
    #expect(refusalCode { try Money(fen: .max) + Money(fen: 1) } == "money.overflow")
    #expect(refusalCode { try Money(fen: .min) - Money(fen: 1) } == "money.overflow")
    #expect(Money(fen: -1) < .zero)
    #expect(Money(fen: -1).isNegative)
    #expect(!Money.zero.isNegative)
  }

  @Test(
    "R-811 amounts on vouchers have the sign without a gap and two decimals",
    arguments: [(0, "￥0.00"), (5, "￥0.05"), (140_950, "￥1409.50"), (-140_950, "￥-1409.50")] as [(Int64, String)])
  func voucher(_ fen: Int64, _ text: String) {
    #expect(Money(fen: fen).voucherText == text)
  }

  @Test("money is coded as its decimal text")
  func coding() throws {
    let coded = try JSONEncoder().encode([Money(fen: 4_999_999)])
    #expect(String(decoding: coded, as: UTF8.self) == "[\"49999.99\"]")
    #expect(try JSONDecoder().decode([Money].self, from: coded) == [Money(fen: 4_999_999)])
    #expect(throws: (any Error).self) { try JSONDecoder().decode([Money].self, from: Data("[49999.99]".utf8)) }
  }
}
