import Primitives

/// How far a count is.
public struct BallotProgress: Sendable, Hashable {
  /// Bytes as handed over.
  public let bytes: Int
  /// Rows of all classes that were read.
  public let rows: Int
  /// Whether all was read and partitions are worked through, and how many parts of these.
  public let partitions: (done: Int, all: Int)?

  /// Whether two reports are the same.
  public static func == (left: BallotProgress, right: BallotProgress) -> Bool {
    left.bytes == right.bytes && left.rows == right.rows && left.partitions?.done == right.partitions?.done
  }

  /// Feeds the figures.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(bytes)
    hasher.combine(rows)
    hasher.combine(partitions?.done)
  }
}

/// One count of one hand-over: bytes in, classes and tallies out. The same bytes give the same result for any number of
/// threads, any size of blocks and any memory.
public struct BallotCount: Sendable {
  /// By what rules it is counted.
  public var rules: BallotRules
  /// How many threads count, beside the one that reads.
  public var threads = 2
  /// The most memory in bytes; what does not fit goes to the scratch.
  public var memory = 2 << 30
  /// The bytes of a block.
  public var blockBytes = 1 << 20
  /// Whether all rejected rows are told, or the first thousand of each class.
  public var tellsAllRejected = false
  /// Takes each counted choice.
  public var onCounted: CountedChoices?
  var mistake: PlantedMistake?
  /// In place of what ``memory`` leaves for ballots and voters.
  var stateMemory: Int?

  /// As many as `rejected.csv` lists of each class.
  static let listedRejections = 1_000

  /// Prepares a count.
  public init(rules: BallotRules) { self.rules = rules }

  #if DEBUG
    /// Takes from the variables of a process what the comparison with the reference asks of a debug build: a mistake to
    /// plant, tiny blocks, partitions from the first round on.
    public mutating func plant(_ variables: [String: String]) {
      mistake = variables["QILU_PLANTED_MISTAKE"].flatMap(PlantedMistake.init)
      if let bytes = variables["QILU_BLOCK_BYTES"].flatMap(Int.init) { blockBytes = bytes }
      if variables["QILU_PARTITIONS"] != nil { stateMemory = 0 }
    }
  #endif

  /// Counts the files of a hand-over in their order.
  ///
  /// - Parameter progress: told on the calling thread as the work goes on; throwing ends the count.
  /// - Throws: a ``Primitives/Refusal`` where a file is refused, and what inputs, scratch, progress and `onCounted` throw.
  public func count(
    _ inputs: [BallotInput], scratch: BallotScratch, progress: (BallotProgress) throws -> Void = { _ in }
  ) throws -> BallotResult {
    let plan = CountPlan(rules, onCounted: onCounted, mistake: mistake)
    // The size of a kept choice is known to the compiler, so that the loops are made for it.
    return plan.choices.isNarrow
      ? try CountRun<UInt32>(self, plan, inputs, scratch).result(progress)
      : try CountRun<UInt64>(self, plan, inputs, scratch).result(progress)
  }
}
