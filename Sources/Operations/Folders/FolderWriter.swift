import Foundation
import Primitives
import SelectionRules

extension PackageFolder {
  /// Writes a new folder as a whole: the files are made durable in a sibling folder, which is then renamed.
  ///
  /// - Parameters:
  ///   - isPrivate: whether nobody but the owner may enter the folder.
  ///   - adding: puts further files into the sibling folder, made durable as well.
  /// - Throws: a ``Refusal`` where the folder exists and is not empty.
  static func write(
    _ files: [PackageFile], to folder: FilePath, isPrivate: Bool = false,
    adding: (_ folder: String) throws -> Void = { _ in }
  ) throws {
    try checkIsNew(folder)
    try replace(folder, with: files, mode: isPrivate ? 0o700 : 0o755, adding: adding)
  }

  /// Passes where there is nothing, or an empty folder.
  static func checkIsNew(_ folder: FilePath) throws {
    guard !folder.text.isEmpty, !isFile(folder.text), ![".", ".."].contains(PathText(folder.text).name) else {
      // A folder that is written as a whole takes the place of what is there, and nothing does that to the one we are in.
      throw FolderRefusals.notAFolder(folder)
    }
    guard FileManager.default.fileExists(atPath: folder.text) else { return }
    let present = try FileManager.default.contentsOfDirectory(atPath: folder.text)
    guard present.isEmpty else { throw FolderRefusals.notEmpty(folder) }
  }

  /// Writes the files as FOLDER/name, a folder that takes the place of an earlier one of this name.
  static func replace(_ name: String, in folder: FilePath, with files: [PackageFile]) throws {
    guard !folder.text.isEmpty, !isFile(folder.text) else { throw FolderRefusals.notAFolder(folder) }
    try FileManager.default.createDirectory(atPath: folder.text, withIntermediateDirectories: true)
    try replace(folder.appending(name), with: files, mode: 0o755)
  }

  private static func replace(
    _ folder: FilePath, with files: [PackageFile], mode: Int, adding: (String) throws -> Void = { _ in }
  ) throws {
    let place = folder.text.hasSuffix("/") ? String(folder.text.dropLast()) : folder.text
    try cleanUp(after: place)
    let fresh = "\(place).unfinished-\(UUID().uuidString)"
    let old = "\(place).replaced-\(UUID().uuidString)"
    do {
      try FileManager.default.createDirectory(
        atPath: fresh, withIntermediateDirectories: true, attributes: [.posixPermissions: mode])
      try fill(fresh, with: files)
      try adding(fresh)
      let existed = rename(place, old) == 0
      guard rename(fresh, place) == 0 else {
        if existed { rename(old, place) }
        throw CocoaError(.fileWriteUnknown)
      }
    } catch {
      try? FileManager.default.removeItem(atPath: fresh)
      throw error
    }
    try? FileManager.default.removeItem(atPath: old)
  }

  private static func isFile(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
  }

  /// Puts right what a writer that was killed left beside the place: between its two renames the earlier folder is put
  /// back, and what it had not finished is removed.
  static func cleanUp(after place: String) throws {
    let name = PathText(place).name
    let parent = PathText(place).parent
    let siblings = (try? FileManager.default.contentsOfDirectory(atPath: parent.isEmpty ? "." : parent)) ?? []
    for sibling in siblings where sibling.hasPrefix("\(name).replaced-") || sibling.hasPrefix("\(name).unfinished-") {
      let path = parent.isEmpty ? sibling : "\(parent)/\(sibling)"
      let isEarlier = sibling.hasPrefix("\(name).replaced-")
      if isEarlier, !FileManager.default.fileExists(atPath: place), rename(path, place) == 0 { continue }
      try? FileManager.default.removeItem(atPath: path)
    }
  }

  private static func fill(_ folder: String, with files: [PackageFile]) throws {
    for file in files {
      let path = "\(folder)/\(file.path)"
      let parent = PathText(path).parent
      try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
      try Data(file.bytes).write(to: URL(fileURLWithPath: path))
      let handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
      try handle.synchronize()
      try handle.close()
    }
  }
}
