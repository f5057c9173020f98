import Foundation
import Primitives
import Sealing
import SelectionRules
import Tables

/// An edition package as a folder on the machine.
struct PackageFolder {
  /// The largest manifest or result file that is read whole: JSON of that size is refused by its reader anyway.
  private static let wholeFileBytes = JSONLimits.bytes
  let path: FilePath

  /// Finds a folder.
  ///
  /// - Throws: a ``Refusal`` of kind not found where there is none.
  init(existing path: FilePath) throws {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path.text, isDirectory: &isFolder), isFolder.boolValue else {
      throw FolderRefusals.missing(path)
    }
    self.path = path
  }

  /// The package's files, opened one at a time and read in pieces.
  var files: PackageFiles {
    PackageFiles { name in
      let place = path.appending(name).text
      guard FileManager.default.fileExists(atPath: place) else { return nil }
      return try FileSource.open(place, shown: name)
    }
  }

  /// The content of a small file; nil where it is missing.
  func whole(_ name: String) throws -> [UInt8]? {
    let place = path.appending(name).text
    guard FileManager.default.fileExists(atPath: place) else { return nil }
    return try FileSource.whole(place, limit: Self.wholeFileBytes)
  }

  /// Path and SHA-256 of every file of the folder but the manifest, read in pieces.
  func digests() throws -> [(path: ByteText, digest: String)] {
    try names().filter { $0 != PackageManifest.path }.map { name in
      (ByteText(name), try FileSource.digest(path.appending(name).text, shown: name).hex)
    }
  }

  /// The paths of all files below the folder, with `/`, in no order.
  func names() throws -> [String] {
    guard let walk = FileManager.default.enumerator(atPath: path.text) else { throw FolderRefusals.missing(path) }
    var names: [String] = []
    while let name = walk.nextObject() as? String {
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(atPath: path.appending(name).text, isDirectory: &isFolder)
      if exists, !isFolder.boolValue { names.append(name) }
    }
    return names
  }
}

/// What is refused about folders.
enum FolderRefusals {
  static func missing(_ path: FilePath) -> Refusal {
    Refusal(
      "folder.missing", kind: .notFound,
      message: Bilingual("没有文件夹 \(path.text)", "there is no folder \(path.text)"),
      remedy: Bilingual("检查路径", "check the path"))
  }

  static func notAFolder(_ path: FilePath) -> Refusal {
    Refusal(
      "folder.not-a-folder", kind: .wrongUse,
      message: Bilingual("“\(path.text)”不能作为文件夹", "“\(path.text)” cannot be a folder"),
      remedy: Bilingual("写一个新文件夹的路径", "give the path of a new folder"))
  }

  static func notEmpty(_ path: FilePath) -> Refusal {
    Refusal(
      "folder.not-empty",
      message: Bilingual("文件夹 \(path.text) 不是空的", "the folder \(path.text) is not empty"),
      remedy: Bilingual("换一个新文件夹；已有的内容不会被覆盖", "name a new folder; what is there is never overwritten"))
  }

  static func tooLarge(_ name: String) -> Refusal {
    Refusal(
      "file.too-large",
      message: Bilingual("文件 \(name) 过大", "the file \(name) is too large"),
      remedy: Bilingual("检查是否放错了文件", "check whether it is the right file"),
      location: Refusal.Location(file: name))
  }
}
