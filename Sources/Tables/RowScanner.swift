import Primitives

/// Splits a byte source into rows and fields as RFC 4180 says, with the physical line of each row.
///
/// It holds one row and the piece of the file behind it, never more: memory is bounded by the row limit.
final class RowScanner {
  /// A field as it lies in the buffer, quotes stripped, doubled quotes still doubled.
  private struct Field {
    var start: Int
    var count: Int
    var holdsDoubledQuotes: Bool
  }

  private enum Outcome { case row, blank, needMore, end }

  /// How many bytes are asked of the source at a time.
  private static let pieceBytes = 1 << 18

  let file: String
  /// The names of the columns, once the header is read; a bad quote then names its column.
  var columnNames: [String] = []
  /// The physical line where the current row begins, from 1.
  private(set) var line = 0
  /// How many fields the current row has.
  var fieldCount: Int { fields.count }
  /// Whether any byte of the current row is not ASCII.
  private(set) var hasHighBytes = false

  private let source: ByteSource
  private let limit: Int
  private var buffer: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private var begin = 0
  private var end = 0
  private var isExhausted = false
  private var nextLine = 1
  private var fields: [Field] = []

  init(file: String, source: ByteSource, limit: Int) {
    self.file = file
    self.source = source
    self.limit = limit
    capacity = Self.pieceBytes
    buffer = .allocate(capacity: capacity)
  }

  deinit { buffer.deallocate() }

  /// The bytes of a field of the current row; they are valid until the next row is read.
  func field(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: buffer + fields[index].start, count: fields[index].count)
  }

  /// Skips a byte order mark; to be called before the first row.
  func skipByteOrderMark() throws {
    while end - begin < 3, !isExhausted { try refill() }
    if end - begin >= 3, buffer[begin] == 0xEF, buffer[begin + 1] == 0xBB, buffer[begin + 2] == 0xBF { begin += 3 }
  }

  /// Moves to the next row; false at the end. A fault is thrown with its line, and the row is passed over.
  func next() throws -> Bool {
    line = nextLine
    while true {
      switch try scan() {
      case .row:
        unescape()
        return true
      case .blank: throw TableFault.blankLine(here)
      case .end: return false
      case .needMore: try refill()
      }
    }
  }

  /// Where the current row begins.
  var here: Refusal.Location { Refusal.Location(file: file, line: line) }

  /// Where a field of the current row stands; the header's own fields have no names yet.
  private func place(ofField index: Int) -> Refusal.Location {
    Refusal.Location(file: file, line: line, column: index < columnNames.count ? columnNames[index] : nil)
  }

  // MARK: Scanning

  /// Scans one row from `begin`. It changes nothing before the row is whole, so that it can be repeated with more bytes.
  private func scan() throws -> Outcome {
    fields.removeAll(keepingCapacity: true)
    if begin == end { return isExhausted ? .end : .needMore }
    var position = begin
    var lines = 0
    var high: UInt8 = 0
    while true {
      guard position < end || isExhausted else { return try demandMore() }
      let isQuoted = position < end && buffer[position] == UInt8(ascii: "\"")
      let closed =
        isQuoted
        ? try scanQuoted(&position, lines: &lines, high: &high) : try scanPlain(&position, high: &high)
      guard closed else { return try demandMore() }
      if position < end, buffer[position] == UInt8(ascii: ",") {
        position += 1
        continue
      }
      guard let after = try lineEnd(at: position) else { return try demandMore() }
      return try finish(rowEnd: position, after: after, lines: lines, high: high)
    }
  }

  private func finish(rowEnd: Int, after: Int, lines: Int, high: UInt8) throws -> Outcome {
    let length = rowEnd - begin
    let isBlank = length == 0
    begin = after
    nextLine = line + lines + 1
    hasHighBytes = high & 0x80 != 0
    guard length <= limit else { throw TableFault.rowTooLong(here, limit: limit) }
    return isBlank ? .blank : .row
  }

  /// The position behind the line end at `position` (LF, CRLF or the end of the file); nil where more bytes decide.
  private func lineEnd(at position: Int) throws -> Int? {
    if position == end { return isExhausted ? end : nil }
    if buffer[position] == 0x0A { return position + 1 }
    // The field before this place is scanned already: it is the last of `fields`.
    guard buffer[position] == 0x0D else { throw badQuote(inField: fields.count - 1) }
    if position + 1 == end, !isExhausted { return nil }
    guard position + 1 < end, buffer[position + 1] == 0x0A else { throw badQuote(inField: fields.count - 1) }
    return position + 2
  }

  private func scanPlain(_ position: inout Int, high: inout UInt8) throws -> Bool {
    let start = position
    var index = position
    let stop = end
    let bytes = buffer
    var seen: UInt8 = 0
    while index < stop {
      let byte = bytes[index]
      if byte == UInt8(ascii: ",") || byte == 0x0A || byte == 0x0D { break }
      if byte == UInt8(ascii: "\"") { throw badQuote(inField: fields.count) }
      seen |= byte
      index += 1
    }
    high |= seen
    guard index < stop || isExhausted else { return false }
    fields.append(Field(start: start, count: index - start, holdsDoubledQuotes: false))
    position = index
    return true
  }

  private func scanQuoted(_ position: inout Int, lines: inout Int, high: inout UInt8) throws -> Bool {
    let start = position + 1
    var index = start
    var doubled = false
    while index < end {
      let byte = buffer[index]
      high |= byte
      if byte == 0x0A { lines += 1 }
      if byte == UInt8(ascii: "\"") {
        if index + 1 == end, !isExhausted { return false }
        guard index + 1 < end, buffer[index + 1] == byte else {
          fields.append(Field(start: start, count: index - start, holdsDoubledQuotes: doubled))
          position = index + 1
          return true
        }
        doubled = true
        index += 1
      }
      index += 1
    }
    guard isExhausted else { return false }
    throw badQuote(inField: fields.count)
  }

  private func badQuote(inField index: Int) -> Refusal { stop(TableFault.badQuote(place(ofField: index))) }

  /// After a fault that hides where rows begin, nothing more can be read.
  private func stop(_ refusal: Refusal) -> Refusal {
    begin = end
    isExhausted = true
    return refusal
  }

  private func demandMore() throws -> Outcome {
    // A line end may add two bytes to a row of exactly the limit.
    guard end - begin <= limit + 2 else { throw stop(TableFault.rowTooLong(here, limit: limit)) }
    return .needMore
  }

  // MARK: Buffer

  private func refill() throws {
    if begin > 0 {
      buffer.update(from: buffer + begin, count: end - begin)
      end -= begin
      begin = 0
    }
    if capacity - end < Self.pieceBytes { grow() }
    let room = UnsafeMutableRawBufferPointer(start: buffer + end, count: capacity - end)
    let count = try source.fill(room)
    if count == 0 { isExhausted = true }
    end += count
  }

  private func grow() {
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2)
    larger.update(from: buffer, count: end)
    buffer.deallocate()
    buffer = larger
    capacity *= 2
  }

  private func unescape() {
    for index in fields.indices where fields[index].holdsDoubledQuotes {
      let start = fields[index].start
      var from = start
      var to = start
      while from < start + fields[index].count {
        buffer[to] = buffer[from]
        from += buffer[from] == UInt8(ascii: "\"") ? 2 : 1
        to += 1
      }
      fields[index].count = to - start
    }
  }
}
