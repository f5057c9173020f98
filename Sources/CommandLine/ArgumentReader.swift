import Operations
import Primitives

/// Reads the words behind an operation's name into the operation's input.
///
/// Options stand anywhere; `--` ends them. No value is ever repeated in a message: it may be somebody's ID number.
struct ArgumentReader {
  private let syntax: CommandSyntax
  private let input: Schema
  private var values: [String: [JSONValue]] = [:]
  private var places: [String] = []

  private init(_ entry: CatalogueEntry) {
    syntax = CommandSyntax(entry)
    input = entry.input
  }

  /// The input as JSON.
  ///
  /// - Throws: a ``Refusal`` of kind wrong use.
  static func input(of entry: CatalogueEntry, from words: [String]) throws -> JSONValue {
    var reader = ArgumentReader(entry)
    try reader.read(words)
    try reader.placeArguments()
    try reader.checkNeeded()
    return reader.object
  }

  private mutating func read(_ words: [String]) throws {
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        places += rest
        return
      }
      if Flag.isFlag(word) { try takeOption(Flag(word), from: &rest) } else { places.append(word) }
    }
  }

  private mutating func takeOption(_ flag: Flag, from rest: inout ArraySlice<String>) throws {
    guard let parameter = syntax.option(flag.name) else { throw UsageFaults.unknownOption(flag, of: syntax) }
    guard parameter.repeats || values[parameter.name] == nil else { throw UsageFaults.repeated(flag) }
    let value = parameter.scalar == .boolean ? try truth(flag) : try next(for: parameter, flag, from: &rest)
    values[parameter.name, default: []].append(value)
  }

  private func truth(_ flag: Flag) throws -> JSONValue {
    switch flag.value {
    case nil, "true": .bool(true)
    case "false": .bool(false)
    default: throw UsageFaults.notOneOf(["true", "false"], flag.name)
    }
  }

  private func next(
    for parameter: CommandSyntax.Parameter, _ flag: Flag, from rest: inout ArraySlice<String>
  ) throws -> JSONValue {
    if let value = flag.value { return try parameter.value(value) }
    // What begins with two hyphens is the next option; such a value is written behind an equals sign.
    guard let word = rest.first, !word.hasPrefix("--") else {
      throw UsageFaults.missingValue(flag.name, parameter.note.placeholder)
    }
    rest.removeFirst()
    // A word of a command line is seen by other users of the machine and kept in the shell's history.
    if word == "-", parameter.note.isPersonal { return try parameter.value(readLine() ?? "") }
    return try parameter.value(word)
  }

  private mutating func placeArguments() throws {
    var rest = places[...]
    for parameter in syntax.arguments {
      let taken = parameter.repeats ? rest : rest.prefix(1)
      rest.removeFirst(taken.count)
      if !taken.isEmpty { values[parameter.name] = try taken.map(parameter.value) }
    }
    guard rest.isEmpty else { throw UsageFaults.surplus(rest.count, of: syntax) }
  }

  private func checkNeeded() throws {
    for parameter in syntax.parameters where parameter.isNeeded && values[parameter.name] == nil {
      throw UsageFaults.missing(parameter, of: syntax)
    }
  }

  private var object: JSONValue {
    .object(
      input.fields.compactMap { field in
        syntax.parameters.first { $0.name == field.name }
          .flatMap { $0.whole(values[$0.name]) }
          .map { JSONValue.Member(ByteText(field.name), $0) }
      })
  }
}

extension CommandSyntax.Parameter {
  /// One value as the operation takes it.
  fileprivate func value(_ text: String) throws -> JSONValue {
    switch scalar {
    case .text, .path, .boolean: return .string(text)
    case .integer:
      guard let number = Int64(text) else { throw UsageFaults.notInteger(shownName) }
      return .integer(number)
    case .choice(let choices):
      guard choices.contains(text) else { throw UsageFaults.notOneOf(choices, shownName) }
      return .string(text)
    }
  }

  /// The field's value from all that was given; nil where the input leaves the field out.
  fileprivate func whole(_ values: [JSONValue]?) -> JSONValue? {
    if let values { return repeats ? .array(values) : values.first }
    guard isAlwaysWritten else { return nil }
    return repeats ? .array([]) : .bool(false)
  }
}
