import Foundation
import Primitives

/// Adding and removing keys: the file is replaced as a whole, so that a process that dies leaves the old one or the new.
extension KeyFile {
  /// Lets nobody else change the file meanwhile. Two rotations at once would each write a file without the other's key.
  ///
  /// The folder is locked rather than the file, which is replaced by another one.
  /// Throws a ``Primitives/Refusal``: `key.missing`, `key.busy`, `file.failed`, or what the closure throws.
  public static func whileLocked<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
    let folder = try OpenFile(OpenFile.folder(of: try realPath(path)), O_RDONLY | O_DIRECTORY)
    guard try folder.lock() else { throw Refusal.busyKeyFile(path) }
    return try withExtendedLifetime(folder) { try body() }
  }

  /// Adds a new key behind the others, durable when this returns, and answers its id. Nothing is sealed with it until
  /// the database says so. Call it inside ``whileLocked(_:_:)``.
  ///
  /// Throws a ``Primitives/Refusal``: `key.full`, `file.failed`, and as ``load(from:)``.
  public static func addKey(to path: String) throws -> String {
    let key = SecretKey.random()
    try replace(path, with: KeyRing(try load(from: path).keys + [key]))
    return key.id
  }

  /// Takes a key out for good; the others stay. Call it inside ``whileLocked(_:_:)``, when nothing needs the key.
  ///
  /// Throws a ``Primitives/Refusal``: `sealed.unknown-key`, `key.last`, `file.failed`, and as ``load(from:)``.
  public static func removeKey(_ id: String, from path: String) throws {
    let keys = try load(from: path).keys
    let left = keys.filter { $0.id != id }
    guard left.count < keys.count else { throw Refusal.unknownKey(id) }
    guard !left.isEmpty else { throw Refusal.lastKey(path) }
    try replace(path, with: KeyRing(left))
  }

  private static func replace(_ path: String, with ring: KeyRing) throws {
    let text = text(of: ring)
    // A longer file would never be read again.
    guard text.utf8.count <= largestSize else { throw Refusal.fullKeyFile(path) }
    let target = try realPath(path)
    let owner = try OpenFile(target, O_RDONLY).status()
    let unfinished = target + ".unfinished-" + Hexadecimal.text(of: randomBytes(8))
    defer { unlink(unfinished) }
    try write(text, to: unfinished, owner: owner)
    guard rename(unfinished, target) == 0 else { throw Refusal.fileFailed(path, errno) }
    try OpenFile.syncFolder(OpenFile.folder(of: target))
  }

  /// The file itself where the path is a symbolic link: renaming would replace the link.
  private static func realPath(_ path: String) throws -> String {
    guard let real = realpath(path, nil) else {
      throw errno == ENOENT ? Refusal.missingKeyFile(path) : Refusal.fileFailed(path, errno)
    }
    defer { free(real) }
    return String(cString: real)
  }
}
