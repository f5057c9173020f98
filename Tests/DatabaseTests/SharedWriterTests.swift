import Foundation
import Synchronization
import Testing

@testable import Database

@Suite struct SharedWriterTests {
  private struct Stopped: Error {}

  /// What came of each of several writes, in the order in which their outcomes were told.
  private final class Outcomes: Sendable {
    private let told = Mutex<[(number: Int, error: (any Error)?)]>([])
    private let group = DispatchGroup()

    func submit(
      _ number: Int, to database: SQLDatabase, _ body: @escaping @Sendable (WriteConnection) throws -> Void
    ) {
      group.enter()
      database.submit(body) { error in
        self.told.withLock { $0.append((number, error)) }
        self.group.leave()
      }
    }

    func wait() -> [(number: Int, error: (any Error)?)] {
      group.wait()
      return told.withLock { $0 }
    }
  }

  private static func shelve(_ number: Int) -> @Sendable (WriteConnection) throws -> Void {
    { try $0.execute("INSERT INTO shelf (id, label) VALUES (?, ?)", [number, "shelf \(number)"]) }
  }

  @Test("whoever is told finds his change in another opening", arguments: TestEngine.all)
  func durable(_ engine: TestEngine) throws {
    let place = try Place(engine)
    let database = try Sample.create(in: place)
    let outcomes = Outcomes()
    for number in 1...50 { outcomes.submit(number, to: database, Self.shelve(number)) }
    #expect(outcomes.wait().allSatisfy { $0.error == nil })
    let other = try SQLDatabase.open(place.database, migrations: [Sample.first])
    #expect(try other.read { try $0.number("SELECT COUNT(*) FROM shelf") } == 50)
    #expect(database.written.writes == 50 && database.written.waiting == 0)
  }

  @Test("writes that wait share one commit and keep their order")
  func shared() throws {
    let place = try Place(.sqlite)
    let database = try Sample.create(in: place)
    defer { withExtendedLifetime(place) {} }
    let (outcomes, begun, gate) = (Outcomes(), DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    outcomes.submit(0, to: database) { _ in
      begun.signal()
      gate.wait()
    }
    begun.wait()
    for number in 1...40 { outcomes.submit(number, to: database, Self.shelve(number)) }
    gate.signal()
    #expect(outcomes.wait().map(\.number) == Array(0...40))
    // What came while the first one ran went with it.
    #expect(database.written.commits == 1 && database.written.largest == 41)
  }

  @Test("a write that throws leaves no trace and harms no other of its commit", arguments: TestEngine.all)
  func refused(_ engine: TestEngine) throws {
    let place = try Place(engine)
    let database = try Sample.create(in: place)
    defer { withExtendedLifetime(place) {} }
    let outcomes = Outcomes()
    for number in 1...30 {
      outcomes.submit(number, to: database) { connection in
        try Self.shelve(number)(connection)
        if number.isMultiple(of: 3) { throw Stopped() }
        // A broken key inside a write is this write's affair alone.
        if number.isMultiple(of: 5) { try Self.shelve(number)(connection) }
      }
    }
    let told = Dictionary(uniqueKeysWithValues: outcomes.wait().map { ($0.number, $0.error) })
    for number in 1...30 {
      let error = told[number] ?? nil
      switch number {
      case _ where number.isMultiple(of: 3): #expect(error is Stopped)
      case _ where number.isMultiple(of: 5): #expect(error is DatabaseFailure)
      default: #expect(error == nil)
      }
    }
    let kept = (1...30).filter { !$0.isMultiple(of: 3) && !$0.isMultiple(of: 5) }
    #expect(try database.read { try $0.query("SELECT id FROM shelf ORDER BY id") { try $0.int(0) } } == kept)
  }

  @Test("where the commit of several fails, each is tried alone and only the guilty one fails")
  func guilty() throws {
    let place = try Place(.sqlite)
    let deferred = Migration(
      2, "a key that is looked at when the transaction ends",
      ["CREATE TABLE loan (book_id INT64 NOT NULL REFERENCES book (id) DEFERRABLE INITIALLY DEFERRED)"])
    let database = try SQLDatabase.create(at: place.database, migrations: [Sample.first, deferred])
    let (outcomes, begun, gate) = (Outcomes(), DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
    outcomes.submit(0, to: database) { _ in
      begun.signal()
      // Open from then on: this one is tried again with the others.
      gate.wait()
      gate.signal()
    }
    begun.wait()
    for number in 1...9 {
      outcomes.submit(number, to: database) { connection in
        try Self.shelve(number)(connection)
        if number == 5 { try connection.execute("INSERT INTO loan (book_id) VALUES (77)") }
      }
    }
    gate.signal()
    let told = outcomes.wait()
    #expect(told.filter { $0.error != nil }.map(\.number) == [5])
    #expect(try database.read { try $0.number("SELECT COUNT(*) FROM shelf") } == 8)
  }

  @Test("closing does what was taken in, and takes nothing in afterwards", arguments: TestEngine.all)
  func closing(_ engine: TestEngine) throws {
    let place = try Place(engine)
    let database = try Sample.create(in: place)
    let outcomes = Outcomes()
    for number in 1...20 { outcomes.submit(number, to: database, Self.shelve(number)) }
    database.close()
    #expect(outcomes.wait().allSatisfy { $0.error == nil })
    let late = Outcomes()
    late.submit(21, to: database, Self.shelve(21))
    #expect(late.wait().first?.error is DatabaseFailure)
  }

  @Test("a mark of the state changes with each commit, also of another opening, and with nothing else")
  func marks() throws {
    let place = try Place(.sqlite)
    let database = try Sample.create(in: place)
    let other = try SQLDatabase.open(place.database, migrations: [Sample.first])
    let watch = try #require(try database.watch())
    let others = try #require(try other.watch())
    var marks = [try #require(watch.mark())]
    #expect(watch.mark() == marks[0])
    for (number, opening) in [database, other, database].enumerated() {
      try opening.write { try Self.shelve(number)($0) }
      marks.append(try #require(watch.mark()))
      _ = try database.read { try $0.number("SELECT COUNT(*) FROM shelf") }
      #expect(watch.mark() == marks.last && others.mark() == marks.last)
    }
    #expect(Set(marks).count == 4)
    #expect(throws: Stopped.self) {
      try other.write {
        try Self.shelve(9)($0)
        throw Stopped()
      }
    }
    #expect(watch.mark() == marks.last)
  }
}
