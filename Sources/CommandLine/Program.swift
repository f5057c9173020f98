import Foundation
import Operations
import Primitives

/// The command line as a function: words and variables in, text on the console and an exit code out.
public struct Program: Sendable {
  /// The version that `--version` prints.
  public static let version = Release.version

  private let catalogue: Catalogue
  private let console: Console
  private let effects: Environment

  /// Makes the program over a catalogue; its effects can be exchanged.
  ///
  /// - Parameter effects: What operations are given; the command line puts its own progress and warnings in.
  public init(catalogue: Catalogue, console: Console, effects: Environment) {
    self.catalogue = catalogue
    self.console = console
    self.effects = effects
  }

  /// Runs one command.
  ///
  /// - Parameters:
  ///   - arguments: The words behind the program's name.
  ///   - environment: The variables of the process.
  /// - Returns: the exit code for the process.
  public func run(_ arguments: [String], environment: [String: String]) -> Int32 {
    let options = GlobalOptions(arguments, environment)
    let output = OutputDoor(console, options)
    do {
      if let fault = options.fault { throw fault }
      let answer = try answer(options, output)
      return output.finish(answer).rawValue
    } catch {
      return output.refuse(Self.refusal(error)).rawValue
    }
  }

  private func answer(_ options: GlobalOptions, _ output: OutputDoor) throws -> Answer {
    let tree = CommandTree(catalogue: catalogue)
    switch try tree.request(options) {
    case .help(let topic): return Answer(HelpText(tree: tree, language: options.language).text(topic))
    case .version: return Answer("qilu \(Self.version)\n")
    case .completion(let shell):
      return Answer(CompletionScript(CompletionTree(tree, options.language)).text(for: shell))
    case .operation(let entry, let words): return try answer(entry, words, options, output)
    }
  }

  private func answer(
    _ entry: CatalogueEntry, _ words: [String], _ options: GlobalOptions, _ output: OutputDoor
  ) throws -> Answer {
    let effects = output.connected(effects)
    guard let server = try ServerAccess(options) else {
      let input = try ArgumentReader.input(of: entry, from: words)
      let session = Session(environment: effects, paths: options.paths, actorName: options.value(.actor))
      let answer = try entry.run(json: Data(input.pythonBytes), in: session)
      return try told(answer, answer.verdict, options)
    }
    let route = try entry.routeOnServer()
    let input = try ArgumentReader.input(of: entry, from: words)
    let (answer, verdict) = try RemoteCall(server, effects).answer(entry, route, input)
    return try told(answer, verdict, options)
  }

  private func told(_ answer: any OperationOutput, _ verdict: Verdict, _ options: GlobalOptions) throws -> Answer {
    let text =
      options.has(.json) ? try JSONText.text(answer) : BlockText(language: options.language).text(answer.presentation)
    return Answer(text, ExitCode(verdict))
  }

  /// The catalogue throws refusals alone; anything else is a fault of the program.
  private static func refusal(_ error: any Error) -> Refusal {
    if let refusal = error as? Refusal { return refusal }
    return Refusal(
      "bug", kind: .bug,
      message: Bilingual("程序内部错误：\(type(of: error))", "an error inside the program: \(type(of: error))"),
      remedy: Bilingual("请把命令和时间告诉维护人员", "tell the maintainers the command and the time"))
  }
}
