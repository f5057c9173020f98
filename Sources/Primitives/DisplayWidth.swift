/// How many columns of a terminal a text takes: Chinese characters, full-width forms and emoji take two.
public enum DisplayWidth {
  /// The columns of a text. Control and combining characters take none; a sequence that prints as one emoji takes two.
  public static func of(_ text: String) -> Int {
    text.reduce(0) { $0 + width(of: $1) }
  }

  /// One grapheme is as wide as its widest scalar; the emoji variation selector widens a narrow one.
  private static func width(of character: Character) -> Int {
    let scalars = character.unicodeScalars
    if scalars.count > 1, scalars.contains("\u{FE0F}") { return 2 }
    return scalars.reduce(0) { max($0, width(of: $1)) }
  }

  private static func width(of scalar: Unicode.Scalar) -> Int {
    if scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) { return 0 }
    if scalar.value < 0x300 { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .lineSeparator, .paragraphSeparator: return 0
    default: return isWide(scalar) || scalar.properties.isEmojiPresentation ? 2 : 1
    }
  }

  /// Wide and Fullwidth of Unicode's East Asian Width (UAX #11, version 16), apart from emoji, which the standard
  /// library knows; unassigned places inside a block count with the block.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2329...0x232A, 0x2630...0x2637, 0x268A...0x268F, 0x2E80...0x303E, 0x3041...0x3247,
    0x3250...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F,
    0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF, 0x1D300...0x1D376, 0x1F200...0x1F265,
    0x20000...0x2FFFD, 0x30000...0x3FFFD,
  ]

  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    var (low, high) = (0, wide.count)
    while low < high {
      let middle = (low + high) / 2
      if wide[middle].upperBound < scalar.value { low = middle + 1 } else { high = middle }
    }
    return low < wide.count && wide[low].contains(scalar.value)
  }
}

/// On which side of a column a text stands.
public enum ColumnAlignment: Sendable, Hashable, CaseIterable {
  /// Text: at the left.
  case leading
  /// Numbers: at the right.
  case trailing
}

extension String {
  /// The text with spaces up to a width in terminal columns; one that is wider already stays as it is.
  public func padded(to width: Int, _ alignment: ColumnAlignment = .leading) -> String {
    let gap = String(repeating: " ", count: max(0, width - DisplayWidth.of(self)))
    return alignment == .leading ? self + gap : gap + self
  }

  /// The text cut to a width in terminal columns, with `…` for what was cut; one that fits stays as it is.
  public func truncated(to width: Int) -> String {
    guard DisplayWidth.of(self) > width else { return self }
    var (kept, columns) = ("", 0)
    for character in self {
      columns += DisplayWidth.of(String(character))
      guard columns < width else { break }
      kept.append(character)
    }
    return width > 0 ? kept + "…" : ""
  }
}
