import Database
import Testing

/// Each guarantee is a trap of a child process, told by what it prints; the last test shows that the rest of these
/// children runs.
@Suite struct MisuseTests {
  private func traps(_ result: ExitTest.Result?, saying text: String) -> Bool {
    result.map { String(decoding: $0.standardErrorContent, as: UTF8.self).contains(text) } ?? false
  }

  private let nested = "may not call read or write of the same database"
  private let outlived = "only inside the closure that it was given to"

  @Test("a write inside a write traps instead of waiting for itself")
  func nestedWrite() async {
    let trapped = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let folder = try TemporaryFolder()
      let database = try Sample.create(in: folder)
      try database.write { _ in try database.write { _ in } }
    }
    #expect(traps(trapped, saying: nested))
  }

  @Test("a read inside a write and a write inside a read trap")
  func nestedRead() async {
    let trapped = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let folder = try TemporaryFolder()
      let database = try Sample.create(in: folder)
      try database.write { _ in try database.read { _ in } }
    }
    #expect(traps(trapped, saying: nested))
    let trappedToo = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let folder = try TemporaryFolder()
      let database = try Sample.create(in: folder)
      try database.read { _ in try database.write { _ in } }
    }
    #expect(traps(trappedToo, saying: nested))
  }

  @Test("the same accesses one after another do not trap")
  func sideBySide() async {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      let database = try Sample.create(in: folder)
      try database.write { _ in }
      try database.read { _ in }
      try database.write { _ in }
    }
  }

  @Test("a connection and a row that outlive their closures trap")
  func escaped() async {
    let trapped = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let folder = try TemporaryFolder()
      let database = try Sample.create(in: folder)
      var kept: ReadConnection?
      try database.read { kept = $0 }
      _ = try kept?.number("SELECT 1")
    }
    #expect(traps(trapped, saying: outlived))
    let trappedToo = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let folder = try TemporaryFolder()
      let database = try Sample.create(in: folder)
      let rows = try database.read { try $0.query("SELECT 1") { $0 } }
      _ = try rows[0].int(0)
    }
    #expect(traps(trappedToo, saying: outlived))
  }
}
