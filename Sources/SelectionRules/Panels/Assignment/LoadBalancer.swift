/// Evens the judges' loads out by chains of replacements that leave every panel as large as it is.
///
/// A chain lets b take a's place on one panel, c take b's on another, and so on, so that a has one nomination less and
/// the last judge one more. The panels that a nomination may have are the bases of a matroid as long as no two judges
/// exclude each other; a shortest chain is then always possible, and loads between which no chain leads from one judge
/// to another with two less are the most even ones there are: the sum of their squares is the least, so that the greatest
/// load is the least and the least load the greatest possible.
struct LoadBalancer {
  private struct Step {
    let from: Int
    let nomination: Int
  }

  private(set) var board: AssignmentBoard

  init(_ board: AssignmentBoard) { self.board = board }

  /// Evens out until no chain helps.
  mutating func run() {
    while improve() {}
  }

  private mutating func improve() -> Bool {
    let least = board.loads.min() ?? 0
    let heavy = board.loads.indices.filter { board.loads[$0] >= least + 2 }
    for judge in heavy.sorted(by: { (board.loads[$1], $0) < (board.loads[$0], $1) }) {
      if relieve(judge) { return true }
    }
    return false
  }

  /// Finds a shortest chain from a judge to one with at least two less, and applies it.
  private mutating func relieve(_ start: Int) -> Bool {
    let count = board.judges.count
    var steps = [Step?](repeating: nil, count: count)
    var unseen = (0..<count).filter { $0 != start }
    var queue = [start]
    var head = 0
    while head < queue.count, !unseen.isEmpty {
      let judge = queue[head]
      head += 1
      for nomination in board.panels.indices where board.sits(judge, nomination) {
        let found = unseen.filter { board.canSwap(judge, $0, nomination) }
        guard !found.isEmpty else { continue }
        unseen.removeAll { board.canSwap(judge, $0, nomination) }
        for next in found {
          steps[next] = Step(from: judge, nomination: nomination)
          if board.loads[next] <= board.loads[start] - 2, apply(steps, to: next) { return true }
          queue.append(next)
        }
      }
    }
    return false
  }

  /// Applies the chain that ends at a judge, unless judges who exclude each other would meet.
  private mutating func apply(_ steps: [Step?], to end: Int) -> Bool {
    var changed = board
    var touched: [Int] = []
    var judge = end
    while let step = steps[judge] {
      changed.swap(step.from, judge, step.nomination)
      touched.append(step.nomination)
      judge = step.from
    }
    let isSound = touched.allSatisfy { changed.isSound($0) && changed.hasOwnJudge($0) == board.hasOwnJudge($0) }
    guard isSound else { return false }
    board = changed
    return true
  }
}
