import Foundation
import Primitives
import SelectionRules
import Testing

@testable import Operations

@Suite("The auditors' report and packages with ballots")
struct BallotReportTests {
  private func text(_ folder: FilePath, _ name: String) throws -> String {
    try String(contentsOfFile: folder.appending(name).text, encoding: .utf8)
  }

  private func report(_ house: Installation, _ name: String = "report") throws -> FilePath {
    let input = BallotsReport.Input(edition: SampleFiles.name, output: house.path(name))
    return try house.run(BallotsReport.self, input, as: .confirmer).folder
  }

  @Test("The report holds the count, the turnout by hour and channel, and every exclusion with its decision")
  func files() throws {
    let house = try Installation.withBallots()
    let folder = try report(house)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.text).sorted()
    #expect(
      names == [
        "classes.csv", "classes_by_day.csv", "excluded.csv", "index.md", "rejected.csv", "signals.csv",
        "summary.json", "tally.csv", "turnout.csv", "turnout.svg", "votes.csv",
      ])
    let votes = try text(folder, "votes.csv").split(separator: "\n").dropFirst()
    #expect(votes.map { String($0.replacing(",", with: " ")) } == (try house.votes()))
    let excluded = try text(folder, "excluded.csv").split(separator: "\n")
    #expect(excluded.count == 2 && excluded[1].hasPrefix("\(Installation.voter(1)),样例审〔2026〕1号,样例：机器投票,voteAuditor,"))
    #expect(excluded[1].hasSuffix(",2"))
    let turnout = try text(folder, "turnout.csv").split(separator: "\n").dropFirst()
    #expect(turnout.count == 7 * 24 * 2)
    #expect(turnout.reduce(0) { $0 + (Int($1.split(separator: ",").last ?? "") ?? 0) } == 78)
    #expect(turnout.contains("2026-05-01T03:00:00Z,2026-05-01 11:00,app,10"))
    let index = try text(folder, "index.md")
    #expect(index.contains("样例审〔2026〕1号") && index.contains("| 计入 | 78 |") && index.contains("第 1 次"))
    #expect(try FileManager.default.attributesOfItem(atPath: folder.text)[.posixPermissions] as? Int == 0o700)
  }

  @Test("A report that does not give what is recorded is refused and writes nothing")
  func differs() throws {
    let house = try Installation.withBallots()
    for change in [
      "UPDATE vote_tally SET votes = votes + 1", "UPDATE ballot_class SET class_rows = class_rows + 1",
      "UPDATE ballot_count SET voters = voters + 1", "UPDATE ballot_exclusion SET excluded_rows = 1",
    ] {
      let other = try Installation(copyOf: house)
      try other.plant(change)
      let input = BallotsReport.Input(edition: SampleFiles.name, output: other.path("report"))
      #expect(try other.refusal(BallotsReport.self, input, as: .voteAuditor).code == "ballots.count-differs")
      #expect(!FileManager.default.fileExists(atPath: other.path("report").text))
    }
  }

  @Test("The picture is the same for the same figures, sums its layers, and names what is drawn in two languages")
  func chart() {
    let hours = (0..<48).map { (hour: 1_777_564_800 + Int64($0) * 3600, votes: [$0, 2 * $0]) }
    let svg = TurnoutChart(turnout: hours, channels: ["a<&b", "web"]).svg
    #expect(svg.hasPrefix("<svg ") && svg.hasSuffix("</svg>\n"))
    #expect(svg.contains("a&lt;&amp;b：1128 票 votes") && svg.contains("web：2256 票 votes"))
    #expect(svg.contains("票数") && svg.contains("Counted votes of each hour"))
    #expect(svg.contains(">05-01<") && svg.contains(">05-02<"))
    // The highest hour has 141 votes, so that the axis ends at 150 or 160.
    #expect(svg.contains(">140<") && !svg.contains(">180<"))
    let many = (0..<20).map { ByteText("c\($0)") }
    let crowded = TurnoutChart(
      turnout: (0..<9000).map { (Int64($0) * 3600, [Int](repeating: 1, count: 20)) }, channels: many
    ).svg
    #expect(crowded.contains("others：117000 票") && crowded.contains("each 24 hours"))
    // A vote of some hours has no midnight that would name its axis.
    let short = TurnoutChart(turnout: (0..<8).map { (hours[$0 + 9].hour, [1, 1]) }, channels: ["a", "b"]).svg
    #expect(short.contains(">09:00<") && short.contains(">16:00<") && !short.contains(">05-01<"))
    let long = TurnoutChart(turnout: [(0, [1])], channels: ["一二三四五六七八九十一二三"]).svg
    #expect(long.contains("一二三四五六七八九十一…：1 票"))
    let empty = TurnoutChart(turnout: [(0, [0])], channels: ["web"]).svg
    #expect(empty.contains("web：0 票") && !empty.contains("nan") && !empty.contains("inf"))
  }

  // MARK: Packages

  private func export(_ house: Installation, _ name: String, public isPublic: Bool? = nil) throws -> FilePath {
    let folder = house.path(name)
    try house.run(
      EditionExport.self,
      EditionExport.Input(
        name: SampleFiles.name, output: ResultFolder(folder.text), public: isPublic, ballots: true), as: .auditor)
    return folder
  }

  private func verify(_ house: Installation, _ folder: FilePath) throws -> [PackageDifference] {
    try house.run(EditionVerify.self, EditionVerify.Input(folder: folder), as: .auditor).differences
  }

  private func refusedExport(_ house: Installation, public isPublic: Bool? = nil) throws -> String {
    let input = EditionExport.Input(
      name: SampleFiles.name, output: ResultFolder(house.path("no").text), public: isPublic, ballots: true)
    return try house.refusal(EditionExport.self, input, as: .auditor).code
  }

  @Test("A package with ballots verifies silently, and one changed byte of them is told")
  func package() throws {
    let house = try Installation.withBallots()
    #expect(try refusedExport(house) == "ballots.not-released")
    try house.recount()
    try house.advance(.composite)
    #expect(try refusedExport(house, public: true) == "ballots.not-public")
    let folder = try export(house, "package")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.appending("ballots").text).sorted()
    #expect(names == ["000001.csv", "000002.csv", "rules.json"])
    #expect(try text(folder, "ballots/rules.json").contains(Installation.voter(1)))
    #expect(try verify(house, folder) == [])
    // The last row's nominee becomes another one.
    let place = folder.appending("ballots/000002.csv").text
    let ballots = try String(contentsOfFile: place, encoding: .utf8)
    let row = Installation.ballot(401, 40, 11, channel: "web", day: 5)
    try #require(ballots.hasSuffix(row))
    let changed = ballots.dropLast(row.count) + Installation.ballot(401, 40, 12, channel: "web", day: 5)
    try changed.write(toFile: place, atomically: true, encoding: .utf8)
    let differences = try verify(house, folder)
    let nominees = try Installation.nominees()
    #expect(Set(differences.map(\.file)) == ["votes.csv", "ballots/000002.csv"])
    #expect(differences.filter { $0.file == "votes.csv" }.count == 2)
    #expect(differences.contains { $0.file == "votes.csv" && $0.column == "votes" && $0.row != nil })
    #expect(nominees.count == 12)
  }

  @Test("Ballots that cannot be counted are differences, and the rest of the package is still compared")
  func uncountable() throws {
    let house = try Installation.withBallots()
    try house.recount()
    try house.advance(.composite)
    let folder = try export(house, "package")
    func differing(_ change: (FilePath) throws -> Void) throws -> [PackageDifference] {
      let copy = house.path(UUID().uuidString)
      try FileManager.default.copyItem(atPath: folder.text, toPath: copy.text)
      try change(copy)
      let found = try verify(house, copy)
      return found
    }
    func write(_ folder: FilePath, _ name: String, _ content: String) throws {
      try content.write(toFile: folder.appending(name).text, atomically: true, encoding: .utf8)
    }
    let noRules = try differing { try FileManager.default.removeItem(atPath: $0.appending("ballots/rules.json").text) }
    #expect(noRules.first == PackageDifference(file: "ballots/rules.json", expected: "file", found: nil))
    let badRules = try differing { try write($0, "ballots/rules.json", "{}") }
    #expect(badRules.first?.file == "ballots/rules.json" && badRules.first?.column == "candidates")
    let badHeader = try differing { try write($0, "ballots/000001.csv", "a,b\n") }
    #expect(badHeader.first?.file == "ballots/000001.csv" && badHeader.first?.row == 1)
    #expect(badHeader.first?.found?.hasPrefix("ballots.header") == true)
    let none = try differing { folder in
      for name in ["000001.csv", "000002.csv"] {
        try FileManager.default.removeItem(atPath: folder.appending("ballots/" + name).text)
      }
    }
    #expect(none.first?.file == "ballots/" && none.first?.found?.hasPrefix("ballots.no-file") == true)
    let plain = try text(folder, "ballots/rules.json")
    let rules = try JSONValue(reading: Array(plain.utf8), file: "")
    let without = JSONValue.object((rules.members ?? []).filter { $0.key != "nominations" })
    let nameless = try differing {
      try write($0, "ballots/rules.json", String(decoding: without.pythonBytes, as: UTF8.self))
    }
    #expect(nameless.first?.column == "nominations")
  }
}

