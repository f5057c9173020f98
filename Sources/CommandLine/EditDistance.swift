/// Which of the known words a mistyped one was meant to be.
enum EditDistance {
  /// The nearest of the words, if it is near: a third of the letters may be wrong, at least one; the first of equals.
  static func nearest(to word: String, in words: [String]) -> String? {
    let limit = max(1, word.utf8.count / 3)
    return words.map { (word: $0, distance: distance(word, $0)) }
      .filter { $0.distance <= limit }
      .min { $0.distance < $1.distance }?.word
  }

  /// Letters to insert, remove, replace, or swap with their neighbour.
  static func distance(_ left: String, _ right: String) -> Int {
    let (left, right) = (Array(left.utf8), Array(right.utf8))
    var previous: [Int] = []
    var current = Array(0...right.count)
    for row in left.indices {
      (previous, current) = (current, nextRow(row, left, right, current, previous))
    }
    return current[right.count]
  }

  private static func nextRow(_ row: Int, _ left: [UInt8], _ right: [UInt8], _ above: [Int], _ twoAbove: [Int]) -> [Int]
  {
    var line = [row + 1]
    for column in right.indices {
      let replaced = above[column] + (left[row] == right[column] ? 0 : 1)
      var best = min(replaced, above[column + 1] + 1, line[column] + 1)
      if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
        best = min(best, twoAbove[column - 1] + 1)
      }
      line.append(best)
    }
    return line
  }
}
