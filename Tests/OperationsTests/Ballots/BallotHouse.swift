import Foundation
import Primitives
import SelectionRules
import Synchronization
import Testing

@testable import Operations

/// Hand-overs for the sample edition, whose vote was open from the first to the seventh of May.
extension Installation {
  static let ballotHeader = "ballot_id,voter_hash,candidate_no,channel,timestamp\n"
  private static let votingHouse = Mutex<Installation?>(nil)
  private static let ballotHouse = Mutex<Installation?>(nil)

  /// In the vote, with nothing counted.
  static func voting() throws -> Installation {
    let made = try votingHouse.withLock { made in
      if let made { return made }
      let house = try Station.judging.installation()
      try house.settle(.nominee)
      try house.advance(.display)
      try house.publishDeeds()
      try house.advance(.voting)
      made = house
      return house
    }
    return try Installation(copyOf: made)
  }

  /// In the vote, with a hand-over of two files in force and one voter voided.
  static func withBallots() throws -> Installation {
    let made = try ballotHouse.withLock { made in
      if let made { return made }
      let house = try voting()
      try house.void(voter(1))
      try #require(try house.importBallots(try house.twoFiles()).isApplied)
      made = house
      return house
    }
    return try Installation(copyOf: made)
  }

  static func voter(_ number: Int) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 32 - digits.count) + digits
  }

  /// The nominees of the confirmed list in byte order, which is the order of their ballot numbers here.
  static func nominees() throws -> [String] { try SampleFiles.passed(.nominee).sorted().map(\.string) }

  /// A row: ballot, voter, nominee.
  static func ballot(_ ballot: Int, _ voter: Int, _ candidate: Int, channel: String = "app", day: Int = 2) -> String {
    let digits = String(ballot)
    let number = "B" + String(repeating: "0", count: 10 - digits.count) + digits
    return "\(number),\(self.voter(voter)),\(candidate),\(channel),2026-05-0\(day)T03:04:05Z\n"
  }

  /// Rows of forty voters, each of whom chooses two; the first nominees are chosen most.
  static func rows(_ voters: Range<Int>, channel: String, swap: Bool = false) -> String {
    voters.flatMap { number in
      [number % 5 + 1, number % 7 + 6].enumerated().map { place, candidate in
        let chosen = swap && (5...6).contains(candidate) ? 11 - candidate : candidate
        return ballot(number * 10 + place, number, chosen, channel: channel, day: number % 6 + 1)
      }
    }.joined()
  }

  /// One row of each class besides, but the daily limit's.
  static let oddRows =
    "x\n" + ballot(900_001, 900, 13) + ballot(900_002, 900, 1, channel: "fax") + ballot(900_003, 900, 1, day: 9)
    + ballot(10, 901, 1) + ballot(900_005, 2, 3)

  /// Two files: app with all sorts of rows, and web.
  func twoFiles(swap: Bool = false) throws -> [FilePath] {
    [
      try write(
        "ballots/app.csv",
        Self.ballotHeader + Self.rows(1..<31, channel: "app", swap: swap) + Self.oddRows),
      try write("ballots/web.csv", Self.ballotHeader + Self.rows(31..<41, channel: "web", swap: swap)),
    ]
  }

  /// Rules of a count; members with null are left out.
  @discardableResult
  func ballotRules(_ changes: [String: String?] = [:]) throws -> FilePath {
    let nominees = try Self.nominees()
    var members: [String: String?] = [
      "candidates": "\(nominees.count)", "channels": #"["web","app"]"#, "opens": #""2026-04-30T16:00:00Z""#,
      "closes": #""2026-05-07T16:00:00Z""#, "oncePer": #""edition""#,
      "nominations": "[" + nominees.map { "\"\($0)\"" }.joined(separator: ",") + "]",
    ]
    for (key, value) in changes { members[key] = .some(value) }
    let text = members.compactMap { key, value in value.map { "\"\(key)\":\($0)" } }.sorted().joined(separator: ",")
    return try write("ballots/rules.json", "{\(text)}")
  }

  func ballotsInput(
    _ files: [FilePath], rules: FilePath? = nil, replace: String? = nil, dryRun: Bool? = nil
  ) throws -> BallotsImport.Input {
    BallotsImport.Input(
      edition: SampleFiles.name, files: files, rules: try rules ?? ballotRules(), replace: replace, dryRun: dryRun)
  }

  @discardableResult
  func importBallots(
    _ files: [FilePath], rules: FilePath? = nil, replace: String? = nil, dryRun: Bool? = nil
  ) throws -> BallotCountOutput {
    try run(
      BallotsImport.self, ballotsInput(files, rules: rules, replace: replace, dryRun: dryRun), as: .office)
  }

  func void(_ voter: String) throws {
    try run(
      BallotsVoid.self,
      BallotsVoid.Input(edition: SampleFiles.name, voter: voter, document: "样例审〔2026〕1号", reason: "样例：机器投票"),
      as: .voteAuditor)
  }

  @discardableResult
  func recount() throws -> BallotCountOutput {
    try run(BallotsRecount.self, BallotsRecount.Input(edition: SampleFiles.name), as: .voteAuditor)
  }

  func showBallots(as person: Person = .auditor) throws -> BallotsShow.Output {
    try run(BallotsShow.self, BallotsShow.Input(edition: SampleFiles.name), as: person)
  }

  func tally(as person: Person = .voteAuditor) throws -> BallotsTally.Output {
    try run(BallotsTally.self, BallotsTally.Input(edition: SampleFiles.name), as: person)
  }

  /// The votes as the database has them.
  func votes() throws -> [String] {
    try texts("SELECT nomination || ' ' || channel || ' ' || votes FROM vote_tally ORDER BY nomination, channel")
  }

  /// The files of evidence on the disk, also those without a lasting name.
  func evidenceFiles() throws -> [String] {
    let walk = FileManager.default.enumerator(atPath: paths.evidence)
    return (walk?.compactMap { $0 as? String } ?? []).filter { name in
      var isFolder: ObjCBool = false
      let exists = FileManager.default.fileExists(atPath: paths.evidence + "/" + name, isDirectory: &isFolder)
      return exists && !isFolder.boolValue
    }.sorted()
  }
}

extension Act {
  /// The acts about raw ballots.
  static let ballots = [
    Act(name: "ballots import", station: .judging, prepare: toVoting) { house in
      try #require(try house.importBallots(try house.twoFiles()).isApplied)
    },
    Act(name: "ballots void", station: .judging, prepare: toVoting) { try $0.void(Installation.voter(3)) },
    Act(name: "ballots recount", station: .judging, prepare: counted) { try $0.recount() },
    Act(name: "ballots tally", station: .judging, prepare: counted) { _ = try $0.tally() },
    Act(name: "ballots report", station: .judging, prepare: counted) { house in
      let input = BallotsReport.Input(edition: SampleFiles.name, output: house.path("report"))
      try house.run(BallotsReport.self, input, as: .voteAuditor)
    },
  ]

  private static func toVoting(_ house: Installation) throws {
    try house.settle(.nominee)
    try house.advance(.display)
    try house.publishDeeds()
    try house.advance(.voting)
  }

  private static func counted(_ house: Installation) throws {
    try toVoting(house)
    try house.importBallots(try house.twoFiles())
  }
}
