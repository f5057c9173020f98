import Foundation
import Glibc
import Testing

/// One test at a time: the moments of the kills are meant for a command that has the machine to itself.
@Suite("Kill while backing up or restoring", .serialized)
struct BackupKillTests {
  /// The restored installation; the key stays where it is.
  private static let elsewhere = "--database restored/qilu.db --evidence restored/evidence"

  private func installation() throws -> Installation {
    let installation = try SampleYear.shared().installation(at: .named)
    for name in ["backups", "restored"] {
      try FileManager.default.createDirectory(atPath: installation.folder / name, withIntermediateDirectories: true)
    }
    return installation
  }

  private func start(_ command: String, in installation: Installation) throws -> ChildProcess {
    let output = try OutputFile()
    let files = ChildProcess.Files(output: output.descriptor, error: output.descriptor)
    return try installation.start(command.split(separator: " ").map { Array($0.utf8) }, as: "admin", files)
  }

  /// Runs the command to its end, and tells how long that took, in microseconds.
  private func usualTime(_ command: String, in installation: Installation) throws -> UInt64 {
    let began = ContinuousClock.now
    try #require(try start(command, in: installation).wait() == .exit(0))
    let (seconds, attoseconds) = (ContinuousClock.now - began).components
    return UInt64(seconds) * 1_000_000 + UInt64(attoseconds / 1_000_000_000_000)
  }

  /// Kills the command between the start of the program and a little behind its usual end.
  private func kill(
    _ command: String, in installation: Installation, within time: UInt64, _ random: inout SeededRandom
  ) throws {
    let child = try start(command, in: installation)
    usleep(UInt32(UInt64.random(in: time / 10...time + time / 10, using: &random)))
    child.kill()
    let ending = child.wait()
    #expect(ending == .signal(SIGKILL) || ending == .exit(0))
  }

  private func backups(_ installation: Installation) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: installation.folder / "backups").sorted()
  }

  /// Expects that a backup can be restored and that the result is sound; takes the result away again.
  private func expectRestored(_ name: String, in installation: Installation) throws {
    try installation.done("restore backups/\(name) \(Self.elsewhere)", as: "admin")
    try installation.done("check \(Self.elsewhere)", as: "admin")
    try FileManager.default.removeItem(atPath: installation.folder / "restored")
    try FileManager.default.createDirectory(
      atPath: installation.folder / "restored", withIntermediateDirectories: true)
  }

  @Test("A backup that bears its name is whole, one that was killed does not, and the next one clears it away")
  func backup() throws {
    let whole = try installation()
    let time = try usualTime("backup backups", in: whole)
    try expectRestored(try #require(backups(whole).first), in: whole)
    var random = SeededRandom(11)
    for _ in 0..<RunLength.count(6, long: 60) {
      let installation = try installation()
      try kill("backup backups", in: installation, within: time, &random)
      try installation.expectSound("backup")
      let found = try backups(installation)
      for name in found where !name.hasSuffix(".unfinished") { try expectRestored(name, in: installation) }
      // A second backup of one second is refused.
      sleep(1)
      try installation.done("backup backups", as: "admin")
      #expect(try backups(installation).allSatisfy { !$0.hasSuffix(".unfinished") })
      #expect(try backups(installation).count == found.filter { !$0.hasSuffix(".unfinished") }.count + 1)
    }
  }

  @Test("A restore that was killed has made nothing, or a sound installation; repeated, it makes it")
  func restore() throws {
    let whole = try installation()
    try whole.done("backup backups", as: "admin")
    let name = try #require(try backups(whole).first)
    let command = "restore backups/\(name) \(Self.elsewhere)"
    let time = try usualTime(command, in: whole)
    var random = SeededRandom(13)
    for _ in 0..<RunLength.count(6, long: 60) {
      let installation = try installation()
      try FileManager.default.copyItem(
        atPath: whole.folder / "backups/\(name)", toPath: installation.folder / "backups/\(name)")
      try kill(command, in: installation, within: time, &random)
      if !installation.folder.exists("restored/qilu.db") { try installation.done(command, as: "admin") }
      try installation.done("check \(Self.elsewhere)", as: "admin")
      try installation.done("audit verify \(Self.elsewhere)", as: "admin")
      let left = try FileManager.default.contentsOfDirectory(atPath: installation.folder / "restored").sorted()
      #expect(left == ["evidence", "qilu.db"])
    }
  }
}
