import Dispatch
import Primitives
import Synchronization

/// A count under way: rounds of blocks in memory, then, where memory did not suffice, the partitions.
///
/// In a round all workers parse blocks side by side. What then depends on order is divided by what it depends on: each
/// worker goes through the blocks in their order and looks only at the ballots that it owns, then only at the voters that
/// it owns. So the result is that of one pass in the order of reading, whatever the number of workers.
final class CountRun<Code: FixedWidthInteger & UnsignedInteger & SendableMetatype> {
  private let count: BallotCount
  private let plan: CountPlan
  private let inputs: [BallotInput]
  private let store: ExtentStore
  private let room: CountRoom
  /// What is left for ballots and voters.
  private let stateMemory: Int
  private let ballots: UnsafeMutablePointer<BallotSet>
  private let voters: UnsafeMutablePointer<VoterTable<Code>>
  private let workers: [Worker<Code>]
  private let rejections: RejectionLog
  private var classes = [Int](repeating: 0, count: BallotClass.allCases.count)
  private var fileRows: [Int]
  private var rows = 0
  private var partitions: Partitions?

  init(_ count: BallotCount, _ plan: CountPlan, _ inputs: [BallotInput], _ scratch: BallotScratch) throws {
    self.count = count
    self.plan = plan
    self.inputs = inputs
    store = ExtentStore(scratch)
    room = CountRoom(threads: count.threads, blockBytes: count.blockBytes)
    ballots = .allocate(capacity: Spread.parts)
    voters = .allocate(capacity: Spread.parts)
    for part in 0..<Spread.parts {
      (ballots + part).initialize(to: BallotSet())
      (voters + part).initialize(to: VoterTable())
    }
    let limit = count.tellsAllRejected ? Int.max : BallotCount.listedRejections
    let (store, room, ballots, voters) = (store, room, ballots, voters)
    rejections = RejectionLog(limit: limit, store: store)
    workers = (0..<room.threads).map { number in
      Worker(
        plan, number: number, room, ballots: ballots, voters: voters,
        rejections: RejectionLog(limit: limit, store: store))
    }
    fileRows = [Int](repeating: 0, count: inputs.count)
    let fixed = room.fixedBytes(sums: workers.reduce(0) { $0 + $1.sumBytes })
    guard count.memory >= fixed + Self.leastState else { throw BallotFaults.memory(fixed + Self.leastState) }
    stateMemory = count.stateMemory ?? count.memory - fixed
  }

  /// Room for the largest part of a round, and for partitions of 256 million ballots.
  private static var leastState: Int { 16 << 20 }

  deinit {
    for part in 0..<Spread.parts {
      ballots[part].free()
      voters[part].free()
    }
    (ballots.deinitialize(count: Spread.parts)).deallocate()
    (voters.deinitialize(count: Spread.parts)).deallocate()
  }

  func result(_ progress: (BallotProgress) throws -> Void) throws -> BallotResult {
    let files = try read(progress)
    if let partitions {
      try partitions.work(workers) { done in
        try progress(
          BallotProgress(bytes: files.reduce(0) { $0 + $1.bytes }, rows: rows, partitions: (done, 2 * Spread.parts)))
      }
    } else {
      DispatchQueue.concurrentPerform(iterations: room.threads) { [workers] in workers[$0].tellVoters() }
    }
    guard !workers.contains(where: \.isFull) else { throw BallotFaults.tooManyVoters }
    return try summary(files)
  }

  private func read(_ progress: (BallotProgress) throws -> Void) throws -> [BallotFile] {
    let limit = count.tellsAllRejected ? Int.max : BallotCount.listedRejections
    let queue = BlockQueue(
      (0..<room.blocks).map { _ in Block(capacity: room.blockBytes, owners: room.threads, listed: limit) })
    let reader = HandOverReader(inputs, plan.form, queue, mistake: plan.mistake)
    defer { queue.stop() }
    reader.start()
    while true {
      let blocks = try queue.next(room.roundBlocks)
      guard !blocks.isEmpty else { break }
      try round(blocks)
      queue.giveBack(blocks)
      try progress(BallotProgress(bytes: queue.bytesRead, rows: rows, partitions: nil))
    }
    return zip(reader.files, fileRows).map { file, rows in
      var file = file
      file.rows = rows
      return file
    }
  }

  private func round(_ blocks: [Block]) throws {
    let next = Atomic(0)
    try inParallel { worker, _ in
      while case let place = next.wrappingAdd(1, ordering: .relaxed).oldValue, place < blocks.count {
        worker.parser.parse(blocks[place])
      }
    }
    for block in blocks { try number(block) }
    if let partitions {
      return try inParallel { worker, owner in
        for block in blocks { try worker.spill(block, list: block.ballots(of: owner), partitions.choices) }
      }
    }
    try inParallel { worker, owner in
      for block in blocks { try worker.settleBallots(block, list: block.ballots(of: owner)) }
    }
    try inParallel { worker, owner in
      for block in blocks { try worker.decideVoters(block, list: block.voters(of: owner)) }
    }
    if workers.reduce(0, { $0 + $1.bytes }) > stateMemory {
      try spillMemory()
    }
  }

  /// Gives the rows of a block their numbers among all rows, and takes over what the rows are by themselves.
  private func number(_ block: Block) throws {
    block.firstRow = rows
    rows += block.rows
    fileRows[block.file] += block.rows
    for (place, count) in block.rejected.enumerated() { classes[place] += count }
    for rejection in block.rejections { try rejections.add(rejection.moved(by: block.firstRow)) }
  }

  private func spillMemory() throws {
    let partitions = Partitions(store, workers: room.threads)
    try inParallel { worker, _ in try worker.spillMemory(partitions.usedBallots, partitions.countedBefore) }
    self.partitions = partitions
  }

  private func inParallel(_ body: (Worker<Code>, Int) throws -> Void) throws {
    try Parallel.perform(room.threads) { [workers] in try body(workers[$0], $0) }
  }

  private func summary(_ files: [BallotFile]) throws -> BallotResult {
    var (votes, byDay, sole, perCandidate) = (
      workers[0].votes, workers[0].rows, workers[0].soleVoters, workers[0].candidateVoters
    )
    for worker in workers.dropFirst() {
      votes.merge(worker.votes)
      byDay.merge(worker.rows)
      sole.merge(worker.soleVoters)
      perCandidate.merge(worker.candidateVoters)
    }
    return BallotResult(
      plan: plan, files: files, classes: classes, votes: votes, rows: byDay,
      voters: workers.reduce(0) { $0 + $1.voterCount },
      voidedRows: workers.reduce(into: [:]) { $0.merge($1.voidedRows, uniquingKeysWith: +) }, soleVoters: sole,
      candidateVoters: perCandidate,
      logs: [rejections] + workers.map(\.rejections), tellsAllRejected: count.tellsAllRejected,
      scratchBytes: store.bytes)
  }
}

/// Work on several threads of which each may fail.
enum Parallel {
  /// Does all parts; throws the failure of the lowest one that failed.
  static func perform(_ count: Int, _ body: (Int) throws -> Void) throws {
    let failures = Mutex<[Int: any Error]>([:])
    withoutActuallyEscaping(body) { body in
      // The closure does not outlive the call, and each part of it works on what it owns.
      nonisolated(unsafe) let body = body
      DispatchQueue.concurrentPerform(iterations: count) { part in
        do {
          try body(part)
        } catch {
          failures.withLock { $0[part] = error }
        }
      }
    }
    if let first = failures.withLock({ $0.min { $0.key < $1.key } }) { throw first.value }
  }
}
