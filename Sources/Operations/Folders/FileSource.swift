import Foundation
import Primitives
import Sealing
import Tables

/// Files read in pieces, so that memory stays bounded whatever their size.
enum FileSource {
  /// Opens a file.
  ///
  /// - Parameter shown: the name that a refusal bears.
  static func open(_ path: String, shown: String) throws -> ByteSource {
    let file = try openFile(path, shown: shown)
    return ByteSource { buffer in
      let count = read(file.descriptor, buffer.baseAddress, buffer.count)
      guard count >= 0 else { throw failed(shown) }
      return count
    }
  }

  /// The bytes of a file, refused beyond a limit.
  static func whole(_ path: String, limit: Int) throws -> [UInt8] {
    let source = try open(path, shown: path)
    var bytes: [UInt8] = []
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { piece.deallocate() }
    while true {
      let count = try source.fill(piece)
      if count == 0 { return bytes }
      bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: piece[0..<count]))
      guard bytes.count <= limit else { throw FolderRefusals.tooLarge(path) }
    }
  }

  /// The SHA-256 of a file.
  static func digest(_ path: String, shown: String) throws -> Digest {
    let source = try open(path, shown: shown)
    var stream = SHA256Stream()
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
    defer { piece.deallocate() }
    while true {
      let count = try source.fill(piece)
      if count == 0 { return stream.finish() }
      stream.update(UnsafeRawBufferPointer(rebasing: piece[0..<count]))
    }
  }

  private static func openFile(_ path: String, shown: String) throws -> OpenDescriptor {
    let descriptor = Foundation.open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw errno == ENOENT ? missing(shown) : failed(shown) }
    return OpenDescriptor(descriptor)
  }

  static func missing(_ shown: String) -> Refusal {
    Refusal(
      "file.missing", kind: .notFound,
      message: Bilingual("没有文件 \(shown)", "there is no file \(shown)"),
      remedy: Bilingual("检查路径", "check the path"), location: Refusal.Location(file: shown))
  }

  static func failed(_ shown: String) -> Refusal {
    let reason = String(cString: strerror(errno))
    return Refusal(
      "file.failed", kind: .storage,
      message: Bilingual("无法读取 \(shown)：\(reason)", "\(shown) cannot be read: \(reason)"),
      remedy: Bilingual("检查文件和权限", "check the file and its permissions"),
      location: Refusal.Location(file: shown))
  }

  /// What could not be written, by the same code: a full disk most often.
  static func unwritten(_ shown: String) -> Refusal {
    let reason = String(cString: strerror(errno))
    return Refusal(
      "file.failed", kind: .storage,
      message: Bilingual("无法写入 \(shown)：\(reason)", "\(shown) cannot be written: \(reason)"),
      remedy: Bilingual("检查磁盘空间和权限", "check the space on the disk and the permissions"),
      location: Refusal.Location(file: shown))
  }
}

/// A file descriptor that is closed with its last owner.
private final class OpenDescriptor {
  let descriptor: Int32
  init(_ descriptor: Int32) { self.descriptor = descriptor }
  deinit { close(descriptor) }
}
