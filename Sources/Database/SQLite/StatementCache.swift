import CSQLite
import Primitives

/// Compiled statements of one session that are not in use, the least recently used one leaving first.
struct StatementCache {
  private let limit: Int
  private var statements: [ByteText: (statement: SQLiteStatement, turn: Int)] = [:]
  private var turn = 0

  init(limit: Int) { self.limit = limit }

  /// Takes a statement out, so that the same text running inside its own rows gets another one.
  mutating func take(_ sql: String) -> SQLiteStatement? {
    statements.removeValue(forKey: ByteText(sql))?.statement
  }

  /// Keeps a statement for the next time.
  mutating func give(_ statement: SQLiteStatement) {
    turn += 1
    if statements.count >= limit, let oldest = statements.min(by: { $0.value.turn < $1.value.turn }) {
      statements.removeValue(forKey: oldest.key)
    }
    statements[statement.sql] = (statement, turn)
  }

  /// Lets go of all.
  mutating func removeAll() { statements = [:] }
}
