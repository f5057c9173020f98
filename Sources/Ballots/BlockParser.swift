import Foundation
import Primitives

/// Reads the rows of a block. Rows written as programs write them (columns in their usual order, no quotes) are checked
/// eight bytes at a time; every row that is not good goes through ``RowScanner``, which says why.
final class BlockParser {
  private let form: RowForm
  private let mistake: PlantedMistake?
  private var order = BallotField.allCases
  private var canonical = true
  private var scanner: RowScanner
  private let channels: ChannelTable
  private let days: DayCache
  private let opens: Int64
  private let closes: Int64
  private let candidates: UInt64
  /// How many workers share the parts.
  private let owners: Int

  init(_ form: RowForm, owners: Int, mistake: PlantedMistake?) {
    self.form = form
    self.mistake = mistake
    // A planted mistake stands in the slow way.
    canonical = mistake == nil
    scanner = RowScanner(form, order: order, mistake: mistake)
    channels = ChannelTable(form.channels)
    days = DayCache(form)
    (opens, closes) = (form.opens, form.closes)
    candidates = UInt64(form.candidates)
    self.owners = owners
  }

  /// Reads all rows of a block into the block.
  func parse(_ block: Block) {
    if order != block.order {
      order = block.order
      canonical = order == BallotField.allCases && mistake == nil
      scanner = RowScanner(form, order: order, mistake: mistake)
    }
    let end = block.bytes + block.count
    var row = block.bytes
    while row < end {
      if canonical, let next = fastRow(row, end, block) {
        row = next
      } else {
        row = slowRow(row, end, block)
      }
      block.rows += 1
    }
    if let verdict = block.verdict {
      block.add(verdict, owners: owners)
      block.rows += 1
    }
  }

  private func slowRow(_ row: UnsafeMutableRawPointer, _ end: UnsafeMutableRawPointer, _ block: Block)
    -> UnsafeMutableRawPointer
  {
    let feed = memchr(row, Int32(ASCII.lineFeed), end - row)
    let last = feed ?? end
    scanner.take(UnsafeRawBufferPointer(start: row, count: last - row))
    block.add(scanner.finish(isTerminated: feed != nil), owners: owners)
    return feed == nil ? end : last + 1
  }

  /// Reads a good row and answers where the next one begins; nil for any other row.
  ///
  /// It may read behind the end of the block, where the buffer has room; the LF that it asks for stands before the end.
  @inline(__always)
  private func fastRow(_ row: UnsafeMutableRawPointer, _ end: UnsafeMutableRawPointer, _ block: Block)
    -> UnsafeMutableRawPointer?
  {
    guard row[0] == UInt8(ascii: "B"), row[11] == ASCII.comma, row[44] == ASCII.comma,
      let front = Word.digits(row.word(1)), let back = Word.twoDigits(row[9], row[10]),
      let high = Word.hexadecimal(row.word(12), row.word(20)), let low = Word.hexadecimal(row.word(28), row.word(36)),
      let (candidate, digits) = Word.number(row.word(45)), candidate &- 1 < candidates,
      let (channel, name) = channels.find(row + (46 + digits)), let day = days.day(row + (47 + digits + name))
    else { return nil }
    let time = row + (47 + digits + name)
    guard time[10] == UInt8(ascii: "T"), time[19] == UInt8(ascii: "Z"), let (hour, second) = Word.time(time.word(11))
    else { return nil }
    let next = time[20] == ASCII.lineFeed ? time + 21 : time + 22
    guard (next - 1)[0] == ASCII.lineFeed, next <= end, time[20] == ASCII.lineFeed || time[20] == ASCII.carriageReturn
    else { return nil }
    let instant = day &* BallotInstant.daySeconds &+ Int64(second)
    guard instant >= opens, instant < closes else { return nil }
    block.add(
      Record(
        voterHigh: high, voterLow: low, ballot: front &* 100 &+ back, candidate: candidate,
        row: UInt64(truncatingIfNeeded: block.rows),
        hour: UInt64(truncatingIfNeeded: day &* 24 &+ Int64(hour) &- form.firstHour), channel: channel),
      owners: owners)
    return next
  }
}

extension UnsafeMutableRawPointer {
  @inline(__always)
  subscript(_ offset: Int) -> UInt8 { load(fromByteOffset: offset, as: UInt8.self) }

