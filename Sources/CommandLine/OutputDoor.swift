import Operations
import Primitives

/// What a command answers: a text, and the exit code it stands for.
struct Answer {
  let text: String
  let code: ExitCode

  init(_ text: String, _ code: ExitCode = .done) {
    self.text = text
    self.code = code
  }
}

/// Everything that one command prints.
struct OutputDoor: Sendable {
  private let console: Console
  private let language: Language
  private let isJSON: Bool
  private let isQuiet: Bool
  private let progress: ProgressLine

  init(_ console: Console, _ options: GlobalOptions) {
    self.console = console
    language = options.language
    isJSON = options.has(.json)
    isQuiet = options.has(.quiet)
    progress = ProgressLine(console, language, isQuiet: isQuiet)
  }

  /// The effects with the progress and the warnings of this command.
  func connected(_ effects: Environment) -> Environment {
    var effects = effects
    effects.progress = { done, total in progress.show(done, total) }
    effects.report = { sentence, isAsked in progress.report(sentence, isAsked: isAsked) }
    effects.warn = { text in warn(text) }
    return effects
  }

  /// Prints an answer.
  func finish(_ answer: Answer) -> ExitCode {
    progress.clear()
    switch answer.text.isEmpty ? .written : console.writeOutput(answer.text) {
    case .written: return answer.code
    // Whoever left knows why; the code still tells a script that not all was read.
    case .readerGone: return .storage
    case .failed(let reason): return refuse(Self.notWritten(reason))
    }
  }

  /// Prints a refusal.
  func refuse(_ refusal: Refusal) -> ExitCode {
    progress.clear()
    let document = isJSON ? try? JSONText.text(RefusalDocument(refusal: refusal)) : nil
    console.writeError(document ?? RefusalText.text(refusal, language))
    return ExitCode(refusal.kind)
  }

  private func warn(_ text: Bilingual) {
    guard !isQuiet else { return }
    progress.clear()
    let label = Bilingual("提示：", "warning: ").text(language)
    console.writeError(VisibleText.text(label + text.text(language)) + "\n")
  }

  private static func notWritten(_ reason: String) -> Refusal {
    Refusal(
      "output.not-written", kind: .storage,
      message: Bilingual("结果没能写到标准输出：\(reason)", "the answer could not be written to standard output: \(reason)"),
      remedy: Bilingual("操作本身已经完成；检查输出去向后查看结果", "the command itself is done; mend the output, then look at the result"))
  }
}
