import Foundation
import Primitives
import Sealing

/// A file that is being written and has no lasting name yet.
///
/// Its writer holds a lock on it, which ends with the process: an unlocked one was abandoned.
struct TemporaryFile {
  /// The file, open for writing.
  let file: OpenFile
  private let path: String
  private let hasName: Bool

  /// The folder of temporary files inside a folder of evidence.
  static func folder(in evidence: String) -> String { evidence + "/temporary" }

  /// Begins a file inside a folder of evidence, which exists.
  init(in evidence: String) throws {
    let folder = Self.folder(in: evidence)
    try Folder.make(folder)
    while true {
      let name = Digest.sha256(of: randomBytes(32)).hex
      let path = folder + "/" + name
      let file = try OpenFile(path, O_RDWR | O_CREAT | O_EXCL, mode: 0o600)
      // A sweep between these two calls took it for abandoned: begin again.
      if try file.lock(), try file.status().st_nlink == 1 {
        self.file = file
        self.path = path
        hasName = true
        return
      }
    }
  }

  /// Begins a file that has no name at all where the file system can do that: it is gone with its process, whatever ends
  /// it. Elsewhere it is one of the others.
  static func nameless(in evidence: String) throws -> TemporaryFile {
    let folder = folder(in: evidence)
    try Folder.make(folder)
    guard let file = try? OpenFile(folder, O_RDWR | O_DIRECTORY | nameless, mode: 0o600), try file.lock() else {
      return try TemporaryFile(in: evidence)
    }
    return TemporaryFile(file, folder + "/" + Digest.sha256(of: randomBytes(32)).hex)
  }

  private init(_ file: OpenFile, _ path: String) {
    self.file = file
    self.path = path
    hasName = false
  }

  /// What makes O_TMPFILE of O_DIRECTORY on Linux.
  private static let nameless: Int32 = 0o20_000_000

  /// Makes the content durable and read-only, gives it its name, and makes the name durable.
  func keep(as name: String) throws {
    try flush()
    try rename(to: name)
  }

  /// Makes the content durable and read-only.
  func flush() throws {
    try file.setMode(0o400)
    try file.sync()
  }

  /// Gives a flushed content its name, and makes the name durable.
  func rename(to name: String) throws {
    if !hasName { try file.link(as: path) }
    // The file is open, hence locked, until it has left the folder that is swept.
    try withExtendedLifetime(file) {
      guard Foundation.rename(path, name) == 0 else { throw Refusal.fileFailed(name, errno) }
    }
    try OpenFile.syncFolder(OpenFile.folder(of: name))
  }

  /// Removes the file unless it was kept.
  func discard() { unlink(path) }

  /// Removes a temporary file whose writer is gone.
  static func removeIfAbandoned(_ path: String) throws {
    guard let file = try openIfThere(path), try file.lock() else { return }
    // Locked while it is removed, so that a writer which has just made it notices.
    try withExtendedLifetime(file) {
      guard unlink(path) == 0 || errno == ENOENT else { throw Refusal.fileFailed(path, errno) }
    }
  }

  /// Nil for a file that its writer has kept or discarded meanwhile.
  private static func openIfThere(_ path: String) throws -> OpenFile? {
    do { return try OpenFile(path, O_RDONLY) } catch {
      guard access(path, F_OK) == 0 else { return nil }
      throw error
    }
  }
}
