/// Completion scripts, made from the catalogue.
struct CompletionScript {
  let tree: CompletionTree

  init(_ tree: CompletionTree) { self.tree = tree }

  func text(for shell: Shell) -> String {
    switch shell {
    case .bash: BashCompletion(tree: tree).text
    case .zsh: ZshCompletion(tree: tree).text
    }
  }

  /// A text as a shell takes it literally.
  static func quoted(_ text: String) -> String { "'" + text.replacing("'", with: #"'\''"#) + "'" }

  /// The pattern that finds a command in `first word, space, second word`.
  static func pattern(_ words: [String]) -> String {
    // A command of one word may have any argument behind it.
    words.count > 1 ? quoted(words.joined(separator: " ")) : quoted(words[0] + " ") + "*"
  }

  /// The pattern of the options whose value is to be left out when words are counted.
  static let skippedFlags = CompletionTree.globalValues.map(\.flag).joined(separator: "|")
}
