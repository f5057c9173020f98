import CSQLite

extension DatabaseFailure {
  /// What SQLite reports after a call that returned `code`.
  init(of database: OpaquePointer?, _ code: Int32) {
    let message = String(cString: sqlite3_errmsg(database))
    // The low byte is the class of the error, the rest its extension (sqlite.org/rescode.html).
    switch code & 0xff {
    case SQLITE_CONSTRAINT: self = .constraint(code >> 8, message)
    case SQLITE_BUSY, SQLITE_LOCKED: self = .busy
    case SQLITE_FULL: self = .full
    case SQLITE_READONLY, SQLITE_PERM: self = .readOnly
    case SQLITE_CORRUPT, SQLITE_NOTADB: self = .corrupt(message)
    case SQLITE_IOERR, SQLITE_CANTOPEN, SQLITE_NOMEM: self = .io("\(message) (\(code))")
    default: self = .other(code: Int(code), message: message)
    }
  }

  private static func constraint(_ extension: Int32, _ message: String) -> DatabaseFailure {
    // "UNIQUE constraint failed: person.key" names the columns or the constraint after the colon.
    let colon = message.firstIndex(of: ":").map { message.index(after: $0) } ?? message.startIndex
    let detail = String(message[colon...].drop { $0 == " " })
    return switch `extension` {
    case 1: .check(detail)
    case 3: .foreignKey("")
    case 5: .notNull(detail)
    case 6, 8, 10: .unique(detail)  // primary key, unique index, row id
    case 12: .wrongType(message)
    default: .other(code: Int(SQLITE_CONSTRAINT | `extension` << 8), message: message)
    }
  }
}
