import Foundation
import Primitives
import Sealing
import Store
import Testing

@testable import Operations

// Thousands of tries, whose rules do not depend on the engine.
@Suite("Guesses at passwords", .enabled(if: Installation.hasFile))
struct GuessTests {
  @Test("After 5 failures an address waits 1, 2, 4, 8, then 15 minutes for that account")
  func waits() {
    let minutes = (5...12).map { GuessLimits.wait(after: $0) / 60_000 }
    #expect(minutes == [1, 2, 4, 8, 15, 15, 15, 15])
    #expect(GuessLimits.wait(after: 100_000) == 15 * 60_000)
  }

  @Test("The right password does not help while an address waits, and helps afterwards")
  func waiting() throws {
    let house = try Station.founded.installation()
    try house.givePassword(.office)
    for _ in 0..<5 { #expect(try house.signInRefusal("office", "wrong").code == "sign-in.failed") }
    let refusal = try house.signInRefusal("office", Installation.password)
    #expect(refusal.code == "sign-in.wait")
    #expect(refusal.kind == .tooMany)
    #expect(refusal.retryAfter == 60)
    // A try while waiting counts for nothing, so that the wait has an end.
    #expect(try house.count("sign_in_failure") == 5)
    _ = try house.signIn(.office, from: "198.51.100.1")
    house.wait(minutes: 1)
    _ = try house.signIn(.office)
    #expect(try house.count("sign_in_failure") == 0)
    #expect(try house.signInRefusal("office", "wrong").code == "sign-in.failed")
  }

  @Test("An unknown name waits like a known one")
  func unknown() throws {
    let house = try Station.founded.installation()
    try house.givePassword(.office)
    for name in ["stranger", "office"] {
      for _ in 0..<5 { _ = try house.signInRefusal(name, "wrong") }
    }
    let refusals = try ["stranger", "office"].map { try house.signInRefusal($0, "wrong") }
    #expect(Set(refusals).count == 1)
    #expect(refusals.first?.code == "sign-in.wait")
  }

  @Test("Wrong passwords of somebody who is signed in count like those of a sign-in")
  func oldPassword() throws {
    let house = try Station.founded.installation()
    try house.givePassword(.office)
    let session = try house.signIn(.office)
    let input = PasswordSet.Input(old: "wrong", new: "另一把好锤子 1953")
    for _ in 0..<5 { #expect(try house.refusal(PasswordSet.self, input, in: session).code == "password.wrong") }
    #expect(try house.refusal(PasswordSet.self, input, in: session).code == "sign-in.wait")
    #expect(try house.refusal(TotpEnrol.self, TotpEnrol.Input(password: "x"), in: session).code == "sign-in.wait")
  }

  @Test(
    "An address is one place: IPv6 by its first 64 bits, IPv4 inside IPv6 as itself",
    arguments: [
      ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true), ("2001:db8:1:2::1", "2001:db8:1:3::1", false),
      ("::ffff:203.0.113.7", "203.0.113.7", true), ("203.0.113.7", "203.0.113.8", false), ("x", "y", false),
    ])
  func place(one: String, other: String, isSame: Bool) {
    #expect((ClientAddress.place(one) == ClientAddress.place(other)) == isSame)
  }

  // MARK: An attack

  /// The guard before an account from an address, without the hash that would follow.
  private func guardian(_ house: Installation, _ person: Person?, from address: String) throws -> GuessGuard {
    let keys = try KeyFile.load(from: house.paths.key)
    let actor = try person.flatMap { person in
      try house.texts("SELECT id FROM actor WHERE name = '\(person.rawValue)'").first.map { ActorID($0) }
    }
    return GuessGuard(
      account: ClientAddress.account(person?.rawValue ?? "stranger", keys),
      address: ClientAddress.hash(address, keys), actor: actor)
  }

  /// How many of some tries at a moment would reach the hash, each from an address of its own or all from one.
  private func guesses(
    _ tries: Int, at house: Installation, _ address: (Int) -> String, person: Person? = .office
  ) throws -> Int {
    let first = try guardian(house, person, from: "")
    let keys = try KeyFile.load(from: house.paths.key)
    let session = house.session(.nobody)
    return try house.withDatabase { database in
      try (0..<tries).count { index in
        let gate = GuessGuard(
          account: first.account, address: ClientAddress.hash(address(index), keys), actor: first.actor)
        return try database.write { connection in
          guard (try? gate.check(now: house.now, in: connection)) != nil else { return false }
          try gate.record(WriteCall(session, connection, .nobody, hasSingleWriter: database.hasSingleWriter))
          return true
        }
      }
    }
  }

  @Test(
    "10,000 tries from other addresses neither stop the owner at his own nor reach the password more than 50 times an hour"
  )
  func attack() throws {
    let house = try Station.founded.installation()
    try house.givePassword(.office)
    _ = try house.signIn(.office)
    let events = try house.count("audit_event")
    #expect(try guesses(10_000, at: house) { "10.\($0 / 62_500).\($0 / 250 % 250).\($0 % 250)" } == 50)
    _ = try house.signIn(.office)
    // From an address that nobody knows the owner waits as well: that is what keeps the others out.
    #expect(try house.signInRefusal("office", Installation.password, from: "198.51.100.1").code == "sign-in.wait")
    // One event for each address at first, none behind the limit; and the sign-in of the owner.
    #expect(try house.count("audit_event") <= events + 50 + 1)
    #expect(try house.details("session start").count(where: { $0.contains("known-addresses-only") }) == 1)
    house.wait(minutes: 61)
    _ = try house.signIn(.office, from: "198.51.100.1")
  }

  @Test("In a day others guess 1,200 times at most, however many addresses they have")
  func aDayOfMany() throws {
    let house = try Station.founded.installation()
    var total = 0
    for quarter in 0..<96 {
      total += try guesses(100, at: house) { "10.\(quarter).0.\($0)" }
      house.wait(minutes: 15)
    }
    #expect(total == 1200)
  }

  @Test("In a day one address guesses 105 times at most at one account")
  func aDayOfOne() throws {
    let house = try Station.founded.installation()
    var total = 0
    for _ in 0..<1440 {
      total += try guesses(6, at: house) { _ in "10.0.0.1" }
      house.wait(minutes: 1)
    }
    #expect((100...105).contains(total))
  }

  @Test("An address that tries many names waits for all but those who signed in from there")
  func manyNames() throws {
    let house = try Station.founded.installation()
    try house.givePassword(.office)
    try house.givePassword(.auditor)
    _ = try house.signIn(.office, from: "10.0.0.1")
    let keys = try KeyFile.load(from: house.paths.key)
    try house.withDatabase { database in
      try database.write { connection in
        for index in 0..<100 {
          try GuessStore.insert(
            id: "planted-\(index)", account: ClientAddress.account("name-\(index)", keys),
            address: ClientAddress.hash("10.0.0.1", keys), at: house.now, in: connection)
        }
      }
    }
    #expect(try house.signInRefusal("auditor", Installation.password, from: "10.0.0.1").code == "sign-in.wait")
    _ = try house.signIn(.office, from: "10.0.0.1")
    _ = try house.signIn(.auditor)
  }

  @Test("The trail holds the beginning of a row of failures and of a wait, not each guess, and not one of very many")
  func events() throws {
    let house = try Station.founded.installation()
    for _ in 0..<8 { _ = try guesses(1, at: house) { _ in "10.0.0.1" } }
    let outcomes = try house.details("session start")
    #expect(outcomes.count == 2)
    #expect(outcomes.first?.contains("failed") == true && outcomes.last?.contains("waiting") == true)
    for index in 0..<400 { _ = try guesses(1, at: house, { _ in "10.1.0.\(index)" }, person: nil) }
    #expect(try house.count("audit_event WHERE operation = 'session start'") <= 200)
    #expect(
      try house.texts("SELECT DISTINCT actor_name FROM audit_event WHERE operation = 'session start'") == ["nobody"])
    #expect(try house.run(AuditVerify.self, AuditVerify.Input(anchor: nil), as: .administrator).faults.isEmpty)
  }
}

extension Sequence {
  fileprivate func count(_ body: (Element) throws -> Bool) rethrows -> Int {
    try reduce(0) { try $0 + (body($1) ? 1 : 0) }
  }
}
