import Foundation

/// Blocks on their way between the thread that reads and the rounds that count.
final class BlockQueue: @unchecked Sendable {
  // The condition protects everything below it.

  private let condition = NSCondition()
  private var free: [Block]
  private var filled: [Block] = []
  private var failure: (any Error)?
  private var isFinished = false
  private var isStopped = false
  private var bytes = 0

  init(_ blocks: [Block]) { free = blocks }

  /// How many bytes as handed over were read.
  var bytesRead: Int { locked { bytes } }

  private func locked<Result>(_ body: () -> Result) -> Result {
    condition.lock()
    defer { condition.unlock() }
    return body()
  }

  /// A block to fill; nil where nobody waits for it any longer.
  func blockToFill() -> Block? {
    locked {
      while free.isEmpty && !isStopped { condition.wait() }
      return isStopped ? nil : free.removeLast()
    }
  }

  func put(_ block: Block, bytesRead: Int) {
    locked {
      filled.append(block)
      bytes = bytesRead
      condition.broadcast()
    }
  }

  func giveBack(_ blocks: [Block]) {
    locked {
      free.append(contentsOf: blocks)
      condition.broadcast()
    }
  }

  /// Ends the stream, with what went wrong.
  func finish(_ failure: (any Error)?) {
    locked {
      self.failure = failure
      isFinished = true
      condition.broadcast()
    }
  }

  func stop() {
    locked {
      isStopped = true
      condition.broadcast()
    }
  }

  /// The next blocks in their order, as many as there are up to a number, at least one; none at the end.
  func next(_ most: Int) throws -> [Block] {
    condition.lock()
    defer { condition.unlock() }
    while filled.count < most && !isFinished { condition.wait() }
    if let failure { throw failure }
    let blocks = Array(filled.prefix(most))
    filled.removeFirst(blocks.count)
    return blocks
  }
}

/// Reads all files of a hand-over in their order on a thread of its own.
final class HandOverReader: @unchecked Sendable {
  // `files` is written by the reading thread before the queue is finished, and read by others after.

  private let inputs: [BallotInput]
  private let form: RowForm
  private let queue: BlockQueue
  private let mistake: PlantedMistake?
  private(set) var files: [BallotFile] = []

  init(_ inputs: [BallotInput], _ form: RowForm, _ queue: BlockQueue, mistake: PlantedMistake?) {
    self.mistake = mistake
    self.inputs = inputs
    self.form = form
    self.queue = queue
  }

  func start() {
    Thread.detachNewThread { [self] in
      do {
        for file in inputs.indices { guard try read(file) else { break } }
        queue.finish(nil)
      } catch {
        queue.finish(error)
      }
    }
  }

  /// False where nobody waits any longer.
  private func read(_ file: Int) throws -> Bool {
    let before = files.reduce(0) { $0 + $1.bytes }
    var reader = try BlockReader(inputs[file], file: file, form: form, mistake: mistake)
    try reader.begin()
    while true {
      guard let block = queue.blockToFill() else { return false }
      guard try reader.fill(block) else {
        queue.giveBack([block])
        break
      }
      block.order = reader.order
      queue.put(block, bytesRead: before + reader.bytesRead)
    }
    let summary = reader.summary()
    if let same = files.first(where: { $0.content == summary.content }) {
      throw BallotFaults.same(summary.name, as: same.name)
    }
    files.append(summary)
    return true
  }
}
