import Database
import Primitives

/// What is remembered of failed sign-ins. Moments are milliseconds since 1970; accounts and addresses are keyed hashes.
public struct GuessCounts: Sendable, Hashable {
  /// Failures of the account from the address since its last success there.
  public var pair = 0
  /// When the last of them was.
  public var lastOfPair: Int64 = 0
  /// Failures of the account from all addresses.
  public var account = 0
  /// When the first of them was.
  public var firstOfAccount: Int64 = 0
  /// Failures from the address, whatever the account.
  public var address = 0
  /// When the first of them was.
  public var firstOfAddress: Int64 = 0

  /// Nothing is remembered.
  public init() {}
}

/// The failed sign-ins, and the addresses from which people signed in.
public enum GuessStore {
  /// Records a failure.
  public static func insert(
    id: String, account: [UInt8], address: [UInt8], at moment: Int64, in connection: WriteConnection
  ) throws {
    try connection.execute(
      "INSERT INTO sign_in_failure (id, account, address, at_ms) VALUES (?, ?, ?, ?)", [id, account, address, moment])
  }

  /// What is remembered: of the pair since one moment, of account and address since another.
  public static func counts(
    account: [UInt8], address: [UInt8], pairSince: Int64, since: Int64, in connection: ReadConnection
  ) throws -> GuessCounts {
    var counts = GuessCounts()
    (counts.pair, counts.lastOfPair) = try count(
      "max", "account = ? AND address = ?", [account, address, pairSince], in: connection)
    (counts.account, counts.firstOfAccount) = try count("min", "account = ?", [account, since], in: connection)
    (counts.address, counts.firstOfAddress) = try count("min", "address = ?", [address, since], in: connection)
    return counts
  }

  /// How many failures there were since a moment.
  public static func total(since: Int64, in connection: ReadConnection) throws -> Int {
    try count("min", "1 = 1", [since], in: connection).count
  }

  private static func count(
    _ edge: String, _ condition: String, _ parameters: [any SQLBindable], in connection: ReadConnection
  ) throws -> (count: Int, edge: Int64) {
    try connection.first(
      "SELECT count(*), COALESCE(\(edge)(at_ms), 0) FROM sign_in_failure WHERE \(condition) AND at_ms > ?", parameters
    ) { (try $0.int(0), try $0.integer(1)) } ?? (0, 0)
  }

  /// Forgets the failures of an account from an address, and remembers that its owner signed in from there.
  public static func succeed(
    _ actor: ActorID, account: [UInt8], address: [UInt8], at moment: Int64, in connection: WriteConnection
  ) throws {
    try connection.execute("DELETE FROM sign_in_failure WHERE account = ? AND address = ?", [account, address])
    try connection.execute(
      """
      INSERT INTO sign_in_address (actor_id, address, seen_ms) VALUES (?, ?, ?)
      ON CONFLICT (actor_id, address) DO UPDATE SET seen_ms = excluded.seen_ms
      """, [actor, address, moment])
  }

  /// Whether somebody signed in from an address since a moment.
  public static func isKnown(
    _ address: [UInt8], of actor: ActorID, since moment: Int64, in connection: ReadConnection
  ) throws -> Bool {
    try connection.first(
      "SELECT 1 FROM sign_in_address WHERE actor_id = ? AND address = ? AND seen_ms > ?", [actor, address, moment]
    ) { try $0.int(0) } != nil
  }

  /// Forgets failures and addresses from before two moments.
  public static func sweep(failuresBefore: Int64, addressesBefore: Int64, in connection: WriteConnection) throws {
    try connection.execute("DELETE FROM sign_in_failure WHERE at_ms < ?", [failuresBefore])
    try connection.execute("DELETE FROM sign_in_address WHERE seen_ms < ?", [addressesBefore])
  }
}