  /// Eight bytes, the first one lowest.
  @inline(__always)
  func word(_ offset: Int) -> UInt64 { UInt64(littleEndian: loadUnaligned(fromByteOffset: offset, as: UInt64.self)) }
}

/// The channels by their first eight bytes; a longer name goes the slow way.
final class ChannelTable {
  private struct Entry {
    var key: UInt64 = 0
    var channel: UInt64 = 0
  }

  private static let bits = 12
  private let entries: UnsafeMutablePointer<Entry>
  private let multiplier: UInt64

  init(_ names: [ByteText]) {
    let size = 1 << Self.bits
    entries = .allocate(capacity: size)
    entries.initialize(repeating: Entry(), count: size)
    let keys = names.enumerated().compactMap { index, name in Self.key(name.bytes).map { (key: $0, index: index) } }
    multiplier = Self.multiplier(keys.map(\.key))
    for (key, index) in keys {
      // Where two names fall together the later goes the slow way.
      let place = Self.place(key, multiplier)
      if entries[place].key == 0 { entries[place] = Entry(key: key, channel: UInt64(index)) }
    }
  }

  deinit { entries.deallocate() }

  /// The channel whose name stands there before a comma, and the name's length.
  @inline(__always)
  func find(_ text: UnsafeMutableRawPointer) -> (channel: UInt64, length: Int)? {
    let word = text.word(0)
    let length = Word.first(ASCII.comma, in: word)
    guard length < 8 else { return nil }
    // With its comma: a name is not the same with NUL bytes behind it.
    let key = word & UInt64.max >> UInt64(56 &- length &* 8)
    let entry = entries[Self.place(key, multiplier)]
    return entry.key == key ? (entry.channel, length) : nil
  }

  /// Nil for a name that a plain field cannot hold, or that does not fit before the comma.
  private static func key(_ name: [UInt8]) -> UInt64? {
    guard name.count < 8, name.first != ASCII.quote,
      !name.contains(where: { $0 == ASCII.comma || $0 == ASCII.lineFeed })
    else { return nil }
    return (name + [ASCII.comma]).enumerated().reduce(0) { $0 | UInt64($1.element) << UInt64($1.offset * 8) }
  }

  @inline(__always)
  private static func place(_ key: UInt64, _ multiplier: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* multiplier) >> UInt64(64 - bits))
  }

  /// A multiplier under which no two keys fall together, if a few tries find one.
  private static func multiplier(_ keys: [UInt64]) -> UInt64 {
    var candidate: UInt64 = 0x9E37_79B9_7F4A_7C15
    for _ in 0..<64 {
      if Set(keys.map { place($0, candidate) }).count == keys.count { return candidate }
      candidate = candidate &* 0xD134_2543_DE82_EF95 | 1
    }
    return candidate
  }
}

/// The numbers of the days that were read last: a vote runs over few of them.
final class DayCache {
  private struct Entry {
    var front: UInt64 = 0
    var back: UInt64 = 0
    var day: Int64 = 0
  }

  private static let bits: UInt64 = 9
  private let entries: UnsafeMutablePointer<Entry>

  init(_ form: RowForm) {
    entries = .allocate(capacity: 1 << Self.bits)
    // No text is of these bytes.
    entries.initialize(repeating: Entry(front: .max, back: .max), count: 1 << Self.bits)
  }

  deinit { entries.deallocate() }

  /// The number of the day that stands there; nil where none stands there.
  @inline(__always)
  func day(_ text: UnsafeMutableRawPointer) -> Int64? {
    let front = text.word(0)
    let back = UInt64(text[8]) | UInt64(text[9]) << 8
    let place = Int(truncatingIfNeeded: ((front ^ back << 16) &* 0x9E37_79B9_7F4A_7C15) >> (64 - Self.bits))
    let entry = entries[place]
    if entry.front == front && entry.back == back { return entry.day }
    return read(text, front, back, place)
  }

  @inline(never)
  private func read(_ text: UnsafeMutableRawPointer, _ front: UInt64, _ back: UInt64, _ place: Int) -> Int64? {
    let bytes = Array(UnsafeRawBufferPointer(start: text, count: 10))
    guard bytes[4] == ASCII.hyphen, bytes[7] == ASCII.hyphen, let day = BallotInstant.dayNumber(bytes[...]) else {
      return nil
    }
    entries[place] = Entry(front: front, back: back, day: Int64(day))
    return Int64(day)
  }
}
