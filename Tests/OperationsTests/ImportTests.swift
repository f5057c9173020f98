import Foundation
import Primitives
import SelectionRules
import Testing

@testable import Operations

@Suite("Imports into an edition")
struct ImportTests {
  /// Every table with the station before its import and its file in the sample.
  private static let tables: [(PackageTable, Station)] = [
    (.nominations, .nominating), (.preliminary, .reviewing), (.experts, .nominating), (.recusals, .judging),
    (.scores, .judging), (.votes, .composing),
  ]

  private func take(
    _ table: PackageTable, _ house: Installation, _ file: FilePath, dryRun: Bool? = nil, replace: String? = nil
  ) throws -> ImportOutput {
    switch table {
    case .nominations: try house.importing(NominationImport.self, file, dryRun: dryRun, replace: replace)
    case .preliminary: try house.importing(ReviewImport.self, file, dryRun: dryRun, replace: replace)
    case .experts: try house.importing(PanelImport.self, file, dryRun: dryRun, replace: replace)
    case .recusals: try house.importing(RecusalImport.self, file, dryRun: dryRun, replace: replace)
    case .scores: try house.importing(ScoreImport.self, file, dryRun: dryRun, replace: replace)
    case .votes: try house.importing(VoteImport.self, file, dryRun: dryRun, replace: replace)
    case .decisions: try house.importing(DecisionImport.self, file, dryRun: dryRun, replace: replace)
    }
  }

  private func sample(_ table: PackageTable, _ house: Installation) -> FilePath { house.path("edition/" + table.file) }

  @Test("Each line has its verdict, and a dry run changes nothing", arguments: tables)
  func dryRun(table: PackageTable, station: Station) throws {
    let house = try station.installation()
    let rows = try SampleFiles.lines(table.file).count - 1
    let before = try house.contentDigest()
    let files = try FileManager.default.subpathsOfDirectory(atPath: house.folder).sorted()
    let output = try take(table, house, sample(table, house), dryRun: true, replace: "试运行")
    #expect(output.lines.map(\.line) == Array(2...(rows + 1)))
    #expect(output.lines.allSatisfy { $0.verdict == .accepted && $0.refusals.isEmpty })
    #expect(output.isDryRun)
    #expect(!output.isApplied)
    #expect(output.verdict == .done)
    #expect(try house.contentDigest() == before)
    #expect(try FileManager.default.subpathsOfDirectory(atPath: house.folder).sorted() == files)
  }

  @Test("One bad line refuses the whole file, at its line and column", arguments: tables)
  func badLine(table: PackageTable, station: Station) throws {
    let house = try station.installation()
    var lines = try SampleFiles.lines(table.file)
    let column = try #require(table.columns.first)
    var cells = lines[2].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    cells[0] = ""
    lines[2] = cells.joined(separator: ",")
    let file = try house.write("bad.csv", lines.joined(separator: "\n") + "\n")
    let before = try house.contentDigest()
    let output = try take(table, house, file, replace: "更正")
    #expect(!output.isApplied)
    #expect(output.verdict == .different)
    let refused = output.lines.filter { $0.verdict == .refused }
    #expect(refused.map(\.line) == [3])
    #expect(refused.first?.refusals.first?.location?.column == column)
    #expect(output.lines.count == lines.count - 1)
    #expect(try house.contentDigest() == before)
  }

  @Test("Every bad line has its own verdict")
  func severalBadLines() throws {
    let house = try Station.judging.installation()
    var lines = try SampleFiles.lines("scores.csv")
    for (line, score) in [(1, "100.001"), (3, "NaN"), (4, "-1")] {
      var cells = lines[line].split(separator: ",").map(String.init)
      cells[3] = score
      lines[line] = cells.joined(separator: ",")
    }
    let file = try house.write("bad.csv", lines.joined(separator: "\n") + "\n")
    let output = try take(.scores, house, file, dryRun: true, replace: "更正")
    #expect(output.lines.filter { $0.verdict == .refused }.map(\.line) == [2, 4, 5])
    #expect(output.lines.flatMap(\.refusals).allSatisfy { $0.location?.column == "craft" })
  }

