import Database
import Foundation
import Primitives
import Sealing
import Store
import Testing

@testable import Operations

@Suite("Backup")
struct BackupTests {
  private static let first = "qilu-backup-20260601T020000Z"

  private func manifest(_ backup: FilePath) throws -> BackupManifest { try BackupFolder(backup).manifest }

  @Test("A backup holds the database, every file of evidence and a manifest that names each, and nothing else")
  func whole() throws {
    let house = try Station.named.installation()
    let output = try house.firstBackup()
    #expect(output.backup == house.backups.appending(Self.first))
    #expect(try house.backupNames() == [Self.first])
    let files = try contents(of: output.backup.text)
    let manifest = try manifest(output.backup)
    #expect(Set(files.keys) == Set(manifest.files.map(\.path) + ["manifest.json"]))
    for file in manifest.files {
      let bytes = try #require(files[file.path])
      #expect(Int64(bytes.count) == file.size)
      #expect(Digest.sha256(of: Array(bytes)) == file.sha256)
    }
    let named = try house.texts("SELECT digest FROM evidence ORDER BY digest")
    #expect(manifest.evidenceFiles.map(\.sha256.hex).sorted() == named)
    #expect(output.evidence == named.count)
    #expect(manifest.files.map(\.path) == manifest.files.map(\.path).sorted())
  }

  @Test("The manifest says of what it is a copy: installation, key, schema, moment, anchor, program")
  func manifestFacts() throws {
    let house = try Station.founded.installation()
    let anchor = try house.run(AuditAnchor.self, AuditAnchor.Input(), as: .administrator).anchor
    let output = try house.firstBackup()
    let manifest = try manifest(output.backup)
    #expect(manifest.anchor == anchor)
    #expect(manifest.key == (try KeyFile.load(from: house.paths.key).id))
    #expect(manifest.madeAt == "2026-06-01T02:00:00.000Z")
    #expect(manifest.program == Release.version)
    #expect(manifest.schema == StoreSchema.migrations.count)
    let bytes = try Data(contentsOf: URL(fileURLWithPath: output.backup.appending("manifest.json").text))
    #expect(output.manifest == Digest.sha256(of: Array(bytes)).hex)
    #expect(try manifest.jsonBytes == Array(bytes))
  }

  @Test("The copy is the database as it was before the event of the backup")
  func sameRows() throws {
    let house = try Station.judging.installation()
    let before = try house.contentDigest()
    let output = try house.firstBackup()
    let copy = try SQLDatabase.open(
      .file(output.backup.appending("qilu.db").text), migrations: StoreSchema.migrations)
    defer { copy.close() }
    let contents = try copy.read { try TableCopy.contents(in: $0) }
    #expect(contents.map { "\($0.table) \($0.rows) \($0.digest)" }.joined(separator: "\n") == before)
  }

  @Test("The event of a backup names the manifest's digest and the place by a digest, not the path")
  func event() throws {
    let house = try Station.founded.installation()
    let output = try house.firstBackup()
    let sql = "FROM audit_event WHERE operation = 'backup'"
    #expect(try house.texts("SELECT subject_id \(sql)") == [output.manifest])
    let detail = try #require(try house.texts("SELECT detail \(sql)").first)
    #expect(detail.contains(Digest.sha256(of: Array(house.backups.text.utf8)).hex))
    #expect(detail.contains(output.anchor))
    #expect(!detail.contains("backups"))
  }

  @Test("The key is in no file of a backup, under no name and in no content")
  func noKey() throws {
    let house = try Station.named.installation()
    let key = try String(contentsOfFile: house.paths.key, encoding: .utf8)
    let secret = try #require(key.split(separator: "\n").dropFirst().first?.split(separator: " ").last)
    let bytes = Data(try #require(Digest(hex: String(secret))).bytes)
    let files = try contents(of: try house.firstBackup().backup.text)
    for (name, content) in files {
      #expect(content.range(of: Data(secret.utf8)) == nil, "\(name)")
      #expect(content.range(of: bytes) == nil, "\(name)")
    }
  }

  @Test("Only its owner may enter a backup or read of it")
  func modes() throws {
    let house = try Station.named.installation()
    let backup = try house.firstBackup().backup.text
    for name in try FileManager.default.subpathsOfDirectory(atPath: backup) + [""] {
      let attributes = try FileManager.default.attributesOfItem(atPath: backup + "/" + name)
      let mode = try #require(attributes[.posixPermissions] as? Int)
      #expect(mode & 0o077 == 0, "\(name)")
    }
  }

  @Test("Evidence of the backup before is shared with it, never with the living folder")
  func shared() throws {
    let house = try Station.named.installation()
    let first = try house.firstBackup()
    #expect(first.linked == 0 && first.evidence > 0)
    try house.goTo("2026-06-02")
    let second = try house.backUp()
    #expect(second.linked == second.evidence)
    let file = try #require(try manifest(first.backup).evidenceFiles.first).path
    func inode(_ path: String) throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int
    }
    let shared = try inode(second.backup.appending(file).text)
    #expect(try inode(first.backup.appending(file).text) == shared)
    let living = house.paths.evidence + file.dropFirst("evidence".count)
    #expect(try inode(living) != shared)
  }

