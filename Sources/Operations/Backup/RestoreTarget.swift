import Database
import Evidence
import Foundation
import Primitives
import Sealing

/// The paths of an installation that a restore makes. Everything is written under names with `.restoring` at their end;
/// the evidence gets its name first and the database last, so that a database is whole wherever there is one.
struct RestoreTarget {
  /// The database to be.
  let database: String
  private let evidenceFolder: String

  /// Finds the paths.
  ///
  /// - Throws: a ``Refusal``: `restore.server`, `restore.target-exists`.
  init(_ paths: InstallationPaths) throws {
    guard case .file(let path) = DatabaseLocation(paths.database) else { throw BackupRefusals.toServer }
    database = path
    evidenceFolder = paths.evidence
    // A log that belonged to another database would be taken for this one's.
    for end in ["", "-wal", "-shm", "-journal"] where Self.isThere(path + end) {
      throw BackupRefusals.targetExists(path + end)
    }
  }

  /// The database while it is looked through.
  var unfinishedDatabase: String { database + ".restoring" }
  private var unfinishedEvidence: String { evidenceFolder + ".restoring" }
  /// The installation while it is looked through.
  func unfinished(_ paths: InstallationPaths) -> InstallationPaths {
    InstallationPaths(database: unfinishedDatabase, key: paths.key, evidence: unfinishedEvidence)
  }
  /// The files of evidence while the database is looked through.
  private var evidence: EvidenceStore { EvidenceStore(folder: unfinishedEvidence) }

  /// Runs a closure as the only restore to this folder; what one that died has left is removed before, and after it if
  /// the closure throws.
  ///
  /// - Throws: a ``Refusal`` (`backup.busy`).
  func exclusively<Result>(_ body: () throws -> Result) throws -> Result {
    let folder = OpenFile.folder(of: database)
    let lock = try OpenFile(folder, O_RDONLY | O_DIRECTORY)
    guard try lock.lock() else { throw BackupRefusals.busy(FilePath(folder)) }
    return try withExtendedLifetime(lock) {
      try removeUnfinished()
      do { return try body() } catch {
        try? removeUnfinished()
        throw error
      }
    }
  }

  /// Copies database and evidence; all of it is on the disk when this returns.
  func copy(_ backup: BackupFolder, progress: (Int, Int) -> Void) throws {
    try requireNoOtherEvidence(than: backup.manifest)
    try copyDatabase(from: backup.database)
    try evidence.prepare()
    let files = backup.manifest.evidenceFiles
    for (done, file) in files.enumerated() {
      _ = try evidence.bring(EvidenceRecord(digest: file.sha256, size: file.size), from: backup.evidence)
      progress(done + 1, files.count)
    }
    try evidence.syncFolders()
  }

  /// The paths of the manifest whose copies do not have their digest.
  func differences(from manifest: BackupManifest) throws -> [String] {
    let database = try FileSource.digest(unfinishedDatabase, shown: BackupManifest.database)
    let changed = try manifest.evidenceFiles.filter { try evidence.fault(of: $0.sha256, size: $0.size) != nil }
    return (try manifest.databaseFile.sha256 == database ? [] : [BackupManifest.database]) + changed.map(\.path)
  }

  /// Gives everything its name; the database is closed, and has nothing in a log that would stay behind.
  func finish() throws {
    guard !Self.isThere(unfinishedDatabase + "-wal") else {
      throw Refusal.fileFailed(unfinishedDatabase + "-wal", EBUSY)
    }
    if Self.isThere(evidenceFolder) {
      // Found to be the same files, left by a restore that died between its two names, or empty.
      try FileManager.default.removeItem(atPath: evidenceFolder)
    }
    try name(unfinishedEvidence, evidenceFolder)
    try name(unfinishedDatabase, database)
  }

  /// Refuses a folder of evidence that holds anything else than the files of the backup.
  private func requireNoOtherEvidence(than manifest: BackupManifest) throws {
    guard Self.isThere(evidenceFolder) else { return }
    let named = Dictionary(
      manifest.evidenceFiles.map { (EvidenceStore.name(of: $0.sha256), $0) }, uniquingKeysWith: { first, _ in first })
    let store = EvidenceStore(folder: evidenceFolder)
    for name in try PackageFolder(existing: FilePath(evidenceFolder)).names() {
      guard let file = named[name], try store.fault(of: file.sha256, size: file.size) == nil else {
        throw BackupRefusals.targetExists(evidenceFolder + "/" + name)
      }
    }
  }

  private func copyDatabase(from source: String) throws {
    let copy = try OpenFile(unfinishedDatabase, O_WRONLY | O_CREAT | O_EXCL, mode: 0o600)
    try OpenFile(source, O_RDONLY | O_NOFOLLOW).forEachPart { try copy.write($0) }
    try copy.sync()
  }

  private func removeUnfinished() throws {
    for end in ["", "-wal", "-shm", "-journal"] { unlink(unfinishedDatabase + end) }
    guard Self.isThere(unfinishedEvidence) else { return }
    try FileManager.default.removeItem(atPath: unfinishedEvidence)
  }

  private func name(_ unfinished: String, _ name: String) throws {
    guard rename(unfinished, name) == 0 else { throw Refusal.fileFailed(name, errno) }
    try OpenFile.syncFolder(OpenFile.folder(of: name))
  }

  private static func isThere(_ path: String) -> Bool { access(path, F_OK) == 0 }
}
