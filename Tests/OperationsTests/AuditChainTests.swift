import Foundation
import Primitives
import Sealing
import Store
import Testing

@testable import Operations

@Suite("The audit chain")
struct AuditChainTests {
  /// The event that is tampered with; founding an installation writes a dozen.
  private static let sequence: Int64 = 4

  private func verify(_ house: Installation, anchor: String? = nil) throws -> AuditVerify.Output {
    try house.run(AuditVerify.self, AuditVerify.Input(anchor: anchor), as: .auditor)
  }

  private func anchor(_ house: Installation) throws -> String {
    try house.run(AuditAnchor.self, AuditAnchor.Input(), as: .auditor).anchor
  }

  private func event(_ house: Installation, _ sequence: Int64 = sequence) throws -> String {
    try #require(try house.texts("SELECT event_id FROM audit_link WHERE sequence = \(sequence)").first)
  }

  /// Whether a fault is told of a link or of its event.
  private func tells(_ output: AuditVerify.Output, _ sequence: Int64, _ event: String? = nil) -> Bool {
    output.faults.contains { $0.sequence == sequence || (event != nil && $0.event == event) }
  }

  @Test("A whole trail has no fault", arguments: Station.allCases)
  func whole(station: Station) throws {
    let house = try station.installation()
    let output = try verify(house, anchor: try anchor(house))
    #expect(output.faults.isEmpty)
    #expect(output.verdict == .done)
    #expect(output.links == (try house.count("audit_event")))
    #expect(output.head == (try anchor(house)))
  }

  private static let zeros = Installation.bytes(String(repeating: "00", count: 32))

  private static let changes = [
    "id = 'changed'", "at = '2026-06-01T02:00:00.001Z'", "actor_id = 'changed'", "actor_name = 'changed'",
    "operation = 'changed'", "subject_kind = 'changed'", "subject_id = 'changed'", "detail = '{}'",
    "digest = \(Installation.bytes("00"))", "digest = \(zeros)",
    "subject_kind = subject_kind || substr(subject_id, 1, 1), subject_id = substr(subject_id, 2)",
  ]

  @Test("A changed column of an event is found and named", arguments: changes)
  func changedEvent(change: String) throws {
    let house = try Station.founded.installation()
    let event = try event(house)
    try house.plant("UPDATE audit_event SET \(change) WHERE id = '\(event)'")
    let output = try verify(house)
    #expect(output.verdict == .different)
    #expect(output.faults.first?.sequence == Self.sequence)
    #expect(output.faults.allSatisfy { $0.sequence == Self.sequence || $0.event == "changed" })
    let text = "\(output.presentation)"
    #expect(text.contains("#\(Self.sequence)"))
  }

