import Primitives

/// Rows of cells as lines whose columns stand under one another, two spaces apart, by the width on a terminal.
enum AlignedColumns {
  private static let gap = "  "

  /// The lines; spaces at a line's end are left out.
  ///
  /// - Parameter alignments: For each column; columns beyond them stand at the left.
  static func lines(_ rows: [[String]], _ alignments: [ColumnAlignment] = [], indent: Int = 0) -> [String] {
    let widths = columnWidths(rows)
    let margin = String(repeating: " ", count: indent)
    return rows.map { row in
      let cells = row.enumerated().map { index, cell in
        cell.padded(to: widths[index], index < alignments.count ? alignments[index] : .leading)
      }
      return trimmed(margin + cells.joined(separator: gap))
    }
  }

  private static func columnWidths(_ rows: [[String]]) -> [Int] {
    rows.reduce(into: []) { widths, row in
      for (index, cell) in row.enumerated() {
        let width = DisplayWidth.of(cell)
        if index < widths.count { widths[index] = max(widths[index], width) } else { widths.append(width) }
      }
    }
  }

  private static func trimmed(_ line: String) -> String {
    guard let end = line.lastIndex(where: { $0 != " " }) else { return "" }
    return String(line[...end])
  }
}
