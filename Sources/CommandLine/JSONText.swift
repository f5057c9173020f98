import Primitives

/// Values as the JSON text that `--json` prints.
enum JSONText {
  /// The text with members in the order in which their types declare them, ended by a line feed.
  ///
  /// - Throws: what the value's own encoding throws.
  static func text(_ value: some Encodable) throws -> String {
    escaped(try ValueEncoder.value(value).pythonText) + "\n"
  }

  /// DEL, C1 and bidirectional controls may stand in JSON as they are, but this text may reach a terminal. They can only
  /// stand inside texts, where an escape means the same; the line feeds of the layout are the one control outside.
  private static func escaped(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: mustEscape) else { return text }
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if mustEscape(scalar) { shown.append(contentsOf: escape(scalar).unicodeScalars) } else { shown.append(scalar) }
    }
    return String(shown)
  }

  private static func mustEscape(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value > 0x7E && VisibleText.isUnsafe(scalar)
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
