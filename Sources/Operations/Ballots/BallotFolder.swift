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
    let place = folder.text.hasSuffix("/") ? String(folder.text.dropLast()) : folder.text
    try PackageFolder.cleanUp(after: place)
    try HeldSignals.hold { isInterrupted in
      let fresh = "\(place).unfinished-\(UUID().uuidString)"
      do {
        try FileManager.default.createDirectory(
          atPath: fresh, withIntermediateDirectories: true, attributes: [.posixPermissions: isPrivate ? 0o700 : 0o755])
        try fill(fresh, result, others, isInterrupted)
        guard rename(fresh, place) == 0 else { throw FileSource.failed(place) }
      } catch {
        try? FileManager.default.removeItem(atPath: fresh)
        throw error
      }
    }
  }

  private static func fill(
    _ folder: String, _ result: BallotResult, _ others: [BallotResult.File], _ isInterrupted: () -> Bool
  ) throws {
    for file in result.resultFiles + others {
      let writer = try DurableFile("\(folder)/\(file.name)")
      try writer.write(file.bytes)
      try writer.finish()
    }
    let writer = try DurableFile("\(folder)/rejected.csv")
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
  private let path: String
  private let descriptor: Int32

  init(_ path: String) throws {
    self.path = path
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw FileSource.failed(path) }
  }

  deinit { close(descriptor) }

  func write(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 || errno == EINTR else { throw FileSource.failed(path) }
      rest = rest.dropFirst(max(0, count))
    }
  }

  func finish() throws {
    guard fsync(descriptor) == 0 else { throw FileSource.failed(path) }
  }
}

/// Keeps the signals that end a process waiting while something is half done; they work as always afterwards.
///
/// Only the calling thread holds them back, and so it must be the only one of the process that takes them: a count's own
/// threads have ended, and those of Dispatch take none.
enum HeldSignals {
  /// Does something; it is told whether a signal waits.
  static func hold<Result>(_ body: (_ isInterrupted: () -> Bool) throws -> Result) throws -> Result {
    var set = sigset_t()
    var old = sigset_t()
    sigemptyset(&set)
    for signal in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&set, signal) }
    pthread_sigmask(SIG_BLOCK, &set, &old)
    defer { pthread_sigmask(SIG_SETMASK, &old, nil) }
    return try body {
      var waiting = sigset_t()
      sigpending(&waiting)
      return [SIGINT, SIGTERM, SIGHUP].contains { sigismember(&waiting, $0) == 1 }
    }
  }
}
