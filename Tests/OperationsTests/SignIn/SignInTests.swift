import Foundation
import Primitives
import Sealing
import Store
import Testing

@testable import Operations

@Suite("Signing in")
struct SignInTests {
  private typealias Reset = ActorDisable.Input

  @Test("A start password permits nothing but a password of one's own, which ends the other sessions")
  func startPassword() throws {
    let house = try Station.founded.installation()
    let reset = try house.run(PasswordReset.self, Reset(name: "auditor"), as: .administrator)
    #expect(reset.startPassword.wholeMatch(of: #/([a-km-z2-9]{4}-){3}[a-km-z2-9]{4}/#) != nil)
    let session = try house.signIn(.auditor, reset.startPassword)
    let other = try house.secret(.auditor, reset.startPassword)
    #expect(try house.refusal(AuditList.self, AuditList.Input(), in: session).code == "sign-in.start-password")
    #expect(try house.run(SessionList.self, SessionList.Input(), in: session).sessions.count == 2)
    try house.run(
      PasswordSet.self, PasswordSet.Input(old: reset.startPassword, new: Installation.password), in: session)
    #expect(try house.run(AuditList.self, AuditList.Input(), in: session).events.isEmpty == false)
    #expect(try house.principal(other) == nil)
    #expect(try house.signInRefusal("auditor", reset.startPassword).code == "sign-in.failed")
    _ = try house.signIn(.auditor)
  }

  @Test("An unknown name, a wrong password, a disabled actor, no password and an ended start password answer alike")
  func alike() throws {
    let house = try Station.founded.installation()
    for person in [Person.office, .auditor] { try house.givePassword(person) }
    let start = try house.run(PasswordReset.self, Reset(name: "clerk"), as: .administrator).startPassword
    try house.run(ActorDisable.self, Reset(name: "auditor"), as: .administrator)
    house.wait(minutes: 24 * 60)
    let refusals = [
      try house.signInRefusal("stranger", Installation.password), try house.signInRefusal("office", "wrong"),
      try house.signInRefusal("auditor", Installation.password),
      try house.signInRefusal("union", Installation.password),
      try house.signInRefusal("clerk", start), try house.signInRefusal("", ""),
    ]
    #expect(Set(refusals).count == 1)
    #expect(refusals.first?.code == "sign-in.failed")
    #expect(refusals.first?.kind == .notSignedIn)
  }

  @Test("For whoever is unknown a hash is computed as for whoever is known")
  func dummy() {
    #expect(!PasswordGate.dummy.needsRehash)
    #expect(!PasswordGate.dummy.verifies(PasswordText.bytes("")))
  }

  @Test("A password is the same however its letters were composed")
  func composed() throws {
    let house = try Station.founded.installation()
    try house.givePassword(.office, "Cafe\u{301} am Markt")
    _ = try house.signIn(.office, "Caf\u{E9} am Markt")
  }

