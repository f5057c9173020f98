/// Text from data on its way to a terminal: characters that a terminal obeys, or that turn the reading direction, are
/// shown as visible signs instead of being sent.
enum VisibleText {
  /// The text with control characters as their pictures (`␛`), and the rest of the dangerous ones as `<U+202E>`.
  static func text(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isUnsafe) else { return text }
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if isUnsafe(scalar) { shown.append(contentsOf: sign(scalar).unicodeScalars) } else { shown.append(scalar) }
    }
    return String(shown)
  }

  /// C0, DEL and C1 controls, line and paragraph separators, and the bidirectional controls of UAX #9.
  static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  private static func sign(_ scalar: Unicode.Scalar) -> String {
    let picture: UInt32? =
      switch scalar.value {
      case 0..<0x20: 0x2400 + scalar.value
      case 0x7F: 0x2421
      default: nil
      }
    if let sign = picture.flatMap(Unicode.Scalar.init) { return String(Character(sign)) }
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return "<U+\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)>"
  }
}
