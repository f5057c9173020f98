import Database
import Foundation
import Primitives
import Sealing
import Store
import Synchronization
import Testing

@testable import Operations

/// A database of its own for one test, in a folder that goes with it: the clock stands, identifiers count up.
final class Installation: Sendable {
  /// 2026-06-01T02:00:00Z, which is 10 o'clock in Shandong.
  static let instant: Int64 = 1_780_279_200_000
  /// The operating-system user whom the initialisation ties to the administrator.
  static let systemUser = "keeper"
  /// Everything that the tests write, removed at the end of the process.
  private static let root: String = {
    atexit { Installation.removeRoot() }
    return NSTemporaryDirectory() + "qilu-operations-" + UUID().uuidString
  }()

  /// The server that the installations' databases are on, each in a schema of its own; nil for files.
  ///
  /// `Scripts/test` runs these suites once on each engine.
  private static let server: String? = {
    let environment = ProcessInfo.processInfo.environment
    return environment["QILU_TEST_ENGINE"] == "postgres" ? environment["QILU_TEST_POSTGRES"] : nil
  }()

  /// Whether the database is a file.
  static var hasFile: Bool { server == nil }

  /// Bytes as the engine's SQL writes them.
  static func bytes(_ hex: String) -> String { hasFile ? "x'\(hex)'" : "'\\x\(hex)'::bytea" }

  /// Schemas on the server whose tables may be emptied and used again: defining and dropping the eighty tables of one
  /// takes the server longer than most tests.
  private static let pool = Mutex<[String]>([])

  let folder: String
  let paths: InstallationPaths
  /// Whether the schema is there and is what the migrations make of it, so that another test may use it again.
  private let isReusable = Mutex(false)
  private let identifiers: Mutex<Int>
  private let clock = Mutex(Installation.instant)

