import Foundation
import Primitives
import SelectionRules
import Testing

@testable import Operations

@Suite("Two worlds that differ in the ballots themselves", .enabled(if: Installation.hasFile))
struct BallotWorldsTests {
  /// Two hand-overs in which the fifth and the sixth nominee have changed places.
  private func worlds() throws -> (World, World) {
    let worlds = try [false, true].map { isSwapped in
      let house = try Installation.voting()
      try house.importBallots(try house.twoFiles(swap: isSwapped))
      let nominee = try Installation.nominees()[4]
      return World(house: house, objects: [["nomination": nominee, "stage": "nominee", "list": "nominee"]])
    }
    return (worlds[0], worlds[1])
  }

  /// Digests, those of the files as handed over among them, say nothing of a vote; the tag of a body is a digest as well.
  private func masked(_ answers: [String: String]) -> [String: String] {
    answers.mapValues { answer in
      let isBody = !answer.hasPrefix("{")
      let body = isBody ? answer[(answer.firstIndex(of: " ") ?? answer.startIndex)...] : answer[...]
      return String(body.replacing(#/[0-9a-f]{64}/#, with: "DIGEST"))
    }
  }

  @Test("R-225 Nobody but who releases the tallies is answered otherwise, but for digests, before the composite")
  func secret() throws {
    let (one, other) = try worlds()
    #expect(try one.house.votes() != other.house.votes())
    let knowing: Set<Person> = [.voteAuditor, .confirmer, .both]
    var asked = 0
    for person in Person.allCases where !knowing.contains(person) {
      let answers = (masked(try one.answers(to: person.rawValue)), masked(try other.answers(to: person.rawValue)))
      let differing = Set(answers.0.keys).union(answers.1.keys).filter { answers.0[$0] != answers.1[$0] }
      #expect(differing.sorted() == [], "\(person)")
      asked += answers.0.count
    }
    #expect(asked > 500)
    // The comparison sees what it must not see: the tallies, and after the release the explanations.
    #expect("\(try one.house.tally().votes)" != "\(try other.house.tally().votes)")
    for world in [one, other] {
      try world.house.recount()
      try world.house.advance(.composite)
    }
    let explained = try [one, other].map { world in
      masked(try world.answers(to: Person.office.rawValue)).filter { $0.key.hasPrefix("nomination explain ") }
    }
    #expect(explained[0] != explained[1])
  }
}
