import Primitives

/// One connection to the server and the transaction on it.
///
/// A statement that fails leaves the transaction usable, as on SQLite: before each statement that follows a change
/// stands a savepoint. A conflict is different: it makes the session ``repeatable`` and nothing more runs.
final class PostgresSession: Session {
  private(set) var isUsable = true
  private(set) var repeatable: DatabaseFailure?
  let connection: PostgresConnection
  private let role: SessionRole
  private let writeIsolation: PostgresEngine.Isolation
  private var prepared = PreparedStatements(limit: 128)
  private var suspended = SuspendedConstraints()
  /// Whether there is something after the savepoint that a failing statement must not undo.
  private var isSavepointOld = false
  /// Whether the migrations' table is missing, so that other processes may be making it at this moment.
  private var isInitialising = false
  private var cursors = 0

  /// Connects and sets what the guarantees of ``SQLDatabase`` rest on.
  init(address: PostgresAddress, role: SessionRole, writeIsolation: PostgresEngine.Isolation) throws {
    connection = try PostgresConnection(address)
    self.role = role
    self.writeIsolation = writeIsolation
    do { try connection.command(PostgresSettings.all(for: role)) } catch let error as PostgresError {
      throw DatabaseFailure(error) { $0.constraint }
    }
  }

  func begin() throws {
    repeatable = nil
    isSavepointOld = false
    suspended = SuspendedConstraints()
    do {
      try connection.command(opening)
      if role == .migration { try lockMigrations() }
      if role == .faultPlanting { try suspended.suspendAll(on: self) }
    } catch let error as PostgresError { throw failure(for: error) }
  }

  /// A snapshot is taken by the first statement and not by BEGIN; the promise is the state at the beginning.
  private var opening: String {
    switch role {
    case .reader: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT 1; SAVEPOINT act"
    case .writer: "BEGIN ISOLATION LEVEL \(writeIsolation.rawValue); SAVEPOINT act"
    case .migration, .faultPlanting: "BEGIN ISOLATION LEVEL SERIALIZABLE; SAVEPOINT act"
    }
  }

  /// Two processes that migrate meet at this row: the second waits, then is told to begin anew and finds nothing
  /// to do. Where the table is not there yet, they meet at making it.
  private func lockMigrations() throws {
    isInitialising = try !tableNames().contains("schema_migration")
    if !isInitialising { try changeSchema("UPDATE schema_migration SET name = name WHERE version = 1") }
  }

  func commit() throws {
    try requireTransaction()
    do {
      try suspended.restore(on: self)
      let tag = try connection.command("COMMIT")
      guard tag == "COMMIT" else { throw DatabaseFailure.io("an earlier failure has ended the transaction") }
    } catch let error as PostgresError {
      // Nobody tells whether the server had come to the end of it.
      if error.isLost {
        isUsable = false
        throw DatabaseFailure.unknownOutcome(error.message)
      }
      throw failure(for: error)
    }
  }

  func rollback() {
    guard !connection.isIdle else { return }
    do { try connection.command("ROLLBACK") } catch { isUsable = false }
  }

  func run(_ sql: String, _ values: [SQLValue], _ fetch: Fetch, _ body: (Row) throws -> Bool) throws -> Int {
    try requireTransaction()
    let statement = try prepared.spell(sql)
    guard statement.placeholders == values.count else {
      throw DatabaseFailure.misuse(
        "\(values.count) parameters for \(statement.placeholders) placeholders in: \(ByteText(sql))")
    }
    let parameters = try PostgresParameters(values)
    if fetch == .stream && statement.isQuery { return try stream(statement, parameters, body) }
    let result = try run(sql, statement, parameters, onlyFirst: fetch == .first)
    let rows = try PostgresRows(result)
    defer { rows.end() }
    for row in 0..<result.rowCount {
      rows.move(to: row, of: result)
      guard try body(Row(rows)) else { break }
    }
    return result.changes
  }

  func define(_ statement: String) throws {
    try requireTransaction()
    if role == .migration, SuspendedConstraints.isWanted(for: statement) {
      try suspended.suspendForeignKeys(on: self)
    }
    try changeSchema(statement)
  }

  /// Runs one statement of whatever sort as it stands.
  func changeSchema(_ statement: String) throws {
    let none = try PostgresParameters([])
    _ = try guarded { try connection.execute(statement, none, types: []) }
    isSavepointOld = true
  }

  func tableNames() throws -> [String] { try PostgresCatalogue.tableNames(on: self) }

  func foreignKeyFaults() throws -> [String] {
    try suspended.restore(on: self)
    return try PostgresCatalogue.foreignKeyFaults(on: self)
  }

  func storageFaults() throws -> [String] { try PostgresCatalogue.checkFaults(on: self) }

  /// The connection ends with the session itself.
  func close() { isUsable = false }
}

extension PostgresSession {
  private func run(
    _ sql: String, _ statement: PostgresStatement, _ parameters: PostgresParameters, onlyFirst: Bool
  ) throws -> PostgresResult {
    let result = try withTypes(parameters) { types in
      try guarded {
        let name = try preparedName(sql, statement, types)
        return try onlyFirst && statement.isQuery
          ? connection.first(prepared: name, parameters) : connection.execute(prepared: name, parameters)
      }
    }
    if !statement.isQuery { isSavepointOld = true }
    return result
  }

