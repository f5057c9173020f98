import Foundation
import Glibc
import Testing

/// A folder in which commands are run, most often with a database in it.
///
/// The database stands in a folder of its own, `data`, so that a test can look through everything that belongs to it.
struct Installation: Sendable {
  static let file = "data/qilu.db"
  /// The server that the databases are on, each in a schema of its own; nil for files. `Scripts/test` runs these suites
  /// once on each engine.
  private static let server: String? = {
    let environment = ProcessInfo.processInfo.environment
    return environment["QILU_TEST_ENGINE"] == "postgres" ? environment["QILU_TEST_POSTGRES"] : nil
  }()

  let folder: TemporaryFolder
  /// The database as a command takes it.
  let database: String

  init() throws {
    folder = try TemporaryFolder()
    database = Self.newDatabase()
    try FileManager.default.createDirectory(atPath: folder / "data", withIntermediateDirectories: true)
  }

  init(copyOf other: Installation) throws {
    folder = try TemporaryFolder(copyOf: other.folder)
    database = Self.newDatabase()
    guard Self.server != nil else { return }
    try other.done("database copy --from \(other.database) --to \(database)", as: "admin")
  }

  private static func newDatabase() -> String {
    guard let server else { return file }
    let schema = "test_" + UUID().uuidString.lowercased().replacing("-", with: "")
    return "\(server)\(server.contains("?") ? "&" : "?")options=-csearch_path%3D\(schema)"
  }

  /// The environment of every command: the tester's own language and `QILU_` variables must not reach it.
  private var environment: [String: String] {
    let inherited = ProcessInfo.processInfo.environment.filter { ["PATH", "HOME"].contains($0.key) }
    let own = [
      "LANG": "C.UTF-8", "QILU_DATABASE": database, "QILU_KEY": "\(Self.file).key",
      "QILU_EVIDENCE": "\(Self.file).evidence",
    ]
    return inherited.merging(own) { $1 }
  }

  /// Starts a command; further variables go before those of the installation.
  func start(
    _ words: [[UInt8]], as actor: String? = nil, _ files: ChildProcess.Files, variables: [String: String] = [:]
  ) throws -> ChildProcess {
    var environment = environment.merging(variables) { $1 }
    environment["QILU_ACTOR"] = actor == "" ? nil : actor
    return try ChildProcess(try Binary.path(), words, in: folder.path, environment, files)
  }

  /// Runs a command to its end.
  func run(
    bytes words: [[UInt8]], as actor: String? = nil, variables: [String: String] = [:]
  ) throws -> Outcome {
    let (output, error) = (try OutputFile(), try OutputFile())
    let files = ChildProcess.Files(output: output.descriptor, error: error.descriptor)
    let ending = try start(words, as: actor, files, variables: variables).wait()
    let command = words.map { String(decoding: $0.prefix(80), as: UTF8.self) }.joined(separator: " ")
    return Outcome(
      command: "qilu \(command)", ending: ending, outputBytes: output.bytes, errorBytes: error.bytes)
  }

  func run(_ words: [String], as actor: String? = nil) throws -> Outcome {
    try run(bytes: words.map { Array($0.utf8) }, as: actor)
  }

  /// Runs a command whose words hold no space.
  func run(_ command: String, as actor: String? = nil) throws -> Outcome {
    try run(command.split(separator: " ").map(String.init), as: actor)
  }

  /// Runs a command that must be done.
  @discardableResult
  func done(
    _ command: String, as actor: String? = nil, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Outcome {
    let outcome = try run(command, as: actor)
    try #require(outcome.code == 0, "\(outcome.told)", sourceLocation: sourceLocation)
    return outcome
  }

  /// The head of the audit chain: two installations with the same head went through the same acts.
  func anchor() throws -> String { try done("audit anchor", as: "admin").output }

  /// Expects that all checks hold and that the audit chain is whole.
  func expectSound(_ comment: @autoclosure () -> String = "", sourceLocation: SourceLocation = #_sourceLocation) throws
  {
    for command in ["check", "audit verify"] {
      let outcome = try run(command, as: "admin")
      #expect(outcome.code == 0, "\(comment()) \(outcome.told)", sourceLocation: sourceLocation)
    }
  }
}
