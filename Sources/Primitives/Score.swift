/// A score of the edition package: 0 to 100 points with at most two decimals, held exactly in hundredths.
///
/// The text form is `[0-9]{1,3}(\.[0-9]{1,2})?`, ASCII, without sign, exponent or space; written with two decimals.
public struct Score: Sendable, Hashable, Comparable {
  /// The score in hundredths of a point, 0 to 10,000.
  public let hundredths: Int

  /// Hundredths of the highest score, 100.00.
  public static let maximumHundredths = 100_00

  /// 0.00, what a nomination has where nobody scored it.
  public static let zero = Score(unchecked: 0)
  /// 100.00, the highest score.
  public static let maximum = Score(unchecked: maximumHundredths)

  private init(unchecked hundredths: Int) { self.hundredths = hundredths }

  /// Makes a score of hundredths of a point; nil outside 0…10,000.
  public init?(hundredths: Int) {
    guard (0...Self.maximumHundredths).contains(hundredths) else { return nil }
    self.hundredths = hundredths
  }

  /// Reads a score from the bytes of a field; nil if form or range do not hold. Allocates nothing.
  public init?(utf8 bytes: UnsafeBufferPointer<UInt8>) {
    guard let hundredths = Self.parse(bytes) else { return nil }
    self.hundredths = hundredths
  }

  /// Reads a score from a slice of a file's bytes; nil if form or range do not hold.
  public init?(utf8 bytes: ArraySlice<UInt8>) {
    guard let hundredths = Self.parse(bytes) else { return nil }
    self.hundredths = hundredths
  }

  /// Reads a score from bytes; nil if form or range do not hold.
  public init?(utf8 bytes: [UInt8]) {
    self.init(utf8: bytes[...])
  }

  /// Whole points: one to three digits; then, after a point, one or two. Above 100.00 is out of range.
  @inline(__always)
  private static func parse<Bytes: Collection<UInt8>>(_ bytes: Bytes) -> Int? {
    var value = 0
    var digits = 0
    var decimals = -1  // -1 until the point is seen
    for byte in bytes {
      if byte == ASCII.point {
        guard decimals < 0, digits > 0 else { return nil }
        decimals = 0
      } else {
        guard let digit = ASCII.digit(byte) else { return nil }
        if decimals < 0 { digits += 1 } else { decimals += 1 }
        guard digits <= 3, decimals <= 2 else { return nil }
        value = value * 10 + digit
      }
    }
    guard digits > 0, decimals != 0 else { return nil }
    let hundredths = decimals < 0 ? value * 100 : decimals == 1 ? value * 10 : value
    return hundredths <= maximumHundredths ? hundredths : nil
  }

  /// The lower score first.
  public static func < (left: Score, right: Score) -> Bool { left.hundredths < right.hundredths }
}

extension Score: CanonicalText {
  /// Reads a score from a text. Throws `score.form`, also where the number is above 100.
  public init(_ text: String) throws {
    guard let score = Score(utf8: Array(text.utf8)) else { throw Self.refusal }
    self = score
  }

  /// The score with exactly two decimals: `95.50`.
  public var text: String { FixedPoint.text(Int128(hundredths), scale: 2, trimmed: false) }

  /// What is told wherever a field is not a score; the reader adds the place.
  public static let refusal = Refusal(
    "score.form", citation: Citation("R-220", Citation.editionPackage, "Files and values"),
    message: Bilingual(
      "分数格式不正确或超过 100。", "This is not a score, or it is above 100."),
    remedy: Bilingual(
      "请填写 0 至 100 的数字，最多两位小数，不带符号、空格或指数，例如 95.5。",
      "Give a number from 0 to 100 with at most two decimals, without sign, space or exponent, such as 95.5."))
}