  @Test("The changes above cover every column of an event")
  func everyColumn() throws {
    let house = try Station.founded.installation()
    let columns = try house.columns("audit_event")
    #expect(columns.count == 9)
    for column in columns { #expect(Self.changes.contains { $0.hasPrefix("\(column) = ") }, "\(column)") }
  }

  @Test(
    "A changed column of a link is found and named",
    arguments: [
      "sequence = 1000", "event_id = 'changed'", "chain = \(zeros)", "chain = \(Installation.bytes("00"))",
    ])
  func changedLink(change: String) throws {
    let house = try Station.founded.installation()
    try house.plant("UPDATE audit_link SET \(change) WHERE sequence = \(Self.sequence)")
    let output = try verify(house)
    #expect(output.verdict == .different)
    #expect(tells(output, Self.sequence))
    #expect(output.faults.allSatisfy { ($0.sequence ?? Self.sequence) >= Self.sequence })
  }

  @Test(
    "The last event is guarded as the others are",
    arguments: ["audit_event SET operation = 'changed' WHERE id", "audit_link SET chain = \(zeros) WHERE event_id"])
  func changedLast(change: String) throws {
    let house = try Station.founded.installation()
    let last = Int64(try house.count("audit_link"))
    try house.plant("UPDATE \(change) = '\(try event(house, last))'")
    #expect(tells(try verify(house), last))
  }

  @Test("Two links that changed places are found at both")
  func swappedLinks() throws {
    let house = try Station.founded.installation()
    let next = Self.sequence + 1
    try house.plant(
      "UPDATE audit_link SET sequence = 1000 WHERE sequence = \(Self.sequence)",
      "UPDATE audit_link SET sequence = \(Self.sequence) WHERE sequence = \(next)",
      "UPDATE audit_link SET sequence = \(next) WHERE sequence = 1000")
    let output = try verify(house)
    #expect(tells(output, Self.sequence))
    #expect(tells(output, next))
  }

  @Test("Two events whose content changed places are found at both")
  func swappedEvents() throws {
    let house = try Station.founded.installation()
    let (first, second) = (try event(house), try event(house, Self.sequence + 3))
    try house.plant(
      "UPDATE audit_event SET id = 'between' WHERE id = '\(first)'",
      "UPDATE audit_event SET id = '\(first)' WHERE id = '\(second)'",
      "UPDATE audit_event SET id = '\(second)' WHERE id = 'between'")
    let output = try verify(house)
    #expect(tells(output, Self.sequence))
    #expect(tells(output, Self.sequence + 3))
    #expect(output.faults.allSatisfy { $0.code == "audit.event-changed" || $0.code == "audit.link-broken" })
  }

  @Test("A dropped event is found at its link")
  func droppedEvent() throws {
    let house = try Station.founded.installation()
    try house.plant("DELETE FROM audit_event WHERE id = '\(try event(house))'")
    let output = try verify(house)
    #expect(output.faults.map(\.code) == ["audit.event-missing"])
    #expect(output.faults.map(\.sequence) == [Self.sequence])
  }

  @Test("A dropped link is found at its number and by its event")
  func droppedLink() throws {
    let house = try Station.founded.installation()
    let event = try event(house)
    try house.plant("DELETE FROM audit_link WHERE sequence = \(Self.sequence)")
    let output = try verify(house)
    #expect(output.faults.first?.code == "audit.dropped")
    #expect(output.faults.first?.sequence == Self.sequence)
    // Where acts run side by side, an event in no link is one that waits for the sealer.
    let isFault = output.faults.contains { $0.code == "audit.unlinked" && $0.event == event }
    #expect(Installation.hasFile ? isFault : output.unsealed == [event])
  }

  @Test("An event dropped with its link is found, even where the numbers behind it close up", arguments: [false, true])
  func dropped(closesUp: Bool) throws {
    let house = try Station.founded.installation()
    let event = try event(house)
    let last = try house.count("audit_link")
    // One by one, since a number is taken until the one before has moved.
    let moves = (Int(Self.sequence) + 1...last).map {
      "UPDATE audit_link SET sequence = \($0 - 1) WHERE sequence = \($0)"
    }
    try house.plant(
      ["DELETE FROM audit_link WHERE sequence = \(Self.sequence)", "DELETE FROM audit_event WHERE id = '\(event)'"]
        + (closesUp ? moves : []))
    let output = try verify(house)
    #expect(output.verdict == .different)
    #expect(output.faults.first?.sequence == Self.sequence)
  }

  @Test("A dropped beginning is found")
  func droppedBeginning() throws {
    let house = try Station.founded.installation()
    let first = try event(house, 1)
    try house.plant("DELETE FROM audit_link WHERE sequence = 1", "DELETE FROM audit_event WHERE id = '\(first)'")
    #expect(tells(try verify(house), 1))
  }

  /// Takes the uniqueness of links away, so that one can be repeated.
  private static let withoutUniqueness = [
    "CREATE TABLE link_copy AS SELECT sequence, event_id, chain FROM audit_link", "DROP TABLE audit_link",
    "ALTER TABLE link_copy RENAME TO audit_link",
  ]

  @Test("A repeated link is found and named, with a chain that fits too", arguments: [false, true])
  func repeatedLink(fits: Bool) throws {
    let house = try Station.founded.installation()
    let event = try event(house)
    let head = try house.withDatabase { try $0.read { try AuditStore.head(in: $0) } }
    let digest = try house.withDatabase { database in
      try database.read { try $0.first("SELECT digest FROM audit_event WHERE id = ?", [event]) { try $0.bytes(0) } }
    }
    let chain = AuditChain.link(
      after: head.chain, sequence: head.sequence + 1, event: event, digest: try #require(digest))
    let text = fits ? Installation.bytes(chain.hex) : "(SELECT chain FROM audit_link WHERE sequence = \(Self.sequence))"
    try house.plant(
      Self.withoutUniqueness + [
        "INSERT INTO audit_link VALUES (\(head.sequence + 1), '\(event)', \(text))"
      ])
    let output = try verify(house)
    #expect(output.faults.contains { $0.code == "audit.repeated" && $0.event == event })
    #expect(tells(output, head.sequence + 1) != fits)
  }

  @Test("An event beside the chain is found by its name")
  func unlinked() throws {
    let house = try Station.founded.installation()
    try house.plant(
      "INSERT INTO audit_event SELECT 'extra', at, actor_id, actor_name, operation, subject_kind, subject_id, detail, "
        + "digest FROM audit_event WHERE id = '\(try event(house))'")
    let output = try verify(house)
    // Where it would only wait for the sealer, its digest, which was another event's, gives it away.
    #expect(output.faults.map(\.code) == [Installation.hasFile ? "audit.unlinked" : "audit.event-changed"])
    #expect(output.faults.map(\.event) == ["extra"])
  }

  // MARK: Anchors

  private func cutTail(_ house: Installation, links: Int) throws {
    let last = try house.count("audit_link")
    try house.plant(
      "CREATE TABLE cut AS SELECT event_id FROM audit_link WHERE sequence > \(last - links)",
      "DELETE FROM audit_link WHERE sequence > \(last - links)",
      "DELETE FROM audit_event WHERE id IN (SELECT event_id FROM cut)", "DROP TABLE cut")
  }

  @Test("A cut tail is found with an anchor and called unprovable without", arguments: [1, 3, 1000])
  func cut(links: Int) throws {
    let house = try Station.founded.installation()
    let anchor = try anchor(house)
    try cutTail(house, links: links)
    let without = try verify(house)
    #expect(without.faults.isEmpty)
    #expect(!without.anchored)
    let text = "\(without.presentation)"
    #expect(text.contains("without an anchor nobody can prove"))
    #expect(text.contains("没有锚点"))
    let with = try verify(house, anchor: anchor)
    #expect(with.faults.map(\.code) == ["audit.tail-cut"])
    #expect(with.verdict == .different)
  }

  @Test("An anchor holds whatever is written after it")
  func laterEvents() throws {
    let house = try Station.founded.installation()
    let anchor = try anchor(house)
    try house.run(ActorDisable.self, ActorDisable.Input(name: "reviewer"), as: .administrator)
    let output = try verify(house, anchor: anchor)
    #expect(output.faults.isEmpty)
    #expect(output.anchored)
    #expect(output.head != anchor)
    #expect(!"\(output.presentation)".contains("nobody can prove"))
  }

  @Test("A tail that was cut and grown again differs from the anchor")
  func regrown() throws {
    let house = try Station.founded.installation()
    let anchor = try anchor(house)
    try cutTail(house, links: 1)
    try house.run(ActorDisable.self, ActorDisable.Input(name: "reviewer"), as: .administrator)
    #expect(try verify(house).faults.isEmpty)
    #expect(try verify(house, anchor: anchor).faults.map(\.code) == ["audit.anchor-differs"])
  }

  /// Gives an event another operation and makes every digest from there on fit again.
  private func rewrite(_ house: Installation) throws {
    try house.withDatabase { database in
      try database.write { connection in
        var records: [AuditRecord] = []
        try AuditStore.forEachRecord(in: connection) { records.append($0) }
        var chain = AuditChain.origin
        for record in records {
          let old = try #require(record.event)
          let event = AuditEvent(
            id: old.id, at: old.at, actorID: old.actorID, actorName: old.actorName,
            operation: record.sequence == Self.sequence ? "rewritten" : old.operation, subjectKind: old.subjectKind,
            subjectID: old.subjectID, detail: old.detail)
          chain = AuditChain.link(
            after: chain, sequence: record.sequence, event: event.id.text, digest: event.digest.bytes)
          try connection.execute(
            "UPDATE audit_event SET operation = ?, digest = ? WHERE id = ?",
            [event.operation, event.digest.bytes, event.id])
          try connection.execute(
            "UPDATE audit_link SET chain = ? WHERE sequence = ?", [chain.bytes, record.sequence])
        }
      }
    }
  }

  @Test("History that was rewritten with all its digests is found by an anchor, and by nothing else")
  func rewritten() throws {
    let house = try Station.founded.installation()
    let anchor = try anchor(house)
    try rewrite(house)
    #expect(try verify(house).faults.isEmpty)
    let output = try verify(house, anchor: anchor)
    #expect(output.faults.map(\.code) == ["audit.anchor-differs"])
  }

  @Test(
    "A malformed anchor is wrong use",
    arguments: ["", "3", "3:abc", "x:\(String(repeating: "0", count: 64))", "-1:\(String(repeating: "0", count: 64))"])
  func malformed(anchor: String) throws {
    let house = try Station.founded.installation()
    let refusal = try house.refusal(AuditVerify.self, AuditVerify.Input(anchor: anchor), as: .auditor)
    #expect(refusal.code == "audit.anchor-form")
    #expect(refusal.kind == .wrongUse)
  }

  @Test("The anchor of an empty trail holds for every trail")
  func emptyAnchor() throws {
    let house = try Station.founded.installation()
    let origin = Anchor(sequence: 0, chain: AuditChain.origin).text
    #expect(try verify(house, anchor: origin).faults.isEmpty)
  }
}