  private func preparedName(_ sql: String, _ statement: PostgresStatement, _ types: [UInt32]) throws -> String {
    if let name = prepared.name(of: sql, types: types) { return name }
    let name = prepared.freshName()
    try connection.prepare(name, statement.sql, types: types)
    if let leaving = prepared.keep(name, of: sql, types: types) { try connection.command("DEALLOCATE \(leaving)") }
    return name
  }

  /// Walks through an answer part by part. The savepoint is renewed before the next statement, so that one which
  /// fails inside the rows does not take the cursor with it.
  private func stream(
    _ statement: PostgresStatement, _ parameters: PostgresParameters, _ body: (Row) throws -> Bool
  ) throws -> Int {
    cursors += 1
    let cursor = "rows\(cursors)"
    _ = try withTypes(parameters) { types in
      let declaration = "DECLARE \(cursor) NO SCROLL CURSOR FOR \(statement.sql)"
      return try guarded { try connection.execute(declaration, parameters, types: types) }
    }
    isSavepointOld = true
    defer { if repeatable == nil && connection.isInTransaction { _ = try? connection.command("CLOSE \(cursor)") } }
    var part = StreamPart()
    var result = try fetch(part.rows, from: cursor)
    let rows = try PostgresRows(result)
    defer { rows.end() }
    while true {
      for row in 0..<result.rowCount {
        rows.move(to: row, of: result)
        guard try body(Row(rows)) else { return 0 }
      }
      guard result.rowCount == part.rows else { return 0 }
      part.adapt(toBytes: result.memorySize)
      result = try fetch(part.rows, from: cursor)
    }
  }

  private func fetch(_ count: Int, from cursor: String) throws -> PostgresResult {
    let none = try PostgresParameters([])
    return try guarded { try connection.execute("FETCH \(count) FROM \(cursor)", none, types: []) }
  }

  /// Runs something with the types of its parameters. Where the server cannot find out the type of a null
  /// (`? IS NULL`), it is a text.
  private func withTypes<T>(_ parameters: PostgresParameters, _ body: ([UInt32]) throws -> T) throws -> T {
    var types = parameters.types
    while true {
      do { return try body(types) } catch let open as OpenType {
        guard types.indices.contains(open.index), types[open.index] == 0 else { throw open.failure }
        types[open.index] = PostgresType.text
      }
    }
  }
}

/// A parameter whose type the server cannot find out.
private struct OpenType: Error {
  /// Which, from 0.
  let index: Int
  /// What it is told as if it cannot be helped.
  let failure: DatabaseFailure
}

extension PostgresSession {
  /// Runs something at the server so that its failure undoes no more than itself.
  func guarded<T>(_ body: () throws -> T) throws -> T {
    do {
      if isSavepointOld {
        try connection.command("RELEASE SAVEPOINT act; SAVEPOINT act")
        isSavepointOld = false
      }
      return try body()
    } catch let error as PostgresError { throw undone(error) }
  }

  private func undone(_ error: PostgresError) -> any Error {
    let failure = failure(for: error)
    // 42P18: could not determine data type of parameter $3.
    guard error.state == "42P18", let digits = error.message.split(separator: "$").last?.prefix(while: \.isNumber),
      let number = Int(digits)
    else { return failure }
    return OpenType(index: number - 1, failure: failure)
  }

  /// What an error means for the transaction and for the caller; goes back to the savepoint where one is open.
  private func failure(for error: PostgresError) -> DatabaseFailure {
    if error.isLost { return lost(error) }
    if error.isConflict {
      repeatable = .busy
      return .busy
    }
    if !connection.isIdle {
      do { try connection.command("ROLLBACK TO SAVEPOINT act") } catch { isUsable = false }
    }
    if role == .reader && error.state == "25006" { return .misuse("a read closure may not write") }
    let failure = DatabaseFailure(error) { PostgresCatalogue.uniqueColumns($0, on: connection) }
    if error.isStalePlan {
      isUsable = false
      repeatable = failure
    } else if isInitialising && error.isCollision {
      repeatable = failure
    }
    return failure
  }

  /// Before the commit a lost connection is a transaction that was given up.
  private func lost(_ error: PostgresError) -> DatabaseFailure {
    isUsable = false
    let failure = DatabaseFailure(error) { $0.constraint }
    // A closure that was too slow once (25P03) is so again.
    if error.state != "25P03" { repeatable = failure }
    return failure
  }

  /// Whoever swallowed a conflict, or an error that ended the transaction, must not go on.
  private func requireTransaction() throws {
    if let repeatable { throw repeatable }
    guard connection.isInTransaction else {
      throw DatabaseFailure.io("an earlier failure has ended the transaction")
    }
  }
}

/// How many rows are fetched at a time: few at first, then as many as take about a mebibyte.
private struct StreamPart {
  private(set) var rows = 16
  private static let most = 4_096
  private static let bytes = 1 << 20

  mutating func adapt(toBytes size: Int) {
    rows = max(1, min(Self.most, rows * 4, rows * Self.bytes / max(size, 1)))
  }
}
