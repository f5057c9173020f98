import Database
import Evidence
import Foundation
import Primitives
import Sealing
import Store

/// One whole backup, read from its folder.
struct BackupFolder {
  let path: FilePath
  let manifest: BackupManifest
  /// SHA-256 of the manifest: whoever keeps it elsewhere knows the backup again.
  let digest: Digest

  /// Reads the manifest of a backup; the files are proved by ``differences()``.
  ///
  /// - Throws: a ``Refusal``: `folder.missing`, `backup.not-one`, `backup.manifest`, `backup.newer`.
  init(_ path: FilePath) throws {
    self.path = try PackageFolder(existing: path).path
    let place = path.appending(BackupManifest.path).text
    guard FileManager.default.fileExists(atPath: place) else { throw BackupRefusals.notABackup(path) }
    let bytes = try FileSource.whole(place, limit: BackupManifest.largestSize)
    manifest = try BackupManifest.read(bytes)
    digest = Digest.sha256(of: bytes)
  }

  /// The database of the backup.
  var database: String { path.appending(BackupManifest.database).text }
  /// The files of evidence of the backup.
  var evidence: EvidenceStore { EvidenceStore(folder: path.appending(BackupManifest.evidence).text) }

  /// The paths of the files that are not what the manifest says: changed, missing, or not named there.
  func differences() throws -> [String] {
    let present = Set(try PackageFolder(existing: path).names()).subtracting([BackupManifest.path])
    let named = Set(manifest.files.map(\.path))
    let changed = try manifest.files.filter { present.contains($0.path) }.filter { file in
      try FileSource.digest(path.appending(file.path).text, shown: file.path) != file.sha256
    }
    return (changed.map(\.path) + named.symmetricDifference(present)).sorted()
  }
}

/// What a copied database is found to be, by opening it: damage, a broken chain.
struct CopiedDatabase {
  /// The head of the chain.
  let anchor: Anchor
  /// The first link, nil for an empty trail.
  let installation: Digest?
  /// The key with which values are sealed.
  let key: String
  /// The files that must be there.
  let evidence: [EvidenceRecord]
  /// What is wrong with it.
  let faults: [String]

  /// Opens and looks through a copy; an earlier anchor must be in its chain.
  init(at path: String, anchor earlier: Anchor? = nil) throws {
    let database = try SQLDatabase.open(.file(path), migrations: StoreSchema.migrations, upgrade: .asItIs)
    defer { database.close() }
    let damage = try database.integrityFaults()
    var check = ChainCheck(anchor: earlier, linksAtOnce: true)
    (anchor, installation, key, evidence) = try database.read { connection in
      try check.run(in: connection)
      let head = try AuditStore.head(in: connection)
      return (
        Anchor(sequence: head.sequence, chain: head.chain), try AuditStore.firstLink(in: connection),
        try SettingStore.content(of: SettingStore.keyRing, in: connection) ?? "",
        try EvidenceRows.all(in: connection).map { EvidenceRecord(digest: $0.digest, size: $0.size) }
      )
    }
    faults = damage + check.faults.map { "\($0.code) #\($0.sequence ?? 0)" }
  }
}
