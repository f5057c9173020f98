import Foundation
import Primitives
import SelectionRules
import Testing

@testable import Operations

@Suite("A whole selection as people run it")
struct StoryTests {
  @Test("R-202 thirty nominations go through every state, one of everything goes wrong, and the export verifies")
  func wholeYear() throws {
    let story = try Story()
    try story.entering()
    try story.filingLate()
    try story.endorsing()
    try story.forwarding()
    try story.checkingEligibility()
    try story.reviewing()
    try story.choosingCandidates()
    try story.drawingExperts()
    try story.rulingOnConflicts()
    try story.scoring()
    try story.displayingAndVoting()
    try story.inspecting()
    try story.showingNames()
    try story.answeringObjections()
    try story.naming()
    try story.lookingBack()
    try story.exporting()
  }
}

/// One selection year of the province: thirty nominees, three unions that forward, and the people who run it.
final class Story {
  let house: Installation
  let edition = SampleFiles.name
  let nominees = StoryNominee.all
  /// The states in which a nomination was seen on the way.
  var seen: Set<NominationState> = []

  /// An open edition with its units, dates and quotas.
  init() throws {
    house = try Station.founded.installation()
    try house.goTo("2026-05-06")
    try register()
    try appoint()
    try draft()
    try house.goTo("2026-05-08")
    try run(EditionOpen.self, EditionOpen.Input(name: edition), as: .confirmer)
  }

  // MARK: Acting

  @discardableResult
  func run<Item: Operations.Operation>(_ type: Item.Type, _ input: Item.Input, as person: Person) throws -> Item.Output
  {
    try house.run(type, input, as: person)
  }

  @discardableResult
  func run<Item: Operations.Operation>(_ type: Item.Type, _ input: Item.Input, as name: String) throws -> Item.Output {
    try house.run(type, input, named: name)
  }

  /// The code of the refusal that a call meets.
  func code<Item: Operations.Operation>(
    _ type: Item.Type, _ input: Item.Input, as person: Person, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> String {
    try house.refusal(type, input, as: person, sourceLocation: sourceLocation).code
  }

  func code<Item: Operations.Operation>(
    _ type: Item.Type, _ input: Item.Input, as name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> String {
    try house.refusal(type, input, named: name, sourceLocation: sourceLocation).code
  }

  // MARK: Looking

  subscript(_ index: Int) -> StoryNominee { nominees[index - 1] }

  func number(_ index: Int) -> ByteText { self[index].number }

  func numbers(_ indices: [Int]) -> [ByteText] { indices.map(number) }

  func state(_ index: Int) throws -> NominationState {
    let state = try house.standing(number(index)).state
    seen.insert(state)
    return state
  }

  func expect(
    _ state: NominationState, _ indices: Int..., sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    for index in indices {
      let found = try self.state(index)
      #expect(found == state, "\(index)", sourceLocation: sourceLocation)
    }
  }

  /// The nominations on the current list of a stage, in its order.
  func listed(_ stage: Stage) throws -> [ByteText] {
    try run(ListShow.self, house.list(stage), as: .auditor).items.map(\.nomination)
  }

  /// Who was refused for lateness against a date.
  func tooLate(_ date: EditionDateName) throws -> [String] {
    try run(DateList.self, DateList.Input(edition: edition), as: .auditor).late.filter { $0.date == date }
      .map(\.subject)
  }

  func expectSound(sourceLocation: SourceLocation = #_sourceLocation) throws {
    let faults = try house.faults()
    #expect(faults == [], sourceLocation: sourceLocation)
  }
}
