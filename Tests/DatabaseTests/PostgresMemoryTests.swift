import Database
import Foundation
import Testing

/// How much memory an answer of 200 MB takes, each in a process of its own.
@Suite(.enabled(if: TestEngine.postgresURL != nil, "QILU_TEST_POSTGRES names no server"))
struct PostgresMemoryTests {
  enum Answer {
    static let sql = "SELECT repeat('x', 1000) FROM generate_series(1, 200000)"
    static let bytes = 200_000_000

    /// By how many bytes the most memory that this process ever used grows while something runs.
    static func growth(_ body: () throws -> Void) throws -> Int {
      let before = try peak()
      try body()
      return try peak() - before
    }

    /// `VmHWM`, which begins with the program; `getrusage` begins with the peak of the process that started it.
    private static func peak() throws -> Int {
      let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
      let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
      return try #require(line.flatMap { Int($0.filter(\.isNumber)) }) * 1_024
    }
  }

  @Test("rows that are streamed, and those after the first, take next to no memory")
  func bounded() async throws {
    let place = try Place(.postgres)
    await #expect(processExitsWith: .success) { [text = place.text as String] in
      let database = try Sample.create(at: text)
      var rows = 0
      let growth = try Answer.growth {
        try database.read { connection throws in
          try connection.forEach(Answer.sql) { _ in rows += 1 }
          _ = try connection.first(Answer.sql) { try $0.text(0) }
        }
      }
      guard rows == 200_000 else { exit(2) }
      guard growth < Answer.bytes / 4 else { exit(3) }
    }
  }

  @Test("control: the same answer wanted whole takes its size")
  func whole() async throws {
    let place = try Place(.postgres)
    await #expect(processExitsWith: .success) { [text = place.text as String] in
      let database = try Sample.create(at: text)
      let growth = try Answer.growth { _ = try database.read { try $0.query(Answer.sql) { _ in } } }
      guard growth > Answer.bytes / 2 else { exit(2) }
    }
  }
}
