import Operations
import Primitives

/// How the command line takes an operation's input, derived from the input's schema and the notes on its fields.
struct CommandSyntax {
  /// What one value must be.
  enum Scalar: Hashable {
    case text, path, integer, boolean
    case choice([String])
  }

  /// A field of the input as the command line takes it.
  struct Parameter: Hashable {
    let note: FieldNote
    let scalar: Scalar
    /// Whether it takes any number of values.
    let repeats: Bool
    /// Whether the command is malformed without it.
    let isNeeded: Bool
    /// Whether the input holds the field in any case: without a value as `false`, or as no elements.
    let isAlwaysWritten: Bool

    var name: String { note.name }
    /// A truth is told by its flag alone; by its place nobody could read it.
    var isArgument: Bool { note.form == .argument && scalar != .boolean }
  }

  /// The name of the operation.
  let operation: String
  /// What is taken by its place, in order.
  let arguments: [Parameter]
  /// What is taken by its name.
  let options: [Parameter]

  /// Arguments and options.
  var parameters: [Parameter] { arguments + options }

  init(_ entry: CatalogueEntry) {
    self.init(operation: entry.name, input: entry.input, notes: entry.notes)
  }

  init(operation: String, input: Schema, notes: [FieldNote]) {
    // A field that nobody described is still an option, so that no input is out of reach.
    let described = Set(notes.map(\.name))
    let bare = input.fields.filter { !described.contains($0.name) }
      .map { FieldNote.option($0.name, $0.name.uppercased(), "", "") }
    let parameters = (notes + bare).compactMap { note in
      input.fields.first { $0.name == note.name }.map { Parameter(note, $0) }
    }
    self.operation = operation
    arguments = parameters.filter(\.isArgument)
    options = parameters.filter { !$0.isArgument }
  }

  /// The option with a flag as the person wrote it: `--dry-run`.
  func option(_ flag: String) -> Parameter? { options.first { $0.note.flag == flag } }
}

extension CommandSyntax.Parameter {
  fileprivate init(_ note: FieldNote, _ field: Schema.Field) {
    let (element, repeats) = Self.element(field.schema)
    let scalar = Self.scalar(element)
    // Any number of named values may be none; arguments that are asked for are at least one.
    let mayBeAbsent = scalar == .boolean || repeats && note.form == .option
    self.init(
      note: note, scalar: scalar, repeats: repeats, isNeeded: field.isRequired && !mayBeAbsent,
      isAlwaysWritten: field.isRequired)
  }

  private static func element(_ schema: Schema) -> (Schema, repeats: Bool) {
    if case .array(let element) = schema { (element, true) } else { (schema, false) }
  }

  /// Arrays of arrays and objects have no form here; a test of the catalogue shows an input that holds one.
  private static func scalar(_ schema: Schema) -> CommandSyntax.Scalar {
    switch schema {
    case .string(format: "path"), .string(format: "result-folder"): .path
    case .integer: .integer
    case .boolean: .boolean
    case .choice(let values): .choice(values)
    case .string, .array, .map, .object: .text
    }
  }
}
