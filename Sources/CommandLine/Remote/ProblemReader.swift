import Foundation
import HTTPClient
import Primitives

/// Problem details (RFC 9457) read back into the refusals that they were.
enum ProblemReader {
  /// The refusal that an answer tells; one about the server itself where it tells none.
  static func refusal(_ reply: HTTPReply) -> Refusal {
    if let refusal = told(reply) { return refusal }
    switch reply.status {
    case 300..<400: return ServerFaults.redirected
    case 429, 502, 503, 504: return ServerFaults.unavailable
    default: return ServerFaults.notQilu
    }
  }

  /// The refusal that a problem document tells; nil where the answer is none.
  static func told(_ reply: HTTPReply) -> Refusal? {
    guard reply.mediaType == "application/problem+json",
      let problem = try? JSONValue(reading: reply.body, file: "problem"), let code = problem["code"]?.string,
      let message = text(problem["message"]), let remedy = text(problem["remedy"])
    else { return nil }
    return Refusal(
      code, kind: kind(reply.status, code), citation: citation(problem), message: message, remedy: remedy,
      location: location(problem["location"]), retryAfter: reply.header("retry-after").flatMap { Int($0) })
  }

  /// The kind that a status stands for. Whoever asks too much is told 429, and 503 where it is the server that has too
  /// much to do.
  static func kind(_ status: Int, _ code: String) -> Refusal.Kind {
    switch status {
    case 401: .notSignedIn
    case 403: .notPermitted
    case 404: .notFound
    case 412: .outdated
    case 422: .refused
    case 429: .tooMany
    case 503: ["service.busy", "http.503"].contains(code) ? .tooMany : .storage
    case 500...: .bug
    default: .wrongUse
    }
  }

  private static func citation(_ problem: JSONValue) -> Citation? {
    guard let rule = problem["rule"]?.string, let document = text(problem["document"]) else { return nil }
    return Citation(rule, document, problem["article"]?.string ?? "")
  }

  private static func location(_ value: JSONValue?) -> Refusal.Location? {
    guard let value, let file = value["file"]?.string else { return nil }
    return Refusal.Location(file: file, line: value["line"]?.integer, column: value["column"]?.string)
  }

  private static func text(_ value: JSONValue?) -> Bilingual? {
    guard let zh = value?["zh"]?.string, let en = value?["en"]?.string else { return nil }
    return Bilingual(zh, en)
  }
}
