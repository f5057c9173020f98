import Primitives
import SelectionRules
import Testing

@testable import Operations

@Suite("Decisions one by one")
struct DecisionTests {
  private func input(
    _ stage: Stage, _ nomination: ByteText, _ kind: DecisionKind = .remove, document: String = Installation.document,
    reason: String = "样例"
  ) -> DecisionRecord.Input {
    DecisionRecord.Input(
      edition: SampleFiles.name, stage: stage, nomination: nomination.string, kind: kind, document: document,
      reason: reason)
  }

  @Test("SM-19 R-226 a decision is one act, voids the lists that rest on it, and keeps the scan of its document sealed")
  func recorded() throws {
    let house = try Station.reviewing.installation()
    try house.compute(.candidate)
    let candidate = try #require(try SampleFiles.passed(.candidate).first)
    var removal = input(.candidate, candidate)
    removal.proof = try house.write("scan.png", "样例扫描")
    let events = try house.count("audit_event")
    let output = try house.run(DecisionRecord.self, removal, as: .office)
    #expect(output.voided.map(\.stage) == [.candidate])
    #expect(try house.count("audit_event") == events + 1)
    let detail = try #require(try house.texts("SELECT detail FROM audit_event ORDER BY id DESC LIMIT 1").first)
    let scan = try #require(
      try house.texts("SELECT digest FROM evidence WHERE name = 'decision-document' AND is_sealed = 1").first)
    #expect(detail.contains(scan))
    #expect(try !house.compute(.candidate).items.map(\.nomination).contains(candidate))
    #expect(try house.faults().isEmpty)
    let list = try house.run(DecisionList.self, DecisionList.Input(edition: SampleFiles.name), as: .auditor)
    #expect(list.decisions.last?.nomination == candidate && list.decisions.last?.kind == .remove)
  }

  @Test(
    "R-812 a decision has a document number in its form",
    arguments: ["", "鲁会[2026]2号", "鲁会〔2026〕02号"])
  func document(number: String) throws {
    let house = try Station.reviewing.installation()
    let candidate = try #require(try SampleFiles.passed(.candidate).first)
    let refusal = try house.refusal(
      DecisionRecord.self, input(.candidate, candidate, document: number), as: .office)
    #expect(refusal.citation?.rule == "R-812")
  }

  @Test("SM-2 SM-19 a decision about somebody who does not stand there, about a confirmed list, or twice is refused")
  func refused() throws {
    let house = try Station.judging.installation()
    func code(_ input: DecisionRecord.Input) throws -> String {
      try house.refusal(DecisionRecord.self, input, as: .office).code
    }
    let candidate = try #require(try SampleFiles.passed(.candidate).first)
    let outsider = try #require(try SampleFiles.texts(outside: .candidate).first)
    #expect(try code(input(.nominee, outsider)) == "decision.not-an-entrant")
    #expect(try code(input(.nominee, "2026-9999")) == "nomination.unknown")
    #expect(try code(input(.candidate, candidate)) == "edition.wrong-state")
    #expect(try code(input(.nominee, candidate, reason: " ")) == "reason.missing")
    #expect(try code(input(.nominee, candidate, .order)) == "edition.position")
    try house.run(DecisionRecord.self, input(.nominee, candidate), as: .office)
    #expect(try code(input(.nominee, candidate)) == "import.exists")
    try house.settle(.nominee)
    let before = try house.contentDigest()
    #expect(try code(input(.nominee, try SampleFiles.passed(.candidate)[1])) == "list.confirmed")
    #expect(try house.contentDigest() == before)
  }
}
