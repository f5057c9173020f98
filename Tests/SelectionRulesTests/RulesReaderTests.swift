import Primitives
import Testing

@testable import SelectionRules

@Suite("rules.json")
struct RulesReaderTests {
  /// The sample's rules with one passage replaced, and the code and path of the key that must be named.
  struct Fault: Sendable, CustomTestStringConvertible {
    let passage: String
    let replacement: String
    let code: String
    let path: String
    var testDescription: String { "\(passage) → \(replacement)" }

    init(_ passage: String, _ replacement: String, _ code: String, _ path: String) {
      (self.passage, self.replacement, self.code, self.path) = (passage, replacement, code, path)
    }
  }

  private static func read(_ text: String) throws -> EditionRules {
    try EditionRules(json: Array(text.utf8), file: "rules.json")
  }

  static let missing: [Fault] = [
    Fault("\"edition\": \"2031\",", "", "rules.missing-key", "edition"),
    Fault("\"caps\": {\"candidate\": 5, \"nominee\": 4, \"named\": 3, \"great\": 1},", "", "rules.missing-key", "caps"),
    Fault("\"candidate\": 5, ", "", "rules.missing-key", "caps.candidate"),
    Fault("\"nominee\": 4, ", "", "rules.missing-key", "caps.nominee"),
    Fault("\"named\": 3, ", "", "rules.missing-key", "caps.named"),
    Fault(", \"great\": 1", "", "rules.missing-key", "caps.great"),
    Fault("\"spirit\": \"0.25\", ", "", "rules.missing-key", "dimensionWeights.spirit"),
    Fault(", \"contribution\": \"0.25\"", "", "rules.missing-key", "dimensionWeights.contribution"),
    Fault("\"panel\": {\"minimumSheets\": 2, \"trimFrom\": 5},", "", "rules.missing-key", "panel"),
    Fault("\"minimumSheets\": 2, ", "", "rules.missing-key", "panel.minimumSheets"),
    Fault(", \"trimFrom\": 5", "", "rules.missing-key", "panel.trimFrom"),
    Fault("\"enabled\": true, ", "", "rules.missing-key", "vote.enabled"),
    Fault("\"method\": \"rank\", ", "", "rules.missing-key", "vote.method"),
    Fault("\"expert\": \"0.80\", ", "", "rules.missing-key", "composite.expert"),
    Fault(", \"public\": \"0.20\"", "", "rules.missing-key", "composite.public"),
  ]

  @Test("OP-24 every key of the rules must be set: a missing one is named by its path", arguments: missing)
  func missingKeys(fault: Fault) { expect(fault) }

  static let unknown: [Fault] = [
    Fault("\"edition\": \"2031\",", "\"edition\": \"2031\", \"year\": 1,", "rules.unknown-key", "year"),
    Fault("\"great\": 1", "\"great\": 1, \"Great\": 1", "rules.unknown-key", "caps.Great"),
    Fault("\"trimFrom\": 5", "\"trimFrom\": 5, \"trimfrom\": 5", "rules.unknown-key", "panel.trimfrom"),
    Fault("\"spirit\": ", "\"age\": \"0\", \"spirit\": ", "rules.unknown-key", "dimensionWeights.age"),
    Fault("\"method\": \"rank\"", "\"method\": \"rank\", \"mode\": 1", "rules.unknown-key", "vote.mode"),
    Fault("\"expert\": ", "\"jury\": \"0\", \"expert\": ", "rules.unknown-key", "composite.jury"),
    Fault("{\"named\": \"10.5\"}", "{\"composite\": \"10.5\"}", "rules.unknown-key", "floors.composite"),
  ]

  @Test("an unknown key anywhere is named by its path", arguments: unknown)
  func unknownKeys(fault: Fault) { expect(fault) }

  static let repeated: [Fault] = [
    Fault("\"edition\": \"2031\",", "\"edition\": \"2031\", \"edition\": \"2031\",", "json.repeated-key", "edition"),
    Fault("\"great\": 1", "\"great\": 1, \"gre\\u0061t\": 1", "json.repeated-key", "caps.great"),
    Fault("{\"web\": \"0.5\"}", "{\"web\": \"0.5\", \"web\": \"1\"}", "json.repeated-key", "vote.channelWeights.web"),
    Fault("{\"named\": \"10.5\"}", "{\"named\": \"10.5\", \"named\": \"1\"}", "json.repeated-key", "floors.named"),
  ]

  @Test("a repeated key anywhere is named by its path, also where an escape writes it", arguments: repeated)
  func repeatedKeys(fault: Fault) { expect(fault) }

