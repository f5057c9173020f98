import Primitives
import Testing

@testable import Tables

/// A row as a test compares it: the physical line and the wanted fields.
struct ReadRow: Equatable, Sendable {
  let line: Int
  let fields: [String]
}

/// What reading a table gave: the rows, the faults that were told, and the one that ended it.
struct Reading {
  var header: [String] = []
  var rows: [ReadRow] = []
  var told: [Refusal] = []
  var thrown: Refusal?

  /// Reads to the end or to the first fault; with `tellsFaults` to the first after which nothing can be read.
  init(
    _ source: ByteSource, columns: [String], limits: TableLimits = .package, tellsFaults: Bool = false
  ) throws {
    var rows: [ReadRow] = []
    var told: [Refusal] = []
    do {
      let reader = try TableReader(file: "t.csv", source: source, columns: columns, limits: limits)
      header = reader.header
      try reader.forEachRow(onFault: tellsFaults ? { told.append($0) } : nil) { row in
        rows.append(ReadRow(line: row.line, fields: columns.indices.map { row.text($0).string }))
      }
    } catch let refusal as Refusal { thrown = refusal }
    self.rows = rows
    self.told = told
  }

  /// Reads a text.
  init(
    _ text: String, columns: [String], limits: TableLimits = .package, tellsFaults: Bool = false
  ) throws {
    try self.init(ByteSource(Array(text.utf8)), columns: columns, limits: limits, tellsFaults: tellsFaults)
  }
}

extension ByteSource {
  /// A source that delivers at most `size` bytes at a time.
  static func pieces(of bytes: [UInt8], size: Int) -> ByteSource {
    var position = 0
    return ByteSource { buffer in
      let count = min(size, buffer.count, bytes.count - position)
      for offset in 0..<count { buffer[offset] = bytes[position + offset] }
      position += count
      return count
    }
  }
}

/// What a source was asked for.
final class Demand {
  var delivered = 0
  var largestBuffer = 0
}

extension ByteSource {
  /// A source that begins with a text, repeats a piece up to a total, and writes down what it was asked for.
  static func endless(_ beginning: String, repeating piece: String, total: Int, demand: Demand) -> ByteSource {
    let first = Array(beginning.utf8)
    let again = Array(piece.utf8)
    return ByteSource { buffer in
      demand.largestBuffer = max(demand.largestBuffer, buffer.count)
      let count = min(buffer.count, total - demand.delivered)
      for offset in 0..<count {
        let place = demand.delivered + offset
        buffer[offset] = place < first.count ? first[place] : again[(place - first.count) % again.count]
      }
      demand.delivered += count
      return count
    }
  }
}

/// Numbers that look random and are the same each time (xorshift64*).
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next() -> UInt64 {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return state &* 0x2545_F491_4F6C_DD1D
  }
}
