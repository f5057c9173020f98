import Synchronization

/// What did not fit into memory: partitions by ballot, then by voter.
///
/// A ballot repeated under another voter, and a voter's ballots in different partitions, are why one round does not do: the
/// first settles each ballot in the order of reading, the second each voter, merging by row what the first left over.
final class Partitions: @unchecked Sendable {
  // A log is used by one thread at a time: those of a part by its owner while blocks are read, then by whoever takes the
  // part in a round; those of `voters` by the worker whose they are.

  /// What was in memory when the partitions began.
  let usedBallots: [ExtentLog]
  let countedBefore: [ExtentLog]
  /// Choices by ballot.
  let choices: [ExtentLog]
  /// Choices by voter, for each worker of the first round.
  private let voters: [[ExtentLog]]

  init(_ store: ExtentStore, workers: Int) {
    func logs(_ size: Int) -> [ExtentLog] { (0..<Spread.parts).map { _ in ExtentLog(store, itemSize: size) } }
    usedBallots = logs(MemoryLayout<UInt64>.stride)
    countedBefore = logs(MemoryLayout<CountedBefore>.stride)
    choices = logs(MemoryLayout<SpilledChoice>.stride)
    voters = (0..<workers).map { _ in logs(MemoryLayout<SpilledChoice>.stride) }
  }

  /// Works through all partitions; tells after each some, on the calling thread, how many are done.
  func work<Code: SendableMetatype>(_ workers: [Worker<Code>], _ progress: (Int) throws -> Void) throws {
    for log in choices { try log.seal() }
    try rounds(workers, done: 0, progress) { worker, number, part in
      try worker.settle(self.choices[part], before: self.usedBallots[part], self.voters[number])
    }
    for log in voters.joined() { try log.seal() }
    try rounds(workers, done: Spread.parts, progress) { worker, _, part in
      try worker.decide(self.voters.map { $0[part] }, before: self.countedBefore[part])
    }
  }

  /// All parts, some at a time, so that progress is told in between.
  private func rounds<Code: SendableMetatype>(
    _ workers: [Worker<Code>], done: Int, _ progress: (Int) throws -> Void,
    _ body: (Worker<Code>, Int, Int) throws -> Void
  ) throws {
    let step = 32
    for first in stride(from: 0, to: Spread.parts, by: step) {
      let next = Atomic(first)
      try Parallel.perform(workers.count) { number in
        while case let part = next.wrappingAdd(1, ordering: .relaxed).oldValue, part < first + step {
          try body(workers[number], number, part)
        }
      }
      try progress(done + first + step)
    }
  }
}