  @Test("A hash of smaller parameters is renewed when its owner signs in")
  func renewed() throws {
    let house = try Station.founded.installation()
    try house.givePassword(.office)
    let weak = try PasswordHash(of: PasswordText.bytes(Installation.password), passes: 1, memory: 8192)
    try house.withDatabase { database in
      try database.write { connection in
        let office = try #require(try ActorStore.find(name: "office", in: connection)).id
        try PasswordStore.renew(weak, of: office, in: connection)
      }
    }
    _ = try house.signIn(.office)
    let hash = PasswordHash(text: try #require(try house.texts("SELECT hash FROM password").first))
    #expect(hash != weak && !hash.needsRehash)
    _ = try house.signIn(.office)
  }

  @Test("A session ends after 30 minutes without a use, and each use is written down once a minute")
  func idle() throws {
    let house = try Station.founded.installation()
    try house.givePassword(.auditor)
    let secret = try house.secret(.auditor)
    let session = house.session(try #require(try house.principal(secret)))
    let id = try #require(try house.texts("SELECT id FROM sign_in_session").first)
    func touch() throws {
      try house.withDatabase { try $0.write { try SignInDesk().touch(session: id, now: house.now, in: $0) } }
    }
    let began = house.now
    try touch()
    #expect(try house.texts("SELECT seen_ms FROM sign_in_session") == ["\(began)"])
    house.wait(minutes: 29)
    try touch()
    #expect(try house.texts("SELECT seen_ms FROM sign_in_session") == ["\(house.now)"])
    house.wait(minutes: 29)
    #expect(try house.principal(secret) != nil)
    house.wait(minutes: 1)
    #expect(try house.principal(secret) == nil)
    // A use that comes too late does not wake it.
    try touch()
    #expect(try house.refusal(AuditList.self, AuditList.Input(), in: session).code == "sign-in.ended")
  }

  @Test("A session ends after 12 hours, however it is used")
  func absolute() throws {
    let house = try Station.founded.installation()
    try house.givePassword(.auditor)
    let secret = try house.secret(.auditor)
    let id = try #require(try house.texts("SELECT id FROM sign_in_session").first)
    for step in 1...48 {
      #expect(try house.principal(secret) != nil, "\(step)")
      house.wait(minutes: 15)
      try house.withDatabase { try $0.write { try SignInDesk().touch(session: id, now: house.now, in: $0) } }
    }
    #expect(try house.principal(secret) == nil)
  }

  @Test(
    "A session ends on the server: signing out, disabling, a reset, a revoked role, and the administrator's word end it",
    arguments: ["end", "end-all", "disable", "reset", "revoke", "own"])
  func ended(by way: String) throws {
    let house = try Station.founded.installation()
    try house.givePassword(.auditor)
    let secret = try house.secret(.auditor)
    let session = house.session(try #require(try house.principal(secret)))
    let auditor = Reset(name: "auditor")
    switch way {
    case "end": try house.run(SessionEnd.self, SessionEnd.Input(), in: session)
    case "end-all": try house.run(SessionEndAll.self, auditor, as: .administrator)
    case "disable": try house.run(ActorDisable.self, auditor, as: .administrator)
    case "reset": try house.run(PasswordReset.self, auditor, as: .administrator)
    case "revoke": try house.run(RoleRevoke.self, RoleInput(actor: "auditor", role: .auditor), as: .administrator)
    default: try house.run(SessionEndAll.self, auditor, in: session)
    }
    #expect(try house.principal(secret) == nil)
    let refusal = try house.refusal(SessionList.self, SessionList.Input(), in: session)
    #expect(refusal.kind == .notSignedIn || refusal.code == "access.disabled-actor")
    #expect(try house.faults(ifPossible: way != "disable" && way != "revoke").isEmpty)
  }

  @Test("Nobody ends another one's sessions but an administrator, nor resets his own password over the network")
  func others() throws {
    let house = try Station.founded.installation()
    try house.givePassword(.office)
    let session = try house.signIn(.office)
    #expect(try house.refusal(SessionEndAll.self, Reset(name: "auditor"), in: session).code == "session.of-other")
    #expect(try house.refusal(SessionEndAll.self, Reset(name: "nobody"), in: session).code == "session.of-other")
    let administrator = try house.strongSignIn(.administrator)
    let refusal = try house.refusal(PasswordReset.self, Reset(name: "administrator"), in: administrator)
    #expect(refusal.code == "password.own-reset")
    try house.run(PasswordReset.self, Reset(name: "administrator"), as: .administrator)
  }

  @Test("A new sign-in has a new secret and ends the session that it was made in")
  func newSecret() throws {
    let house = try Station.founded.installation()
    try house.givePassword(.office)
    let first = try house.secret(.office)
    let session = house.session(try #require(try house.principal(first)))
    let input = SessionStart.Input(name: "office", password: Installation.password)
    let second = try house.run(SessionStart.self, input, in: session).token
    #expect(first != second)
    #expect(try house.principal(first) == nil)
    #expect(try house.principal(second) != nil)
  }

  @Test("Neither passwords nor secrets stand in the database or the trail", .enabled(if: Installation.hasFile))
  func secrets() throws {
    let house = try Station.founded.installation()
    let reset = try house.run(PasswordReset.self, Reset(name: "office"), as: .administrator).startPassword
    try house.run(PasswordSet.self, PasswordSet.Input(old: reset, new: Installation.password), as: .office)
    let secret = try house.secret(.office)
    let token = try house.run(TokenCreate.self, TokenCreate.Input(name: "x", scope: ["read"]), as: .office).token
    let totp = try house.run(TotpEnrol.self, TotpEnrol.Input(password: Installation.password), as: .office).secret
    _ = try house.signInRefusal("office", "a wrong password")
    let stored = try FileManager.default.contentsOfDirectory(atPath: house.folder).filter { $0.hasPrefix("qilu.db") }
      .map { URL(fileURLWithPath: house.path($0).text) }.filter { !$0.hasDirectoryPath }
      .reduce(into: Data()) { $0 += (try? Data(contentsOf: $1)) ?? Data() }
    #expect(stored.range(of: Data("office".utf8)) != nil)
    for value in [reset, Installation.password, secret, token, totp, "a wrong password", Installation.officeAddress] {
      #expect(stored.range(of: Data(value.utf8)) == nil)
    }
  }

  @Test("What ended long ago is swept, and what is in use is not")
  func sweep() throws {
    let house = try Station.founded.installation()
    try house.givePassword(.office)
    _ = try house.secret(.office)
    _ = try house.signInRefusal("office", "wrong", from: "198.51.100.1")
    func sweep() throws { try house.withDatabase { try $0.write { try SignInDesk().sweep(now: house.now, in: $0) } } }
    try sweep()
    let tables = ["sign_in_session", "sign_in_failure", "sign_in_address"]
    #expect(try tables.map(house.count) == [1, 1, 1])
    house.wait(minutes: 24 * 60 + 1)
    try sweep()
    #expect(try tables.map(house.count) == [1, 0, 1])
    house.wait(minutes: 91 * 24 * 60)
    try sweep()
    #expect(try tables.map(house.count) == [0, 0, 0])
  }
}

extension Installation {
  /// The names of the checks that fail, where the auditor may still ask.
  fileprivate func faults(ifPossible isPossible: Bool) throws -> [String] { isPossible ? try faults() : [] }
}
