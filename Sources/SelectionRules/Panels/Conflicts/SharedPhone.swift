import Primitives

/// A phone number as it is compared between two people (R-227).
///
/// Two numbers are shared where all their digits are the same: 11 digits of a mobile, or a landline with its area code
/// and, where it has one, its extension. Spaces, dashes, brackets, full-width digits and `+86` play no part. What is
/// not a whole number (a landline without area code, a few last digits) is never compared.
public struct SharedPhone: Sendable, Hashable {
  /// The digits, an extension behind `#`.
  let text: String

  /// The number as others may see it (R-820).
  public var masked: String {
    let main = text.prefix { $0 != "#" }
    return (try? PhoneNumber(String(main)))?.masked ?? String(repeating: "*", count: main.count)
  }

  /// The whole numbers that stand in a field; people write several into one.
  public static func all(in text: String) -> Set<SharedPhone> {
    let separators: Set<Unicode.Scalar> = ["、", ",", ";", "/", "|", "或", "。"]
    return Set(
      FoldedText.scalars(text).split { separators.contains($0) }.compactMap {
        canonical(Array($0)).map(SharedPhone.init)
      }
    )
  }

  private init(text: String) { self.text = text }

  private static func canonical(_ scalars: [Unicode.Scalar]) -> String? {
    let marked = FoldedText.text(scalars).replacing("分机", with: "#").replacing("转", with: "#")
      .replacing("EXT", with: "#")
    let signs = marked.filter { $0.isASCII && $0.isNumber || $0 == "+" || $0 == "-" || $0 == "#" }
    let (number, isInternational) = withoutCountry(signs)
    let parts = number.split(separator: "#", maxSplits: 1)
    guard let first = parts.first else { return nil }
    let groups = first.split(separator: "-")
    let main = groups.joined()
    if isMobile(main), parts.count == 1 { return main }
    return landline(
      groups.map(String.init), given: parts.count == 2 ? parts[1].filter(\.isNumber) : "", isInternational)
  }

  /// The number without `+86`, `0086` or, before a mobile, `86`.
  private static func withoutCountry(_ signs: String) -> (String, Bool) {
    for prefix in ["+86", "0086"] where signs.hasPrefix(prefix) { return (String(signs.dropFirst(prefix.count)), true) }
    let plain = signs.replacing("+", with: "")
    let digits = plain.filter(\.isNumber)
    if digits.count == 13, digits.hasPrefix("86"), isMobile(digits.dropFirst(2)) {
      return (String(digits.dropFirst(2)), true)
    }
    return (plain, false)
  }

  private static func isMobile(_ digits: some StringProtocol) -> Bool {
    digits.count == 11 && digits.hasPrefix("1") && !digits.hasPrefix("10")
  }

  private static func landline(_ groups: [String], given: String, _ isInternational: Bool) -> String? {
    var groups = groups
    var following = given
    if following.isEmpty, groups.count > 1, let last = groups.last, last.count <= 5,
      groups.dropLast().joined().count >= (isInternational ? 9 : 10)
    {
      following = last
      groups.removeLast()
    }
    var main = groups.joined()
    if isInternational, !main.hasPrefix("0") { main = "0" + main }
    guard main.hasPrefix("0"), (10...12).contains(main.count) else { return nil }
    return following.isEmpty ? main : "\(main)#\(following)"
  }
}
