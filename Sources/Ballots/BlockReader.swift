import Foundation
import Primitives

/// Cuts one file into blocks of whole rows.
struct BlockReader {
  /// A header of these names, all quoted, has 59 bytes.
  private static let longestHeader = 1 << 12
  /// Read in small steps, so that what stands behind it fits into any block.
  private static let headerStep = 64

  private let stream: InputStream
  private let form: RowForm
  private let name: String
  private let file: Int
  private let mistake: PlantedMistake?
  /// What stands behind the last whole row that was given away.
  private var rest: [UInt8] = []
  private var isAtEnd = false
  private(set) var order: [BallotField] = []

  init(_ input: BallotInput, file: Int, form: RowForm, mistake: PlantedMistake? = nil) throws {
    self.mistake = mistake
    stream = try InputStream(input)
    name = input.name
    self.form = form
    self.file = file
  }

  /// How many bytes as handed over were read so far.
  var bytesRead: Int { stream.rawBytes }

  /// What is known of the file at its end.
  func summary() -> BallotFile { stream.summary() }

  /// Reads the header.
  mutating func begin() throws {
    while !rest.contains(ASCII.lineFeed), rest.count < Self.longestHeader {
      let length = rest.count
      rest.append(contentsOf: repeatElement(0, count: Self.headerStep))
      let count = try rest.withUnsafeMutableBytes { bytes in
        try stream.read(into: UnsafeMutableRawBufferPointer(rebasing: bytes[length...]))
      }
      rest.removeLast(Self.headerStep - count)
      if count == 0 { break }
    }
    var line = rest.prefix { $0 != ASCII.lineFeed }
    let isTerminated = line.count < rest.count
    rest.removeFirst(isTerminated ? line.count + 1 : line.count)
    if isTerminated, line.last == ASCII.carriageReturn { line.removeLast() }
    guard let order = BallotHeader.order(line) else { throw BallotFaults.header(name) }
    self.order = order
  }

  /// Fills a block with whole rows; false at the end of the file.
  mutating func fill(_ block: Block) throws -> Bool {
    block.clear()
    block.file = file
    guard !isAtEnd else { return false }
    var count = rest.count
    let room = UnsafeMutableRawBufferPointer(start: block.bytes, count: block.capacity)
    room.copyBytes(from: rest)
    rest.removeAll(keepingCapacity: true)
    while count < block.capacity {
      let part = try stream.read(into: UnsafeMutableRawBufferPointer(rebasing: room[count...]))
      if part == 0 {
        isAtEnd = true
        block.count = lastRows(UnsafeRawBufferPointer(rebasing: room[..<count]))
        return block.count > 0
      }
      count += part
    }
    let whole = Self.wholeRows(UnsafeRawBufferPointer(room))
    if whole == 0 { return try readLongRow(block) }
    rest.append(contentsOf: room[whole..<count])
    block.count = whole
    return true
  }

  private func lastRows(_ bytes: UnsafeRawBufferPointer) -> Int {
    #if DEBUG
      if mistake == .countsLastEmptyLine { return bytes.count }
      if mistake == .dropsLastLine { return bytes.lastIndex(of: ASCII.lineFeed).map { $0 + 1 } ?? 0 }
    #endif
    return Self.withoutLastEmptyLine(bytes)
  }

  /// Up to which byte there are whole rows; an empty line at the end waits, since it is no row where nothing follows.
  private static func wholeRows(_ bytes: UnsafeRawBufferPointer) -> Int {
    guard let last = bytes.lastIndex(of: ASCII.lineFeed) else { return 0 }
    guard last == bytes.count - 1 else { return last + 1 }
    let start = bytes[..<last].lastIndex(of: ASCII.lineFeed).map { $0 + 1 } ?? 0
    return isEmptyLine(bytes[start..<last]) ? start : last + 1
  }

  /// How many bytes of a file's end hold rows: one single empty line behind the last row is none.
  private static func withoutLastEmptyLine(_ bytes: UnsafeRawBufferPointer) -> Int {
    guard let end = bytes.indices.last else { return 0 }
    let last = bytes[end] == ASCII.lineFeed ? end : end + 1
    let start = bytes[..<last].lastIndex(of: ASCII.lineFeed).map { $0 + 1 } ?? 0
    return isEmptyLine(bytes[start..<last]) ? start : bytes.count
  }

  private static func isEmptyLine(_ line: Slice<UnsafeRawBufferPointer>) -> Bool {
    line.isEmpty || line.count == 1 && line.first == ASCII.carriageReturn
  }

  /// A row that does not fit into a block is judged while it comes, whatever its length.
  private mutating func readLongRow(_ block: Block) throws -> Bool {
    var scanner = RowScanner(form, order: order, mistake: mistake)
    let room = UnsafeMutableRawBufferPointer(start: block.bytes, count: block.capacity)
    var count = block.capacity
    while true {
      let bytes = UnsafeRawBufferPointer(rebasing: room[..<count])
      if let feed = bytes.firstIndex(of: ASCII.lineFeed) {
        scanner.take(UnsafeRawBufferPointer(rebasing: bytes[..<feed]))
        rest.append(contentsOf: bytes[(feed + 1)...])
        block.verdict = scanner.finish(isTerminated: true)
        return true
      }
      scanner.take(bytes)
      count = try stream.read(into: room)
      if count == 0 {
        block.verdict = scanner.finish(isTerminated: false)
        return true
      }
    }
  }
}

/// The first line of a file.
enum BallotHeader {
  /// Which column stands at each place; nil where it is not the header of a hand-over.
  static func order(_ line: ArraySlice<UInt8>) -> [BallotField]? {
    let text = line.starts(with: ASCII.byteOrderMark) ? line.dropFirst(ASCII.byteOrderMark.count) : line
    let names = text.split(separator: ASCII.comma, omittingEmptySubsequences: false).map(unquoted)
    let fields = names.compactMap { name in BallotField.allCases.first { name.elementsEqual($0.name.utf8) } }
    guard fields.count == names.count, fields.count == BallotField.allCases.count, Set(fields).count == fields.count
    else { return nil }
    return fields
  }

  /// No name of ours holds a comma or a quote, so that a quoted one has its quotes outside.
  private static func unquoted(_ name: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard name.count >= 2, name.first == ASCII.quote, name.last == ASCII.quote else { return name }
    return name.dropFirst().dropLast()
  }
}