  @Test("A row that is stored already is refused as one that came before", arguments: tables)
  func duplicates(table: PackageTable, station: Station) throws {
    let house = try station.installation()
    if station == .nominating { #expect(try take(table, house, sample(table, house)).isApplied) }
    let before = try house.contentDigest()
    let output = try take(table, house, sample(table, house))
    #expect(!output.isApplied)
    #expect(!output.lines.isEmpty)
    #expect(output.lines.allSatisfy { $0.verdict == .refused && $0.refusals.map(\.code) == ["import.exists"] })
    #expect(try house.contentDigest() == before)
  }

  @Test(
    "A replacement supersedes what was imported, with its reason, and keeps the evidence of both", arguments: tables)
  func replacement(table: PackageTable, station: Station) throws {
    let house = try station.installation()
    if station == .nominating { #expect(try take(table, house, sample(table, house)).isApplied) }
    let text = try SampleFiles.text(table.file)
    let file = try house.write("second.csv", text.replacingOccurrences(of: "\n", with: "\r\n"))
    #expect(try take(table, house, file, replace: "第二次报送").isApplied)
    let kind = table.rawValue
    #expect(
      try house.texts("SELECT supersede_reason FROM input_import WHERE kind = '\(kind)' ORDER BY id")
        == ["第二次报送", "NULL"])
    #expect(Set(try house.texts("SELECT evidence FROM input_import WHERE kind = '\(kind)'")).count == 2)
    #expect(
      try house.texts("SELECT file_name FROM input_import WHERE kind = '\(kind)' ORDER BY id").last == "second.csv")
    #expect(try house.faults().isEmpty)
    let edition = try house.run(EditionShow.self, EditionShow.Input(name: SampleFiles.name), as: .auditor)
    #expect(edition.nominations == (table == .experts && station == .nominating ? 0 : 40))
  }

  @Test("A replacement without a reason is wrong use", arguments: tables)
  func replacementWithoutReason(table: PackageTable, station: Station) throws {
    let house = try station.installation()
    let refusal = #expect(throws: Refusal.self) { try take(table, house, sample(table, house), replace: "") }
    #expect(refusal?.code == "reason.missing")
    #expect(refusal?.kind == .wrongUse)
  }

  @Test("Nominations that are reviewed already cannot be left out of a replacement")
  func stillReferenced() throws {
    let house = try Station.reviewing.installation()
    let first = try #require(try SampleFiles.inputs.nominations.first { $0.disqualification == nil }).key.string
    let file = try house.write("fewer.csv", try SampleFiles.table("nominations.csv") { $0.first != first })
    let before = try house.contentDigest()
    let input = ImportInput(edition: SampleFiles.name, file: file, dryRun: nil, replace: "撤回")
    #expect(try house.refusal(NominationImport.self, input, as: .office).code == "import.still-referenced")
    #expect(try house.contentDigest() == before)
  }

  @Test("Nominations that nothing refers to go with a replacement that leaves them out")
  func leftOut() throws {
    let house = try Station.nominating.installation()
    try house.take(NominationImport.self, "nominations.csv")
    let file = try house.write("fewer.csv", try SampleFiles.table("nominations.csv") { $0.first != "2026-0001" })
    #expect(try take(.nominations, house, file, replace: "撤回").isApplied)
    #expect(try house.count("nomination") == 39)
    #expect(try house.faults().isEmpty)
  }

  @Test("A score of an unknown expert or nomination is refused", arguments: ["expert", "nomination"])
  func unknownReference(column: String) throws {
    let house = try Station.judging.installation()
    let (expert, nomination) = column == "expert" ? ("E999", "2026-0001") : ("E001", "none")
    let file = try house.write(
      "scores.csv", "expert,nomination,spirit,craft,leading,contribution\n\(expert),\(nomination),80,80,80,80\n")
    let output = try take(.scores, house, file, dryRun: true)
    #expect(output.lines.map(\.verdict) == [.refused])
    #expect(output.lines.first?.refusals.first?.location?.column == column)
  }

  @Test("A missing column refuses the file as a whole")
  func missingColumn() throws {
    let house = try Station.judging.installation()
    let file = try house.write("scores.csv", "expert,nomination,spirit,craft,leading\n")
    let before = try house.contentDigest()
    do {
      #expect(try !take(.scores, house, file).isApplied)
    } catch let refusal as Refusal {
      #expect(refusal.location?.line == 1 || refusal.location?.line == nil)
    }
    #expect(try house.contentDigest() == before)
  }

  @Test("A file that is not there is not found")
  func missingFile() throws {
    let house = try Station.judging.installation()
    let refusal = #expect(throws: Refusal.self) { try take(.scores, house, house.path("none.csv")) }
    #expect(refusal?.code == "file.missing")
    #expect(refusal?.kind == .notFound)
  }

  @Test("What people see of an import tells each refused line and that nothing was imported")
  func presentation() throws {
    let house = try Station.judging.installation()
    let file = try house.write(
      "scores.csv", "expert,nomination,spirit,craft,leading,contribution\nE001,none,80,80,80,80\n")
    let blocks = try take(.scores, house, file).presentation
    let table = blocks.compactMap { if case .table(let table) = $0 { table } else { nil } }.first
    #expect(table?.rows.map { $0[0].zh } == ["2"])
    guard case .line(let summary) = try #require(blocks.last) else {
      Issue.record("the last block is a sentence")
      return
    }
    #expect(summary.zh.contains("没有写入"))
    #expect(summary.en.contains("nothing was imported"))
  }
}
