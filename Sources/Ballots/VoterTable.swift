/// The voters of one part with their counted choices.
///
/// A voter has an entry of 24 bytes (28 where a choice needs eight): hash, first choice, and where the next one is. Further
/// choices are nodes of 8 (12) bytes, the last one first. An index of four bytes a slot, from three to four fifths full,
/// finds the entry: eight bits of the hash, so that few wrong entries are looked at, and its number. Entries and nodes
/// stand in segments, so that nothing is copied when they become more.
struct VoterTable<Code: FixedWidthInteger & UnsignedInteger & SendableMetatype> {
  private static var entrySize: Int { 20 + MemoryLayout<Code>.size }
  private static var nodeSize: Int { 4 + MemoryLayout<Code>.size }
  /// 24 bits of a slot number an entry.
  private static var mostVoters: Int { 1 << 24 - 1 }
  /// Up to so many choices are looked through one by one; a voter with more has sets of his own.
  private static var fewChoices: Int { 64 }
  /// In place of the next node: the choices stand in ``busy``.
  private static var busyMark: UInt32 { .max }

  private var index: UnsafeMutablePointer<UInt32>
  private var capacity = 64
  private(set) var count = 0
  private var entries = Segments(size: VoterTable.entrySize)
  private var nodes = Segments(size: VoterTable.nodeSize)
  private var nodeCount = 0
  private var busy: [Int: BusyVoter] = [:]
  /// Whether a voter had no place; the count is then refused.
  private(set) var isFull = false

  init() {
    index = .allocate(capacity: capacity)
    index.initialize(repeating: 0, count: capacity)
  }

  /// Gives the memory back; nothing may be asked afterwards.
  func free() {
    index.deallocate()
    entries.free()
    nodes.free()
  }

  /// The sets of busy voters are taken at 64 bytes a choice at most, which Swift's sets stay below.
  var bytes: Int {
    capacity * 4 + entries.bytes + nodes.bytes + busy.values.reduce(0) { $0 + $1.choices.count * 64 }
  }

  /// Holds a choice against the voter's counted ones, and notes it where it counts.
  @inline(__always)
  mutating func choose(high: UInt64, low: UInt64, hash: UInt64, code: UInt64, _ form: ChoiceForm) -> ChoiceOutcome {
    var place = Spread.place(hash, in: capacity)
    let mark = UInt32(truncatingIfNeeded: hash & 0xFF) << 24
    while true {
      let slot = index[place]
      if slot == 0 { break }
      if slot & 0xFF00_0000 == mark {
        let number = Int(slot & 0x00FF_FFFF) &- 1
        let entry = entries[number]
        if entry.loadUnaligned(as: UInt64.self) == high, entry.loadUnaligned(fromByteOffset: 8, as: UInt64.self) == low
        {
          return again(entry, number, code, form)
        }
      }
      place &+= 1
      if place == capacity { place = 0 }
    }
    enter(high, low, code, at: place, mark)
    return .counted
  }

  @inline(__always)
  private mutating func enter(_ high: UInt64, _ low: UInt64, _ code: UInt64, at place: Int, _ mark: UInt32) {
    guard count < Self.mostVoters else { return isFull = true }
    let entry = entries.room(for: count)
    entry.storeBytes(of: high, as: UInt64.self)
    entry.storeBytes(of: low, toByteOffset: 8, as: UInt64.self)
    entry.storeBytes(of: Code(truncatingIfNeeded: code), toByteOffset: 20, as: Code.self)
    entry.storeBytes(of: 0, toByteOffset: 16, as: UInt32.self)
    count &+= 1
    index[place] = mark | UInt32(truncatingIfNeeded: count)
    if count &* 5 > capacity &* 4 { grow() }
  }

  /// A voter of whom something was counted.
  @inline(__always)
  private mutating func again(_ entry: UnsafeMutableRawPointer, _ number: Int, _ code: UInt64, _ form: ChoiceForm)
    -> ChoiceOutcome
  {
    let next = entry.loadUnaligned(fromByteOffset: 16, as: UInt32.self)
    if next == Self.busyMark { return chooseBusy(number, code, form) }
    var seen = 0
    var sameDay = 0
    var isRepeated = false
    look(at: entry, next) { other in
      seen &+= 1
      let isSameDay = form.day(other) == form.day(code)
      if isSameDay { sameDay &+= 1 }
      if form.candidate(other) == form.candidate(code) && (isSameDay || !form.oncePerDay) { isRepeated = true }
    }
    if isRepeated { return .repeated }
    if let picks = form.picksPerDay, sameDay >= picks { return .overLimit }
    if seen >= Self.fewChoices {
      becomeBusy(entry, number, next, form)
      return chooseBusy(number, code, form)
    }
    let node = nodes.room(for: nodeCount)
    node.storeBytes(of: next, as: UInt32.self)
    node.storeBytes(of: Code(truncatingIfNeeded: code), toByteOffset: 4, as: Code.self)
    nodeCount &+= 1
    entry.storeBytes(of: UInt32(truncatingIfNeeded: nodeCount), toByteOffset: 16, as: UInt32.self)
    return .counted
  }

