import Foundation
import Primitives
import Sealing

/// Folders of evidence, for their owner alone.
enum Folder {
  /// Makes a folder if it is absent and brings its name to the disk; the folder above it exists.
  ///
  /// The folder above is synced each time: another process may have made this one and died before it could.
  static func make(_ path: String) throws {
    guard mkdir(path, 0o700) == 0 || errno == EEXIST else { throw Refusal.fileFailed(path, errno) }
    try OpenFile.syncFolder(OpenFile.folder(of: path))
  }
}
