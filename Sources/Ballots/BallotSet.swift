/// The ballot numbers of one part that were used: 32 neighbours share a slot of eight bytes, the number of their page over
/// a bit for each. Numbers that run are then a bit each, and numbers without any order at most 12.5 bytes each.
///
/// Slots stand where their hash says or behind it; full to four fifths the table grows by a quarter, which keeps it from
/// three to four fifths full.
struct BallotSet {
  private static let smallest = 64
  private var slots: UnsafeMutablePointer<UInt64>
  private(set) var capacity: Int
  private var count = 0

  init() {
    capacity = Self.smallest
    slots = .allocate(capacity: capacity)
    slots.initialize(repeating: 0, count: capacity)
  }

  /// Gives the memory back; nothing may be asked afterwards.
  func free() { slots.deallocate() }

  var bytes: Int { capacity * MemoryLayout<UInt64>.size }

  /// Notes a ballot as used; false where it was.
  @inline(__always)
  mutating func insert(_ ballot: UInt64, hash: UInt64) -> Bool {
    let page = (ballot >> 5 &+ 1) << 32
    let bit: UInt64 = 1 << (ballot & 31)
    var place = Spread.place(hash, in: capacity)
    while true {
      let slot = slots[place]
      if slot & 0xFFFF_FFFF_0000_0000 == page {
        slots[place] = slot | bit
        return slot & bit == 0
      }
      if slot == 0 { break }
      place &+= 1
      if place == capacity { place = 0 }
    }
    slots[place] = page | bit
    count &+= 1
    if count &* 5 > capacity &* 4 { grow() }
    return true
  }

  /// All slots that are used, in any order.
  func forEachSlot(_ body: (UInt64) throws -> Void) rethrows {
    for place in 0..<capacity where slots[place] != 0 { try body(slots[place]) }
  }

  /// Notes the ballots of a slot that ``forEachSlot(_:)`` gave, none of whose page is here.
  mutating func restore(_ slot: UInt64) {
    put(slot)
    count += 1
    if count * 5 > capacity * 4 { grow() }
  }

  private mutating func put(_ slot: UInt64) {
    let ballot = (slot >> 32 &- 1) << 5
    var place = Spread.place(Spread.page(ballot), in: capacity)
    while slots[place] != 0 {
      place &+= 1
      if place == capacity { place = 0 }
    }
    slots[place] = slot
  }

  @inline(never)
  private mutating func grow() {
    let old = UnsafeMutableBufferPointer(start: slots, count: capacity)
    capacity += capacity / 4
    slots = .allocate(capacity: capacity)
    slots.initialize(repeating: 0, count: capacity)
    for slot in old where slot != 0 { put(slot) }
    old.baseAddress?.deallocate()
  }
}
