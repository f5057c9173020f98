import Primitives
import Testing

@Suite struct DisplayWidthTests {
  @Test(
    "a text takes the columns that a terminal gives it",
    arguments: [
      ("", 0), ("abc", 3), ("齐鲁工匠", 8), ("￥1.00", 6), ("〔2026〕", 8), ("e\u{301}", 1), ("한글", 4), ("ｱ", 1), ("Ａ", 2),
      ("😀", 2), ("👨‍👩‍👧", 2), ("❤️", 2), ("❤", 1), ("🇨🇳", 2), ("𠮷", 2), ("\u{200B}", 0), ("a\tb", 2), ("“”", 2), ("é", 1),
      ("\u{1B}[0m", 3), ("、。", 4), ("㎡", 2), ("①", 1), ("✅", 2),
    ])
  func widths(_ text: String, _ columns: Int) {
    #expect(DisplayWidth.of(text) == columns)
  }

  @Test("a text is padded to a width on either side, and never cut by it")
  func padding() {
    #expect("工匠".padded(to: 6) == "工匠  ")
    #expect("工匠".padded(to: 6, .trailing) == "  工匠")
    #expect("工匠".padded(to: 3) == "工匠")
  }

  @Test(
    "a text is cut to a width with room for the mark",
    arguments: [
      ("齐鲁工匠", 8, "齐鲁工匠"), ("齐鲁工匠", 7, "齐鲁工…"), ("齐鲁工匠", 6, "齐鲁…"), ("abc", 1, "…"), ("abc", 0, ""), ("齐鲁", 2, "…"),
    ])
  func cutting(_ text: String, _ width: Int, _ expected: String) {
    #expect(text.truncated(to: width) == expected)
    #expect(DisplayWidth.of(text.truncated(to: width)) <= width)
  }
}
