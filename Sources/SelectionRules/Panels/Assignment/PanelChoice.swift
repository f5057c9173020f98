/// Chooses a nomination's first panel: as many judges as it can have, one of its own field among them.
struct PanelChoice {
  /// How many steps the search among excluded judges takes for one nomination before it settles for what it has: a
  /// committee names a handful of such pairs, which takes a few hundred.
  static let searchSteps = 100_000

  private let board: AssignmentBoard
  private let nomination: Int
  private let size: Int
  private let order: [Int]

  /// `order` holds the judges who may judge the nomination, those with the least work first.
  init(_ board: AssignmentBoard, _ nomination: Int, size: Int, order: [Int]) {
    self.board = board
    self.nomination = nomination
    self.size = size
    self.order = order
  }

  /// The panel.
  func panel() -> [Int] {
    let greedy = fill([], from: order)
    guard board.hasExclusions, greedy.count < min(size, order.count) else { return greedy }
    return searched(atLeast: greedy)
  }

  /// Fills a panel up in the order, beginning with a judge of the field if it has none.
  private func fill(_ begun: [Int], from order: [Int]) -> [Int] {
    var panel = begun
    if !panel.contains(where: isOwn), panel.count < size,
      let first = order.first(where: { isOwn($0) && fits($0, panel) })
    {
      panel.append(first)
    }
    for judge in order where panel.count < size && !panel.contains(judge) && fits(judge, panel) { panel.append(judge) }
    return panel
  }

  private func isOwn(_ judge: Int) -> Bool { board.isOwn(judge, nomination) }
  private func fits(_ judge: Int, _ panel: [Int]) -> Bool { panel.allSatisfy { !board.isExcluded($0, judge) } }

  /// Looks through the ways to seat those who exclude somebody; everyone else fits anyway.
  private func searched(atLeast greedy: [Int]) -> [Int] {
    let bound = order.filter { judge in order.contains { board.isExcluded($0, judge) } }
    let free = order.filter { !bound.contains($0) }
    var best = greedy
    var steps = Self.searchSteps
    func visit(_ index: Int, _ taken: [Int]) {
      steps -= 1
      guard steps > 0 else { return }
      let reach = min(size, taken.count + bound.count - index + free.count)
      guard reach >= best.count, value(best) < (size, 1) else { return }
      guard index < bound.count else {
        let panel = fill(limited(taken), from: free)
        if value(panel) > value(best) { best = panel }
        return
      }
      if fits(bound[index], taken) { visit(index + 1, taken + [bound[index]]) }
      visit(index + 1, taken)
    }
    visit(0, [])
    return best
  }

  /// At most as many as the panel holds, those of the field first.
  private func limited(_ taken: [Int]) -> [Int] {
    Array((taken.filter(isOwn) + taken.filter { !isOwn($0) }).prefix(size))
  }

  private func value(_ panel: [Int]) -> (Int, Int) { (panel.count, panel.contains(where: isOwn) ? 1 : 0) }
}
