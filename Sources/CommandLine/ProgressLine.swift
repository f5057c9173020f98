import Primitives
import Synchronization

/// One line on standard error that shows how far a long work is, and is gone when something else is printed.
final class ProgressLine: Sendable {
  private struct State {
    /// The moment at which the line was last written.
    var written: Duration
    var isShown = false
  }

  /// Ten a second are as many as a person sees; work that is done within the first tenth shows none.
  private static let pause = Duration.milliseconds(100)
  /// Between two lines of a log.
  private static let linePause = Duration.seconds(1)
  /// To the line's beginning, and clear to its end (ECMA-48 EL).
  private static let clearing = "\r\u{1B}[K"

  private let console: Console
  private let language: Language
  private let isEnabled: Bool
  private let state: Mutex<State>

  init(_ console: Console, _ language: Language, isQuiet: Bool) {
    self.console = console
    self.language = language
    isEnabled = console.errorIsTerminal && !isQuiet
    state = Mutex(State(written: console.elapsed()))
  }

  /// Shows how much of the total is done, unless the line was written a moment ago.
  func show(_ done: Int, _ total: Int) {
    guard isEnabled, total > 0 else { return }
    state.withLock { state in
      let now = console.elapsed()
      guard now - state.written >= Self.pause else { return }
      state = State(written: now, isShown: true)
      console.writeError("\r" + text(min(max(done, 0), total), total))
    }
  }

  /// Shows a sentence in the line, or, where there is no terminal and it was asked for, a line of its own each second.
  func report(_ sentence: Bilingual, isAsked: Bool) {
    guard isEnabled || isAsked else { return }
    state.withLock { state in
      let now = console.elapsed()
      guard now - state.written >= (isEnabled ? Self.pause : Self.linePause) else { return }
      state = State(written: now, isShown: isEnabled)
      let text = sentence.text(language)
      console.writeError(isEnabled ? Self.clearing + text : text + "\n")
    }
  }

  /// Takes the line away before something else is printed.
  func clear() {
    state.withLock { state in
      guard state.isShown else { return }
      state.isShown = false
      console.writeError(Self.clearing)
    }
  }

  /// The per cent is rounded down, so that 100 means done; the width never changes, so that the line overwrites itself.
  private func text(_ done: Int, _ total: Int) -> String {
    let share = "\(total.dividingFullWidth(done.multipliedFullWidth(by: 100)).quotient)".padded(to: 3, .trailing)
    return Bilingual("进度 \(share) %", "progress \(share) %").text(language)
  }
}
