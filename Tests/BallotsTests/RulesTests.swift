import Primitives
import Testing

@testable import Ballots

@Suite("The rules of a count")
struct RulesTests {
  private static let good: [(String, String)] = [
    ("candidates", "2"), ("channels", #"["web","app"]"#), ("opens", #""2026-05-01T00:00:00Z""#),
    ("closes", #""2026-05-15T00:00:00Z""#), ("oncePer", #""day""#),
  ]

  private func json(_ changes: [String: String?]) -> [UInt8] {
    var members = Self.good.filter { changes[$0.0] == nil }
    for (key, value) in changes { if let value { members.append((key, value)) } }
    return Array(("{" + members.map { "\"\($0.0)\":\($0.1)" }.joined(separator: ",") + "}").utf8)
  }

  private func refusal(_ changes: [String: String?]) -> Refusal? {
    do {
      _ = try BallotRules(json: json(changes), file: "rules.json")
      return nil
    } catch {
      return error as? Refusal
    }
  }

  @Test("Rules are read, with channels in the order of bytes")
  func read() throws {
    let rules = try BallotRules(
      json: json([
        "picksPerDay": "3", "nominations": #"["b","a"]"#,
        "voidedVoters": #"[{"voter":"00000000000000000000000000000001","document":"d","reason":"r"}]"#,
      ]), file: "rules.json")
    #expect(rules.channels == ["app", "web"])
    #expect(rules.closes - rules.opens == 14 * 86_400)
    #expect(rules.oncePer == .day && rules.picksPerDay == 3 && rules.nominations == ["b", "a"])
    #expect(rules.voidedVoters.map(\.document) == ["d"])
  }

  @Test(
    "A key that is unknown, missing or out of range is refused by its place",
    arguments: [
      ("candidates", "0", "range"), ("candidates", "1000000000", "range"), ("candidates", "\"2\"", "type"),
      ("channels", "[]", "range"), ("channels", #"["web","web"]"#, "repeated"), ("channels", #"[""]"#, "empty"),
      ("channels", "[1]", "type"), ("opens", #""2026-05-15T00:00:00Z""#, "window"),
      ("opens", #""1991-12-31T23:59:59Z""#, "too-early"),
      ("opens", #""2026-05-01""#, "instant"), ("closes", #""2026-02-30T00:00:00Z""#, "instant"),
      ("oncePer", #""week""#, "once-per"),
      ("picksPerDay", "0", "range"), ("picksPerDay", "1.5", "type"), ("extra", "1", "unknown-key"),
      ("nominations", #"["a"]"#, "nominations"), ("nominations", #"["a","a"]"#, "repeated"),
      ("nominations", #"["a",""]"#, "empty"), ("voidedVoters", "{}", "type"),
    ])
  func refused(key: String, value: String, code: String) {
    let refusal = refusal([key: value])
    #expect(refusal?.code == "ballot-rules." + code)
    #expect(refusal?.location?.file == "rules.json")
    #expect(refusal?.location?.column?.hasPrefix(code == "window" ? "closes" : key) == true)
  }

  @Test("A missing key, a repeated one, and a voter that is none are refused")
  func missing() {
    for (key, _) in Self.good { #expect(refusal([key: String?.none])?.code == "ballot-rules.missing-key") }
    let twice = Array(#"{"candidates":1,"candidates":1}"#.utf8)
    #expect(throws: Refusal.self) { try BallotRules(json: twice, file: "rules.json") }
    let voter = #"[{"voter":"0A000000000000000000000000000001","document":"d","reason":"r"}]"#
    #expect(refusal(["voidedVoters": voter])?.code == "ballot-rules.voter")
  }

  @Test("Windows of all years and nominees without end are numbered, or refused before anything is read")
  func extremes() throws {
    #expect(refusal(["closes": #""9999-12-31T15:59:59Z""#, "candidates": "999999999"]) == nil)
    #expect(refusal(["closes": #""9999-12-31T16:00:01Z""#])?.code == "ballot-rules.window")
    let many = "[" + (0..<8000).map { "\"c\($0)\"" }.joined(separator: ",") + "]"
    let all = ["closes": #""9999-12-31T15:59:59Z""#, "candidates": "999999999", "channels": many]
    #expect(refusal(all)?.code == "ballot-rules.too-large")
  }
}
