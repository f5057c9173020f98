import Foundation

/// A program of the system that knows the same formats.
enum SystemTool {
  struct Outcome {
    let code: Int32
    let output: [UInt8]
  }

  /// Runs `/usr/bin/env NAME ARGUMENTS` in a folder.
  static func run(_ command: [String], in folder: String) throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Outcome(code: process.terminationStatus, output: Array(bytes))
  }
}
