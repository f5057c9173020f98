import Evidence
import Foundation
import Primitives
import Sealing
import SelectionRules
import Testing

@testable import Operations

@Suite("Decisions about voters, recounts and what is shown of ballots")
struct BallotDecisionTests {
  private func digest(_ house: Installation, _ sql: String) throws -> String {
    try #require(try house.texts(sql).first)
  }

  @Test("SM-4 A recount with a voided voter equals a fresh import with him, byte for byte")
  func recount() throws {
    let house = try Installation.voting()
    try house.importBallots(try house.twoFiles())
    let before = try house.votes()
    try house.void(Installation.voter(1))
    #expect(try house.votes() == before)
    let output = try house.recount()
    let fresh = try Installation.withBallots()
    #expect(try house.votes() == fresh.votes())
    #expect(try house.votes() != before)
    #expect(output.classes.first { $0.code == "voided_voter" }?.rows == 2)
    let choices = "SELECT choices FROM ballot_count ORDER BY count_number DESC LIMIT 1"
    #expect(try digest(house, choices) == digest(fresh, choices))
    let shown = try house.showBallots()
    #expect(shown.counts.map(\.cause) == [.import, .recount] && shown.decisions.map(\.rows) == [2])
    #expect(try house.faults() == [])
  }

  @Test("SM-4 A decision needs a voter, a document and a reason, and a voter is voided once")
  func wrongDecisions() throws {
    let house = try Installation.withBallots()
    func code(_ voter: String, _ document: String, _ reason: String) throws -> String {
      let input = BallotsVoid.Input(edition: SampleFiles.name, voter: voter, document: document, reason: reason)
      return try house.refusal(BallotsVoid.self, input, as: .voteAuditor).code
    }
    let voter = Installation.voter(5)
    for form in ["", "5", voter.dropLast() + "G", voter + "0", "A" + voter.dropFirst()] {
      #expect(try code(String(form), "x", "x") == "ballots.voter-form")
    }
    #expect(try code(voter, " ", "x") == "ballots.document-missing")
    #expect(try code(voter, "x", "　") == "reason.missing")
    #expect(try code(Installation.voter(1), "x", "x") == "ballots.voter-voided")
    #expect(try house.count("ballot_void") == 1)
  }

  @Test("SM-4 The composite waits for the recount of every decision")
  func recountFirst() throws {
    let house = try Installation.withBallots()
    try house.void(Installation.voter(9))
    let input = EditionAdvance.Input(name: SampleFiles.name, to: .composite)
    #expect(try house.refusal(EditionAdvance.self, input, as: .office).code == "ballots.recount-first")
    #expect(try house.showBallots().decisions.map(\.rows) == [2, nil])
    try house.recount()
    try house.advance(.composite)
    #expect(try house.faults() == [])
    #expect(throws: Refusal.self) { try house.void(Installation.voter(10)) }
  }

  @Test("SM-1 The composite waits for a count by somebody else than who brought the ballots in")
  func auditFirst() throws {
    let house = try Installation.voting()
    try house.importBallots(try house.twoFiles())
    let input = EditionAdvance.Input(name: SampleFiles.name, to: .composite)
    #expect(try house.refusal(EditionAdvance.self, input, as: .office).code == "ballots.audit-first")
    try house.recount()
    try house.advance(.composite)
    #expect(try house.faults() == [])
  }

  @Test("SM-4 A decision that was taken away, or laid on another voter's name and moment, is found")
  func takenAway() throws {
    let origin = try Installation.withBallots()
    try origin.void(Installation.voter(9))
    #expect(try origin.faults() == [])
    for change in [
      "DELETE FROM ballot_void WHERE number = 2", "UPDATE ballot_void SET decided_at = '2026-05-09' WHERE number = 2",
    ] {
      let house = try Installation(copyOf: origin)
      try house.plant(change)
      #expect(try house.faults().contains("ballots.void-lost"), "\(change)")
    }
  }

