import Database
import Foundation
import Primitives
import Sealing
import Store
import Testing

@testable import Operations

@Suite("Restore")
struct RestoreTests {
  private func restoreRefusal(
    _ house: Installation, _ backup: FilePath, to paths: InstallationPaths, manifest: String? = nil
  ) throws -> Refusal {
    try #require(throws: Refusal.self) { try house.restore(backup, to: paths, manifest: manifest) }
  }

  private func call(_ name: String, _ house: Installation, at paths: InstallationPaths) throws -> any OperationOutput {
    let entry = try #require(Catalogue.all[name])
    return try entry.run(json: Data("{}".utf8), in: house.session(at: paths, as: "administrator"))
  }

  @Test(
    "A restored installation is the one that was backed up, and goes on as it would",
    arguments: [Station.founded, .named])
  func whole(station: Station) throws {
    let house = try station.installation()
    let backup = try house.firstBackup()
    let paths = try house.elsewhere()
    let output = try house.restoreWithKey(backup.backup, to: paths)
    #expect(output.verdict == .done && output.keyState == .present)
    #expect(output.files == backup.evidence + 1)
    #expect(output.manifest == backup.manifest)
    #expect(try call("check", house, at: paths).verdict == .done)
    #expect(try call("audit verify", house, at: paths).verdict == .done)
    #expect(try contents(of: paths.evidence) == contents(of: backup.backup.appending("evidence").text))
    let left = try FileManager.default.contentsOfDirectory(atPath: house.path("restored").text).sorted()
    #expect(left == ["qilu.db", "qilu.db.evidence", "qilu.db.key"])
  }

  @Test("All that was written before the backup is there, and the restore is the one event behind it")
  func rows() throws {
    let house = try Station.judging.installation()
    let count = try house.count("audit_event")
    let digests = try house.contentDigest().split(separator: "\n").filter { !$0.hasPrefix("audit_") }
    let backup = try house.firstBackup()
    let paths = try house.elsewhere()
    _ = try house.restoreWithKey(backup.backup, to: paths)
    let copy = try SQLDatabase.open(.file(paths.database), migrations: StoreSchema.migrations)
    defer { copy.close() }
    let contents = try copy.read { try TableCopy.contents(in: $0) }
    let found = contents.map { "\($0.table) \($0.rows) \($0.digest)" }.filter { !$0.hasPrefix("audit_") }
    #expect(found == digests.map(String.init))
    let events = try copy.read { try AuditStore.last(2, in: $0) }
    #expect(events.map(\.event.operation).first == "restore")
    #expect(events.first?.sequence == Int64(count + 1))
    #expect(events.first?.event.subjectID == backup.manifest)
    #expect(events.first?.event.actorName == "administrator")
  }

