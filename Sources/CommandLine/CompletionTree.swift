import Operations
import Primitives

/// What the completion scripts know of the commands.
struct CompletionTree {
  /// What can stand for a value.
  enum Values: Equatable {
    case files
    case words([String])
    /// Only the person knows.
    case unknown
  }

  /// An operation.
  struct Command {
    /// One or two words.
    let words: [String]
    let summary: String
    let flags: [String]
    /// The flags that take a value, with what it can be.
    let values: [(flag: String, values: Values)]
    /// What its arguments can be.
    let arguments: Values
  }

  let commands: [Command]
  let things: [String]
  /// Everything that can be the first word.
  let firstWords: [String]

  init(_ tree: CommandTree, _ language: Language) {
    commands = tree.catalogue.entries.map { Command($0, language) }
    things = tree.things
    firstWords = tree.things + tree.single.map(\.name) + CommandTree.ownCommands
  }

  /// The verbs of a thing.
  func verbs(_ thing: String) -> [Command] { commands.filter { $0.words.count > 1 && $0.words[0] == thing } }

  /// The options of every command, those with a value apart.
  static let globalFlags = GlobalOption.allCases.map(\.flag)
  static let globalValues: [(flag: String, values: Values)] = GlobalOption.allCases.compactMap { option in
    switch option {
    case .database, .key, .evidence, .tokenFile: (option.flag, .files)
    case .actor, .server, .token: (option.flag, .unknown)
    case .language: (option.flag, .words(Language.allCases.map(\.rawValue)))
    case .json, .quiet, .help, .version: nil
    }
  }
}

extension CompletionTree.Command {
  init(_ entry: CatalogueEntry, _ language: Language) {
    let syntax = CommandSyntax(entry)
    words = entry.words
    summary = entry.summary.text(language)
    flags = syntax.options.map(\.note.flag)
    values = syntax.options.filter { $0.scalar != .boolean }.map { ($0.note.flag, $0.completion) }
    arguments = Self.merged(syntax.arguments.map(\.completion))
  }

  /// Files where any argument is a file, or else every listed word: the scripts do not count places.
  private static func merged(_ all: [CompletionTree.Values]) -> CompletionTree.Values {
    if all.contains(.files) { return .files }
    let words = all.flatMap { if case .words(let words) = $0 { words } else { [String]() } }
    return words.isEmpty ? .unknown : .words(words)
  }
}

extension CommandSyntax.Parameter {
  fileprivate var completion: CompletionTree.Values {
    switch scalar {
    case .path: .files
    case .choice(let choices): .words(choices)
    case .text, .integer, .boolean: .unknown
    }
  }
}
