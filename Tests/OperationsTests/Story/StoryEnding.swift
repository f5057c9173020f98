import Foundation
import Primitives
import SelectionRules
import Testing

@testable import Operations

/// The naming, what follows it, and what stands of it for anybody to recompute.
extension Story {
  func naming() throws {
    let input = EditionNaming.Input(name: edition, document: Installation.document, date: "2026-10-20")
    let output = try run(EditionNaming.self, input, as: .confirmer)
    #expect(output.named == 6 && output.great == 2 && output.registered == 6)
    try expect(.named, 4)
    #expect(try code(EditionAdvance.self, advance(.closed), as: .office) == "edition.certificates-missing")
    try house.goTo("2026-10-21")
    try house.certify(on: "2026-10-21")
    try house.advance(.closed)
    try house.goTo("2026-11-18")
    try run(TaishanRecord.self, house.taishan(number(1), .recommended, on: "2026-11-02"), as: .office)
    try run(TaishanRecord.self, house.taishan(number(1), .selected, on: "2026-11-18"), as: .office)
    #expect(
      try code(TaishanRecord.self, house.taishan(number(3), .recommended, on: "2026-11-02"), as: .office)
        == "taishan.not-great")
    try run(NamingRevoke.self, house.revocation(number(4), on: "2026-11-18"), as: .confirmer)
    let namings = try house.namings()
    #expect(Set(namings.map(\.nomination)) == Set(numbers([1, 2, 3, 4, 7, 8])))
    #expect(namings.filter { $0.revokedOn != nil }.map(\.nomination) == [number(4)])
    #expect(namings.filter { $0.certificate == nil }.map(\.nomination) == [number(4)])
  }

  /// Each of the thirty stands where the story left it, and together they went through every state of SM-2.
  func lookingBack() throws {
    #expect(StoryNominee.endings.flatMap(\.indices).sorted() == Array(1...30))
    for (state, indices) in StoryNominee.endings {
      for index in indices { try expect(state, index) }
    }
    #expect(Set(StoryNominee.endings.map(\.state)).union(StoryNominee.passing) == Set(NominationState.allCases))
    #expect(seen == Set(NominationState.allCases))
    try expectHistory(
      4, "form: draft", "form: submitted", "form: endorsed", "forwarded", "entered the edition, qualified",
      "list of candidate confirmed: on it", "list of nominee confirmed: on it", "deeds approved", "inspection passed",
      "publicity from 2026-09-15", "list of named confirmed: on it", "publicity from 2026-10-09", "named",
      "naming revoked")
    try expectHistory(
      5, "form: endorsed", "form: returned", "form: draft", "form: submitted", "form: endorsed", "forwarded",
      "objection 2026-YY-003: upheld", "list of named confirmed: not on it")
    try expectHistory(
      17, "forwarded, substitute", "takes the place of 2026-0023", "decision at stage candidate: removed")
  }

  /// What a nomination's timeline tells, among other things, in this order.
  private func expectHistory(
    _ index: Int, _ steps: String..., sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let told = try house.standing(number(index)).timeline.map(\.what.en)
    var rest = told[...]
    for step in steps {
      let place = rest.firstIndex { $0.hasPrefix(step) }
      #expect(place != nil, "\(index): \(step) in \(told)", sourceLocation: sourceLocation)
      if let place { rest = rest[(place + 1)...] }
    }
  }

  /// The package verifies, computes the same results from its inputs alone, and the house is sound.
  func exporting() throws {
    try expectSound()
    let audit = try run(AuditVerify.self, AuditVerify.Input(), as: .auditor)
    #expect(audit.faults.isEmpty && audit.unsealed.isEmpty)
    let folder = house.path("package")
    let export = try run(
      EditionExport.self, EditionExport.Input(name: edition, output: ResultFolder(folder.text)), as: .office)
    #expect(try verify(folder).differences.isEmpty)
    let computed = house.path("computed")
    let compute = EditionCompute.Input(folder: folder, output: computed)
    _ = try house.call(EditionCompute.name, json: try JSONEncoder().encode(compute), as: nil)
    let results = export.files.map(\.path).filter { $0.hasPrefix("results/") }
    #expect(results.count >= 4)
    for path in results {
      #expect(try bytes(computed, path) == bytes(folder, path), "\(path)")
    }
    try tamper(folder)
    #expect(try !verify(folder).differences.isEmpty)
  }

  private func verify(_ folder: FilePath) throws -> EditionVerify.Output {
    let input = try JSONEncoder().encode(EditionVerify.Input(folder: folder))
    return try #require(try house.call(EditionVerify.name, json: input, as: nil) as? EditionVerify.Output)
  }

  private func bytes(_ folder: FilePath, _ path: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: folder.appending(path).text))
  }

  /// One vote more for the first one, who would have won without it.
  private func tamper(_ folder: FilePath) throws {
    let url = URL(fileURLWithPath: folder.appending("votes.csv").text)
    let votes = try String(contentsOf: url, encoding: .utf8)
    try votes.replacing("2026-0001,app,1000", with: "2026-0001,app,1001").write(
      to: url, atomically: true, encoding: .utf8)
  }
}
