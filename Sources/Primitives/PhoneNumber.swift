/// A phone number of mainland China, mobile or landline; contact fields take both.
public struct PhoneNumber: Sendable, Hashable {
  /// The two shapes of numbers.
  public enum Kind: String, Sendable, Hashable, Codable, CaseIterable {
    /// 11 digits: `1[3-9]\d{9}`.
    case mobile
    /// Area code, number, extension: `0\d{2,3}-?\d{7,8}(-\d{1,5})?`.
    case landline
  }

  /// The number as it was given.
  public let text: String
  /// Its shape.
  public let kind: Kind

  /// The number for people who need not call it: a mobile keeps 3 and 4 digits, `180****1999`. For a landline,
  /// on which the rule is silent, the first 3 digits and the last 4 of the main number stay, hyphens too.
  public var masked: String {
    guard kind == .landline else { return Masking.keeping(first: 3, last: 4, of: text) }
    let bytes = Array(text.utf8)
    let mainEnd = Self.extensionStart(bytes) ?? bytes.count
    return String(
      text.enumerated().map { index, character in
        let isKept = index < 3 || (mainEnd - 4..<mainEnd).contains(index) || character == "-"
        return isKept ? character : "*"
      })
  }

  private static func isMobile(_ bytes: [UInt8]) -> Bool {
    bytes.count == 11 && bytes[0] == UInt8(ascii: "1") && (UInt8(ascii: "3")...UInt8(ascii: "9")).contains(bytes[1])
      && bytes.allSatisfy(ASCII.isDigit)
  }

  /// The index of the hyphen before an extension: the last one, with a whole number of 10 to 12 digits before it.
  private static func extensionStart(_ bytes: [UInt8]) -> Int? {
    guard let hyphen = bytes.lastIndex(of: ASCII.hyphen), bytes[..<hyphen].count(where: ASCII.isDigit) >= 10 else {
      return nil
    }
    return hyphen
  }

  private static func isLandline(_ bytes: [UInt8]) -> Bool {
    let mainEnd = extensionStart(bytes) ?? bytes.count
    let main = bytes[..<mainEnd]
    let following = bytes[mainEnd...].dropFirst()
    guard mainEnd == bytes.count || ((1...5).contains(following.count) && following.allSatisfy(ASCII.isDigit)),
      main.first == ASCII.zero
    else { return false }
    let parts = main.split(separator: ASCII.hyphen, maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.allSatisfy({ $0.allSatisfy(ASCII.isDigit) }) else { return false }
    // Without a hyphen, area code and number are 3 + 7 to 4 + 8 digits in one run.
    guard parts.count == 2 else { return (10...12).contains(main.count) }
    return (3...4).contains(parts[0].count) && (7...8).contains(parts[1].count)
  }
}

extension PhoneNumber: CanonicalText {
  /// Reads a number. Throws `phone-number.form`, which does not repeat it.
  public init(_ text: String) throws {
    let bytes = Array(text.utf8)
    if Self.isMobile(bytes) {
      kind = .mobile
    } else if Self.isLandline(bytes) {
      kind = .landline
    } else {
      throw Self.form
    }
    self.text = text
  }

  /// The masked number, so that no log repeats the whole one.
  public var description: String { masked }

  private static let form = Refusal(
    "phone-number.form", citation: Citation("R-808", Citation.houseRules),
    message: Bilingual("电话号码格式不正确。", "This is not a phone number."),
    remedy: Bilingual(
      "请填写 11 位手机号码，或带区号的固定电话，例如 0531-12345678。",
      "Give a mobile number of 11 digits, or a landline with its area code, such as 0531-12345678."))
}

extension PhoneNumber: CustomDebugStringConvertible, CustomReflectable {
  /// The masked number.
  public var debugDescription: String { masked }
  /// A mirror without children: `dump` and test failures see no number.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
