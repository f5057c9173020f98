import Primitives

/// The number of a posted voucher: a word, and a number that begins anew each month of a ledger, without gaps (R-420).
public struct VoucherNumber: Sendable, Hashable, Comparable {
  /// The word, `记` by default.
  public let word: String
  /// The year.
  public let year: Int
  /// The month, 1 to 12.
  public let month: Int
  /// The number in the month, from 1.
  public let number: Int

  /// Makes a number.
  public init(word: String = "记", year: Int, month: Int, number: Int) {
    self.word = word
    self.year = year
    self.month = month
    self.number = number
  }

  /// As it is printed: `2026-07 记-12`.
  public var text: String { "\(year)-\(month < 10 ? "0" : "")\(month) \(word)-\(number)" }

  /// By month, then word, then number.
  public static func < (left: VoucherNumber, right: VoucherNumber) -> Bool {
    (left.year, left.month, left.word, left.number) < (right.year, right.month, right.word, right.number)
  }
}
