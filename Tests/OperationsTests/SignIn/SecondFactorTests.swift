import Primitives
import Store
import Testing

@testable import Operations

@Suite("Second factors")
struct SecondFactorTests {
  @Test("A role of release does nothing behind a password alone, and all it may behind a second factor")
  func policy() throws {
    let house = try Station.registered.installation()
    try house.givePassword(.confirmer)
    let input = SessionStart.Input(name: "confirmer", password: Installation.password)
    #expect(try house.run(SessionStart.self, input, in: house.session(.nobody)).needsSecondFactor)
    let weak = try house.signIn(.confirmer)
    let refusal = try house.refusal(UnitList.self, UnitList.Input(), in: weak)
    #expect(refusal.code == "sign-in.second-factor")
    #expect(refusal.kind == .notPermitted)
    try house.enrol(.confirmer, in: weak)
    // The session in which the code was shown is a strong one.
    try house.run(UnitList.self, UnitList.Input(), in: weak)
    house.wait(minutes: 1)
    try house.run(UnitList.self, UnitList.Input(), in: house.signIn(.confirmer, code: house.code(.confirmer)))
  }

  @Test(
    "Every role that the policy names is refused every operation that it alone would open",
    arguments: RolePolicy.needsStrongSignIn.filter { RoleTable.row($0)?.isAwaited == false }
      .sorted { $0.rawValue < $1.rawValue })
  func everyOperation(role: Role) throws {
    let house = try Station.founded.installation()
    let person = try #require(Person.holding(role))
    try house.givePassword(person)
    let weak = try house.signIn(person)
    for entry in Catalogue.all.entries where entry.access.roles.contains(role) && entry.access != .everyone {
      let refusal = #expect(throws: Refusal.self) {
        try entry.run(json: entry.json(["from": house.paths.database]), in: weak)
      }
      #expect(refusal?.code == "sign-in.second-factor", "\(entry.name)")
    }
  }

  @Test("Who holds another role besides does with a password alone what that one may, and no more")
  func otherRole() throws {
    let house = try Station.registered.installation()
    try house.givePassword(.both)
    let weak = try house.signIn(.both)
    try house.run(UnitList.self, UnitList.Input(), in: weak)
    let input = EditionOpen.Input(name: SampleFiles.name)
    #expect(try house.refusal(EditionOpen.self, input, in: weak).code == "sign-in.second-factor")
    #expect(
      try house.refusal(RoleConfirm.self, RoleInput(actor: "office", role: .expert), in: weak).code
        == "sign-in.second-factor")
  }

  @Test("On the machine itself the policy does not apply")
  func machine() throws {
    let house = try Station.founded.installation()
    try house.run(ActorList.self, ActorList.Input(), as: .administrator)
  }

  @Test("Who has a second factor does not sign in without its code, and no code works twice")
  func code() throws {
    let house = try Station.founded.installation()
    try house.givePassword(.office)
    try house.enrol(.office, in: try house.signIn(.office))
    let used = try house.code(.office)
    #expect(try house.signInRefusal("office", Installation.password).code == "sign-in.code-required")
    #expect(try house.signInRefusal("office", "wrong").code == "sign-in.failed")
    #expect(try house.signInRefusal("office", Installation.password, code: used).code == "sign-in.failed")
    house.wait(minutes: 1)
    let next = try house.code(.office)
    _ = try house.signIn(.office, code: next)
    #expect(try house.signInRefusal("office", Installation.password, code: next).code == "sign-in.failed")
    #expect(
      try house.signInRefusal("office", Installation.password, code: house.code(.office, steps: 3)).code
        == "sign-in.failed")
  }

  @Test("Wrong codes count like wrong passwords")
  func guesses() throws {
    let house = try Station.founded.installation()
    try house.givePassword(.office)
    try house.enrol(.office, in: try house.signIn(.office))
    for _ in 0..<5 { _ = try house.signInRefusal("office", Installation.password, code: "00000x") }
    #expect(
      try house.signInRefusal("office", Installation.password, code: house.code(.office, steps: 1)).code
        == "sign-in.wait")
  }

  @Test("A second factor is confirmed once by a right code, and taken away by another administrator with a reason")
  func life() throws {
    let house = try Station.founded.installation()
    try house.givePassword(.office)
    let session = try house.signIn(.office)
    let confirm = TotpConfirm.Input(code: "000000")
    #expect(try house.refusal(TotpConfirm.self, confirm, in: session).code == "totp.none")
    try house.run(TotpEnrol.self, TotpEnrol.Input(password: Installation.password), in: session)
    #expect(try house.refusal(TotpConfirm.self, TotpConfirm.Input(code: "x"), in: session).code == "totp.wrong-code")
    // What waits for its first code asks for none at a sign-in.
    _ = try house.signIn(.office)
    try house.enrol(.office, in: session)
    #expect(try house.refusal(TotpConfirm.self, confirm, in: session).code == "totp.active")
    let again = TotpEnrol.Input(password: Installation.password)
    #expect(try house.refusal(TotpEnrol.self, again, in: session).code == "totp.active")
    let remove = TotpRemove.Input(name: "office", reason: "遗失")
    #expect(
      try house.refusal(TotpRemove.self, TotpRemove.Input(name: "office", reason: ""), as: .administrator).code
        == "reason.missing")
    #expect(
      try house.refusal(TotpRemove.self, TotpRemove.Input(name: "administrator", reason: "x"), as: .administrator).code
        == "totp.own")
    try house.run(TotpRemove.self, remove, as: .administrator)
    #expect(try house.refusal(SessionList.self, SessionList.Input(), in: session).code == "sign-in.ended")
    _ = try house.signIn(.office)
    #expect(try house.faults().isEmpty)
  }
}
