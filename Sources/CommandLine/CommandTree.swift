import Operations
import Primitives

/// The commands as a tree of things and verbs, with the program's own commands `help` and `completion` beside them.
struct CommandTree {
  static let ownCommands = ["help", "completion"]

  let catalogue: Catalogue

  /// The things in the catalogue's order: `edition`.
  var things: [String] {
    entries(ofTwoWords: true).map { $0.words[0] }.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// The operations whose name is a single word: `init`.
  var single: [CatalogueEntry] { entries(ofTwoWords: false) }

  /// The operations about a thing.
  func entries(about thing: String) -> [CatalogueEntry] { entries(ofTwoWords: true).filter { $0.words[0] == thing } }

  /// Understands the words of a command.
  ///
  /// - Throws: a ``Refusal`` of kind wrong use.
  func request(_ options: GlobalOptions) throws -> Request {
    let words = options.words
    if options.has(.help) { return .help(try topic(commandWords(words))) }
    if options.has(.version) { return .version }
    switch words.first {
    case nil: return .help(.overview)
    case "help": return .help(try topic(commandWords(words)))
    case "completion": return .completion(try shell(words.dropFirst()))
    case let word?: return try operation(word, words)
    }
  }

  private func operation(_ word: String, _ words: [String]) throws -> Request {
    if words.count > 1, let entry = catalogue["\(word) \(words[1])"] {
      return .operation(entry, Array(words.dropFirst(2)))
    }
    if let entry = catalogue[word] { return .operation(entry, Array(words.dropFirst())) }
    throw unknown(commandWords(words), first: word)
  }

  /// Help for as many words as name something; what follows an operation's name is not looked at.
  private func topic(_ words: [String]) throws -> HelpTopic {
    let words = words.first == "help" ? Array(words.dropFirst()) : words
    guard let first = words.first, first != "help" else { return .overview }
    if first == "completion" { return .completion }
    if let entry = catalogue[words.prefix(2).joined(separator: " ")] ?? catalogue[first] { return .operation(entry) }
    guard words.count == 1, things.contains(first) else { throw unknown(words, first: first) }
    return .thing(first)
  }

  private func shell(_ words: ArraySlice<String>) throws -> Shell {
    let shells = Shell.allCases.map(\.rawValue)
    guard let word = words.first else { throw UsageFaults.missingCommand("completion", shells) }
    guard let shell = Shell(rawValue: word), words.count == 1 else { throw UsageFaults.notOneOf(shells, "completion") }
    return shell
  }

  private func unknown(_ words: [String], first: String) -> Refusal {
    guard things.contains(first) else {
      return UsageFaults.unknownCommand(first, near: things + single.map(\.name) + Self.ownCommands)
    }
    let verbs = entries(about: first).map { $0.words[1] }
    guard words.count > 1 else { return UsageFaults.missingCommand(first, verbs) }
    return UsageFaults.unknownCommand(words[1], near: verbs, within: first)
  }

  /// The words in front of the first option.
  private func commandWords(_ words: [String]) -> [String] { Array(words.prefix { !Flag.isFlag($0) }) }

  private func entries(ofTwoWords: Bool) -> [CatalogueEntry] {
    catalogue.entries.filter { ($0.words.count > 1) == ofTwoWords }
  }
}

extension CatalogueEntry {
  /// The words of the name: thing and verb, or one word.
  var words: [String] { name.split(separator: " ").map(String.init) }
}
