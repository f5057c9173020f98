import Operations
import Primitives
import Testing

@testable import CommandLine

@Suite struct ArgumentTests {
  /// What `edition compute` gets from words behind its name, as one line of JSON.
  private static func input(_ line: String) throws -> String {
    let entry = try #require(Catalogue.fake["edition compute"])
    let words = line.split(separator: " ").map(String.init)
    let object = try ArgumentReader.input(of: entry, from: words)
    return object.pythonText.split(whereSeparator: \.isNewline).map { $0.trimmingPrefix { $0 == " " } }.joined()
  }

  @Test(
    "arguments go by their place, options by their name wherever they stand",
    arguments: [
      ("a --output b", #"{"folder": "a","output": "b","dryRun": false,"field": []}"#),
      ("--output=b a", #"{"folder": "a","output": "b","dryRun": false,"field": []}"#),
      ("a n --output b", #"{"folder": "a","note": "n","output": "b","dryRun": false,"field": []}"#),
      ("a --output b --dry-run", #"{"folder": "a","output": "b","dryRun": true,"field": []}"#),
      ("a --dry-run=false --output b", #"{"folder": "a","output": "b","dryRun": false,"field": []}"#),
      ("--field x --output b a --field=y", #"{"folder": "a","output": "b","dryRun": false,"field": ["x","y"]}"#),
      ("a --output b --top -5", #"{"folder": "a","output": "b","top": -5,"dryRun": false,"field": []}"#),
      ("a --output b --format json", #"{"folder": "a","output": "b","format": "json","dryRun": false,"field": []}"#),
      ("--output - -", #"{"folder": "-","output": "-","dryRun": false,"field": []}"#),
      ("--output b -- --top -h", #"{"folder": "--top","note": "-h","output": "b","dryRun": false,"field": []}"#),
      ("a --output=--x=y", #"{"folder": "a","output": "--x=y","dryRun": false,"field": []}"#),
      ("a --output=", ##"{"folder": "a","output": "","dryRun": false,"field": []}"##),
    ])
  func forms(_ line: String, _ json: String) throws {
    #expect(try Self.input(line) == json)
  }

  @Test(
    "a malformed command is refused with its code",
    arguments: [
      ("a", "usage.missing-argument"), ("--output b", "usage.missing-argument"),
      ("a --output", "usage.missing-value"), ("a --output --dry-run", "usage.missing-value"),
      ("a n x --output b", "usage.unexpected-argument"), ("a --output b --output c", "usage.repeated-option"),
      ("a --output b --top 5.0", "usage.not-integer"), ("a --output b --top ٥", "usage.not-integer"),
      ("a --output b --top 9223372036854775808", "usage.not-integer"),
      ("a --output b --format xml", "usage.not-choice"), ("a --output b --dry-run=yes", "usage.not-choice"),
      ("a --output b --outputs c", "usage.unknown-option"), ("a -o b", "usage.unknown-option"),
      ("a --out b", "usage.unknown-option"), ("a --output b --=x", "usage.unknown-option"),
    ])
  func refusals(_ line: String, _ code: String) throws {
    let refusal = #expect(throws: Refusal.self) { try Self.input(line) }
    #expect(refusal?.code == code)
    #expect(refusal?.kind == .wrongUse)
  }

  @Test(
    "no refusal repeats a value that was given",
    arguments: [
      "a --output b --top 37018219990101SECRET", "a --output b --format 37018219990101SECRET",
      "a n 37018219990101SECRET --output b", "a --output b --dry-run=37018219990101SECRET",
      "a --37018219990101SECRET", "a --output b --outputs=37018219990101SECRET", "a -37018219990101SECRET",
    ])
  func silence(_ line: String) throws {
    let run = Run("edition compute " + line)
    #expect(run.code == 2)
    #expect(!run.error.contains("SECRET"))
  }

  @Test("the nearest name is suggested, and no name where none is near")
  func suggestions() {
    #expect(Run("edition compute a --ouptut b").error.contains("是否指 --output"))
    #expect(Run("editoin compute").error.contains("是否指 edition"))
    #expect(Run("edition compte").error.contains("是否指 compute"))
    #expect(Run("ini", environment: ["LANG": "en_US.UTF-8"]).error.contains("did you mean init"))
    #expect(Run("edition xyz").error.contains("qilu edition --help 列出全部命令"))
  }

  @Test("what is missing is named with the usage line")
  func missing() {
    let run = Run("edition compute a --lang en")
    #expect(
      run.error == """
        --output is missing (where results are written)
          What to do: usage: qilu edition compute FOLDER [NOTE] --output FOLDER [--format FORMAT] [--top COUNT] \
        [--dry-run] [--field NAME]...
          Code: usage.missing-argument

        """)
    #expect(run.code == 2)
  }

  @Test(
    "letters to insert, remove, replace or swap are counted",
    arguments: [("", "", 0), ("a", "", 1), ("ab", "ba", 1), ("compte", "compute", 1), ("verify", "explain", 7)])
  func distance(_ left: String, _ right: String, _ distance: Int) {
    #expect(EditDistance.distance(left, right) == distance)
    #expect(EditDistance.distance(right, left) == distance)
  }
}