  @Test("Where nobody is known, the system user has restored; a name that nobody bears is refused and nothing is kept")
  func whoRestored() throws {
    let house = try Station.founded.installation()
    let backup = try house.firstBackup()
    let unknown = try house.elsewhere("unknown")
    let entry = try #require(Catalogue.all["restore"])
    let json = try JSONEncoder().encode(Restore.Input(backup: backup.backup))
    let refusal = #expect(throws: Refusal.self) {
      try entry.run(json: json, in: house.session(at: unknown, as: "nobody"))
    }
    #expect(refusal?.code == "access.unknown-actor")
    #expect(try FileManager.default.contentsOfDirectory(atPath: house.path("unknown").text) == [])
    let paths = try house.elsewhere()
    try house.restore(backup.backup, to: paths, as: nil)
    let copy = try SQLDatabase.open(.file(paths.database), migrations: StoreSchema.migrations)
    defer { copy.close() }
    #expect(try copy.read { try AuditStore.last(1, in: $0) }.first?.event.actorID == "system-user")
  }

  @Test("A key file that is absent, another's, or unreadable is told, and the rest is restored", arguments: 0..<3)
  func otherKeys(variant: Int) throws {
    let house = try Station.founded.installation()
    let backup = try house.firstBackup()
    let paths = try house.elsewhere()
    if variant == 1 { _ = try KeyFile.create(at: paths.key) }
    if variant == 2 { try Data("letter".utf8).write(to: URL(fileURLWithPath: paths.key)) }
    let output = try house.restore(backup.backup, to: paths)
    #expect(output.keyState == (variant == 0 ? .missing : .other))
    #expect(output.verdict == .different)
    // What is sealed cannot be looked into; everything else holds.
    #expect(output.faults.allSatisfy { $0.name == "sealed.unreadable" })
    let key = try KeyFile.load(from: house.paths.key).id
    #expect(output.key == key)
    #expect(output.presentation.contains { if case .line(let text) = $0 { text.en.contains(key) } else { false } })
    try? FileManager.default.removeItem(atPath: paths.key)
    try FileManager.default.copyItem(atPath: house.paths.key, toPath: paths.key)
    #expect(try call("check", house, at: paths).verdict == .done)
  }

  @Test("Nothing that is there is overwritten", arguments: ["", "-wal", "-shm", "-journal"])
  func notOverwritten(end: String) throws {
    let house = try Station.founded.installation()
    let backup = try house.firstBackup()
    let paths = try house.elsewhere()
    try Data("x".utf8).write(to: URL(fileURLWithPath: paths.database + end))
    let before = try contents(of: house.path("restored").text)
    #expect(try restoreRefusal(house, backup.backup, to: paths).code == "restore.target-exists")
    #expect(try contents(of: house.path("restored").text) == before)
  }

  @Test(
    "Evidence that is there already is kept if it is the backup's, as a restore that died leaves it, and else refused")
  func evidenceIsThere() throws {
    let house = try Station.named.installation()
    let backup = try house.firstBackup()
    let paths = try house.elsewhere()
    let there = backup.backup.appending("evidence").text
    try FileManager.default.copyItem(atPath: there, toPath: paths.evidence)
    _ = try house.restoreWithKey(backup.backup, to: paths)
    let other = try house.elsewhere("other")
    try FileManager.default.copyItem(atPath: there, toPath: other.evidence)
    try Data("x".utf8).write(to: URL(fileURLWithPath: other.evidence + "/foreign"))
    let before = try contents(of: house.path("other").text)
    #expect(try restoreRefusal(house, backup.backup, to: other).code == "restore.target-exists")
    #expect(try contents(of: house.path("other").text) == before)
  }

  @Test("A server is no target: a file comes first")
  func toServer() throws {
    let house = try Station.founded.installation()
    let backup = try house.firstBackup()
    let paths = InstallationPaths(database: "postgres://nobody@127.0.0.1:1/none")
    let refusal = try restoreRefusal(house, backup.backup, to: paths)
    #expect(refusal.code == "restore.server" && refusal.remedy.en.contains("database copy"))
  }

  // MARK: A backup that is not what it was

  private static let damages = ["changed evidence", "changed database", "missing", "added", "longer"]

  @Test("A backup that differs from its manifest by one byte or one file is refused and names it", arguments: damages)
  func differs(damage: String) throws {
    let house = try Station.named.installation()
    let backup = try house.firstBackup().backup
    let evidence = try #require(try BackupFolder(backup).manifest.evidenceFiles.first).path
    let file = damage == "changed database" ? "qilu.db" : damage == "added" ? "evidence/added" : evidence
    try self.damage(backup.appending(file).text, damage)
    let paths = try house.elsewhere()
    let refusal = try restoreRefusal(house, backup, to: paths)
    #expect(refusal.code == "backup.differs")
    #expect(refusal.message.en.contains(file))
    #expect(try FileManager.default.contentsOfDirectory(atPath: house.path("restored").text) == [])
  }

  private func damage(_ path: String, _ how: String) throws {
    let url = URL(fileURLWithPath: path)
    var content = how == "added" ? Data() : try Data(contentsOf: url)
    if how != "added" { try FileManager.default.removeItem(at: url) }
    guard how != "missing" else { return }
    if how == "longer" || how == "added" { content.append(7) } else { content[content.count / 2] ^= 1 }
    try content.write(to: url)
  }

  @Test("A manifest that is none, names other files, or is newer is refused")
  func manifests() throws {
    let house = try Station.named.installation()
    let backup = try house.firstBackup().backup
    let place = URL(fileURLWithPath: backup.appending("manifest.json").text)
    let text = try String(contentsOf: place, encoding: .utf8)
    let evidence = try #require(try BackupFolder(backup).manifest.evidenceFiles.first).path
    let variants = [
      ("backup.manifest", "{}"), ("backup.manifest", ""),
      ("backup.newer", text.replacing("\"format\" : 1", with: "\"format\" : 2")),
      ("backup.manifest", text.replacing(evidence, with: "../../outside")),
      ("backup.manifest", text.replacing("\"qilu.db\"", with: "\"other.db\"")),
    ]
    for (code, changed) in variants {
      #expect(changed != text)
      try Data(changed.utf8).write(to: place)
      #expect(try restoreRefusal(house, backup, to: try house.elsewhere()).code == code, "\(changed.prefix(60))")
    }
    try FileManager.default.removeItem(at: place)
    #expect(try restoreRefusal(house, backup, to: try house.elsewhere()).code == "backup.not-one")
    #expect(try restoreRefusal(house, house.path("none"), to: try house.elsewhere()).code == "folder.missing")
  }

  @Test("A backup that was forged as a whole is found by the manifest digest that was kept elsewhere")
  func forged() throws {
    let house = try Station.founded.installation()
    let honest = try house.firstBackup()
    try house.restore(honest.backup, to: try house.elsewhere("first"), manifest: honest.manifest)
    let refusal = try restoreRefusal(
      house, honest.backup, to: try house.elsewhere(), manifest: String(repeating: "0", count: 64))
    #expect(refusal.code == "backup.other-manifest")
  }

  @Test("A backup whose chain does not reach its anchor is restored with the fault told")
  func otherAnchor() throws {
    let house = try Station.founded.installation()
    let backup = try house.firstBackup().backup
    let place = URL(fileURLWithPath: backup.appending("manifest.json").text)
    var manifest = try BackupFolder(backup).manifest
    manifest.anchor = "1:" + String(repeating: "0", count: 64)
    try Data(try manifest.jsonBytes).write(to: place)
    let output = try house.restore(backup, to: try house.elsewhere())
    #expect(output.verdict == .different)
    #expect(output.faults.flatMap(\.rows).contains { $0.hasPrefix("audit.anchor-differs") })
  }

  @Test("A fault that the living database had is restored with it and told")
  func faultIsTold() throws {
    let house = try Station.named.installation()
    try house.plant("DELETE FROM recusal")
    let backup = try house.firstBackup().backup
    let output = try house.restoreWithKey(backup, to: try house.elsewhere())
    #expect(output.verdict == .different)
    #expect(output.faults.map(\.name) == (try house.faults()))
    #expect(!output.faults.isEmpty)
  }
}
