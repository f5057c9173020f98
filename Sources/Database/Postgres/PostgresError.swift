import CPostgres

/// What the server or libpq reported, before it is told as a ``DatabaseFailure``.
struct PostgresError: Error {
  /// The five letters of the SQLSTATE; empty where libpq itself failed.
  let state: String
  /// The server's first line, or libpq's text.
  let message: String
  /// The names that the server gave, empty where it gave none.
  let schema: String, table: String, column: String, constraint: String
  /// The function inside the server that refused.
  let source: String
  /// Whether the connection is gone.
  let isLost: Bool

  /// Reads a result that is an error; a missing result is libpq's own failure.
  init(_ result: OpaquePointer?, on connection: OpaquePointer) {
    state = Self.field("C", result)
    let primary = Self.field("M", result)
    message = primary.isEmpty ? Self.firstLine(PQerrorMessage(connection)) : primary
    schema = Self.field("s", result)
    table = Self.field("t", result)
    column = Self.field("c", result)
    constraint = Self.field("n", result)
    source = Self.field("R", result)
    // A server that is told to stop says so before it closes the connection.
    isLost =
      PQstatus(connection) == CONNECTION_BAD || state.hasPrefix("08")
      || ["57P01", "57P02", "57P03", "25P03"].contains(state)
  }

  /// The letters are those of the protocol's error fields (postgresql.org/docs/15/protocol-error-fields.html).
  private static func field(_ letter: Unicode.Scalar, _ result: OpaquePointer?) -> String {
    guard let result, let text = PQresultErrorField(result, Int32(letter.value)) else { return "" }
    return String(cString: text)
  }

  static func firstLine(_ text: UnsafePointer<CChar>?) -> String {
    guard let text else { return "" }
    return String(cString: text).split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
  }
}

extension PostgresError {
  /// Whether the transaction met another one and may simply be tried again.
  var isConflict: Bool { state == "40001" || state == "40P01" }

  /// Whether the server no longer knows a statement as it was prepared: another process has changed its tables, or
  /// something between here and there gave us another session.
  var isStalePlan: Bool { state == "26000" || state == "0A000" && source == "RevalidateCachedQuery" }

  /// Whether two processes made the same thing at once, which the unique keys of the catalogue refuse.
  var isCollision: Bool {
    ["42P07", "42P06", "42710"].contains(state) || state == "23505" && schema == "pg_catalog"
      || state == "XX000" && message == "tuple concurrently updated"
  }
}

extension DatabaseFailure {
  /// The failure that an error of PostgreSQL is. `unique` tells the columns of a unique key.
  ///
  /// Texts of class 22 (a value that cannot be read) repeat the value and are therefore left out.
  init(_ error: PostgresError, unique: (PostgresError) -> String) {
    switch error.state {
    case "23505": self = .unique(unique(error))
    case "23503": self = .foreignKey(error.constraint)
    case "23514": self = .check(error.constraint)
    case "23502": self = .notNull(error.table.isEmpty ? error.column : "\(error.table).\(error.column)")
    case "42804": self = .wrongType(error.message)
    case "22P02", "22003": self = .wrongType("a text or a number does not fit where it is used (\(error.state))")
    case "22021": self = .check(Self.textWithoutNUL)
    case "25006", "42501": self = .readOnly
    case "40001", "40P01", "55P03", "57014", "25P03", "53300": self = .busy
    case "53100": self = .full
    case "40003", "08007": self = .unknownOutcome(error.message)
    case "XX001", "XX002": self = .corrupt(error.message)
    default: self = .unnamed(error)
    }
  }

  /// The name of the constraint that every text on PostgreSQL is under.
  static let textWithoutNUL = "text_without_nul"

  private static func unnamed(_ error: PostgresError) -> DatabaseFailure {
    switch error.state.prefix(2) {
    case "", "08", "53", "57", "58": .io(error.state.isEmpty ? error.message : "\(error.message) (\(error.state))")
    case "22": .other(code: 0, message: "\(error.state): a value is not valid where it is used")
    default: .other(code: 0, message: "\(error.state): \(error.message)")
    }
  }
}
