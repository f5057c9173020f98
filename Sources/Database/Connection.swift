/// What a read sees: one consistent state of the database, asked with SQL.
///
/// A connection belongs to the closure that ``SQLDatabase/read(_:)`` or ``SQLDatabase/write(_:)`` gave it to; used after
/// that closure it traps. It is not Sendable: the thread that runs the closure is the only one that uses it.
/// SQL is one statement a call, with `?` for each parameter; any other number of parameters than placeholders is
/// refused as ``DatabaseFailure/misuse(_:)``.
public class ReadConnection {
  private var session: (any Session)?

  init(_ session: any Session) { self.session = session }

  /// The closure has ended; whoever kept the connection may not use it.
  final func end() { session = nil }

  /// All rows of an answer, each made into a value.
  public final func query<T>(
    _ sql: String, _ parameters: [any SQLBindable] = [], _ map: (Row) throws -> T
  ) throws -> [T] {
    var all: [T] = []
    try run(sql, parameters, .all) { row in
      all.append(try map(row))
      return true
    }
    return all
  }

  /// The first row of an answer made into a value, nil for an empty answer. The rest is not kept; where it could
  /// be long, the statement says `LIMIT 1`.
  public final func first<T>(
    _ sql: String, _ parameters: [any SQLBindable] = [], _ map: (Row) throws -> T
  ) throws -> T? {
    var first: T?
    try run(sql, parameters, .first) { row in
      first = try map(row)
      return false
    }
    return first
  }

  /// Gives each row of an answer to a closure as it arrives; memory does not grow with the answer.
  public final func forEach(
    _ sql: String, _ parameters: [any SQLBindable] = [], _ body: (Row) throws -> Void
  ) throws {
    try run(sql, parameters, .stream) { row in
      try body(row)
      return true
    }
  }

  /// Runs a statement; the closure answers whether it wants a further row. Returns how many rows were changed.
  @discardableResult
  final func run(
    _ sql: String, _ parameters: [any SQLBindable], _ fetch: Fetch, _ body: (Row) throws -> Bool
  ) throws -> Int {
    guard let session else { preconditionFailure("a connection is used only inside the closure that it was given to") }
    return try session.run(sql, parameters.map(\.sqlValue), fetch, body)
  }
}

/// What a write has: everything a read has, seeing its own changes, and ``execute(_:_:)``.
///
/// All changes of one closure become durable together or not at all.
public final class WriteConnection: ReadConnection {
  /// Changes rows and returns how many. A broken constraint is thrown as its own ``DatabaseFailure`` and leaves no
  /// trace of this statement; the closure may go on.
  @discardableResult
  public func execute(_ sql: String, _ parameters: [any SQLBindable] = []) throws -> Int {
    try run(sql, parameters, .all) { _ in true }
  }
}
