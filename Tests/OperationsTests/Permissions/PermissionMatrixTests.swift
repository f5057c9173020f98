import Database
import Foundation
import Primitives
import SelectionRules
import Testing

@testable import Operations

@Suite("Role by operation by object", .enabled(if: Installation.hasFile))
struct PermissionMatrixTests {
  private static let header = "operation,role,object,when,verdict"
  private static let place = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("permissions.csv")
  private static let roles = Role.allCases.filter { RoleTable.row($0)?.isAwaited == false }
  private static let awaited = Role.allCases.filter { RoleTable.row($0)?.isAwaited == true }

  /// What the access table says where no object is looked at; the roles whose work is not built yet are one row.
  private static func tableRows(_ entry: CatalogueEntry) throws -> [String] {
    var rows = roles.map { "\(entry.name),\($0.rawValue),none,,\(tableVerdict(entry, $0))" }
    let others = Set(awaited.map { tableVerdict(entry, $0) })
    try #require(others.count == 1, "\(entry.name)")
    rows.append("\(entry.name),(not built yet),none,,\(others.first ?? "")")
    return rows
  }

  private static func tableVerdict(_ entry: CatalogueEntry, _ role: Role) -> String {
    do {
      try entry.access.check(entry.name, Actor(row: Actor.nobody.row, roles: [role]))
      return "may"
    } catch {
      return RefusalOfError.refusal(error).code
    }
  }

  /// What the program does with each object at one moment.
  private static func rows(_ phase: MatrixPhase) throws -> [String] {
    var rows: [String] = []
    try phase.house.withDatabase { database in
      for entry in Catalogue.all.entries {
        guard let kind = entry.matrixKind, phase.kinds.contains(kind), isAsked(entry, phase) else { continue }
        for role in roles { rows += try self.rows(entry, kind, role, phase, database) }
      }
    }
    return rows
  }

  private static func isAsked(_ entry: CatalogueEntry, _ phase: MatrixPhase) -> Bool {
    let thing = String(entry.name.split(separator: " ").first ?? "")
    return phase.things?.contains(thing) ?? (thing != "review")
  }

  private static func rows(
    _ entry: CatalogueEntry, _ kind: MatrixKind, _ role: Role, _ phase: MatrixPhase, _ database: SQLDatabase
  ) throws -> [String] {
    let person = try #require(Person.holding(role)).rawValue
    let isTaken = tableVerdict(entry, role) == "may"
    let objects = phase.objects(kind, role, entry.name)
    // Whoever lacks the role is refused before any object is looked at; one of them shows it.
    let asked = isTaken ? objects[...] : objects.prefix(1)
    return try asked.enumerated().compactMap { index, object in
      let json = try entry.matrixInput(object.values, paths: try paths(entry, phase, object, "\(person)-\(index)"))
      let verdict = try phase.verdict(entry, json: json, as: person, in: database)
      guard isTaken else {
        #expect(verdict == "access.role-missing", "\(entry.name) \(role)")
        return nil
      }
      return "\(entry.name),\(role.rawValue),\(object.place.rawValue),\(phase.name),\(verdict)"
    }
  }

  private static func paths(
    _ entry: CatalogueEntry, _ phase: MatrixPhase, _ object: MatrixObject, _ mark: String
  ) throws -> [String: String] {
    var paths = ["any": try phase.house.page("any").text]
    let isNew = ["edition export", "publicity export", "books export", "bank export", "grant report"].contains(
      entry.name)
    if isNew { paths["output"] = phase.house.path("out/\(entry.name)-\(mark)-\(phase.name)").text }
    if ["voucher enter", "opening import"].contains(entry.name) {
      let file = try phase.house.write("lines.csv", "account,debit,credit\n102,1,\n408,,1\n").text
      paths.merge(["lines": file, "file": file]) { $1 }
    }
    if entry.name == "bank open" { paths["map"] = try phase.house.write("map.csv", Installation.bankMap).text }
    if entry.name == "bank import" { paths["file"] = try phase.house.write("may.csv", Installation.bankHead).text }
    if ["voucher import", "voucher cash-listed", "voucher review-listed"].contains(entry.name) {
      let unit = object.values["unit"] ?? ""
      let ids = try phase.house.texts(
        """
        SELECT v.id FROM voucher v JOIN ledger l ON l.id = v.ledger_id JOIN union_unit u ON u.id = l.unit_id
        WHERE u.code = '\(unit)'
        """)
      let text =
        entry.name == "voucher import"
        ? "voucher,day,summary,attachments,account,debit,credit\n1,2026-05-20,样例,0,102,1,\n1,,,,408,,1\n"
        : "voucher,total\n" + ids.map { "\($0),1\n" }.joined()
      paths["file"] = try phase.house.write("many.csv", text).text
    }
    if entry.name == "form save" { paths["file"] = try phase.house.write("save.json", #"{"post": "钳工"}"#).text }
    return paths
  }

  private static func matrix() throws -> [String] {
    let table = try Catalogue.all.entries.flatMap(tableRows)
    return [header] + table + (try MatrixHouse.all().flatMap(rows))
  }

  @Test("The verdict on every operation is the one in permissions.csv; QILU_RECORD=1 writes it, which fails, too")
  func recorded() throws {
    let found = try Self.matrix()
    let recorded = (try? String(contentsOf: Self.place, encoding: .utf8)) ?? ""
    let expected = recorded.split(separator: "\n").map(String.init)
    guard found != expected else { return }
    let (new, old) = (Set(found).subtracting(expected).sorted(), Set(expected).subtracting(found).sorted())
    Issue.record(
      "the program says:\n\(new.prefix(40).joined(separator: "\n"))\nand not:\n\(old.prefix(40).joined(separator: "\n"))"
    )
    guard Recording.isOn else { return }
    try (found.joined(separator: "\n") + "\n").write(to: Self.place, atomically: true, encoding: .utf8)
  }

  /// The rows as they are recorded, by column.
  private func recordedRows() throws -> [[String]] {
    try String(contentsOf: Self.place, encoding: .utf8).split(separator: "\n").dropFirst()
      .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }

  @Test("Every operation has its row for every role, and every one that takes an object is asked about some")
  func complete() throws {
    let rows = try recordedRows()
    let plain = rows.filter { $0[2] == "none" }
    for entry in Catalogue.all.entries {
      #expect(plain.count { $0[0] == entry.name } == Self.roles.count + 1, "\(entry.name)")
      guard entry.matrixKind != nil else { continue }
      #expect(rows.contains { $0[0] == entry.name && $0[2] != "none" }, "\(entry.name)")
    }
  }

  @Test("Whoever does not read of every unit is told of another's object what he is told of none that there is")
  func foreignAsUnknown() throws {
    let wide = Set(UnitScope.wide.map(\.rawValue))
    let scoped = try recordedRows().filter { row in
      !wide.contains(row[1]) && ["form", "forward", "craftsman", "job"].contains { row[0].hasPrefix($0 + " ") }
    }
    let foreign = scoped.filter { $0[2] == "neighbour" || ($0[2] == "parent" && $0[0].hasPrefix("form ")) }
    #expect(foreign.count > 30)
    for row in foreign where row[0] != "form start" {
      let unknown = try #require(scoped.first { $0[0] == row[0] && $0[1] == row[1] && $0[2] == "unknown" })
      #expect(row[4] == unknown[4], "\(row)")
    }
  }
}
