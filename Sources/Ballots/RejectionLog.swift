/// The rows that may be listed: the first of each class, or all of them in runs on a scratch.
final class RejectionLog: @unchecked Sendable {
  // Each log is filled by one worker, then read by the thread that asked for the count.

  private static let runItems = 1 << 20
  private let limit: Int
  private let store: ExtentStore
  private var items: [Rejection] = []
  private var counts = [Int](repeating: 0, count: BallotClass.allCases.count)
  /// Behind this row nothing of the class can be among the first.
  private var bounds = [UInt64](repeating: .max, count: BallotClass.allCases.count)
  private var log: ExtentLog?

  /// `limit` of each class are kept; `Int.max` keeps all.
  init(limit: Int, store: ExtentStore) {
    self.limit = limit
    self.store = store
  }

  func add(_ rejection: Rejection) throws {
    let place = rejection.ballotClass.rawValue
    guard rejection.packed <= bounds[place] else { return }
    items.append(rejection)
    counts[place] += 1
    if limit == Int.max {
      if items.count == Self.runItems { try spill() }
    } else if counts[place] >= 2 * limit {
      prune()
    }
  }

  /// Keeps the first of each class; rows may come in any order.
  private func prune() {
    items.sort()
    var kept = [Int](repeating: 0, count: counts.count)
    items = items.filter { rejection in
      let place = rejection.ballotClass.rawValue
      kept[place] += 1
      if kept[place] == limit { bounds[place] = rejection.packed }
      return kept[place] <= limit
    }
    counts = kept.map { min($0, limit) }
  }

  private func spill() throws {
    items.sort()
    let log = log ?? ExtentLog(store, itemSize: 8)
    self.log = log
    log.beginRun()
    for item in items { try log.append(item.packed) }
    items.removeAll(keepingCapacity: true)
  }

  /// What several logs hold, ascending, at most the limit of each class.
  static func forEach(_ logs: [RejectionLog], limit: Int, _ body: (Rejection) throws -> Void) throws {
    var counts = [Int](repeating: 0, count: BallotClass.allCases.count)
    try inOrder(logs) { rejection in
      counts[rejection.ballotClass.rawValue] += 1
      if counts[rejection.ballotClass.rawValue] <= limit { try body(rejection) }
    }
  }

  private static func inOrder(_ logs: [RejectionLog], _ body: (Rejection) throws -> Void) throws {
    guard logs.contains(where: { $0.log != nil }) else {
      return try logs.flatMap(\.items).sorted().forEach(body)
    }
    var cursors: [ExtentCursor] = []
    for log in logs {
      if !log.items.isEmpty { try log.spill() }
      guard let extents = log.log else { continue }
      try extents.seal()
      cursors += extents.runRanges.map { extents.cursor($0) }
    }
    var merge = try RunMerge<UInt64>(cursors) { $0 }
    while let packed = try merge.take() { try body(Rejection(packed: packed)) }
  }
}