  static let values: [Fault] =
    ["-1", "-0", "1.0", "1e2", "1.5", "\"1\"", "null", "true", "[]", "99999999999999999999"].map {
      Fault("\"candidate\": 5", "\"candidate\": \($0)", "rules.integer", "caps.candidate")
    }
    + [("minimumSheets\": 2", "minimumSheets\": 0", "minimumSheets"), ("trimFrom\": 5", "trimFrom\": 2", "trimFrom")]
    .map { Fault($0.0, $0.1, "rules.integer", "panel.\($0.2)") }
    + [
      "0.2500000000000", "0.25 ", " 0.25", "+0.25", "-0.25", ".25", "0.", "25e-2", "1234567890", "", "0,25", "٠.٢٥",
      "０.25",
      "NaN", "Infinity",
    ].map { Fault("\"spirit\": \"0.25\"", "\"spirit\": \"\($0)\"", "rules.decimal", "dimensionWeights.spirit") }
    + ["0.25", "1", "null", "true", "{}"].map {
      Fault("\"expert\": \"0.80\"", "\"expert\": \($0)", "rules.decimal", "composite.expert")
    }
    + [
      Fault("\"0.80\"", "\"0.81\"", "rules.weights-sum", "composite"),
      Fault("\"0.80\"", "\"0.800000000001\"", "rules.weights-sum", "composite"),
      Fault("\"spirit\": \"0.25\"", "\"spirit\": \"0.249999999999\"", "rules.weights-sum", "dimensionWeights"),
      Fault("\"2031\"", "\"\"", "rules.empty", "edition"), Fault("\"2031\"", "2031", "rules.type", "edition"),
      Fault("\"2031\"", "null", "rules.type", "edition"),
      Fault("true", "\"true\"", "rules.type", "vote.enabled"), Fault("true", "1", "rules.type", "vote.enabled"),
      Fault("\"rank\"", "\"Rank\"", "rules.method", "vote.method"), Fault("\"rank\"", "1", "rules.type", "vote.method"),
      Fault("{\"web\": \"0.5\"}", "[]", "rules.type", "vote.channelWeights"),
      Fault("{\"web\": \"0.5\"}", "null", "rules.type", "vote.channelWeights"),
      Fault("{\"web\": \"0.5\"}", "{\"web\": 0.5}", "rules.decimal", "vote.channelWeights.web"),
      Fault("{\"named\": \"10.5\"}", "null", "rules.type", "floors"),
      Fault("{\"named\": \"10.5\"}", "{\"named\": 10.5}", "rules.decimal", "floors.named"),
      Fault("{\"named\": \"10.5\"}", "{\"great\": null}", "rules.decimal", "floors.great"),
      Fault("{\"minimumSheets\": 2, \"trimFrom\": 5}", "5", "rules.type", "panel"),
    ]

  @Test("a value of the wrong form or out of range is named by its path", arguments: values)
  func wrongValues(fault: Fault) { expect(fault) }

  private func expect(_ fault: Fault, sourceLocation: SourceLocation = #_sourceLocation) {
    let text = SamplePackage.rules.replacing(fault.passage, with: fault.replacement, maxReplacements: 1)
    #expect(text != SamplePackage.rules, sourceLocation: sourceLocation)
    let found = refusal { try Self.read(text) }
    #expect(found?.code == fault.code, sourceLocation: sourceLocation)
    #expect(found?.location?.file == "rules.json", sourceLocation: sourceLocation)
    #expect(found?.location?.column == fault.path, sourceLocation: sourceLocation)
  }

  @Test(
    "a file that is no JSON object is refused",
    arguments: ["", "[]", "1", "{", "{\"a\":}", "\"x\"", "{} {}", "{'a': 1}"])
  func noObject(text: String) {
    #expect(refusal { try Self.read(text) }?.location?.file == "rules.json")
  }

  @Test("lawful rules of every form are accepted")
  func lawful() throws {
    let plain = try Self.read(SamplePackage.rules)
    #expect(plain.floors == EditionRules.Floors(named: decimal("10.5")))
    #expect(plain.vote.channelWeights == ["web": decimal("0.5")])
    let lawful = [
      ("\"great\": 1", "\"great\": 0"), ("\"great\": 1", "\"great\": 400"), ("\"named\": \"10.5\"", ""),
      ("\"trimFrom\": 5", "\"trimFrom\": 3"), ("\"minimumSheets\": 2", "\"minimumSheets\": 1"),
      ("\"0.80\", \"public\": \"0.20\"", "\"000000001\", \"public\": \"0.000000000000\""),
      ("\"spirit\": \"0.25\", \"craft\": \"0.25\"", "\"spirit\": \"0.250000000001\", \"craft\": \"0.249999999999\""),
      ("\"named\": \"10.5\"", "\"preliminary\": \"999999999.999999999999\", \"expert\": \"0\", \"great\": \"1\""),
      ("\"rank\"", "\"share\""), ("true", "false"), ("{\"web\": \"0.5\"}", "{}"), ("\"2031\"", "\"第一届\""),
      (",\n \"floors\": {\"named\": \"10.5\"}", ""), (", \"channelWeights\": {\"web\": \"0.5\"}", ""),
    ]
    for (passage, replacement) in lawful {
      let text = SamplePackage.rules.replacing(passage, with: replacement)
      #expect(text != SamplePackage.rules)
      #expect(refusal { try Self.read(text) } == nil, "\(replacement)")
    }
  }

  @Test("R-221 the package has no bound on the public weight")
  func publicWeight() throws {
    let text = SamplePackage.rules.replacing("\"0.80\", \"public\": \"0.20\"", with: "\"0\", \"public\": \"1\"")
    #expect(try Self.read(text).composite.publicVote == .one)
  }

  @Test("what the writer of rules writes the reader reads as the same rules, always with the same bytes")
  func roundTrip() throws {
    var numbers = SeededNumbers(seed: 3)
    for _ in 0..<300 {
      let rules = RandomEdition.rules(&numbers)
      let bytes = rules.jsonBytes
      let again = try EditionRules(json: bytes, file: "rules.json")
      #expect(again == rules)
      #expect(again.jsonBytes == bytes)
    }
    let sample = try Self.read(SamplePackage.rules)
    #expect(try EditionRules(json: sample.jsonBytes, file: "rules.json") == sample)
  }
}
