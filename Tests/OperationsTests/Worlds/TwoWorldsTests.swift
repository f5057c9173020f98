import Foundation
import Primitives
import Sealing
import SelectionRules
import Testing

@testable import Operations

@Suite("Two worlds that differ in what is hidden", .enabled(if: Installation.hasFile))
struct TwoWorldsTests {
  private func differing(_ one: [String: String], _ other: [String: String]) -> [String] {
    Set(one.keys).union(other.keys).filter { one[$0] != other[$0] }.sorted()
  }

  @Test("Nobody who must not know it is answered otherwise, by any operation", arguments: HiddenFact.all)
  func alike(fact: HiddenFact) throws {
    let (one, other) = try fact.worlds()
    var asked = 0
    for person in Person.allCases.map(\.rawValue) + fact.others where !fact.known.contains(person) {
      let answers = (try one.answers(to: person), try other.answers(to: person))
      #expect(differing(answers.0, answers.1) == [], "\(person)")
      let acts = (try one.acts(of: person), try other.acts(of: person))
      #expect(differing(acts.0, acts.1) == [], "\(person)")
      asked += answers.0.count + acts.0.count
    }
    #expect(asked > 500)
    guard !fact.control.isEmpty else { return }
    let found =
      fact.isLearntByActing
      ? differing(
        try one.acts(of: fact.control, tellsDone: true), try other.acts(of: fact.control, tellsDone: true))
      : differing(try one.answers(to: fact.control), try other.answers(to: fact.control))
    #expect(!found.isEmpty, "the comparison does not see the fact")
  }

  // MARK: Tallies

  private func voting() throws -> Installation {
    let house = try Station.judging.installation()
    try house.settle(.nominee)
    try house.advance(.display)
    try house.publishDeeds()
    try house.advance(.voting)
    try house.take(VoteImport.self, "votes.csv")
    return house
  }

  @Test("R-208 tallies are explained, exported and listed as evidence once the composite is reached, and not before")
  func released() throws {
    let house = try voting()
    let other = try Installation(copyOf: house)
    try other.plant(
      "UPDATE vote_tally SET votes = votes * 5 + 1000 WHERE nomination = (SELECT min(nomination) FROM vote_tally)")
    let key = ByteText(try #require(try house.texts("SELECT min(nomination) FROM vote_tally").first))
    let input = NominationExplain.Input(edition: SampleFiles.name, nomination: key)
    func explained() throws -> [String] {
      try [house, other].map { "\(try $0.run(NominationExplain.self, input, as: .office).presentation)" }
    }
    func exported(_ name: String) throws -> [String] {
      try [house, other].map { house in
        let input = EditionExport.Input(name: SampleFiles.name, output: ResultFolder(house.path(name).text))
        return try house.run(EditionExport.self, input, as: .auditor).files.map { "\($0.path) \($0.sha256)" }
          .joined(separator: "\n")
      }
    }
    func listed() throws -> Bool {
      try house.run(EvidenceList.self, EvidenceList.Input(), as: .auditor).evidence.contains { $0.name == "votes.csv" }
    }
    #expect(Set(try explained()).count == 1)
    #expect(Set(try exported("before")).count == 1)
    #expect(try !listed())
    for house in [house, other] { try house.advance(.composite) }
    #expect(Set(try explained()).count == 2)
    #expect(Set(try exported("after")).count == 2)
    #expect(try listed())
  }

  @Test("R-208 what the trail and the evidence keep of imported tallies is no digest that a guess could be tried on")
  func sealed() throws {
    let house = try voting()
    let digest = Digest.sha256(of: Array(try SampleFiles.text("votes.csv").utf8)).hex
    let trail = try house.run(AuditList.self, AuditList.Input(), as: .auditor)
    #expect(trail.events.contains { $0.operation == "vote import" })
    #expect(!"\(trail)".contains(digest))
    #expect(try house.texts("SELECT is_sealed FROM evidence WHERE name = 'votes.csv'") == ["1"])
  }

  // MARK: What is not there

  @Test("Of a form, a unit, an entry or a job of others a person is told in the same bytes as of none that there is")
  func foreignAsAbsent() throws {
    let phase = try MatrixHouse.nominating()
    let absent: [MatrixKind: (foreign: String, absent: String, field: String)] = [
      .form: ("D-T2", "D-99", "number"), .unit: ("T2", "T9", "unit"), .job: ("job-both", "job-none", "job"),
    ]
    var compared = 0
    try phase.house.withDatabase { database in
      let dry = DryCall(house: phase.house, database: database)
      for entry in Catalogue.all.entries {
        guard let kind = entry.matrixKind, let names = absent[kind] else { continue }
        for person in [Person.clerk, .union, .nominee, .coNominator, .craftsman, .expert, .head] {
          guard !(kind == .unit && person == .nominee) else { continue }
          let texts = try [names.foreign, names.absent].map { name in
            let values = MatrixHouse.fixed.merging([names.field: name, "channel": "self"]) { $1 }
            let json = try entry.matrixInput(values, paths: ["any": phase.house.path("absent").text])
            return try told(dry, entry, json, person.rawValue).replacingOccurrences(of: name, with: "NAME")
          }
          #expect(texts[0] == texts[1], "\(entry.name) \(person)")
          compared += 1
        }
      }
    }
    #expect(compared > 100)
  }

  private func told(_ dry: DryCall, _ entry: CatalogueEntry, _ json: Data, _ person: String) throws -> String {
    do {
      return String(decoding: try dry.run(entry, json: json, as: person), as: UTF8.self)
    } catch {
      return String(decoding: try OutputJSON.bytes(of: RefusalOfError.refusal(error)), as: UTF8.self)
    }
  }
}
