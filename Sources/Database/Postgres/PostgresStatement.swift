import Primitives

/// A portable statement as PostgreSQL wants it: `$1`, `$2` and so on for each `?`.
struct PostgresStatement {
  /// The statement.
  let sql: String
  /// How many values it takes.
  let placeholders: Int
  /// Whether it changes nothing, so that a cursor may walk through its answer.
  let isQuery: Bool

  /// Spells one statement. Refuses placeholders of other forms, a second statement, and what is not data.
  init(_ text: String) throws {
    try StatementText.requireData(text)
    guard !text.utf8.contains(0) else { throw DatabaseFailure.misuse("a statement holds a NUL") }
    var spelled = ""
    var count = 0
    var changes = false
    var isEnded = false
    var last = ""
    for piece in SQLPieces(text) {
      if !isEnded, piece.text == ";" {
        isEnded = true
        continue
      }
      guard !isEnded || piece.text.allSatisfy({ $0.isWhitespace || $0 == ";" }) else {
        throw DatabaseFailure.misuse("one call runs one statement")
      }
      if isEnded { continue }
      try Self.requirePlain(piece, after: last, in: text)
      if piece.text == "?" { count += 1 }
      changes = changes || piece.isWord && Self.changingWords.contains(piece.text.uppercased())
      spelled += piece.text == "?" ? "$\(count)" : piece.text
      last = piece.text
    }
    (sql, placeholders, isQuery) = (spelled, count, !changes)
  }

  private static let changingWords: Set<String> = ["INSERT", "UPDATE", "DELETE"]

  /// `?1`, `:name`, `@name`, `$1` name parameters for one engine or both; `::` and `$$` are PostgreSQL's own.
  private static func requirePlain(_ piece: SQLPieces.Piece, after last: String, in text: String) throws {
    guard ![":", "@", "$"].contains(piece.text), !(last == "?" && piece.isWord) else {
      throw DatabaseFailure.misuse("placeholders are written ? alone, in: \(text)")
    }
  }
}

/// What a session remembers of the statements that it ran: their spelling, and those prepared at the server.
///
/// A statement is prepared for each set of types it is run with, because a null leaves its type open.
struct PreparedStatements {
  private struct Key: Hashable {
    let sql: ByteText
    let types: [UInt32]
  }

  private let limit: Int
  private var spelled: [ByteText: PostgresStatement] = [:]
  private var names: [Key: (name: String, turn: Int)] = [:]
  private var turn = 0

  init(limit: Int) { self.limit = limit }

  /// The statement as PostgreSQL wants it.
  mutating func spell(_ sql: String) throws -> PostgresStatement {
    let key = ByteText(sql)
    if let known = spelled[key] { return known }
    let statement = try PostgresStatement(sql)
    // Texts are few and stand in the program; one that makes them up as it goes must not fill the memory.
    if spelled.count >= limit { spelled = [:] }
    spelled[key] = statement
    return statement
  }

  /// The name under which the server knows a statement, if it does.
  mutating func name(of sql: String, types: [UInt32]) -> String? {
    turn += 1
    let key = Key(sql: ByteText(sql), types: types)
    guard let known = names[key] else { return nil }
    names[key] = (known.name, turn)
    return known.name
  }

  /// A name that was never used.
  mutating func freshName() -> String {
    turn += 1
    return "s\(turn)"
  }

  /// Keeps a prepared statement; answers the name of the least recently used one, if that has to leave.
  mutating func keep(_ name: String, of sql: String, types: [UInt32]) -> String? {
    var leaving: String?
    if names.count >= limit, let oldest = names.min(by: { $0.value.turn < $1.value.turn }) {
      names.removeValue(forKey: oldest.key)
      leaving = oldest.value.name
    }
    names[Key(sql: ByteText(sql), types: types)] = (name, turn)
    return leaving
  }
}
