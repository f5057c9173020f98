import Foundation
import Primitives

/// An open file of the operating system, with the few calls that durable files need. Closed when let go.
///
/// Every failure is a ``Primitives/Refusal`` of kind storage (`file.failed`) that names the path and the reason.
package final class OpenFile {
  private let descriptor: Int32
  private let path: String

  /// Opens a file with the flags of open(2); `mode` counts where one is created.
  package init(_ path: String, _ flags: Int32, mode: mode_t = 0) throws {
    self.path = path
    descriptor = Foundation.open(path, flags | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw Refusal.fileFailed(path, errno) }
  }

  deinit { Foundation.close(descriptor) }

  /// Kind, permissions, size and links.
  package func status() throws -> stat {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Refusal.fileFailed(path, errno) }
    return status
  }

  /// Whether it is a plain file.
  package func isRegular() throws -> Bool { try status().st_mode & S_IFMT == S_IFREG }

  /// Reads into a buffer as much as there is at once; 0 at the end.
  package func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    while true {
      let count = Foundation.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      guard errno == EINTR else { throw Refusal.fileFailed(path, errno) }
    }
  }

  /// Gives the content to a closure, a mebibyte at most at a time.
  package func forEachPart(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
    defer { buffer.deallocate() }
    while case let count = try read(into: buffer), count > 0 {
      try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
  }

  /// Writes all bytes.
  package func write(_ bytes: UnsafeRawBufferPointer) throws {
    var rest = bytes
    while !rest.isEmpty {
      let count = Foundation.write(descriptor, rest.baseAddress, rest.count)
      if count < 0 {
        guard errno == EINTR else { throw Refusal.fileFailed(path, errno) }
        continue
      }
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
  }

  /// Sets the size: what is behind it goes, what is new is zero.
  package func setSize(_ bytes: Int) throws {
    guard ftruncate(descriptor, off_t(bytes)) == 0 else { throw Refusal.fileFailed(path, errno) }
  }

  /// Maps a part for reading and writing. The disk has room for it when this returns, so that writing to it cannot fail.
  package func map(_ part: Range<Int>) throws -> UnsafeMutableRawPointer {
    let code = posix_fallocate(descriptor, off_t(part.lowerBound), off_t(part.count))
    guard code == 0 else { throw Refusal.fileFailed(path, code) }
    let place = mmap(nil, part.count, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, off_t(part.lowerBound))
    guard let place, place != MAP_FAILED else { throw Refusal.fileFailed(path, errno) }
    return place
  }

  /// Gives a file that was opened without a name its first one.
  package func link(as name: String) throws {
    let code = linkat(AT_FDCWD, "/proc/self/fd/\(descriptor)", AT_FDCWD, name, AT_SYMLINK_FOLLOW)
    guard code == 0 else { throw Refusal.fileFailed(name, errno) }
  }

  /// Sets the permissions.
  package func setMode(_ mode: mode_t) throws {
    guard fchmod(descriptor, mode) == 0 else { throw Refusal.fileFailed(path, errno) }
  }

  /// Gives the file to the owner of another one, where that is somebody else.
  package func setOwner(_ other: stat) throws {
    let own = try status()
    guard own.st_uid != other.st_uid || own.st_gid != other.st_gid else { return }
    guard fchown(descriptor, other.st_uid, other.st_gid) == 0 else { throw Refusal.fileFailed(path, errno) }
  }

  /// Brings content and size to the disk; for a folder, the names in it.
  package func sync() throws {
    guard fsync(descriptor) == 0 else { throw Refusal.fileFailed(path, errno) }
  }

  /// Takes the file for this process; false where another one has it.
  package func lock() throws -> Bool {
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
    guard errno == EWOULDBLOCK else { throw Refusal.fileFailed(path, errno) }
    return false
  }

  /// Brings the names in a folder to the disk.
  package static func syncFolder(_ path: String) throws {
    try OpenFile(path, O_RDONLY | O_DIRECTORY).sync()
  }

  /// The folder that a path lies in.
  package static func folder(of path: String) -> String {
    let folder = PathText(path).parent
    return folder.isEmpty ? "." : folder
  }
}

extension Refusal {
  /// The operating system refused a file.
  package static func fileFailed(_ path: String, _ reason: Int32) -> Refusal {
    let text = String(cString: strerror(reason))
    return Refusal(
      "file.failed", kind: .storage,
      message: Bilingual("文件操作失败：\(path)（\(text)）", "A file failed: \(path) (\(text))"),
      remedy: Bilingual("请检查路径、权限和磁盘空间。", "Check the path, its permissions and the space on the disk."))
  }
}
