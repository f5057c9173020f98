import Foundation
import Testing

@Suite("Help and completion")
struct HelpTests {
  private let installation: Installation

  init() throws { installation = try Installation() }

  private func hasChinese(_ text: String) -> Bool {
    text.unicodeScalars.contains { (0x3000...0x9FFF).contains($0.value) || (0xFF00...0xFFEF).contains($0.value) }
  }

  @Test("Every operation has help in both languages, the English without Chinese", arguments: ListedOperation.all)
  func operationHelp(operation: ListedOperation) throws {
    let chinese = try installation.run(operation.words + ["--help"])
    let english = try installation.run(["help"] + operation.words + ["--lang", "en"])
    #expect(chinese.code == 0 && hasChinese(chinese.output), "\(chinese.told)")
    #expect(english.code == 0 && !hasChinese(english.output), "\(english.told)")
    for outcome in [chinese, english] {
      #expect(outcome.output.contains("qilu \(operation.name)") && outcome.errorBytes.isEmpty)
      for block in PrintedTable.blocks(in: outcome.output) {
        #expect(PrintedTable.isAligned(block), "\(block.joined(separator: "\n"))")
      }
    }
  }

  @Test("Help of the program and of each thing names every operation, in English without Chinese")
  func overview() throws {
    let english = try installation.done("--help --lang en").output
    #expect(!hasChinese(english))
    #expect(hasChinese(try installation.done("--help").output))
    for operation in ListedOperation.all {
      #expect(operation.words.allSatisfy(english.contains))
      guard operation.words.count > 1 else { continue }
      let thing = try installation.done("\(operation.words[0]) --help --lang en").output
      #expect(thing.contains(operation.words[1]) && !hasChinese(thing))
    }
  }

  @Test("A refusal is in English without Chinese", arguments: ListedOperation.all)
  func refusalInEnglish(operation: ListedOperation) throws {
    let words = try #require(CommandForm.words(of: operation)).map { $0.filter(\.isASCII) + ($0.isEmpty ? "" : "") }
    for wrong in [words, operation.words + ["--no-such-option"], operation.words] {
      let outcome = try installation.run(wrong + ["--lang", "en"])
      #expect(outcome.code == 0 || !hasChinese(outcome.error) && !outcome.error.isEmpty, "\(outcome.told)")
    }
  }

  @Test("The completion script is taken by its shell", arguments: ["bash", "zsh"])
  func completion(shell: String) throws {
    let script = try installation.done("completion \(shell)")
    #expect(script.output.contains("sensitivity"))
    try installation.folder.write(script.outputBytes, to: "completion")
    // A machine without the shell has nothing to hold against the script.
    guard let path = ["/bin/", "/usr/bin/"].map({ $0 + shell }).first(where: FileManager.default.isExecutableFile)
    else { return #expect(shell != "bash") }
    #expect(try shellEnding(path, ["-n", "completion"]) == .exit(0))
    if shell == "bash" {
      #expect(try shellEnding(path, ["-c", ". ./completion && complete -p qilu"]) == .exit(0))
      #expect(try shellEnding(path, ["-c", ". ./completion && complete -p other"]) != .exit(0))
    }
  }

  private func shellEnding(_ path: String, _ words: [String]) throws -> ChildProcess.Ending {
    let output = try OutputFile()
    let files = ChildProcess.Files(output: output.descriptor, error: output.descriptor)
    return try ChildProcess(path, words.map { Array($0.utf8) }, in: installation.folder.path, [:], files).wait()
  }
}
