import Foundation
import Glibc
import Testing

/// One test at a time: the moments of the kills are meant for a command that has the machine to itself.
@Suite("Kill at any moment", .serialized)
struct KillTests {
  /// What can be seen of a database: the acts on it, and what they made.
  private struct State: Equatable {
    var acts: String
    var edition: String
    var lists: [String]
    var nominations: String
  }

  /// An installation in which the command can run; a new copy each time.
  private func installation(for killing: Killing) throws -> Installation {
    guard let moment = killing.moment else { return try Installation() }
    return try SampleYear.shared().installation(at: moment)
  }

  private func start(_ killing: Killing, in installation: Installation) throws -> ChildProcess {
    let words = killing.command.split(separator: " ").map { Array($0.utf8) }
    let output = try OutputFile()
    let files = ChildProcess.Files(output: output.descriptor, error: output.descriptor)
    return try installation.start(words, as: killing.actor, files)
  }

  /// Runs the command to its end, and tells how long that took, in microseconds.
  private func usualTime(_ killing: Killing, in installation: Installation) throws -> UInt64 {
    let began = ContinuousClock.now
    let ending = try start(killing, in: installation).wait()
    try #require(ending == .exit(0))
    let (seconds, attoseconds) = (ContinuousClock.now - began).components
    return UInt64(seconds) * 1_000_000 + UInt64(attoseconds / 1_000_000_000_000)
  }

  /// Kills the command between the first quarter of its usual time, which is the start of the program, and a little
  /// behind its end.
  private func kill(
    _ killing: Killing, in installation: Installation, within time: UInt64, _ random: inout SeededRandom
  ) throws {
    let child = try start(killing, in: installation)
    usleep(UInt32(UInt64.random(in: time / 4...time + time / 10, using: &random)))
    child.kill()
    let ending = child.wait()
    #expect(ending == .signal(SIGKILL) || ending == .exit(0))
  }

  private func state(_ installation: Installation) throws -> State {
    let lists = try ["candidate", "nominee", "named", "great"].map { stage in
      try withoutIdentifiers(installation.run("list show 2026 \(stage) --json", as: "head").output)
    }
    let edition = try installation.done("edition show 2026 --json", as: "clerk").output
    return State(
      acts: String(try installation.anchor().prefix { $0 != ":" }), edition: withoutIdentifiers(edition), lists: lists,
      nominations: try installation.done("nomination list 2026", as: "clerk").output)
  }

  /// Without what is another in each run: identifiers and moments.
  private func withoutIdentifiers(_ text: String) -> String {
    text.split(separator: "\n").filter { !$0.contains("\"id\":") && !$0.contains("\"at\":") }.joined(separator: "\n")
  }

  private func prepareThousands(_ installation: Installation) throws {
    try installation.done("sample edition --output many \(Killing.thousands)")
  }

  @Test("A database is as before or after the act, sound, and the act can be repeated", arguments: Killing.acts)
  func acts(killing: Killing) throws {
    let whole = try installation(for: killing)
    let many = try Installation()
    let isImport = killing.command.contains("many/")
    if isImport {
      try prepareThousands(many)
      try copyThousands(from: many, to: whole)
    }
    let before = killing.moment == nil ? nil : try state(whole)
    let time = try usualTime(killing, in: whole)
    let after = killing.moment == nil ? nil : try state(whole)
    #expect(before != after || before == nil)
    var random = SeededRandom(UInt64(killing.command.utf8.count))
    for _ in 0..<RunLength.count(6, long: 60) {
      let installation = try installation(for: killing)
      if isImport { try copyThousands(from: many, to: installation) }
      try kill(killing, in: installation, within: time, &random)
      try expectBeforeOrAfter(killing, installation, before, after)
    }
  }

  private func copyThousands(from many: Installation, to installation: Installation) throws {
    try FileManager.default.copyItem(atPath: many.folder / "many", toPath: installation.folder / "many")
  }

  private func expectBeforeOrAfter(
    _ killing: Killing, _ installation: Installation, _ before: State?, _ after: State?
  ) throws {
    if killing.moment == nil { return try expectTakenUp(killing, installation) }
    try installation.expectSound(killing.command)
    let found = try state(installation)
    #expect(found == before || found == after, "\(killing.command): \(found)")
    let again = try installation.run(killing.command, as: killing.actor)
    #expect(again.code == 0 || found == after && again.code == 1, "\(again.told)")
    try installation.expectSound(killing.command)
    if found == before { #expect(try state(installation) == after) }
  }

  /// An initialisation that was killed is taken up again, or was done already.
  private func expectTakenUp(_ killing: Killing, _ installation: Installation) throws {
    let isDone = try installation.run("check", as: "admin").code == 0
    let again = try installation.run(killing.command)
    #expect(again.code == (isDone ? 1 : 0), "\(again.told)")
    try installation.expectSound(killing.command)
    let actors = try installation.done("actor list --json", as: "admin").json()["actors"] as? [Any]
    #expect(actors?.count == 1)
  }

  @Test("A folder is absent or complete, and the command can be repeated", arguments: Killing.folders)
  func folders(killing: Killing) throws {
    let output = try #require(killing.folder)
    let whole = try installation(for: killing)
    let time = try usualTime(killing, in: whole)
    let expected = try files(of: output, in: whole)
    var random = SeededRandom(UInt64(killing.command.utf8.count))
    for _ in 0..<RunLength.count(6, long: 60) {
      let installation = try installation(for: killing)
      try kill(killing, in: installation, within: time, &random)
      try installation.expectSound(killing.command)
      let found = try files(of: output, in: installation)
      #expect(found.isEmpty || found == expected)
      let again = try installation.run(killing.command, as: killing.actor)
      // What is there complete is refused rather than overwritten, except results beside their inputs.
      #expect(again.code == 0 || !found.isEmpty && again.code == 1, "\(again.told)")
      #expect(try files(of: output, in: installation) == expected)
    }
  }

  private func files(of folder: String, in installation: Installation) throws -> [String: [UInt8]] {
    try installation.folder.contents().filter { $0.key.hasPrefix(folder + "/") }
  }

  @Test("Results that are computed anew are the earlier ones or the later ones, whole")
  func replacedResults() throws {
    let killing = Killing("edition compute edition --output out", at: .opened)
    let whole = try installation(for: killing)
    let time = try usualTime(killing, in: whole)
    let later = try files(of: "out/results", in: whole)
    var random = SeededRandom(7)
    for _ in 0..<RunLength.count(6, long: 400) {
      let installation = try installation(for: killing)
      try installation.done("edition compute edition --output out")
      var earlier = try files(of: "out/results", in: installation)
      earlier["out/results/summary.json"] = Array("{}\n".utf8)
      try installation.folder.write(Array("{}\n".utf8), to: "out/results/summary.json")
      try kill(killing, in: installation, within: time, &random)
      let found = try files(of: "out/results", in: installation)
      let isSetAside = try found.isEmpty && isSetAside(earlier, in: installation)
      #expect(found == earlier || found == later || isSetAside)
    }
  }

  /// Whether the earlier results stand whole under another name: the kill came between the two renamings.
  private func isSetAside(_ earlier: [String: [UInt8]], in installation: Installation) throws -> Bool {
    byName(try installation.folder.contents().filter { $0.key.hasPrefix("out/results.replaced-") }) == byName(earlier)
  }

  private func byName(_ files: [String: [UInt8]]) -> [String: [UInt8]] {
    Dictionary(files.map { (($0.key as NSString).lastPathComponent, $0.value) }) { $1 }
  }
}
