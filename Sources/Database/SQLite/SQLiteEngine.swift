import CSQLite
import Foundation
import Primitives

/// The embedded engine: one file, one writer, readers on snapshots.
struct SQLiteEngine: Engine {
  private let path: String
  private let doubt = SQLiteDoubt()

  let dialect = Dialect.sqlite
  let writerLimit = 1

  /// A path that is not absolute is made to begin with `./`, so that SQLite reads none as `:memory:` or a URI.
  init(path: String) {
    self.path = path.hasPrefix("/") ? path : "./" + path
  }

  /// Makes the file for its owner alone (0600; SQLite gives `-wal` and `-shm` the same) and syncs its folder: a file
  /// whose name is not yet on the disk is lost with everything that was written to it.
  func createStorage() throws {
    let file = Foundation.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw Self.failure("cannot create \(path)") }
    Foundation.close(file)
    try Self.syncFolder(of: path)
  }

  func requireStorage() throws {
    guard access(path, F_OK) == 0 else { throw Refusal.missingDatabase(path) }
  }

  /// The copy bears its name once it is whole. One of that name shows an earlier attempt that came to nothing, since the
  /// schema is still the older one: it gives way to the state of today.
  func keepCopy(before version: Int) throws {
    let copy = "\(path).before-\(version)"
    let unfinished = copy + ".unfinished"
    guard unlink(unfinished) == 0 || errno == ENOENT else { throw Self.failure("cannot remove \(unfinished)") }
    try SQLiteCopy(of: path, to: unfinished).run()
    guard rename(unfinished, copy) == 0 else { throw Self.failure("cannot rename \(unfinished)") }
    try Self.syncFolder(of: path)
  }

  /// Copies the file to another one that does not exist yet.
  func copy(to target: String, pace: @escaping () -> Void) throws {
    try SQLiteCopy(of: path, to: SQLiteEngine(path: target).path, pace: pace).run()
  }

  func discardStorage() throws {
    for end in ["", "-wal", "-shm"] where unlink(path + end) != 0 && errno != ENOENT {
      throw Self.failure("cannot remove \(path)\(end)")
    }
  }

  func openSession(_ role: SessionRole) throws -> any Session { try session(role) }

  func watch() throws -> (any StateWatch)? { try SQLiteStateWatch(try session(.reader)) }

  private func session(_ role: SessionRole) throws -> SQLiteSession {
    try SQLiteSession(path: path, role: role, doubt: doubt)
  }

  /// A new writer brings the log into the file before anything else.
  func settle() throws {
    doubt.arise()
    try openSession(.writer).close()
  }

  /// Brings the names in the folder that a file lies in to the disk.
  static func syncFolder(of path: String) throws {
    let parent = PathText(path).parent
    let folder = Foundation.open(parent.isEmpty ? "." : parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw failure("cannot open the folder of \(path)") }
    defer { Foundation.close(folder) }
    guard fsync(folder) == 0 else { throw failure("cannot sync the folder of \(path)") }
  }

  static func failure(_ what: String) -> DatabaseFailure {
    let reason = errno
    return switch reason {
    case EROFS, EACCES, EPERM: .readOnly
    case ENOSPC, EDQUOT: .full
    default: .io(what + ": " + String(cString: strerror(reason)))
    }
  }
}
