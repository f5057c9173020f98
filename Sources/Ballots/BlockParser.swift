import Foundation
import Primitives

/// Reads the rows of a block, in three ways that agree on all rows: those written as programs write them (columns in their
/// usual order, no quotes) at fixed places, eight bytes at a time; those in another order or with quotes field by field;
/// and every row that is not good through ``RowScanner``, which says why.
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
  /// The column at each place, and where the columns of a row stand.
  private let places: UnsafeMutablePointer<Int>
  private let fields: UnsafeMutablePointer<(start: UnsafeMutableRawPointer, count: Int)>
  private static let columns = BallotField.allCases.count

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
    places = .allocate(capacity: Self.columns)
    for place in 0..<Self.columns { places[place] = place }
    fields = .allocate(capacity: Self.columns)
  }

  deinit {
    places.deallocate()
    fields.deallocate()
  }

  /// Reads all rows of a block into the block.
  func parse(_ block: Block) {
    if order != block.order {
      order = block.order
      canonical = order == BallotField.allCases && mistake == nil
      for place in 0..<Self.columns { places[place] = order[place].rawValue }
      scanner = RowScanner(form, order: order, mistake: mistake)
    }
    let end = block.bytes + block.count
    var row = block.bytes
    while row < end {
      if canonical, let next = fastRow(row, end, block) {
        row = next
      } else if let next = splitRow(row, end, block) {
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

  /// Reads a good row of the usual columns without quotes and answers where the next one begins; nil for any other row.
  ///
  /// It may read behind the end of the block, where the buffer has room; the LF that it asks for stands before the end.
  @inline(__always)
  private func fastRow(_ row: UnsafeMutableRawPointer, _ end: UnsafeMutableRawPointer, _ block: Block)
    -> UnsafeMutableRawPointer?
  {
    guard row[11] == ASCII.comma, row[44] == ASCII.comma else { return nil }
    let digits = Word.first(ASCII.comma, in: row.word(45))
    let channel = row + (46 + digits)
    let name = Word.first(ASCII.comma, in: channel.word(0))
    let time = channel + (name + 1)
    let next = time[20] == ASCII.carriageReturn ? time + 22 : time + 21
    guard digits < 8, name < 8, next <= end, (next - 1)[0] == ASCII.lineFeed,
      add(row, row + 12, row + 45, digits, channel, name, time, block)
    else { return nil }
    return next
  }

  /// The same for columns in any order, with quotes around fields that hold none.
  private func splitRow(_ row: UnsafeMutableRawPointer, _ end: UnsafeMutableRawPointer, _ block: Block)
    -> UnsafeMutableRawPointer?
  {
    guard mistake == nil, let feed = memchr(row, Int32(ASCII.lineFeed), end - row) else { return nil }
    let last = feed > row && (feed - 1)[0] == ASCII.carriageReturn ? feed - 1 : feed
    var next = row
    for place in 0..<Self.columns {
      let isQuoted = next < last && next[0] == ASCII.quote
      let start = isQuoted ? next + 1 : next
      let mark = Int32(isQuoted ? ASCII.quote : ASCII.comma)
      let stop = memchr(start, mark, last - start) ?? (isQuoted ? nil : last)
      guard let stop else { return nil }
      fields[places[place]] = (start, stop - start)
      next = isQuoted ? stop + 1 : stop
      guard place < Self.columns - 1 else { break }
      guard next < last, next[0] == ASCII.comma else { return nil }
      next += 1
    }
    let (ballot, voter, candidate, channel, time) = (fields[0], fields[1], fields[2], fields[3], fields[4])
    guard next == last, ballot.count == 11, voter.count == 32, candidate.count < 8, channel.count < 8, time.count == 20,
      add(ballot.start, voter.start, candidate.start, candidate.count, channel.start, channel.count, time.start, block)
    else { return nil }
    return feed + 1
  }

  /// Adds a row whose fields stand there, if all are good.
  @inline(__always)
  private func add(
    _ ballot: UnsafeMutableRawPointer, _ voter: UnsafeMutableRawPointer, _ candidate: UnsafeMutableRawPointer,
    _ digits: Int, _ channel: UnsafeMutableRawPointer, _ name: Int, _ time: UnsafeMutableRawPointer, _ block: Block
  ) -> Bool {
    guard ballot[0] == UInt8(ascii: "B"), let front = Word.digits(ballot.word(1)),
      let back = Word.twoDigits(ballot[9], ballot[10]),
      let high = Word.hexadecimal(voter.word(0), voter.word(8)),
      let low = Word.hexadecimal(voter.word(16), voter.word(24)),
      let number = Word.number(candidate.word(0), digits: digits), number &- 1 < candidates,
      let place = channels.find(channel.word(0), length: name), let day = days.day(time),
      time[10] == UInt8(ascii: "T"), time[19] == UInt8(ascii: "Z"), let (hour, second) = Word.time(time.word(11))
    else { return false }
    let instant = day &* BallotInstant.daySeconds &+ Int64(second)
    guard instant >= opens, instant < closes else { return false }
    block.add(
      Record(
        voterHigh: high, voterLow: low, ballot: front &* 100 &+ back, candidate: number,
        row: UInt64(truncatingIfNeeded: block.rows),
        hour: UInt64(truncatingIfNeeded: day &* 24 &+ Int64(hour) &- form.firstHour), channel: place),
      owners: owners)
    return true
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

  /// The channel whose name of less than eight bytes begins a word.
  @inline(__always)
  func find(_ word: UInt64, length: Int) -> UInt64? {
    // With a mark behind it: a name is not the same with NUL bytes behind it.
    let key = word & ((1 << UInt64(length &* 8)) &- 1) | UInt64(ASCII.comma) << UInt64(length &* 8)
    let entry = entries[Self.place(key, multiplier)]
    return entry.key == key ? entry.channel : nil
  }

  /// Nil for a name that a plain field cannot hold, or that does not fit before the comma.
  private static func key(_ name: [UInt8]) -> UInt64? {
    guard name.count < 8, !name.contains(where: { $0 == ASCII.quote || $0 == ASCII.lineFeed }) else { return nil }
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
