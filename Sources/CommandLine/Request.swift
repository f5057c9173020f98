import Operations

/// What the person asks for, once the words are understood.
enum Request {
  /// Help.
  case help(HelpTopic)
  /// The program's version.
  case version
  /// A completion script.
  case completion(Shell)
  /// An operation with the words behind its name.
  case operation(CatalogueEntry, [String])
}

/// What help is about.
enum HelpTopic {
  /// The whole program.
  case overview
  /// The commands about one thing.
  case thing(String)
  /// One operation.
  case operation(CatalogueEntry)
  /// The completion scripts.
  case completion
}

/// The shells for which there is completion.
enum Shell: String, CaseIterable {
  case bash, zsh
}
