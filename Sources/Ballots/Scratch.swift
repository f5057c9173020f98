import Synchronization

/// Where a count puts what does not fit into memory: a file without a name, or anything else with places for bytes.
/// Both closures are called by several threads at once, never for the same bytes.
public struct BallotScratch: Sendable {
  /// Puts bytes at an offset.
  public let write: @Sendable (_ offset: Int, UnsafeRawBufferPointer) throws -> Void
  /// Fills a buffer from an offset, where that many bytes were written.
  public let read: @Sendable (_ offset: Int, UnsafeMutableRawBufferPointer) throws -> Void

  /// Makes a place of its closures.
  public init(
    write: @escaping @Sendable (Int, UnsafeRawBufferPointer) throws -> Void,
    read: @escaping @Sendable (Int, UnsafeMutableRawBufferPointer) throws -> Void
  ) {
    self.write = write
    self.read = read
  }
}

/// Hands out extents of a scratch and takes them back, so that what was read makes room for what is written.
final class ExtentStore: Sendable {
  static let extentBytes = 32 << 10

  private struct State {
    var count = 0
    var free: [Int] = []
  }

  private let scratch: BallotScratch
  private let state = Mutex(State())

  init(_ scratch: BallotScratch) { self.scratch = scratch }

  /// The most bytes that were in use at once.
  var bytes: Int { state.withLock { $0.count * Self.extentBytes } }

  func write(_ bytes: UnsafeRawBufferPointer) throws -> Int {
    let extent = state.withLock { state in
      if let free = state.free.popLast() { return free }
      state.count += 1
      return state.count - 1
    }
    try scratch.write(extent * Self.extentBytes, bytes)
    return extent
  }

  func read(_ extent: Int, into buffer: UnsafeMutableRawBufferPointer) throws {
    try scratch.read(extent * Self.extentBytes, buffer)
  }

  func release(_ extent: Int) { state.withLock { $0.free.append(extent) } }
}

/// Items of one size, written one after the other, then read. Used by one thread at a time.
final class ExtentLog {
  private let store: ExtentStore
  let itemSize: Int
  /// How many items an extent holds.
  private let perExtent: Int
  private var buffer: UnsafeMutableRawPointer?
  private var extents: [Int] = []
  private(set) var count = 0
  /// Where runs begin; inside a run items ascend.
  private var runs: [Int] = []

  init(_ store: ExtentStore, itemSize: Int) {
    self.store = store
    self.itemSize = itemSize
    perExtent = ExtentStore.extentBytes / itemSize
  }

  deinit { buffer?.deallocate() }

  /// The items of each run.
  var runRanges: [Range<Int>] {
    runs.enumerated().map { index, start in start..<(index + 1 < runs.count ? runs[index + 1] : count) }
  }

  /// What is written from here on is a run of its own.
  func beginRun() { if runs.last != count { runs.append(count) } }

  func append<Item>(_ item: Item) throws {
    let room = buffer ?? .allocate(byteCount: ExtentStore.extentBytes, alignment: 64)
    buffer = room
    let place = count % perExtent
    room.storeBytes(of: item, toByteOffset: place * itemSize, as: Item.self)
    count += 1
    if place + 1 == perExtent { try flush(items: perExtent) }
  }

  /// Ends the writing.
  func seal() throws {
    if buffer != nil, count % perExtent > 0 { try flush(items: count % perExtent) }
    buffer?.deallocate()
    buffer = nil
  }

  private func flush(items: Int) throws {
    extents.append(try store.write(UnsafeRawBufferPointer(start: buffer, count: items * itemSize)))
  }

  /// Gives all extents back.
  func release() {
    for extent in extents where extent >= 0 { store.release(extent) }
    extents = []
  }

  /// Reads the items of a range in order; with `releasing` an extent is given back when it was read.
  func cursor(_ range: Range<Int>? = nil, releasing: Bool = false) -> ExtentCursor {
    ExtentCursor(self, range ?? 0..<count, releasing)
  }

  fileprivate func load(_ number: Int, into buffer: UnsafeMutableRawPointer, _ releasing: Bool) throws {
    let items = min(perExtent, count - number * perExtent)
    try store.read(
      extents[number], into: UnsafeMutableRawBufferPointer(start: buffer, count: items * itemSize))
    if releasing {
      store.release(extents[number])
      extents[number] = -1
    }
  }

  fileprivate func place(_ item: Int) -> (extent: Int, offset: Int) {
    (item / perExtent, item % perExtent * itemSize)
  }
}

/// Reads items of a log in order.
final class ExtentCursor {
  private let log: ExtentLog
  private let releasing: Bool
  private var next: Int
  private let end: Int
  private var loaded = -1
  private let buffer: UnsafeMutableRawPointer

  fileprivate init(_ log: ExtentLog, _ range: Range<Int>, _ releasing: Bool) {
    self.log = log
    self.releasing = releasing
    next = range.lowerBound
    end = range.upperBound
    buffer = .allocate(byteCount: ExtentStore.extentBytes, alignment: 64)
  }

  deinit { buffer.deallocate() }

  /// The next item; nil behind the last one.
  func take<Item>(_: Item.Type) throws -> Item? {
    guard next < end else { return nil }
    let (extent, offset) = log.place(next)
    if extent != loaded {
      try log.load(extent, into: buffer, releasing)
      loaded = extent
    }
    next += 1
    return buffer.loadUnaligned(fromByteOffset: offset, as: Item.self)
  }
}

/// Brings ascending runs into one order.
struct RunMerge<Item> {
  private var heads: [(key: UInt64, item: Item, cursor: ExtentCursor)] = []
  private let key: (Item) -> UInt64

  init(_ cursors: [ExtentCursor], key: @escaping (Item) -> UInt64) throws {
    self.key = key
    for cursor in cursors {
      guard let item = try cursor.take(Item.self) else { continue }
      heads.append((key(item), item, cursor))
    }
    for place in (0..<heads.count / 2).reversed() { sink(place) }
  }

  mutating func take() throws -> Item? {
    guard let first = heads.first else { return nil }
    if let item = try first.cursor.take(Item.self) {
      heads[0] = (key(item), item, first.cursor)
    } else {
      heads[0] = heads[heads.count - 1]
      heads.removeLast()
    }
    sink(0)
    return first.item
  }

  /// Restores the order of a heap from a place on.
  private mutating func sink(_ start: Int) {
    var place = start
    while true {
      var least = place
      for child in [2 * place + 1, 2 * place + 2] where child < heads.count && heads[child].key < heads[least].key {
        least = child
      }
      guard least != place else { return }
      heads.swapAt(place, least)
      place = least
    }
  }
}
