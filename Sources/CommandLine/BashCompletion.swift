/// The completion script of bash (4 or later).
struct BashCompletion {
  let tree: CompletionTree

  var text: String {
    ([Self.head] + valueCases + [Self.flagHead] + flagCases + [Self.wordHead] + wordCases + [Self.tail])
      .joined(separator: "\n") + "\n"
  }

  /// Bash takes `--flag=value` apart at the equals sign. The words in front of the cursor are counted without options;
  /// only the first two matter.
  private static let head = #"""
    # Completion of qilu for bash, printed by: qilu completion bash
    _qilu_files() {
      compopt -o filenames 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -f -- "$1")
    }
    _qilu_words() {
      mapfile -t COMPREPLY < <(compgen -W "$1" -- "$2")
    }
    _qilu() {
      local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}
      local -a found=()
      local index word skip=
      COMPREPLY=()
      if [[ $current == = ]]; then
        current=
      elif [[ $previous == = ]]; then
        previous=${COMP_WORDS[COMP_CWORD-2]}
      fi
      for ((index = 1; index < COMP_CWORD; index++)); do
        word=${COMP_WORDS[index]}
        if [[ $word == = ]]; then
          skip=1
        elif [[ -n $skip ]]; then
          skip=
        else
          case $word in
            \#(CompletionScript.skippedFlags)) skip=1 ;;
            -*) ;;
            *) found+=("$word") ;;
          esac
        fi
      done
      if [[ ${found[0]-} == help ]]; then
        found=("${found[@]:1}")
      fi
      local command="${found[0]-} ${found[1]-}"
      case "$command|$previous" in
    """#

  private static let flagHead = """
      esac
      if [[ $current == -* ]]; then
        case "$command" in
    """

  private static let wordHead = """
        esac
        return
      fi
      case "$command" in
    """

  private static let tail = """
      esac
    }
    complete -F _qilu qilu
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
    return "    \(pattern)\(CompletionScript.quoted("|" + flag))) \(action)return ;;"
  }

  private var flagCases: [String] {
    tree.commands.map { command in
      let flags = command.flags + CompletionTree.globalFlags
      return "      \(CompletionScript.pattern(command.words))) \(words(flags)) ;;"
    } + ["      *) \(words(CompletionTree.globalFlags)) ;;"]
  }

  private var wordCases: [String] {
    let first = "    ' ') \(words(tree.firstWords)) ;;"
    let verbs = tree.things.map { thing in
      "    \(CompletionScript.quoted(thing + " "))) \(words(tree.verbs(thing).map { $0.words[1] })) ;;"
    }
    let arguments = tree.commands.compactMap { command in
      action(command.arguments).map { "    \(CompletionScript.pattern(command.words))) \($0) ;;" }
    }
    return [first] + verbs + ["    'completion ') \(words(Shell.allCases.map(\.rawValue))) ;;"] + arguments
  }

  private func action(_ values: CompletionTree.Values) -> String? {
    switch values {
    case .files: "_qilu_files \"$current\""
    case .words(let words): self.words(words)
    case .unknown: nil
    }
  }

  private func words(_ words: [String]) -> String {
    "_qilu_words \(CompletionScript.quoted(words.joined(separator: " "))) \"$current\""
  }
}
