import Foundation
import Primitives
import Testing

@testable import Operations

@Suite("Audit events")
struct AuditEventTests {
  @Test("The table of acts has every operation that writes, and no other")
  func actsAreComplete() {
    let writing = Catalogue.all.entries.filter { $0.effect == .writes }.map(\.name)
    // A restore writes into another installation than the one it is called in: its own tests show its event.
    #expect((Act.all.map(\.name) + ["restore", "serve"]).sorted() == writing.sorted())
  }

  @Test("Every act is one event, linked at once, that names the operation, who acted and on what", arguments: Act.all)
  func oneEvent(act: Act) throws {
    let house = try act.installation()
    let before = try act.eventsBefore ?? house.count("audit_event")
    try act.run(house)
    #expect(try house.count("audit_event") == before + 1)
    #expect(try house.count("audit_link") == before + 1)
    let sql = "FROM audit_event JOIN audit_link ON event_id = audit_event.id ORDER BY sequence DESC LIMIT 1"
    #expect(try house.texts("SELECT operation \(sql)") == [act.name])
    let role = try #require(try house.texts("SELECT actor_name \(sql)").first)
    #expect(Person(rawValue: role) != nil || role == "nobody" && act.name == "registration submit")
    #expect(try house.texts("SELECT at \(sql)") == [InstantText.text(milliseconds: house.now)])
    #expect(try house.texts("SELECT subject_id \(sql)") != [""])
    #expect(try house.texts("SELECT detail \(sql)").first?.first == "{")
    #expect(try house.run(AuditVerify.self, AuditVerify.Input(anchor: nil), as: .administrator).faults.isEmpty)
  }

  @Test(
    "The trail keeps the operating-system user of an act where it is not the actor's own", arguments: [true, false])
  func systemUser(isOwn: Bool) throws {
    let house = try Station.founded.installation()
    let input = ActorCreate.Input(name: "another", displayName: "样本·乙丑", systemUser: nil)
    let user = isOwn ? Installation.systemUser : "stranger"
    let json = try JSONEncoder().encode(input)
    _ = try house.call("actor create", json: json, as: Person.administrator.rawValue, systemUser: user)
    let detail = try house.texts("SELECT detail FROM audit_event WHERE operation = 'actor create'")
    #expect(detail.contains { $0.contains("\"system-user\":\"stranger\"") } == !isOwn)
  }

  /// What is refused before the storage is asked is the same on both engines.
  @Test(
    "An act that is refused for its actor adds no event and changes nothing", .enabled(if: Installation.hasFile),
    arguments: Act.all)
  func refused(act: Act) throws {
    let entry = try #require(Catalogue.all[act.name])
    guard entry.access != .anyone else { return }
    let house = try act.installation()
    let before = try house.contentDigest()
    #expect(throws: Refusal.self) { try house.call(act.name, json: entry.json(), as: "nobody") }
    if entry.access != .everyone {
      let role = try #require(Role.allCases.first { !entry.access.roles.contains($0) })
      let person = try #require(Person.holding(role))
      #expect(throws: Refusal.self) { try house.call(act.name, json: entry.json(), as: person.rawValue) }
    }
    #expect(try house.contentDigest() == before)
  }

  @Test(
    "An act that a rule refuses adds no event and changes nothing", .enabled(if: Installation.hasFile),
    arguments: Act.all)
  func refusedByRule(act: Act) throws {
    let entry = try #require(Catalogue.all[act.name])
    // What stands alone in the smallest input is unknown, so that every one of these is refused, but for those that need
    // nothing that is known; what is open to anyone, and what counts a wrong password, has tests of its own.
    let free = [
      "init", "actor create", "key rotate", "erasure reapply", "session start", "registration submit", "totp enrol",
      "finding detect", "grant confirm-import",
    ]
    guard !free.contains(act.name) else { return }
    let house = try act.installation()
    let person = try #require(entry.access.roles.first.flatMap(Person.holding))
    let before = try house.contentDigest()
    #expect(throws: Refusal.self) { try house.call(act.name, json: entry.json(), as: person.rawValue) }
    #expect(try house.contentDigest() == before)
  }

  @Test(
    "Reading adds no event", .enabled(if: Installation.hasFile),
    arguments: Catalogue.all.entries.filter { $0.effect == .reads }.map(\.name))
  func reading(name: String) throws {
    let house = try Station.named.installation()
    let entry = try #require(Catalogue.all[name])
    let person = try #require(entry.access.roles.last.flatMap(Person.holding))
    let before = try house.contentDigest()
    _ = try? house.call(
      name, json: try entry.json(["name": SampleFiles.name, "edition": SampleFiles.name]), as: person.rawValue)
    #expect(try house.contentDigest() == before)
  }

  @Test("A refused import adds no event and leaves no evidence")
  func refusedImport() throws {
    let house = try Station.judging.installation()
    let before = try house.contentDigest()
    let file = try house.write("bad.csv", "expert,nomination,spirit,craft,leading,contribution\nE001,none,1,1,1,1\n")
    #expect(try !house.importing(ScoreImport.self, file).isApplied)
    #expect(try house.contentDigest() == before)
  }

  @Test("The list of events gives the last ones in their order")
  func list() throws {
    let house = try Station.named.installation()
    func events(_ last: Int?) throws -> [AuditList.Output.Item] {
      try house.run(AuditList.self, AuditList.Input(last: last), as: .auditor).events
    }
    let count = try house.count("audit_event")
    #expect(try events(3).map(\.sequence) == [count - 2, count - 1, count].map(Int64.init))
    #expect(try events(nil).count == min(50, count))
    let refusal = try house.refusal(AuditList.self, AuditList.Input(last: 0), as: .auditor)
    #expect(refusal.code == "audit.count")
    #expect(try events(1).first?.operation == "edition name")
  }
}
