import Foundation
import Primitives
import SelectionRules
import Testing

@testable import Operations

@Suite("Access")
struct AccessTests {
  private static let guarded = Catalogue.all.entries.filter { $0.access != .anyone }.map(\.name)

  /// Who may is decided before the storage is asked, so that one engine tells of both.
  private static let once = ConditionTrait.enabled(if: Installation.hasFile)

  @Test("Every role that is not listed is refused, and nothing changes", once, arguments: guarded)
  func otherRoles(name: String) throws {
    let house = try Station.founded.installation()
    let entry = try #require(Catalogue.all[name])
    let before = try house.contentDigest()
    for role in Role.allCases where !entry.access.roles.contains(role) {
      guard let person = Person.holding(role) else { continue }
      let json = try entry.json(["from": house.paths.database])
      let refusal = #expect(throws: Refusal.self) { try house.call(name, json: json, as: person.rawValue) }
      #expect(refusal?.code == "access.role-missing", "\(role)")
      #expect(refusal?.kind == .notPermitted, "\(role)")
    }
    #expect(try house.contentDigest() == before)
  }

  @Test("Every role that is listed passes the check of access", once, arguments: guarded)
  func listedRoles(name: String) throws {
    let house = try Station.founded.installation()
    let entry = try #require(Catalogue.all[name])
    #expect(!entry.access.roles.isEmpty)
    for role in entry.access.roles {
      guard let person = Person.holding(role) else { continue }
      do {
        _ = try house.call(name, json: try entry.json(), as: person.rawValue)
      } catch let refusal as Refusal {
        // Whoever may in his own unit is told of another's that it is not his.
        #expect(refusal.code != "access.role-missing", "\(role)")
      }
    }
  }

  @Test("The refusal names the roles that may, in both languages")
  func namesRoles() throws {
    let house = try Station.founded.installation()
    let refusal = try house.refusal(ListConfirm.self, house.list(.named), as: .office)
    #expect(refusal.message.zh.contains("复核确认人"))
    #expect(refusal.message.en.contains("second confirmer"))
  }

  @Test("Whoever holds a role of those that nobody in the tests holds is refused by the table alone")
  func awaitedRoles() throws {
    for role in Role.allCases where Person.holding(role) == nil {
      #expect(RoleTable.row(role)?.isAwaited == true, "\(role)")
      let actor = Actor(row: Actor.nobody.row, roles: [role])
      for entry in Catalogue.all.entries where entry.access != .anyone && !entry.access.isEverybodys {
        #expect(throws: Refusal.self, "\(role) \(entry.name)") { try entry.access.check(entry.name, actor) }
      }
    }
  }

  @Test("The administrator looks after accounts, keys and the database alone: no people, scores or lists")
  func administrator() {
    let allowed = Catalogue.all.entries.filter {
      $0.access.roles.contains(.administrator) && !$0.access.isEverybodys
    }.map(\.name)
    let things = Set(allowed.map { String($0.split(separator: " ")[0]) })
    // Of erasures the administrator can only repeat, after a restore, what two others decided.
    #expect(things == ["check", "actor", "role", "password", "totp", "audit", "database", "backup", "key", "erasure"])
    #expect(allowed.filter { $0.hasPrefix("erasure") } == ["erasure reapply"])
  }

  @Test("The auditor changes nothing but his own account, and sees no whole citizen ID")
  func auditor() {
    let allowed = Catalogue.all.entries.filter {
      $0.access.roles.contains(.auditor) && !$0.access.isEverybodys
    }
    #expect(allowed.allSatisfy { $0.effect != .writes })
    #expect(!allowed.isEmpty)
  }

  @Test("R-822 the whole citizen ID is shown to the qualification reviewer alone")
  func reveal() throws {
    let entry = try #require(Catalogue.all["person reveal"])
    #expect(entry.access.roles == [.qualificationReviewer])
  }

  @Test("SM-19 no single role both submits and confirms")
  func submitAndConfirm() throws {
    let submit = try #require(Catalogue.all["list submit"]).access.roles
    let confirm = try #require(Catalogue.all["list confirm"]).access.roles
    #expect(Set(submit).isDisjoint(with: confirm))
  }

  @Test("What everyone may concerns his own account")
  func everyone() {
    let things = Catalogue.all.entries.filter { $0.access == .everyone }.map { $0.name.split(separator: " ")[0] }
    #expect(Set(things) == ["job", "session", "password", "totp", "token"])
  }

  // MARK: Who acts

