import Ballots
import Foundation
import Primitives
import Synchronization

/// The files of a hand-over as inputs of a count, each opened when its turn comes.
struct BallotFiles {
  let inputs: [BallotInput]
  /// The bytes of all, where all are plain files.
  let bytes: Int?

  /// Looks whether all are there.
  ///
  /// - Parameter shown: the names under which they are told of; nil for the paths.
  init(_ paths: [FilePath], shown: [String]? = nil) throws {
    guard !paths.isEmpty else { throw BallotRefusals.none }
    var sum: Int? = 0
    for path in paths {
      let size = try Self.size(path.text)
      sum = size.flatMap { size in sum.map { $0 + size } }
    }
    bytes = sum
    inputs = zip(paths, shown ?? paths.map(\.text)).map { path, name in
      let file = LazyFile(path.text)
      return BallotInput(name: name) { try file.read(into: $0) }
    }
  }

  /// Nil where only the end tells how much there is.
  private static func size(_ path: String) throws -> Int? {
    guard path != "-" else { return nil }
    var status = stat()
    guard stat(path, &status) == 0 else {
      throw errno == ENOENT ? FileSource.missing(path) : FileSource.failed(path)
    }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      errno = EISDIR
      throw FileSource.failed(path)
    }
    return status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
  }
}

/// A file that is opened when it is first read, so that pipes are waited for one after the other; `-` is standard input.
private final class LazyFile: Sendable {
  private let path: String
  private let descriptor = Mutex<Int32>(-1)

  init(_ path: String) { self.path = path }

  deinit {
    descriptor.withLock { descriptor in
      if descriptor > STDIN_FILENO { close(descriptor) }
    }
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let open = try descriptor.withLock { descriptor in
      if descriptor < 0 { descriptor = try Self.open(path) }
      return descriptor
    }
    while true {
      let count = Foundation.read(open, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      guard errno == EINTR else { throw FileSource.failed(path) }
    }
  }

  private static func open(_ path: String) throws -> Int32 {
    guard path != "-" else { return STDIN_FILENO }
    let descriptor = Foundation.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileSource.failed(path) }
    return descriptor
  }
}

/// A file without a name beside a folder, made when it is first written: it is gone with the process, whatever ends it.
final class ScratchFile: Sendable {
  private let place: String
  private let descriptor = Mutex<Int32>(-1)

  init(beside folder: FilePath) { place = Self.existing(PathText(folder.text).parent) }

  /// The nearest folder above that is there: those between are made with the results, at the end.
  private static func existing(_ folder: String) -> String {
    guard !folder.isEmpty else { return "." }
    return FileManager.default.fileExists(atPath: folder) ? folder : existing(PathText(folder).parent)
  }

  deinit {
    descriptor.withLock { descriptor in
      if descriptor >= 0 { close(descriptor) }
    }
  }

  var scratch: BallotScratch {
    BallotScratch(
      write: { [self] offset, bytes in try write(offset, bytes) },
      read: { [self] offset, buffer in try read(offset, buffer) })
  }

  private func write(_ offset: Int, _ bytes: UnsafeRawBufferPointer) throws {
    let open = try opened()
    var rest = bytes[...]
    while !rest.isEmpty {
      let part = UnsafeRawBufferPointer(rebasing: rest)
      let count = pwrite(open, part.baseAddress, part.count, off_t(offset + bytes.count - part.count))
      guard count > 0 || errno == EINTR else { throw FileSource.unwritten(place) }
      rest = rest.dropFirst(max(0, count))
    }
  }

  private func read(_ offset: Int, _ buffer: UnsafeMutableRawBufferPointer) throws {
    let open = try opened()
    var done = 0
    while done < buffer.count {
      let count = pread(open, buffer.baseAddress.map { $0 + done }, buffer.count - done, off_t(offset + done))
      guard count > 0 || count < 0 && errno == EINTR else { throw FileSource.failed(place) }
      done += max(0, count)
    }
  }

  private func opened() throws -> Int32 {
    try descriptor.withLock { descriptor in
      if descriptor < 0 { descriptor = try make() }
      return descriptor
    }
  }

  private func make() throws -> Int32 {
    var name = Array((place + "/.qilu-partitions-XXXXXX").utf8CString)
    return try HeldSignals.hold { _ in
      let descriptor = mkstemp(&name)
      guard descriptor >= 0 else { throw FileSource.unwritten(place) }
      unlink(name)
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
      return descriptor
    }
  }
}
