import Foundation
import Primitives
import Sealing

extension EvidenceStore {
  /// The path of a content inside any folder of evidence: `ab/abcdef…`.
  public static func name(of digest: Digest) -> String { "\(digest.hex.prefix(2))/\(digest.hex)" }

  /// Brings a content of another folder into this one, which nobody reads yet, and proves it by reading it again.
  ///
  /// Where an earlier copy of the same disk has the content, it is that file under a further name (a hard link) and
  /// takes no room; one that is damaged there is copied anew. Answers whether it is such a link. The content is on the
  /// disk when this returns, its name after ``syncFolders()``. Throws a ``Primitives/Refusal``: `evidence.missing`,
  /// `evidence.damaged`, `file.failed`.
  public func bring(
    _ record: EvidenceRecord, from source: EvidenceStore, linkingTo earlier: EvidenceStore? = nil
  ) throws -> Bool {
    try Self.makeFolder(OpenFile.folder(of: path(of: record.digest)))
    if let earlier, link(earlier.path(of: record.digest), path(of: record.digest)) == 0 {
      if try fault(of: record.digest, size: record.size) == nil { return true }
      unlink(path(of: record.digest))
    }
    try copy(record, from: source)
    guard try fault(of: record.digest, size: record.size) == nil else { throw Refusal.damagedEvidence(record.digest) }
    return false
  }

  /// Makes the folder itself, for its owner alone; it may be there.
  public func prepare() throws { try Self.makeFolder(folder) }

  /// Brings the names of all files and folders to the disk, once for many files.
  public func syncFolders() throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      try OpenFile.syncFolder(folder + "/" + name)
    }
    try OpenFile.syncFolder(folder)
    try OpenFile.syncFolder(OpenFile.folder(of: folder))
  }

  private func copy(_ record: EvidenceRecord, from source: EvidenceStore) throws {
    let original = source.path(of: record.digest)
    guard access(original, F_OK) == 0 else { throw Refusal.missingEvidence(record.digest) }
    let copy = try OpenFile(path(of: record.digest), O_WRONLY | O_CREAT | O_EXCL, mode: 0o600)
    try OpenFile(original, O_RDONLY | O_NOFOLLOW).forEachPart { try copy.write($0) }
    try copy.setMode(0o400)
    try copy.sync()
  }

  private static func makeFolder(_ path: String) throws {
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw Refusal.fileFailed(path, errno) }
  }
}
