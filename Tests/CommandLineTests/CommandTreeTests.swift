import Testing

@testable import CommandLine

@Suite struct CommandTreeTests {
  @Test(
    "a command leads to its exit code",
    arguments: [
      ("", 0), ("--help", 0), ("-h", 0), ("help", 0), ("help edition", 0), ("help edition compute", 0),
      ("help help", 0),
      ("edition --help", 0), ("edition compute --help", 0), ("edition compute a b c --bogus --help", 0),
      ("init --help", 0), ("init x --help", 0), ("completion --help", 0), ("completion zsh", 0), ("--version", 0),
      ("init", 0), ("help bogus", 2), ("bogus --help", 2), ("edition bogus --help", 2), ("bogus", 2), ("edition", 2),
      ("edition bogus", 2), ("edition --dry-run compute", 2), ("--dry-run edition compute", 2), ("completion", 2),
      ("completion fish", 2), ("completion bash zsh", 2), ("init x", 2), ("-- edition", 2),
    ])
  func codes(_ line: String, _ code: Int32) {
    let run = Run(line)
    #expect(run.code == code)
    #expect(run.output.isEmpty == (code == 2 || line == "init"))
    #expect(run.error.isEmpty == (code == 0))
  }

  @Test("a thing without a verb is told its verbs")
  func verbs() {
    #expect(Run("edition").error.contains("可用的命令：compute、verify、explain、sensitivity"))
  }

  @Test("a value that is taken for a command is not repeated")
  func silence() {
    #expect(!Run("edition 37018219990101SECRET").error.contains("SECRET"))
    #expect(!Run("37018219990101SECRET").error.contains("SECRET"))
  }
}
