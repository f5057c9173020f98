import Primitives

/// Compiled statements of one session, so that a text is compiled once; the least recently used one leaves first.
///
/// A statement is found by a print of its text and told by all its bytes: an act runs some twenty statements, and hashing
/// the whole of each text costs more than many of them take.
struct StatementCache {
  private struct Entry {
    let statement: SQLiteStatement
    var turn: Int
  }

  private let limit: Int
  private var entries: [UInt64: Entry] = [:]
  private var turn = 0

  init(limit: Int) { self.limit = limit }

  /// Takes a statement; nil where there is none, or the same text is running already, inside whose rows it may run again.
  mutating func take(_ sql: String) -> SQLiteStatement? {
    var sql = sql
    return sql.withUTF8 { text in
      let print = Self.print(of: text)
      guard let entry = entries[print], !entry.statement.isTaken, entry.statement.isMade(of: text) else { return nil }
      turn += 1
      entries[print]?.turn = turn
      entry.statement.isTaken = true
      return entry.statement
    }
  }

  /// Takes a statement back for the next time; one whose text is here already, or is running, is let go of.
  mutating func give(_ statement: SQLiteStatement) {
    statement.isTaken = false
    let print = statement.sql.bytes.withUnsafeBufferPointer(Self.print)
    if let known = entries[print]?.statement, known === statement || known.isTaken { return }
    if entries.count >= limit, entries[print] == nil,
      let oldest = entries.filter({ !$0.value.statement.isTaken }).min(by: { $0.value.turn < $1.value.turn })
    {
      entries.removeValue(forKey: oldest.key)
    }
    turn += 1
    entries[print] = Entry(statement: statement, turn: turn)
  }

  /// Lets go of all.
  mutating func removeAll() { entries = [:] }

  /// The length and three words of a text: few texts have the same, and those that do take turns.
  private static func print(of text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let count = text.count
    guard count >= 8 else { return text.reduce(UInt64(count)) { $0 << 8 | UInt64($1) } }
    let bytes = UnsafeRawBufferPointer(text)
    return [0, count / 3, count / 2, count / 3 * 2, count - 8].reduce(UInt64(count)) { mix, place in
      let start = min(place, count - 8)
      return (mix ^ bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self)) &* 0x9E37_79B9_7F4A_7C15
    }
  }
}
