import CPostgres
import Foundation
import Primitives

/// One connection of libpq: texts and parameters in, results out. It knows nothing of transactions.
///
/// Every call but ``init(_:)`` throws a ``PostgresError``.
final class PostgresConnection {
  private let handle: OpaquePointer

  /// Seconds to wait for a server that does not answer, where the URL does not say otherwise.
  private static let patience = "10"
  /// PostgreSQL 15, the version that the tests run on.
  private static let oldestVersion: Int32 = 150_000

  /// Connects. Throws a ``Primitives/Refusal`` for a server that cannot be reached or used.
  init(_ address: PostgresAddress) throws {
    // What stands before the URL it may override, what stands after it overrides the URL.
    let options = [
      ("connect_timeout", Self.patience), ("dbname", address.url), ("application_name", "qilu"),
      ("client_encoding", "UTF8"),
    ]
    guard let handle = Self.connect(options) else { throw DatabaseFailure.io("no memory to open a connection") }
    self.handle = handle
    guard PQstatus(handle) == CONNECTION_OK else {
      throw Refusal.unreachableServer(address.place, PostgresError.firstLine(PQerrorMessage(handle)))
    }
    // Notices are for people at a terminal; libpq would print them.
    PQsetNoticeProcessor(handle, { _, _ in }, nil)
    try requireSuitable()
  }

  deinit { PQfinish(handle) }

  private static func connect(_ options: [(String, String)]) -> OpaquePointer? {
    withCStrings(options.map(\.0)) { keywords in
      withCStrings(options.map(\.1)) { values in PQconnectdbParams(keywords, values, 1) }
    }
  }

  private static func withCStrings<T>(_ texts: [String], _ body: ([UnsafePointer<CChar>?]) -> T) -> T {
    let copies = texts.map { text in text.withCString { strdup($0) } }
    defer { copies.forEach { free($0) } }
    return body(copies.map { UnsafePointer($0) } + [nil])
  }

  private func requireSuitable() throws {
    guard PQserverVersion(handle) >= Self.oldestVersion else {
      let version = "\(PQserverVersion(handle) / 10_000)"
      throw Refusal.unsuitableServer(
        Bilingual("服务器版本为 PostgreSQL \(version)。", "The server is PostgreSQL \(version)."))
    }
    let encoding = PQparameterStatus(handle, "server_encoding").map { String(cString: $0) } ?? ""
    guard encoding == "UTF8" else {
      throw Refusal.unsuitableServer(
        Bilingual("数据库编码为 \(encoding)。", "The database has the encoding \(encoding)."))
    }
  }
}

extension PostgresConnection {
  /// Whether a transaction is open and sound.
  var isInTransaction: Bool { PQtransactionStatus(handle) == PQTRANS_INTRANS }
  /// Whether no transaction is open.
  var isIdle: Bool { PQtransactionStatus(handle) == PQTRANS_IDLE }

  /// Runs one or several statements without parameters in one round trip; answers the last one's command tag.
  @discardableResult
  func command(_ sql: String) throws -> String {
    try checked(PQexec(handle, sql)).tag
  }

  /// Runs one statement.
  func execute(_ sql: String, _ parameters: PostgresParameters, types: [Oid]) throws -> PostgresResult {
    try checked(
      parameters.withArrays {
        PQexecParams(handle, sql, $0.count, types, $0.values, $0.lengths, $0.formats, 1)
      })
  }

  /// Prepares one statement under a name.
  func prepare(_ name: String, _ sql: String, types: [Oid]) throws {
    _ = try checked(PQprepare(handle, name, sql, Int32(types.count), types))
  }

  /// Runs a prepared statement and fetches its whole answer.
  func execute(prepared name: String, _ parameters: PostgresParameters) throws -> PostgresResult {
    try checked(
      parameters.withArrays { PQexecPrepared(handle, name, $0.count, $0.values, $0.lengths, $0.formats, 1) })
  }

  /// Runs a prepared statement and keeps the first row alone; the others are read off the wire one by one.
  func first(prepared name: String, _ parameters: PostgresParameters) throws -> PostgresResult {
    let isSent = parameters.withArrays {
      PQsendQueryPrepared(handle, name, $0.count, $0.values, $0.lengths, $0.formats, 1)
    }
    guard isSent == 1, PQsetSingleRowMode(handle) == 1 else { throw PostgresError(nil, on: handle) }
    var first: PostgresResult?
    var failure: PostgresError?
    // The answer ends with an empty result, or with the error that cut it off.
    while let next = PQgetResult(handle) {
      do {
        let result = try checked(next)
        if first == nil { first = result }
      } catch let error as PostgresError { failure = failure ?? error }
    }
    if let failure { throw failure }
    guard let first else { throw PostgresError(nil, on: handle) }
    return first
  }

  private func checked(_ result: OpaquePointer?) throws -> PostgresResult {
    switch PQresultStatus(result) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_SINGLE_TUPLE:
      if let result { return PostgresResult(result) }
    default: break
    }
    defer { PQclear(result) }
    throw PostgresError(result, on: handle)
  }
}
