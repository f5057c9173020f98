import Operations
import Primitives

/// The blocks of an answer as lines of text.
struct BlockText {
  let language: Language

  /// The text, each line ended by a line feed; empty where there is no block.
  func text(_ blocks: [Block]) -> String {
    var lines: [String] = []
    for (index, block) in blocks.enumerated() {
      if index > 0, isApart(block, from: blocks[index - 1]) { lines.append("") }
      lines += self.lines(block)
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// Sentences follow one another and a heading stands close to what it heads; all else has an empty line between.
  private func isApart(_ block: Block, from previous: Block) -> Bool {
    switch (previous, block) {
    case (.heading, _), (.line, .line): false
    default: true
    }
  }

  private func lines(_ block: Block) -> [String] {
    switch block {
    case .heading(let text), .line(let text): [shown(text)]
    case .facts(let facts): AlignedColumns.lines(facts.map { [shown($0.name), shown($0.value)] })
    case .table(let table): lines(table)
    }
  }

  private func lines(_ table: TableBlock) -> [String] {
    let headings = table.columns.map { shown($0.heading) }
    let alignments = table.columns.map { $0.isNumber ? ColumnAlignment.trailing : .leading }
    let lines = AlignedColumns.lines([headings] + table.rows.map { $0.map(shown) }, alignments)
    return table.rows.isEmpty ? lines + [Bilingual("（无）", "(none)").text(language)] : lines
  }

  private func shown(_ text: Bilingual) -> String { VisibleText.text(text.text(language)) }
}
