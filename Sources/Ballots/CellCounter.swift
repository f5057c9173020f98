/// The cells of nominee × channel × hour, and of class × channel × day, numbered.
struct CellLayout: Sendable {
  let candidates: Int
  let channels: Int
  /// Hours that the window touches, from the hour in which it opens.
  let hours: Int
  /// The number of the first hour since 1970.
  let firstHour: Int64
  /// The number of the first day in UTC+8.
  let firstDay: Int64
  let days: Int
  /// Hours of the first day that lie before the first hour.
  private let shift: Int

  init(_ rules: BallotRules, hoursAhead: Int64 = 8) {
    candidates = rules.candidates
    channels = rules.channels.count
    firstHour = BallotInstant.hour(of: rules.opens)
    let lastHour = BallotInstant.hour(of: rules.closes - 1)
    hours = Int(lastHour - firstHour) + 1
    firstDay = BallotInstant.day(ofHour: firstHour - 8 + hoursAhead)
    days = Int(BallotInstant.day(ofHour: lastHour - 8 + hoursAhead) - firstDay) + 1
    shift = Int(firstHour + hoursAhead - firstDay * 24)
  }

  /// The day of an hour, counted from the first one.
  @inline(__always) func day(_ hour: Int) -> Int { Int(UInt32(truncatingIfNeeded: hour &+ shift) / 24) }

  /// Whether 63 bits number all cells.
  var isCountable: Bool {
    let (cells, overflow) = candidates.multipliedReportingOverflow(by: channels * hours)
    return !overflow && cells < Int.max / 2
  }

  @inline(__always) func vote(candidate: UInt32, channel: Int, hour: Int) -> Int {
    ((Int(candidate) &- 1) &* channels &+ channel) &* hours &+ hour
  }

  @inline(__always) func row(_ ballotClass: BallotClass, channel: Int, day: Int) -> Int {
    ((ballotClass.rawValue &- BallotClass.repeatedBallot.rawValue) &* channels &+ channel) &* days &+ day
  }

  var voteCells: Int { isCountable ? candidates * channels * hours : Int.max }
  var rowCells: Int { BallotClass.ordered.count * channels * days }
}

/// Counts by number of a cell: an array where the numbers are few, a table where they are many.
struct CellCounter {
  private var dense: [UInt64] = []
  private var sparse: [Int: UInt64] = [:]
  private let isDense: Bool

  /// A vote on 160 nominees over five channels and two weeks has 270,000 cells; beyond `most` there is a table.
  init(cells: Int, dense most: Int) {
    isDense = cells <= most
    if isDense { dense = [UInt64](repeating: 0, count: cells) }
  }

  @inline(__always)
  mutating func add(_ cell: Int, _ amount: UInt64 = 1) {
    if isDense { dense[cell] &+= amount } else { sparse[cell, default: 0] += amount }
  }

  /// The memory of the array.
  var bytes: Int { dense.count * MemoryLayout<UInt64>.stride }

  subscript(_ cell: Int) -> UInt64 { isDense ? dense[cell] : sparse[cell, default: 0] }

  mutating func merge(_ other: CellCounter) { other.forEach { add($0, $1) } }

  /// The cells that count something, ascending.
  func forEach(_ body: (_ cell: Int, _ count: UInt64) -> Void) {
    if isDense {
      for cell in dense.indices where dense[cell] > 0 { body(cell, dense[cell]) }
    } else {
      for (cell, count) in sparse.sorted(by: { $0.key < $1.key }) { body(cell, count) }
    }
  }
}
