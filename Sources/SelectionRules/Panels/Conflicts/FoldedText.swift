/// A text as it is compared: full-width signs as ASCII, capitals, dashes alike.
enum FoldedText {
  private static let dashes: Set<Unicode.Scalar> = ["‐", "‑", "‒", "–", "—", "―", "−", "－", "~", "～", "_"]

  static func scalars(_ text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.map { scalar in
      if dashes.contains(scalar) { return "-" }
      if scalar.value == 0x3000 { return " " }
      let ascii = (0xFF01...0xFF5E).contains(scalar.value) ? scalar.value - 0xFEE0 : scalar.value
      let capital = (0x61...0x7A).contains(ascii) ? ascii - 0x20 : ascii
      return Unicode.Scalar(capital) ?? scalar
    }
  }

  static func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }

  static func isDigit(_ scalar: Unicode.Scalar) -> Bool { (0x30...0x39).contains(scalar.value) }
  static func isLetter(_ scalar: Unicode.Scalar) -> Bool { (0x41...0x5A).contains(scalar.value) }
}
