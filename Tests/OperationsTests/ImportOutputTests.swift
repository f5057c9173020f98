import Primitives
import SelectionRules
import Testing

@testable import Operations

@Suite("What an import tells")
struct ImportOutputTests {
  private func line(_ number: Int, _ verdict: ImportOutput.LineVerdict, warned: Bool = false) -> ImportOutput.Line {
    let refusal = ImportRefusals.exists.at(Refusal.Location(file: "rows.csv", line: number, column: "nomination"))
    return ImportOutput.Line(
      line: number, verdict: verdict, refusals: verdict == .refused ? [refusal] : [], warnings: warned ? [refusal] : [])
  }

  @Test("The verdicts stand in the order of the lines, and neighbours that are accepted as a range")
  func order() throws {
    let output = ImportOutput(
      edition: nil, table: "nominations", file: FilePath("rows.csv"), isApplied: false, isDryRun: false,
      lines: [
        line(2, .accepted), line(3, .accepted), line(4, .refused), line(5, .accepted, warned: true),
        line(6, .accepted), line(8, .accepted),
      ])
    let table = output.presentation.compactMap { if case .table(let table) = $0 { table } else { nil } }.first
    #expect(table?.rows.map { $0[0].en } == ["2–3", "4", "5", "6", "8"])
  }

  @Test("A row twice in a file is told from one that came with an earlier import")
  func twiceOrStored() throws {
    let house = try Station.nominating.installation()
    let header = "nomination,name,employer_credit_code,region,channel,qualification,reason\n"
    func row(_ number: String) -> String { "\(number),样本·甲子,91370100MA3T123411,3701,unit,qualified,\n" }
    try house.importing(NominationImport.self, try house.write("first.csv", header + row("1")))
    let file = try house.write("second.csv", header + row("2") + row("2") + row("1"))
    let output = try house.importing(NominationImport.self, file)
    #expect(
      output.lines.map { $0.refusals.map(\.code) } == [[], ["edition.duplicate-key"], ["import.exists"]])
    #expect(output.lines.last?.refusals.first?.location?.line == 4)
    #expect(output.lines.last?.refusals.first?.remedy.zh.contains("--replace") == true)
  }

  @Test("SM-19 an import tells which lists it voids, its audit event too, and the list is told as void")
  func voided() throws {
    let house = try Station.reviewing.installation()
    try house.compute(.candidate)
    try house.submit(.candidate)
    let file = house.path("edition/preliminary.csv")
    let dry = try house.importing(ReviewImport.self, file, dryRun: true, replace: "更正")
    #expect(dry.voided.map(\.number) == [1])
    #expect("\(dry.presentation)".contains("would become void"))
    #expect(try house.states(.candidate) == [.submitted])
    let output = try house.importing(ReviewImport.self, file, replace: "更正")
    #expect(output.voided.map(\.stage) == [.candidate])
    #expect("\(output.presentation)".contains("list 1 of stage candidate became void"))
    let details = try house.texts("SELECT detail FROM audit_event WHERE operation = 'review import'")
    #expect(details.filter { $0.contains("\"voided\":\"candidate 1\"") }.count == 1)
    for refusal in [
      try house.refusal(ListShow.self, house.list(.candidate), as: .confirmer),
      try house.refusal(ListConfirm.self, house.list(.candidate), as: .confirmer),
    ] {
      #expect(refusal.code == "list.voided")
      #expect(refusal.message.en.hasPrefix("list 1 of stage candidate"))
    }
  }

  @Test("SM-19 an import that no list rests on voids none")
  func voidsNone() throws {
    let house = try Station.reviewing.installation()
    let file = house.path("edition/preliminary.csv")
    #expect(try house.importing(ReviewImport.self, file, replace: "更正").voided.isEmpty)
  }

  private static let columns: [(notes: [FieldNote], columns: [String])] = [
    (NominationImport.notes, PackageTable.nominations.columns + ["citizen_id"]),
    (ReviewImport.notes, PackageTable.preliminary.columns), (PanelImport.notes, PackageTable.experts.columns),
    (RecusalImport.notes, PackageTable.recusals.columns), (ScoreImport.notes, PackageTable.scores.columns),
    (VoteImport.notes, PackageTable.votes.columns), (DecisionImport.notes, PackageTable.decisions.columns),
    (UnitImport.notes, UnitImport.columns), (ExpertImport.notes, ExpertImport.columns + ExpertImport.optional),
    (EmployerImport.notes, EmployerImport.columns + EmployerImport.optional),
  ]

  @Test("The help of an import's file names every column", arguments: columns.indices)
  func helpNamesColumns(index: Int) throws {
    let (notes, columns) = Self.columns[index]
    let help = try #require(notes.first { $0.name == "file" }).help
    for text in [help.zh, help.en] {
      let words = Set(text.split { !($0.isASCII && ($0.isLetter || $0 == "_")) }.map(String.init))
      #expect(words.isSuperset(of: columns))
    }
  }
}
