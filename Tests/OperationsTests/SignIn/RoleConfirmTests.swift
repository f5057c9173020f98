import Primitives
import Store
import Testing

@testable import Operations

@Suite("Roles that need two people")
struct RoleConfirmTests {
  private static let expert = RoleInput(actor: "guest", role: .expert)

  @Test("SM-19 with a second administrator a grant waits for another person, who is neither grantor nor holder")
  func confirmed() throws {
    let house = try Station.founded.installation()
    try house.askForRole()
    #expect(try !holds(house, "guest", .expert))
    #expect(try house.run(RolePending.self, RolePending.Input(), as: .confirmer).pending.map(\.actor) == ["guest"])
    #expect(try house.refusal(RoleGrant.self, Self.expert, as: .administrator).code == "role.pending")
    #expect(try house.refusal(RoleConfirm.self, Self.expert, as: .administrator).code == "role.same-person")
    try house.run(RoleConfirm.self, Self.expert, as: .confirmer)
    #expect(try holds(house, "guest", .expert))
    #expect(try house.run(RolePending.self, RolePending.Input(), as: .confirmer).pending.isEmpty)
    #expect(try house.refusal(RoleConfirm.self, Self.expert, as: .confirmer).code == "role.not-pending")
    #expect(try house.faults().isEmpty)
  }

  @Test("SM-19 nobody confirms a role for himself")
  func own() throws {
    let house = try Station.founded.installation()
    // The craftsman has become a confirmer too, and is to be a committee's head.
    let confirmer = RoleInput(actor: "craftsman", role: .secondConfirmer)
    try house.run(RoleGrant.self, confirmer, as: .administrator)
    try house.addActor("second", .administrator)
    let head = RoleInput(actor: "craftsman", role: .committeeHead)
    try house.run(RoleGrant.self, head, as: .administrator)
    #expect(try house.refusal(RoleConfirm.self, head, as: .craftsman).code == "role.same-person")
    try house.run(RoleConfirm.self, head, as: .confirmer)
  }

  @Test("SM-19 over the network a grant waits also with one administrator")
  func network() throws {
    let house = try Station.founded.installation()
    let session = try house.strongSignIn(.administrator)
    try house.addActor("guest")
    try house.run(RoleGrant.self, Self.expert, in: session)
    #expect(try !holds(house, "guest", .expert))
    try house.run(RoleConfirm.self, Self.expert, in: house.strongSignIn(.confirmer))
    #expect(try holds(house, "guest", .expert))
    #expect(try house.faults().isEmpty)
  }

  @Test(
    "On the machine the only administrator grants at once, and the trail says single-handed", arguments: Role.allCases)
  func alone(role: Role) throws {
    let house = try Station.founded.installation()
    try house.addActor("guest")
    try house.run(RoleGrant.self, RoleInput(actor: "guest", role: role), as: .administrator)
    #expect(try holds(house, "guest", role))
    let detail = try #require(try house.details("role grant").last)
    #expect(detail.contains("single-handed") == RolePolicy.needsTwo.contains(role))
    #expect(try house.faults().isEmpty)
  }

  @Test("Roles for neither scores, money, release nor accounts are granted at once with two administrators too")
  func others() throws {
    let house = try Station.founded.installation()
    try house.askForRole()
    try house.run(RoleGrant.self, RoleInput(actor: "guest", role: .unionClerk), as: .administrator)
    #expect(try holds(house, "guest", .unionClerk))
  }

  @Test("A grant that waits is given up by a revocation, and may be asked for again")
  func withdrawn() throws {
    let house = try Station.founded.installation()
    try house.askForRole()
    try house.run(RoleRevoke.self, Self.expert, as: .administrator)
    #expect(try house.refusal(RoleConfirm.self, Self.expert, as: .confirmer).code == "role.not-pending")
    #expect(try house.refusal(RoleRevoke.self, Self.expert, as: .administrator).code == "role.not-held")
    try house.run(RoleGrant.self, Self.expert, as: .administrator)
    try house.run(RoleConfirm.self, Self.expert, as: .confirmer)
    #expect(try house.faults().isEmpty)
  }

  @Test("The roles of the rule are those of the invariant")
  func invariant() throws {
    let migration = try #require(StoreSchema.migrations.last { $0.name == "more roles given by two" })
    let query = migration.statements.joined()
    for role in Role.allCases {
      #expect(query.contains("'\(role.rawValue)'") == RolePolicy.needsTwo.contains(role), "\(role)")
    }
  }

  private func holds(_ house: Installation, _ name: String, _ role: Role) throws -> Bool {
    let actors = try house.run(ActorList.self, ActorList.Input(), as: .auditor).actors
    return try #require(actors.first { $0.name == name }).roles.contains(role)
  }
}
