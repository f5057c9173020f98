import Compression
import Foundation
import Primitives
import Sealing

/// The files of an answer as one archive (tar, gzip), for a door that can give one file only.
enum ResultArchive {
  /// Packs all files below a folder; answers the archive's SHA-256 and size. The archive is there whole or not at all.
  static func pack(_ folder: String, to path: String) throws -> (digest: String, size: Int64) {
    let entries = try names(below: folder).map {
      TarArchive.Entry(name: $0, content: .file(path: folder + "/" + $0))
    }
    let unfinished = path + ".unfinished"
    let file = try OpenFile(unfinished, O_WRONLY | O_CREAT | O_TRUNC, mode: 0o600)
    var stream = SHA256Stream()
    var size: Int64 = 0
    let writer = GzipWriter { bytes in
      try file.write(bytes)
      stream.update(bytes)
      size += Int64(bytes.count)
    }
    try TarArchive.write(entries) { try writer.write($0) }
    try writer.finish()
    try file.sync()
    guard rename(unfinished, path) == 0 else { throw Refusal.fileFailed(path, errno) }
    return (stream.finish().hex, size)
  }

  private static func names(below folder: String) throws -> [String] {
    let files = FileManager.default
    return try files.subpathsOfDirectory(atPath: folder).sorted().filter { name in
      var isFolder: ObjCBool = false
      return files.fileExists(atPath: folder + "/" + name, isDirectory: &isFolder) && !isFolder.boolValue
    }
  }
}
