/// An amount of money in whole fen (1 yuan = 100 fen). No amount goes through binary floating point.
///
/// Read from `-?[0-9]+(\.[0-9]{1,2})?`, ASCII, without exponent, space or thousands separators; written with two
/// decimals.
public struct Money: Sendable, Hashable, Comparable {
  /// The amount in fen; negative for what is owed or taken back.
  public let fen: Int64

  /// No money.
  public static let zero = Money(fen: 0)

  /// Makes an amount of fen.
  public init(fen: Int64) { self.fen = fen }

  /// Whether the amount is below zero.
  public var isNegative: Bool { fen < 0 }

  /// The smaller amount first.
  public static func < (left: Money, right: Money) -> Bool { left.fen < right.fen }

  /// The sum. Throws `money.overflow` beyond 64 bits of fen.
  public static func + (left: Money, right: Money) throws -> Money {
    let (fen, overflow) = left.fen.addingReportingOverflow(right.fen)
    guard !overflow else { throw Self.overflow }
    return Money(fen: fen)
  }

  /// The difference. Throws `money.overflow` beyond 64 bits of fen.
  public static func - (left: Money, right: Money) throws -> Money {
    let (fen, overflow) = left.fen.subtractingReportingOverflow(right.fen)
    guard !overflow else { throw Self.overflow }
    return Money(fen: fen)
  }

  /// The sum of amounts, zero of none. Throws `money.overflow` beyond 64 bits of fen.
  public static func sum(_ amounts: some Sequence<Money>) throws -> Money {
    try amounts.reduce(.zero) { try $0 + $1 }
  }

  /// The amount as vouchers print it: `￥` without a gap, always two decimals, a minus after the sign.
  public var voucherText: String { "￥" + text }
}

extension Money: CanonicalText {
  /// Reads an amount in yuan. Throws `money.form`, or `money.overflow` beyond 64 bits of fen.
  public init(_ text: String) throws {
    let bytes = Array(text.utf8)
    let isNegative = bytes.first == ASCII.hyphen
    let parts = bytes.dropFirst(isNegative ? 1 : 0).split(
      separator: ASCII.point, maxSplits: 1, omittingEmptySubsequences: false)
    guard !parts[0].isEmpty, parts.allSatisfy({ $0.allSatisfy(ASCII.isDigit) }),
      parts.count == 1 || (1...2).contains(parts[1].count)
    else { throw Self.form }
    let decimals = parts.count == 2 ? Array(parts[1]) : []
    let digits = parts[0] + decimals + Array(repeating: ASCII.zero, count: 2 - decimals.count)
    guard let fen = Int64(String(decoding: (isNegative ? [ASCII.hyphen] : []) + digits, as: UTF8.self)) else {
      throw Self.overflow
    }
    self.fen = fen
  }

  /// The amount in yuan with exactly two decimals: `49999.99`, `-0.05`.
  public var text: String { FixedPoint.text(Int128(fen), scale: 2, trimmed: false) }

  private static let citation = Citation("R-811", Citation.accountingBasics)

  private static let form = Refusal(
    "money.form", citation: citation,
    message: Bilingual("金额格式不正确。", "This is not an amount of money."),
    remedy: Bilingual(
      "请以元为单位填写数字，最多两位小数，不带千分位、空格或货币符号，例如 49999.99。",
      "Give yuan in digits with at most two decimals, without separators, spaces or currency signs, such as 49999.99."))

  private static let overflow = Refusal(
    "money.overflow", citation: citation,
    message: Bilingual("金额超出系统可表示的范围。", "The amount is beyond what the system can hold."),
    remedy: Bilingual("请检查金额的位数。", "Check the number of digits of the amount."))
}