@Suite("What the public is told of raw ballots")
struct PublishedBallotsTests {
  @Test("SM-4 What was excluded is published with its document and reason beside what was counted, without the voter")
  func published() throws {
    let house = try Installation.withBallots()
    try house.recount()
    try house.advance(.composite)
    for stage in [Stage.named, .great] {
      try house.compute(stage)
      try house.submit(stage)
    }
    try house.advance(.publicity)
    for stage in [Stage.named, .great] { try house.confirm(stage) }
    try house.showNames()
    let input = PublicityExport.Input(edition: SampleFiles.name, output: ResultFolder(house.path("shown").text))
    try house.run(PublicityExport.self, input, as: .office)
    func text(_ name: String) throws -> String {
      try String(contentsOfFile: house.path("shown/\(name)").text, encoding: .utf8)
    }
    let count = try #require(try house.showBallots().counts.last)
    let counted = count.counted
    #expect(try text("ballot_classes.csv").contains("counted,\(counted)\n"))
    let excluded = try text("ballot_exclusions.csv")
    let decision = try #require(try house.showBallots().decisions.first)
    #expect(excluded.contains("\(decision.document),\(decision.reason)") && !excluded.contains(decision.voter))
    #expect(excluded.hasSuffix(",\(try #require(decision.rows))\n"))
  }
}
