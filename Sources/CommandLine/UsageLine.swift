/// The line that shows how a command is written: `qilu edition compute FOLDER --output FOLDER [--dry-run]`.
enum UsageLine {
  static func text(_ syntax: CommandSyntax) -> String {
    let needed = syntax.options.filter(\.isNeeded)
    let optional = syntax.options.filter { !$0.isNeeded }
    let parts = (syntax.arguments + needed + optional).map(\.usage)
    return (["qilu \(syntax.operation)"] + parts).joined(separator: " ")
  }
}

extension CommandSyntax.Parameter {
  /// What help and messages call it: `FOLDER`, `--output`.
  var shownName: String { isArgument ? note.placeholder : note.flag }

  /// With its value: `FOLDER`, `--output FOLDER`, `--dry-run`.
  var shownForm: String {
    if isArgument { return note.placeholder }
    return scalar == .boolean ? note.flag : "\(note.flag) \(note.placeholder)"
  }

  fileprivate var usage: String {
    let mark = repeats ? "..." : ""
    // An argument's dots stand inside its brackets, since it is one place; an option is repeated as a whole.
    if isArgument { return isNeeded ? shownForm + mark : "[\(shownForm)\(mark)]" }
    return isNeeded ? shownForm : "[\(shownForm)]\(mark)"
  }
}
