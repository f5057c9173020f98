import Foundation

@testable import Database

/// The engines that the suites run on: SQLite always, PostgreSQL where `QILU_TEST_POSTGRES` gives the URL of a database
/// whose role may make schemas in it (`Scripts/postgres start DIR` prints one).
enum TestEngine: String, Codable, Sendable {
  case sqlite, postgres

  static let postgresURL = ProcessInfo.processInfo.environment["QILU_TEST_POSTGRES"].flatMap { $0.isEmpty ? nil : $0 }
  static let all: [TestEngine] = postgresURL == nil ? [.sqlite] : [.sqlite, .postgres]
}

/// A database of its own for one test, removed when the test lets go: a file in a folder, or a schema at the server.
final class Place: Sendable {
  let database: DatabaseLocation
  private let folder: TemporaryFolder?

  init(_ engine: TestEngine) throws {
    switch engine {
    case .sqlite:
      let folder = try TemporaryFolder()
      (database, self.folder) = (folder.database, folder)
    case .postgres:
      struct NoServer: Error {}
      guard let url = TestEngine.postgresURL else { throw NoServer() }
      let schema = "test_" + UUID().uuidString.lowercased().replacing("-", with: "")
      let mark = url.contains("?") ? "&" : "?"
      (database, folder) = (.postgres(url: "\(url)\(mark)options=-csearch_path%3D\(schema)"), nil)
    }
  }

  deinit { if folder == nil { try? SQLDatabase.discard(database) } }

  /// Leaves what an initialisation leaves that is cut off before its first transaction.
  func makeEmpty() throws { try database.engine.createStorage() }

  /// The bytes of the file, nil for what is at a server.
  func fileContent() throws -> Data? {
    try folder.map { try Data(contentsOf: URL(filePath: $0.databasePath)) }
  }

  /// The location as a person writes it, for a child process.
  var text: String {
    switch database {
    case .file(let path): path
    case .postgres(let url): url
    }
  }

  /// The URL; empty for a file.
  var url: String { if case .postgres(let url) = database { url } else { "" } }
}
