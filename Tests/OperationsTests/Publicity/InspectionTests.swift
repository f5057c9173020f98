import Primitives
import SelectionRules
import Testing

@testable import Operations

@Suite("Site inspections")
struct InspectionTests {
  private func inspecting() throws -> Installation {
    let house = try Station.composing.installation()
    try house.advance(.inspection)
    try house.compute(.named)
    try house.compute(.great)
    for stage in [Stage.named, .great] { try house.submit(stage) }
    return house
  }

  private func record(_ house: Installation, _ nomination: ByteText, _ result: InspectionResult) throws
    -> InspectionRecord.Output
  {
    try house.run(InspectionRecord.self, try house.inspection(nomination.string, result), as: .office)
  }

  @Test("R-216 SM-1 publicity waits until everybody proposed has a result")
  func guardsPublicity() throws {
    let house = try inspecting()
    let named = try SampleFiles.passed(.named)
    for nomination in named.dropLast() { _ = try record(house, nomination, .passed) }
    let advance = EditionAdvance.Input(name: SampleFiles.name, to: .publicity)
    let refusal = try house.refusal(EditionAdvance.self, advance, as: .office)
    #expect(refusal.code == "edition.inspection-missing")
    #expect(refusal.message.en.contains(try #require(named.last).string))
    let list = try house.run(InspectionList.self, InspectionList.Input(edition: SampleFiles.name), as: .auditor)
    #expect(list.lacking == named.suffix(1) && list.inspections.count == named.count - 1)
    _ = try record(house, try #require(named.last), .passed)
    try house.advance(.publicity)
  }

  @Test("R-216 SM-19 who fails is struck out in the same act, and the lists are void")
  func failed() throws {
    let house = try inspecting()
    let named = try SampleFiles.passed(.named)
    let events = try house.count("audit_event")
    #expect(try record(house, named[0], .failed).removedAt == .named)
    #expect(try house.count("audit_event") == events + 1)
    #expect(try house.states(.named) == [.void])
    try house.compute(.named)
    try house.compute(.great)
    for stage in [Stage.named, .great] { try house.submit(stage) }
    for nomination in named.dropFirst() { _ = try record(house, nomination, .passed) }
    try house.advance(.publicity)
    for stage in [Stage.named, .great] { try house.confirm(stage) }
    try house.showNames()
    try house.name()
    #expect(try house.count("naming") == named.count - 1)
    #expect(try house.faults().isEmpty)
  }

  @Test("R-216 a failed inspection has document and reason, a repeated one a reason; the later one counts")
  func repeated() throws {
    let house = try inspecting()
    let first = try SampleFiles.passed(.named)[0].string
    var failed = try house.inspection(first, .failed)
    failed.reason = nil
    #expect(try house.refusal(InspectionRecord.self, failed, as: .office).code == "reason.missing")
    failed = try house.inspection(first, .failed)
    failed.document = nil
    #expect(try house.refusal(InspectionRecord.self, failed, as: .office).citation?.rule == "R-812")
    let passed = try house.inspection(first, .passed)
    try house.run(InspectionRecord.self, passed, as: .office)
    #expect(try house.refusal(InspectionRecord.self, passed, as: .office).code == "reason.missing")
    try house.run(InspectionRecord.self, try house.inspection(first, .failed), as: .office)
    let list = try house.run(InspectionList.self, InspectionList.Input(edition: SampleFiles.name), as: .auditor)
    #expect(list.inspections.map(\.result) == [.failed])
    #expect(try house.faults().isEmpty)
  }

  @Test("R-216 an inspection is of somebody proposed, of a day that has come, by somebody, in its state")
  func refused() throws {
    let house = try inspecting()
    let first = try SampleFiles.passed(.named)[0].string
    func code(_ change: (inout InspectionRecord.Input) -> Void) throws -> String {
      var input = try house.inspection(first, .passed)
      change(&input)
      return try house.refusal(InspectionRecord.self, input, as: .office).code
    }
    let outsider = try #require(try SampleFiles.texts(outside: .named).first).string
    #expect(try code { $0.nomination = outsider } == "inspection.not-proposed")
    #expect(try code { $0.nomination = "2026-9999" } == "nomination.unknown")
    #expect(try code { $0.on = "2026-06-02" } == "inspection.in-future")
    #expect(try code { $0.inspectors = " " } == "inspection.no-inspectors")
    let other = try Station.composing.installation()
    let input = try other.inspection(first, .passed)
    #expect(try other.refusal(InspectionRecord.self, input, as: .office).code == "edition.wrong-state")
  }
}
