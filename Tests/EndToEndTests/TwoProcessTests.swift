import Foundation
import Testing

@Suite("Processes at the same time")
struct TwoProcessTests {
  /// Starts all commands before any of them is waited for, and tells their exit codes.
  private func race(_ commands: [(String, String)], in installation: Installation) throws -> [Outcome] {
    let runs = try commands.map { command, actor in
      let (output, error) = (try OutputFile(), try OutputFile())
      let words = command.split(separator: " ").map { Array($0.utf8) }
      let files = ChildProcess.Files(output: output.descriptor, error: error.descriptor)
      return (command, try installation.start(words, as: actor, files), output, error)
    }
    return runs.map { command, child, output, error in
      Outcome(command: command, ending: child.wait(), outputBytes: output.bytes, errorBytes: error.bytes)
    }
  }

  /// Expects that one is done, that all others are refused, and that the trail holds one act more.
  private func expectOneWinner(
    _ command: String, _ actors: [String], at moment: SampleYear.Moment,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    for _ in 0..<RunLength.count(4, long: 100) {
      let installation = try SampleYear.shared().installation(at: moment)
      let before = try acts(installation)
      let outcomes = try race(actors.map { (command, $0) }, in: installation)
      let codes = outcomes.compactMap(\.code).sorted()
      let told = outcomes.map(\.told).joined()
      #expect(codes == [0] + Array(repeating: 1, count: actors.count - 1), "\(told)", sourceLocation: sourceLocation)
      #expect(try acts(installation) == before + 1, sourceLocation: sourceLocation)
      try installation.expectSound(command, sourceLocation: sourceLocation)
    }
  }

  /// How many acts the audit trail holds.
  private func acts(_ installation: Installation) throws -> Int {
    try #require(Int(try installation.anchor().prefix { $0 != ":" }))
  }

  @Test("Of several that import the same file one wins")
  func importing() throws {
    try expectOneWinner("nomination import 2026 edition/nominations.csv", ["clerk", "clerk", "clerk"], at: .opened)
  }

  @Test("Of two persons who confirm the same list one wins (SM-19)")
  func confirming() throws {
    try expectOneWinner("list confirm 2026 candidate", ["head", "deputy"], at: .submitted)
  }

  @Test("Of two persons who name the same craftsmen one wins")
  func naming() throws {
    try expectOneWinner(
      "edition name 2026 --document 样例〔2026〕1号 --date 2026-05-29", ["head", "deputy"], at: .confirmed)
  }

  @Test("Of a confirmation and a return of the same list one wins (SM-19)")
  func confirmingAndReturning() throws {
    for _ in 0..<RunLength.count(4, long: 100) {
      let installation = try SampleYear.shared().installation(at: .submitted)
      let commands = [("list confirm 2026 candidate", "head"), ("list return 2026 candidate --reason x", "deputy")]
      let outcomes = try race(commands, in: installation)
      let codes = outcomes.compactMap(\.code).sorted()
      #expect(codes.count == 2 && codes[0] == 0 && [1, 3].contains(codes[1]), "\(outcomes.map(\.told))")
      try installation.expectSound()
    }
  }

  @Test("Acts that do not touch one another are all done, and the chain holds each of them")
  func independentActs() throws {
    let installation = try SampleYear.shared().installation(at: .opened)
    let before = try acts(installation)
    let commands = (0..<12).map { ("actor create person\($0) --display-name 示例", "admin") }
    let outcomes = try race(commands, in: installation)
    for outcome in outcomes { #expect(outcome.code == 0, "\(outcome.told)") }
    #expect(try acts(installation) == before + 12)
    try installation.expectSound()
  }

  /// Acts that meet: the same list, the same inputs, the same actors.
  private static let meetings: [(String, String)] = [
    ("list compute 2026 candidate", "clerk"), ("list submit 2026 candidate", "clerk"),
    ("list return 2026 candidate --reason x", "head"), ("list return 2026 candidate --reason x", "deputy"),
    ("review import 2026 edition/preliminary.csv --replace again", "clerk"),
    ("nomination import 2026 edition/nominations.csv --replace again", "clerk"),
    ("role grant guest auditor", "admin"), ("role revoke guest auditor", "admin"),
    ("actor disable guest", "admin"), ("actor enable guest", "admin"), ("edition show 2026", "head"),
  ]

  @Test("SM-19 random acts of two processes at once break no invariant, and no number is repeated or skipped")
  func randomActs() throws {
    let installation = try SampleYear.shared().installation(at: .scored)
    let before = try acts(installation)
    var random = SeededRandom(20_261_120)
    var done = 0
    for _ in 0..<RunLength.count(20, long: 200) {
      let pair = (0..<2).map { _ in Self.meetings[Int(random.next() % UInt64(Self.meetings.count))] }
      let outcomes = try race(pair, in: installation)
      for (outcome, command) in zip(outcomes, pair) {
        #expect([0, 1, 3].contains(outcome.code ?? -1), "\(outcome.told)")
        if outcome.code == 0, command.0 != "edition show 2026" { done += 1 }
      }
    }
    #expect(done > 0)
    // Each act that was answered is one link of the chain, whose numbers have no gap.
    #expect(try acts(installation) == before + done)
    try installation.expectSound()
  }

  @Test("Of two that initialise the same database one wins, and its key opens everything")
  func initialising() throws {
    for _ in 0..<RunLength.count(6, long: 200) {
      let installation = try Installation()
      let commands = ["admin", "other"].map { ("init \($0) --display-name 示例", "") }
      let outcomes = try race(commands, in: installation)
      // The later one finds the work done, or the database or the key file finds it out for it.
      let codes = outcomes.compactMap(\.code).sorted()
      #expect(codes == [0, 1] || codes == [0, 5], "\(outcomes.map(\.told))")
      let winner = outcomes[0].code == 0 ? "admin" : "other"
      try installation.done("check", as: winner)
      let actors = try installation.done("actor list --json", as: winner).json()["actors"] as? [Any]
      #expect(actors?.count == 1)
    }
  }
}
