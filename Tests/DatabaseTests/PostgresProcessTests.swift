import Database
import Foundation
import Testing

/// Transfers among accounts, from two processes with several threads each.
@Suite(.enabled(if: TestEngine.postgresURL != nil, "QILU_TEST_POSTGRES names no server"))
struct PostgresProcessTests {
  enum Bank {
    static let accounts = 4
    static let balance = 1_000
    static let migration = Migration(
      1, "accounts and a counter",
      [
        "CREATE TABLE account (id INT64 NOT NULL PRIMARY KEY, balance INT64 NOT NULL CHECK (balance >= 0))",
        "CREATE TABLE process (id INT64 NOT NULL PRIMARY KEY, done INT64 NOT NULL)",
        "CREATE TABLE receipt (number INT64 NOT NULL PRIMARY KEY, paid_by INT64 NOT NULL REFERENCES account (id))",
      ])

    static func create(at place: Place) throws -> SQLDatabase {
      let database = try SQLDatabase.create(at: place.database, migrations: [migration])
      try database.write { connection throws in
        for id in 1...accounts {
          try connection.execute("INSERT INTO account (id, balance) VALUES (?, ?)", [id, balance])
        }
      }
      return database
    }

    static func open(_ url: String, isWeak: Bool) throws -> SQLDatabase {
      try isWeak
        ? SQLDatabase.openWeakened(url: url, migrations: [migration])
        : SQLDatabase.open(.postgres(url: url), migrations: [migration])
    }

    /// Waits until two processes are there, for a minute at most: their work is to meet.
    static func meet(_ database: SQLDatabase) throws {
      try database.write { _ = try $0.execute("INSERT INTO process (id, done) VALUES (?, 0)", [Int(getpid())]) }
      for _ in 0..<12_000 {
        if try database.read({ try $0.number("SELECT COUNT(*) FROM process") }) == 2 { return }
        usleep(5_000)
      }
      Issue.record("the other process did not come")
    }

    /// Reads two balances, computes outside of SQL and writes them back: right only if nothing comes between. The
    /// receipt, if one is written, takes the number after the last one; its unique key alone keeps transfers apart.
    static func transfer(
      _ database: SQLDatabase, from giver: Int, to taker: Int, _ amount: Int, hasReceipt: Bool
    ) throws {
      try database.write { connection throws in
        let asking = "SELECT balance FROM account WHERE id = ?"
        let has = try connection.first(asking, [giver]) { try $0.int(0) } ?? 0
        let other = try connection.first(asking, [taker]) { try $0.int(0) } ?? 0
        let moved = min(has, amount)
        usleep(useconds_t.random(in: 0...1_000))
        try connection.execute("UPDATE account SET balance = ? WHERE id = ?", [has - moved, giver])
        try connection.execute("UPDATE account SET balance = ? WHERE id = ?", [other + moved, taker])
        guard hasReceipt else { return }
        let last = try connection.number("SELECT COALESCE(max(number), 0) FROM receipt") ?? 0
        try connection.execute("INSERT INTO receipt (number, paid_by) VALUES (?, ?)", [last + 1, giver])
      }
    }

    /// What one process does: random transfers on four threads, and at the end how many were done. Those that were
    /// refused as busy left nothing.
    static func work(_ database: SQLDatabase, hasReceipt: Bool) throws {
      try meet(database)
      let threads = OperationQueue()
      threads.maxConcurrentOperationCount = 4
      let done = Done()
      for _ in 0..<120 {
        let giver = Int.random(in: 1...accounts)
        let taker = giver % accounts + 1
        let amount = Int.random(in: 1...50)
        threads.addOperation {
          do {
            try transfer(database, from: giver, to: taker, amount, hasReceipt: hasReceipt)
            done.add()
          } catch DatabaseFailure.busy {} catch {
            Issue.record(error)
          }
        }
      }
      threads.waitUntilAllOperationsAreFinished()
      try database.write { connection throws in
        _ = try connection.execute("UPDATE process SET done = ? WHERE id = ?", [done.count, Int(getpid())])
      }
    }
  }

  /// A number that threads add to. Unchecked: the lock protects it.
  final class Done: @unchecked Sendable {
    private let lock = NSLock()
    private var number = 0
    var count: Int { lock.withLock { number } }
    func add() { lock.withLock { number += 1 } }
  }

  /// What two processes left: the money, how many receipts there are and the highest of their numbers, and how many
  /// transfers each said it had done.
  private func run(
    isWeak: Bool, hasReceipt: Bool
  ) async throws -> (money: Int?, receipts: Int?, last: Int?, done: [Int]) {
    let place = try Place(.postgres)
    let database = try Bank.create(at: place)
    let url = place.url
    async let first: Void = Self.process(url, isWeak: isWeak, hasReceipt: hasReceipt)
    async let second: Void = Self.process(url, isWeak: isWeak, hasReceipt: hasReceipt)
    _ = await (first, second)
    return try database.read { connection in
      (
        try connection.number("SELECT CAST(sum(balance) AS BIGINT) FROM account"),
        try connection.number("SELECT COUNT(*) FROM receipt"),
        try connection.number("SELECT COALESCE(max(number), 0) FROM receipt"),
        try connection.query("SELECT done FROM process") { try $0.int(0) }
      )
    }
  }

  private static func process(_ url: String, isWeak: Bool, hasReceipt: Bool) async {
    await #expect(processExitsWith: .success) { [url, isWeak, hasReceipt] in
      try Bank.work(try Bank.open(url, isWeak: isWeak), hasReceipt: hasReceipt)
    }
  }

  @Test(
    "random transfers of two processes lose no money, and no receipt's number is repeated or skipped",
    arguments: [false, true])
  func serializable(hasReceipt: Bool) async throws {
    let outcome = try await run(isWeak: false, hasReceipt: hasReceipt)
    #expect(outcome.money == Bank.accounts * Bank.balance)
    #expect(outcome.receipts == outcome.last)
    #expect(outcome.receipts == (hasReceipt ? outcome.done.reduce(0, +) : 0))
    #expect(outcome.done.count == 2 && outcome.done.allSatisfy { $0 > 0 })
  }

  @Test("control: the same transfers at READ COMMITTED make or lose money")
  func weakened() async throws {
    let outcome = try await run(isWeak: true, hasReceipt: false)
    #expect(outcome.money != Bank.accounts * Bank.balance)
  }
}
