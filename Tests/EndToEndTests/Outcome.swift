import Foundation
import Testing

/// What one command came to.
struct Outcome: Sendable {
  let command: String
  let ending: ChildProcess.Ending
  let outputBytes: [UInt8]
  let errorBytes: [UInt8]

  var output: String { String(decoding: outputBytes, as: UTF8.self) }
  var error: String { String(decoding: errorBytes, as: UTF8.self) }

  /// The exit code; nil for a process that a signal ended.
  var code: Int32? {
    if case .exit(let code) = ending { code } else { nil }
  }

  /// Both texts, for the comment of an expectation.
  var told: String { "\(command): \(ending) \(output.prefix(400)) \(error.prefix(1200))" }

  /// The answer that `--json` printed.
  func json() throws -> [String: Any] { try Self.object(outputBytes) }

  /// The code of the refusal that `--json` printed on standard error.
  func refusalCode() throws -> String? {
    let refusal = try Self.object(errorBytes)["refusal"] as? [String: Any]
    return refusal?["code"] as? String
  }

  private static func object(_ bytes: [UInt8]) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
  }
}
