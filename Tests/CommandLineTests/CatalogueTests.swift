import Operations
import Testing

@testable import CommandLine

/// What the command line asks of the real catalogue.
@Suite struct CatalogueTests {
  @Test("every operation can be written on the command line", arguments: Catalogue.all.entries.map(\.name))
  func writable(_ name: String) throws {
    let entry = try #require(Catalogue.all[name])
    let syntax = CommandSyntax(entry)
    #expect((1...2).contains(entry.words.count), "a name is thing and verb, or one word")
    #expect(!CommandTree.ownCommands.contains(entry.words[0]), "the program has this command itself")
    #expect(Set(syntax.parameters.map(\.name)) == Set(entry.input.fields.map(\.name)))
    #expect(entry.notes.count == entry.input.fields.count, "each field has one note, each note its field")
    let shaped = entry.input.fields.filter { !Self.isFlat($0.schema) }
    #expect(shaped.isEmpty, "a field is a scalar, or an array of scalars")
    #expect(Set(syntax.options.map(\.note.flag)).isDisjoint(with: GlobalOption.allCases.map(\.flag)))
    let greedy = syntax.arguments.dropLast().filter(\.repeats)
    #expect(greedy.isEmpty, "only the last argument takes the rest")
    let misplaced = syntax.arguments.drop(while: \.isNeeded).filter(\.isNeeded)
    #expect(misplaced.isEmpty, "what may be left out stands last")
  }

  @Test("no operation has the name of a thing, whose verbs would be hidden")
  func names() {
    let tree = CommandTree(catalogue: .all)
    #expect(Set(tree.single.map(\.name)).isDisjoint(with: tree.things))
    #expect(Set(Catalogue.all.entries.map(\.name)).count == Catalogue.all.entries.count)
  }

  private static func isFlat(_ schema: Schema) -> Bool {
    switch schema {
    case .string, .integer, .boolean, .choice: true
    case .array(let element):
      switch element {
      case .string, .integer, .choice: true
      case .boolean, .array, .map, .object: false
      }
    case .map, .object: false
    }
  }
}
