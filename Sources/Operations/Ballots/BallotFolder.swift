import Ballots
import Foundation
import Primitives

/// Writes the files of a count as a new folder: into a sibling first, made durable, then renamed, so that an interruption
/// leaves nothing.
enum BallotFolder {
  /// - Parameters:
  ///   - others: files that stand beside those of the count.
  ///   - isPrivate: whether nobody but the owner may enter the folder.
  static func write(
    _ result: BallotResult, and others: [BallotResult.File] = [], to folder: FilePath, isPrivate: Bool = false
  ) throws {
    try PackageFolder.checkIsNew(folder)
    let place = place(of: folder)
    try PackageFolder.cleanUp(after: place)
    try HeldSignals.hold { isInterrupted in
      let fresh = "\(place).unfinished-\(UUID().uuidString)"
      do {
        try FileManager.default.createDirectory(
          atPath: fresh, withIntermediateDirectories: true, attributes: [.posixPermissions: isPrivate ? 0o700 : 0o755])
        try fill(fresh, shown: folder, result, others, isInterrupted)
        guard rename(fresh, place) == 0 else { throw FileSource.unwritten(folder.text) }
      } catch {
        try? FileManager.default.removeItem(atPath: fresh)
        throw error
      }
    }
  }

  /// The path to which a new folder is renamed: without slashes at its end, and of an empty folder behind a link the
  /// folder itself.
  private static func place(of folder: FilePath) -> String {
    guard let real = realpath(folder.text, nil) else {
      let path = PathText(folder.text)
      return path.parent.isEmpty ? path.name : FilePath(path.parent).appending(path.name).text
    }
    defer { free(real) }
    return String(cString: real)
  }

  private static func fill(
    _ folder: String, shown: FilePath, _ result: BallotResult, _ others: [BallotResult.File],
    _ isInterrupted: () -> Bool
  ) throws {
    for file in result.resultFiles + others {
      let writer = try DurableFile("\(folder)/\(file.name)", shown: shown.appending(file.name))
      try writer.write(file.bytes)
      try writer.finish()
    }
    let writer = try DurableFile("\(folder)/rejected.csv", shown: shown.appending("rejected.csv"))
    try result.writeRejected { bytes in
      // The signal itself ends the process once it is let through; this only ends the writing.
      if isInterrupted() { throw CancellationError() }
      try writer.write(bytes)
    }
    try writer.finish()
  }
}

/// A new file that is flushed to the disk at its end.
private final class DurableFile {
  private let shown: String
  private let descriptor: Int32

  /// - Parameter shown: where it will stand, which a refusal bears.
  init(_ path: String, shown: FilePath) throws {
    self.shown = shown.text
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileSource.unwritten(shown.text) }
  }

  deinit { close(descriptor) }

  func write(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 || errno == EINTR else { throw FileSource.unwritten(shown) }
      rest = rest.dropFirst(max(0, count))
    }
  }

  func finish() throws {
    guard fsync(descriptor) == 0 else { throw FileSource.unwritten(shown) }
  }
}
