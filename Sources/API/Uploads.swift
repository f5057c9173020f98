import Foundation
import HTTPServer
import Primitives

/// The files of one request, in a folder of their own that goes with it: operations read files by their paths.
///
/// Unchecked: written by the thread that reads the request, before anybody else sees it.
final class Uploads: @unchecked Sendable {
  /// The folder; everything below it is this request's.
  let folder: String
  private var count = 0

  /// Makes a folder below another one.
  init(below spool: String) throws {
    folder = spool + "/" + UUID().uuidString.lowercased()
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Keeps bytes under a name; answers the path.
  func keep(_ bytes: [UInt8], name: String) throws -> String {
    let path = try place(name)
    guard FileManager.default.createFile(atPath: path, contents: Data(bytes), attributes: [.posixPermissions: 0o600])
    else { throw Problem.transport(500) }
    return path
  }

  /// Keeps a part of a form.
  func keep(_ part: HTTPPart) throws -> String {
    let name = part.filename ?? part.name
    switch part.content {
    case .bytes(let bytes): return try keep(bytes, name: name)
    case .file(let source):
      let path = try place(name)
      // The server deletes its own name of the file when the request ends.
      if link(source, path) != 0 { try FileManager.default.copyItem(atPath: source, toPath: path) }
      return path
    }
  }

  /// A folder that does not exist yet, for what an operation writes.
  func newFolder(_ name: String) -> String { folder + "/" + name }

  /// Each file stands in a folder of its own, so that two of one name do not meet.
  private func place(_ name: String) throws -> String {
    count += 1
    let place = folder + "/\(count)"
    try FileManager.default.createDirectory(
      atPath: place, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    return place + "/" + Self.safe(name)
  }

  /// The last component of a name, without what a file system takes amiss.
  static func safe(_ name: String) -> String {
    let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
    let kept = last.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }
    let text = String(String.UnicodeScalarView(kept.prefix(80)))
    return text.isEmpty || text == "." || text == ".." ? "file" : text
  }
}
