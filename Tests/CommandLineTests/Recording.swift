import CommandLine
import Operations
import Synchronization

/// A console that keeps what was written.
final class Recording: Sendable {
  private struct Texts {
    var output = ""
    var error = ""
    var elapsed = Duration.zero
  }

  private let texts = Mutex(Texts())

  var output: String { texts.withLock(\.output) }
  var error: String { texts.withLock(\.error) }

  /// The console; its clock goes on by a step each time it is read.
  func console(
    fate: Console.Fate = .written, isTerminal: Bool = false, step: Duration = .milliseconds(100)
  ) -> Console {
    Console(
      writeOutput: { text in
        self.texts.withLock { $0.output += text }
        return fate
      },
      writeError: { text in self.texts.withLock { $0.error += text } },
      errorIsTerminal: isTerminal,
      elapsed: {
        self.texts.withLock {
          $0.elapsed += step
          return $0.elapsed
        }
      })
  }
}

/// What one command came to.
struct Run {
  let code: Int32
  let output: String
  let error: String

  init(_ words: [String], environment: [String: String] = [:], console: (Recording) -> Console = { $0.console() }) {
    let recording = Recording()
    let effects = Environment(now: { 0 }, newIdentifier: { "0" }, operatingSystemUser: { nil })
    let program = Program(catalogue: .fake, console: console(recording), effects: effects)
    code = program.run(words, environment: environment)
    output = recording.output
    error = recording.error
  }

  /// Words apart by spaces.
  init(_ line: String, environment: [String: String] = [:], console: (Recording) -> Console = { $0.console() }) {
    self.init(line.split(separator: " ").map(String.init), environment: environment, console: console)
  }
}
