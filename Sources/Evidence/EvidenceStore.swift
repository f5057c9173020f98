import Foundation
import Primitives
import Sealing

/// What a database row keeps of a file of evidence.
public struct EvidenceRecord: Sendable, Hashable {
  /// The SHA-256 of the content, which is also the file's name.
  public let digest: Digest
  /// How many bytes.
  public let size: Int64

  /// Names a file of evidence.
  public init(digest: Digest, size: Int64) {
    self.digest = digest
    self.size = size
  }
}

/// Scans, ballots, receipts: files named by the SHA-256 of their content, written once and never changed.
///
/// A file stands at `ab/abcdef…` under the folder (64 hexadecimal digits, the first two also as a folder), readable
/// and nothing else (0400). When ``keep(_:)`` returns, content and name are on the disk, so that the row which
/// names it may be written. Keeping the same content again changes nothing; a damaged file is replaced by a good one.
public struct EvidenceStore: Sendable {
  /// The folder, made with the first file that is kept.
  public let folder: String

  /// Names the folder; nothing is touched.
  public init(folder: String) { self.folder = folder }

  /// Keeps a content that is in memory. Throws a ``Primitives/Refusal`` (`file.failed`).
  public func keep(_ bytes: [UInt8]) throws -> EvidenceRecord {
    try keep { receive in try bytes.withUnsafeBytes(receive) }
  }

  /// Keeps a copy of a file, read in parts; memory does not grow with it.
  ///
  /// Throws a ``Primitives/Refusal``: `evidence.source-missing`, `evidence.not-a-file`, `evidence.too-large` for more
  /// than `limitBytes`, `file.failed`.
  public func keep(fileAt path: String, limitBytes: Int64?) throws -> EvidenceRecord {
    guard access(path, F_OK) == 0 else { throw Refusal.missingSource(path) }
    let source = try OpenFile(path, O_RDONLY | O_NONBLOCK)
    guard try source.isRegular() else { throw Refusal.sourceNotAFile(path) }
    var left = limitBytes ?? Int64.max
    return try keep { receive in
      try source.forEachPart { part in
        left -= Int64(part.count)
        guard left >= 0 else { throw Refusal.sourceTooLarge(path, limitBytes ?? 0) }
        try receive(part)
      }
    }
  }

  /// Gives a content back, compared with its name. Throws a ``Primitives/Refusal``: `evidence.missing`,
  /// `evidence.damaged`, `file.failed`.
  public func read(_ digest: Digest) throws -> [UInt8] {
    let path = path(of: digest)
    guard access(path, F_OK) == 0 else { throw Refusal.missingEvidence(digest) }
    var bytes: [UInt8] = []
    try OpenFile(path, O_RDONLY | O_NOFOLLOW).forEachPart { bytes.append(contentsOf: $0) }
    guard Digest.sha256(of: bytes) == digest else { throw Refusal.damagedEvidence(digest) }
    return bytes
  }

  /// What is wrong with a kept file: `missing`, `other size` or `other digest`; nil if nothing is.
  public func fault(of digest: Digest, size: Int64) throws -> String? {
    let path = path(of: digest)
    guard access(path, F_OK) == 0 else { return "missing" }
    let file = try OpenFile(path, O_RDONLY | O_NOFOLLOW)
    guard try file.isRegular() else { return "missing" }
    guard try file.status().st_size == size else { return "other size" }
    var stream = SHA256Stream()
    try file.forEachPart { stream.update($0) }
    return stream.finish() == digest ? nil : "other digest"
  }

  /// Removes what writers that died left behind; files that a running process is writing stay.
  public func sweepTemporary() throws {
    let temporary = TemporaryFile.folder(in: folder)
    guard access(temporary, F_OK) == 0 else { return }
    for name in try FileManager.default.contentsOfDirectory(atPath: temporary) {
      try TemporaryFile.removeIfAbandoned(temporary + "/" + name)
    }
  }

  /// Where the content of a digest stands, whether it is there or not.
  func path(of digest: Digest) -> String { folder(of: digest) + "/" + digest.hex }

  func folder(of digest: Digest) -> String { folder + "/" + digest.hex.prefix(2) }

  private typealias Receive = (UnsafeRawBufferPointer) throws -> Void

  /// Writes what `content` gives to a file beside the others, then gives it its name.
  private func keep(_ content: (Receive) throws -> Void) throws -> EvidenceRecord {
    try Folder.make(folder)
    let temporary = try TemporaryFile(in: folder)
    defer { temporary.discard() }
    var stream = SHA256Stream()
    var size: Int64 = 0
    try content { part in
      try temporary.file.write(part)
      stream.update(part)
      size += Int64(part.count)
    }
    let record = EvidenceRecord(digest: stream.finish(), size: size)
    try Folder.make(folder(of: record.digest))
    // Renaming over an equal file changes nothing; over a damaged one it mends.
    try temporary.keep(as: path(of: record.digest))
    return record
  }
}
