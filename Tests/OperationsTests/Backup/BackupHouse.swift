import Foundation
import Primitives
import Testing

@testable import Operations

/// Backing an installation up and restoring it, as the tests do it.
extension Installation {
  /// Where the backups lie.
  var backups: FilePath { path("backups") }

  func makeBackupFolder() throws {
    try FileManager.default.createDirectory(atPath: backups.text, withIntermediateDirectories: true)
  }

  @discardableResult
  func backUp(keep: Int? = nil) throws -> Backup.Output {
    try run(Backup.self, Backup.Input(folder: backups, keep: keep), as: .administrator)
  }

  /// A first backup in a folder that is made for it.
  func firstBackup() throws -> Backup.Output {
    try makeBackupFolder()
    return try backUp()
  }

  /// The names in the folder of backups, sorted.
  func backupNames() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: backups.text).sorted()
  }

  /// What a backup of this installation must not be made with; the refusal says why.
  func backupRefusal(_ folder: FilePath? = nil, keep: Int? = nil) throws -> Refusal {
    try refusal(Backup.self, Backup.Input(folder: folder ?? backups, keep: keep), as: .administrator)
  }

  /// Paths of an installation to be, in a folder of its own.
  func elsewhere(_ name: String = "restored") throws -> InstallationPaths {
    try FileManager.default.createDirectory(atPath: path(name).text, withIntermediateDirectories: true)
    return InstallationPaths(database: path(name).text + "/qilu.db")
  }

  /// The same person on other paths.
  func session(at paths: InstallationPaths, as actor: String?) -> Session {
    Session(environment: session(as: nil).environment, paths: paths, actorName: actor)
  }

  @discardableResult
  func restore(
    _ backup: FilePath, to paths: InstallationPaths, manifest: String? = nil, as person: Person? = .administrator
  ) throws -> Restore.Output {
    let input = Restore.Input(backup: backup, manifest: manifest)
    let entry = try #require(Catalogue.all["restore"])
    let json = try JSONEncoder().encode(input)
    let output = try entry.run(json: json, in: session(at: paths, as: person?.rawValue))
    return try #require(output as? Restore.Output)
  }

  /// Restores beside the key, which is put there first.
  func restoreWithKey(_ backup: FilePath, to paths: InstallationPaths) throws -> Restore.Output {
    try FileManager.default.copyItem(atPath: self.paths.key, toPath: paths.key)
    return try restore(backup, to: paths)
  }
}

/// Every file below a folder by its path inside, with its content.
func contents(of folder: String) throws -> [String: Data] {
  var found: [String: Data] = [:]
  for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
    var isFolder: ObjCBool = false
    _ = FileManager.default.fileExists(atPath: folder + "/" + name, isDirectory: &isFolder)
    if !isFolder.boolValue { found[name] = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)) }
  }
  return found
}
