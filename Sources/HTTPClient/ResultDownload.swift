import Compression
import Foundation
import Primitives

/// The files of an answer, which come as one archive, brought into a folder that is there whole or not at all.
public enum ResultDownload {
  /// What an archive may hold: an edition's package is some dozens of files, each far below a gigabyte.
  private static let limits = TarArchive.Limits(entries: 10_000, bytes: 4 << 30)

  /// Asks for an archive and unpacks it into a new folder, or one that is empty.
  ///
  /// - Returns: the reply; where it is no success, nothing was written.
  /// - Throws: a ``Refusal``, as asking and unpacking do; `file.failed`.
  public static func fetch(_ request: HTTPRequest, with caller: HTTPCaller, into folder: String) throws -> HTTPReply {
    let place = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    let fresh = "\(place).unfinished-\(UUID().uuidString)"
    try make(fresh)
    defer { try? FileManager.default.removeItem(atPath: fresh) }
    let archive = fresh + "/archive"
    let reply = try caller.download(request, to: archive)
    guard reply.status == 200 else { return reply }
    let files = fresh + "/files"
    try make(files)
    try TarArchive.extract(fromGzipFile: archive, into: files, limits: limits)
    // A rename takes the place of an empty folder and of nothing else.
    guard rename(files, place) == 0 else { throw Refusal.failedFile(place, errno) }
    return reply
  }

  private static func make(_ folder: String) throws {
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
    } catch {
      throw Refusal.failedFile(folder, errno)
    }
  }
}
