/// A counted choice, for whoever keeps them.
public struct CountedChoice: Sendable, Hashable {
  /// The 128 bits of the voter's hash, the higher half.
  public let voterHigh: UInt64
  /// The lower half.
  public let voterLow: UInt64
  /// The ballot's number.
  public let ballot: UInt64
  /// The row among all rows of the hand-over, from 0.
  public let row: Int
  /// The nominee's ballot number.
  public let candidate: Int
  /// The place of the channel in ``BallotRules/channels``.
  public let channel: Int
  /// The day's number since 1970 in UTC+8.
  public let day: Int
}

/// Takes counted choices, in no order, on several threads at once; what it got is void where the count is refused.
public typealias CountedChoices = @Sendable (UnsafeBufferPointer<CountedChoice>) throws -> Void

/// What a round needs to know everywhere.
struct CountPlan: Sendable {
  let rules: BallotRules
  let form: RowForm
  let cells: CellLayout
  let choices: ChoiceForm
  let voided: Set<VoterKey>
  let onCounted: CountedChoices?
  let mistake: PlantedMistake?

  init(_ rules: BallotRules, onCounted: CountedChoices?, mistake: PlantedMistake?) {
    self.rules = rules
    form = RowForm(rules)
    cells = CellLayout(rules, hoursAhead: mistake == .daysInUTC ? 0 : 8)
    choices = ChoiceForm(rules, cells, mistake: mistake)
    voided = Set(rules.voidedVoters.compactMap { VoterKey($0.voter.bytes) })
    self.onCounted = onCounted
    self.mistake = mistake
  }
}

/// A choice as the partitions on disk hold it.
struct SpilledChoice {
  var record: Record
  var row: UInt64
}

/// A counted choice that was in memory when the partitions began.
struct CountedBefore {
  var voterHigh: UInt64
  var voterLow: UInt64
  var code: UInt64
}

/// What one thread of a count owns: parts of the ballots and of the voters, and its own sums.
final class Worker<Code: FixedWidthInteger & UnsignedInteger & SendableMetatype>: @unchecked Sendable {
  // Used by one thread in each phase; phases are apart in time.

  let plan: CountPlan
  let parser: BlockParser
  /// The parts it owns.
  let parts: Range<Int>
  /// One for each part, owned by the part's worker.
  private let ballots: UnsafeMutablePointer<BallotSet>
  private let voters: UnsafeMutablePointer<VoterTable<Code>>
  private(set) var votes: CellCounter
  private(set) var rows: CellCounter
  private(set) var voterCount = 0
  /// The rows that the voiding of each voter excluded.
  private(set) var voidedRows: [VoterKey: Int] = [:]
  /// Of each nominee, the voters, and those who chose nobody else.
  private(set) var candidateVoters: CellCounter
  private(set) var soleVoters: CellCounter
  let rejections: RejectionLog
  private var choices: [CountedChoice] = []
  private(set) var isFull = false

  init(
    _ plan: CountPlan, number: Int, _ room: CountRoom, ballots: UnsafeMutablePointer<BallotSet>,
    voters: UnsafeMutablePointer<VoterTable<Code>>, rejections: RejectionLog
  ) {
    self.plan = plan
    parser = BlockParser(plan.form, owners: room.threads, mistake: plan.mistake)
    let owned = (0..<Spread.parts).filter { Spread.owner(UInt64($0) << 56, of: room.threads) == number }
    parts = (owned.first ?? 0)..<(owned.last.map { $0 + 1 } ?? 0)
    self.ballots = ballots
    self.voters = voters
    self.rejections = rejections
    votes = CellCounter(cells: plan.cells.voteCells, dense: room.denseCells)
    rows = CellCounter(cells: plan.cells.rowCells, dense: room.denseCells)
    candidateVoters = CellCounter(cells: plan.rules.candidates + 1, dense: room.denseCells)
    soleVoters = CellCounter(cells: plan.rules.candidates + 1, dense: room.denseCells)
  }

  /// The memory of the parts.
  var bytes: Int { parts.reduce(0) { $0 + ballots[$1].bytes + voters[$1].bytes } }

  /// The memory of the sums.
  var sumBytes: Int { [votes, rows, candidateVoters, soleVoters].reduce(0) { $0 + $1.bytes } }

  // MARK: In memory

  /// Settles the choices of a block whose ballot was used before.
  func settleBallots(_ block: Block, list: UnsafeBufferPointer<UInt32>) throws {
    for index in list {
      let record = block.records + Int(index)
      #if DEBUG
        let voter = VoterKey(high: record.pointee.voterHigh, low: record.pointee.voterLow)
        if plan.mistake == .voidsBeforeBallots, plan.voided.contains(voter) { continue }
      #endif
      let ballot = usedBallot(record.pointee)
      let hash = Spread.page(ballot)
      guard !ballots[Spread.part(hash)].insert(ballot, hash: hash) else { continue }
      try reject(.repeatedBallot, record.pointee, row: block.firstRow + record.pointee.row)
      record.pointee.ballotAndCandidate = Record.settled
    }
  }

  @inline(__always)
  private func usedBallot(_ record: Record) -> UInt64 {
    #if DEBUG
      if plan.mistake == .comparesBallotsByVoter { return (record.ballot ^ record.voterLow) & 0x1_FFFF_FFFF }
    #endif
    return record.ballot
  }

  /// Decides about the choices of a block that are left.
  func decideVoters(_ block: Block, list: UnsafeBufferPointer<UInt32>) throws {
    for index in list {
      let record = block.records[Int(index)]
      guard record.ballotAndCandidate != Record.settled else { continue }
      let hash = Spread.voter(record.voterHigh, record.voterLow)
      try decide(record, row: block.firstRow + record.row, hash: hash, &voters[Spread.part(hash)])
    }
    try giveChoices()
  }

