import Foundation
import Primitives
import Synchronization
import Testing

@testable import Ballots
@testable import Operations

@Suite("The operation ballots count")
struct BallotsCountTests {
  private static let rules = #"""
    {"candidates":2,"channels":["web"],"opens":"2026-05-01T00:00:00Z","closes":"2026-05-15T00:00:00Z","oncePer":"edition"}
    """#
  private static let rows = """
    ballot_id,voter_hash,candidate_no,channel,timestamp
    B0000000001,00000000000000000000000000000001,1,web,2026-05-02T00:00:00Z
    B0000000002,00000000000000000000000000000001,2,web,2026-05-02T00:00:00Z
    B0000000002,00000000000000000000000000000002,2,web,2026-05-02T00:00:00Z

    """

  private let environment = Environment(now: { 0 }, newIdentifier: { "0" }, operatingSystemUser: { nil })

  /// Runs with a folder that holds the rules and the rows, and cleans up.
  private func withFolder<Result>(_ body: (FilePath) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(Self.rules.utf8).write(to: folder.appendingPathComponent("rules.json"))
    try Data(Self.rows.utf8).write(to: folder.appendingPathComponent("a.csv"))
    return try body(FilePath(folder.path))
  }

  private func input(_ folder: FilePath, _ files: String...) -> BallotsCount.Input {
    BallotsCount.Input(
      files: files.map { folder.appending($0) }, rules: folder.appending("rules.json"), output: folder.appending("out"))
  }

  private func code(_ input: BallotsCount.Input) -> String? {
    do {
      _ = try BallotsCount.run(input, environment)
      return nil
    } catch {
      return (error as? Refusal)?.code
    }
  }

  private func names(_ folder: FilePath) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.text).sorted()
  }

  @Test("It writes the files of a count into a new folder and tells the figures")
  func writes() throws {
    try withFolder { folder in
      let output = try BallotsCount.run(input(folder, "a.csv"), environment)
      #expect(output.read == 3 && output.voters == 1)
      #expect(output.classes.filter { $0.rows > 0 }.map(\.code) == ["repeated_ballot", "counted"])
      #expect(
        try names(folder.appending("out")) == [
          "classes.csv", "classes_by_day.csv", "rejected.csv", "signals.csv", "summary.json", "tally.csv",
        ])
      let rejected = try String(contentsOfFile: folder.appending("out/rejected.csv").text, encoding: .utf8)
      #expect(rejected == "file,line,class,field\n\(folder.text)/a.csv,4,repeated_ballot,\n")
      #expect(try names(folder) == ["a.csv", "out", "rules.json"])
    }
  }

  @Test("A refused call writes nothing, and what is there is never overwritten")
  func refuses() throws {
    try withFolder { folder in
      #expect(code(input(folder)) == "ballots.no-file")
      #expect(code(input(folder, "a.csv", "no.csv")) == "file.missing")
      #expect(code(input(folder, "a.csv", "a.csv")) == "ballots.same-file")
      #expect(code(input(folder, "rules.json")) == "ballots.header")
      #expect(code(input(folder, "")) == "file.failed")
      var other = input(folder, "a.csv")
      for (memory, wanted) in [
        ("1", "ballots.memory"), ("2X", "ballots.memory-form"), ("9999999999999G", "ballots.memory-form"),
      ] {
        other.memory = memory
        #expect(code(other) == wanted)
      }
      (other.memory, other.threads) = (nil, 17)
      #expect(code(other) == "ballots.threads")
      #expect(try names(folder) == ["a.csv", "rules.json"])
      try FileManager.default.createDirectory(atPath: folder.appending("out/x").text, withIntermediateDirectories: true)
      #expect(code(input(folder, "a.csv")) == "folder.not-empty")
    }
  }

  @Test("The results stand where they were asked for, or the place is refused before anything is counted")
  func places() throws {
    try withFolder { folder in
      let files = FileManager.default
      try files.createDirectory(atPath: folder.appending("empty").text, withIntermediateDirectories: false)
      try files.createSymbolicLink(atPath: folder.appending("link").text, withDestinationPath: "empty")
      for (name, found) in [("link", "empty"), ("new//", "new"), ("deep/er/out/", "deep/er/out")] {
        var call = input(folder, "a.csv")
        call.output = folder.appending(name)
        _ = try BallotsCount.run(call, environment)
        #expect(try names(folder.appending(found)).contains("summary.json"), "\(name)")
      }
      for name in [".", "empty/..", "./"] {
        // The file that there is not would be met next.
        var call = input(folder, "no.csv")
        call.output = folder.appending(name)
        #expect(code(call) == "folder.not-a-folder", "\(name)")
      }
    }
  }

  @Test("What does not fit into memory stands beside results whose folders are not there yet, without a name")
  func scratch() throws {
    try withFolder { folder in
      let scratch = ScratchFile(beside: folder.appending("deep/er/out")).scratch
      try [7, 8, 9].withUnsafeBytes { try scratch.write(3, UnsafeRawBufferPointer(rebasing: $0[..<24])) }
      var found = [0, 0, 0]
      try found.withUnsafeMutableBytes { try scratch.read(3, $0) }
      #expect(found == [7, 8, 9])
      #expect(try names(folder) == ["a.csv", "rules.json"])
    }
  }

  @Test("A disk that takes nothing more is named, and not as something that cannot be read")
  func unwritten() {
    errno = ENOSPC
    let refusal = FileSource.unwritten("out/rejected.csv")
    #expect(refusal.kind == .storage && refusal.location?.file == "out/rejected.csv")
    #expect(refusal.message.en.hasPrefix("out/rejected.csv cannot be written: "))
  }

  @Test("The pace tells rows a second and the seconds that are left")
  func pace() {
    let progress = BallotProgress(bytes: 250, rows: 1000, partitions: nil)
    #expect(BallotPace.sentence(progress, of: 1000, milliseconds: 2000).en == "1000 rows, 500 rows/s, 6 s left")
    #expect(BallotPace.sentence(progress, of: nil, milliseconds: 2000).en == "1000 rows, 500 rows/s")
    let later = BallotProgress(bytes: 250, rows: 1000, partitions: (32, 512))
    #expect(BallotPace.sentence(later, of: 250, milliseconds: 1).en == "1000 rows read, partition 32 of 512")
  }
}
