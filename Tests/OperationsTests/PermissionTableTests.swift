import Foundation
import Testing

@testable import Operations

@Suite("The permission table")
struct PermissionTableTests {
  /// The table of the article, made from the catalogue.
  private var expected: [String] {
    let roles = Role.allCases
    let header = ["operation", "reach", "effect"] + roles.map(\.displayName.en)
    let rows = Catalogue.all.entries.map { entry in
      ["`\(entry.name)`", EffectWords.words(entry.reach).en, EffectWords.words(entry.effect).en]
        + roles.map { entry.access == .anyone || entry.access.roles.contains($0) ? "●" : "" }
    }
    let rule = header.indices.map { $0 < 3 ? "---" : ":-:" }
    return ([header, rule] + rows).map { "| " + $0.joined(separator: " | ") + " |" }
  }

  private func article() throws -> String {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try String(
      contentsOf: root.appendingPathComponent("Sources/qilu/Documentation.docc/Permissions.md"), encoding: .utf8)
  }

  @Test("The article of permissions is the access table; a difference prints the table that should stand there")
  func articleIsTable() throws {
    let found = try article().split(separator: "\n").map(String.init).filter { $0.hasPrefix("|") }
    #expect(found == expected, "\n\(expected.joined(separator: "\n"))\n")
  }

  @Test("Each role has its name in the article")
  func roles() throws {
    let text = try article()
    for role in Role.allCases { #expect(text.contains(role.displayName.zh)) }
  }
}
