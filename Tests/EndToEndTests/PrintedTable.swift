/// Looks whether the columns of printed text stand under one another, by a measure of its own and not the program's.
enum PrintedTable {
  /// The blocks of an answer that have several columns; an empty line stands between blocks.
  static func blocks(in text: String) -> [[String]] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      .split(whereSeparator: \.isEmpty)
      // A heading stands directly above what it heads.
      .map { block in Array(block.drop { cells($0) < 2 }.filter { !["（无）", "(none)"].contains($0) }) }
      .filter { $0.count > 1 }
  }

  /// Whether the gaps between the cells of the first line run through all lines.
  static func isAligned(_ lines: [String]) -> Bool {
    guard let first = lines.first else { return false }
    return gaps(in: lines.map(columns)) == cells(first) - 1
  }

  /// How many cells a line has, two spaces apart.
  private static func cells(_ line: String) -> Int {
    var (count, spaces) = (0, 2)
    for character in line {
      if character != " ", spaces > 1 { count += 1 }
      spaces = character == " " ? spaces + 1 : 0
    }
    return count
  }

  /// For each column of the terminal whether something stands there.
  private static func columns(_ line: String) -> [Bool] {
    line.unicodeScalars.flatMap { scalar in
      Array(repeating: scalar != " ", count: isWide(scalar) ? 2 : 1)
    }
  }

  /// Chinese characters, their punctuation and the full-width forms: all the wide ones that samples and messages hold.
  private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    (0x2E80...0x9FFF).contains(scalar.value) || (0xFF01...0xFF60).contains(scalar.value)
  }

  /// The runs of at least two empty columns that have something at both sides.
  private static func gaps(in lines: [[Bool]]) -> Int {
    let width = lines.map(\.count).max() ?? 0
    let isTaken = (0..<width).map { column in lines.contains { column < $0.count && $0[column] } }
    let runs = isTaken.drop { !$0 }.split(separator: true, omittingEmptySubsequences: true)
    return runs.count { $0.count > 1 }
  }
}
