/// Whole rows of one file, and what became of them. Filled by the reading thread, then parsed by one worker, then read by
/// all of them, one after the other.
final class Block: @unchecked Sendable {
  // Owned by one thread at a time: the queue of blocks and the rounds of the counter hand it on.

  /// The shortest good row, its LF left out.
  static let shortestRow = 69
  /// What may be read behind the last row.
  static let margin = 128

  let capacity: Int
  let bytes: UnsafeMutableRawPointer
  /// How many bytes of whole rows there are.
  var count = 0
  /// The file, by its place among the files of the call.
  var file = 0
  /// Which column stands at each place of a row.
  var order: [BallotField] = []
  /// A row too long for a block, read while it came; it stands behind the rows of the bytes, which are none.
  var verdict: RowVerdict?

  /// How many rows were read.
  var rows = 0
  /// How many rows of all files stand before the first one.
  var firstRow = 0
  let records: UnsafeMutablePointer<Record>
  private(set) var recordCount = 0
  /// The records by who owns their ballots, and by who owns their voters: places in `records`, ascending.
  private let byBallot: [UnsafeMutablePointer<UInt32>]
  private let byVoter: [UnsafeMutablePointer<UInt32>]
  private var ballotCounts: [Int]
  private var voterCounts: [Int]
  /// Rows of the first four classes: how many, and those that may be listed.
  private(set) var rejected = [Int](repeating: 0, count: 4)
  private(set) var rejections: [Rejection] = []
  private let listed: Int

  init(capacity: Int, owners: Int, listed: Int) {
    self.capacity = capacity
    self.listed = listed
    bytes = .allocate(byteCount: capacity + Self.margin, alignment: 64)
    bytes.initializeMemory(as: UInt8.self, repeating: 0, count: capacity + Self.margin)
    let most = capacity / Self.shortestRow + 2
    records = .allocate(capacity: most)
    byBallot = (0..<owners).map { _ in .allocate(capacity: most) }
    byVoter = (0..<owners).map { _ in .allocate(capacity: most) }
    ballotCounts = [Int](repeating: 0, count: owners)
    voterCounts = [Int](repeating: 0, count: owners)
  }

  deinit {
    bytes.deallocate()
    records.deallocate()
    byBallot.forEach { $0.deallocate() }
    byVoter.forEach { $0.deallocate() }
  }

  /// Makes ready for other rows.
  func clear() {
    (count, verdict, rows, recordCount) = (0, nil, 0, 0)
    for owner in ballotCounts.indices { (ballotCounts[owner], voterCounts[owner]) = (0, 0) }
    for index in rejected.indices { rejected[index] = 0 }
    rejections.removeAll(keepingCapacity: true)
  }

  func ballots(of owner: Int) -> UnsafeBufferPointer<UInt32> {
    UnsafeBufferPointer(start: byBallot[owner], count: ballotCounts[owner])
  }

  func voters(of owner: Int) -> UnsafeBufferPointer<UInt32> {
    UnsafeBufferPointer(start: byVoter[owner], count: voterCounts[owner])
  }

  @inline(__always)
  func add(_ record: Record, owners: Int) {
    records[recordCount] = record
    let index = UInt32(truncatingIfNeeded: recordCount)
    let ballotOwner = Spread.owner(Spread.page(record.ballot), of: owners)
    let voterOwner = Spread.owner(Spread.voter(record.voterHigh, record.voterLow), of: owners)
    byBallot[ballotOwner][ballotCounts[ballotOwner]] = index
    ballotCounts[ballotOwner] &+= 1
    byVoter[voterOwner][voterCounts[voterOwner]] = index
    voterCounts[voterOwner] &+= 1
    recordCount &+= 1
  }

  func add(_ verdict: RowVerdict, owners: Int) {
    switch verdict {
    case .cast(let choice):
      add(
        Record(
          voterHigh: choice.voterHigh, voterLow: choice.voterLow, ballot: choice.ballot,
          candidate: UInt64(choice.candidate), row: UInt64(rows), hour: UInt64(choice.hour),
          channel: UInt64(choice.channel)), owners: owners)
    case .malformed(let field): reject(.malformed, field)
    case .unknownCandidate, .unknownChannel, .outsideWindow: reject(verdict.ballotClass, nil)
    }
  }

  private func reject(_ ballotClass: BallotClass, _ field: BallotField?) {
    rejected[ballotClass.rawValue] += 1
    // No more than so many of a class are listed of all rows, and so none behind them of this block.
    guard rejected[ballotClass.rawValue] <= listed else { return }
    rejections.append(Rejection(row: rows, ballotClass, field))
  }
}

/// A row that was not counted: its number among all rows (or those of its block), its class, and the bad field.
struct Rejection: Comparable {
  /// Row, class and field in one number that sorts by row.
  let packed: UInt64

  init(row: Int, _ ballotClass: BallotClass, _ field: BallotField? = nil) {
    packed = UInt64(row) << 8 | UInt64(ballotClass.rawValue) << 4 | UInt64((field?.rawValue ?? 14) + 1)
  }

  init(packed: UInt64) { self.packed = packed }

  var row: Int { Int(packed >> 8) }
  var ballotClass: BallotClass { BallotClass(rawValue: Int(packed >> 4 & 15)) ?? .malformed }
  /// What `rejected.csv` names.
  var field: String {
    guard ballotClass == .malformed else { return "" }
    return BallotField(rawValue: Int(packed & 15) - 1)?.name ?? BallotField.columns
  }

  /// The same row among all rows.
  func moved(by rows: Int) -> Rejection { Rejection(packed: packed + UInt64(rows) << 8) }

  static func < (left: Rejection, right: Rejection) -> Bool { left.packed < right.packed }
}
