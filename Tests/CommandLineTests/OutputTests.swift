import Operations
import Primitives
import Testing

@testable import CommandLine

@Suite struct OutputTests {
  @Test("columns stand under one another by the width on a terminal")
  func alignment() {
    let columns = [TableBlock.text("姓名", "name"), TableBlock.text("e", "e"), TableBlock.number("得分", "points")]
    let names = ["样例甲", "A", "한글 B", "e\u{301}", "👨‍👩‍👧"]
    let rows = names.enumerated().map { index, name in [name, String(name.reversed()), "\(index * 1000)"] }
    let text = BlockText(language: .chinese).text([.table(TableBlock(columns, rows))])
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines.count == 6)
    #expect(Set(lines.map(DisplayWidth.of)) == [6 + 2 + 6 + 2 + 4])
    #expect(lines[1] == "样例甲  甲例样     0")
  }

  @Test("headings stand close to what they head, sentences to one another, the rest apart")
  func blocks() {
    let table = TableBlock([TableBlock.text("甲", "a"), TableBlock.text("乙", "b")], [["1", ""]])
    let empty = TableBlock([TableBlock.text("甲", "a"), TableBlock.number("乙", "b")], [])
    let blocks: [Block] = [
      .heading("标题", "Heading"), .facts([Block.Fact("届次", "edition", "2027"), Block.Fact("状态", "state", "草稿")]),
      .line("一", "one"), .line("二", "two"), .table(table), .heading("空", "Empty"), .table(empty),
    ]
    #expect(
      BlockText(language: .english).text(blocks) == """
        Heading
        edition  2027
        state    草稿

        one
        two

        a  b
        1

        Empty
        a  b
        (none)

        """)
    #expect(BlockText(language: .chinese).text([.table(empty)]) == "甲  乙\n（无）\n")
    #expect(BlockText(language: .chinese).text([]) == "")
  }

  @Test(
    "characters that a terminal obeys are shown as signs",
    arguments: [
      ("齐鲁 👨‍👩‍👧", "齐鲁 👨‍👩‍👧"), ("\u{1B}[2J", "␛[2J"), ("a\tb\nc\r", "a␉b␊c␍"), ("\r\n", "␍␊"), ("\u{7F}", "␡"),
      ("\u{9B}1m", "<U+009B>1m"),
      ("\u{202E}abc", "<U+202E>abc"), ("a\u{2028}", "a<U+2028>"),
    ])
  func visible(_ text: String, _ shown: String) {
    let line = BlockText(language: .chinese).text([.line(text, text)])
    #expect(Array(line.utf8) == Array((shown + "\n").utf8))
  }

  @Test("--json prints the answer in the order of its declaration, keys of dictionaries sorted")
  func json() {
    let run = Run("edition compute a --output b --field x --json")
    #expect(run.code == 0)
    #expect(
      run.output == """
        {
          "input": {
            "folder": "a",
            "output": "b",
            "dryRun": false,
            "field": [
              "x"
            ]
          },
          "figures": {
            "great": 10,
            "named": 50
          }
        }

        """)
  }

  @Test("JSON escapes the controls that a terminal would obey, and leaves other text alone")
  func jsonControls() throws {
    #expect(
      try JSONText.text(["\u{1B}", "\u{9B}", "\u{202E}", "齐/鲁\u{7F}"]) == """
        [
          "\\u001b",
          "\\u009b",
          "\\u202e",
          "齐/鲁\\u007f"
        ]

        """)
  }

  @Test("an answer that differs is printed and exits with 1; one without blocks prints nothing")
  func verdicts() {
    let different = Run("edition verify other")
    #expect(different.output == "named.csv:2\n")
    #expect(different.code == 1)
    let same = Run("edition verify same")
    #expect(same.output == "")
    #expect(same.code == 0)
    #expect(Run("edition verify other --json").code == 1)
  }

  @Test("an answer that cannot be written exits with 5, silently where the reader has left")
  func unwritten() {
    let full = Run("edition verify other", console: { $0.console(fate: .failed("No space left on device")) })
    #expect(full.code == 5)
    #expect(full.error.contains("output.not-written"))
    let gone = Run("edition verify other", console: { $0.console(fate: .readerGone) })
    #expect(gone.code == 5)
    #expect(gone.error.isEmpty)
  }
}
