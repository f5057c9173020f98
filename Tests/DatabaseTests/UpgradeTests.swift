import Database
import Foundation
import Primitives
import Testing

@Suite struct UpgradeTests {
  private static let both = [Sample.first, Sample.second]

  /// The copy that an upgrade to the second schema leaves.
  private static func copy(of folder: TemporaryFolder) -> String { folder.databasePath + ".before-2" }

  private static func names(in folder: TemporaryFolder) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  /// A database of the first schema with one shelf for each label.
  private func older(_ labels: [String]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let database = try Sample.create(in: folder)
    try fill(database, labels)
    database.close()
    return folder
  }

  private func fill(_ database: SQLDatabase, _ labels: [String]) throws {
    try database.write { connection throws in
      let first = try connection.number("SELECT COUNT(*) FROM shelf") ?? 0
      for (offset, label) in labels.enumerated() {
        try connection.execute("INSERT INTO shelf (id, label) VALUES (?, ?)", [first + offset, label])
      }
    }
  }

  private func labels(_ path: String) throws -> [String] {
    let database = try SQLDatabase.open(.file(path), migrations: [Sample.first])
    defer { database.close() }
    return try database.read { try $0.query("SELECT label FROM shelf ORDER BY id") { try $0.text(0) } }
  }

  @Test("before a schema is brought up to date, the older database is copied beside it, alone and for its owner")
  func copied() throws {
    let folder = try older(["a", "b"])
    for _ in 1...2 { try SQLDatabase.open(folder.database, migrations: Self.both).close() }
    #expect(try Self.names(in: folder) == ["sample.sqlite", "sample.sqlite.before-2"])
    #expect(try labels(Self.copy(of: folder)) == ["a", "b"])
    let attributes = try FileManager.default.attributesOfItem(atPath: Self.copy(of: folder))
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test("an initialisation and an opening that finds nothing to do leave no copy")
  func nothingToDo() throws {
    let folder = try TemporaryFolder()
    try SQLDatabase.create(at: folder.database, migrations: Self.both).close()
    try SQLDatabase.open(folder.database, migrations: Self.both).close()
    #expect(try Self.names(in: folder) == ["sample.sqlite"])
  }

  @Test("the copy has what an open program has written to the log alone")
  func logIsCopied() throws {
    let folder = try older(["a"])
    let older = try SQLDatabase.open(folder.database, migrations: [Sample.first])
    try fill(older, ["only in the log"])
    try SQLDatabase.open(folder.database, migrations: Self.both).close()
    older.close()
    #expect(try labels(Self.copy(of: folder)) == ["a", "only in the log"])
  }

  @Test("whoever has a copy of his own may upgrade without one", arguments: TestEngine.all)
  func asItIs(_ engine: TestEngine) throws {
    let place = try Place(engine)
    try Sample.create(in: place).close()
    let database = try SQLDatabase.open(place.database, migrations: Self.both, upgrade: .asItIs)
    #expect(try database.read { try $0.number("SELECT COUNT(*) FROM schema_migration") } == 2)
    if engine == .sqlite { #expect(!FileManager.default.fileExists(atPath: place.text + ".before-2")) }
  }

  @Test("an older schema on a server is refused and stays, for its dump is another program's")
  func server() throws {
    guard TestEngine.postgresURL != nil else { return }
    let place = try Place(.postgres)
    try Sample.create(in: place).close()
    for _ in 1...2 {
      let refusal = #expect(throws: Refusal.self) { try SQLDatabase.open(place.database, migrations: Self.both) }
      #expect(refusal?.code == "database.upgrade")
      #expect(refusal?.remedy.en.contains("pg_dump") == true)
    }
    try SQLDatabase.open(place.database, migrations: [Sample.first]).close()
  }

  @Test("an upgrade that fails leaves the older database, and no half copy")
  func failed() throws {
    let folder = try older(["a"])
    let broken = Migration(2, "broken", ["ALTER TABLE nothing ADD COLUMN a TEXT"])
    #expect(throws: DatabaseFailure.self) { try SQLDatabase.open(folder.database, migrations: [Sample.first, broken]) }
    #expect(try Self.names(in: folder) == ["sample.sqlite", "sample.sqlite.before-2"])
    #expect(try labels(folder.databasePath) == ["a"])
  }

  @Test("a copy that cannot be made leaves the older database as it is")
  func noPlaceForACopy() throws {
    let folder = try older(["a"])
    // A folder stands where the copy would.
    try FileManager.default.createDirectory(atPath: Self.copy(of: folder) + "/x", withIntermediateDirectories: true)
    #expect(throws: DatabaseFailure.self) { try SQLDatabase.open(folder.database, migrations: Self.both) }
    #expect(try labels(folder.databasePath) == ["a"])
  }

  @Test("a death between the copy and the commit leaves both, and the next opening copies what there is then")
  func killedBeforeTheCommit() async throws {
    let folder = try older(["a"])
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = folder.databasePath as String] in
      // The moment of a migration is asked for when its statements have run.
      _ = try SQLDatabase.open(.file(path), migrations: Self.both) {
        kill(getpid(), SIGKILL)
        return ""
      }
    }
    #expect(try labels(Self.copy(of: folder)) == ["a"])
    let again = try SQLDatabase.open(folder.database, migrations: [Sample.first])
    try fill(again, ["b"])
    again.close()
    try SQLDatabase.open(folder.database, migrations: Self.both).close()
    #expect(try labels(Self.copy(of: folder)) == ["a", "b"])
    #expect(try Self.names(in: folder) == ["sample.sqlite", "sample.sqlite.before-2"])
  }

  @Test("a death while copying leaves the older database and nothing that looks like a copy")
  func killedWhileCopying() async throws {
    let folder = try older((0..<20_000).map { "label \($0) of a shelf with a long name" })
    await #expect(processExitsWith: .signal(SIGXFSZ)) { [path = folder.databasePath as String] in
      // The process dies at the first write beyond this length, which the copy alone reaches.
      var signals = sigset_t()
      sigemptyset(&signals)
      sigaddset(&signals, SIGXFSZ)
      pthread_sigmask(SIG_UNBLOCK, &signals, nil)
      signal(SIGXFSZ, SIG_DFL)
      var limit = rlimit(rlim_cur: 400_000, rlim_max: 400_000)
      setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
      _ = try SQLDatabase.open(.file(path), migrations: Self.both)
    }
    #expect(try !Self.names(in: folder).contains("sample.sqlite.before-2"))
    #expect(try Self.names(in: folder).contains("sample.sqlite.before-2.unfinished"))
    #expect(try labels(folder.databasePath).count == 20_000)
    try SQLDatabase.open(folder.database, migrations: Self.both).close()
    #expect(try labels(Self.copy(of: folder)).count == 20_000)
    #expect(try Self.names(in: folder) == ["sample.sqlite", "sample.sqlite.before-2"])
  }
}
