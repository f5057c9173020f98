import Foundation
import Primitives
import Testing

@Suite struct ExactDecimalTests {
  @Test(
    "a decimal string is held exactly and written shortest",
    arguments: [
      ("0", 0, "0"), ("0.25", 250_000_000_000, "0.25"), ("1", 1_000_000_000_000, "1"),
      ("1.000", 1_000_000_000_000, "1"),
      ("007.50", 7_500_000_000_000, "7.5"), ("0.000000000001", 1, "0.000000000001"),
      ("999999999.999999999999", 999_999_999_999_999_999_999, "999999999.999999999999"),
      ("10", 10_000_000_000_000, "10"),
    ] as [(String, Int128, String)])
  func reads(_ text: String, _ scaled: Int128, _ canonical: String) throws {
    let value = try ExactDecimal(text)
    #expect(value.scaled == scaled)
    #expect(value.text == canonical)
    #expect(ExactDecimal(bytes: Array(text.utf8)[...]) == value)
    #expect(ExactDecimal(scaled: scaled) == value)
  }

  @Test(
    "what is not a decimal string is refused",
    arguments: [
      "", ".", "1.", ".1", "-1", "+1", "1e1", " 1", "1 ", "1000000000", "0.0000000000001", "1.2.3", "１", "1,0", "NaN",
      "0x1",
    ])
  func refuses(_ text: String) {
    #expect(ExactDecimal(bytes: Array(text.utf8)) == nil)
    #expect { try ExactDecimal(text) } throws: { ($0 as? Refusal)?.code == "decimal.form" }
  }

  @Test("decimals round trip through their text")
  func roundTrip() throws {
    var scaled: Int128 = 1
    for step in 0..<5_000 {
      scaled = (scaled * 6_364_136_223 + Int128(step)) % (ExactDecimal.maximumScaled + 1)
      let value = try #require(ExactDecimal(scaled: scaled))
      #expect(try ExactDecimal(value.text) == value)
    }
  }

  @Test("a decimal outside the form cannot be made, yet any scaled value can be written")
  func bounds() {
    #expect(ExactDecimal(scaled: -1) == nil)
    #expect(ExactDecimal(scaled: ExactDecimal.maximumScaled + 1) == nil)
    #expect(ExactDecimal.text(scaled: ExactDecimal.unit * 12_345_678_901_234) == "12345678901234")
    #expect(ExactDecimal.text(scaled: ExactDecimal.unit / -2) == "-0.5")
    #expect(ExactDecimal.zero < ExactDecimal.one)
  }

  @Test("a decimal is coded as its text, and a wrong one is refused with its own code")
  func coding() throws {
    let coded = try JSONEncoder().encode([try ExactDecimal("0.80")])
    #expect(String(decoding: coded, as: UTF8.self) == "[\"0.8\"]")
    #expect(try JSONDecoder().decode([ExactDecimal].self, from: coded) == [try ExactDecimal("0.8")])
    #expect { try JSONDecoder().decode([ExactDecimal].self, from: Data("[\"8e1\"]".utf8)) } throws: {
      ($0 as? Refusal)?.code == "decimal.form"
    }
  }
}
