import Glibc
import Primitives

/// An open file that an archive is read from or written to.
struct ArchiveFile {
  private let path: String
  private let descriptor: Int32

  /// Opens a regular file. Throws `archive.file-failed`.
  init(reading path: String) throws {
    try self.init(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
  }

  /// Makes a new file, for its owner alone. Throws `archive.file-failed`, also where there is something already.
  init(creating path: String) throws {
    try self.init(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW)
  }

  private init(_ path: String, _ flags: Int32) throws {
    descriptor = open(path, flags, 0o600)
    self.path = path
    guard descriptor >= 0 else { throw ArchiveFile.failure(path) }
  }

  func close() { _ = Glibc.close(descriptor) }

  /// The size of a regular file. Throws `archive.file-failed` for anything else.
  func size() throws -> Int {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw ArchiveFile.failure(path) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw Refusal.archiveFile(path, "not a regular file") }
    return Int(status.st_size)
  }

  /// Reads `count` bytes in parts. Throws `archive.file-failed`, also where the file became shorter meanwhile.
  func read(exactly count: Int, _ receive: (UnsafeRawBufferPointer) throws -> Void) throws {
    var left = count
    while left > 0 {
      let part = try read(upTo: min(left, 64 * 1024))
      guard !part.isEmpty else { throw Refusal.archiveFile(path, "it changed meanwhile") }
      left -= part.count
      try part.withUnsafeBytes(receive)
    }
  }

  /// Reads some bytes; none at the end. Throws `archive.file-failed`.
  func read(upTo count: Int) throws -> [UInt8] {
    var part = [UInt8](repeating: 0, count: count)
    var got = Glibc.read(descriptor, &part, count)
    while got < 0 && errno == EINTR { got = Glibc.read(descriptor, &part, count) }
    guard got >= 0 else { throw ArchiveFile.failure(path) }
    part.removeLast(count - got)
    return part
  }

  /// Writes all of it. Throws `archive.file-failed`.
  func write(_ bytes: ArraySlice<UInt8>) throws {
    var rest = bytes
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 || errno == EINTR else { throw ArchiveFile.failure(path) }
      rest = rest.dropFirst(max(0, count))
    }
  }

  static func failure(_ path: String) -> Refusal { Refusal.archiveFile(path, String(cString: strerror(errno))) }
}