  /// Makes an empty folder.
  init() throws {
    folder = Self.root + "/" + UUID().uuidString
    paths = Self.paths(in: folder)
    identifiers = Mutex(0)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  /// Makes a copy of another one, whose database nobody has open.
  init(copyOf other: Installation) throws {
    let place = Self.root + "/" + UUID().uuidString
    let used = Self.pool.withLock { $0.popLast() }
    folder = place
    paths = used.map { Self.paths(of: $0, in: place) } ?? Self.paths(in: place)
    identifiers = Mutex(other.identifiers.withLock { $0 })
    try FileManager.default.copyItem(atPath: other.folder, toPath: folder)
    guard !Self.hasFile else { return }
    let location = DatabaseLocation(paths.database)
    let target =
      try used == nil
      ? SQLDatabase.create(at: location, migrations: StoreSchema.migrations)
      : SQLDatabase.open(location, migrations: StoreSchema.migrations)
    defer { target.close() }
    if used != nil { try Self.empty(target) }
    try other.withDatabase { source in
      try source.read { reading in try target.write { try TableCopy.copy(from: reading, to: $0) } }
    }
    isReusable.withLock { $0 = true }
  }

  deinit {
    try? FileManager.default.removeItem(atPath: folder)
    guard !Self.hasFile else { return }
    if isReusable.withLock({ $0 }) {
      Self.pool.withLock { $0.append(paths.database) }
    } else {
      try? SQLDatabase.discard(DatabaseLocation(paths.database))
    }
  }

  /// Takes every row out.
  private static func empty(_ database: SQLDatabase) throws {
    let tables = StoreTables.all.reversed().map(\.name) + ["lease"]
    try database.plantFault(tables.map { "DELETE FROM \($0)" })
  }

  /// Says that the schema is not what the migrations make of it.
  func markChanged() { isReusable.withLock { $0 = false } }

  private static func paths(of database: String, in folder: String) -> InstallationPaths {
    let file = folder + "/qilu.db"
    return InstallationPaths(database: database, key: file + ".key", evidence: file + ".evidence")
  }

  private static func paths(in folder: String) -> InstallationPaths {
    let file = folder + "/qilu.db"
    guard let server else { return InstallationPaths(database: file) }
    let schema = "test_" + UUID().uuidString.lowercased().replacing("-", with: "")
    let mark = server.contains("?") ? "&" : "?"
    return paths(of: "\(server)\(mark)options=-csearch_path%3D\(schema)", in: folder)
  }

  private static func removeRoot() { try? FileManager.default.removeItem(atPath: root) }

  // MARK: Files

  func path(_ name: String) -> FilePath { FilePath(folder + "/" + name) }

  /// Writes a file and gives its path.
  @discardableResult
  func write(_ name: String, _ content: String) throws -> FilePath {
    try write(name, bytes: Array(content.utf8))
  }

  @discardableResult
  func write(_ name: String, bytes: [UInt8]) throws -> FilePath {
    let url = URL(fileURLWithPath: path(name).text)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
    return path(name)
  }

  // MARK: Acting

  /// Sets the clock to ten in the morning of a day, Shandong time; it stands until it is set again.
  func goTo(_ day: String) throws {
    let first = try CalendarDay(instantMilliseconds: Self.instant)
    let days = Int64(try CalendarDay(day).dayNumber - first.dayNumber)
    clock.withLock { $0 = Self.instant + days * 86_400_000 }
  }

  /// Lets time go by.
  func wait(minutes: Int64) { clock.withLock { $0 += minutes * 60_000 } }

  /// The moment, in milliseconds since 1970.
  var now: Int64 { clock.withLock { $0 } }

  private var environment: Environment {
    Environment(
      now: { [self] in clock.withLock { $0 } },
      newIdentifier: { [self] in
        let number = identifiers.withLock { count in
          count += 1
          return count
        }
        let digits = String(number)
        return "id-" + String(repeating: "0", count: max(0, 8 - digits.count)) + digits
      },
      operatingSystemUser: { nil })
  }

  func session(as actor: String?, systemUser: String? = nil) -> Session {
    var environment = environment
    environment.operatingSystemUser = { systemUser }
    return Session(environment: environment, paths: paths, actorName: actor)
  }

  /// Calls an operation as every door does.
  func call(_ name: String, json: Data, as actor: String?, systemUser: String? = nil) throws -> any OperationOutput {
    let entry = try #require(Catalogue.all[name])
    return try entry.run(json: json, in: session(as: actor, systemUser: systemUser))
  }

  @discardableResult
  func run<Item: Operations.Operation>(
    _ type: Item.Type, _ input: Item.Input, as person: Person
  ) throws -> Item.Output {
    let output = try call(Item.name, json: try JSONEncoder().encode(input), as: person.rawValue)
    return try #require(output as? Item.Output)
  }

  /// The refusal that a call meets; it must meet one.
  func refusal<Item: Operations.Operation>(
    _ type: Item.Type, _ input: Item.Input, as person: Person, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Refusal {
    try #require(throws: Refusal.self, sourceLocation: sourceLocation) { try run(type, input, as: person) }
  }

  // MARK: Looking underneath

  func withDatabase<Result>(_ body: (SQLDatabase) throws -> Result) throws -> Result {
    let database = try SQLDatabase.open(DatabaseLocation(paths.database), migrations: StoreSchema.migrations)
    defer { database.close() }
    return try body(database)
  }

  /// Changes rows behind the program's back; constraints do not hold.
  func plant(_ statements: [String]) throws {
    let rows = ["INSERT ", "UPDATE ", "DELETE "]
    if !statements.allSatisfy({ statement in rows.contains { statement.hasPrefix($0) } }) { markChanged() }
    try withDatabase { try $0.plantFault(statements) }
  }

  func plant(_ statements: String...) throws { try plant(statements) }

  /// The first column of an answer, as text.
  func texts(_ sql: String) throws -> [String] {
    try withDatabase { database in
      try database.read {
        try $0.query(sql) { row in
          switch try row.value(0) {
          case .null: "NULL"
          case .integer(let number): String(number)
          case .text(let text): text
          case .bytes(let bytes): "\(bytes)"
          }
        }
      }
    }
  }

  /// The names of a table's columns, in order.
  func columns(_ table: String) throws -> [String] {
    try withDatabase { database in
      try database.read { connection in
        let names = try connection.first("SELECT * FROM \(table) LIMIT 1") { row in
          (0..<row.columnCount).map { row.name($0) }
        }
        return names ?? []
      }
    }
  }

  func count(_ table: String) throws -> Int {
    try #require(try texts("SELECT count(*) FROM \(table)").first.flatMap { Int($0) })
  }

  /// A digest of every row of every table.
  func contentDigest() throws -> String {
    try withDatabase { database in
      let contents = try database.read { try TableCopy.contents(in: $0) }
      return contents.map { "\($0.table) \($0.rows) \($0.digest)" }.joined(separator: "\n")
    }
  }

  /// The names of the checks that fail.
  func faults() throws -> [String] { try run(Check.self, Check.Input(), as: .auditor).faults.map(\.name) }
}