  @inline(__always)
  private func decide(_ record: Record, row: Int, hash: UInt64, _ table: inout VoterTable<Code>) throws {
    if !plan.voided.isEmpty {
      let voter = VoterKey(high: record.voterHigh, low: record.voterLow)
      if plan.voided.contains(voter) {
        voidedRows[voter, default: 0] += 1
        return try reject(.voidedVoter, record, row: row)
      }
    }
    let day = plan.cells.day(record.hour)
    let code = plan.choices.code(candidate: record.candidate, day: day)
    let outcome = table.choose(
      high: record.voterHigh, low: record.voterLow, hash: hash, code: code, plan.choices)
    switch outcome {
    case .counted:
      votes.add(plan.cells.vote(candidate: record.candidate, channel: record.channel, hour: record.hour))
      if plan.onCounted != nil { try keep(record, row: row, day: day) }
    case .repeated: try reject(.repeatedChoice, record, row: row)
    case .overLimit: try reject(.overDailyLimit, record, row: row)
    }
  }

  private func reject(_ ballotClass: BallotClass, _ record: Record, row: Int) throws {
    rows.add(plan.cells.row(ballotClass, channel: record.channel, day: plan.cells.day(record.hour)))
    try rejections.add(Rejection(row: row, ballotClass))
  }

  private func keep(_ record: Record, row: Int, day: Int) throws {
    choices.append(
      CountedChoice(
        voterHigh: record.voterHigh, voterLow: record.voterLow, ballot: record.ballot, row: row,
        candidate: Int(record.candidate), channel: record.channel, day: Int(plan.cells.firstDay) + day))
    if choices.count == 4096 { try giveChoices() }
  }

  private func giveChoices() throws {
    guard !choices.isEmpty, let onCounted = plan.onCounted else { return }
    try choices.withUnsafeBufferPointer(onCounted)
    choices.removeAll(keepingCapacity: true)
  }

  /// Counts the voters of the own parts, at the end.
  func tellVoters() {
    for part in parts { tell(voters[part]) }
  }

  private func tell(_ table: VoterTable<Code>) {
    voterCount += table.count
    isFull = isFull || table.isFull
    guard plan.choices.oncePerDay else {
      // A voter has each nominee once, so that a nominee's voters are the votes.
      return table.forEachSoleCode { soleVoters.add(Int(plan.choices.candidate($0))) }
    }
    table.forEachVoter { _, _, codes in
      let nominees = Set(codes.map(plan.choices.candidate))
      for nominee in nominees { candidateVoters.add(Int(nominee)) }
      if nominees.count == 1, let only = nominees.first { soleVoters.add(Int(only)) }
    }
  }

  // MARK: In partitions

  /// Puts what the own parts hold into the partitions, before all that comes later, and gives the memory back.
  func spillMemory(_ ballotLogs: [ExtentLog], _ voterLogs: [ExtentLog]) throws {
    for part in parts {
      try ballots[part].forEachSlot { try ballotLogs[part].append($0) }
      try ballotLogs[part].seal()
      ballots[part].free()
      ballots[part] = BallotSet()
      try voters[part].forEachVoter { high, low, codes in
        for code in codes { try voterLogs[part].append(CountedBefore(voterHigh: high, voterLow: low, code: code)) }
      }
      try voterLogs[part].seal()
      isFull = isFull || voters[part].isFull
      voters[part].free()
      voters[part] = VoterTable()
    }
  }

  /// Puts the choices of a block into the partitions of their ballots.
  func spill(_ block: Block, list: UnsafeBufferPointer<UInt32>, _ logs: [ExtentLog]) throws {
    for index in list {
      let record = block.records[Int(index)]
      try logs[Spread.part(Spread.page(record.ballot))].append(
        SpilledChoice(record: record, row: UInt64(block.firstRow + record.row)))
    }
  }

  /// The first round: one partition of ballots; what is left goes into the own partitions of voters.
  func settle(_ log: ExtentLog, before: ExtentLog, _ voterLogs: [ExtentLog]) throws {
    var set = BallotSet()
    defer { set.free() }
    let slots = before.cursor(releasing: true)
    while let slot = try slots.take(UInt64.self) { set.restore(slot) }
    for voterLog in voterLogs { voterLog.beginRun() }
    let cursor = log.cursor(releasing: true)
    while let choice = try cursor.take(SpilledChoice.self) {
      let ballot = choice.record.ballot
      if set.insert(ballot, hash: Spread.page(ballot)) {
        let hash = Spread.voter(choice.record.voterHigh, choice.record.voterLow)
        try voterLogs[Spread.part(hash)].append(choice)
      } else {
        try reject(.repeatedBallot, choice.record, row: Int(choice.row))
      }
    }
  }

  /// The second round: one partition of voters, its runs in the order of reading.
  func decide(_ logs: [ExtentLog], before: ExtentLog) throws {
    var table = VoterTable<Code>()
    defer { table.free() }
    // What was counted keeps to the limits in any order.
    let counted = before.cursor(releasing: true)
    while let choice = try counted.take(CountedBefore.self) {
      _ = table.choose(
        high: choice.voterHigh, low: choice.voterLow, hash: Spread.voter(choice.voterHigh, choice.voterLow),
        code: choice.code, plan.choices)
    }
    let cursors = logs.flatMap { log in log.runRanges.map { log.cursor($0) } }
    var merge = try RunMerge<SpilledChoice>(cursors) { $0.row }
    while let choice = try merge.take() {
      let hash = Spread.voter(choice.record.voterHigh, choice.record.voterLow)
      try decide(choice.record, row: Int(choice.row), hash: hash, &table)
    }
    for log in logs { log.release() }
    try giveChoices()
    tell(table)
  }
}
