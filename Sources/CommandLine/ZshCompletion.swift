/// The completion script of zsh, for `source` and for a folder of `fpath`.
struct ZshCompletion {
  let tree: CompletionTree

  var text: String {
    ([Self.head] + valueCases + [Self.flagHead] + flagCases + [Self.wordHead] + wordCases + [Self.tail])
      .joined(separator: "\n") + "\n"
  }

  /// The words in front of the cursor are counted without options; only the first two matter.
  private static let head = #"""
    #compdef qilu
    # Completion of qilu for zsh, printed by: qilu completion zsh
    _qilu() {
      local -a found verbs
      local index word skip= flag
      for ((index = 2; index < CURRENT; index++)); do
        word=${words[index]}
        if [[ -n $skip ]]; then
          skip=
        else
          case $word in
            (\#(CompletionScript.skippedFlags)) skip=1 ;;
            (-*) ;;
            (*) found+=("$word") ;;
          esac
        fi
      done
      if [[ ${found[1]-} == help ]]; then
        shift found
      fi
      local command="${found[1]-} ${found[2]-}"
      if [[ $PREFIX == --*=* ]]; then
        flag=${PREFIX%%=*}
        compset -P '*='
      else
        flag=${words[CURRENT-1]}
      fi
      case "$command|$flag" in
    """#

  private static let flagHead = """
      esac
      if [[ $PREFIX == -* ]]; then
        case "$command" in
    """

  private static let wordHead = """
        esac
        return
      fi
      case "$command" in
    """

  /// In a folder of `fpath` the file is the function's first call; sourced it only says for what the function is.
  private static let tail = """
      esac
    }
    if [[ ${funcstack[1]-} == _qilu ]]; then
      _qilu "$@"
    else
      compdef _qilu qilu
    fi
    """

  private var valueCases: [String] {
    let global = CompletionTree.globalValues.map { valueCase("*", $0.flag, $0.values) }
    return global
      + tree.commands.flatMap { command in
        command.values.map { valueCase(CompletionScript.pattern(command.words), $0.flag, $0.values) }
      }
  }

  private func valueCase(_ pattern: String, _ flag: String, _ values: CompletionTree.Values) -> String {
    let action = action(values).map { $0 + "; " } ?? ""
    return "    (\(pattern)\(CompletionScript.quoted("|" + flag))) \(action)return ;;"
  }

  private var flagCases: [String] {
    tree.commands.map { command in
      let flags = command.flags + CompletionTree.globalFlags
      return "      (\(CompletionScript.pattern(command.words))) \(words(flags)) ;;"
    } + ["      (*) \(words(CompletionTree.globalFlags)) ;;"]
  }

  private var wordCases: [String] {
    let first = "    (' ') \(words(tree.firstWords)) ;;"
    let verbs = tree.things.map { thing in
      let described = tree.verbs(thing).map { CompletionScript.quoted("\($0.words[1]):\($0.summary)") }
      return """
            (\(CompletionScript.quoted(thing + " ")))
              verbs=(\(described.joined(separator: " ")))
              _describe -t commands command verbs ;;
        """
    }
    let arguments = tree.commands.compactMap { command in
      action(command.arguments).map { "    (\(CompletionScript.pattern(command.words))) \($0) ;;" }
    }
    return [first] + verbs + ["    ('completion ') \(words(Shell.allCases.map(\.rawValue))) ;;"] + arguments
  }

  private func action(_ values: CompletionTree.Values) -> String? {
    switch values {
    case .files: "_files"
    case .words(let words): self.words(words)
    case .unknown: nil
    }
  }

  private func words(_ words: [String]) -> String {
    "compadd -- \(words.map(CompletionScript.quoted).joined(separator: " "))"
  }
}
