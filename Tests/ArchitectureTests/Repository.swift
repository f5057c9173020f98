import Foundation

/// A Swift file of the repository.
struct SourceFile {
  /// The folder below Sources or Tests: the module's name.
  let module: String
  /// The path from the top of the repository.
  let path: String
  let source: SwiftSource

  init(module: String, path: String, text: String) {
    self.module = module
    self.path = path
    source = SwiftSource(text)
  }
}

/// The repository that these tests are part of, found from the path of this file.
struct Repository {
  struct NotFound: Error {}

  let root: URL

  init(above path: String = #filePath) throws {
    var folder = URL(fileURLWithPath: path).deletingLastPathComponent()
    while !FileManager.default.fileExists(atPath: folder.appendingPathComponent("Package.swift").path) {
      guard folder.path != "/" else { throw NotFound() }
      folder.deleteLastPathComponent()
    }
    root = folder
  }

  /// The text of Package.swift.
  func manifest() throws -> String {
    try String(contentsOf: root.appendingPathComponent("Package.swift"), encoding: .utf8)
  }

  /// The folders directly below Sources or Tests, sorted.
  func modules(in top: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent(top).path)
      .filter { isFolder("\(top)/\($0)") }
      .sorted()
  }

  /// The names of all files below a folder, relative to it, sorted.
  func files(in folder: String) throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: root.appendingPathComponent(folder).path)
      .filter { !isFolder("\(folder)/\($0)") }
      .sorted()
  }

  /// The Swift files of every module below Sources or Tests.
  func swiftFiles(in top: String) throws -> [SourceFile] {
    try modules(in: top).flatMap { module in
      try files(in: "\(top)/\(module)").filter { $0.hasSuffix(".swift") }.map { name in
        let path = "\(top)/\(module)/\(name)"
        let text = try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)
        return SourceFile(module: module, path: path, text: text)
      }
    }
  }

  private func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    let exists = FileManager.default.fileExists(
      atPath: root.appendingPathComponent(path).path, isDirectory: &isFolder)
    return exists && isFolder.boolValue
  }
}
