import Foundation
import Operations
import Primitives
import Testing

@Suite("The operation sample edition")
struct SampleEditionOperationTests {
  private let environment = Environment(
    now: { 0 }, newIdentifier: { "0" }, operatingSystemUser: { nil })

  /// Runs with a folder that does not exist yet, and cleans up.
  private func withFolder<Result>(_ body: (FilePath) throws -> Result) throws -> Result {
    let parent = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: parent) }
    return try body(FilePath(parent.appendingPathComponent("edition").path))
  }

  private func small(_ folder: FilePath) -> SampleEditionOperation.Input {
    var input = SampleEditionOperation.Input(output: folder)
    input.nominations = 12
    input.experts = 5
    input.sheets = 4
    input.candidateCap = 8
    return input
  }

  private func refusal(_ input: SampleEditionOperation.Input) throws -> Refusal? {
    #expect(throws: Refusal.self) { try SampleEditionOperation.run(input, environment) }
  }

  @Test("It writes the files that the generator makes and tells their rows")
  func writes() throws {
    try withFolder { folder in
      let output = try SampleEditionOperation.run(small(folder), environment)
      for file in output.files {
        let content = try Data(contentsOf: URL(fileURLWithPath: folder.appending(file.path).text))
        let lines = content.count { $0 == 0x0A }
        #expect(file.rows.map { $0 + 1 == lines } ?? (file.path == "rules.json"))
      }
      #expect(output.files.first { $0.path == "nominations.csv" }?.rows == 12)
      #expect(output.files.first { $0.path == "registry/experts.csv" }?.rows == 5)
      #expect(output.verdict == .done)
    }
  }

  @Test("It tells that everything is invented")
  func tellsInvented() throws {
    try withFolder { folder in
      let blocks = try SampleEditionOperation.run(small(folder), environment).presentation
      guard case .line(let sentence) = try #require(blocks.last) else {
        Issue.record("the last block is a sentence")
        return
      }
      #expect(sentence.zh.contains("虚构"))
      #expect(sentence.en.contains("invented"))
    }
  }

  @Test("An empty folder is taken, one with a file in it is refused and stays as it was")
  func refusesUsedFolder() throws {
    try withFolder { folder in
      let url = URL(fileURLWithPath: folder.text)
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
      _ = try SampleEditionOperation.run(small(folder), environment)
      let before = try FileManager.default.subpathsOfDirectory(atPath: folder.text).sorted()
      let refusal = try refusal(small(folder))
      #expect(refusal?.code == "sample.folder-not-empty")
      #expect(refusal?.kind == .refused)
      #expect(try FileManager.default.subpathsOfDirectory(atPath: folder.text).sorted() == before)
    }
  }

  @Test(
    "A parameter out of range is wrong use, and nothing is written",
    arguments: [
      ("nominations", 0), ("nominations", 100_001), ("sheets", -1), ("sheets", 51), ("experts", 0), ("experts", 5_001),
      ("candidateCap", -1), ("nomineeCap", -1), ("namedCap", -1), ("greatCap", 1_000_000_000),
    ])
  func refusesOutOfRange(field: String, value: Int) throws {
    try withFolder { folder in
      let json = Data(#"{"output": "\#(folder.text)", "\#(field)": \#(value)}"#.utf8)
      let input = try JSONDecoder().decode(SampleEditionOperation.Input.self, from: json)
      let refusal = try refusal(input)
      #expect(refusal?.code == "sample.out-of-range")
      #expect(refusal?.kind == .wrongUse)
      #expect(refusal?.message.en.contains(field) == true)
      #expect(!FileManager.default.fileExists(atPath: folder.text))
    }
  }

  @Test("More sheets than experts are wrong use")
  func refusesSheetsBeyondExperts() throws {
    try withFolder { folder in
      var input = small(folder)
      input.sheets = 6
      let refusal = try refusal(input)
      #expect(refusal?.code == "sample.sheets-beyond-experts")
      #expect(refusal?.kind == .wrongUse)
    }
  }

  @Test(
    "An empty name, a name of two lines and a very long one are wrong use",
    arguments: ["", "2026\n2027", String(repeating: "届", count: 21)])
  func refusesNames(name: String) throws {
    try withFolder { folder in
      var input = small(folder)
      input.name = name
      let refusal = try refusal(input)
      #expect(refusal?.code == "sample.name")
      #expect(refusal?.kind == .wrongUse)
    }
  }

  @Test("Each option changes what it says")
  func options() throws {
    try withFolder { folder in
      var input = small(folder)
      input.name = "第九届, 样例"
      input.seed = 5
      input.sheets = 2
      input.nomineeCap = 6
      input.namedCap = 3
      input.greatCap = 1
      input.everyone = true
      let output = try SampleEditionOperation.run(input, environment)
      #expect(output.edition == "第九届, 样例")
      #expect(output.files.first { $0.path == "scores.csv" }?.rows == 24)
      let rules = try String(contentsOfFile: folder.appending("rules.json").text, encoding: .utf8)
      for text in [#""candidate": 8"#, #""nominee": 6"#, #""named": 3"#, #""great": 1"#, "第九届"] {
        #expect(rules.contains(text))
      }
    }
  }

  @Test("Every field of the input has its note")
  func notes() throws {
    let fields = try SchemaReader.schema(of: SampleEditionOperation.Input.self).fields
    #expect(fields.map(\.name) == SampleEditionOperation.notes.map(\.name))
    #expect(fields.filter(\.isRequired).map(\.name) == ["output"])
  }
}
