import HTTPClient
import Operations
import Primitives

/// Asks again where a line broke or the server had no time, with growing pauses. An act bears the same key each time,
/// so that it is done once however often it is asked for.
struct Persistence: Sendable {
  /// With the pauses some six seconds: a server that is started anew is back by then.
  private static let tries = 6
  /// Silence has lasted a minute by itself.
  private static let triesInSilence = 2
  /// Milliseconds.
  private static let firstPause = 200
  private static let longestPause = 30_000
  /// What passes by itself, and was not done or may be asked for again under its key.
  private static let passing: Set<String> = [
    "database.unknown-outcome", "database.busy", "service.busy", "http.503", "http.rate",
  ]

  let pause: @Sendable (_ milliseconds: Int) -> Void

  /// Asks until there is an answer that stays.
  ///
  /// - Throws: a ``Refusal`` about the line; the first one, where the server could not even be reached again.
  func answer(_ ask: () throws -> HTTPReply) throws -> HTTPReply {
    var lost: Refusal?
    for attempt in 1..<Self.tries {
      do {
        let reply = try ask()
        guard let wait = Self.wait(after: reply, attempt) else { return reply }
        pause(wait)
      } catch let refusal as Refusal where Self.isWorthwhile(refusal, attempt, lost) {
        lost = lost ?? refusal
        pause(Self.firstPause << (attempt - 1))
      }
    }
    do { return try ask() } catch { throw lost ?? error }
  }

  /// Milliseconds to wait before asking again; nil where the answer stays.
  private static func wait(after reply: HTTPReply, _ attempt: Int) -> Int? {
    guard [429, 502, 503, 504].contains(reply.status) else { return nil }
    if let refusal = ProblemReader.told(reply), !passing.contains(refusal.code) { return nil }
    let asked = reply.header("retry-after").flatMap { Int($0) }.map { min(max(0, $0), longestPause / 1000) * 1000 }
    return max(asked ?? 0, firstPause << (attempt - 1))
  }

  /// A server that was never reached is told at once; one that answered before is waited for.
  private static func isWorthwhile(_ refusal: Refusal, _ attempt: Int, _ lost: Refusal?) -> Bool {
    switch refusal.code {
    case "server.lost": true
    case "server.timeout": attempt < triesInSilence
    case "server.unreachable": lost != nil
    default: false
    }
  }
}
