import Primitives
import Testing

@testable import Operations

@Suite("Duties: for whom, and as whom, an actor acts")
struct DutyTests {
  private func bind(_ house: Installation, _ actor: Person, unit: String? = nil, expert: String? = nil) throws {
    try house.run(
      ActorBind.self, DutyInput(actor: actor.rawValue, unit: unit, expert: expert), as: .administrator)
  }

  private func item(_ house: Installation, _ actor: Person) throws -> ActorList.Output.Item {
    let actors = try house.run(ActorList.self, ActorList.Input(), as: .administrator).actors
    return try #require(actors.first { $0.name == actor.rawValue })
  }

  @Test("R-001 an actor acts for the units it was bound to, until it is released, and may be bound again")
  func units() throws {
    let house = try Station.registered.installation()
    try bind(house, .clerk, unit: "37")
    #expect(try item(house, .clerk).units == ["37"])
    try house.run(ActorRelease.self, DutyInput(actor: "clerk", unit: "37"), as: .administrator)
    #expect(try item(house, .clerk).units == [])
    try bind(house, .clerk, unit: "37")
    #expect(try item(house, .clerk).units == ["37"])
    #expect(try house.count("actor_duty") == 2)
  }

  @Test("An expert's sheets are filled in by one actor")
  func oneActor() throws {
    let house = try Station.registered.installation()
    let code = try #require(try house.texts("SELECT min(code) FROM expert").first)
    try bind(house, .expert, expert: code)
    #expect(try item(house, .expert).experts == [ByteText(code)])
    let second = DutyInput(actor: "head", expert: code)
    #expect(try house.refusal(ActorBind.self, second, as: .administrator).code == "duty.bound")
  }

  @Test(
    "A duty needs one unit or one expert that exists, of another actor",
    arguments: [
      (DutyInput(actor: "clerk"), "duty.one-subject"),
      (DutyInput(actor: "clerk", unit: "37", expert: "E1"), "duty.one-subject"),
      (DutyInput(actor: "clerk", unit: "none"), "unit.unknown"),
      (DutyInput(actor: "clerk", expert: "none"), "expert.unknown"),
      (DutyInput(actor: "nobody", unit: "37"), "actor.unknown"),
      (DutyInput(actor: "administrator", unit: "37"), "role.self"),
    ])
  func refused(_ input: DutyInput, _ code: String) throws {
    let house = try Station.registered.installation()
    #expect(try house.refusal(ActorBind.self, input, as: .administrator).code == code)
    #expect(try house.refusal(ActorRelease.self, input, as: .administrator).code == code)
  }

  @Test("A duty that is not there cannot be taken away, and one that is there is not given twice")
  func twice() throws {
    let house = try Station.registered.installation()
    let input = DutyInput(actor: "clerk", unit: "37")
    #expect(try house.refusal(ActorRelease.self, input, as: .administrator).code == "duty.not-bound")
    try bind(house, .clerk, unit: "37")
    #expect(try house.refusal(ActorBind.self, input, as: .administrator).code == "duty.bound")
  }
}
