/// How an engine spells definitions that migrations write with three words: `INT64`, `BYTES`, `TEXT`.
struct Dialect: Sendable {
  /// The words of migrations and what they become. Words in quotes and comments are left alone.
  let words: [String: String]
  /// What follows the closing parenthesis of a `CREATE TABLE`, if anything.
  let tableSuffix: String?

  /// SQLite. `INT` and not `INTEGER`, because `INTEGER PRIMARY KEY` would hand out ids by itself where the other
  /// engines refuse the missing one.
  static let sqlite = Dialect(words: ["INT64": "INT", "BYTES": "BLOB"], tableSuffix: "STRICT")

  /// PostgreSQL. Texts compare by their bytes there too, whatever the database was made with.
  static let postgres = Dialect(
    words: ["INT64": "BIGINT", "BYTES": "BYTEA", "TEXT": "TEXT COLLATE \"C\""], tableSuffix: nil)

  /// Words that mean something else on another engine, or nothing at all there.
  private static let refusedWords: Set<String> = [
    "INTEGER", "INT", "BIGINT", "BLOB", "BYTEA", "REAL", "ANY", "BOOLEAN", "SERIAL", "AUTOINCREMENT", "ROWID",
    "TRIGGER",
  ]

  /// A migration's statement as this engine wants it.
  ///
  /// Throws ``DatabaseFailure/misuse(_:)`` for a word that is not portable.
  func spell(_ statement: String) throws -> String {
    var spelled = ""
    var words: [String] = []
    var last = ""
    for piece in SQLPieces(statement) {
      guard piece.isWord else {
        spelled += piece.text
        continue
      }
      let upper = piece.text.uppercased()
      guard !Self.refusedWords.contains(upper) else {
        throw DatabaseFailure.misuse("the word \(upper) in a migration is not portable")
      }
      if words.count < 2 { words.append(upper) }
      // The target of a CAST is a type alone and takes no collation.
      spelled += last == "AS" && piece.text == "TEXT" ? piece.text : self.words[piece.text] ?? piece.text
      last = upper
    }
    guard words == ["CREATE", "TABLE"], let tableSuffix else { return spelled }
    return Self.trimmed(spelled) + "\n" + tableSuffix
  }

  private static func trimmed(_ statement: String) -> Substring {
    var rest = statement[...]
    while let last = rest.last, last.isWhitespace || last == ";" { rest.removeLast() }
    return rest
  }
}

/// A statement cut into words, quoted texts, comments and everything else, losing nothing.
struct SQLPieces: Sequence, IteratorProtocol {
  /// One piece of a statement.
  struct Piece {
    /// The piece as it stands.
    let text: String
    /// Whether it is a word outside quotes and comments.
    let isWord: Bool
  }

  private var rest: Substring.UnicodeScalarView

  init(_ statement: String) { rest = Substring(statement).unicodeScalars }

  mutating func next() -> Piece? {
    guard let first = rest.first else { return nil }
    if first == "'" || first == "\"" { return take(quoted(by: first), isWord: false) }
    if rest.starts(with: "--".unicodeScalars) { return take(rest.firstIndex(of: "\n") ?? rest.endIndex, isWord: false) }
    if Self.isWordScalar(first) {
      return take(rest.firstIndex { !Self.isWordScalar($0) } ?? rest.endIndex, isWord: true)
    }
    return take(rest.index(after: rest.startIndex), isWord: false)
  }

  /// The end of a quoted text; a doubled quote inside is two quoted texts side by side, which comes to the same.
  private func quoted(by quote: Unicode.Scalar) -> Substring.UnicodeScalarView.Index {
    let inside = rest.dropFirst()
    guard let end = inside.firstIndex(of: quote) else { return rest.endIndex }
    return inside.index(after: end)
  }

  private mutating func take(_ end: Substring.UnicodeScalarView.Index, isWord: Bool) -> Piece {
    let text = String(Substring(rest[..<end]))
    rest = rest[end...]
    return Piece(text: text, isWord: isWord)
  }

  private static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
  }
}
