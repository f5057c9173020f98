import Testing

@testable import SelectionRules

@Suite("Exact arithmetic")
struct ExactMathTests {
  @Test(
    "R-220 a quotient is rounded half up, in 64 and in 128 bits",
    arguments: [
      (0, 7, 0), (1, 2, 1), (3, 2, 2), (1, 3, 0), (2, 3, 1), (5, 10, 1), (4, 10, 0), (49, 100, 0), (50, 100, 1),
      (7, 1, 7),
      (Int.max - 1, Int.max, 1), (Int.max, Int.max, 1), (Int.max / 2, Int.max, 0), (Int.max / 2 + 1, Int.max, 1),
    ])
  func halfUp(dividend: Int, divisor: Int, expected: Int) {
    #expect(roundedQuotient(dividend, divisor) == expected)
    #expect(roundedQuotient(Int128(dividend), Int128(divisor)) == expected)
    let scale: Int128 = 10_000_000_000_000_000
    #expect(roundedQuotient(Int128(dividend) * scale, Int128(divisor) * scale) == expected)
  }

  @Test(
    "R-222 a share is rounded half up after exact long division, also where the product needs more than 128 bits",
    arguments: [
      (0, 3, 0), (1, 3, 3_333), (2, 3, 6_667), (3, 3, 10_000), (1, 20_000, 1), (1, 20_001, 0), (19_999, 20_000, 10_000),
    ])
  func share(part: Int, whole: Int, expected: Int) {
    #expect(shareInHundredths(of: Int128(part), in: Int128(whole)) == expected)
    let scale = Int128.max / 16 / Int128(whole)
    #expect(shareInHundredths(of: Int128(part) * scale, in: Int128(whole) * scale) == expected)
  }
}
