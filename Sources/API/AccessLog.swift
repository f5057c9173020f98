import Foundation
import Primitives

/// The server's log: one JSON object a line. It names operations, statuses and durations, never paths, queries or values.
final class AccessLog: Sendable {
  private let write: @Sendable (String) -> Void
  private let logsRequests: Bool

  /// Logs to a place; requests only where wanted, faults always.
  init(requests: Bool, write: @escaping @Sendable (String) -> Void) {
    logsRequests = requests
    self.write = write
  }

  /// Logs an answered request.
  func request(_ request: Request, status: Int, nanoseconds: UInt64) {
    guard logsRequests || status >= 500 else { return }
    line([
      ("level", .string(status >= 500 ? "error" : "info")), ("event", .string("request")),
      ("request", .string(request.id)), ("operation", .string(request.operation)),
      ("status", .integer(status)), ("microseconds", .integer(nanoseconds / 1000)),
      ("forwarded", .bool(request.isForwarded)),
    ])
  }

  /// Logs something that happened to the server.
  func event(_ name: String, _ facts: [(String, String)] = []) {
    line([("level", .string("info")), ("event", .string(name))] + facts.map { ($0.0, .string($0.1)) })
  }

  private func line(_ members: [(String, JSONValue)]) {
    let at = Date().formatted(
      .iso8601.year().month().day().time(includingFractionalSeconds: true).timeZone(separator: .omitted))
    let all = [("at", JSONValue.string(at))] + members
    write(
      String(decoding: JSONValue.object(all.map { .init(ByteText($0.0), $0.1) }).compactBytes, as: UTF8.self) + "\n")
  }
}
