import Foundation
import Primitives
import Sealing

/// A content that is being written beside the others without a lasting name. One that is not kept leaves nothing behind.
private final class PendingEvidence {
  let file: OpenFile
  private let store: EvidenceStore
  private let temporary: TemporaryFile
  private var record: EvidenceRecord?
  private var isKept = false

  init(into store: EvidenceStore) throws {
    self.store = store
    try Folder.make(store.folder)
    temporary = try TemporaryFile.nameless(in: store.folder)
    file = temporary.file
  }

  deinit { if !isKept { temporary.discard() } }

  /// Brings the content to the disk.
  func finish(_ digest: Digest, size: Int64) throws -> EvidenceRecord {
    try temporary.flush()
    let finished = EvidenceRecord(digest: digest, size: size)
    record = finished
    return finished
  }

  /// Gives the finished content its name, so that the row which names it may be written; done again it changes nothing.
  func keep() throws {
    guard let record else { preconditionFailure("evidence is kept before it is finished") }
    guard !isKept else { return }
    try Folder.make(store.folder(of: record.digest))
    // Renaming over an equal file changes nothing; over a damaged one it mends.
    try temporary.rename(to: store.path(of: record.digest))
    isKept = true
  }
}

/// Takes a content in while somebody else reads it and finds its digest: flushed by ``finish(_:)``, named by ``keep()``.
public final class EvidenceIntake: @unchecked Sendable {
  // Used by one thread at a time: the one that reads, then the one that keeps.

  private let pending: PendingEvidence
  private var size: Int64 = 0

  /// Begins. Throws a ``Primitives/Refusal`` (`file.failed`).
  public init(into store: EvidenceStore) throws { pending = try PendingEvidence(into: store) }

  /// Adds bytes.
  public func write(_ bytes: UnsafeRawBufferPointer) throws {
    try pending.file.write(bytes)
    size += Int64(bytes.count)
  }

  /// Brings the content to the disk, whose digest somebody found while the bytes passed.
  public func finish(_ digest: Digest) throws -> EvidenceRecord { try pending.finish(digest, size: size) }

  /// Gives the finished content its name, so that the row which names it may be written; done again it changes nothing.
  public func keep() throws { try pending.keep() }
}

/// Records of 32 bytes, each written once at its own place, by several threads at once; a place where nothing was written
/// is zero. So the bytes are the same for any number of threads.
public final class EvidenceRecords: @unchecked Sendable {
  // The windows are guarded by the lock; each place is written by one thread.

  /// The bytes of a record.
  public static let recordBytes = 32
  /// 2 Mi records, or 64 MiB.
  private static let windowBits = 21
  private static let windowBytes = recordBytes << windowBits

  private let pending: PendingEvidence
  private let lock = NSLock()
  private var windows: [Int: UnsafeMutableRawPointer] = [:]

  /// Begins. Throws a ``Primitives/Refusal`` (`file.failed`).
  public init(into store: EvidenceStore) throws { pending = try PendingEvidence(into: store) }

  deinit { release() }

  /// Finds the places of one thread's records.
  public struct Cursor {
    private let records: EvidenceRecords
    private var window = -1
    private var base: UnsafeMutableRawPointer?

    fileprivate init(_ records: EvidenceRecords) { self.records = records }

    /// Where the record with this number is written.
    public mutating func place(_ number: Int) throws -> UnsafeMutableRawPointer {
      let wanted = number >> EvidenceRecords.windowBits
      guard let base, wanted == window else {
        let found = try records.window(wanted)
        (window, base) = (wanted, found)
        return found + Self.offset(number)
      }
      return base + Self.offset(number)
    }

    private static func offset(_ number: Int) -> Int {
      (number & (1 << EvidenceRecords.windowBits - 1)) * EvidenceRecords.recordBytes
    }
  }

  /// A way for one thread to write.
  public func cursor() -> Cursor { Cursor(self) }

  fileprivate func window(_ number: Int) throws -> UnsafeMutableRawPointer {
    try lock.withLock {
      if let window = windows[number] { return window }
      let start = number * Self.windowBytes
      let window = try pending.file.map(start..<start + Self.windowBytes)
      windows[number] = window
      return window
    }
  }

  /// Cuts the content to so many records, finds its digest and brings it to the disk. Nobody writes any more.
  public func finish(count: Int) throws -> EvidenceRecord {
    release()
    let bytes = count * Self.recordBytes
    try pending.file.setSize(bytes)
    let digest = FileDigest()
    try pending.file.forEachPart { digest.update($0) }
    return try pending.finish(digest.finish(), size: Int64(bytes))
  }

  /// Gives the finished content its name, so that the row which names it may be written; done again it changes nothing.
  public func keep() throws { try pending.keep() }

  private func release() {
    for window in windows.values { munmap(window, Self.windowBytes) }
    windows = [:]
  }
}

/// A kept content, read from its beginning.
public final class EvidenceReader: @unchecked Sendable {
  // Used by one thread at a time.

  private let file: OpenFile

  fileprivate init(_ file: OpenFile) { self.file = file }

  /// Reads as much as there is at once; 0 at the end.
  public func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int { try file.read(into: buffer) }
}

extension EvidenceStore {
  /// Opens a kept content, whose digest whoever reads it compares. Throws a ``Primitives/Refusal``: `evidence.missing`,
  /// `file.failed`.
  public func reader(of digest: Digest) throws -> EvidenceReader {
    EvidenceReader(try opened(digest))
  }

  /// Writes a kept content to a new file, part by part, proven on the way. Throws a ``Primitives/Refusal``:
  /// `evidence.missing`, `evidence.damaged`, `file.failed`.
  public func copy(_ digest: Digest, to path: String) throws {
    let source = try opened(digest)
    let target = try OpenFile(path, O_WRONLY | O_CREAT | O_EXCL, mode: 0o644)
    let found = FileDigest()
    try source.forEachPart { part in
      found.update(part)
      try target.write(part)
    }
    guard found.finish() == digest else { throw Refusal.damagedEvidence(digest) }
    try target.sync()
  }

  private func opened(_ digest: Digest) throws -> OpenFile {
    let path = path(of: digest)
    guard access(path, F_OK) == 0 else { throw Refusal.missingEvidence(digest) }
    return try OpenFile(path, O_RDONLY | O_NOFOLLOW)
  }
}
