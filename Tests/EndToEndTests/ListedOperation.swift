import Foundation
import Testing

/// An operation as `qilu operation list --json` tells it.
struct ListedOperation: Sendable, CustomTestStringConvertible {
  let name: String
  let effect: String
  let roles: [String]
  let required: [String]

  var words: [String] { name.split(separator: " ").map(String.init) }
  var testDescription: String { name }
  /// Whether it is for every actor, also one without a role: it names every role.
  var isForEveryone: Bool { roles.count == Self.all.map(\.roles.count).max() }

  /// All operations; empty where the list could not be read, which a test of its own tells.
  static let all: [ListedOperation] = (try? read()) ?? []

  private static func read() throws -> [ListedOperation] {
    let answer = try Installation().done("operation list --json").json()
    return (answer["operations"] as? [[String: Any]] ?? []).compactMap(ListedOperation.init)
  }

  private init?(_ item: [String: Any]) {
    guard let name = item["name"] as? String, let effect = item["effect"] as? String,
      let roles = item["roles"] as? [String], let input = item["input"] as? String,
      let schema = try? JSONSerialization.jsonObject(with: Data(input.utf8)) as? [String: Any]
    else { return nil }
    self.name = name
    self.effect = effect
    self.roles = roles
    required = schema["required"] as? [String] ?? []
  }
}