  @Test("A name that nobody bears is refused", arguments: ["nobody", "", "Office", "office "])
  func unknownActor(name: String) throws {
    let house = try Station.founded.installation()
    let refusal = #expect(throws: Refusal.self) {
      try house.call("actor list", json: Data("{}".utf8), as: name, systemUser: Installation.systemUser)
    }
    #expect(refusal?.code == "access.unknown-actor")
    #expect(refusal?.kind == .notPermitted)
  }

  @Test("Without a name, the operating-system user tells who acts")
  func systemUser() throws {
    let house = try Station.founded.installation()
    let input = ActorCreate.Input(name: "second", displayName: "样本·第二人", systemUser: nil)
    _ = try house.call(
      "actor create", json: try JSONEncoder().encode(input), as: nil, systemUser: Installation.systemUser)
    #expect(try house.texts("SELECT actor_name FROM audit_event ORDER BY id DESC LIMIT 1") == ["administrator"])
  }

  @Test("A given name goes before the operating-system user")
  func givenNameFirst() throws {
    let house = try Station.founded.installation()
    let refusal = #expect(throws: Refusal.self) {
      try house.call("actor list", json: Data("{}".utf8), as: "office", systemUser: Installation.systemUser)
    }
    #expect(refusal?.code == "access.role-missing")
  }

  @Test("An operating-system user who is tied to nobody, and none at all, are refused", arguments: ["stranger", nil])
  func strangeSystemUser(user: String?) throws {
    let house = try Station.founded.installation()
    let refusal = #expect(throws: Refusal.self) {
      try house.call("actor list", json: Data("{}".utf8), as: nil, systemUser: user)
    }
    #expect(refusal?.code == "access.unknown-actor")
  }

  @Test("A disabled actor may not act until enabled again")
  func disabledActor() throws {
    let house = try Station.founded.installation()
    let auditor = ActorDisable.Input(name: "auditor")
    try house.run(ActorDisable.self, auditor, as: .administrator)
    let refusal = try house.refusal(AuditList.self, AuditList.Input(), as: .auditor)
    #expect(refusal.code == "access.disabled-actor")
    #expect(refusal.kind == .notPermitted)
    try house.run(ActorEnable.self, auditor, as: .administrator)
    #expect(try house.run(AuditList.self, AuditList.Input(), as: .auditor).events.isEmpty == false)
  }

  // MARK: Roles

  @Test("Nobody grants himself a role", arguments: Role.allCases)
  func selfGrant(role: Role) throws {
    let house = try Station.founded.installation()
    let refusal = try house.refusal(
      RoleGrant.self, RoleInput(actor: "administrator", role: role), as: .administrator)
    #expect(refusal.code == "role.self")
    #expect(refusal.kind == .notPermitted)
  }

  @Test("Nobody disables himself")
  func selfDisable() throws {
    let house = try Station.founded.installation()
    let refusal = try house.refusal(
      ActorDisable.self, ActorDisable.Input(name: "administrator"), as: .administrator)
    #expect(refusal.code == "role.self")
  }

  @Test("A role that was granted is held at once, a revoked one no longer")
  func grantAndRevoke() throws {
    let house = try Station.founded.installation()
    let role = RoleInput(actor: "office", role: .auditor)
    try house.run(RoleGrant.self, role, as: .administrator)
    try house.run(AuditList.self, AuditList.Input(), as: .office)
    #expect(try house.refusal(RoleGrant.self, role, as: .administrator).code == "role.held")
    try house.run(RoleRevoke.self, role, as: .administrator)
    #expect(try house.refusal(AuditList.self, AuditList.Input(), as: .office).code == "access.role-missing")
    #expect(try house.refusal(RoleRevoke.self, role, as: .administrator).code == "role.not-held")
    try house.run(RoleGrant.self, role, as: .administrator)
    #expect(try house.count("actor_role WHERE role = 'auditor'") == 3)
  }

  @Test("The last administrator keeps the role, whoever the other one is that is disabled")
  func lastAdministrator() throws {
    let house = try Station.founded.installation()
    let first = RoleInput(actor: "administrator", role: .administrator)
    #expect(try house.refusal(RoleRevoke.self, first, as: .administrator).code == "role.last-administrator")
    let second = RoleInput(actor: "union", role: .administrator)
    try house.run(RoleGrant.self, second, as: .administrator)
    try house.run(ActorDisable.self, ActorDisable.Input(name: "union"), as: .administrator)
    #expect(try house.refusal(RoleRevoke.self, first, as: .administrator).code == "role.last-administrator")
    try house.run(ActorEnable.self, ActorDisable.Input(name: "union"), as: .administrator)
    try house.run(RoleRevoke.self, first, as: .union)
    let refusal = try house.refusal(ActorList.self, ActorList.Input(), as: .administrator)
    #expect(refusal.code == "access.role-missing")
  }

  @Test("A sign-in name and a system user belong to one actor each")
  func uniqueActors() throws {
    let house = try Station.founded.installation()
    func refused(_ name: String, _ user: String?) throws -> Refusal {
      try house.refusal(
        ActorCreate.self, ActorCreate.Input(name: name, displayName: "样本", systemUser: user), as: .administrator)
    }
    #expect(try refused("office", nil).code == "actor.exists")
    #expect(try refused("new", Installation.systemUser).code == "actor.system-user-taken")
    #expect(try refused("", nil).code == "actor.empty")
    #expect(try refused("new", "").code == "actor.empty")
    #expect(
      try house.refusal(ActorEnable.self, ActorDisable.Input(name: "nobody"), as: .administrator).kind == .notFound)
  }

  @Test("The list of actors tells names, states and roles")
  func actorList() throws {
    let house = try Station.founded.installation()
    try house.run(ActorDisable.self, ActorDisable.Input(name: "reviewer"), as: .administrator)
    let actors = try house.run(ActorList.self, ActorList.Input(), as: .auditor).actors
    #expect(actors.map(\.name) == Person.allCases.map(\.rawValue).sorted())
    for actor in actors {
      #expect(actor.isActive == (actor.name != "reviewer"))
      let person = try #require(Person(rawValue: actor.name))
      #expect(Set(actor.roles) == Set(person.roles))
    }
  }

  @Test("A second initialisation is refused and leaves everything as it was")
  func initialisedOnce() throws {
    let house = try Station.founded.installation()
    let before = try house.contentDigest()
    let input = try JSONEncoder().encode(Initialise.Input(name: "other", displayName: "样本"))
    let refusal = #expect(throws: Refusal.self) { try house.call("init", json: input, as: nil) }
    #expect(refusal?.code == "init.done")
    #expect(try house.contentDigest() == before)
  }
}
