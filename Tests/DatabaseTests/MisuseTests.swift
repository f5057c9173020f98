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

  @Test("a write inside a write traps instead of waiting for itself", arguments: TestEngine.all)
  func nestedWrite(_ engine: TestEngine) async throws {
    let place = try Place(engine)
    let trapped = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [text = place.text as String] in
      let database = try Sample.create(at: text)
      try database.write { _ in try database.write { _ in } }
    }
    #expect(traps(trapped, saying: nested))
  }

  @Test("a read inside a write and a write inside a read trap", arguments: TestEngine.all)
  func nestedRead(_ engine: TestEngine) async throws {
    let place = try Place(engine)
    let trapped = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [text = place.text as String] in
      let database = try Sample.create(at: text)
      try database.write { _ in try database.read { _ in } }
    }
    #expect(traps(trapped, saying: nested))
    let trappedToo = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [text = place.text as String] in
      let database = try Sample.create(at: text)
      try database.read { _ in try database.write { _ in } }
    }
    #expect(traps(trappedToo, saying: nested))
  }

  @Test("the same accesses one after another do not trap", arguments: TestEngine.all)
  func sideBySide(_ engine: TestEngine) async throws {
    let place = try Place(engine)
    await #expect(processExitsWith: .success) { [text = place.text as String] in
      let database = try Sample.create(at: text)
      try database.write { _ in }
      try database.read { _ in }
      try database.write { _ in }
    }
  }

  @Test("a connection and a row that outlive their closures trap", arguments: TestEngine.all)
  func escaped(_ engine: TestEngine) async throws {
    let place = try Place(engine)
    let trapped = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [text = place.text as String] in
      let database = try Sample.create(at: text)
      var kept: ReadConnection?
      try database.read { kept = $0 }
      _ = try kept?.number("SELECT 1")
    }
    #expect(traps(trapped, saying: outlived))
    let trappedToo = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [text = place.text as String] in
      let database = try Sample.create(at: text)
      let rows = try database.read { try $0.query("SELECT 1") { $0 } }
      _ = try rows[0].int(0)
    }
    #expect(traps(trappedToo, saying: outlived))
  }
}
