import Primitives
import Store
import Testing

@testable import Operations

@Suite("Access tokens")
struct TokenTests {
  private func token(
    _ house: Installation, _ scopes: [String], as person: Person = .office, days: Int? = nil, in session: Session? = nil
  ) throws -> Session {
    let input = TokenCreate.Input(name: "程序", scope: scopes, days: days)
    let output = try house.run(TokenCreate.self, input, in: session ?? house.session(as: person.rawValue))
    return house.session(try #require(try house.principal(output.token)))
  }

  private static let creation = EditionCreate.Input(
    name: "x", year: 2026, organiser: "37", rules: FilePath("/dev/null/x"))

  @Test(
    "A scope opens what it names and nothing else",
    arguments: [
      ("all", true, true, true), ("read", true, true, false), ("edition", false, true, true),
      ("edition:read", false, true, false), ("edition create", false, false, true), ("unit list", true, false, false),
    ])
  func scopes(scope: String, units: Bool, editions: Bool, creation: Bool) throws {
    let house = try Station.founded.installation()
    let session = try token(house, [scope])
    func isOpen<Item: Operations.Operation>(_ type: Item.Type, _ input: Item.Input) throws -> Bool {
      do {
        try house.run(type, input, in: session)
        return true
      } catch let refusal as Refusal {
        return refusal.code != "token.scope"
      }
    }
    #expect(try isOpen(UnitList.self, UnitList.Input()) == units)
    #expect(try isOpen(EditionList.self, EditionList.Input()) == editions)
    #expect(try isOpen(EditionCreate.self, Self.creation) == creation)
  }

  @Test("A scope that is none, or holds nothing that its owner may do, is refused")
  func wrongScopes() throws {
    let house = try Station.founded.installation()
    func code(_ scopes: [String], days: Int? = nil, name: String = "x") throws -> String {
      let input = TokenCreate.Input(name: name, scope: scopes, days: days)
      return try house.refusal(TokenCreate.self, input, as: .office).code
    }
    #expect(try code([]) == "token.no-scope")
    for scope in ["", "nothing", "edition:write", "edition,all"] { #expect(try code([scope]) == "token.unknown-scope") }
    for scope in ["sheet save", "sheet lock", "actor:read"] { #expect(try code([scope]) == "token.beyond") }
    for days in [0, 367, -1] { #expect(try code(["read"], days: days) == "token.days") }
    #expect(try code(["read"], name: "") == "token.name")
    _ = try token(house, ["read"])
    #expect(try code(["read"], name: "程序") == "token.exists")
  }

  @Test("A token makes no tokens, sets no passwords and grants no roles, whatever its scope")
  func sessionsAlone() throws {
    let house = try Station.founded.installation()
    let session = try token(house, ["all"], as: .administrator, in: house.strongSignIn(.administrator))
    try house.run(ActorList.self, ActorList.Input(), in: session)
    let name = ActorDisable.Input(name: "office")
    let role = RoleInput(actor: "office", role: .auditor)
    let refusals = [
      try house.refusal(TokenCreate.self, TokenCreate.Input(name: "x", scope: ["read"]), in: session),
      try house.refusal(PasswordReset.self, name, in: session),
      try house.refusal(PasswordSet.self, PasswordSet.Input(old: "x", new: "x"), in: session),
      try house.refusal(RoleGrant.self, role, in: session), try house.refusal(RoleConfirm.self, role, in: session),
      try house.refusal(TotpRemove.self, TotpRemove.Input(name: "office", reason: "x"), in: session),
      try house.refusal(ActorCreate.self, ActorCreate.Input(name: "x", displayName: "x"), in: session),
    ]
    #expect(refusals.allSatisfy { $0.code == "token.session-needed" })
  }

  @Test("A token is as strong as the session in which it was made")
  func strength() throws {
    let house = try Station.registered.installation()
    let strong = try token(house, ["read"], in: house.strongSignIn(.confirmer))
    try house.run(UnitList.self, UnitList.Input(), in: strong)
    let weak = try token(house, ["read"], as: .head)
    #expect(
      try house.refusal(ReviewerList.self, ReviewerList.Input(edition: "2026"), in: weak).code
        == "sign-in.second-factor")
  }

  @Test(
    "A token ends on its day, when it is revoked, and with its owner",
    arguments: ["day", "revoked", "disabled", "reset"])
  func ended(by way: String) throws {
    let house = try Station.founded.installation()
    let session = try token(house, ["read"], days: 2)
    house.wait(minutes: 2 * 24 * 60 - 1)
    try house.run(UnitList.self, UnitList.Input(), in: session)
    let id = try #require(try house.texts("SELECT id FROM api_token").first)
    switch way {
    case "day": house.wait(minutes: 1)
    case "revoked": try house.run(TokenRevoke.self, TokenRevoke.Input(id: id), as: .office)
    case "disabled": try house.run(ActorDisable.self, ActorDisable.Input(name: "office"), as: .administrator)
    default: try house.run(PasswordReset.self, ActorDisable.Input(name: "office"), as: .administrator)
    }
    let refusal = try house.refusal(UnitList.self, UnitList.Input(), in: session)
    #expect(refusal.code == (way == "disabled" ? "access.disabled-actor" : "sign-in.ended"))
    #expect(try house.run(TokenList.self, TokenList.Input(), as: .administrator).tokens.map(\.isInForce) == [false])
    #expect(try house.faults().isEmpty)
  }

  @Test("One sees and ends one's own tokens; the administrator everybody's; nobody sees a secret")
  func lists() throws {
    let house = try Station.founded.installation()
    _ = try token(house, ["read"])
    func owners(_ person: Person) throws -> [String] {
      try house.run(TokenList.self, TokenList.Input(), as: person).tokens.map(\.owner)
    }
    #expect(try owners(.office) == ["office"])
    #expect(try owners(.auditor) == [])
    #expect(try owners(.administrator) == ["office"])
    let id = TokenRevoke.Input(id: try #require(try house.texts("SELECT id FROM api_token").first))
    #expect(try house.refusal(TokenRevoke.self, id, as: .auditor).code == "token.unknown")
    try house.run(TokenRevoke.self, id, as: .administrator)
    #expect(try house.refusal(TokenRevoke.self, id, as: .office).code == "token.unknown")
  }

  @Test("What is shown and opens nothing is nobody")
  func unknownSecrets() throws {
    let house = try Station.founded.installation()
    for text in ["", "x", "qilu_s_" + String(repeating: "A", count: 43), "qilu_t_" + String(repeating: "A", count: 43)]
    {
      #expect(try house.principal(text) == nil)
    }
  }
}
