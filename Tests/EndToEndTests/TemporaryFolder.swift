import Foundation

/// A folder of its own for one test, removed with everything in it when the test lets go.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "qilu-tests-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  }

  /// A folder with a copy of everything in another one.
  convenience init(copyOf other: TemporaryFolder) throws {
    try self.init()
    for name in try FileManager.default.contentsOfDirectory(atPath: other.path) {
      try FileManager.default.copyItem(atPath: other / name, toPath: self / name)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  static func / (folder: TemporaryFolder, name: String) -> String { "\(folder.path)/\(name)" }

  func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: self / name))) }

  func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: self / name))
  }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: self / name) }

  /// The paths of all files and folders below, sorted.
  func names() throws -> [String] { try FileManager.default.subpathsOfDirectory(atPath: path).sorted() }

  /// The files below with their content.
  func contents() throws -> [String: [UInt8]] {
    var contents: [String: [UInt8]] = [:]
    for name in try names() {
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: self / name, isDirectory: &isFolder)
      if !isFolder.boolValue { contents[name] = try bytes(name) }
    }
    return contents
  }
}
