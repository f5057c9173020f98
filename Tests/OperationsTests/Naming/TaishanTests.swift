import Primitives
import SelectionRules
import Testing

@testable import Operations

@Suite("R-210 the list for industrial-skill talents")
struct TaishanTests {
  private func list(_ house: Installation) throws -> [TaishanList.Output.Item] {
    try house.run(TaishanList.self, TaishanList.Input(edition: SampleFiles.name), as: .auditor).great
  }

  @Test("R-210 the great craftsmen stand on the list, in the order of their naming, nobody else")
  func great() throws {
    let house = try Station.named.installation()
    let great = Set(try SampleFiles.passed(.great))
    let items = try list(house)
    #expect(items.map(\.nomination) == (try SampleFiles.passed(.named)).filter(great.contains))
    #expect(items.allSatisfy { $0.outcome == nil && $0.history.isEmpty })
  }

  @Test("R-210 each outcome is kept with its day and document, the last one tells")
  func history() throws {
    let house = try Station.named.installation()
    let nomination = try #require(try SampleFiles.passed(.great).first)
    for (outcome, day) in [
      (TaishanOutcome.recommended, "2026-06-01"), (.notSelected, "2026-09-01"), (.recommended, "2027-03-01"),
      (.selected, "2027-09-01"),
    ] {
      try house.goTo(day)
      try house.run(TaishanRecord.self, house.taishan(nomination, outcome, on: day), as: .office)
    }
    let item = try #require(try list(house).first { $0.nomination == nomination })
    #expect(item.outcome == .selected)
    #expect(item.history.map(\.outcome) == [.recommended, .notSelected, .recommended, .selected])
    #expect(item.history.map(\.on) == ["2026-06-01", "2026-09-01", "2027-03-01", "2027-09-01"])
    #expect(try house.faults().isEmpty)
  }

  @Test("R-210 only great craftsmen whose naming stands are recommended, and in the order of the steps")
  func guards() throws {
    let house = try Station.named.installation()
    let great = try SampleFiles.passed(.great)
    let other = try #require(try SampleFiles.passed(.named).first { !great.contains($0) })
    func code(_ nomination: ByteText, _ outcome: TaishanOutcome) throws -> String {
      try house.refusal(TaishanRecord.self, house.taishan(nomination, outcome), as: .office).code
    }
    #expect(try code(other, .recommended) == "taishan.not-great")
    #expect(try code("none", .recommended) == "naming.unknown")
    #expect(try code(great[0], .selected) == "taishan.no-such-step")
    try house.run(NamingRevoke.self, house.revocation(great[0]), as: .confirmer)
    #expect(try code(great[0], .recommended) == "taishan.revoked")
    #expect(try list(house).first { $0.nomination == great[0] }?.revokedOn == "2026-06-01")
    #expect(try house.count("taishan_record") == 0)
  }
}
