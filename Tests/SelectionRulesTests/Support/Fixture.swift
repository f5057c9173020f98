import Foundation
import Primitives
import SelectionRules
import Tables

/// The refusal that an act throws; nil if it throws none.
func refusal(_ act: () throws -> some Any) -> Refusal? {
  do {
    _ = try act()
    return nil
  } catch { return error as? Refusal }
}

/// A package as its files in memory, to be changed and read.
struct MemoryPackage {
  var files: [String: [UInt8]] = [:]

  /// The texts of a file, changed in place.
  subscript(file: String) -> String {
    get { String(decoding: files[file] ?? [], as: UTF8.self) }
    set { files[file] = Array(newValue.utf8) }
  }

  var packageFiles: PackageFiles { PackageFiles { name in files[name].map { ByteSource($0) } } }

  func read() throws -> EditionInputs { try EditionPackage.read(packageFiles) }
  func compute() throws -> Computed { try Computed(try read()) }

  /// Replaces one line, counted from 1.
  mutating func replaceLine(_ number: Int, of file: String, by text: String) {
    var lines = self[file].split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    lines[number - 1] = text
    self[file] = lines.joined(separator: "\n")
  }
}

extension MemoryPackage {
  /// The input files that inputs are written to.
  init(_ inputs: EditionInputs) {
    for file in InputFiles.files(of: inputs) { files[file.path] = file.bytes }
  }

  /// The worked case that the specification of the package comes with.
  static func example() throws -> MemoryPackage {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Fixtures/example-edition")
    var package = MemoryPackage()
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) {
      let url = folder.appendingPathComponent(path)
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder), !isFolder.boolValue else {
        continue
      }
      package.files[path] = [UInt8](try Data(contentsOf: url))
    }
    return package
  }
}
