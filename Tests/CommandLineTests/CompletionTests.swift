import Foundation
import Testing

@testable import CommandLine

@Suite struct CompletionTests {
  @Test("the scripts are made of valid words of their shell", arguments: Shell.allCases)
  func syntax(_ shell: Shell) throws {
    let script = Run("completion \(shell.rawValue)").output
    guard let result = try ShellRun("-n", in: shell, input: script) else { return }
    #expect(result.status == 0)
    #expect(result.error == "")
  }

  @Test(
    "bash completes things, verbs, flags, choices and global options",
    arguments: [
      ("qilu ed", "edition"), ("qilu ", "edition init help completion"), ("qilu edition co", "compute"),
      ("qilu edition compute --ou", "--output"), ("qilu edition compute --format ", "csv json"),
      ("qilu edition compute a --format = j", "json"), ("qilu edition compute --format =", "csv json"),
      ("qilu --database x edition v", "verify"), ("qilu --database = x edition v", "verify"),
      ("qilu edition --lang ", "zh en"), ("qilu help edition ex", "explain"), ("qilu completion z", "zsh"),
      ("qilu edition explain ref", "refused"), ("qilu --ver", "--version"), ("qilu init --qu", "--quiet"),
      ("qilu edition compute --as ", ""), ("qilu edition compute --field ", ""),
    ])
  func bash(_ line: String, _ expected: String) throws {
    let words = line.split(separator: " ", omittingEmptySubsequences: false).map { "'\($0)'" }
    let script =
      Run("completion bash").output + """
        COMP_WORDS=(\(words.joined(separator: " ")))
        COMP_CWORD=\(words.count - 1)
        _qilu
        echo "${COMPREPLY[*]}"
        """
    let result = try #require(try ShellRun("-u", in: .bash, input: script))
    #expect(result.output == expected + "\n")
    #expect(result.error == "")
  }

  @Test("bash completes files where a path is wanted")
  func files() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "completion-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder.appending(path: "two words"), withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for line in ["edition compute", "edition compute a --output", "--key"] {
      let script =
        Run("completion bash").output + """
          cd '\(folder.path)'
          COMP_WORDS=(qilu \(line) tw)
          COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
          _qilu
          printf '%s|' "${COMPREPLY[@]}"
          """
      let result = try #require(try ShellRun("-u", in: .bash, input: script))
      #expect(result.output == "two words|")
    }
  }

  @Test("a text is quoted so that a shell takes it literally")
  func quoting() {
    #expect(CompletionScript.quoted("it's $HOME") == #"'it'\''s $HOME'"#)
  }
}

/// One run of a shell that reads its script from standard input.
struct ShellRun {
  let status: Int32
  let output: String
  let error: String

  /// Nil where the machine has no such shell.
  init?(_ option: String, in shell: Shell, input: String) throws {
    let paths = ["/usr/bin/\(shell.rawValue)", "/bin/\(shell.rawValue)"]
    guard let path = paths.first(where: FileManager.default.isExecutableFile) else { return nil }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = [option]
    let pipes = (input: Pipe(), output: Pipe(), error: Pipe())
    (process.standardInput, process.standardOutput, process.standardError) = (pipes.input, pipes.output, pipes.error)
    try process.run()
    try pipes.input.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    try pipes.input.fileHandleForWriting.close()
    output = String(decoding: try pipes.output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    error = String(decoding: try pipes.error.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    status = process.terminationStatus
  }
}
