/// A decimal string of the edition package (weights, floors), held exactly: no binary floating point touches it.
///
/// The text form is `[0-9]{1,9}(\.[0-9]{1,12})?`, ASCII, without sign, exponent or space.
public struct ExactDecimal: Sendable, Hashable, Comparable {
  /// The value times 10^12, 0 to 999,999,999,999,999,999,999: well inside 128 bits.
  public let scaled: Int128

  /// 10^12: what one unit is in ``scaled``.
  public static let unit: Int128 = 1_000_000_000_000
  /// The number of decimals that ``scaled`` holds.
  public static let decimals = 12
  /// The highest ``scaled`` that the form can write.
  public static let maximumScaled: Int128 = 1_000_000_000 * unit - 1

  /// 0.
  public static let zero = ExactDecimal(unchecked: 0)
  /// 1, what weights sum to.
  public static let one = ExactDecimal(unchecked: unit)

  private init(unchecked scaled: Int128) { self.scaled = scaled }

  /// Makes a decimal of a value times 10^12; nil if it is negative or longer than the form allows.
  public init?(scaled: Int128) {
    guard scaled >= 0, scaled <= Self.maximumScaled else { return nil }
    self.scaled = scaled
  }

  /// Reads a decimal from the bytes of a field; nil if the form does not hold.
  public init?(bytes: some Collection<UInt8>) {
    let parts = bytes.split(separator: ASCII.point, maxSplits: 1, omittingEmptySubsequences: false)
    guard (1...9).contains(parts[0].count), let whole = ASCII.number(parts[0]) else { return nil }
    guard parts.count == 2 else {
      self.scaled = Int128(whole) * Self.unit
      return
    }
    guard (1...Self.decimals).contains(parts[1].count), var fraction = ASCII.number(parts[1]) else { return nil }
    for _ in parts[1].count..<Self.decimals { fraction *= 10 }
    self.scaled = Int128(whole) * Self.unit + Int128(fraction)
  }

  /// The smaller value first.
  public static func < (left: ExactDecimal, right: ExactDecimal) -> Bool { left.scaled < right.scaled }

  /// The text of any value times 10^12, also one beyond the form (weighted votes): no exponent, no zeros at the end,
  /// no point for a whole number.
  public static func text(scaled: Int128) -> String {
    FixedPoint.text(scaled, scale: decimals, trimmed: true)
  }
}

extension ExactDecimal: CanonicalText {
  /// Reads a decimal from a text. Throws `decimal.form`.
  public init(_ text: String) throws {
    guard let value = ExactDecimal(bytes: Array(text.utf8)) else { throw Self.refusal }
    self = value
  }

  /// The shortest text: no zeros at the end, no point for a whole number, no zeros before the first digit.
  public var text: String { Self.text(scaled: scaled) }

  /// What is told wherever a text is not a decimal; the reader adds the place.
  public static let refusal = Refusal(
    "decimal.form", citation: Citation("R-220", Citation.editionPackage, "Files and values"),
    message: Bilingual("十进制数格式不正确。", "This is not a decimal number of the accepted form."),
    remedy: Bilingual(
      "请填写整数部分 1 至 9 位、小数部分最多 12 位的数字，不带符号、空格或指数，例如 0.25。",
      "Give 1 to 9 digits and at most 12 decimals, without sign, space or exponent, such as 0.25."))
}
