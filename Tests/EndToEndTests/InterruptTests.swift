import Foundation
import Glibc
import Testing

/// One test at a time: the moments of the signals are meant for a command that has the machine to itself.
@Suite("Ctrl-C", .serialized)
struct InterruptTests {
  private static let rules =
    #"{"candidates": 2, "channels": ["app"], "oncePer": "edition", "opens": "2026-05-01T00:00:00Z","#
    + #" "closes": "2026-05-08T00:00:00Z"}"#
  private static let inputs = ["ballots.csv", "rules.json"]

  /// Rows that are no rows, so that most of the time goes into the list of them.
  private func handOver() throws -> Installation {
    let installation = try Installation()
    try installation.folder.write(Array(Self.rules.utf8), to: "rules.json")
    let header = "ballot_id,voter_hash,candidate_no,channel,timestamp\n"
    try installation.folder.write(Array((header + String(repeating: "x\n", count: 150_000)).utf8), to: "ballots.csv")
    return installation
  }

  private func start(in installation: Installation) throws -> ChildProcess {
    let output = try OutputFile()
    let words = "ballots count ballots.csv --rules rules.json --output out --all-rejected"
    return try installation.start(
      words.split(separator: " ").map { Array($0.utf8) },
      ChildProcess.Files(output: output.descriptor, error: output.descriptor))
  }

  @Test("A count that is interrupted at any moment leaves nothing, or the whole result")
  func count() throws {
    let whole = try handOver()
    let began = ContinuousClock.now
    #expect(try start(in: whole).wait() == .exit(0))
    let time = UInt64((ContinuousClock.now - began) / .microseconds(1))
    let names = try whole.folder.names()
    var random = SeededRandom(time)
    var interrupted = 0
    for _ in 0..<RunLength.count(12, long: 100) {
      let installation = try handOver()
      let child = try start(in: installation)
      usleep(UInt32(UInt64.random(in: time / 4...time, using: &random)))
      child.interrupt()
      let ending = child.wait()
      #expect(ending == .signal(SIGINT) || ending == .exit(0))
      let found = try installation.folder.names()
      #expect(found == names || found == Self.nothing)
      if ending == .signal(SIGINT) { interrupted += 1 }
    }
    #expect(interrupted > 0)
  }

  /// `data` belongs to every installation.
  private static let nothing = (inputs + ["data"]).sorted()
}
