import Foundation
import Primitives

/// The file that holds the master keys, apart from the database and from its backups.
///
/// ```
/// qilu-key 1
/// key <id> <64 hexadecimal digits>
/// check <16 hexadecimal digits>
/// ```
///
/// The first line gives the version of the format. There may be several `key` lines, the newest last; the database says
/// which of them seals. The check is the beginning of the SHA-256 of the lines before it; it and the id tell a damaged file.
public enum KeyFile {
  private static let heading = "qilu-key 1"
  /// 64 KiB: some 700 keys.
  static let largestSize = 64 * 1024

  /// Makes a new key and its file: for its owner alone (0600), durable when this returns, whole or not there at all.
  ///
  /// A process that dies in between may leave a second file, `<path>.unfinished-…`, of the same mode.
  /// Throws a ``Primitives/Refusal``: `key.exists` where there is a file already, `file.failed`.
  public static func create(at path: String) throws -> KeyRing {
    let ring = KeyRing([SecretKey.random()])
    let unfinished = path + ".unfinished-" + Hexadecimal.text(of: randomBytes(8))
    defer { unlink(unfinished) }
    try write(text(of: ring), to: unfinished)
    // A link, unlike a rename, refuses to replace what is there.
    guard link(unfinished, path) == 0 else {
      throw errno == EEXIST ? Refusal.existingKeyFile(path) : Refusal.fileFailed(path, errno)
    }
    try OpenFile.syncFolder(OpenFile.folder(of: path))
    return ring
  }

  /// Reads the keys.
  ///
  /// Throws a ``Primitives/Refusal``: `key.missing`, `key.readable-by-others` where the group or others have any
  /// permission on the file, `key.damaged`, `key.newer`, `file.failed`.
  public static func load(from path: String) throws -> KeyRing {
    guard access(path, F_OK) == 0 else { throw Refusal.missingKeyFile(path) }
    let file = try OpenFile(path, O_RDONLY | O_NONBLOCK)
    guard try file.isRegular() else { throw Refusal.damagedKeyFile(path) }
    let status = try file.status()
    guard status.st_mode & 0o077 == 0 else { throw Refusal.openKeyFile(path) }
    guard status.st_size <= largestSize else { throw Refusal.damagedKeyFile(path) }
    var bytes: [UInt8] = []
    try file.forEachPart { bytes.append(contentsOf: $0) }
    return try keys(in: bytes, path)
  }

  static func write(_ text: String, to path: String, owner: stat? = nil) throws {
    let file = try OpenFile(path, O_WRONLY | O_CREAT | O_EXCL, mode: 0o600)
    if let owner { try file.setOwner(owner) }
    try Array(text.utf8).withUnsafeBytes { try file.write($0) }
    try file.sync()
  }

  static func text(of ring: KeyRing) -> String {
    var text = heading + "\n"
    for key in ring.keys {
      let digits = key.withBytes { Hexadecimal.text(of: UnsafeBufferPointer(start: $0, count: SecretKey.size)) }
      text += "key \(key.id) \(digits)\n"
    }
    return text + "check \(check(of: text))\n"
  }

  private static func check(of text: String) -> String {
    String(Digest.sha256(of: Array(text.utf8)).hex.prefix(16))
  }

  private static func keys(in bytes: [UInt8], _ path: String) throws -> KeyRing {
    guard let text = String(validating: bytes, as: UTF8.self) else { throw Refusal.damagedKeyFile(path) }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.first.map(String.init) == heading else {
      throw lines[0].hasPrefix("qilu-key ") ? Refusal.newerKeyFile(path) : Refusal.damagedKeyFile(path)
    }
    let body = lines.dropLast(2).map { $0 + "\n" }.joined()
    // After the check comes the end of its line and nothing else.
    guard lines.count >= 4, lines.suffix(2) == ["check \(check(of: body))", ""] else {
      throw Refusal.damagedKeyFile(path)
    }
    return KeyRing(try lines.dropFirst().dropLast(2).map { try key(in: $0, path) })
  }

  private static func key(in line: Substring, _ path: String) throws -> SecretKey {
    let fields = line.split(separator: " ", omittingEmptySubsequences: false)
    guard fields.count == 3, fields[0] == "key", let bytes = Hexadecimal.bytes(of: String(fields[2])),
      bytes.count == SecretKey.size
    else { throw Refusal.damagedKeyFile(path) }
    let key = SecretKey(bytes)
    guard key.id == fields[1] else { throw Refusal.damagedKeyFile(path) }
    return key
  }
}
