/// How a count's memory is divided: what it has whatever the hand-over is, and what is left for ballots and voters.
struct CountRoom: Sendable {
  /// Threads that count.
  let threads: Int
  /// Blocks of a round.
  let roundBlocks: Int
  /// Bytes of a block.
  let blockBytes: Int
  /// A thread's sum is an array up to so many cells, and a table beyond.
  let denseCells: Int

  private static let mostThreads = 16
  private static let leastBlock = 128
  /// Rounds of blocks under way: one that is read, one that waits, one that is counted.
  private static let rounds = 3
  /// Beside blocks, buffers and sums: the program itself, and what the tables of all parts begin with.
  private static let rest = 16 << 20

  init(threads: Int, blockBytes: Int) {
    self.threads = max(1, min(threads, Self.mostThreads))
    // More threads have more blocks of less size, so that a round is about as large for any number.
    roundBlocks = max(8, self.threads * 2)
    let size = self.threads > 4 ? blockBytes * 4 / self.threads : blockBytes
    self.blockBytes = max(Self.leastBlock, min(size, 1 << Int(Record.rowBits)))
    denseCells = min(1 << 21, (1 << 23) / self.threads)
  }

  var blocks: Int { roundBlocks * Self.rounds }

  /// What a count takes before it knows any ballot, its sums being of so many bytes: blocks with records and lists, a
  /// buffer for each partition of ballots and, for each thread, of voters, and as much again to merge these.
  func fixedBytes(sums: Int) -> Int {
    let records = (blockBytes / Block.shortestRow + 2) * (MemoryLayout<Record>.stride + 8 * threads)
    let buffers = Spread.parts * ExtentStore.extentBytes * (1 + threads)
    return blocks * (blockBytes + records) + buffers + sums + Self.rest
  }
}