  @Test("A file that was damaged in the backup before is taken from the living folder again, and the other way round")
  func mended() throws {
    let house = try Station.named.installation()
    let first = try house.firstBackup()
    let files = try manifest(first.backup).evidenceFiles
    let (one, other) = (try #require(files.first), try #require(files.last))
    try damage(first.backup.appending(one.path).text)
    try damage(house.paths.evidence + other.path.dropFirst("evidence".count))
    try house.goTo("2026-06-02")
    let second = try house.backUp()
    #expect(second.linked == second.evidence - 1)
    #expect(try BackupFolder(second.backup).differences() == [])
  }

  private func damage(_ path: String) throws {
    chmod(path, 0o600)
    let handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    try handle.write(contentsOf: Data("damaged".utf8))
    try handle.close()
  }

  @Test("Evidence that is missing or damaged everywhere stops the backup, and nothing is left of it")
  func damagedEvidence() throws {
    let house = try Station.named.installation()
    try house.makeBackupFolder()
    let digest = try #require(try house.texts("SELECT digest FROM evidence ORDER BY digest").first)
    let path = "\(house.paths.evidence)/\(digest.prefix(2))/\(digest)"
    let before = try house.contentDigest()
    try damage(path)
    #expect(try house.backupRefusal().code == "evidence.damaged")
    try FileManager.default.removeItem(atPath: path)
    #expect(try house.backupRefusal().code == "evidence.missing")
    #expect(try house.backupNames() == [])
    #expect(try house.contentDigest() == before)
  }

  @Test("A broken audit chain or a broken reference stops the backup, so that it pushes no sound one out")
  func unsound() throws {
    let house = try Station.named.installation()
    _ = try house.firstBackup()
    for fault in ["UPDATE audit_event SET actor_name = 'changed'", "UPDATE skill SET person_id = 'none'"] {
      let other = try Installation(copyOf: house)
      let person = try #require(try other.texts("SELECT person_id FROM craftsman ORDER BY person_id").first)
      try other.run(SkillRecord.self, SkillRecord.Input(person: person, trade: "焊工", grade: .technician), as: .office)
      try other.plant(fault)
      try other.goTo("2026-06-03")
      // Row by row from a server, a broken reference is met while copying.
      let code = try other.backupRefusal(keep: 1).code
      #expect(code == "backup.unsound" || !Installation.hasFile && code == "database.foreign-key", "\(fault)")
      #expect(try other.backupNames() == [Self.first])
    }
  }

  @Test("A folder that is absent, a file, or inside the evidence is refused, and nothing is made")
  func badFolders() throws {
    let house = try Station.named.installation()
    #expect(try house.backupRefusal().code == "folder.missing")
    #expect(try house.backupRefusal(FilePath(house.paths.key)).code == "folder.missing")
    let names = try FileManager.default.subpathsOfDirectory(atPath: house.folder).sorted()
    let evidence = FilePath(house.paths.evidence)
    let inside = try #require(FileManager.default.contentsOfDirectory(atPath: evidence.text).first)
    let link = house.path("link")
    try FileManager.default.createSymbolicLink(atPath: link.text, withDestinationPath: evidence.text)
    for folder in [evidence, evidence.appending(inside), evidence.appending("."), link, link.appending(inside)] {
      #expect(try house.backupRefusal(folder).code == "backup.inside-evidence", "\(folder.text)")
    }
    try FileManager.default.removeItem(atPath: link.text)
    #expect(try FileManager.default.subpathsOfDirectory(atPath: house.folder).sorted() == names)
  }

  @Test("A folder beside the evidence whose name begins alike is not inside it")
  func alikeName() throws {
    let house = try Station.founded.installation()
    let folder = FilePath(house.paths.evidence + "-backups")
    try FileManager.default.createDirectory(atPath: folder.text, withIntermediateDirectories: true)
    try house.run(Backup.self, Backup.Input(folder: folder), as: .administrator)
  }

  @Test("A second backup of the same second is refused and leaves the first as it is")
  func sameSecond() throws {
    let house = try Station.founded.installation()
    let first = try house.firstBackup()
    let before = try contents(of: first.backup.text)
    #expect(try house.backupRefusal().code == "backup.exists")
    #expect(try contents(of: first.backup.text) == before)
  }

  @Test("While one backup or another program holds the folder, a second one is refused")
  func busy() throws {
    let house = try Station.founded.installation()
    try house.makeBackupFolder()
    let holder = try OpenFile(house.backups.text, O_RDONLY | O_DIRECTORY)
    #expect(try holder.lock())
    #expect(try house.backupRefusal().code == "backup.busy")
    withExtendedLifetime(holder) {}
  }

  @Test("What a backup that died has left is removed by the next one")
  func abandoned() throws {
    let house = try Station.founded.installation()
    try house.makeBackupFolder()
    for end in [".unfinished", ".removing"] {
      try house.write("backups/qilu-backup-20260501T000000Z\(end)/qilu.db", "x")
    }
    try house.backUp()
    #expect(try house.backupNames() == [Self.first])
  }

  @Test("A disk with less room than the copy needs is refused before anything is written")
  func noRoom() throws {
    let house = try Station.founded.installation()
    try house.makeBackupFolder()
    let place = try BackupPlace(house.backups, evidence: house.paths.evidence)
    try place.requireRoom(for: 1)
    let refusal = #expect(throws: Refusal.self) { try place.requireRoom(for: 1 << 60) }
    #expect(refusal?.code == "backup.no-room")
    #expect(refusal?.kind == .storage)
    #expect(refusal?.textFaults == [])
  }
}
