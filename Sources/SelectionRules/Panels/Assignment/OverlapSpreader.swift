/// Spreads how often two judges judge the same nomination, without touching coverage, fields or loads.
///
/// What it lessens is the sum of the squares of these numbers; afterwards groups of judges who share no nomination are
/// joined where an exchange of two judges can do it. Both are hill climbs of a fixed number of tries.
struct OverlapSpreader {
  private static let triesPerSeat = 40
  private static let joiningTries = 200_000

  private(set) var board: AssignmentBoard
  private var shared: [Int]
  private var random: SeededSequence

  init(_ board: AssignmentBoard, random: SeededSequence) {
    self.board = board
    self.random = random
    shared = AssignmentOverlap.shared(board.panels, judges: board.judges.count)
  }

  mutating func run() {
    spread()
    join()
  }

  // MARK: Spreading

  private mutating func spread() {
    let wide = board.panels.indices.filter { board.panels[$0].count > 1 }
    guard wide.count > 1 else { return }
    let tries = Self.triesPerSeat * board.panels.reduce(0) { $0 + $1.count }
    for _ in 0..<tries {
      let one = wide[random.below(wide.count)]
      let other = wide[random.below(wide.count)]
      let leaving = board.panels[one][random.below(board.panels[one].count)]
      let coming = board.panels[other][random.below(board.panels[other].count)]
      guard one != other, leaving != coming else { continue }
      if board.loads[leaving] == board.loads[coming] + 1 {
        replace(leaving, coming, one)
      } else {
        exchange(leaving, one, coming, other)
      }
    }
  }

  /// Lets a judge take the place of one who has one nomination more.
  private mutating func replace(_ leaving: Int, _ coming: Int, _ nomination: Int) {
    guard board.canSwap(leaving, coming, nomination), gain(leaving, coming, nomination) < 0 else { return }
    swap(leaving, coming, nomination)
  }

  /// Lets two judges change places, if that lessens the sum.
  private mutating func exchange(_ leaving: Int, _ one: Int, _ coming: Int, _ other: Int) {
    guard board.canSwap(leaving, coming, one), board.canSwap(coming, leaving, other) else { return }
    let first = gain(leaving, coming, one)
    swap(leaving, coming, one)
    if first + gain(coming, leaving, other) >= 0 {
      swap(coming, leaving, one)
    } else {
      swap(coming, leaving, other)
    }
  }

  /// By how much the sum of the squares changes, halved.
  private func gain(_ leaving: Int, _ coming: Int, _ nomination: Int) -> Int {
    let count = board.judges.count
    return board.panels[nomination].reduce(0) { sum, member in
      guard member != leaving else { return sum }
      return sum + shared[coming * count + member] - shared[leaving * count + member] + 1
    }
  }

  private mutating func swap(_ leaving: Int, _ coming: Int, _ nomination: Int) {
    let count = board.judges.count
    for member in board.panels[nomination] where member != leaving {
      shared[leaving * count + member] -= 1
      shared[member * count + leaving] -= 1
      shared[coming * count + member] += 1
      shared[member * count + coming] += 1
    }
    board.swap(leaving, coming, nomination)
  }

  // MARK: Joining

  /// Exchanges judges of different groups as long as that leaves fewer groups.
  private mutating func join() {
    var tries = Self.joiningTries
    while groupCount > 1, joinOnce(&tries) {}
  }

  private var groups: [Int] { AssignmentOverlap.groups(board.panels, judges: board.judges.count) }

  /// The number of groups; judges without work are none.
  private var groupCount: Int {
    let groups = groups
    return Set(groups.indices.filter { board.loads[$0] > 0 }.map { groups[$0] }).count
  }

  private mutating func joinOnce(_ tries: inout Int) -> Bool {
    let (groups, count) = (groups, groupCount)
    for one in board.panels.indices where board.panels[one].count > 1 {
      for other in board.panels.indices where other != one && board.panels[other].count > 1 {
        guard groups[board.panels[one][0]] != groups[board.panels[other][0]] else { continue }
        for leaving in board.panels[one] {
          for coming in board.panels[other] {
            tries -= 1
            guard tries > 0 else { return false }
            if joins(leaving, one, coming, other, count) { return true }
          }
        }
      }
    }
    return false
  }

  private mutating func joins(_ leaving: Int, _ one: Int, _ coming: Int, _ other: Int, _ count: Int) -> Bool {
    guard board.canSwap(leaving, coming, one) else { return false }
    if board.loads[leaving] == board.loads[coming] + 1 {
      swap(leaving, coming, one)
      if groupCount < count { return true }
      swap(coming, leaving, one)
    }
    guard board.canSwap(coming, leaving, other) else { return false }
    swap(leaving, coming, one)
    swap(coming, leaving, other)
    if groupCount < count { return true }
    swap(leaving, coming, other)
    swap(coming, leaving, one)
    return false
  }
}
