/// A unified social credit code (统一社会信用代码): 18 characters that name an organisation.
///
/// A wrong form is refused. A wrong check character is only a warning, because codes were really issued with one
/// a reviewer may accept the code with an image of the licence.
public struct CreditCode: Sendable, Hashable, Comparable {
  /// The 18 characters, upper case.
  public let text: String

  /// The warning `credit-code.check-digit` where the check character does not fit; nil where it does.
  public var checkDigitWarning: Refusal? {
    Self.hasValidCheckCharacter(Array(text.utf8)) ? nil : Self.checkDigit
  }

  /// Whether the organisation is a trade union: department 8 of the code.
  public var isTradeUnion: Bool { text.utf8.first == UInt8(ascii: "8") }

  /// The order of the codes' bytes.
  public static func < (left: CreditCode, right: CreditCode) -> Bool { ByteText(left.text) < ByteText(right.text) }

  private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)
  private static let values = Dictionary(uniqueKeysWithValues: zip(alphabet, 0...))
  /// Powers of 3 modulo 31.
  private static let weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

  private static func hasValidCheckCharacter(_ bytes: [UInt8]) -> Bool {
    let sum = zip(bytes, weights).reduce(0) { $0 + (values[$1.0] ?? 0) * $1.1 }
    return bytes.last == alphabet[(31 - sum % 31) % 31]
  }
}

extension CreditCode: CanonicalText {
  /// Reads a code: department, class, 6 digits of region, 9 characters of organisation code, check character, all of
  /// the alphabet without I, O, S, V and Z. Throws `credit-code.form`.
  public init(_ text: String) throws {
    let bytes = Array(text.utf8)
    guard bytes.count == 18, bytes.allSatisfy({ Self.values[$0] != nil }), bytes[2..<8].allSatisfy(ASCII.isDigit) else {
      throw Self.form
    }
    self.text = text
  }

  private static let form = Refusal(
    "credit-code.form", citation: Citation("R-804", Citation.creditCode),
    message: Bilingual(
      "统一社会信用代码应为 18 位数字或大写字母（不含 I、O、S、V、Z），第 3 至 8 位是数字。",
      "A unified social credit code has 18 digits or capitals other than I, O, S, V, Z; the 3rd to 8th are digits."
    ),
    remedy: Bilingual("请对照营业执照或登记证书核对。", "Check it against the licence or the registration certificate."))

  private static let checkDigit = Refusal(
    "credit-code.check-digit", citation: Citation("R-805", Citation.creditCode),
    message: Bilingual(
      "统一社会信用代码校验码不符。", "The check character of the unified social credit code does not fit."),
    remedy: Bilingual(
      "请对照证照核对；确实如此印制的，由审核人凭证照图片确认。",
      "Check it against the licence; where it is printed so, a reviewer confirms it with an image of the licence."
    ))
}
