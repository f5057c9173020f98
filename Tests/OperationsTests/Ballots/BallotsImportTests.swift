import Foundation
import Primitives
import SelectionRules
import Testing

@testable import Operations

@Suite("The import of raw ballots into an edition")
struct BallotsImportTests {
  private func rows(_ output: BallotCountOutput) -> [String: Int] {
    Dictionary(uniqueKeysWithValues: output.classes.map { ($0.code, $0.rows) })
  }

  @Test("SM-4 A hand-over brings its votes, and every row is told by its class")
  func imports() throws {
    let house = try Installation.voting()
    let output = try house.importBallots(try house.twoFiles())
    #expect(output.isApplied && output.handOver == 1 && output.read == 86 && output.voters == 40)
    #expect(
      rows(output) == [
        "malformed": 1, "unknown_candidate": 1, "unknown_channel": 1, "outside_window": 1, "repeated_ballot": 1,
        "voided_voter": 0, "repeated_choice": 1, "over_daily_limit": 0, "counted": 80,
      ])
    #expect(output.files.map(\.name) == ["app.csv", "web.csv"])
    #expect(try house.texts("SELECT CAST(sum(votes) AS BIGINT) FROM vote_tally") == ["80"])
    #expect(try house.faults() == [])
  }

  @Test("The counted choices are kept in the same bytes for any number of threads, each at its row")
  func choices() throws {
    let house = try Installation.voting()
    try house.importBallots(try house.twoFiles())
    let digest = try #require(try house.texts("SELECT choices FROM ballot_count").first)
    let url = URL(fileURLWithPath: "\(house.paths.evidence)/\(digest.prefix(2))/\(digest)")
    let bytes = [UInt8](try Data(contentsOf: url))
    #expect(bytes.count == 86 * 32)
    let records = stride(from: 0, to: bytes.count, by: 32).map { Array(bytes[$0..<$0 + 32]) }
    #expect(records.count { $0.contains { $0 != 0 } } == 80)
    // The second voter's first choice: row 2, ballot 20, nominee 3, channel app, the first, on 3 May.
    let day = try CalendarDay("2026-05-03").dayNumber
    let ballot = UInt64(20) << 30 | 3
    var expected = [UInt8](repeating: 0, count: 32)
    expected[15] = 2
    for place in 0..<8 { expected[16 + place] = UInt8(truncatingIfNeeded: ballot >> (place * 8)) }
    for place in 0..<4 { expected[28 + place] = UInt8(truncatingIfNeeded: day >> (place * 8)) }
    #expect(records[2] == expected)
    // What was rejected is zero: the odd rows stand behind sixty of the first file.
    #expect(records[60..<66].allSatisfy { $0.allSatisfy { $0 == 0 } })
  }

  @Test("A dry run counts and leaves no trace, in the database and beside it")
  func dryRun() throws {
    let house = try Installation.voting()
    let before = (try house.contentDigest(), try house.evidenceFiles())
    let output = try house.importBallots(try house.twoFiles(), dryRun: true)
    #expect(!output.isApplied && output.isDryRun && rows(output)["counted"] == 80)
    #expect(try house.contentDigest() == before.0)
    #expect(try house.evidenceFiles() == before.1)
  }

  @Test("A refused file refuses the whole hand-over and leaves no evidence and no row")
  func allOrNothing() throws {
    let house = try Installation.voting()
    let before = (try house.contentDigest(), try house.evidenceFiles())
    let good = try house.twoFiles()
    let bad = [
      (try house.write("ballots/head.csv", "a,b\n"), "ballots.header"), (house.path("ballots/no.csv"), "file.missing"),
      (try house.write("ballots/same.csv", String(contentsOfFile: good[0].text, encoding: .utf8)), "ballots.same-file"),
      (try house.write("ballots/cut.csv.gz", bytes: [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3, 1]), "compression.cut"),
    ]
    for (file, code) in bad {
      let refusal = try house.refusal(BallotsImport.self, try house.ballotsInput(good + [file]), as: .office)
      #expect(refusal.code == code || code == "compression.cut" && refusal.location?.file == file.text)
    }
    #expect(try house.refusal(BallotsImport.self, try house.ballotsInput([]), as: .office).code == "ballots.no-file")
    #expect(try house.contentDigest() == before.0)
    #expect(try house.evidenceFiles() == before.1)
  }

  @Test("R-208 R-224 R-225 Rules that are not the edition's are refused, each with its key")
  func wrongRules() throws {
    let house = try Installation.voting()
    let files = try house.twoFiles()
    let nominees = try Installation.nominees()
    let others = (nominees.dropLast() + ["2026-9999"]).map { "\"\($0)\"" }.joined(separator: ",")
    let voided = #"[{"voter":"\#(Installation.voter(1))","document":"x","reason":"x"}]"#
    let cases: [([String: String?], String, String)] = [
      (["nominations": nil], "ballots.nominations-missing", "nominations"),
      (["nominations": "[\(others)]"], "ballots.nominees-differ", "nominations"),
      (["channels": #"["app","fax"]"#], "ballots.channel-unknown", "channels"),
      (["voidedVoters": voided], "ballots.decisions-elsewhere", "voidedVoters"),
      (["closes": #""2026-06-01T02:00:01Z""#], "ballots.window-open", "closes"),
      (["picksPerDay": "0"], "ballot-rules.range", "picksPerDay"),
    ]
    for (changes, code, column) in cases {
      for dryRun in [true, false] {
        let input = try house.ballotsInput(files, rules: try house.ballotRules(changes), dryRun: dryRun)
        let refusal = try house.refusal(BallotsImport.self, input, as: .office)
        #expect(refusal.code == code && refusal.location?.column == column)
      }
    }
    try house.importBallots(files, rules: try house.ballotRules(["closes": #""2026-06-01T02:00:00Z""#]))
  }

  @Test("R-224 The window must be that of the edition's dates")
  func dates() throws {
    let house = try Installation.voting()
    let files = try house.twoFiles()
    try house.setDate(.voteFrom, "2026-05-01")
    try house.setDate(.voteTo, "2026-05-07")
    for (key, value) in [("opens", "2026-05-01T16:00:00Z"), ("closes", "2026-05-07T16:00:01Z")] {
      let input = try house.ballotsInput(files, rules: try house.ballotRules([key: "\"\(value)\""]))
      let refusal = try house.refusal(BallotsImport.self, input, as: .office)
      #expect(refusal.code == "ballots.other-day" && refusal.location?.column == key)
    }
    try house.importBallots(files)
  }

  @Test("A corrected hand-over replaces the earlier one as a whole, with the reason kept")
  func replaces() throws {
    let house = try Installation.withBallots()
    let file = try house.write("ballots/new.csv", Installation.ballotHeader + Installation.ballot(7, 7, 7))
    let refusal = try house.refusal(BallotsImport.self, try house.ballotsInput([file]), as: .office)
    #expect(refusal.code == "ballots.replace-needed")
    for reason in ["", "  "] {
      let input = try house.ballotsInput([file], replace: reason)
      #expect(try house.refusal(BallotsImport.self, input, as: .office).code == "reason.missing")
    }
    let output = try house.importBallots([file], replace: "平台更正")
    #expect(output.handOver == 2 && output.read == 1)
    #expect(try house.votes() == ["\(try Installation.nominees()[6]) app 1"])
    let shown = try house.showBallots()
    #expect(shown.handOvers.map(\.number) == [1, 2] && shown.handOvers.last?.reason == "平台更正")
    #expect(shown.files.map(\.name) == ["new.csv"])
    #expect(try house.count("ballot_file") == 3)
    #expect(try house.faults() == [])
  }

  @Test("Totals and raw ballots do not take each other's place unsaid")
  func totals() throws {
    let house = try Installation.withBallots()
    let totals = ImportInput(edition: SampleFiles.name, file: house.path("edition/votes.csv"), replace: "x")
    #expect(try house.refusal(VoteImport.self, totals, as: .office).code == "ballots.in-force")
    let other = try Installation.voting()
    try other.take(VoteImport.self, "votes.csv")
    let files = try other.twoFiles()
    let refusal = try other.refusal(BallotsImport.self, try other.ballotsInput(files), as: .office)
    #expect(refusal.code == "ballots.replace-needed")
    try other.importBallots(files, replace: "改用原始选票")
    #expect(try other.texts("SELECT CAST(sum(votes) AS BIGINT) FROM vote_tally") == ["80"])
    #expect(try other.faults() == [])
  }

  @Test("What an import that was killed left in the folder of unfinished files is gone with the next one")
  func swept() throws {
    let house = try Installation.voting()
    let left = house.paths.evidence + "/temporary/left-behind"
    try FileManager.default.createDirectory(
      atPath: house.paths.evidence + "/temporary", withIntermediateDirectories: true)
    try Data([9]).write(to: URL(fileURLWithPath: left))
    try house.importBallots(try house.twoFiles())
    #expect(!FileManager.default.fileExists(atPath: left))
  }

  @Test("SM-1 Ballots are imported only in the vote and the composite")
  func states() throws {
    for station in [Station.judging, .published] {
      let house = try station.installation()
      let input = try house.ballotsInput(try house.twoFiles())
      #expect(try house.refusal(BallotsImport.self, input, as: .office).code == "edition.wrong-state")
    }
  }
}
