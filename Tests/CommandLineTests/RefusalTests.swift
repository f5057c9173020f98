import Primitives
import Testing

@testable import CommandLine

@Suite struct RefusalTests {
  @Test("every kind of refusal has its exit code", arguments: Refusal.Kind.allCases)
  func codes(_ kind: Refusal.Kind) {
    let expected: [Refusal.Kind: Int32] = [
      .refused: 1, .wrongUse: 2, .notFound: 3, .notPermitted: 4, .storage: 5, .bug: 70,
      .notSignedIn: 4, .outdated: 1, .tooMany: 5,
    ]
    let run = Run("edition explain \(kind.rawValue)")
    #expect(run.code == expected[kind])
    #expect(run.output.isEmpty)
  }

  @Test("a refusal tells place, rule, remedy and code, in either language")
  func text() {
    #expect(
      Run("edition explain refused").error == """
        scores.csv:5:craft: 分数不对␛[2J
          依据: R-226 《规范》 第3节
          处理: 改正分数
          代码: score.form

        """)
    #expect(
      Run("edition explain refused --lang en").error == """
        scores.csv:5:craft: a wrong score␛[2J
          Rule: R-226 Specification 第3节
          What to do: mend the score
          Code: score.form

        """)
  }

  @Test("a refusal without rule and place is its message, remedy and code")
  func bare() {
    let refusal = Refusal("a.b", message: Bilingual("不行", "no"), remedy: Bilingual("重来", "again"))
    #expect(RefusalText.text(refusal, .chinese) == "不行\n  处理: 重来\n  代码: a.b\n")
    let file = refusal.at(Refusal.Location(file: "rules.json", column: "caps.nominee"))
    #expect(RefusalText.text(file, .english).hasPrefix("rules.json:caps.nominee: no\n"))
  }

  @Test("with --json a refusal is one object on standard error")
  func json() {
    let run = Run("edition explain notFound --json")
    #expect(run.code == 3)
    #expect(
      run.error == """
        {
          "refusal": {
            "code": "score.form",
            "kind": "notFound",
            "citation": {
              "rule": "R-226",
              "document": {
                "zh": "《规范》",
                "en": "Specification"
              },
              "article": "第3节"
            },
            "message": {
              "zh": "分数不对\\u001b[2J",
              "en": "a wrong score\\u001b[2J"
            },
            "remedy": {
              "zh": "改正分数",
              "en": "mend the score"
            },
            "location": {
              "file": "scores.csv",
              "line": 5,
              "column": "craft"
            }
          }
        }

        """)
  }
}
