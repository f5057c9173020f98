import Foundation

/// The built program, which stands beside the bundle of tests.
enum Binary {
  struct NotBuilt: Error, CustomStringConvertible {
    let path: String
    var description: String { "there is no program at \(path); build the package first" }
  }

  /// The path of the program.
  static func path() throws -> String {
    let tests = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let path = URL(fileURLWithPath: tests).deletingLastPathComponent().appendingPathComponent("qilu").path
    guard FileManager.default.isExecutableFile(atPath: path) else { throw NotBuilt(path: path) }
    return path
  }
}
