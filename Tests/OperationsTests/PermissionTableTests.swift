import Foundation
import Testing

@testable import Operations

@Suite("The permission table")
struct PermissionTableTests {
  /// The roles that have work in the system; the others hold what everybody holds.
  private static let columns = Role.allCases.filter { RoleTable.row($0)?.isAwaited == false }

  /// The table of roles, made from theirs.
  private var roleTable: [String] {
    let header = [
      "role", "角色", "name", "rules", "sees", "scope", "grant by two", "second factor", "not together with", "work",
    ]
    let rows = RoleTable.rows.map { row in
      let sees = RoleRow.Sight.allCases.filter(row.sees.contains).map(\.displayName.en)
      return [
        "`\(row.role.rawValue)`", row.role.displayName.zh, row.role.displayName.en, row.rules.joined(separator: ", "),
        sees.joined(separator: ", "), row.scope.displayName.en, row.needsSecondPerson ? "●" : "",
        row.needsSecondFactor ? "●" : "",
        RoleTable.excluded(by: row.role).map { "`\($0.rawValue)`" }.joined(separator: " "),
        row.isAwaited ? "not built yet" : "",
      ]
    }
    return lines([header, header.map { _ in "---" }] + rows)
  }

  /// The table of operations, made from the catalogue.
  private var operationTable: [String] {
    let header = ["operation", "reach", "effect"] + Self.columns.map(\.displayName.en)
    let rows = Catalogue.all.entries.map { entry in
      ["`\(entry.name)`", EffectWords.words(entry.reach).en, EffectWords.words(entry.effect).en]
        + Self.columns.map { entry.access == .anyone || entry.access.roles.contains($0) ? "●" : "" }
    }
    return lines([header, header.indices.map { $0 < 3 ? "---" : ":-:" }] + rows)
  }

  private func lines(_ rows: [[String]]) -> [String] { rows.map { "| " + $0.joined(separator: " | ") + " |" } }

  private static let place = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Sources/qilu/Documentation.docc/Permissions.md")

  private func article() throws -> String { try String(contentsOf: Self.place, encoding: .utf8) }

  @Test("The article of permissions is the two tables; QILU_RECORD=1 writes them there, which fails the test, too")
  func articleIsTable() throws {
    let found = try article().split(separator: "\n").map(String.init).filter { $0.hasPrefix("|") }
    let expected = roleTable + operationTable
    guard found != expected else { return }
    Issue.record("the tables of the article are not those of the program")
    if Recording.isOn { try record() }
  }

  /// Puts the tables in the place of those that stand in the article.
  private func record() throws {
    var text: [String] = []
    var tables = [roleTable, operationTable]
    var isInside = false
    for line in try article().components(separatedBy: "\n") {
      let isRow = line.hasPrefix("|")
      if isRow, !isInside, !tables.isEmpty { text += tables.removeFirst() }
      if !isRow { text.append(line) }
      isInside = isRow
    }
    try text.joined(separator: "\n").write(to: Self.place, atomically: true, encoding: .utf8)
  }

  @Test("Each role has its row in the role table, once")
  func roles() {
    #expect(
      RoleTable.rows.map(\.role).sorted { $0.rawValue < $1.rawValue }
        == Role.allCases.sorted { $0.rawValue < $1.rawValue })
  }

  @Test("A role whose work is not built yet holds no operation but everybody's, and every other one holds some")
  func awaited() {
    let own = Catalogue.all.entries.filter { $0.access != .anyone && !$0.access.isEverybodys }
    for row in RoleTable.rows {
      #expect(own.contains { $0.access.roles.contains(row.role) } != row.isAwaited, "\(row.role)")
    }
  }
}