  @inline(__always)
  private func look(at entry: UnsafeMutableRawPointer, _ first: UInt32, _ body: (UInt64) -> Void) {
    body(UInt64(entry.loadUnaligned(fromByteOffset: 20, as: Code.self)))
    var next = first
    while next != 0 {
      let node = nodes[Int(next) &- 1]
      body(UInt64(node.loadUnaligned(fromByteOffset: 4, as: Code.self)))
      next = node.loadUnaligned(as: UInt32.self)
    }
  }

  @inline(never)
  private mutating func becomeBusy(
    _ entry: UnsafeMutableRawPointer, _ number: Int, _ first: UInt32, _ form: ChoiceForm
  ) {
    var voter = BusyVoter()
    look(at: entry, first) { voter.add($0, form) }
    busy[number] = voter
    entry.storeBytes(of: Self.busyMark, toByteOffset: 16, as: UInt32.self)
  }

  @inline(never)
  private mutating func chooseBusy(_ number: Int, _ code: UInt64, _ form: ChoiceForm) -> ChoiceOutcome {
    busy[number, default: BusyVoter()].choose(code, form)
  }

  @inline(never)
  private mutating func grow() {
    index.deallocate()
    capacity += capacity / 4
    index = .allocate(capacity: capacity)
    index.initialize(repeating: 0, count: capacity)
    for number in 0..<count {
      let entry = entries[number]
      let hash = Spread.voter(
        entry.loadUnaligned(as: UInt64.self), entry.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
      var place = Spread.place(hash, in: capacity)
      while index[place] != 0 {
        place &+= 1
        if place == capacity { place = 0 }
      }
      index[place] = UInt32(truncatingIfNeeded: hash & 0xFF) << 24 | UInt32(truncatingIfNeeded: number &+ 1)
    }
  }

  /// The choice of each voter who has one only.
  func forEachSoleCode(_ body: (UInt64) -> Void) {
    for number in 0..<count {
      let entry = entries[number]
      guard entry.loadUnaligned(fromByteOffset: 16, as: UInt32.self) == 0 else { continue }
      body(UInt64(entry.loadUnaligned(fromByteOffset: 20, as: Code.self)))
    }
  }

  /// All voters with their counted choices, in any order.
  func forEachVoter(_ body: (_ high: UInt64, _ low: UInt64, _ codes: [UInt64]) throws -> Void) rethrows {
    var codes: [UInt64] = []
    for number in 0..<count {
      let entry = entries[number]
      let next = entry.loadUnaligned(fromByteOffset: 16, as: UInt32.self)
      codes.removeAll(keepingCapacity: true)
      if next == Self.busyMark {
        codes.append(contentsOf: busy[number]?.choices ?? [])
      } else {
        look(at: entry, next) { codes.append($0) }
      }
      try body(
        entry.loadUnaligned(as: UInt64.self), entry.loadUnaligned(fromByteOffset: 8, as: UInt64.self), codes)
    }
  }
}

/// The choices of a voter who has many.
struct BusyVoter {
  private(set) var choices: Set<UInt64> = []
  /// The nominees chosen on any day, where a nominee may be chosen once in the whole vote.
  private var candidates: Set<UInt32> = []
  private var days: [UInt64: Int] = [:]

  mutating func choose(_ code: UInt64, _ form: ChoiceForm) -> ChoiceOutcome {
    if choices.contains(code) || !form.oncePerDay && candidates.contains(form.candidate(code)) { return .repeated }
    if let picks = form.picksPerDay, days[form.day(code), default: 0] >= picks { return .overLimit }
    add(code, form)
    return .counted
  }

  mutating func add(_ code: UInt64, _ form: ChoiceForm) {
    choices.insert(code)
    if !form.oncePerDay { candidates.insert(form.candidate(code)) }
    if form.picksPerDay != nil { days[form.day(code), default: 0] += 1 }
  }
}

/// Items of one size in pieces of 256, so that they stay where they are when there are more.
struct Segments {
  private static let shift = 8
  private let size: Int
  private var pieces: UnsafeMutablePointer<UnsafeMutableRawPointer>
  private var room = 4
  private var count = 0

  init(size: Int) {
    self.size = size
    pieces = .allocate(capacity: room)
  }

  func free() {
    for piece in 0..<count { pieces[piece].deallocate() }
    pieces.deallocate()
  }

  var bytes: Int { count * size << Self.shift + room * 8 }

  @inline(__always)
  subscript(_ number: Int) -> UnsafeMutableRawPointer {
    pieces[number >> Self.shift] + (number & (1 << Self.shift - 1)) &* size
  }

  /// The place of an item that is the next one.
  @inline(__always)
  mutating func room(for number: Int) -> UnsafeMutableRawPointer {
    if number >> Self.shift == count { addPiece() }
    return self[number]
  }

  @inline(never)
  private mutating func addPiece() {
    if count == room {
      let wider = UnsafeMutablePointer<UnsafeMutableRawPointer>.allocate(capacity: room * 2)
      wider.update(from: pieces, count: count)
      pieces.deallocate()
      (pieces, room) = (wider, room * 2)
    }
    pieces[count] = .allocate(byteCount: size << Self.shift, alignment: 8)
    count += 1
  }
}
