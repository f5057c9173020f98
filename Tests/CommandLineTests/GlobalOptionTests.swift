import Primitives
import Testing

@testable import CommandLine

@Suite struct GlobalOptionTests {
  @Test("global options stand anywhere, and the other words keep their order")
  func anywhere() {
    let options = GlobalOptions(
      ["--json", "edition", "--as", "li", "compute", "a", "--key=k", "--", "--quiet"], ["QILU_EVIDENCE": "e"])
    #expect(options.words == ["edition", "compute", "a", "--", "--quiet"])
    #expect(options.has(.json))
    #expect(!options.has(.quiet))
    #expect(options.value(.actor) == "li")
    #expect(options.paths.database == "qilu.db")
    #expect(options.paths.key == "k")
    #expect(options.paths.evidence == "e")
  }

  @Test("a variable stands in for its option; an empty one counts as none")
  func variables() {
    let environment = ["QILU_DATABASE": "v.db", "QILU_KEY": "", "QILU_ACTOR": "wang"]
    let bare = GlobalOptions([], environment)
    #expect(bare.paths.database == "v.db")
    #expect(bare.paths.key == "v.db.key")
    #expect(bare.value(.actor) == "wang")
    #expect(GlobalOptions(["--database", "o.db"], environment).paths.database == "o.db")
  }

  @Test(
    "the language is the one asked for, or that of the first locale variable that is set",
    arguments: [
      ([], [:], Language.chinese), ([], ["LANG": "en_GB.UTF-8"], .english), ([], ["LANG": "C.UTF-8"], .chinese),
      ([], ["LANG": "en_GB.UTF-8", "LC_ALL": "zh_CN.UTF-8"], .chinese),
      ([], ["LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en"], .english), ([], ["LC_ALL": "", "LANG": "en"], .english),
      (["--lang", "en"], [:], .english), (["--lang=zh"], ["LANG": "en"], .chinese),
    ] as [([String], [String: String], Language)])
  func languages(_ arguments: [String], _ environment: [String: String], _ language: Language) {
    #expect(GlobalOptions(arguments, environment).language == language)
  }

  @Test(
    "a malformed global option is refused in the form and language that were asked for",
    arguments: [
      ("--lang fr", "usage.not-choice"), ("--as", "usage.missing-value"), ("--key --json", "usage.missing-value"),
      ("--database= init", "usage.missing-value"), ("--json=1 init", "usage.unexpected-value"),
      ("--as a --as b init", "usage.repeated-option"),
    ])
  func faults(_ line: String, _ code: String) {
    let run = Run(line + " --json")
    #expect(run.code == 2)
    #expect(run.output.isEmpty)
    #expect(run.error.contains(#""code": "\#(code)""#))
  }
}
