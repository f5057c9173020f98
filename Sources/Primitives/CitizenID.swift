/// The number of a citizen (公民身份号码), checked; it never prints itself in full.
///
/// Region 6 digits, birth day 8, sequence 3 (odd male, even female), check character. It is not `Codable`: the full
/// number leaves this type only by ``number``, which whoever calls it must want. Descriptions, string interpolation and
/// mirrors give the masked form, so that no log repeats it.
public struct CitizenID: Sendable, Hashable {
  /// The 18 characters, the last one a digit or `X`. Personal: for encryption, the keyed hash and the few who may see
  /// it.
  public let number: String
  /// The day of birth.
  public let birthDay: CalendarDay

  /// Who may read a masked number.
  public enum Audience: Sendable, Hashable, CaseIterable {
    /// Lists inside the federation: the first 6 and the last 4 characters.
    case `internal`
    /// The public, and exports: the first and the last 2 characters.
    case `public`
  }

  /// Reads a number; `x` is taken for `X`.
  ///
  /// Only the first two digits are held against the provinces: the other four are those of the time of first issue, and
  /// abolished codes stay valid. Throws `citizen-id.form`, `.province`, `.birth-day` (no such day),
  /// `.birth-future` (not before `today`) or `.check-digit`, in this order; no message repeats the number.
  public init(_ text: String, today: CalendarDay) throws {
    let bytes = Array(text.utf8).map { $0 == UInt8(ascii: "x") ? UInt8(ascii: "X") : $0 }
    guard bytes.count == 18, bytes[..<17].allSatisfy(ASCII.isDigit),
      ASCII.isDigit(bytes[17]) || bytes[17] == UInt8(ascii: "X"),
      let year = ASCII.number(bytes[6..<10]), let month = ASCII.number(bytes[10..<12]),
      let day = ASCII.number(bytes[12..<14])
    else { throw Self.form }
    guard Province.of(code: String(decoding: bytes[..<2], as: UTF8.self)) != nil else { throw Self.province }
    guard let birthDay = CalendarDay(year: year, month: month, day: day) else { throw Self.birthDay }
    guard birthDay < today else { throw Self.birthFuture }
    guard bytes[17] == Self.checkCharacter(bytes[..<17]) else { throw Self.checkDigit }
    number = String(decoding: bytes, as: UTF8.self)
    self.birthDay = birthDay
  }

  /// The sex, by the last digit of the sequence.
  public var sex: Sex { (Array(number.utf8)[16] & 1) == 1 ? .male : .female }

  /// The province of first issue, by its two digits.
  public var provinceCode: String { String(number.prefix(2)) }

  /// The number with its middle hidden.
  public func masked(_ audience: Audience) -> String {
    switch audience {
    case .internal: Masking.keeping(first: 6, last: 4, of: number)
    case .public: Masking.keeping(first: 1, last: 2, of: number)
    }
  }

  private static let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  private static let checkCharacters = Array("10X98765432".utf8)

  /// The check character of 17 digits: the weighted sum modulo 11 picks it.
  private static func checkCharacter(_ digits: ArraySlice<UInt8>) -> UInt8 {
    let sum = zip(digits, weights).reduce(0) { $0 + Int($1.0 - ASCII.zero) * $1.1 }
    return checkCharacters[sum % 11]
  }
}

extension CitizenID: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The number masked as for internal lists.
  public var description: String { masked(.internal) }
  /// The number masked as for internal lists.
  public var debugDescription: String { masked(.internal) }
  /// A mirror without children: `dump` and test failures see no number.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}

extension CitizenID {
  private static let citation = Citation("R-801", Citation.citizenNumber)
  private static let checkNumber = Bilingual("请对照身份证原件核对。", "Check it against the identity card.")

  private static let form = Refusal(
    "citizen-id.form", citation: citation,
    message: Bilingual(
      "公民身份号码应为 18 位：前 17 位是数字，末位是数字或 X。",
      "A citizen ID has 18 characters: 17 digits, then a digit or X."),
    remedy: checkNumber)

  private static let province = Refusal(
    "citizen-id.province", citation: Citation("R-803", Citation.divisions),
    message: Bilingual(
      "公民身份号码前两位不是省级行政区划代码。",
      "The first two digits of the citizen ID are not the code of a province."),
    remedy: checkNumber)

  private static let birthDay = Refusal(
    "citizen-id.birth-day", citation: citation,
    message: Bilingual("公民身份号码中的出生日期不存在。", "The birth date in the citizen ID does not exist."),
    remedy: checkNumber)

  private static let birthFuture = Refusal(
    "citizen-id.birth-future", citation: citation,
    message: Bilingual("公民身份号码中的出生日期不早于今天。", "The birth date in the citizen ID is not in the past."),
    remedy: checkNumber)

  private static let checkDigit = Refusal(
    "citizen-id.check-digit", citation: citation,
    message: Bilingual("公民身份号码校验码不符。", "The check character of the citizen ID does not fit."),
    remedy: checkNumber)
}
