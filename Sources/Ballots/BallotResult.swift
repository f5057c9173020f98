import Primitives

/// What a count found.
public struct BallotResult: Sendable {
  /// The rules by which it was counted.
  public let rules: BallotRules
  /// The files in the order in which they were read.
  public let files: [BallotFile]
  /// Rows by class.
  public let classes: [BallotClass: Int]
  /// Distinct voters of whom something was counted.
  public let voters: Int
  private let voidedRows: [VoterKey: Int]
  /// The most bytes on the scratch at once; 0 where all stayed in memory.
  public let scratchBytes: Int

  let cells: CellLayout
  let votes: CellCounter
  let rows: CellCounter
  let soleVoters: CellCounter
  let candidateVoters: CellCounter
  private let logs: [RejectionLog]
  private let tellsAllRejected: Bool
  private let headerLines: Int

  init(
    plan: CountPlan, files: [BallotFile], classes: [Int], votes: CellCounter, rows: CellCounter, voters: Int,
    voidedRows: [VoterKey: Int], soleVoters: CellCounter, candidateVoters: CellCounter, logs: [RejectionLog],
    tellsAllRejected: Bool,
    scratchBytes: Int
  ) {
    rules = plan.rules
    headerLines = plan.mistake == .countsLinesFromRow ? 0 : 1
    cells = plan.cells
    self.files = files
    self.votes = votes
    self.rows = rows
    self.voters = voters
    self.voidedRows = voidedRows
    self.soleVoters = soleVoters
    self.candidateVoters = candidateVoters
    self.logs = logs
    self.tellsAllRejected = tellsAllRejected
    self.scratchBytes = scratchBytes
    var found = Dictionary(uniqueKeysWithValues: BallotClass.allCases.map { ($0, classes[$0.rawValue]) })
    rows.forEach { cell, count in
      found[BallotClass.ordered[cell / (plan.cells.channels * plan.cells.days)], default: 0] += Int(count)
    }
    votes.forEach { _, count in found[.counted, default: 0] += Int(count) }
    self.classes = found
  }

  /// Rows of all classes.
  public var read: Int { classes.values.reduce(0, +) }

  /// The rows of class 6 of each voided voter, in the order of the rules.
  public var excluded: [(entry: BallotRules.VoidedVoter, rows: Int)] {
    rules.voidedVoters.map { entry in (entry, VoterKey(entry.voter.bytes).flatMap { voidedRows[$0] } ?? 0) }
  }

  /// Votes of a nominee through a channel in an hour.
  public struct Cell: Sendable, Hashable {
    /// The nominee's ballot number.
    public let candidate: Int
    /// The place of the channel in ``BallotRules/channels``.
    public let channel: Int
    /// The hour's first second since 1970.
    public let hour: Int64
    /// The hour's day in UTC+8.
    public let day: CalendarDay
    /// How many.
    public let votes: Int
  }

  /// Every cell with votes: by nominee, channel in the order of bytes, hour.
  public func forEachCell(_ body: (Cell) -> Void) {
    votes.forEach { cell, count in
      let (place, hour) = cell.quotientAndRemainder(dividingBy: cells.hours)
      let (candidate, channel) = place.quotientAndRemainder(dividingBy: cells.channels)
      guard let day = self.day(cells.day(hour)) else { return }
      body(
        Cell(
          candidate: candidate + 1, channel: channel, hour: (cells.firstHour + Int64(hour)) * 3600, day: day,
          votes: Int(count)))
    }
  }

  /// A day by its place in the window.
  func day(_ place: Int) -> CalendarDay? { CalendarDay(dayNumber: Int(cells.firstDay) + place) }

  /// Votes through each channel in each hour of the window, the hours without votes too.
  public var turnout: [(hour: Int64, votes: [Int])] {
    var sums = [Int](repeating: 0, count: cells.hours * cells.channels)
    votes.forEach { cell, count in
      let (place, hour) = cell.quotientAndRemainder(dividingBy: cells.hours)
      sums[hour * cells.channels + place % cells.channels] += Int(count)
    }
    return (0..<cells.hours).map { hour in
      let first = hour * cells.channels
      return ((cells.firstHour + Int64(hour)) * 3600, Array(sums[first..<first + cells.channels]))
    }
  }

  /// Votes of each nominee through each channel, only where there are some: by ballot number, then channel.
  public var votesByChannel: [(candidate: Int, channel: Int, votes: Int)] {
    var sums: [(candidate: Int, channel: Int, votes: Int)] = []
    votes.forEach { cell, count in
      let (candidate, channel) = (cell / cells.hours).quotientAndRemainder(dividingBy: cells.channels)
      if let last = sums.last, last.candidate == candidate + 1, last.channel == channel {
        sums[sums.count - 1].votes += Int(count)
      } else {
        sums.append((candidate + 1, channel, Int(count)))
      }
    }
    return sums
  }

  /// A row that was not counted.
  public struct RejectedRow: Sendable, Hashable {
    /// The file's place among those of the call.
    public let file: Int
    /// The physical line, the header being 1.
    public let line: Int
    /// Why.
    public let ballotClass: BallotClass
    /// The bad field of a malformed row; empty otherwise.
    public let field: String
  }

  /// Rejected rows in the order of reading: the first thousand of each class, or all. Can be asked once.
  public func forEachRejected(_ body: (RejectedRow) throws -> Void) throws {
    var (file, first) = (0, 0)
    let limit = tellsAllRejected ? Int.max : BallotCount.listedRejections
    try RejectionLog.forEach(logs, limit: limit) { rejection in
      while file < files.count - 1, rejection.row >= first + files[file].rows {
        first += files[file].rows
        file += 1
      }
      try body(
        RejectedRow(
          file: file, line: rejection.row - first + headerLines + 1, ballotClass: rejection.ballotClass,
          field: rejection.field))
    }
  }
}