  @Test("A recount of ballots that were changed on the disk is refused and changes nothing")
  func damaged() throws {
    let house = try Installation.withBallots()
    let before = try house.contentDigest()
    let file = try digest(house, "SELECT digest FROM ballot_file WHERE place = 2")
    let url = URL(fileURLWithPath: "\(house.paths.evidence)/\(file.prefix(2))/\(file)")
    var content = try Data(contentsOf: url)
    content[content.count - 5] ^= 1
    try FileManager.default.removeItem(at: url)
    try content.write(to: url)
    let input = BallotsRecount.Input(edition: SampleFiles.name)
    #expect(try house.refusal(BallotsRecount.self, input, as: .voteAuditor).code == "evidence.damaged")
    try FileManager.default.removeItem(at: url)
    #expect(try house.refusal(BallotsRecount.self, input, as: .voteAuditor).code == "evidence.missing")
    #expect(try house.contentDigest() == before)
  }

  @Test("What changed between count and transaction refuses the act")
  func changedMeanwhile() throws {
    let house = try Installation.voting()
    let input = try house.ballotsInput(try house.twoFiles())
    let stage = try BallotsImport.stage(input, house.session(as: "office"))
    try house.void(Installation.voter(2))
    let refusal = #expect(throws: Refusal.self) {
      try house.session(as: "office").write(BallotsImport.name) { try BallotsImport.run(input, stage, $0) }
    }
    #expect(refusal?.code == "ballots.changed-meanwhile")
    #expect(try house.count("ballot_hand_over") == 0)
    #expect(try house.count("vote_tally") == 0)
  }

  @Test("R-225 Tallies are told to the two roles that release them, each look an event, and to nobody else")
  func tally() throws {
    let house = try Installation.withBallots()
    let events = try house.count("audit_event")
    let tallies = try [Person.voteAuditor, .confirmer].map { try house.tally(as: $0) }
    #expect(tallies[0].votes.map { "\($0.nomination) \($0.channel) \($0.votes)" } == (try house.votes()))
    #expect(try house.count("audit_event") == events + 2)
    for person in [Person.office, .auditor, .administrator, .head] {
      let input = BallotsTally.Input(edition: SampleFiles.name)
      #expect(try house.refusal(BallotsTally.self, input, as: person).code == "access.role-missing")
    }
    // The trail says which act it was and what it rests on, and nothing of who was chosen how often.
    let trail = try house.texts("SELECT detail FROM audit_event WHERE operation LIKE 'ballots %'")
    let facts = Set(try trail.flatMap { try JSONValue(reading: Array($0.utf8), file: "").members ?? [] }.map(\.key))
    #expect(
      facts == [
        "ballot-rules", "count", "decision", "document", "evidence", "file-1", "file-2", "hand-over", "import",
        "replaces", "rows", "table",
      ])
    let none = try Installation.voting()
    let input = BallotsTally.Input(edition: SampleFiles.name)
    #expect(try none.refusal(BallotsTally.self, input, as: .confirmer).code == "ballots.none")
    let shown = try none.showBallots()
    #expect(shown.handOvers.isEmpty && shown.counts.isEmpty && shown.decisions.isEmpty)
  }

  @Test("What is kept of ballots is listed and given out once tallies are released, and not before")
  func evidence() throws {
    let house = try Installation.withBallots()
    func listed() throws -> Set<String> {
      Set(try house.run(EvidenceList.self, EvidenceList.Input(), as: .auditor).evidence.map(\.name))
    }
    let names: Set = ["app.csv", "web.csv", "rules.json", "counted-choices.bin", "votes.csv"]
    #expect(try listed().isDisjoint(with: names))
    let digest = try digest(house, "SELECT digest FROM ballot_file WHERE place = 1")
    let input = EvidenceExtract.Input(digest: digest, output: house.path("out"), reason: "样例")
    #expect(try house.refusal(EvidenceExtract.self, input, as: .reviewer).code == "evidence.unknown")
    try house.recount()
    try house.advance(.composite)
    #expect(try listed().isSuperset(of: names))
    #expect(try house.faults() == [])
    try house.run(EvidenceExtract.self, input, as: .reviewer)
    #expect(
      FileManager.default.contentsEqual(
        atPath: house.path("out").appending("app.csv").text, andPath: house.path("ballots/app.csv").text))
  }
}
