import Glibc
import Primitives

/// Writes and unpacks archives of files and folders: tar (POSIX.1-1988 ustar), with the extended headers of
/// POSIX.1-2001 (pax) where a name is long or not ASCII.
public enum TarArchive {
  /// What is put into an archive.
  public struct Entry: Sendable {
    /// Where the bytes of an entry are.
    public enum Content: Sendable {
      /// A folder has none.
      case folder
      /// In memory.
      case bytes([UInt8])
      /// In a file, read while the archive is written.
      case file(path: String)
    }

    /// Its path inside the archive, separated by `/`.
    public let name: String
    /// Its bytes.
    public let content: Content

    /// Makes an entry.
    public init(name: String, content: Content) {
      self.name = name
      self.content = content
    }
  }

  /// What an archive from outside may hold.
  public struct Limits: Sendable {
    /// Files and folders.
    public let entries: Int
    /// The bytes of all files together.
    public let bytes: Int

    /// Names the limits.
    public init(entries: Int, bytes: Int) {
      self.entries = entries
      self.bytes = bytes
    }
  }

  /// Writes entries in their order as a stream; memory does not grow with the files. The same entries always give the
  /// same bytes: no times, no users.
  ///
  /// Throws a ``Primitives/Refusal``: `archive.unsafe-name` for a name that ``extract(from:into:limits:)-(ArraySlice<UInt8>,_,_)``
  /// would refuse, `archive.file-failed`; and what the receiver throws.
  public static func write(_ entries: [Entry], _ receive: (UnsafeRawBufferPointer) throws -> Void) throws {
    var names: Set<String> = []
    for entry in entries {
      guard ArchiveName.isSafe(entry.name), names.insert(entry.name).inserted else { throw Refusal.unsafeArchiveName() }
      try write(entry, receive)
    }
    try give([UInt8](repeating: 0, count: 2 * TarHeader.size), receive)
  }

  private static func write(_ entry: Entry, _ receive: (UnsafeRawBufferPointer) throws -> Void) throws {
    switch entry.content {
    case .folder:
      try writeHeader(entry.name + "/", .folder, 0, receive)
    case .bytes(let bytes):
      try writeHeader(entry.name, .file, bytes.count, receive)
      try give(bytes + TarHeader.padding(for: bytes.count), receive)
    case .file(let path):
      let file = try ArchiveFile(reading: path)
      defer { file.close() }
      let size = try file.size()
      try writeHeader(entry.name, .file, size, receive)
      try file.read(exactly: size, receive)
      try give(TarHeader.padding(for: size), receive)
    }
  }

  private static func writeHeader(
    _ name: String, _ kind: TarHeader.Kind, _ size: Int, _ receive: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    if !TarHeader.fits(name) || size > TarHeader.largestSize {
      let records = PaxRecords.bytes(path: name, size: size)
      try give(TarHeader(name: "pax-header", kind: .extended, size: records.count).bytes, receive)
      try give(records + TarHeader.padding(for: records.count), receive)
    }
    let short = TarHeader.fits(name) ? name : "long-name"
    try give(TarHeader(name: short, kind: kind, size: min(size, TarHeader.largestSize)).bytes, receive)
  }

  private static func give(_ bytes: [UInt8], _ receive: (UnsafeRawBufferPointer) throws -> Void) throws {
    guard !bytes.isEmpty else { return }
    try bytes.withUnsafeBytes(receive)
  }
}

/// Which paths inside an archive are safe to unpack.
enum ArchiveName {
  /// Relative, without `.`, `..` and empty pieces, without control characters, of a length that file systems take.
  static func isSafe(_ name: String) -> Bool {
    let pieces = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return name.utf8.count <= 1024 && !name.utf8.contains { $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "\\") }
      && pieces.allSatisfy {
        !$0.isEmpty && $0.count <= 255 && !$0.elementsEqual(".".utf8) && !$0.elementsEqual("..".utf8)
      }
  }
}
