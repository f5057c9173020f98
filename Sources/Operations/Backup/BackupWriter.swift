import Evidence
import Foundation
import Primitives
import Sealing
import Store

/// Writes one backup into its folder and proves it there.
struct BackupWriter {
  let folder: FilePath
  /// The backup before, whose evidence need not be written again.
  let earlier: BackupFolder?
  let session: Session

  /// Writes database, evidence and manifest, all of it on the disk when this returns.
  ///
  /// - Throws: a ``Refusal`` where the copy does not hold: `backup.unsound`, `evidence.missing`, `evidence.damaged`.
  func write(at instant: String) throws -> Backup.Output {
    let place = folder.appending(BackupManifest.database).text
    try DatabaseSnapshot.write(to: place, session)
    let copy = try CopiedDatabase(at: place)
    guard copy.faults.isEmpty else { throw BackupRefusals.unsound(copy.faults) }
    let linked = try writeEvidence(copy.evidence)
    let digest = try FileSource.digest(place, shown: BackupManifest.database)
    let size = try OpenFile(place, O_RDONLY).status().st_size
    let manifest = manifest(
      of: copy,
      BackupManifest.File(
        path: BackupManifest.database, size: Int64(size), sha256: digest), instant)
    let bytes = try manifest.jsonBytes
    try writeDurably(bytes, to: folder.appending(BackupManifest.path).text)
    return Backup.Output(
      backup: folder, manifest: Digest.sha256(of: bytes).hex, database: digest.hex, bytes: Int64(size),
      evidence: copy.evidence.count, linked: linked, anchor: manifest.anchor, removed: [])
  }

  private func manifest(
    of copy: CopiedDatabase, _ database: BackupManifest.File, _ instant: String
  ) -> BackupManifest {
    let evidence = copy.evidence.map {
      BackupManifest.File(path: BackupManifest.path(of: $0.digest), size: $0.size, sha256: $0.digest)
    }
    return BackupManifest(
      anchor: copy.anchor.text, files: (evidence + [database]).sorted { $0.path < $1.path },
      installation: copy.installation ?? AuditChain.origin, key: copy.key, madeAt: instant,
      program: Release.version, schema: StoreSchema.migrations.count)
  }

  /// Brings every file that the copy names; answers how many are shared with the backup before.
  private func writeEvidence(_ records: [EvidenceRecord]) throws -> Int {
    let store = EvidenceStore(folder: folder.appending(BackupManifest.evidence).text)
    let source = EvidenceStore(folder: session.paths.evidence)
    try store.prepare()
    var linked = 0
    for (done, record) in records.enumerated() {
      if try store.bring(record, from: source, linkingTo: earlier?.evidence) { linked += 1 }
      session.environment.progress(done + 1, records.count)
    }
    try store.syncFolders()
    return linked
  }

  private func writeDurably(_ bytes: [UInt8], to path: String) throws {
    let file = try OpenFile(path, O_WRONLY | O_CREAT | O_EXCL, mode: 0o600)
    try bytes.withUnsafeBytes { try file.write($0) }
    try file.sync()
    try OpenFile.syncFolder(folder.text)
  }
}
