import Foundation
import Glibc
import Testing

@Suite("Memory")
struct MemoryTests {
  /// What the one line of 90 MB is made of.
  enum Line: CaseIterable {
    /// A hole in the file: it reads as NUL bytes.
    case hole
    case letters
    case quotedLetters
    case fields
    case emptyLines

    var piece: [UInt8] {
      switch self {
      case .hole: []
      case .letters, .quotedLetters: Array(repeating: 0x61, count: 1 << 20)
      case .fields: Array(repeating: 0x2C, count: 1 << 20)
      case .emptyLines: Array(repeating: 0x0A, count: 1 << 20)
      }
    }
  }

  private let installation: Installation

  init() throws { installation = try SampleYear.shared().installation(at: .opened) }

  @Test(
    "A line of 90 MB is refused by its place in less than 35 MB of memory beside the program's own",
    arguments: Line.allCases,
    ["nominations.csv", "scores.csv", "rules.json"])
  func hugeLine(line: Line, file: String) throws {
    try append(line, to: "edition/\(file)")
    let before = try installation.folder.names()
    let own = try runMeasured("operation list").peak
    let (ending, error, peak) = try runMeasured("edition compute edition --output new")
    #expect(ending == .exit(1) && error.hasPrefix(file), "\(ending) \(error.prefix(300))")
    #expect(own > 1_000 && peak - own < 35_000, "\(peak) KB, of which \(own) KB are the program's own")
    #expect(try installation.folder.names() == before)
  }

  private func append(_ line: Line, to name: String) throws {
    let handle = try #require(FileHandle(forWritingAtPath: installation.folder / name))
    defer { try? handle.close() }
    var size = try handle.seekToEnd()
    if line == .quotedLetters { try handle.write(contentsOf: [0x22]) }
    for _ in 0..<90 where !line.piece.isEmpty { try handle.write(contentsOf: line.piece) }
    size += 90 << 20
    try handle.truncate(atOffset: size)
  }

  /// Runs a command that is refused, with the largest memory it held, in KB.
  ///
  /// Its standard error is a pipe that is full already, so that it waits there at its end; then the kernel tells the
  /// peak of exactly this program (`wait4` would tell the larger one of it and of the process of these tests).
  private func runMeasured(_ command: String) throws -> (ChildProcess.Ending, error: String, peak: Int) {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    ends.forEach { _ = fcntl($0, F_SETFD, FD_CLOEXEC) }
    let filling = try fill(ends)
    let words = command.split(separator: " ").map { Array($0.utf8) }
    let child = try installation.start(words, ChildProcess.Files(output: ends[1], error: ends[1]))
    while state(child.id) != "S", state(child.id) != "Z" { usleep(1000) }
    let peak = field("VmHWM:", child.id) ?? 0
    close(ends[1])
    let error = FileHandle(fileDescriptor: ends[0], closeOnDealloc: true).readDataToEndOfFile().dropFirst(filling)
    return (child.wait(), String(decoding: error, as: UTF8.self), peak)
  }

  /// Fills a pipe to the last byte, and tells how many there are.
  private func fill(_ ends: [Int32]) throws -> Int {
    _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
    var count = 0
    while write(ends[1], "-", 1) == 1 { count += 1 }
    // The program waits only where it is not told that the pipe would let it go on.
    _ = fcntl(ends[1], F_SETFL, 0)
    return count
  }

  /// `S` for a process that waits, `Z` for one that has ended.
  private func state(_ id: pid_t) -> String? {
    let text = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8)
    // The name stands in parentheses and may hold anything; the shell is not the program yet.
    guard let text, let end = text.lastIndex(of: ")"), text.contains("(qilu)") else { return nil }
    return text[text.index(after: end)...].split(separator: " ").first.map(String.init)
  }

  private func field(_ name: String, _ id: pid_t) -> Int? {
    let text = try? String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8)
    let line = text?.split(separator: "\n").first { $0.hasPrefix(name) }
    return line.flatMap { Int($0.split(whereSeparator: \.isWhitespace)[1]) }
  }
}
