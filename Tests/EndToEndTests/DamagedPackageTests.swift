import Foundation
import Testing

/// A sample edition with one fault in it, and where the fault must be told to stand.
struct Damage: Sendable, CustomTestStringConvertible {
  let what: String
  let file: String
  let place: String
  /// Changes the file's lines.
  let change: @Sendable (inout [String]) -> Void

  var testDescription: String { what }

  init(_ what: String, _ place: String, _ change: @escaping @Sendable (inout [String]) -> Void) {
    self.what = what
    self.place = place
    file = String(place.prefix { $0 != ":" })
    self.change = change
  }

  /// Another value in a field of a line; the header is line 1.
  static func value(_ what: String, _ place: String, field: Int, _ value: String) -> Damage {
    let line = Int(place.split(separator: ":")[1]) ?? 1
    return Damage(what, place) { lines in
      var fields = lines[line - 1].components(separatedBy: ",")
      fields[field] = value
      lines[line - 1] = fields.joined(separator: ",")
    }
  }

  static let all: [Damage] = [
    Damage("a missing column", "scores.csv:1:craft: ") { lines in
      lines = lines.map { line in
        let fields = line.components(separatedBy: ",")
        return (fields[..<3] + fields[4...]).joined(separator: ",")
      }
    },
    Damage("a duplicate pair", "scores.csv:4:") { $0[3] = $0[2] },
    Damage("a duplicate nomination", "nominations.csv:3:nomination: ") { $0[2] = $0[1] },
    .value("100.001", "scores.csv:3:contribution: ", field: 5, "100.001"),
    .value("NaN", "scores.csv:3:spirit: ", field: 2, "NaN"),
    .value("8e1", "preliminary.csv:5:score: ", field: 2, "8e1"),
    .value("a negative score", "preliminary.csv:5:score: ", field: 2, "-1"),
    .value("negative votes", "votes.csv:2:votes: ", field: 2, "-5"),
    .value("a full-width digit", "votes.csv:2:votes: ", field: 2, "５"),
    .value("an unknown nomination", "votes.csv:2:nomination: ", field: 0, "2026-9999"),
    .value("an unknown expert", "scores.csv:2:expert: ", field: 0, "E999"),
    .value("an unknown kind of recusal", "recusals.csv:2:kind: ", field: 2, "enmity"),
    .value("an unknown qualification", "nominations.csv:2:qualification: ", field: 5, "perhaps"),
    .value("one field too many", "votes.csv:2: ", field: 2, "5,6"),
    Damage("an empty file", "experts.csv:1:expert: ") { $0 = [] },
    Damage("a quote that is never closed", "decisions.csv:6:") { $0[5] += ",\"" },
    Damage("rules that are no JSON", "rules.json:2:") { $0[1] = "  \"edition\": 2026," + "}" },
  ]
}

@Suite("Damaged packages")
struct DamagedPackageTests {
  private let installation: Installation

  init() throws {
    installation = try SampleYear.shared().installation(at: .opened)
  }

  private func expectRefused(at place: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let before = try installation.folder.names()
    for command in [
      "compute edition --output new", "verify edition", "explain edition 2026-0001", "sensitivity edition",
    ] {
      let outcome = try installation.run("edition \(command)")
      let isTold = outcome.error.hasPrefix(place) && outcome.outputBytes.isEmpty
      #expect(outcome.code == 1 && isTold, "\(place) \(outcome.told)", sourceLocation: sourceLocation)
    }
    #expect(try installation.folder.names() == before, sourceLocation: sourceLocation)
  }

  @Test("A damaged package is refused by file, line and column, and nothing is written", arguments: Damage.all)
  func damaged(damage: Damage) throws {
    let path = "edition/\(damage.file)"
    var lines = String(decoding: try installation.folder.bytes(path), as: UTF8.self).components(separatedBy: "\n")
    lines.removeLast()
    damage.change(&lines)
    try installation.folder.write(Array(lines.map { $0 + "\n" }.joined().utf8), to: path)
    try expectRefused(at: damage.place)
  }

  @Test("A file in another encoding is refused where the first byte stands that is no UTF-8")
  func otherEncoding() throws {
    var bytes = try installation.folder.bytes("edition/nominations.csv")
    let second = try #require(bytes.firstIndex(of: 0x0A)) + 1
    // 样 in GB 18030.
    bytes.insert(contentsOf: [0xD1, 0xF9], at: second + 10)
    try installation.folder.write(bytes, to: "edition/nominations.csv")
    try expectRefused(at: "nominations.csv:2:")
  }

  @Test("A missing file is refused by its name", arguments: ["rules.json", "scores.csv", "votes.csv"])
  func missingFile(file: String) throws {
    try FileManager.default.removeItem(atPath: installation.folder / "edition/\(file)")
    try expectRefused(at: "\(file): ")
  }

  @Test("A refused computation leaves an earlier result as it was")
  func earlierResultStays() throws {
    try installation.done("edition compute edition --output result")
    let before = try installation.folder.contents().filter { $0.key.hasPrefix("result/") }
    #expect(before.count == 5)
    try installation.folder.write(Array("nonsense\n".utf8), to: "edition/votes.csv")
    #expect(try installation.run("edition compute edition --output result").code == 1)
    #expect(try installation.folder.contents().filter { $0.key.hasPrefix("result") } == before)
  }
}
