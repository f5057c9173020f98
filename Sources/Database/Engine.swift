/// One kind of database behind the same ``SQLDatabase``: how its storage comes to be and how a session on it opens.
///
/// SQLite is the embedded one, PostgreSQL the one with a server. An engine speaks the SQL of the Store as it stands; it spells only definitions
/// (``Dialect``) and transactions its own way.
protocol Engine: Sendable {
  /// How definitions are spelled.
  var dialect: Dialect { get }
  /// How many sessions may write at once: 1 where the engine has one writer.
  var writerLimit: Int { get }
  /// Makes the storage if it is absent, durably; an existing one is left as it is.
  func createStorage() throws
  /// Refuses if the storage is absent.
  func requireStorage() throws
  /// Keeps a copy of the storage as it stands, durable when this returns, before its schema becomes a version's.
  ///
  /// The caller has the right to write, so that nothing is written between the copy and what follows. Refuses where the
  /// engine makes no copies of its own.
  func keepCopy(before version: Int) throws
  /// Removes the storage with everything in it, for tests.
  func discardStorage() throws
  /// Opens a session.
  func openSession(_ role: SessionRole) throws -> any Session
  /// Makes durable what can be read, after a commit of unknown outcome.
  func settle() throws
  /// Begins to watch the state; nil where the engine cannot tell states apart cheaply.
  func watch() throws -> (any StateWatch)?
}

extension Engine {
  /// What a server shows to a new connection is durable there.
  func settle() throws {}
  func watch() throws -> (any StateWatch)? { nil }
}

/// How much of an answer is wanted, for engines that have to ask for it.
enum Fetch: Sendable {
  /// All rows; the caller keeps them anyway.
  case all
  /// The first row alone.
  case first
  /// Row after row, in memory that does not grow with the answer.
  case stream
}

/// What a session is for.
enum SessionRole: Sendable {
  /// Reads a snapshot; a statement that writes is refused.
  case reader
  /// Reads and writes under all constraints.
  case writer
  /// Changes the schema; foreign keys are checked as a whole at the end, so that a table can be rebuilt.
  case migration
  /// Writes with foreign keys and CHECK constraints off, to plant a fault that a test then finds.
  case faultPlanting
}

/// One connection to an engine, used by one thread at a time.
///
/// Everything runs inside a transaction: ``begin()``, then ``run(_:_:_:)``, then ``commit()`` or ``rollback()``.
protocol Session: AnyObject {
  /// False once the session may no longer be trusted; its owner closes it and opens another.
  var isUsable: Bool { get }
  /// Set once the transaction can only be given up and the whole of it may be tried again: it met another one, or the
  /// connection was lost before the commit. What is to be thrown when that was tried often enough. ``begin()`` clears it.
  var repeatable: DatabaseFailure? { get }
  /// Makes room for what a long read looks at more than once; called before it begins.
  func expectLongRead() throws
  /// Begins a transaction: a snapshot for a reader, the right to write for any other role.
  func begin() throws
  /// Makes the transaction durable. Throws ``DatabaseFailure/unknownOutcome(_:)`` if it may or may not be so.
  func commit() throws
  /// Gives the transaction up, if one is still open. Never fails: a session that cannot roll back is not usable.
  func rollback()
  /// Sets a mark inside the transaction, to which ``returnToMark()`` goes back.
  func mark() throws
  /// Forgets the mark and keeps what came after it.
  func keepMarked() throws
  /// Undoes what came after the mark.
  func returnToMark() throws
  /// Runs one statement with `?` parameters; `body` answers whether it wants a further row. Returns rows changed.
  @discardableResult
  func run(_ sql: String, _ values: [SQLValue], _ fetch: Fetch, _ body: (Row) throws -> Bool) throws -> Int
  /// Runs one statement that is already in the engine's own spelling, of whatever sort.
  func define(_ statement: String) throws
  /// The names of all tables, in byte order.
  func tableNames() throws -> [String]
  /// Rows that refer to a row that is not there, each told in a line.
  func foreignKeyFaults() throws -> [String]
  /// Damage of the storage itself, each told in a line.
  func storageFaults() throws -> [String]
  /// Ends the session. It is not used afterwards.
  func close()
}

extension Session {
  /// An engine whose writers run side by side shares no commits.
  func mark() throws { throw DatabaseFailure.misuse("this engine does not share commits") }
  func keepMarked() throws {}
  /// A server keeps its own pages.
  func expectLongRead() throws {}
  func returnToMark() throws {}

  /// Runs one statement whose answer is wanted whole.
  @discardableResult
  func run(_ sql: String, _ values: [SQLValue], _ body: (Row) throws -> Bool) throws -> Int {
    try run(sql, values, .all, body)
  }
}
