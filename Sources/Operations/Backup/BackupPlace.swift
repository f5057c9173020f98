import Foundation
import Primitives
import Sealing

/// The folder that holds an installation's backups, each a folder `qilu-backup-20261127T214450Z`.
///
/// Backups of several installations may lie side by side. One being written bears `.unfinished` at the end of its name,
/// one being removed `.removing`; whoever writes holds a lock on the folder, so that what bears such a name while
/// nobody does was left by a process that died.
struct BackupPlace {
  private static let unfinished = ".unfinished"
  private static let removing = ".removing"
  let folder: FilePath

  /// Finds the folder. It is not made: one that is absent may be a disk that is not there today.
  ///
  /// - Throws: a ``Refusal``: `folder.missing`, `backup.inside-evidence`.
  init(_ folder: FilePath, evidence: String) throws {
    self.folder = try PackageFolder(existing: folder).path
    let (inner, outer) = (Self.resolved(folder.text), Self.resolved(evidence))
    guard inner != outer, !inner.hasPrefix(outer + "/") else { throw BackupRefusals.insideEvidence }
  }

  /// The name of a backup of a moment, `2026-11-27T21:44:50.123Z`.
  static func name(at instant: String) -> String {
    "qilu-backup-" + instant.prefix(19).filter { $0 != "-" && $0 != ":" } + "Z"
  }

  /// Runs a closure as the only writer of the folder, after what dead writers left was removed.
  ///
  /// - Throws: a ``Refusal`` (`backup.busy`).
  func exclusively<Result>(_ body: () throws -> Result) throws -> Result {
    let lock = try OpenFile(folder.text, O_RDONLY | O_DIRECTORY)
    guard try lock.lock() else { throw BackupRefusals.busy(folder) }
    return try withExtendedLifetime(lock) {
      for name in try names() where name.hasSuffix(Self.unfinished) || name.hasSuffix(Self.removing) {
        try FileManager.default.removeItem(atPath: folder.appending(name).text)
      }
      return try body()
    }
  }

  /// Makes the folder of a backup that is begun.
  ///
  /// - Throws: a ``Refusal`` (`backup.exists`).
  func begin(_ name: String) throws -> FilePath {
    guard !FileManager.default.fileExists(atPath: folder.appending(name).text) else {
      throw BackupRefusals.exists(name)
    }
    let path = folder.appending(name + Self.unfinished)
    guard mkdir(path.text, 0o700) == 0 else { throw Refusal.fileFailed(path.text, errno) }
    return path
  }

  /// Gives a backup that is whole its name.
  func finish(_ unfinished: FilePath, as name: String) throws -> FilePath {
    let path = folder.appending(name)
    guard rename(unfinished.text, path.text) == 0 else { throw Refusal.fileFailed(path.text, errno) }
    try OpenFile.syncFolder(folder.text)
    return path
  }

  /// Whole backups of an installation with their manifests, the oldest first; what cannot be read is not one.
  func backups(of installation: Digest) throws -> [(name: String, manifest: BackupManifest)] {
    try names().filter { $0.wholeMatch(of: #/qilu-backup-\d{8}T\d{6}Z/#) != nil }.sorted().compactMap { name in
      guard let backup = try? BackupFolder(folder.appending(name)), backup.manifest.installation == installation else {
        return nil
      }
      return (name, backup.manifest)
    }
  }

  /// Removes all but the newest backups of an installation; answers the names of those removed.
  func removeOld(of installation: Digest, keeping count: Int) throws -> [String] {
    let old = try backups(of: installation).dropLast(count).map(\.name)
    for name in old {
      let leaving = folder.appending(name + Self.removing).text
      // Half of it must never pass for a backup.
      guard rename(folder.appending(name).text, leaving) == 0 else { throw Refusal.fileFailed(leaving, errno) }
      try FileManager.default.removeItem(atPath: leaving)
    }
    return old
  }

  /// Refuses where the disk has no room for so many bytes and a little more for the folders.
  func requireRoom(for bytes: Int64) throws {
    let attributes = try FileManager.default.attributesOfFileSystem(forPath: folder.text)
    let free = (attributes[.systemFreeSize] as? NSNumber)?.int64Value ?? Int64.max
    let needed = bytes + Self.reserve
    guard needed <= free else { throw BackupRefusals.noRoom(folder, needed: needed, free: free) }
  }

  /// 16 MiB for folders, the manifest and what others write meanwhile.
  private static let reserve: Int64 = 16 << 20

  private func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.text).filter { $0.hasPrefix("qilu-backup-") }
  }

  /// The path without links and dots, as far as it is there.
  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return URL(fileURLWithPath: path).standardizedFileURL.path }
    defer { free(real) }
    return String(cString: real)
  }
}
