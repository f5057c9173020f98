import Operations
import Primitives

/// The command taken apart into the options that every command takes and the words that are left.
///
/// Reading never stops at a fault, so that the fault itself is told in the language and the form that were asked for.
struct GlobalOptions {
  /// The language of everything that is printed.
  let language: Language
  /// All words that are no global option, in order; `--` and what follows it included.
  let words: [String]
  /// The first fault among the options.
  let fault: Refusal?
  private let values: [GlobalOption: String]
  private let environment: [String: String]

  init(_ arguments: [String], _ environment: [String: String]) {
    var scan = Scan(rest: arguments[...])
    scan.run()
    let named = scan.values[.language].flatMap(Language.init(rawValue:))
    language = named ?? Self.language(of: environment)
    words = scan.words
    fault = scan.fault
    values = scan.values
    self.environment = environment
  }

  /// Whether an option without a value was given.
  func has(_ option: GlobalOption) -> Bool { values[option] != nil }

  /// The value of an option, or else of its variable; an empty variable counts as none.
  func value(_ option: GlobalOption) -> String? {
    if let value = values[option] { return value }
    return option.variable.flatMap { environment[$0] }.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Where the installation's files are.
  var paths: InstallationPaths {
    InstallationPaths(database: value(.database) ?? "qilu.db", key: value(.key), evidence: value(.evidence))
  }

  /// POSIX order: the first variable that is not empty decides.
  private static func language(of environment: [String: String]) -> Language {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
    return locale?.hasPrefix("en") == true ? .english : .chinese
  }
}

/// One pass over the words of the command.
private struct Scan {
  var rest: ArraySlice<String>
  var words: [String] = []
  var values: [GlobalOption: String] = [:]
  var fault: Refusal?

  mutating func run() {
    while let word = rest.popFirst() {
      if word == "--" {
        words += [word] + rest
        return
      }
      let flag = Flag(word)
      if let option = GlobalOption(flag: flag.name) { take(option, flag) } else { words.append(word) }
    }
  }

  private mutating func take(_ option: GlobalOption, _ flag: Flag) {
    if values[option] != nil, option.placeholder != nil { note(UsageFaults.repeated(flag)) }
    if let placeholder = option.placeholder { takeValue(option, flag, placeholder) } else { takeBare(option, flag) }
  }

  private mutating func takeBare(_ option: GlobalOption, _ flag: Flag) {
    values[option] = ""
    if flag.value != nil { note(UsageFaults.unexpectedValue(flag)) }
  }

  private mutating func takeValue(_ option: GlobalOption, _ flag: Flag, _ placeholder: String) {
    guard let value = flag.value ?? nextValue(), !value.isEmpty else {
      note(UsageFaults.missingValue(flag.name, placeholder))
      return
    }
    values[option] = value
    if option == .language, Language(rawValue: value) == nil {
      note(UsageFaults.notOneOf(Language.allCases.map(\.rawValue), flag.name))
    }
  }

  private mutating func nextValue() -> String? {
    guard let word = rest.first, !word.hasPrefix("--") else { return nil }
    return rest.removeFirst()
  }

  private mutating func note(_ refusal: Refusal) { fault = fault ?? refusal }
}
