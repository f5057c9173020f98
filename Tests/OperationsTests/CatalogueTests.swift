import Primitives
import Testing

@testable import Operations

@Suite("The catalogue")
struct CatalogueTests {
  private static let names = Catalogue.all.entries.map(\.name)

  private func entry(_ name: String) throws -> CatalogueEntry { try #require(Catalogue.all[name]) }

  @Test("No two operations share a name")
  func uniqueNames() {
    #expect(Set(Self.names).count == Self.names.count)
    #expect(Self.names.count > 40)
  }

  @Test("Every operation has a row in the access table, and every row an operation")
  func accessRows() {
    #expect(Set(AccessTable.table.keys) == Set(Self.names))
  }

  @Test("An operation that the access table does not name may be called by nobody")
  func unknownOperation() {
    #expect(AccessTable.access(to: "no such") == .roles([]))
  }

  @Test("The notes are those of the input's fields, each once", arguments: names)
  func notes(name: String) throws {
    let entry = try entry(name)
    let notes = entry.notes.map(\.name)
    #expect(notes.sorted() == entry.input.fields.map(\.name).sorted())
    #expect(Set(notes).count == notes.count)
  }

  @Test("What is taken by its place is required and stands before the options", arguments: names)
  func arguments(name: String) throws {
    let entry = try entry(name)
    let required = Set(entry.input.fields.filter(\.isRequired).map(\.name))
    let places = entry.notes.map { $0.form == .argument }
    #expect(entry.notes.filter { $0.form == .argument }.allSatisfy { required.contains($0.name) })
    #expect(places == places.sorted { $0 && !$1 })
  }

  @Test("A switch has no placeholder, everything else has one", arguments: names)
  func placeholders(name: String) throws {
    let entry = try entry(name)
    for note in entry.notes {
      let field = try #require(entry.input.fields.first { $0.name == note.name })
      #expect((field.schema == .boolean) == note.placeholder.isEmpty, "\(note.name)")
    }
  }

  @Test("Summary and notes speak both languages", arguments: names)
  func languages(name: String) throws {
    let entry = try entry(name)
    #expect(entry.summary.faults.isEmpty)
    #expect(!entry.summary.isMixed)
    for note in entry.notes {
      #expect(note.help.faults.isEmpty, "\(note.name)")
      #expect(!note.help.isMixed, "\(note.name)")
    }
  }

  @Test("The answer's schema names its fields", arguments: names)
  func outputs(name: String) throws {
    let output = try entry(name).output
    #expect(!output.fields.isEmpty)
    #expect(Set(output.fields.map(\.name)).count == output.fields.count)
  }

  @Test("The smallest input of the schema decodes", arguments: names)
  func exampleDecodes(name: String) throws {
    let entry = try entry(name)
    let house = try Installation()
    let json = try entry.json()
    // Without an installation everything else is refused; the form of the input is not.
    guard entry.name != "init", entry.name != "operation list" else { return }
    let refusal = #expect(throws: Refusal.self) { try house.call(name, json: json, as: nil) }
    #expect(refusal?.code.hasPrefix("input.") == false)
  }

  @Test("Only operations that need no installation are open to anyone, and those by which one becomes known")
  func openOperations() {
    let open = Catalogue.all.entries.filter { $0.access == .anyone }
    let writing = open.filter { $0.effect != .pure }.map(\.name)
    #expect(writing == ["init", "restore", "session start", "registration submit"])
    #expect(Catalogue.all.entries.filter { $0.effect == .pure }.allSatisfy { $0.access == .anyone })
  }

  @Test("The catalogue lists itself, with schemas that are JSON")
  func listsItself() throws {
    let house = try Installation()
    let output = try house.run(OperationList.self, OperationList.Input(), as: .auditor)
    #expect(output.operations.map(\.name) == Self.names)
    for item in output.operations {
      let input = try JSONValue(reading: Array(item.input.utf8), file: item.name)
      let entry = try entry(item.name)
      #expect(input == entry.input.jsonValue)
    }
  }
}
